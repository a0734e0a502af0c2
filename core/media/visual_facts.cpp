// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/visual_facts.h"

#include "core/media/media_input.h"
#include "core/media/media_problems.h"
#include "core/media/picture_convert.h"
#include "core/media/video_reader.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtGui/QImageReader>

extern "C" {
#include <libavutil/dict.h>
}

#include <algorithm>
#include <limits>

namespace sc::media {

namespace {

constexpr int kMaxSide = 32'768;        // px, of a picture
constexpr int kPictureMegabytes = 1024; // decoded
constexpr int kRateLimit = 1'000'000;

bool looksLikePicture(const QString &path)
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    static const QList<QByteArray> foreign = {"svg", "svgz", "pdf"}; // no pixels of their own
    return reader.canRead() && !foreign.contains(reader.format());
}

Result<VisualFacts> measurePicture(const QString &path)
{
    QImageReader reader(path);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    reader.setAllocationLimit(kPictureMegabytes);
    const QSize claimed = reader.size();
    if (std::max(claimed.width(), claimed.height()) > kMaxSide) {
        return std::unexpected(Problem(ProblemCode::FileTooLarge,
                                       QCoreApplication::translate("sc::media", "The picture %1 is larger than %2 pixels on a side.")
                                           .arg(quotedName(path))
                                           .arg(kMaxSide)));
    }
    const QImage image = reader.read();
    if (image.isNull())
        return std::unexpected(brokenPictures(path, reader.errorString()));
    VisualFacts facts;
    facts.width = image.width();
    facts.height = image.height();
    return facts;
}

// What the packets of the picture stream tell: how many, from when to when, and how evenly.
struct PacketSurvey
{
    qint64 count = 0;
    std::int64_t first = AV_NOPTS_VALUE;
    std::int64_t last = AV_NOPTS_VALUE;
    std::int64_t lastDuration = 0;
    std::vector<std::int64_t> stamps;
};

PacketSurvey surveyPackets(MediaInput &input, const AVStream *stream)
{
    PacketSurvey survey;
    const PacketPtr packet(av_packet_alloc());
    while (packet && av_read_frame(input.format(), packet.get()) >= 0) {
        const bool counts = packet->stream_index == stream->index && !(packet->flags & AV_PKT_FLAG_DISCARD) && packet->size > 0;
        const std::int64_t stamp = packet->pts != AV_NOPTS_VALUE ? packet->pts : packet->dts;
        if (counts) {
            ++survey.count;
            if (stamp != AV_NOPTS_VALUE) {
                survey.stamps.push_back(stamp);
                if (survey.last == AV_NOPTS_VALUE || stamp > survey.last) {
                    survey.last = stamp;
                    survey.lastDuration = packet->duration;
                }
                if (survey.first == AV_NOPTS_VALUE || stamp < survey.first)
                    survey.first = stamp;
            }
        }
        av_packet_unref(packet.get());
    }
    std::ranges::sort(survey.stamps);
    return survey;
}

// A container's coarse clock makes steps of equal frames differ by one; anything more is a rate that varies.
bool varies(const std::vector<std::int64_t> &stamps, AVRational base)
{
    std::int64_t shortest = std::numeric_limits<std::int64_t>::max();
    std::int64_t longest = 0;
    for (size_t i = 1; i < stamps.size(); ++i) {
        shortest = std::min(shortest, stamps[i] - stamps[i - 1]);
        longest = std::max(longest, stamps[i] - stamps[i - 1]);
    }
    const std::int64_t tolerance = std::max<std::int64_t>(1, av_rescale_q(1, {1, 1000}, base));
    return stamps.size() > 2 && longest - shortest > tolerance;
}

AVRational rateOf(const AVStream *stream, const PacketSurvey &survey, bool isVariable)
{
    // A steady rate stands in the header; where it varies only the count over the time is true.
    const AVRational claimed = stream->avg_frame_rate;
    if (!isVariable && claimed.num > 0 && claimed.den > 0)
        return claimed;
    const std::int64_t span = survey.last - survey.first + std::max<std::int64_t>(1, survey.lastDuration);
    AVRational rate{};
    av_reduce(&rate.num, &rate.den, survey.count * stream->time_base.den, std::max<std::int64_t>(1, span) * stream->time_base.num,
              kRateLimit);
    return rate;
}

Ticks lengthOf(const PacketSurvey &survey, const AVStream *stream, AVRational rate, bool isVariable)
{
    const bool isSteady = !isVariable && rate.num > 0;
    if (isSteady)
        return Ticks(mulDivRound(survey.count * rate.den, Ticks::kPerSecond, rate.num));
    std::int64_t tail = survey.lastDuration;
    if (tail <= 0)
        tail = survey.count > 1 ? (survey.last - survey.first) / (survey.count - 1) : 1;
    return toTicks(survey.last - survey.first + tail, stream->time_base);
}

QString timecodeOf(const AVFormatContext *format, const AVStream *stream)
{
    for (const AVDictionary *metadata : {stream->metadata, format->metadata}) {
        if (const AVDictionaryEntry *entry = av_dict_get(metadata, "timecode", nullptr, 0))
            return QString::fromUtf8(entry->value).left(16);
    }
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        if (const AVDictionaryEntry *entry = av_dict_get(format->streams[i]->metadata, "timecode", nullptr, 0))
            return QString::fromUtf8(entry->value).left(16);
    }
    return {};
}

Result<VisualFacts> measureMovie(const QString &path)
{
    SC_TRY_ASSIGN(reader, VideoReader::open(path)); // proves that the first picture can be decoded
    reader.reset();
    SC_TRY_ASSIGN(input, MediaInput::open(path));
    const AVStream *stream = input->videoStream();
    if (!stream)
        return std::unexpected(noPictures(path));
    const QString timecode = timecodeOf(input->format(), stream);
    input->readOnly(stream);
    const PacketSurvey survey = surveyPackets(*input, stream);
    if (survey.count == 0 || survey.first == AV_NOPTS_VALUE)
        return std::unexpected(brokenPictures(path, {}));
    const bool isUpright = rotationOf(stream) % 180 == 0;
    VisualFacts facts;
    facts.isMovie = true;
    facts.width = isUpright ? stream->codecpar->width : stream->codecpar->height;
    facts.height = isUpright ? stream->codecpar->height : stream->codecpar->width;
    facts.frames = survey.count;
    facts.isRateVariable = varies(survey.stamps, stream->time_base);
    const AVRational rate = rateOf(stream, survey, facts.isRateVariable);
    facts.rateNumerator = rate.num;
    facts.rateDenominator = std::max(1, rate.den);
    facts.length = lengthOf(survey, stream, rate, facts.isRateVariable);
    facts.startTimecode = timecode;
    return facts;
}

} // namespace

Result<VisualFacts> measureVisual(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists())
        return std::unexpected(missingFile(path));
    if (!info.isFile())
        return std::unexpected(notAFile(path));
    if (info.size() == 0)
        return std::unexpected(emptyFile(path));
    if (looksLikePicture(path))
        return measurePicture(path);
    Result<VisualFacts> movie = measureMovie(path);
    if (movie || movie.error().code() != ProblemCode::InvalidFileType)
        return movie;
    return std::unexpected(movie.error().withDetail(visualFormats()));
}

QString visualFormats()
{
    QStringList pictures;
    for (const auto &[format, name] :
         {std::pair{"png", "PNG"}, {"jpeg", "JPEG"}, {"webp", "WebP"}, {"gif", "GIF"}, {"bmp", "BMP"}, {"tiff", "TIFF"}}) {
        if (QImageReader::supportedImageFormats().contains(format))
            pictures.append(QString::fromLatin1(name));
    }
    return QCoreApplication::translate("sc::media",
                                       "Pictures: %1. Movies: MP4, MOV, MKV, WebM with H.264, HEVC, VP9, AV1, ProRes and others.")
        .arg(pictures.join(QStringLiteral(", ")));
}

} // namespace sc::media
