// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"

#include "core/playback/player_private.h"

#include <algorithm>

namespace sc::playback {

namespace {

constexpr qint64 kScrubEvery = 40;   // ms
constexpr int kScrubsPerSecond = 12; // length of a scrubbed piece: one twelfth of a second
constexpr Ticks kShortestLoop(Ticks::kPerSecond / 50);

} // namespace

Player::Player(QObject *parent) : Player(Output::Device, parent) {}
Player::Player(Output output, QObject *parent) : QObject(parent), d(std::make_unique<Private>(this, output)) {}
Player::~Player() = default;

void Player::setProgram(const timeline::Timeline &timeline, const QString &songFile, const ShotMediaMap &media)
{
    d->hasPicture = true;
    if (!d->media.shots || *d->media.shots != media)
        d->media.shots = std::make_shared<const ShotMediaMap>(media);
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
    d->feedPicturesAnew();
}

void Player::setUseProxies(bool on)
{
    if (on == d->media.useProxies)
        return;
    d->media.useProxies = on;
    d->feedPicturesAnew();
}

bool Player::usesProxies() const
{
    return d->media.useProxies;
}

void Player::play()
{
    if (!d->isPlaying)
        playAt(d->speed);
}

void Player::playAt(PlaySpeed speed)
{
    if (d->length <= Ticks() || (d->isPlaying && speed == d->speedNow))
        return;
    if (d->isPlaying)
        d->position = position();
    if (speed.isBackward() && d->position <= Ticks() && !d->loop)
        return;
    if (!speed.isBackward() && d->position >= d->length)
        d->position = Ticks();
    d->setSpeedNow(speed);
    d->restart();
    d->setPlaying(true);
}

void Player::shuttle(bool goesBack)
{
    playAt(shuttled(d->speedNow, d->isPlaying, goesBack));
}

void Player::setSpeed(PlaySpeed speed)
{
    d->speed = speed;
    if (d->isPlaying)
        playAt(speed);
    else
        d->setSpeedNow(speed);
}

PlaySpeed Player::speed() const
{
    return d->speed;
}

PlaySpeed Player::currentSpeed() const
{
    return d->speedNow;
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
    d->setSpeedNow(d->speed);
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

void Player::requestStill(Ticks t)
{
    if (d->hasPicture)
        d->pictures->showBeside(d->rate().frameAt(d->clamped(t)));
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
    Q_EMIT loopChanged();
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
