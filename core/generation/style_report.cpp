// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/style_report.h"

#include "core/media/video_reader.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QImageReader>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::generation {

namespace {

constexpr double kSeenAtAGlance = 10;
constexpr double kOutlierFactor = 3;
constexpr double kWorthSaying = 4;              // of one part
constexpr std::array kPlaces = {0.2, 0.5, 0.8}; // of a movie

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

double median(std::vector<double> values)
{
    if (values.empty())
        return 0;
    std::ranges::sort(values);
    const size_t middle = values.size() / 2;
    return values.size() % 2 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

double medianOf(const std::vector<StyleSample> &samples, double ColourFacts::*member)
{
    std::vector<double> values;
    for (const StyleSample &sample : samples)
        values.push_back(sample.facts.*member);
    return median(std::move(values));
}

QString explained(const StyleEntry &entry)
{
    struct Part
    {
        double value;
        QString less, more;
    };
    std::vector<Part> parts = {{entry.brightness, Text::tr("darker"), Text::tr("brighter")},
                               {entry.contrast, Text::tr("flatter"), Text::tr("more contrast")},
                               {entry.chroma, Text::tr("paler"), Text::tr("more colourful")},
                               {entry.warmth, Text::tr("colder"), Text::tr("warmer")},
                               {entry.tint, Text::tr("greener"), Text::tr("redder")}};
    std::ranges::sort(parts, std::ranges::greater(), [](const Part &part) { return std::abs(part.value); });
    QStringList words;
    for (const Part &part : parts) {
        if (std::abs(part.value) >= kWorthSaying)
            words.append(QStringLiteral("%1 (%2%3)")
                             .arg(part.value < 0 ? part.less : part.more, part.value < 0 ? QString() : QStringLiteral("+"))
                             .arg(part.value, 0, 'f', 0));
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

std::vector<StyleSample> styleSamplesOf(const project::ProjectSession &session)
{
    std::vector<StyleSample> samples;
    for (const timeline::Clip &clip : session.timeline().clips) {
        if (!clip.isLive)
            continue;
        const project::DisplayedMedia shown = session.takes().displayedMedia(clip);
        if (shown.take && !shown.isMissing)
            samples.push_back({clip.id, clip.name, clip.start, shown.take->id, shown.path, shown.take->isVideo(), shown.take->length, {}});
    }
    std::ranges::sort(samples, {}, &StyleSample::start);
    return samples;
}

Result<ColourFacts> measureStyle(const StyleSample &sample)
{
    if (!sample.isMovie) {
        QImageReader reader(sample.file);
        reader.setDecideFormatFromContent(true);
        const QImage image = reader.read();
        if (!image.isNull())
            return colourFactsOf(image);
        return std::unexpected(
            Problem(ProblemCode::FileDamaged, Text::tr("The picture of the shot “%1” cannot be read.").arg(sample.clipName))
                .withDetail(reader.errorString()));
    }
    SC_TRY_ASSIGN(reader, media::VideoReader::open(sample.file, {QSize(256, 256), true}));
    std::vector<ColourFacts> facts;
    for (const double place : kPlaces) {
        SC_TRY_ASSIGN(frame, reader->frameAt(Ticks::fromSeconds(sample.length.toSeconds() * place)));
        facts.push_back(colourFactsOf(frame.image));
    }
    return meanOf(facts);
}

StyleReport styleReport(const std::vector<StyleSample> &measured)
{
    StyleReport report;
    for (double ColourFacts::*member : {&ColourFacts::light, &ColourFacts::red, &ColourFacts::yellow, &ColourFacts::lightSpread,
                                        &ColourFacts::redSpread, &ColourFacts::yellowSpread, &ColourFacts::chroma})
        report.middle.*member = medianOf(measured, member);
    std::vector<double> distances;
    for (const StyleSample &sample : measured) {
        StyleEntry entry;
        entry.sample = sample;
        entry.brightness = sample.facts.light - report.middle.light;
        entry.contrast = sample.facts.lightSpread - report.middle.lightSpread;
        entry.chroma = sample.facts.chroma - report.middle.chroma;
        entry.warmth = sample.facts.yellow - report.middle.yellow;
        entry.tint = sample.facts.red - report.middle.red;
        entry.distance = std::hypot(std::hypot(entry.brightness, entry.contrast, entry.chroma), entry.warmth, entry.tint);
        entry.explanation = explained(entry);
        distances.push_back(entry.distance);
        report.entries.push_back(std::move(entry));
    }
    report.spread = median(std::move(distances));
    for (StyleEntry &entry : report.entries) {
        entry.isOutlier = entry.distance > std::max(kSeenAtAGlance, kOutlierFactor * report.spread);
        report.outliers += entry.isOutlier ? 1 : 0;
    }
    return report;
}

} // namespace sc::generation
