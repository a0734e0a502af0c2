// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/media_input.h"

#include <optional>

namespace sc::media {

// Decodes the sound of one input in its own rate, channels and sample format, counted in samples from the first
// one the maker meant. Single broken packets become silence of their length; half a second of them ends the sound.
// Internal to core/media.
class AudioDecoder
{
public:
    // Decodes the first piece at once, so that what it tells of rate and channels is heard, not claimed.
    // INVALID_FILE_TYPE without sound or protected, FILE_DAMAGED when nothing can be decoded. `input` must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<AudioDecoder>> open(MediaInput &input);

    [[nodiscard]] int sampleRate() const { return m_sampleRate; }
    [[nodiscard]] int channels() const { return m_channels; }

    // The next piece, owned by the decoder and good until the next call; null at the end. NaN and Inf are 0.
    [[nodiscard]] AVFrame *next();
    // First sample of the piece that next() gave last.
    [[nodiscard]] std::int64_t position() const { return m_position; }
    // Where the sound broke off before its claimed end, after next() gave null.
    [[nodiscard]] std::optional<std::int64_t> damagedAt() const { return m_damagedAt; }

    // Samples of all pieces so far that were no numbers and became 0.
    [[nodiscard]] std::int64_t replacedSamples() const { return m_replaced; }

    // Whether the container's time stamps are exact to the sample. If not, only decoding from the start finds a place.
    [[nodiscard]] bool canSeek() const;
    // Moves so that next() starts at or before `sample`. False when the file did not keep its promise; then the
    // decoder has lost its place.
    [[nodiscard]] bool seekBefore(std::int64_t sample);

private:
    explicit AudioDecoder(MediaInput &input) : m_input(input) {}
    [[nodiscard]] Result<> start();
    [[nodiscard]] bool receive(); // into m_frame; false at the end
    void feed();
    void lose(std::int64_t samples);
    void stopReading();
    void checkEnd();
    [[nodiscard]] Ticks claimedLength() const;
    [[nodiscard]] AVFrame *silence();

    MediaInput &m_input;
    AVStream *m_stream = nullptr;
    CodecPtr m_codec;
    FramePtr m_frame;
    FramePtr m_silence;
    PacketPtr m_packet;
    int m_sampleRate = 0;
    int m_channels = 0;
    std::int64_t m_position = 0;
    std::int64_t m_end = 0;                 // behind the piece given last
    std::int64_t m_origin = AV_NOPTS_VALUE; // time stamp of sample 0
    std::int64_t m_gap = 0;                 // lost samples before the next piece
    std::int64_t m_replaced = 0;
    int m_lostPackets = 0;                  // before the first piece
    bool m_isHeld = false;                  // m_frame waits: it is the first piece, or a gap goes before it
    bool m_hasStarted = false;
    bool m_isDrained = false;
    bool m_isCutOff = false; // the packet read last ends with the file, not where it should
    std::optional<std::int64_t> m_damagedAt;
};

} // namespace sc::media
