// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/movie_check.h"

#include "core/media/media_input.h"
#include "core/media/video_reader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::media {

namespace {

struct Span
{
    std::int64_t count = 0;
    std::int64_t first = AV_NOPTS_VALUE;
    std::int64_t last = AV_NOPTS_VALUE;
    std::int64_t end = AV_NOPTS_VALUE;

    void add(const AVPacket &packet)
    {
        const std::int64_t stamp = packet.pts == AV_NOPTS_VALUE ? packet.dts : packet.pts;
        if (stamp == AV_NOPTS_VALUE || (packet.flags & AV_PKT_FLAG_DISCARD))
            return;
        ++count;
        first = first == AV_NOPTS_VALUE ? stamp : std::min(first, stamp);
        last = last == AV_NOPTS_VALUE ? stamp : std::max(last, stamp);
        end = end == AV_NOPTS_VALUE ? stamp + packet.duration : std::max(end, stamp + packet.duration);
    }
};

} // namespace

Result<MovieContent> readMovieContent(const QString &path, const CancelToken &cancel)
{
    MovieContent content;
    {
        SC_TRY_ASSIGN(input, MediaInput::open(path));
        const AVStream *video = input->videoStream();
        const AVStream *audio = input->audioStream();
        const PacketPtr packet(av_packet_alloc());
        Span pictures;
        Span sounds;
        while (packet && av_read_frame(input->format(), packet.get()) >= 0) {
            if (cancel.isCancelled())
                return std::unexpected(
                    Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::media", "The export was cancelled.")));
            if (video && packet->stream_index == video->index)
                pictures.add(*packet);
            else if (audio && packet->stream_index == audio->index)
                sounds.add(*packet);
            av_packet_unref(packet.get());
        }
        content.frames = pictures.count;
        if (pictures.count > 0) {
            content.firstFrame = toTicks(pictures.first, video->time_base);
            content.lastFrame = toTicks(pictures.last, video->time_base);
        }
        content.hasSound = sounds.count > 0;
        if (content.hasSound) {
            content.soundStart = toTicks(sounds.first, audio->time_base);
            content.soundEnd = toTicks(sounds.end, audio->time_base);
        }
    }
    SC_TRY_ASSIGN(reader, VideoReader::open(path, {QSize(64, 64), true}));
    SC_TRY(reader->next());
    SC_TRY(reader->frameAt(content.lastFrame - content.firstFrame));
    return content;
}

} // namespace sc::media
