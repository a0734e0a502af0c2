// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/movie_writer.h"

#include "core/media/media_problems.h"
#include "core/media/movie_file.h"
#include "core/media/picture_convert.h"

#include <QtCore/QCoreApplication>

extern "C" {
#include <libavutil/opt.h>
}

#include <algorithm>
#include <cmath>

namespace sc::media {

namespace {

constexpr int kMaxSide = 8192;
constexpr int kAacFrame = 1024; // samples, when the encoder does not say
constexpr int kKeyFrameSeconds = 2;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::media)
};

Result<> checkSettings(const MovieSettings &settings)
{
    const auto isSide = [](int side) { return side >= 2 && side <= kMaxSide && side % 2 == 0; };
    if (!isSide(settings.width) || !isSide(settings.height)) {
        return std::unexpected(
            Problem(ProblemCode::ValidationError, Text::tr("A movie cannot be %1 × %2 pixels: both must be even and at most %3.")
                                                      .arg(settings.width)
                                                      .arg(settings.height)
                                                      .arg(kMaxSide)));
    }
    if (settings.sampleRate != 0 &&
        (settings.sampleRate < 8000 || settings.sampleRate > 96000 || settings.channels < 1 || settings.channels > 8)) {
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       Text::tr("A movie's sound needs 8 to 96 kHz and 1 to 8 channels, not %1 Hz and %2 channels.")
                                           .arg(settings.sampleRate)
                                           .arg(settings.channels)));
    }
    return {};
}

Problem missingEncoder(const QString &name)
{
    return Problem(ProblemCode::InternalError,
                   Text::tr("This installation of FFmpeg cannot write %1. Install a complete FFmpeg.").arg(name));
}

Result<CodecPtr> newEncoder(const char *name, const MovieFile &file)
{
    const AVCodec *encoder = avcodec_find_encoder_by_name(name);
    if (!encoder)
        return std::unexpected(missingEncoder(QString::fromLatin1(name)));
    CodecPtr codec(avcodec_alloc_context3(encoder));
    if (!codec)
        return std::unexpected(noMemory(file.path()));
    if (file.wantsGlobalHeaders())
        codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    return codec;
}

Result<CodecPtr> openVideo(const MovieFile &file, const MovieSettings &settings)
{
    SC_TRY_ASSIGN(codec, newEncoder("libx264", file));
    const AVRational rate = settings.otherRate > 0 ? av_d2q(settings.otherRate, 1001)
                                                   : AVRational{settings.frameRate.numerator(), settings.frameRate.denominator()};
    codec->thread_count = settings.threads;
    codec->width = settings.width;
    codec->height = settings.height;
    codec->pix_fmt = AV_PIX_FMT_YUV420P;
    codec->framerate = rate;
    codec->time_base = av_inv_q(rate);
    codec->gop_size = std::max(1, static_cast<int>(std::lround(av_q2d(rate)))) * kKeyFrameSeconds;
    codec->color_range = AVCOL_RANGE_MPEG;
    codec->colorspace = AVCOL_SPC_BT709;
    codec->color_primaries = AVCOL_PRI_BT709;
    codec->color_trc = AVCOL_TRC_BT709;
    codec->chroma_sample_location = AVCHROMA_LOC_LEFT;
    av_opt_set(codec->priv_data, "preset", "veryfast", 0);
    av_opt_set_double(codec->priv_data, "crf", std::clamp(settings.videoQuality, 0, 51), 0);
    if (const int status = avcodec_open2(codec.get(), nullptr, nullptr); status < 0)
        return std::unexpected(writeFailed(file.path(), status));
    return codec;
}

Result<CodecPtr> openAudio(const MovieFile &file, const MovieSettings &settings)
{
    SC_TRY_ASSIGN(codec, newEncoder("aac", file));
    codec->sample_rate = settings.sampleRate;
    codec->sample_fmt = AV_SAMPLE_FMT_FLTP;
    codec->bit_rate = settings.audioBitRate;
    codec->time_base = {1, settings.sampleRate};
    av_channel_layout_default(&codec->ch_layout, settings.channels);
    if (const int status = avcodec_open2(codec.get(), nullptr, nullptr); status < 0)
        return std::unexpected(writeFailed(file.path(), status));
    return codec;
}

class Mp4Writer final : public MovieWriter
{
public:
    Mp4Writer(const MovieSettings &settings, std::unique_ptr<MovieFile> file)
        : m_settings(settings), m_file(std::move(file)), m_toPicture(settings.width, settings.height)
    {
    }

    [[nodiscard]] Result<> start();
    [[nodiscard]] Result<> addFrame(const QImage &frame) override;
    [[nodiscard]] Result<> addAudio(std::span<const float> samples) override;
    [[nodiscard]] Result<> finish() override;

private:
    [[nodiscard]] Result<> encodeSound(std::span<const float> samples);
    [[nodiscard]] size_t samplesPerFrame() const;

    MovieSettings m_settings;
    std::unique_ptr<MovieFile> m_file;
    ImageToPicture m_toPicture;
    CodecPtr m_video;
    CodecPtr m_audio;
    AVStream *m_videoTrack = nullptr;
    AVStream *m_audioTrack = nullptr;
    std::int64_t m_frames = 0;
    std::int64_t m_samples = 0;   // per channel, encoded
    std::vector<float> m_waiting; // less than one encoder frame
};

Result<> Mp4Writer::start()
{
    SC_TRY_ASSIGN(video, openVideo(*m_file, m_settings));
    m_video = std::move(video);
    SC_TRY_ASSIGN(videoTrack, m_file->addTrack(m_video.get()));
    m_videoTrack = videoTrack;
    if (m_settings.sampleRate > 0) {
        SC_TRY_ASSIGN(audio, openAudio(*m_file, m_settings));
        m_audio = std::move(audio);
        SC_TRY_ASSIGN(audioTrack, m_file->addTrack(m_audio.get()));
        m_audioTrack = audioTrack;
    }
    return m_file->writeHeader();
}

Result<> Mp4Writer::addFrame(const QImage &frame)
{
    const FramePtr picture = m_toPicture.convert(frame);
    if (!picture)
        return std::unexpected(noMemory(m_file->path()));
    picture->pts = m_frames++;
    return m_file->encode(m_video.get(), m_videoTrack, picture.get());
}

size_t Mp4Writer::samplesPerFrame() const
{
    return size_t(m_audio->frame_size > 0 ? m_audio->frame_size : kAacFrame) * size_t(m_settings.channels);
}

Result<> Mp4Writer::addAudio(std::span<const float> samples)
{
    if (!m_audio)
        return {};
    m_waiting.insert(m_waiting.end(), samples.begin(), samples.end());
    const size_t step = samplesPerFrame();
    size_t used = 0;
    for (; m_waiting.size() - used >= step; used += step)
        SC_TRY(encodeSound(std::span(m_waiting).subspan(used, step)));
    m_waiting.erase(m_waiting.begin(), m_waiting.begin() + std::ptrdiff_t(used));
    return {};
}

Result<> Mp4Writer::encodeSound(std::span<const float> samples)
{
    const auto channels = size_t(m_settings.channels);
    FramePtr frame(av_frame_alloc());
    if (!frame)
        return std::unexpected(noMemory(m_file->path()));
    frame->format = m_audio->sample_fmt;
    frame->sample_rate = m_audio->sample_rate;
    frame->nb_samples = static_cast<int>(samples.size() / channels);
    if (av_channel_layout_copy(&frame->ch_layout, &m_audio->ch_layout) < 0 || av_frame_get_buffer(frame.get(), 0) < 0)
        return std::unexpected(noMemory(m_file->path()));
    for (size_t channel = 0; channel < channels; ++channel) {
        auto *plane = reinterpret_cast<float *>(frame->extended_data[channel]);
        for (int i = 0; i < frame->nb_samples; ++i) {
            const float sample = samples[size_t(i) * channels + channel];
            plane[i] = std::isfinite(sample) ? sample : 0.0F;
        }
    }
    frame->pts = m_samples;
    m_samples += frame->nb_samples;
    return m_file->encode(m_audio.get(), m_audioTrack, frame.get());
}

Result<> Mp4Writer::finish()
{
    if (m_audio) {
        if (!m_waiting.empty())
            SC_TRY(encodeSound(m_waiting));
        m_waiting.clear();
        SC_TRY(m_file->encode(m_audio.get(), m_audioTrack, nullptr));
    }
    SC_TRY(m_file->encode(m_video.get(), m_videoTrack, nullptr));
    return m_file->finish();
}

} // namespace

Result<std::unique_ptr<MovieWriter>> MovieWriter::create(const QString &path, const MovieSettings &settings)
{
    SC_TRY(checkSettings(settings));
    SC_TRY_ASSIGN(file, MovieFile::create(path, settings.title));
    auto writer = std::make_unique<Mp4Writer>(settings, std::move(file));
    SC_TRY(writer->start());
    return writer;
}

bool hasEncoder(const QString &name)
{
    return avcodec_find_encoder_by_name(name.toLatin1().constData()) != nullptr;
}

} // namespace sc::media
