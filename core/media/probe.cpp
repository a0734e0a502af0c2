// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/probe.h"

#include "core/media/audio_decoder.h"
#include "core/media/media_input.h"
#include "core/media/media_problems.h"
#include "core/media/picture_convert.h"

extern "C" {
#include <libavutil/dict.h>
#include <libavutil/pixdesc.h>
}

#include <algorithm>

namespace sc::media {

namespace {

constexpr qsizetype kMaxTags = 200;

QString codecName(const AVStream *stream)
{
    return QString::fromLatin1(avcodec_get_name(stream->codecpar->codec_id));
}

int bitDepthOf(const AVCodecParameters *codec)
{
    return codec->bits_per_raw_sample > 0 ? codec->bits_per_raw_sample : std::max(0, av_get_bits_per_sample(codec->codec_id));
}

AudioStreamInfo audioInfo(const AVStream *stream)
{
    const AVCodecParameters *codec = stream->codecpar;
    AudioStreamInfo info;
    info.index = stream->index;
    info.codec = codecName(stream);
    info.sampleRate = codec->sample_rate;
    info.channels = codec->ch_layout.nb_channels;
    info.bitDepth = bitDepthOf(codec);
    info.bitRate = std::max<qint64>(0, codec->bit_rate);
    return info;
}

VideoStreamInfo videoInfo(const AVStream *stream)
{
    VideoStreamInfo info;
    info.index = stream->index;
    info.codec = codecName(stream);
    info.rotation = rotationOf(stream);
    const bool isUpright = info.rotation % 180 == 0;
    info.width = isUpright ? stream->codecpar->width : stream->codecpar->height;
    info.height = isUpright ? stream->codecpar->height : stream->codecpar->width;
    info.rateNumerator = stream->avg_frame_rate.num;
    info.rateDenominator = std::max(1, stream->avg_frame_rate.den);
    info.frames = std::max<qint64>(0, stream->nb_frames);
    const AVPixFmtDescriptor *layout = av_pix_fmt_desc_get(static_cast<AVPixelFormat>(stream->codecpar->format));
    info.bitDepth = layout ? layout->comp[0].depth : info.bitDepth;
    info.primaries = numberOf(stream->codecpar->color_primaries);
    info.transfer = numberOf(stream->codecpar->color_trc);
    info.matrix = numberOf(stream->codecpar->color_space);
    return info;
}

// Ogg keeps its comments with the stream, the others with the file.
QMap<QString, QString> tagsOf(const MediaInput &input)
{
    QMap<QString, QString> tags;
    const auto collect = [&](const AVDictionary *metadata) {
        const AVDictionaryEntry *entry = nullptr;
        while ((entry = av_dict_get(metadata, "", entry, AV_DICT_IGNORE_SUFFIX)) && tags.size() < kMaxTags)
            tags.insert(QString::fromUtf8(entry->key).toLower(), QString::fromUtf8(entry->value));
    };
    if (const AVStream *stream = input.audioStream())
        collect(stream->metadata);
    collect(input.format()->metadata);
    return tags;
}

MediaInfo describe(const MediaInput &input)
{
    MediaInfo info;
    info.container = input.container();
    info.duration = input.claimedDuration();
    info.size = input.size();
    info.tags = tagsOf(input);
    if (const AVStream *stream = input.audioStream())
        info.audio = audioInfo(stream);
    if (const AVStream *stream = input.videoStream())
        info.video = videoInfo(stream);
    return info;
}

} // namespace

Result<MediaInfo> probeFile(const QString &path)
{
    SC_TRY_ASSIGN(input, MediaInput::open(path));
    return describe(*input);
}

Result<MediaInfo> probeSong(const QString &path)
{
    SC_TRY_ASSIGN(input, MediaInput::open(path));
    // A header may promise sound that is not there: only a decoded sample proves it.
    SC_TRY_ASSIGN(decoder, AudioDecoder::open(*input));
    MediaInfo info = describe(*input);
    info.audio->sampleRate = decoder->sampleRate();
    info.audio->channels = decoder->channels();
    if (info.audio->bitRate == 0 && input->container() == QLatin1String("mp3"))
        info.audio->bitRate = std::max<qint64>(0, input->format()->bit_rate);
    return info;
}

} // namespace sc::media
