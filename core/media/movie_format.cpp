// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/movie_format.h"

#include "core/media/ffmpeg_handles.h"
#include "core/media/video_encoder.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>
#include <mutex>

namespace sc::media {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::media)
};

template<class Kind> struct Entry
{
    Kind kind;
    const char *id;
    const char *name;
};

constexpr std::array<Entry<VideoCodec>, 6> kVideo = {{{VideoCodec::H264, "h264", "H.264"},
                                                      {VideoCodec::Hevc, "hevc", "HEVC"},
                                                      {VideoCodec::ProRes, "prores", "ProRes"},
                                                      {VideoCodec::Dnxhr, "dnxhr", "DNxHR"},
                                                      {VideoCodec::Av1, "av1", "AV1"},
                                                      {VideoCodec::Vp9, "vp9", "VP9"}}};
constexpr std::array<Entry<AudioCodec>, 4> kAudio = {{{AudioCodec::Aac, "aac", "AAC"},
                                                      {AudioCodec::Pcm16, "pcm16", "PCM, 16 bit"},
                                                      {AudioCodec::Pcm24, "pcm24", "PCM, 24 bit"},
                                                      {AudioCodec::Opus, "opus", "Opus"}}};
constexpr std::array<Entry<Container>, 4> kContainers = {
    {{Container::Mp4, "mp4", "MP4"}, {Container::Mov, "mov", "MOV"}, {Container::Mkv, "mkv", "MKV"}, {Container::WebM, "webm", "WebM"}}};

template<class Table, class Kind> const auto &entryOf(const Table &table, Kind kind)
{
    return *std::ranges::find(table, kind, [](const auto &entry) { return entry.kind; });
}

template<class Kind, class Table> std::optional<Kind> kindOf(const Table &table, const QString &id)
{
    for (const auto &entry : table) {
        if (id.compare(QLatin1String(entry.id), Qt::CaseInsensitive) == 0)
            return entry.kind;
    }
    return std::nullopt;
}

template<class Kind, class Table> std::vector<Kind> kindsOf(const Table &table)
{
    std::vector<Kind> kinds;
    for (const auto &entry : table)
        kinds.push_back(entry.kind);
    return kinds;
}

// Best first. Each can be missing from a build of FFmpeg.
QStringList softwareNames(VideoCodec codec)
{
    switch (codec) {
    case VideoCodec::H264:
        return {QStringLiteral("libx264"), QStringLiteral("libopenh264")};
    case VideoCodec::Hevc:
        return {QStringLiteral("libx265")};
    case VideoCodec::ProRes:
        return {QStringLiteral("prores_ks")};
    case VideoCodec::Dnxhr:
        return {QStringLiteral("dnxhd")};
    case VideoCodec::Av1:
        return {QStringLiteral("libsvtav1"), QStringLiteral("libaom-av1"), QStringLiteral("librav1e")};
    case VideoCodec::Vp9:
        return {QStringLiteral("libvpx-vp9")};
    }
    return {};
}

// Those that take pictures from ordinary memory.
QStringList hardwareNames(VideoCodec codec)
{
    QStringList names;
    for (const char *maker : {"nvenc", "qsv", "amf", "videotoolbox", "v4l2m2m"})
        names << QStringLiteral("%1_%2").arg(idOf(codec), QLatin1String(maker));
    return names;
}

// What brings the encoder, for the sentence.
QString libraryOf(VideoCodec codec)
{
    switch (codec) {
    case VideoCodec::H264:
        return QStringLiteral("x264");
    case VideoCodec::Hevc:
        return QStringLiteral("x265");
    case VideoCodec::Av1:
        return QStringLiteral("SVT-AV1");
    case VideoCodec::Vp9:
        return QStringLiteral("libvpx");
    case VideoCodec::ProRes:
    case VideoCodec::Dnxhr:
        break;
    }
    return {};
}

QString othersThan(VideoCodec codec)
{
    QStringList others;
    for (const VideoCodec other : videoCodecs()) {
        if (other != codec && canEncode(other))
            others << nameOf(other);
    }
    return others.join(QStringLiteral(", "));
}

bool isBuiltIn(const QString &name)
{
    return avcodec_find_encoder_by_name(name.toLatin1().constData()) != nullptr;
}

} // namespace

const std::vector<VideoCodec> &videoCodecs()
{
    static const std::vector<VideoCodec> all = kindsOf<VideoCodec>(kVideo);
    return all;
}

const std::vector<AudioCodec> &audioCodecs()
{
    static const std::vector<AudioCodec> all = kindsOf<AudioCodec>(kAudio);
    return all;
}

const std::vector<Container> &containers()
{
    static const std::vector<Container> all = kindsOf<Container>(kContainers);
    return all;
}

QString nameOf(VideoCodec codec)
{
    return QLatin1String(entryOf(kVideo, codec).name);
}

QString nameOf(AudioCodec codec)
{
    return QLatin1String(entryOf(kAudio, codec).name);
}

QString nameOf(Container container)
{
    return QLatin1String(entryOf(kContainers, container).name);
}

QString idOf(VideoCodec codec)
{
    return QLatin1String(entryOf(kVideo, codec).id);
}

QString idOf(AudioCodec codec)
{
    return QLatin1String(entryOf(kAudio, codec).id);
}

QString idOf(Container container)
{
    return QLatin1String(entryOf(kContainers, container).id);
}

std::optional<VideoCodec> videoCodecOf(const QString &id)
{
    return kindOf<VideoCodec>(kVideo, id);
}

std::optional<AudioCodec> audioCodecOf(const QString &id)
{
    return kindOf<AudioCodec>(kAudio, id);
}

std::optional<Container> containerOf(const QString &id)
{
    return kindOf<Container>(kContainers, id);
}

QString suffixOf(Container container)
{
    return u'.' + idOf(container);
}

std::vector<Container> containersOf(VideoCodec codec)
{
    switch (codec) {
    case VideoCodec::H264:
    case VideoCodec::Hevc:
        return {Container::Mp4, Container::Mov, Container::Mkv};
    case VideoCodec::ProRes:
    case VideoCodec::Dnxhr:
        return {Container::Mov, Container::Mkv};
    case VideoCodec::Av1:
        return {Container::Mp4, Container::Mkv, Container::WebM};
    case VideoCodec::Vp9:
        return {Container::WebM, Container::Mkv, Container::Mp4};
    }
    return {};
}

std::vector<AudioCodec> audioCodecsOf(Container container)
{
    switch (container) {
    case Container::Mp4:
        return {AudioCodec::Aac, AudioCodec::Opus};
    case Container::Mov:
        return {AudioCodec::Pcm24, AudioCodec::Pcm16, AudioCodec::Aac};
    case Container::Mkv:
        return {AudioCodec::Aac, AudioCodec::Opus, AudioCodec::Pcm16, AudioCodec::Pcm24};
    case Container::WebM:
        return {AudioCodec::Opus};
    }
    return {};
}

bool isTogether(Container container, VideoCodec codec)
{
    return std::ranges::count(containersOf(codec), container) > 0;
}

bool isTogether(Container container, AudioCodec codec)
{
    return std::ranges::count(audioCodecsOf(container), codec) > 0;
}

// Bits a pixel: Apple's ProRes white paper and Avid's DNxHR table at 1920x1080 and 29.97 fps.
std::vector<CodecProfile> profilesOf(VideoCodec codec)
{
    const auto id = [](const char *text) { return QString::fromLatin1(text); };
    if (codec == VideoCodec::ProRes)
        return {{id("hq"), id("ProRes 422 HQ"), 3.54, false}, {id("standard"), id("ProRes 422"), 2.37, false},
                {id("lt"), id("ProRes 422 LT"), 1.64, false}, {id("proxy"), id("ProRes 422 Proxy"), 0.72, false},
                {id("4444"), id("ProRes 4444"), 5.31, true},  {id("4444xq"), id("ProRes 4444 XQ"), 7.96, true}};
    if (codec == VideoCodec::Dnxhr)
        return {{id("hq"), id("DNxHR HQ"), 3.54, false},
                {id("sq"), id("DNxHR SQ"), 2.34, false},
                {id("lb"), id("DNxHR LB"), 0.72, false},
                {id("hqx"), id("DNxHR HQX"), 3.54, false},
                {id("444"), id("DNxHR 444"), 7.07, false}};
    return {};
}

const CodecProfile *findProfile(VideoCodec codec, const QString &id)
{
    static const std::map<VideoCodec, std::vector<CodecProfile>> all = {{VideoCodec::ProRes, profilesOf(VideoCodec::ProRes)},
                                                                        {VideoCodec::Dnxhr, profilesOf(VideoCodec::Dnxhr)}};
    const auto of = all.find(codec);
    if (of == all.end())
        return nullptr;
    if (id.isEmpty())
        return &of->second.front();
    const auto found = std::ranges::find(of->second, id, &CodecProfile::id);
    return found == of->second.end() ? nullptr : &*found;
}

bool hasQuality(VideoCodec codec)
{
    return codec != VideoCodec::ProRes && codec != VideoCodec::Dnxhr;
}

bool canKeepAlpha(VideoCodec codec, const QString &profile)
{
    if (codec == VideoCodec::Vp9)
        return true;
    const CodecProfile *found = findProfile(codec, profile);
    return found && found->hasAlpha;
}

std::vector<Encoder> softwareEncoders(VideoCodec codec)
{
    prepareFfmpeg();
    std::vector<Encoder> encoders;
    for (const QString &name : softwareNames(codec)) {
        if (isBuiltIn(name))
            encoders.push_back({name, false});
    }
    return encoders;
}

std::vector<Encoder> hardwareEncoders(VideoCodec codec)
{
    static std::mutex mutex;
    static std::map<VideoCodec, std::vector<Encoder>> known;
    const std::lock_guard lock(mutex);
    if (const auto found = known.find(codec); found != known.end())
        return found->second;
    prepareFfmpeg();
    std::vector<Encoder> encoders;
    for (const QString &name : hardwareNames(codec)) {
        if (isBuiltIn(name) && opensHere(name, codec))
            encoders.push_back({name, true});
    }
    known[codec] = encoders;
    return encoders;
}

bool canEncode(VideoCodec codec)
{
    return !softwareEncoders(codec).empty();
}

bool canEncode(AudioCodec codec)
{
    return encoderFor(codec).has_value();
}

Result<QString> encoderFor(VideoCodec codec, const QString &wanted)
{
    const std::vector<Encoder> software = softwareEncoders(codec);
    if (wanted.isEmpty()) {
        if (!software.empty())
            return software.front().name;
        const QString library = libraryOf(codec);
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter,
                    library.isEmpty()
                        ? Text::tr("The FFmpeg of this machine cannot write %1. Install a complete FFmpeg.").arg(nameOf(codec))
                        : Text::tr("The FFmpeg of this machine cannot write %1. Install one that was built with %2.")
                              .arg(nameOf(codec), library))
                .withDetail(Text::tr("It can write %1.").arg(othersThan(codec)))
                .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another codec")));
    }
    std::vector<Encoder> all = software;
    const std::vector<Encoder> hardware = hardwareEncoders(codec);
    all.insert(all.end(), hardware.begin(), hardware.end());
    if (std::ranges::count(all, wanted, &Encoder::name) > 0)
        return wanted;
    QStringList names;
    for (const Encoder &encoder : all)
        names << encoder.name;
    return std::unexpected(
        Problem(ProblemCode::InvalidParameter,
                names.isEmpty() ? Text::tr("The encoder %1 is not on this machine, and no other for %2 is.").arg(wanted, nameOf(codec))
                                : Text::tr("The encoder %1 is not on this machine. For %2 there is: %3.")
                                      .arg(wanted, nameOf(codec), names.join(QStringLiteral(", "))))
            .withDetail(Text::tr("A hardware encoder needs its device and driver, and an FFmpeg that was built with it."))
            .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another encoder")));
}

Result<QString> encoderFor(AudioCodec codec)
{
    prepareFfmpeg();
    const QString name = codec == AudioCodec::Aac     ? QStringLiteral("aac")
                         : codec == AudioCodec::Opus  ? QStringLiteral("libopus")
                         : codec == AudioCodec::Pcm16 ? QStringLiteral("pcm_s16le")
                                                      : QStringLiteral("pcm_s24le");
    if (isBuiltIn(name))
        return name;
    return std::unexpected(
        Problem(ProblemCode::InvalidParameter,
                Text::tr("The FFmpeg of this machine cannot write %1. Install one that was built with %2.").arg(nameOf(codec), name))
            .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another codec")));
}

} // namespace sc::media
