// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/play_session.h"
#include "core/playback/sound_output.h"

#include <QtCore/QIODevice>
#include <QtMultimedia/QAudioFormat>

#include <array>

namespace sc::playback {

// Notes the peaks of a stereo block in its session.
void notePeaks(PlaySession &session, std::span<const float> block);

// What QAudioSink pulls from: takes from the session's ring, sets the volume, converts. Always fills the request, with
// silence if the ring is short. readData() may come from the device's own thread; it never waits or allocates.
class RingDevice : public QIODevice
{
public:
    explicit RingDevice(std::shared_ptr<SoundControls> controls);

    void begin(std::shared_ptr<PlaySession> session, const QAudioFormat &format);                  // while the sink is stopped
    [[nodiscard]] std::int64_t missed() const { return m_missed.load(std::memory_order_relaxed); } // samples of silence put in
    [[nodiscard]] qint64 bytesAvailable() const override;
    [[nodiscard]] bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    std::shared_ptr<SoundControls> m_controls;
    std::shared_ptr<PlaySession> m_session;
    QAudioFormat m_format;
    std::array<float, 1024> m_block{};
    float m_gain = 0;
    std::atomic<std::int64_t> m_missed{0};
};

} // namespace sc::playback
