// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/rewrap.h"

#include "core/media/media_input.h"
#include "core/media/media_problems.h"

#include <QtCore/QCoreApplication>

extern "C" {
#include <libavutil/dict.h>
}

namespace sc::media {

namespace {

struct OutputDeleter
{
    void operator()(AVFormatContext *format) const
    {
        if (format->pb)
            avio_closep(&format->pb);
        avformat_free_context(format);
    }
};

Result<> check(int status, const QString &path)
{
    if (status >= 0)
        return {};
    return std::unexpected(status == AVERROR(ENOMEM) ? noMemory(path) : writeFailed(path, status));
}

} // namespace

Result<> rewrapMovie(const QString &original, const QString &target, const QString &timecode, const CancelToken &cancel)
{
    prepareFfmpeg();
    SC_TRY_ASSIGN(input, MediaInput::open(original));
    AVStream *from = input->videoStream();
    if (!from)
        return std::unexpected(noPictures(original));
    input->readOnly(from);
    AVFormatContext *context = nullptr;
    // The prefix keeps a colon in the path from being read as a protocol.
    const QByteArray url = QByteArray("file:") + target.toUtf8();
    SC_TRY(check(avformat_alloc_output_context2(&context, nullptr, "mov", url.constData()), target));
    const std::unique_ptr<AVFormatContext, OutputDeleter> output(context);
    AVStream *track = avformat_new_stream(output.get(), nullptr);
    if (!track)
        return std::unexpected(noMemory(target));
    SC_TRY(check(avcodec_parameters_copy(track->codecpar, from->codecpar), target));
    track->codecpar->codec_tag = 0; // of the other container
    track->time_base = from->time_base;
    track->avg_frame_rate = from->avg_frame_rate;
    track->r_frame_rate = from->r_frame_rate;
    SC_TRY(check(av_dict_set(&track->metadata, "timecode", timecode.toLatin1().constData(), 0), target));
    SC_TRY(check(avio_open2(&output->pb, url.constData(), AVIO_FLAG_WRITE, nullptr, nullptr), target));
    if (const int status = avformat_write_header(output.get(), nullptr); status < 0)
        return std::unexpected(
            Problem(ProblemCode::InvalidFileType,
                    QCoreApplication::translate("sc::media", "%1 cannot become a QuickTime movie as it is.").arg(quotedName(original)))
                .withDetail(errorText(status)));
    const PacketPtr packet(av_packet_alloc());
    if (!packet)
        return std::unexpected(noMemory(target));
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled,
                                           QCoreApplication::translate("sc::media", "Copying %1 was stopped.").arg(quotedName(target))));
        const int status = av_read_frame(input->format(), packet.get());
        if (status == AVERROR_EOF)
            break;
        if (status < 0)
            return std::unexpected(brokenPictures(original, errorText(status)));
        if (packet->stream_index == from->index) {
            packet->stream_index = track->index;
            packet->pos = -1;
            av_packet_rescale_ts(packet.get(), from->time_base, track->time_base);
            SC_TRY(check(av_interleaved_write_frame(output.get(), packet.get()), target));
            // Writing is buffered: a full disk shows at the file, not at the call.
            SC_TRY(check(output->pb->error, target));
        }
        av_packet_unref(packet.get());
    }
    SC_TRY(check(av_write_trailer(output.get()), target));
    SC_TRY(check(output->pb->error, target));
    return check(avio_closep(&output->pb), target);
}

} // namespace sc::media
