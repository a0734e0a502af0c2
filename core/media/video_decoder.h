// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/media/ffmpeg_handles.h"
#include "core/media/media_input.h"

#include <memory>
#include <optional>

namespace sc::media {

// One file's moving picture as decoded frames in the order they are seen, and the way to a frame further off. Every
// frame has a best_effort_timestamp. Internal to core/media; one owner thread.
class VideoDecoder
{
public:
    // MEDIA_MISSING, INVALID_FILE_TYPE, FILE_DAMAGED, ... as probeFile().
    [[nodiscard]] static Result<std::unique_ptr<VideoDecoder>> open(const QString &path);

    [[nodiscard]] const AVStream *stream() const { return m_stream; }
    [[nodiscard]] AVRational timeBase() const { return m_stream->time_base; }
    [[nodiscard]] std::int64_t origin() const { return m_origin; } // time stamp of the first frame
    [[nodiscard]] const QString &path() const { return m_input->path(); }
    // Time stamp behind the last frame as the container has it; nothing when it does not say.
    [[nodiscard]] std::optional<std::int64_t> claimedEnd() const;

    [[nodiscard]] FramePtr next(); // null at the end
    // Afterwards next() gives a frame at or before `stamp`, or the first of the file. Frames before `neededFrom` that no
    // other frame is built on may be left out on the way. A problem leaves everything as it was.
    [[nodiscard]] Result<> moveBefore(std::int64_t stamp, std::int64_t neededFrom);

    // Time stamp of the first damage met so far: a packet that could not be read or decoded, or an end before the claimed one.
    [[nodiscard]] std::optional<std::int64_t> damagedAt() const { return m_damagedAt; }

private:
    explicit VideoDecoder(std::unique_ptr<MediaInput> input) : m_input(std::move(input)) {}
    [[nodiscard]] Result<> start();
    [[nodiscard]] FramePtr decode();
    void feed();
    void endInput();
    void forgetPlace();
    [[nodiscard]] bool seekBefore(std::int64_t from, std::int64_t stamp);
    [[nodiscard]] bool rewind();
    [[nodiscard]] Result<> reopen();
    void noteDamage(std::int64_t stamp);
    void noteEnd();
    [[nodiscard]] std::int64_t seconds(std::int64_t count) const { return av_rescale_q(count, {1, 1}, m_stream->time_base); }

    std::unique_ptr<MediaInput> m_input; // before the decoder
    AVStream *m_stream = nullptr;
    CodecPtr m_codec;
    PacketPtr m_packet;
    FramePtr m_first; // decoded by start() or by a seek, not given yet
    std::int64_t m_origin = 0;
    std::int64_t m_lastStamp = AV_NOPTS_VALUE;
    std::int64_t m_lastLength = 1;
    std::int64_t m_lowestPacket = AV_NOPTS_VALUE;
    std::int64_t m_neededFrom = AV_NOPTS_VALUE;
    std::optional<std::int64_t> m_damagedAt;
    int m_badPackets = 0; // in a row
    int m_badReads = 0;   // in a row
    bool m_isDamageDue = false; // met, but not known where
    bool m_isDrained = false;
};

} // namespace sc::media
