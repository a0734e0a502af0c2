// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"

#include "core/playback/picture_feeder.h"
#include "core/playback/sound_feeder.h"
#include "core/playback/sound_output.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QThread>
#include <QtCore/QTimer>

#include <algorithm>

namespace sc::playback {

namespace {

constexpr auto kTick = std::chrono::milliseconds(8);
constexpr qint64 kLevelsEvery = 40;  // ms
constexpr qint64 kScrubEvery = 40;   // ms
constexpr int kScrubsPerSecond = 12; // length of a scrubbed piece: one twelfth of a second
constexpr Ticks kShortestLoop(Ticks::kPerSecond / 50);

} // namespace

class Player::Private
{
public:
    Private(Player *owner, Output output);
    ~Private();

    [[nodiscard]] FrameRate rate() const { return timeline->project.frameRate; }
    [[nodiscard]] Ticks clamped(Ticks t) const { return std::clamp(t, Ticks(), length); }
    void setSource(std::shared_ptr<const timeline::Timeline> value, Ticks newLength, const SongPlacement &newSong, std::vector<Beat> beats);
    void startSession(std::optional<std::int64_t> limit);
    void stopSession();
    void restart();
    void showPicture();
    void runPictures();
    void moveTo(Ticks t);
    void setPlaying(bool on);
    void tick();
    void tickPlaying(std::int64_t elapsed);
    void reportLevels();
    void outputChanged(bool device, int newRate, bool hasStopped);

    Player *q;
    std::shared_ptr<const timeline::Timeline> timeline = std::make_shared<timeline::Timeline>();
    bool hasPicture = false;
    QSize previewSize;
    SongPlacement song;
    Ticks length;
    Ticks position;
    std::optional<TickRange> loop;
    bool isPlaying = false;
    bool hasDevice = false;
    bool isMuted = false;
    double volume = 1;
    int sampleRate = 48000;
    quint64 generation = 0; // of single pictures
    std::shared_ptr<PlaySession> session;
    QTimer ticker;
    QElapsedTimer sinceLevels;
    QElapsedTimer sinceScrub;

    std::shared_ptr<SoundControls> controls = std::make_shared<SoundControls>();
    QThread outputThread;
    std::unique_ptr<SoundOutput> output;
    std::unique_ptr<SoundFeeder> sound;
    std::unique_ptr<PictureFeeder> pictures;
};

Player::Private::Private(Player *owner, Output kind) : q(owner)
{
    qRegisterMetaType<sc::Problem>();
    qRegisterMetaType<sc::Ticks>();
    ticker.setTimerType(Qt::PreciseTimer);
    ticker.setInterval(kTick);
    QObject::connect(&ticker, &QTimer::timeout, q, [this] { tick(); });

    sound = std::make_unique<SoundFeeder>([this](const Problem &problem) {
        QMetaObject::invokeMethod(
            q, [this, problem] { Q_EMIT q->problemOccurred(problem); }, Qt::QueuedConnection);
    });
    pictures = std::make_unique<PictureFeeder>([this](const QImage &image, std::int64_t frame, quint64 of) {
        const auto deliver = [this, image, frame, of] {
            if (of == generation)
                Q_EMIT q->frameReady(image, rate().timeOf(frame));
        };
        QMetaObject::invokeMethod(q, deliver, Qt::QueuedConnection);
    });
    output = std::make_unique<SoundOutput>(controls, kind == Output::Device);
    output->moveToThread(&outputThread);
    QObject::connect(output.get(), &SoundOutput::outputChanged, q,
                     [this](bool device, int newRate, bool hasStopped) { outputChanged(device, newRate, hasStopped); });
    QObject::connect(output.get(), &SoundOutput::problemOccurred, q, &Player::problemOccurred);
    outputThread.setObjectName(QStringLiteral("sound output"));
    outputThread.start(QThread::TimeCriticalPriority);
    QMetaObject::invokeMethod(output.get(), &SoundOutput::open, Qt::QueuedConnection);
}

Player::Private::~Private()
{
    ticker.stop();
    sound.reset();
    pictures.reset();
    QMetaObject::invokeMethod(output.get(), &SoundOutput::shutDown, Qt::BlockingQueuedConnection);
    outputThread.quit();
    outputThread.wait();
}

void Player::Private::setSource(std::shared_ptr<const timeline::Timeline> value, Ticks newLength, const SongPlacement &newSong,
                                std::vector<Beat> beats)
{
    const bool isSameSound = newSong == song;
    if (isPlaying)
        position = q->position();
    timeline = std::move(value);
    length = newLength;
    song = newSong;
    sound->setSong(song, std::move(beats));
    pictures->setProgram(hasPicture ? timeline : nullptr, previewSize);
    if (position > length)
        position = length;
    if (isPlaying && isSameSound && position < length)
        runPictures();
    else if (isPlaying)
        restart();
    else
        showPicture();
}

void Player::Private::startSession(std::optional<std::int64_t> limit)
{
    const PlayRoute route = PlayRoute::from(position, limit ? std::nullopt : loop, sampleRate);
    session = std::make_shared<PlaySession>(route, limit);
    sound->play(session);
    QMetaObject::invokeMethod(
        output.get(), [sink = output.get(), started = session] { sink->start(started); }, Qt::QueuedConnection);
}

void Player::Private::stopSession()
{
    session.reset();
    sound->play(nullptr);
    pictures->stop();
    QMetaObject::invokeMethod(output.get(), &SoundOutput::stop, Qt::QueuedConnection);
}

void Player::Private::restart()
{
    if (loop && position >= loop->end)
        position = loop->start;
    startSession({});
    runPictures();
}

void Player::Private::runPictures()
{
    ++generation;
    if (hasPicture && session)
        pictures->run(session->route, session->elapsed());
}

void Player::Private::showPicture()
{
    ++generation;
    if (!hasPicture)
        return;
    // At the very end the last frame stays, rather than the black behind it.
    const std::int64_t last = std::max<std::int64_t>(0, rate().frameAt(length, Rounding::Ceil) - 1);
    pictures->show(std::min(rate().frameAt(position), last), generation);
}

void Player::Private::moveTo(Ticks t)
{
    const Ticks target = clamped(t);
    const bool hasMoved = target != position || isPlaying;
    position = target;
    if (isPlaying)
        restart();
    else
        showPicture();
    if (hasMoved)
        Q_EMIT q->positionChanged(position);
}

void Player::Private::setPlaying(bool on)
{
    if (on == isPlaying)
        return;
    isPlaying = on;
    if (on) {
        ticker.start();
        sinceLevels.start();
    } else {
        ticker.stop();
        Q_EMIT q->levelsChanged(0, 0);
    }
    Q_EMIT q->playingChanged(on);
}

void Player::Private::tick()
{
    if (isPlaying && session)
        tickPlaying(session->elapsed());
}

void Player::Private::tickPlaying(std::int64_t elapsed)
{
    const Ticks before = position;
    if (elapsed > 0)
        position = session->route.timeAt(elapsed);
    if (!session->route.loop && position >= length) {
        q->pause();
        position = length;
        Q_EMIT q->positionChanged(position);
        return;
    }
    if (hasPicture) {
        const std::int64_t half = Ticks(rate().frameLength().value() / 2).toSamples(session->route.sampleRate);
        const std::optional<Picture> picture = pictures->takeDue(elapsed > 0 ? elapsed + half : 0);
        if (picture)
            Q_EMIT q->frameReady(picture->image, rate().timeOf(picture->frame));
    }
    if (position != before)
        Q_EMIT q->positionChanged(position);
    reportLevels();
}

void Player::Private::reportLevels()
{
    if (!session || sinceLevels.elapsed() < kLevelsEvery)
        return;
    sinceLevels.restart();
    Q_EMIT q->levelsChanged(session->peakLeft.exchange(0), session->peakRight.exchange(0));
}

void Player::Private::outputChanged(bool device, int newRate, bool hasStopped)
{
    const bool isNewRate = sampleRate != newRate;
    hasDevice = device;
    sampleRate = newRate;
    if (isPlaying && (isNewRate || hasStopped)) {
        position = q->position();
        restart();
    }
}

Player::Player(QObject *parent) : Player(Output::Device, parent) {}
Player::Player(Output output, QObject *parent) : QObject(parent), d(std::make_unique<Private>(this, output)) {}
Player::~Player() = default;

void Player::setProgram(const timeline::Timeline &timeline, const QString &songFile)
{
    d->hasPicture = true;
    d->setSource(std::make_shared<timeline::Timeline>(timeline), timeline::programLength(timeline),
                 {songFile, timeline.project.songOffset, timeline.project.songGainDb}, timeline::timelineBeats(timeline));
}

void Player::setSong(const QString &songFile, Ticks duration, std::vector<Beat> beats)
{
    d->hasPicture = false;
    d->setSource(std::make_shared<timeline::Timeline>(), std::max(duration, Ticks()), {songFile, Ticks(), 0}, std::move(beats));
}

void Player::setPreviewSize(QSize size)
{
    if (size == d->previewSize)
        return;
    d->previewSize = size;
    d->pictures->setProgram(d->hasPicture ? d->timeline : nullptr, size);
    if (d->isPlaying)
        d->runPictures();
    else
        d->showPicture();
}

void Player::play()
{
    if (d->isPlaying || d->length <= Ticks())
        return;
    if (d->position >= d->length)
        d->position = Ticks();
    d->restart();
    d->setPlaying(true);
}

void Player::pause()
{
    if (!d->isPlaying)
        return;
    d->position = position();
    d->stopSession();
    // Rest on a frame, so that what is seen and where the playhead stands are the same.
    if (d->hasPicture)
        d->position = std::min(d->rate().snap(d->position, Rounding::Floor), d->length);
    d->setPlaying(false);
    d->showPicture();
    Q_EMIT positionChanged(d->position);
}

void Player::togglePlay()
{
    d->isPlaying ? pause() : play();
}

bool Player::isPlaying() const
{
    return d->isPlaying;
}

void Player::seek(Ticks t)
{
    d->moveTo(t);
}

void Player::scrub(Ticks t)
{
    d->moveTo(t);
    if (d->isPlaying || (d->sinceScrub.isValid() && d->sinceScrub.elapsed() < kScrubEvery))
        return;
    d->sinceScrub.start();
    d->startSession(d->sampleRate / kScrubsPerSecond);
}

void Player::stepFrames(int frames)
{
    pause();
    const std::int64_t last = std::max<std::int64_t>(0, d->rate().frameAt(d->length, Rounding::Ceil) - 1);
    const std::int64_t target = std::clamp<std::int64_t>(d->rate().frameAt(d->position) + frames, 0, last);
    d->moveTo(d->rate().timeOf(target));
}

Ticks Player::position() const
{
    if (!d->isPlaying || !d->session)
        return d->position;
    const std::int64_t elapsed = d->session->elapsed();
    return elapsed > 0 ? d->clamped(d->session->route.timeAt(elapsed)) : d->position;
}

Ticks Player::length() const
{
    return d->length;
}

void Player::setLoop(std::optional<TickRange> range)
{
    if (range && range->length() < kShortestLoop)
        range.reset();
    if (range == d->loop)
        return;
    if (d->isPlaying)
        d->position = position();
    d->loop = range;
    if (d->isPlaying)
        d->restart();
}

std::optional<TickRange> Player::loop() const
{
    return d->loop;
}

void Player::setVolume(double gain)
{
    d->volume = std::clamp(gain, 0.0, 1.0);
    d->controls->gain = d->isMuted ? 0.f : static_cast<float>(d->volume);
}

void Player::setMuted(bool muted)
{
    d->isMuted = muted;
    setVolume(d->volume);
}

bool Player::isMuted() const
{
    return d->isMuted;
}

void Player::setMetronome(bool on)
{
    d->sound->setMetronome(on);
}

bool Player::hasAudioDevice() const
{
    return d->hasDevice;
}

qint64 Player::droppedFrames() const
{
    return d->pictures->dropped();
}

} // namespace sc::playback
