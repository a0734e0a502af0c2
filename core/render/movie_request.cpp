// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/encoded_sound.h"
#include "core/render/movie_export.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::render {

namespace {

constexpr int kLargestSide = 8192;
constexpr qint64 kLowestSoundRate = 32'000;
constexpr qint64 kHighestSoundRate = 512'000;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

Problem wrong(const QString &text, const QString &detail = {})
{
    const Problem problem(ProblemCode::InvalidParameter, text);
    return detail.isEmpty() ? problem : problem.withDetail(detail);
}

Result<> checkPictures(const timeline::Timeline &timeline, const MovieExport &options)
{
    const QSize size = movieSize(timeline, options);
    const bool isEven = size.width() % 2 == 0 && size.height() % 2 == 0;
    if (!isEven || size.width() < 16 || size.height() < 16 || size.width() > kLargestSide || size.height() > kLargestSide)
        return std::unexpected(wrong(Text::tr("A movie of %1 by %2 pixels cannot be written.").arg(size.width()).arg(size.height()),
                                     Text::tr("Width and height must be even numbers from 16 to 8192.")));
    if (options.quality < 0 || options.quality > 51)
        return std::unexpected(
            wrong(Text::tr("The quality %1 does not exist.").arg(options.quality), Text::tr("It goes from 0 (best) to 51.")));
    const PictureOptions &picture = options.picture;
    if (picture.bitRate < 0 || picture.bitRate > 2'000'000'000)
        return std::unexpected(wrong(Text::tr("A bit rate lies between 1 and 2 000 Mbit/s.")));
    if (!media::isTogether(options.container, picture.codec)) {
        QStringList others;
        for (const media::Container container : media::containersOf(picture.codec))
            others << media::nameOf(container);
        return std::unexpected(
            wrong(Text::tr("%1 does not go into %2.").arg(media::nameOf(picture.codec), media::nameOf(options.container)),
                  Text::tr("It goes into %1.").arg(others.join(QStringLiteral(", "))))
                .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another container")));
    }
    if (picture.hasAlpha && !media::canKeepAlpha(picture.codec, picture.profile))
        return std::unexpected(wrong(Text::tr("%1 keeps no transparency. ProRes 4444 and VP9 do.").arg(media::nameOf(picture.codec))));
    if (picture.content == PictureContent::WordsOnly && options.burnIn.isEmpty())
        return std::unexpected(wrong(Text::tr("A movie of words alone needs lyrics, names or timecode to show.")));
    SC_TRY(media::encoderFor(picture.codec, picture.encoder));
    return {};
}

Result<> checkSound(const QString &songFile, const MovieExport &options)
{
    const SoundOptions &sound = options.sound;
    if (songFile.isEmpty() || sound.isSilent)
        return {};
    if (sound.loudness != LoudnessWay::AsIs) {
        if (!(sound.targetLufs >= -60 && sound.targetLufs <= -5))
            return std::unexpected(wrong(Text::tr("A loudness target lies between -60 and -5 LUFS, for example -14.")));
        if (!(sound.peakDbtp >= -9 && sound.peakDbtp <= 0))
            return std::unexpected(wrong(Text::tr("A limit of the true peak lies between -9 and 0 dBTP, for example -1.")));
    }
    if (sound.keepsSong) {
        SC_TRY(media::EncodedSound::canCopy(songFile, options.container));
        return {};
    }
    if (!media::isTogether(options.container, sound.codec)) {
        QStringList others;
        for (const media::AudioCodec codec : media::audioCodecsOf(options.container))
            others << media::nameOf(codec);
        return std::unexpected(wrong(Text::tr("%1 does not go into %2.").arg(media::nameOf(sound.codec), media::nameOf(options.container)),
                                     Text::tr("%1 takes %2.").arg(media::nameOf(options.container), others.join(QStringLiteral(", "))))
                                   .withAction(QStringLiteral("choose.codec"), Text::tr("Choose another sound")));
    }
    const bool hasRate = sound.codec == media::AudioCodec::Aac || sound.codec == media::AudioCodec::Opus;
    if (hasRate && (sound.bitRate < kLowestSoundRate || sound.bitRate > kHighestSoundRate))
        return std::unexpected(wrong(Text::tr("Sound takes 32 to 512 kbit/s.")));
    SC_TRY(media::encoderFor(sound.codec));
    return {};
}

double bitsPerPixel(const MovieExport &options)
{
    if (const media::CodecProfile *profile = media::findProfile(options.picture.codec, options.picture.profile))
        return profile->bitsPerPixel;
    // Cards take about 0.02 bit a pixel with H.264 at 18; six steps halve it (x264's own rule of thumb).
    const double h264 = 0.02 * std::exp2((18 - options.quality) / 6.0);
    const bool isNewer = options.picture.codec != media::VideoCodec::H264;
    return isNewer ? h264 * 0.7 : h264;
}

} // namespace

std::int64_t frameCountOf(const timeline::Timeline &timeline, const MovieExport &options)
{
    const FrameRate project = timeline.project.frameRate;
    const std::int64_t all = project.frameAt(timeline::programLength(timeline), Rounding::Nearest);
    std::int64_t first = 0;
    std::int64_t end = all;
    if (options.range) {
        first = std::clamp<std::int64_t>(project.frameAt(options.range->start, Rounding::Nearest), 0, all);
        end = std::clamp<std::int64_t>(project.frameAt(options.range->end, Rounding::Nearest), 0, all);
    }
    return options.picture.rate.value_or(project).frameAt(project.timeOf(std::max<std::int64_t>(0, end - first)), Rounding::Nearest);
}

QSize movieSize(const timeline::Timeline &timeline, const MovieExport &options)
{
    return {options.width > 0 ? options.width : timeline.project.width, options.height > 0 ? options.height : timeline.project.height};
}

Result<> checkMovieExport(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options)
{
    if (frameCountOf(timeline, options) <= 0) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, Text::tr("There is nothing to export: the chosen part of the timeline holds no frame."))
                .withEntity(QStringLiteral("project"), timeline.project.name));
    }
    SC_TRY(checkPictures(timeline, options));
    return checkSound(songFile, options);
}

qint64 estimateBytes(const timeline::Timeline &timeline, const MovieExport &options)
{
    const QSize size = movieSize(timeline, options);
    const auto frames = static_cast<double>(frameCountOf(timeline, options));
    const double seconds = frames / options.picture.rate.value_or(timeline.project.frameRate).toDouble();
    const double pictureBits = options.picture.bitRate > 0 ? static_cast<double>(options.picture.bitRate) * seconds
                                                           : bitsPerPixel(options) * size.width() * size.height() * frames;
    const double soundRate = options.sound.isSilent                            ? 0
                             : options.sound.codec == media::AudioCodec::Pcm16 ? 1'536'000
                             : options.sound.codec == media::AudioCodec::Pcm24 ? 2'304'000
                                                                               : static_cast<double>(options.sound.bitRate);
    return static_cast<qint64>((pictureBits + seconds * soundRate) / 8) + 64 * 1024;
}

} // namespace sc::render
