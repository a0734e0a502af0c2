// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/proxy_copy.h"

#include "core/media/media_problems.h"
#include "core/media/movie_file.h"
#include "core/media/picture_convert.h"
#include "core/media/video_reader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

extern "C" {
#include <libavutil/opt.h>
}

namespace sc::media {

namespace {

constexpr int kFewestLines = 1080;
constexpr int kQuarterLines = 2160;
// Every usual rate and clock divides it, so no time is rounded: 24000/1001, 30000/1001, milliseconds, 90 kHz.
constexpr int kClock = 360'000;

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::media", "Making a lighter copy was stopped."));
}

Result<CodecPtr> openEncoder(const MovieFile &file, QSize size)
{
    const AVCodec *encoder = avcodec_find_encoder_by_name("libx264");
    CodecPtr codec(encoder ? avcodec_alloc_context3(encoder) : nullptr);
    if (!codec)
        return std::unexpected(writeFailed(file.path(), AVERROR_ENCODER_NOT_FOUND));
    if (file.wantsGlobalHeaders())
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    codec->width = size.width();
    codec->height = size.height();
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->time_base = {1, kClock};
    codec->gop_size = 1;
    codec->max_b_frames = 0;
    codec->thread_count = 1; // in the background: one core is enough
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    av_opt_set(codec->priv_data, "preset", "ultrafast", 0);
    av_opt_set(codec->priv_data, "tune", "fastdecode", 0);
    av_opt_set_double(codec->priv_data, "crf", 20, 0);
    if (const int status = avcodec_open2(codec.get(), nullptr, nullptr); status < 0)
        return std::unexpected(writeFailed(file.path(), status));
    return codec;
}

struct Written
{
    std::int64_t frames = 0;
    Ticks last;
};

Result<Written> copyFrames(const QString &original, const QString &target, QSize size, const CancelToken &cancel,
                           const std::function<void()> &mayGoOn)
{
    SC_TRY_ASSIGN(reader, VideoReader::open(original, {size, true}));
    SC_TRY_ASSIGN(file, MovieFile::create(target, {}));
    SC_TRY_ASSIGN(encoder, openEncoder(*file, size));
    SC_TRY_ASSIGN(track, file->addTrack(encoder.get()));
    SC_TRY(file->writeHeader());
    ImageToPicture toPicture(size.width(), size.height());
    Written written;
    for (;;) {
        if (mayGoOn)
            mayGoOn();
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        SC_TRY_ASSIGN(frame, reader->next());
        if (!frame)
            break;
        const FramePtr picture = toPicture.convert(frame->image);
        if (!picture)
            return std::unexpected(noMemory(target));
        picture->pts = mulDivRound(frame->time.value(), kClock, Ticks::kPerSecond);
        SC_TRY(file->encode(encoder.get(), track, picture.get()));
        written = {written.frames + 1, frame->time};
    }
    SC_TRY(file->encode(encoder.get(), track, nullptr));
    SC_TRY(file->finish());
    return written;
}

// The copy's last frame stands where the original's does, and so do all before it, since none was left out.
Result<> check(const QString &copy, const Written &written)
{
    SC_TRY_ASSIGN(reader, VideoReader::open(copy));
    SC_TRY_ASSIGN(last, reader->frameAt(VideoReader::kForever - Ticks::seconds(1'000'000'000)));
    if (abs(last.time - written.last) <= reader->clockStep())
        return {};
    return std::unexpected(
        Problem(ProblemCode::ResultInvalid, QCoreApplication::translate("sc::media", "A lighter copy did not turn out whole."))
            .withDetail(QStringLiteral("%1: %2 s, not %3 s").arg(copy).arg(last.time.toSeconds()).arg(written.last.toSeconds())));
}

} // namespace

QSize proxySize(QSize original)
{
    const int lines = std::min(original.width(), original.height());
    if (lines < kFewestLines)
        return {};
    const int divisor = lines >= kQuarterLines ? 4 : 2;
    return {original.width() / divisor / 2 * 2, original.height() / divisor / 2 * 2};
}

Result<> makeProxy(const QString &original, const QString &target, QSize size, const CancelToken &cancel,
                   const std::function<void()> &mayGoOn)
{
    const QString part = target + QStringLiteral(".pending.mp4");
    Result<Written> written = copyFrames(original, part, size, cancel, mayGoOn);
    Result<> outcome = written ? check(part, *written) : std::unexpected(written.error());
    if (outcome) {
        QFile::remove(target);
        if (!QFile::rename(part, target))
            outcome = std::unexpected(unreadableFile(target, {}));
    }
    if (!outcome)
        QFile::remove(part);
    return outcome;
}

} // namespace sc::media
