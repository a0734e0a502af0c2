// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QProcess>
#include <QtCore/QTemporaryDir>

#include <cstdint>
#include <vector>

namespace sc::bench {

// A sound server of our own with one output that ends in nothing, and a recording of what that output was given: what a
// listener would hear, on the clock of the wall. Needs pulseaudio, pactl and parec. Start before the first Player: Qt
// connects to the sound server once.
class NullSink
{
public:
    static constexpr int kSampleRate = 48000;

    NullSink() = default;
    ~NullSink();
    NullSink(const NullSink &) = delete;
    NullSink &operator=(const NullSink &) = delete;

    [[nodiscard]] bool start(); // false: not on this machine
    [[nodiscard]] bool record();
    void stopRecording();
    // When each click was heard, ns of the steady clock: the first samples over half of the loudest. The recorder tells its
    // samples in pieces; the piece that came soonest after its time sets the clock, so that a piece that was late does not.
    [[nodiscard]] std::vector<std::int64_t> clicks() const;

private:
    void read();

    QTemporaryDir m_folder;
    QProcess m_server;
    QProcess m_recorder;
    std::vector<std::int16_t> m_samples; // mono
    std::int64_t m_begun = 0;            // ns at which sample 0 was heard, at the earliest
};

[[nodiscard]] std::int64_t steadyNow(); // ns

} // namespace sc::bench
