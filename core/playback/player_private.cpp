// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player_private.h"

#include <algorithm>

namespace sc::playback {

namespace {

constexpr qint64 kLevelsEvery = 40; // ms

} // namespace

Player::Private::Private(Player *owner, Output kind) : q(owner)
{
    qRegisterMetaType<sc::Problem>();
    qRegisterMetaType<sc::Ticks>();
    ticker.setTimerType(Qt::PreciseTimer);
    ticker.setInterval(kPlayerTick);
    QObject::connect(&ticker, &QTimer::timeout, q, [this] { tick(); });

    const auto tell = [this](const Problem &problem) {
        QMetaObject::invokeMethod(
            q, [this, problem] { Q_EMIT q->problemOccurred(problem); }, Qt::QueuedConnection);
    };
    sound = std::make_unique<SoundFeeder>(tell);
    const auto shown = [this](const QImage &image, std::int64_t frame, quint64 of) {
        const auto deliver = [this, image, frame, of] {
            if (of == PictureFeeder::kBeside)
                Q_EMIT q->stillReady(image, rate().timeOf(frame));
            else if (of == generation)
                Q_EMIT q->frameReady(image, rate().timeOf(frame));
        };
        QMetaObject::invokeMethod(q, deliver, Qt::QueuedConnection);
    };
    pictures = std::make_unique<PictureFeeder>(shown, tell);
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
    feedPictures();
    if (position > length)
        position = length;
    if (isPlaying && isSameSound && position < length)
        runPictures();
    else if (isPlaying)
        restart();
    else
        showPicture();
}

void Player::Private::feedPictures()
{
    pictures->setProgram(hasPicture ? timeline : nullptr, previewSize, media);
}

void Player::Private::feedPicturesAnew()
{
    feedPictures();
    if (isPlaying)
        runPictures();
    else
        showPicture();
}

void Player::Private::startSession(std::optional<std::int64_t> limit)
{
    const PlayRoute route = limit ? PlayRoute::from(position, {}, sampleRate) : PlayRoute::from(position, loop, sampleRate, speedNow);
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
    if (loop && speedNow.isBackward() && position < loop->start)
        position = loop->end - Ticks(1);
    else if (loop && !speedNow.isBackward() && position >= loop->end)
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
        position = clamped(session->route.timeAt(elapsed));
    if (!session->route.loop && position >= length && !speedNow.isBackward())
        return endAt(length);
    if (!session->route.loop && elapsed > 0 && position <= Ticks() && speedNow.isBackward())
        return endAt({});
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

void Player::Private::endAt(Ticks t)
{
    q->pause();
    position = t;
    Q_EMIT q->positionChanged(position);
}

void Player::Private::setSpeedNow(PlaySpeed value)
{
    if (value == speedNow)
        return;
    speedNow = value;
    Q_EMIT q->speedChanged(value);
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

} // namespace sc::playback
