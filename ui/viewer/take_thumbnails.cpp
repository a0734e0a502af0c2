// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/take_thumbnails.h"

#include "core/playback/still_loader.h"
#include "core/project/project_session.h"

#include <QtCore/QFileInfo>

#include <algorithm>
#include <cmath>
#include <optional>

namespace sc::ui {

namespace {

constexpr qint64 kStoreBytes = 16LL * 1024 * 1024; // of decoded frames
constexpr size_t kQueueLimit = 300;                // older wishes have scrolled away
constexpr double kMoviePlace = 0.3;                // of its length: past a fade in

QSize boxOf(QSize size, double ratio)
{
    return {std::max(1, int(std::lround(size.width() * ratio))), std::max(1, int(std::lround(size.height() * ratio)))};
}

// Cut from the middle.
QImage covering(const QImage &image, QSize box)
{
    const QImage scaled = image.scaled(box, Qt::KeepAspectRatioByExpanding, Qt::SmoothTransformation);
    return scaled.copy((scaled.width() - box.width()) / 2, (scaled.height() - box.height()) / 2, box.width(), box.height());
}

} // namespace

TakeThumbnails::TakeThumbnails(QObject *parent)
    : QObject(parent), m_pixmaps(kCacheKilobytes), m_store(std::make_shared<playback::MediaStore>(kStoreBytes))
{
    m_pool.setMaxThreadCount(1);
}

TakeThumbnails::~TakeThumbnails()
{
    {
        const std::lock_guard lock(m_mutex);
        m_queue.clear();
    }
    m_pool.waitForDone();
}

void TakeThumbnails::setSession(project::ProjectSession *session)
{
    m_session = session;
    forget();
}

void TakeThumbnails::forget()
{
    m_pixmaps.clear();
    m_lost.clear();
}

QPixmap TakeThumbnails::of(const timeline::Take &take, QSize size, double ratio)
{
    if (m_session == nullptr || size.isEmpty())
        return {};
    Wanted wanted{.key = {},
                  .content = take.media.hash,
                  .small = take.thumb.isEmpty() ? QString() : m_session->absolutePath(take.thumb),
                  .file = m_session->absolutePath(take.media),
                  .isMovie = take.isVideo(),
                  .at = Ticks(std::int64_t(double(take.length.value()) * kMoviePlace)),
                  .size = boxOf(size, ratio),
                  .ratio = ratio};
    return find(wanted);
}

QPixmap TakeThumbnails::ofFile(const QString &file, const QString &content, bool isMovie, Ticks length, QSize size, double ratio)
{
    return find({.key = {},
                 .content = content,
                 .small = {},
                 .file = file,
                 .isMovie = isMovie,
                 .at = Ticks(std::int64_t(double(length.value()) * kMoviePlace)),
                 .size = boxOf(size, ratio),
                 .ratio = ratio});
}

QPixmap TakeThumbnails::find(const Wanted &asked)
{
    const QString key = QStringLiteral("%1/%2x%3").arg(asked.content).arg(asked.size.width()).arg(asked.size.height());
    if (const QPixmap *known = m_pixmaps.object(key))
        return *known;
    if (m_pending.contains(key) || m_lost.contains(asked.content))
        return {};
    m_pending.insert(key);
    Wanted wanted = asked;
    wanted.key = key;
    const std::lock_guard lock(m_mutex);
    m_queue.push_back(std::move(wanted));
    if (m_queue.size() > kQueueLimit) {
        m_dropped.append(m_queue.front().key);
        m_queue.pop_front();
    }
    if (!m_isRunning) {
        m_isRunning = true;
        m_pool.start([this] { work(); });
    }
    return {};
}

QImage TakeThumbnails::make(const Wanted &wanted) const
{
    // The small picture will do unless it would have to be blown up.
    if (!wanted.small.isEmpty() && QFileInfo::exists(wanted.small)) {
        const QImage small(wanted.small);
        if (!small.isNull() && (small.width() * 1.5 >= wanted.size.width() || !QFileInfo::exists(wanted.file)))
            return covering(small, wanted.size);
    }
    if (!wanted.isMovie)
        return playback::loadStillCovering(wanted.file, wanted.size).value_or(QImage());
    // A box that the movie covers once it lies in it, whatever its shape.
    const int side = std::max(wanted.size.width(), wanted.size.height()) * 2;
    const auto frame = m_store->picture({wanted.file, QSize(side, side), false, true}, wanted.at);
    return frame ? covering(*frame, wanted.size) : QImage();
}

void TakeThumbnails::work()
{
    for (;;) {
        Wanted wanted;
        {
            const std::lock_guard lock(m_mutex);
            if (m_queue.empty()) {
                m_isRunning = false;
                return;
            }
            wanted = std::move(m_queue.back());
            m_queue.pop_back();
        }
        const QImage image = make(wanted);
        QMetaObject::invokeMethod(
            this, [this, wanted, image] { take(wanted, image); }, Qt::QueuedConnection);
    }
}

void TakeThumbnails::take(const Wanted &wanted, const QImage &image)
{
    {
        const std::lock_guard lock(m_mutex);
        for (const QString &key : std::as_const(m_dropped))
            m_pending.remove(key);
        m_dropped.clear();
    }
    m_pending.remove(wanted.key);
    if (image.isNull()) {
        m_lost.insert(wanted.content);
    } else {
        auto *pixmap = new QPixmap(QPixmap::fromImage(image)); // the cache owns it
        pixmap->setDevicePixelRatio(wanted.ratio);
        m_pixmaps.insert(wanted.key, pixmap, std::max(1, image.width() * image.height() * 4 / 1024));
    }
    if (m_announced)
        return;
    m_announced = true; // many arrive together: one repaint
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_announced = false;
            Q_EMIT ready();
        },
        Qt::QueuedConnection);
}

} // namespace sc::ui
