// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/sound_feeder.h"

#include <algorithm>
#include <limits>

namespace sc::playback {

namespace {

constexpr std::int64_t kBlock = 512; // samples mixed at once
constexpr auto kRefill = std::chrono::milliseconds(15);

// A scrubbed piece begins and ends softly, or every one of them would click.
void fadeEdges(std::span<float> block, std::int64_t first, std::int64_t limit, int sampleRate)
{
    const auto fade = static_cast<float>(sampleRate) / 200;
    for (size_t i = 0; i < block.size(); i += PlaySession::kChannels) {
        const std::int64_t frame = first + static_cast<std::int64_t>(i) / PlaySession::kChannels;
        const auto at = static_cast<float>(frame);
        const float level = std::clamp(std::min(at, static_cast<float>(limit) - at) / fade, 0.f, 1.f);
        block[i] *= level;
        block[i + 1] *= level;
    }
}

} // namespace

SoundFeeder::SoundFeeder(ProblemFn onProblem)
    : m_onProblem(std::move(onProblem)), m_block(static_cast<size_t>(kBlock * PlaySession::kChannels)), m_thread([this] { run(); })
{
}

SoundFeeder::~SoundFeeder()
{
    {
        const std::lock_guard lock(m_mutex);
        m_orders.isStopped = true;
    }
    m_changed.notify_all();
    m_thread.join();
}

void SoundFeeder::setSong(const SongPlacement &placement, std::vector<Beat> beats)
{
    const std::lock_guard lock(m_mutex);
    m_orders.song = placement;
    m_orders.beats = std::move(beats);
    m_orders.hasNewBeats = true;
    m_changed.notify_all();
}

void SoundFeeder::setMetronome(bool on)
{
    const std::lock_guard lock(m_mutex);
    m_orders.hasMetronome = on;
}

void SoundFeeder::play(std::shared_ptr<PlaySession> session)
{
    const std::lock_guard lock(m_mutex);
    m_orders.session = std::move(session);
    m_changed.notify_all();
}

void SoundFeeder::run()
{
    std::unique_lock lock(m_mutex);
    while (!m_orders.isStopped) {
        Orders orders = m_orders;
        m_orders.hasNewBeats = false;
        m_orders.beats.clear();
        lock.unlock();
        obey(orders);
        if (m_session)
            makeSound();
        lock.lock();
        const auto hasNews = [this] { return m_orders.isStopped || m_orders.hasNewBeats || m_orders.session != m_session; };
        if (m_session)
            m_changed.wait_for(lock, kRefill, hasNews);
        else
            m_changed.wait(lock, hasNews);
    }
}

void SoundFeeder::obey(const Orders &orders)
{
    if (orders.hasNewBeats)
        m_beats = orders.beats;
    const bool isNewSession = orders.session != m_session;
    if (isNewSession) {
        m_session = orders.session;
        m_made = 0;
        m_speedMixer.reset();
    }
    if (!m_session)
        return;
    const int sampleRate = m_session->route.sampleRate;
    const bool isNewRate = !m_mixer || m_mixer->sampleRate() != sampleRate;
    if (isNewRate) {
        m_speedMixer.reset();
        m_mixer = std::make_unique<Mixer>(sampleRate);
    }
    if (isNewRate || orders.hasNewBeats)
        m_mixer->setBeats(m_beats);
    m_mixer->setMetronome(orders.hasMetronome);
    // What could not be read is tried again when somebody presses play again: the file may be back.
    if (isNewRate || m_openSong != orders.song || (isNewSession && !m_isSongGood))
        openSong(orders.song, sampleRate);
    if (!m_session->route.speed.isNormal() && !m_speedMixer)
        m_speedMixer = std::make_unique<SpeedMixer>(*m_mixer, m_session->route);
}

void SoundFeeder::openSong(const SongPlacement &placement, int sampleRate)
{
    const bool isRetry = m_openSong == placement && !m_isSongGood;
    m_openSong = placement;
    auto song = SongStream::open(placement, sampleRate);
    m_isSongGood = song.has_value();
    m_mixer->setSong(song ? std::move(*song) : nullptr);
    if (!song && !(isRetry && m_session->limit))
        m_onProblem(song.error());
}

void SoundFeeder::makeSound()
{
    PlaySession &session = *m_session;
    const std::int64_t limit = session.limit.value_or(std::numeric_limits<std::int64_t>::max());
    while (m_made < limit && session.ring.writable() >= m_block.size()) {
        const std::int64_t count = std::min(kBlock, limit - m_made);
        const std::span<float> block(m_block.data(), static_cast<size_t>(count * PlaySession::kChannels));
        const Result<> mixed = m_speedMixer ? m_speedMixer->make(block) : m_mixer->mix(session.route, m_made, block);
        if (!mixed) {
            m_isSongGood = false;
            m_onProblem(mixed.error());
        }
        if (session.limit)
            fadeEdges(block, m_made, limit, session.route.sampleRate);
        session.ring.write(block);
        m_made += count;
        if (m_made >= session.route.sampleRate / 10)
            session.isPrimed = true;
    }
    if (m_made >= limit) {
        session.isFullyMade = true;
        session.isPrimed = true;
    }
}

} // namespace sc::playback
