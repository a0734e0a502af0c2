// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/mixer.h"
#include "core/playback/play_session.h"
#include "core/playback/speed_mixer.h"

#include <condition_variable>
#include <functional>
#include <memory>
#include <thread>

namespace sc::playback {

// Decodes and mixes ahead of the device, on a thread of its own. All calls return at once.
class SoundFeeder
{
public:
    using ProblemFn = std::function<void(const Problem &)>;

    // onProblem is called on the feeder's thread.
    explicit SoundFeeder(ProblemFn onProblem);
    ~SoundFeeder();
    SoundFeeder(const SoundFeeder &) = delete;
    SoundFeeder &operator=(const SoundFeeder &) = delete;

    void setSong(const SongPlacement &placement, std::vector<Beat> beats);
    void setMetronome(bool on);
    void play(std::shared_ptr<PlaySession> session); // nullptr = rest

private:
    struct Orders
    {
        SongPlacement song;
        std::vector<Beat> beats;
        bool hasNewBeats = false;
        bool hasMetronome = false;
        std::shared_ptr<PlaySession> session;
        bool isStopped = false;
    };

    void run();
    void obey(const Orders &orders);
    void makeSound();
    void openSong(const SongPlacement &placement, int sampleRate);

    ProblemFn m_onProblem;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    Orders m_orders;

    // Of the feeder's thread alone.
    std::unique_ptr<Mixer> m_mixer;
    std::unique_ptr<SpeedMixer> m_speedMixer; // of the session, when its speed is not normal
    std::optional<SongPlacement> m_openSong;
    bool m_isSongGood = false;
    std::vector<Beat> m_beats;
    std::shared_ptr<PlaySession> m_session;
    std::int64_t m_made = 0; // samples of the session in its ring
    std::vector<float> m_block;

    std::thread m_thread; // last: it uses all of the above
};

} // namespace sc::playback
