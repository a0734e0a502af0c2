// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/shot_thumbnails.h"

#include "core/playback/compositor.h"

#include <QtCore/QCryptographicHash>
#include <QtCore/QDataStream>
#include <QtCore/QIODevice>
#include <QtCore/QMutex>
#include <QtCore/QThreadPool>

#include <algorithm>
#include <cmath>
#include <deque>

namespace sc::ui {

namespace {

constexpr int kCacheKilobytes = 64 * 1024;
constexpr qint64 kStoreBytes = 24LL * 1024 * 1024; // decoded pictures beside the small ones
constexpr size_t kQueueLimit = 400;                // older wishes have scrolled away

} // namespace

struct ShotThumbnails::Wanted
{
    QByteArray key;
    timeline::Timeline timeline; // the shot alone
    playback::ProgramMedia media;
    std::int64_t frame = 0;
    QSize size;
};

namespace {

// The middle of the card: its foot and head hold number, clock and move, which would be too small to read here.
constexpr double kCropLeft = 0.22;
constexpr double kCropTop = 0.14;
constexpr double kCropPart = 0.56;

// Just what the card's painter needs to know of a project, so that no thread holds ten thousand shots for one picture. The
// lane writes number and name itself: its pictures go without words.
timeline::Timeline shotAlone(const timeline::Timeline &whole, const timeline::Clip &clip, const timeline::Scene &scene)
{
    timeline::Timeline alone;
    alone.project.frameRate = whole.project.frameRate;
    alone.project.width = whole.project.width;
    alone.project.height = whole.project.height;
    alone.scenes = {scene};
    alone.scenes.front().name.clear();
    alone.scenes.front().isLive = true;
    alone.clips = {clip};
    timeline::Clip &only = alone.clips.front();
    only.isLive = true;
    only.name.clear();
    only.lyrics.clear();
    only.imagePrompt.clear();
    only.videoPrompt.clear();
    only.direction.in = {};
    only.direction.out = {};
    return alone;
}

QByteArray keyOf(const timeline::Project &project, const timeline::Clip &clip, const timeline::Scene &scene, int phase, QSize size)
{
    QByteArray content;
    QDataStream stream(&content, QIODevice::WriteOnly);
    stream << clip.id.text() << clip.scene.text() << clip.direction.cameraMove << clip.direction.shotType << clip.direction.motionStrength
           << scene.colour << phase << size << qint64(clip.length.value()) << project.width << project.height << clip.selectedVideo.text()
           << clip.selectedImage.text() << qint64(clip.sourceIn.value()) << clip.speedNumerator << clip.speedDenominator;
    return QCryptographicHash::hash(content, QCryptographicHash::Md5);
}

} // namespace

// Shared with the pool's thread: the queue outlives the cache until the running job has seen the end.
class ShotThumbnails::Worker : public std::enable_shared_from_this<Worker>
{
public:
    explicit Worker(ShotThumbnails *owner) : m_owner(owner) { m_pool.setMaxThreadCount(1); }

    void want(Wanted wanted)
    {
        const QMutexLocker lock(&m_mutex);
        m_queue.push_back(std::move(wanted));
        if (m_queue.size() > kQueueLimit) {
            m_dropped.push_back(m_queue.front().key);
            m_queue.pop_front();
        }
        if (m_running)
            return;
        m_running = true;
        m_pool.start([self = shared_from_this()] { self->run(); });
    }

    void stop()
    {
        {
            const QMutexLocker lock(&m_mutex);
            m_stopped = true;
            m_queue.clear();
        }
        m_pool.waitForDone();
    }

private:
    static QImage pictureOf(const Wanted &wanted)
    {
        if (wanted.media.shots && !wanted.media.shots->isEmpty())
            return playback::renderFrame(wanted.timeline, wanted.frame, wanted.size, wanted.media);
        const QSize card(int(std::ceil(wanted.size.width() / kCropPart)), int(std::ceil(wanted.size.height() / kCropPart)));
        const QImage whole = playback::renderFrame(wanted.timeline, wanted.frame, card);
        return whole.copy(QRect(QPoint(int(card.width() * kCropLeft), int(card.height() * kCropTop)), wanted.size));
    }

    void run()
    {
        while (const std::optional<Wanted> wanted = next()) {
            const QImage image = pictureOf(*wanted);
            const QMutexLocker lock(&m_mutex);
            if (m_stopped)
                return;
            QMetaObject::invokeMethod(
                m_owner,
                [owner = m_owner, key = wanted->key, clip = wanted->timeline.clips.front().id, image,
                 dropped = std::exchange(m_dropped, {})] {
                    for (const QByteArray &gone : dropped)
                        owner->m_pending.remove(gone);
                    owner->m_pending.remove(key);
                    auto *pixmap = new QPixmap(QPixmap::fromImage(image));
                    pixmap->setDevicePixelRatio(owner->m_ratio);
                    owner->m_pixmaps.insert(key, pixmap, std::max(1, image.width() * image.height() * 4 / 1024));
                    Q_EMIT owner->ready(clip);
                },
                Qt::QueuedConnection);
        }
    }

    std::optional<Wanted> next()
    {
        const QMutexLocker lock(&m_mutex);
        if (m_stopped || m_queue.empty()) {
            m_running = false;
            return std::nullopt;
        }
        Wanted wanted = std::move(m_queue.back());
        m_queue.pop_back();
        return wanted;
    }

    ShotThumbnails *m_owner; // alive while not stopped: stop() waits
    QThreadPool m_pool;
    QMutex m_mutex;
    std::deque<Wanted> m_queue;
    std::vector<QByteArray> m_dropped;
    bool m_running = false;
    bool m_stopped = false;
};

ShotThumbnails::ShotThumbnails(QObject *parent) : QObject(parent), m_pixmaps(kCacheKilobytes), m_worker(std::make_shared<Worker>(this)) {}

ShotThumbnails::~ShotThumbnails()
{
    m_worker->stop();
}

void ShotThumbnails::setHeight(int logicalPixels, double devicePixelRatio, QSize picture)
{
    const int height = std::max(2, int(std::lround(logicalPixels * devicePixelRatio)));
    const double shape = std::clamp(double(picture.width()) / std::max(1, picture.height()), 0.25, 4.0);
    m_size = QSize(std::max(2, int(std::lround(height * shape))), height);
    m_ratio = devicePixelRatio;
}

void ShotThumbnails::setMedia(std::function<playback::ShotMedia(const timeline::Clip &)> mediaOf)
{
    m_mediaOf = std::move(mediaOf);
    m_store = std::make_shared<playback::MediaStore>(kStoreBytes);
    forget();
}

void ShotThumbnails::forget()
{
    m_pixmaps.clear();
}

playback::ProgramMedia ShotThumbnails::mediaOf(const timeline::Clip &clip) const
{
    const bool hasTake = !clip.selectedVideo.isEmpty() || !clip.selectedImage.isEmpty();
    if (!hasTake || !m_mediaOf)
        return {};
    auto shots = std::make_shared<playback::ShotMediaMap>();
    shots->insert(clip.id, m_mediaOf(clip));
    return {.shots = std::move(shots), .store = m_store, .useProxies = true, .isQuick = true};
}

std::array<QPixmap, kThumbPhases> ShotThumbnails::of(const timeline::Timeline &timeline, int clipIndex, int sceneIndex, int phases)
{
    std::array<QPixmap, kThumbPhases> found;
    const timeline::Clip &clip = timeline.clips[size_t(clipIndex)];
    const timeline::Scene &scene = timeline.scenes[size_t(sceneIndex)];
    const FrameRate rate = timeline.project.frameRate;
    const std::int64_t frames = std::max<std::int64_t>(1, rate.frameAt(clip.length));
    for (int phase = 0; phase < std::min(phases, kThumbPhases); ++phase) {
        const QByteArray key = keyOf(timeline.project, clip, scene, phase, m_size);
        if (const QPixmap *pixmap = m_pixmaps.object(key)) {
            found[size_t(phase)] = *pixmap;
            continue;
        }
        if (m_pending.contains(key))
            continue;
        m_pending.insert(key);
        m_worker->want(
            {key, shotAlone(timeline, clip, scene), mediaOf(clip), rate.frameAt(clip.start) + frames * phase / kThumbPhases, m_size});
    }
    return found;
}

} // namespace sc::ui
