// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/media_input.h"

#include "core/media/content_type.h"
#include "core/media/media_problems.h"
#include "core/media/riff_end.h"

#include <QtCore/QFileInfo>
#include <QtCore/QThread>

extern "C" {
#include <libavutil/dict.h>
#include <libavutil/mem.h>
}

#include <algorithm>
#include <array>
#include <span>

namespace sc::media {

namespace {

constexpr auto kOpenLimit = std::chrono::seconds(20);
constexpr int kIoBuffer = 64 * 1024;
constexpr int kMaxStreams = 128;
constexpr int kMaxChannels = 64;
constexpr int kMinSampleRate = 1000; // Hz
constexpr int kMaxSampleRate = 768'000;
constexpr qint64 kMaxPixels = qint64(8192) * 8192;
constexpr int kMaxDecoderThreads = 4;

// Decoders of songs and of the movies that cameras, editors and generators write. A container may name any of
// FFmpeg's several hundred others; those stay shut.
constexpr char kDecoders[] =
    "mp3float,mp3,mp2float,mp2,mp1float,mp1,aac,aac_latm,flac,alac,vorbis,opus,libopus,ac3,eac3,dca,truehd,wavpack,"
    "pcm_u8,pcm_s8,pcm_s16le,pcm_s16be,pcm_u16le,pcm_u16be,pcm_s24le,pcm_s24be,pcm_u24le,pcm_s32le,pcm_s32be,pcm_u32le,pcm_f32le,pcm_f32be,"
    "pcm_f64le,pcm_f64be,pcm_alaw,pcm_mulaw,pcm_s64le,adpcm_ms,adpcm_ima_wav,adpcm_ima_qt,gsm_ms,"
    "h264,hevc,vp8,vp9,av1,libdav1d,mpeg4,mpeg2video,mpeg1video,mjpeg,png,prores,dnxhd,ffv1,qtrle,rawvideo,v210,theora,utvideo,cfhd";

int refuseNestedFiles(AVFormatContext *, AVIOContext **, const char *, int, AVDictionary **)
{
    return AVERROR(EACCES);
}

std::span<AVStream *> streamsOf(const AVFormatContext *format)
{
    return {format->streams, format->nb_streams};
}

bool isDecodable(const AVStream *stream)
{
    return avcodec_find_decoder(stream->codecpar->codec_id) != nullptr;
}

bool isPlayableSound(const AVStream *stream)
{
    const AVCodecParameters *codec = stream->codecpar;
    return codec->codec_type == AVMEDIA_TYPE_AUDIO && isDecodable(stream) && codec->ch_layout.nb_channels > 0 &&
           codec->ch_layout.nb_channels <= kMaxChannels && codec->sample_rate >= kMinSampleRate && codec->sample_rate <= kMaxSampleRate;
}

bool isMovingPicture(const AVStream *stream)
{
    const AVCodecParameters *codec = stream->codecpar;
    return codec->codec_type == AVMEDIA_TYPE_VIDEO && !(stream->disposition & AV_DISPOSITION_ATTACHED_PIC) && isDecodable(stream) &&
           codec->width > 0 && codec->height > 0;
}

Result<ContentType> recognise(QFile &file, const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(missingFile(path));
    if (!info.isFile())
        return std::unexpected(notAFile(path));
    if (!file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return std::unexpected(unreadableFile(path, file.errorString()));
    if (file.size() == 0)
        return std::unexpected(emptyFile(path));
    ContentType content = sniffContent(file);
    if (content.kind == ContentType::Kind::Foreign)
        return std::unexpected(unsupportedFile(path, content.looksLike));
    if (content.kind == ContentType::Kind::Damaged)
        return std::unexpected(brokenHeader(path, content.looksLike, {}));
    return content;
}

} // namespace

MediaInput::MediaInput(const QString &path) : m_path(path), m_file(path), m_deadline(std::chrono::steady_clock::now() + kOpenLimit) {}

MediaInput::~MediaInput()
{
    avformat_close_input(&m_format);
    if (m_io) {
        av_freep(&m_io->buffer);
        avio_context_free(&m_io);
    }
}

Result<std::unique_ptr<MediaInput>> MediaInput::open(const QString &path)
{
    prepareFfmpeg();
    std::unique_ptr<MediaInput> input(new MediaInput(path));
    SC_TRY_ASSIGN(content, recognise(input->m_file, path));
    input->m_end = content.demuxer == "wav" ? endOfRiff(input->m_file) : input->m_file.size();
    if (!input->m_file.seek(0))
        return std::unexpected(unreadableFile(path, input->m_file.errorString()));
    SC_TRY(input->openContainer(content.demuxer, content.looksLike));
    input->m_deadline = std::chrono::steady_clock::time_point::max();
    return input;
}

Result<> MediaInput::openContainer(const QByteArray &demuxer, const QString &looksLike)
{
    auto *buffer = static_cast<unsigned char *>(av_malloc(kIoBuffer));
    m_io = buffer ? avio_alloc_context(buffer, kIoBuffer, 0, this, &readBytes, nullptr, &seekBytes) : nullptr;
    if (!m_io)
        av_free(buffer);
    m_format = avformat_alloc_context();
    if (!m_io || !m_format)
        return std::unexpected(noMemory(m_path));
    m_format->pb = m_io;
    m_format->io_open = &refuseNestedFiles;
    m_format->interrupt_callback = {&isOverdue, this};
    m_format->max_streams = kMaxStreams;
    m_format->codec_whitelist = av_strdup(kDecoders);
    m_format->protocol_whitelist = av_strdup("none");

    // Freed and set to null by FFmpeg when it fails.
    int status = avformat_open_input(&m_format, "", av_find_input_format(demuxer.constData()), nullptr);
    if (status >= 0)
        status = avformat_find_stream_info(m_format, nullptr);
    if (std::chrono::steady_clock::now() >= m_deadline)
        return std::unexpected(tookTooLong(m_path));
    if (status == AVERROR(ENOMEM))
        return std::unexpected(noMemory(m_path));
    if (status < 0)
        return std::unexpected(brokenHeader(m_path, looksLike, errorText(status)));
    return {};
}

int MediaInput::readBytes(void *self, std::uint8_t *buffer, int size)
{
    auto *input = static_cast<MediaInput *>(self);
    if (isOverdue(self))
        return AVERROR_EXIT;
    const qint64 left = std::max<qint64>(0, input->m_end - input->m_file.pos());
    const qint64 got = input->m_file.read(reinterpret_cast<char *>(buffer), std::min<qint64>(size, left));
    if (got < 0)
        return AVERROR(EIO);
    return got == 0 ? AVERROR_EOF : static_cast<int>(got);
}

std::int64_t MediaInput::seekBytes(void *self, std::int64_t offset, int whence)
{
    const qint64 end = static_cast<MediaInput *>(self)->m_end;
    QFile &file = static_cast<MediaInput *>(self)->m_file;
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return end;
    case SEEK_CUR:
        offset += file.pos();
        break;
    case SEEK_END:
        offset += end;
        break;
    default:
        break;
    }
    return offset >= 0 && offset <= end && file.seek(offset) ? offset : AVERROR(EINVAL);
}

int MediaInput::isOverdue(void *self)
{
    return std::chrono::steady_clock::now() >= static_cast<MediaInput *>(self)->m_deadline;
}

QString MediaInput::container() const
{
    return QString::fromLatin1(m_format->iformat->name);
}

AVStream *MediaInput::audioStream() const
{
    const auto streams = streamsOf(m_format);
    const auto found = std::ranges::find_if(streams, isPlayableSound);
    return found == streams.end() ? nullptr : *found;
}

AVStream *MediaInput::videoStream() const
{
    const auto streams = streamsOf(m_format);
    const auto found = std::ranges::find_if(streams, isMovingPicture);
    return found == streams.end() ? nullptr : *found;
}

bool MediaInput::hasBrokenSound() const
{
    const auto isSound = [](const AVStream *stream) { return stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && isDecodable(stream); };
    return !audioStream() && std::ranges::any_of(streamsOf(m_format), isSound);
}

bool MediaInput::isProtected(const AVStream *stream) const
{
    constexpr std::array<std::uint32_t, 5> kTags = {MKTAG('d', 'r', 'm', 's'), MKTAG('d', 'r', 'm', 'i'), MKTAG('e', 'n', 'c', 'a'),
                                                    MKTAG('e', 'n', 'c', 'v'), MKTAG('a', 'a', 'v', 'd')};
    return std::ranges::find(kTags, stream->codecpar->codec_tag) != kTags.end() ||
           av_stream_get_side_data(stream, AV_PKT_DATA_ENCRYPTION_INIT_INFO, nullptr) != nullptr;
}

bool MediaInput::hasProtectedSound() const
{
    return std::ranges::any_of(streamsOf(m_format), [this](const AVStream *stream) {
        return stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO && isProtected(stream);
    });
}

Ticks MediaInput::claimedDuration() const
{
    return std::max(Ticks(), toTicks(m_format->duration, AVRational{1, AV_TIME_BASE}));
}

bool MediaInput::isDurationGuessed() const
{
    return m_format->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE;
}

void MediaInput::readOnly(const AVStream *wanted)
{
    for (AVStream *stream : streamsOf(m_format))
        stream->discard = stream == wanted ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

Result<CodecPtr> openDecoder(const MediaInput &input, const AVStream *stream)
{
    const AVCodec *decoder = avcodec_find_decoder(stream->codecpar->codec_id);
    CodecPtr codec(avcodec_alloc_context3(decoder));
    if (!codec)
        return std::unexpected(noMemory(input.path()));
    codec->pkt_timebase = stream->time_base;
    codec->max_pixels = kMaxPixels;
    codec->thread_count = std::clamp(QThread::idealThreadCount(), 1, kMaxDecoderThreads);
    codec->codec_whitelist = av_strdup(kDecoders);
    int status = avcodec_parameters_to_context(codec.get(), stream->codecpar);
    if (status >= 0)
        status = avcodec_open2(codec.get(), decoder, nullptr);
    if (status == AVERROR(ENOMEM))
        return std::unexpected(noMemory(input.path()));
    if (status < 0) {
        const bool isSound = stream->codecpar->codec_type == AVMEDIA_TYPE_AUDIO;
        return std::unexpected(isSound ? noSoundReadable(input.path(), errorText(status))
                                       : brokenPictures(input.path(), errorText(status)));
    }
    return codec;
}

} // namespace sc::media
