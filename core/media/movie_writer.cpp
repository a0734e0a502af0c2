// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/movie_writer.h"

#include "core/media/audio_encoder.h"
#include "core/media/encoded_sound_data.h"
#include "core/media/media_problems.h"
#include "core/media/movie_file.h"
#include "core/media/video_encoder.h"

#include <QtCore/QCoreApplication>

namespace sc::media {

namespace {

constexpr int kMaxSide = 8192;

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
    const bool hasSound = settings.sampleRate != 0 && !settings.sound;
    if (!isTogether(settings.container, settings.codec) || (hasSound && !isTogether(settings.container, settings.audioCodec))) {
        const bool isPicture = !isTogether(settings.container, settings.codec);
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter,
                    Text::tr("%1 does not go into %2.")
                        .arg(isPicture ? nameOf(settings.codec) : nameOf(settings.audioCodec), nameOf(settings.container)))
                .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another container")));
    }
    return {};
}

class FileMovieWriter final : public MovieWriter
{
public:
    FileMovieWriter(const MovieSettings &settings, std::unique_ptr<MovieFile> file) : m_settings(settings), m_file(std::move(file)) {}

    [[nodiscard]] Result<> start();
    [[nodiscard]] Result<> addFrame(const QImage &frame) override;
    [[nodiscard]] Result<> addPicture(const Picture &picture) override;
    [[nodiscard]] PictureFormat pictureFormat() const override;
    [[nodiscard]] Result<> addAudio(std::span<const float> samples) override;
    [[nodiscard]] Result<> finish() override;

private:
    [[nodiscard]] Result<> startSound();
    [[nodiscard]] Result<> writeSoundUntil(std::int64_t frame); // of what is encoded already
    [[nodiscard]] Result<> writePacket(const AVPacket *packet);

    MovieSettings m_settings;
    std::unique_ptr<MovieFile> m_file;
    std::unique_ptr<PictureConverter> m_toPicture;
    CodecPtr m_video;
    std::unique_ptr<AudioEncoder> m_audio;
    AVStream *m_videoTrack = nullptr;
    AVStream *m_audioTrack = nullptr;
    std::int64_t m_frames = 0;
    size_t m_written = 0; // packets of the sound that was encoded before
};

Result<> FileMovieWriter::start()
{
    SC_TRY_ASSIGN(video, openVideoEncoder(m_settings, m_file->wantsGlobalHeaders(), m_file->path()));
    m_video = std::move(video);
    m_toPicture = std::make_unique<PictureConverter>(pictureFormat());
    SC_TRY_ASSIGN(videoTrack, m_file->addTrack(m_video.get()));
    m_videoTrack = videoTrack;
    SC_TRY(startSound());
    return m_file->writeHeader(m_settings.fastStart, m_settings.timecode);
}

Result<> FileMovieWriter::startSound()
{
    if (m_settings.sound) {
        const EncodedSound::Private &sound = m_settings.sound->data();
        SC_TRY_ASSIGN(track, m_file->addTrack(sound.parameters, sound.timeBase));
        m_audioTrack = track;
    } else if (m_settings.sampleRate > 0) {
        SC_TRY_ASSIGN(audio, AudioEncoder::open(m_settings.audioCodec, m_settings.sampleRate, m_settings.channels, m_settings.audioBitRate,
                                                m_file->wantsGlobalHeaders(), m_file->path()));
        m_audio = std::move(audio);
        SC_TRY_ASSIGN(track, m_file->addTrack(m_audio->codec()));
        m_audioTrack = track;
    }
    return {};
}

PictureFormat FileMovieWriter::pictureFormat() const
{
    return {QSize(m_video->width, m_video->height), m_video->pix_fmt, m_settings.isFullRange};
}

Result<> FileMovieWriter::addFrame(const QImage &frame)
{
    return addPicture(m_toPicture->convert(frame));
}

Result<> FileMovieWriter::addPicture(const Picture &picture)
{
    // A frame of its own over the same pixels: stamps and hints of another movie's coding are not this one's.
    FramePtr frame(picture.isNull() ? nullptr : av_frame_clone(picture.frame()));
    if (!frame)
        return std::unexpected(noMemory(m_file->path()));
    frame->pict_type = AV_PICTURE_TYPE_NONE;
    frame->key_frame = 0;
    frame->interlaced_frame = 0;
    frame->sample_aspect_ratio = {1, 1};
    frame->color_primaries = AVCOL_PRI_BT709;
    frame->color_trc = AVCOL_TRC_BT709;
    frame->colorspace = AVCOL_SPC_BT709;
    frame->pkt_duration = 0;
    while (frame->nb_side_data > 0)
        av_frame_remove_side_data(frame.get(), frame->side_data[0]->type);
    frame->pts = m_frames++;
    SC_TRY(m_file->encode(m_video.get(), m_videoTrack, frame.get()));
    return m_settings.sound ? writeSoundUntil(m_frames) : Result<>();
}

Result<> FileMovieWriter::writeSoundUntil(std::int64_t frame)
{
    const EncodedSound::Private &sound = m_settings.sound->data();
    for (; m_written < sound.packets.size(); ++m_written) {
        const AVPacket *packet = sound.packets[m_written].get();
        if (frame >= 0 && av_compare_ts(packet->pts, sound.timeBase, frame, m_video->time_base) >= 0)
            break;
        SC_TRY(writePacket(packet));
    }
    return {};
}

Result<> FileMovieWriter::writePacket(const AVPacket *packet)
{
    const PacketPtr own(av_packet_clone(packet));
    if (!own)
        return std::unexpected(noMemory(m_file->path()));
    return m_file->write(own.get(), m_settings.sound->data().timeBase, m_audioTrack);
}

Result<> FileMovieWriter::addAudio(std::span<const float> samples)
{
    if (!m_audio)
        return {};
    return m_audio->add(samples, [this](AVPacket *packet) { return m_file->write(packet, m_audio->codec()->time_base, m_audioTrack); });
}

Result<> FileMovieWriter::finish()
{
    if (m_audio)
        SC_TRY(m_audio->finish([this](AVPacket *packet) { return m_file->write(packet, m_audio->codec()->time_base, m_audioTrack); }));
    if (m_settings.sound)
        SC_TRY(writeSoundUntil(-1));
    SC_TRY(m_file->encode(m_video.get(), m_videoTrack, nullptr));
    return m_file->finish();
}

} // namespace

Result<std::unique_ptr<MovieWriter>> MovieWriter::create(const QString &path, const MovieSettings &settings)
{
    SC_TRY(checkSettings(settings));
    SC_TRY_ASSIGN(file, MovieFile::create(path, settings.title, settings.container));
    auto writer = std::make_unique<FileMovieWriter>(settings, std::move(file));
    SC_TRY(writer->start());
    return writer;
}

bool hasEncoder(const QString &name)
{
    return avcodec_find_encoder_by_name(name.toLatin1().constData()) != nullptr;
}

} // namespace sc::media
