// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/video_encoder.h"

#include "core/media/media_problems.h"
#include "core/media/picture_convert.h"

#include <QtCore/QCoreApplication>

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>

namespace sc::media {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::media)
};

constexpr int kKeyFrameSeconds = 2;
constexpr int kWorstQuality = 51;

AVRational rateOf(const MovieSettings &settings)
{
    return settings.otherRate > 0 ? av_d2q(settings.otherRate, 1001)
                                  : AVRational{settings.frameRate.numerator(), settings.frameRate.denominator()};
}

AVPixelFormat pixelsOf(const MovieSettings &settings, const QString &encoder)
{
    switch (settings.codec) {
    case VideoCodec::ProRes: {
        const CodecProfile *profile = findProfile(settings.codec, settings.profile);
        if (settings.hasAlpha)
            return AV_PIX_FMT_YUVA444P10;
        return profile && profile->hasAlpha ? AV_PIX_FMT_YUV444P10 : AV_PIX_FMT_YUV422P10;
    }
    case VideoCodec::Dnxhr:
        return settings.profile == u"444" ? AV_PIX_FMT_YUV444P10 : settings.profile == u"hqx" ? AV_PIX_FMT_YUV422P10 : AV_PIX_FMT_YUV422P;
    case VideoCodec::Vp9:
        return settings.hasAlpha ? AV_PIX_FMT_YUVA420P : AV_PIX_FMT_YUV420P;
    case VideoCodec::H264:
    case VideoCodec::Hevc:
    case VideoCodec::Av1:
        break;
    }
    return encoder.endsWith(u"_qsv") ? AV_PIX_FMT_NV12 : AV_PIX_FMT_YUV420P;
}

// A bit rate that looks about like that quality, for encoders that know rates only: 0.1 bit a pixel at 23, twice that six
// steps further down.
std::int64_t rateFor(const MovieSettings &settings)
{
    if (settings.videoBitRate > 0)
        return settings.videoBitRate;
    const double bits = 0.1 * std::exp2((23 - settings.videoQuality) / 6.0);
    return std::llround(bits * settings.width * settings.height * av_q2d(rateOf(settings)));
}

void setBitRate(AVCodecContext *codec, std::int64_t rate)
{
    codec->bit_rate = rate;
    codec->rc_max_rate = rate * 3 / 2;
    codec->rc_buffer_size = static_cast<int>(std::min<std::int64_t>(rate * 2, std::numeric_limits<int>::max()));
}

void setX264(AVCodecContext *codec, const MovieSettings &settings, int quality)
{
    av_opt_set(codec->priv_data, "preset", settings.speed.isEmpty() ? "veryfast" : settings.speed.toLatin1().constData(), 0);
    if (settings.videoBitRate > 0)
        setBitRate(codec, settings.videoBitRate);
    else
        av_opt_set_double(codec->priv_data, "crf", quality, 0);
}

void setX265(AVCodecContext *codec, const MovieSettings &settings, int quality)
{
    av_opt_set(codec->priv_data, "preset", settings.speed.isEmpty() ? "superfast" : settings.speed.toLatin1().constData(), 0);
    QByteArray parameters("log-level=error");
    if (settings.threads == 1)
        parameters += ":pools=1:frame-threads=1";
    av_opt_set(codec->priv_data, "x265-params", parameters.constData(), 0);
    if (settings.videoBitRate > 0)
        setBitRate(codec, settings.videoBitRate);
    else
        av_opt_set_double(codec->priv_data, "crf", quality, 0);
}

// Speeds of the AV1 and VP9 encoders are numbers, largest fastest; ours are x264's words.
int speedNumber(const MovieSettings &settings, int usual)
{
    const QStringList words = {QStringLiteral("veryslow"), QStringLiteral("slower"),    QStringLiteral("slow"),
                               QStringLiteral("medium"),   QStringLiteral("fast"),      QStringLiteral("faster"),
                               QStringLiteral("veryfast"), QStringLiteral("superfast"), QStringLiteral("ultrafast")};
    const qsizetype at = words.indexOf(settings.speed);
    return at < 0 ? usual : static_cast<int>(at) + 2;
}

void setAv1(AVCodecContext *codec, const MovieSettings &settings, const QString &encoder, int quality)
{
    const int level = quality * 63 / kWorstQuality;
    if (settings.videoBitRate > 0)
        codec->bit_rate = settings.videoBitRate;
    if (encoder == u"libsvtav1") {
        // Its own messages go straight to the terminal unless it is told.
        if (!qEnvironmentVariableIsSet("SVT_LOG"))
            qputenv("SVT_LOG", "1");
        av_opt_set_int(codec->priv_data, "preset", std::clamp(speedNumber(settings, 9), 2, 12), 0);
        if (settings.videoBitRate <= 0)
            av_opt_set_int(codec->priv_data, "crf", level, 0);
        return;
    }
    if (encoder == u"librav1e") {
        av_opt_set_int(codec->priv_data, "speed", std::clamp(speedNumber(settings, 9), 0, 10), 0);
        if (settings.videoBitRate <= 0)
            av_opt_set_int(codec->priv_data, "qp", quality * 255 / kWorstQuality, 0);
        return;
    }
    av_opt_set_int(codec->priv_data, "cpu-used", std::clamp(speedNumber(settings, 8), 0, 8), 0);
    av_opt_set_int(codec->priv_data, "row-mt", 1, 0);
    if (settings.videoBitRate <= 0)
        av_opt_set_int(codec->priv_data, "crf", level, 0);
}

void setVp9(AVCodecContext *codec, const MovieSettings &settings, int quality)
{
    av_opt_set(codec->priv_data, "deadline", "good", 0);
    av_opt_set_int(codec->priv_data, "cpu-used", std::clamp(speedNumber(settings, 8) - 3, 0, 5), 0);
    av_opt_set_int(codec->priv_data, "row-mt", 1, 0);
    if (settings.hasAlpha)
        av_opt_set_int(codec->priv_data, "auto-alt-ref", 0, 0);
    codec->bit_rate = settings.videoBitRate; // 0: by crf alone
    if (settings.videoBitRate <= 0)
        av_opt_set_int(codec->priv_data, "crf", quality * 63 / kWorstQuality, 0);
}

void setProRes(AVCodecContext *codec, const MovieSettings &settings)
{
    const CodecProfile *profile = findProfile(settings.codec, settings.profile);
    av_opt_set(codec->priv_data, "profile", profile ? profile->id.toLatin1().constData() : "hq", 0);
    av_opt_set(codec->priv_data, "vendor", "apl0", 0); // what editors look for
    if (settings.hasAlpha)
        av_opt_set_int(codec->priv_data, "alpha_bits", 16, 0);
}

void setOptions(AVCodecContext *codec, const MovieSettings &settings, const QString &encoder)
{
    const int quality = std::clamp(settings.videoQuality, 0, kWorstQuality);
    if (encoder == u"libx264")
        return setX264(codec, settings, quality);
    if (encoder == u"libx265")
        return setX265(codec, settings, quality);
    if (encoder == u"prores_ks")
        return setProRes(codec, settings);
    if (encoder == u"libvpx-vp9")
        return setVp9(codec, settings, quality);
    if (encoder == u"dnxhd") {
        const CodecProfile *profile = findProfile(settings.codec, settings.profile);
        av_opt_set(codec->priv_data, "profile", QByteArray("dnxhr_" + (profile ? profile->id.toLatin1() : "hq")).constData(), 0);
        return;
    }
    if (settings.codec == VideoCodec::Av1 && encoder.startsWith(u"lib"))
        return setAv1(codec, settings, encoder, quality);
    setBitRate(codec, rateFor(settings));
}

Problem cannot(const QString &text)
{
    return Problem(ProblemCode::InvalidParameter, text).withAction(QStringLiteral("choose.codec"), Text::tr("Choose another codec"));
}

// What the codecs themselves refuse, in words.
Result<> checkCodec(const MovieSettings &settings)
{
    if (!settings.profile.isEmpty() && !findProfile(settings.codec, settings.profile)) {
        QStringList known;
        for (const CodecProfile &profile : profilesOf(settings.codec))
            known << profile.id;
        return std::unexpected(cannot(known.isEmpty()
                                          ? Text::tr("%1 has no profiles to choose from.").arg(nameOf(settings.codec))
                                          : Text::tr("%1 has no profile \"%2\". There are: %3.")
                                                .arg(nameOf(settings.codec), settings.profile, known.join(QStringLiteral(", ")))));
    }
    if (settings.hasAlpha && !canKeepAlpha(settings.codec, settings.profile))
        return std::unexpected(cannot(Text::tr("%1 keeps no transparency. ProRes 4444 and VP9 do.").arg(nameOf(settings.codec))));
    if (settings.codec == VideoCodec::Dnxhr && (settings.width < 256 || settings.height < 120))
        return std::unexpected(cannot(Text::tr("DNxHR begins at 256 × 120 pixels.")));
    if (settings.codec == VideoCodec::Av1 && (settings.width < 64 || settings.height < 64))
        return std::unexpected(cannot(Text::tr("AV1 begins at 64 × 64 pixels.")));
    if (settings.isFullRange && !hasQuality(settings.codec))
        return std::unexpected(cannot(Text::tr("%1 is written in limited range only.").arg(nameOf(settings.codec))));
    return {};
}

} // namespace

Result<CodecPtr> openVideoEncoder(const MovieSettings &settings, bool wantsGlobalHeaders, const QString &path)
{
    SC_TRY(checkCodec(settings));
    SC_TRY_ASSIGN(name, encoderFor(settings.codec, settings.encoder));
    const AVCodec *encoder = avcodec_find_encoder_by_name(name.toLatin1().constData());
    CodecPtr codec(encoder ? avcodec_alloc_context3(encoder) : nullptr);
    if (!codec)
        return std::unexpected(noMemory(path));
    if (wantsGlobalHeaders)
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    const AVRational rate = rateOf(settings);
    codec->thread_count = settings.threads;
    codec->width = settings.width;
    codec->height = settings.height;
    codec->sample_aspect_ratio = {1, 1};
    codec->pix_fmt = pixelsOf(settings, name);
    codec->framerate = rate;
    codec->time_base = av_inv_q(rate);
    codec->gop_size = hasQuality(settings.codec) ? std::max(1, static_cast<int>(std::lround(av_q2d(rate)))) * kKeyFrameSeconds : 1;
    codec->color_range = settings.isFullRange ? AVCOL_RANGE_JPEG : AVCOL_RANGE_MPEG;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
    setOptions(codec.get(), settings, name);
    if (const int status = avcodec_open2(codec.get(), nullptr, nullptr); status < 0) {
        return std::unexpected(cannot(Text::tr("%1 cannot be written at %2 × %3 pixels with these settings.")
                                          .arg(nameOf(settings.codec))
                                          .arg(settings.width)
                                          .arg(settings.height))
                                   .withDetail(name + QStringLiteral(": ") + errorText(status)));
    }
    return codec;
}

bool opensHere(const QString &encoder, VideoCodec codec)
{
    const AVCodec *found = avcodec_find_encoder_by_name(encoder.toLatin1().constData());
    CodecPtr context(found ? avcodec_alloc_context3(found) : nullptr);
    if (!context)
        return false;
    MovieSettings settings;
    settings.codec = codec;
    context->width = 640;
    context->height = 360;
    context->pix_fmt = pixelsOf(settings, encoder);
    context->framerate = {24, 1};
    context->time_base = {1, 24};
    context->bit_rate = 2'000'000;
    if (avcodec_open2(context.get(), nullptr, nullptr) < 0)
        return false;
    QImage black(640, 360, QImage::Format_RGB32);
    black.fill(Qt::black);
    ImageToPicture toPicture(640, 360, context->pix_fmt);
    const FramePtr picture = toPicture.convert(black);
    if (!picture)
        return false;
    picture->pts = 0;
    return avcodec_send_frame(context.get(), picture.get()) >= 0 && avcodec_send_frame(context.get(), nullptr) >= 0;
}

} // namespace sc::media
