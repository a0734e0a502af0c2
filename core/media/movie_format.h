// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QString>

#include <optional>
#include <vector>

// What a movie can be written in: codecs, containers, what goes with what, and what the FFmpeg of this machine has.
namespace sc::media {

enum class VideoCodec { H264, Hevc, ProRes, Dnxhr, Av1, Vp9 };
enum class AudioCodec { Aac, Pcm16, Pcm24, Opus };
enum class Container { Mp4, Mov, Mkv, WebM };

[[nodiscard]] const std::vector<VideoCodec> &videoCodecs();
[[nodiscard]] const std::vector<AudioCodec> &audioCodecs();
[[nodiscard]] const std::vector<Container> &containers();

[[nodiscard]] QString nameOf(VideoCodec codec); // "H.264", for people
[[nodiscard]] QString nameOf(AudioCodec codec);
[[nodiscard]] QString nameOf(Container container);
[[nodiscard]] QString idOf(VideoCodec codec); // "h264", for files and the command line
[[nodiscard]] QString idOf(AudioCodec codec);
[[nodiscard]] QString idOf(Container container);
[[nodiscard]] std::optional<VideoCodec> videoCodecOf(const QString &id);
[[nodiscard]] std::optional<AudioCodec> audioCodecOf(const QString &id);
[[nodiscard]] std::optional<Container> containerOf(const QString &id);
[[nodiscard]] QString suffixOf(Container container); // ".mp4"

// Those that every player of the container is known to take; first the usual one.
[[nodiscard]] std::vector<Container> containersOf(VideoCodec codec);
[[nodiscard]] std::vector<AudioCodec> audioCodecsOf(Container container);
[[nodiscard]] bool isTogether(Container container, VideoCodec codec);
[[nodiscard]] bool isTogether(Container container, AudioCodec codec);

// A codec's kinds: those of ProRes and DNxHR, which have no quality of their own. Empty for the others.
struct CodecProfile
{
    QString id;   // "hq"
    QString name; // "ProRes 422 HQ"
    double bitsPerPixel = 0;
    bool hasAlpha = false;
};
[[nodiscard]] std::vector<CodecProfile> profilesOf(VideoCodec codec);
[[nodiscard]] const CodecProfile *findProfile(VideoCodec codec, const QString &id); // an empty id: the usual one; null: unknown
[[nodiscard]] bool hasQuality(VideoCodec codec);                                    // takes a quality or a bit rate
[[nodiscard]] bool canKeepAlpha(VideoCodec codec, const QString &profile);

struct Encoder
{
    QString name; // FFmpeg's: "libx264"
    bool isHardware = false;
};
// The encoders of this FFmpeg. Hardware ones are tried with a small picture once in a process, since being built in says
// nothing about the machine; they are only ever used when asked for by name. May take a second the first time.
[[nodiscard]] std::vector<Encoder> softwareEncoders(VideoCodec codec);
[[nodiscard]] std::vector<Encoder> hardwareEncoders(VideoCodec codec);
[[nodiscard]] bool canEncode(VideoCodec codec); // by software
[[nodiscard]] bool canEncode(AudioCodec codec);

// The encoder to use: `wanted`, or the first software one where that is empty. INVALID_PARAMETER naming what is missing, what
// to install and what is there instead.
[[nodiscard]] Result<QString> encoderFor(VideoCodec codec, const QString &wanted);
[[nodiscard]] Result<QString> encoderFor(AudioCodec codec);

} // namespace sc::media
