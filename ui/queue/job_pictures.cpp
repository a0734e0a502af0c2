// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_pictures.h"

#include "core/generation/job_request.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtGui/QImageReader>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kCacheKb = 48 * 1024;

QImage readSmall(const QString &file, QSize size)
{
    QImageReader reader(file);
    reader.setAutoTransform(true);
    const QSize whole = reader.size();
    if (whole.isValid())
        reader.setScaledSize(whole.scaled(size, Qt::KeepAspectRatioByExpanding));
    return reader.read();
}

} // namespace

JobPictures::JobPictures(GenerationService &service, QObject *parent) : QObject(parent), m_service(service), m_files(kCacheKb) {}

void JobPictures::setSession(project::ProjectSession *session)
{
    m_session = session;
    m_unreadable.clear();
}

QString JobPictures::takeFile(const Job &job) const
{
    if (!m_session || job.takeIds.isEmpty() || job.bundle != m_session->bundle())
        return {};
    const timeline::Take *take = m_session->takes().find(TakeId(job.takeIds.first()));
    return take ? m_session->absolutePath(take->media) : QString();
}

QString JobPictures::fileOf(const Job &job) const
{
    if (m_session && !job.takeIds.isEmpty() && job.bundle == m_session->bundle()) {
        if (const timeline::Take *take = m_session->takes().find(TakeId(job.takeIds.first()))) {
            if (!take->thumb.path.isEmpty())
                return m_session->absolutePath(take->thumb);
            return take->isVideo() ? QString() : m_session->absolutePath(take->media);
        }
    }
    if (!job.isFinished() || job.takeIds.isEmpty()) {
        const QStringList local = localFilesOf(job);
        if (!local.isEmpty())
            return local.first();
    }
    // The picture that its shot shows now.
    if (m_session && !job.clip.isEmpty() && job.bundle == m_session->bundle() && job.takeIds.isEmpty()) {
        const timeline::Clip *clip = timeline::findClip(m_session->timeline(), ClipId(job.clip));
        const timeline::Take *shown = clip && !clip->selectedImage.isEmpty() ? m_session->takes().find(clip->selectedImage) : nullptr;
        if (shown)
            return m_session->absolutePath(shown->thumb.path.isEmpty() ? shown->media : shown->thumb);
    }
    return {};
}

QString JobPictures::kindOf(const Job &job) const
{
    if (job.isWithServer() && !m_service.previewOf(job.id).isEmpty())
        return QStringLiteral("preview");
    if (fileOf(job).isEmpty())
        return {};
    return job.takeIds.isEmpty() ? QStringLiteral("start") : QStringLiteral("take");
}

QPixmap JobPictures::of(const Job &job, QSize size)
{
    if (job.isWithServer()) {
        const QByteArray preview = m_service.previewOf(job.id);
        if (!preview.isEmpty()) {
            auto &kept = m_previews[job.id.text()];
            if (kept.first != preview) {
                kept.first = preview;
                kept.second.loadFromData(preview);
            }
            if (!kept.second.isNull())
                return kept.second;
        }
    } else if (!m_previews.isEmpty()) {
        m_previews.remove(job.id.text());
    }
    const QString file = fileOf(job);
    return file.isEmpty() ? QPixmap() : load(file, size);
}

QPixmap JobPictures::load(const QString &file, QSize size)
{
    const QString key = QStringLiteral("%1|%2").arg(size.width()).arg(file);
    if (const QPixmap *known = m_files.object(key))
        return *known;
    if (m_pending.contains(key) || m_unreadable.contains(key))
        return {};
    m_pending.insert(key);
    auto *watcher = new QFutureWatcher<QImage>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, key] {
        watcher->deleteLater();
        m_pending.remove(key);
        const QImage image = watcher->result();
        if (image.isNull()) {
            m_unreadable.insert(key);
            return;
        }
        m_files.insert(key, new QPixmap(QPixmap::fromImage(image)), std::max(1, static_cast<int>(image.sizeInBytes() / 1024)));
        Q_EMIT ready();
    });
    watcher->setFuture(QtConcurrent::run(readSmall, file, size));
    return {};
}

} // namespace sc::ui
