// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/corrections.h"

#include "core/audio/grid_edits.h"
#include "core/audio/grid_fitter.h"
#include "core/audio/groove.h"
#include "core/audio/section_edits.h"
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr int kLongestLabel = 60;
constexpr size_t kMostCandidates = 4;

// Beats a bar of the region that lasts longest; 0 without beats.
int mainBeatsPerBar(const BeatGrid &grid)
{
    const auto longest = std::ranges::max_element(grid.regions, {}, [](const BeatRegion &region) { return region.end - region.start; });
    return longest == grid.regions.end() ? 0 : longest->beatsPerBar;
}

// A measured 6/8 or 7/8 stays one for as long as its bars have as many beats; other metres count quarters.
QString metreOf(const BeatGrid &grid, const Analysis &measured)
{
    const int beats = mainBeatsPerBar(grid);
    QString before = measured.timeSignature.value.value_or(QString());
    if (!before.isEmpty() && mainBeatsPerBar(measured.map.grid) == beats)
        return before;
    const int measuredBeats = mainBeatsPerBar(measured.map.grid);
    if (before == QStringLiteral("%1/8").arg(3 * measuredBeats))
        return QStringLiteral("%1/8").arg(3 * beats);
    return QStringLiteral("%1/%2").arg(beats).arg(beats == 7 ? 8 : 4);
}

// The groove between the beats that now hold. What an older engine left without strengths keeps the patterns it measured.
void takeGroove(Analysis &analysis)
{
    const bool isCompound = analysis.timeSignature.value && analysis.timeSignature.value->endsWith(u"/8") && analysis.rhythm.isCompound;
    RhythmFacts facts = measureGroove(analysis.map.grid, isCompound, analysis.onsets, analysis.onsetStrengths, analysis.duration);
    if (analysis.onsetStrengths.empty() && facts.tempoStability) {
        facts.onsetRate = analysis.rhythm.onsetRate;
        facts.pattern = analysis.rhythm.pattern;
        facts.lowPattern = analysis.rhythm.lowPattern;
        facts.syncopation = analysis.rhythm.syncopation;
    }
    analysis.rhythm = facts;
}

void takeGrid(Analysis &analysis, const BeatGrid &corrected)
{
    BeatGrid grid = analysis.duration > Ticks() ? cutGrid(corrected, analysis.duration) : corrected;
    const double tempo = mainTempo(grid);
    const bool hasBeats = tempo > 0;
    const QString metre = hasBeats ? metreOf(grid, analysis) : QString();
    analysis.tempo = {hasBeats ? std::optional(tempo) : std::nullopt, 1, FeatureOrigin::Edited};
    analysis.timeSignature = {hasBeats ? std::optional(metre) : std::nullopt, 1, FeatureOrigin::Edited};
    analysis.beatConfidence = hasBeats ? 1 : 0;
    analysis.map.grid = std::move(grid);
    takeGroove(analysis);
    // The others stay on offer behind the one that holds.
    std::erase_if(analysis.tempoCandidates, [tempo](const TempoCandidate &one) { return std::abs(one.bpm - tempo) < 0.01 * tempo; });
    if (hasBeats)
        analysis.tempoCandidates.insert(analysis.tempoCandidates.begin(), {tempo, 1});
    if (analysis.tempoCandidates.size() > kMostCandidates)
        analysis.tempoCandidates.resize(kMostCandidates);
}

void takeKey(Analysis &analysis, const QString &key)
{
    if (analysis.secondKey == key)
        analysis.secondKey = analysis.key.value.value_or(QString());
    analysis.key = {key, 1, FeatureOrigin::Edited};
    if (analysis.harmony.keys.size() == 1) {
        analysis.harmony.keys.front().name = key;
        analysis.harmony.keys.front().confidence = 1;
    }
}

void takeLabel(std::vector<Label> &labels, const Corrections::LabelChange &change)
{
    const auto isIt = [&](const Label &label) {
        return label.kind == change.kind && label.name.compare(change.name, Qt::CaseInsensitive) == 0;
    };
    std::erase_if(labels, isIt);
    if (!change.isThere)
        return;
    // By kind, the surest first.
    const auto place = std::ranges::find_if(
        labels, [&](const Label &label) { return label.kind > change.kind || (label.kind == change.kind && label.confidence < 1); });
    labels.insert(place, {change.kind, change.name, 1, QStringLiteral("edited")});
}

constexpr std::array<LabelKind, kLabelKinds> kAllLabelKinds = {LabelKind::Genre, LabelKind::Mood, LabelKind::Instrument, LabelKind::Tag};
constexpr std::array<const char *, 4> kKindNames = {"grid", "key", "sections", "labels"};

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::audio", "This correction cannot be read."))
        .withDetail(why);
}

// Beats and sections are written as in every song map.
QJsonArray partOfMap(const BeatGrid &grid, const std::vector<Section> &sections, const QString &part)
{
    SongMap map;
    map.grid = grid;
    map.sections = sections;
    return sc::toJson(map).value(part).toArray();
}

Result<SongMap> readPart(const QJsonValue &value, const QString &part)
{
    if (!value.isArray())
        return std::unexpected(unreadable(QStringLiteral("%1 is no list").arg(part)));
    return songMapFromJson({{part, value}});
}

Result<std::vector<Corrections::LabelChange>> readLabels(const QJsonValue &value)
{
    std::vector<Corrections::LabelChange> changes;
    if (!value.isArray())
        return std::unexpected(unreadable(QStringLiteral("labels is no list")));
    for (const QJsonValue &one : value.toArray()) {
        const auto kind = std::ranges::find(kAllLabelKinds, one[u"kind"].toString(), labelKindName);
        if (kind == kAllLabelKinds.end() || !one[u"name"].isString() || !one[u"there"].isBool())
            return std::unexpected(unreadable(QStringLiteral("a label without kind, name or \"there\"")));
        changes.push_back({*kind, one[u"name"].toString(), one[u"there"].toBool()});
    }
    return changes;
}

} // namespace

QString correctionKindName(CorrectionKind kind)
{
    return QLatin1String(kKindNames[static_cast<size_t>(kind)]);
}

bool has(const Corrections &corrections, CorrectionKind kind)
{
    switch (kind) {
    case CorrectionKind::Grid:
        return corrections.grid.has_value();
    case CorrectionKind::Key:
        return corrections.key.has_value();
    case CorrectionKind::Sections:
        return corrections.sections.has_value();
    case CorrectionKind::Labels:
        return !corrections.labels.empty();
    }
    return false;
}

Corrections reset(Corrections corrections, CorrectionKind kind)
{
    switch (kind) {
    case CorrectionKind::Grid:
        corrections.grid.reset();
        break;
    case CorrectionKind::Key:
        corrections.key.reset();
        break;
    case CorrectionKind::Sections:
        corrections.sections.reset();
        break;
    case CorrectionKind::Labels:
        corrections.labels.clear();
        break;
    }
    return corrections;
}

Corrections withLabel(Corrections corrections, const Corrections::LabelChange &change)
{
    std::erase_if(corrections.labels, [&](const Corrections::LabelChange &one) {
        return one.kind == change.kind && one.name.compare(change.name, Qt::CaseInsensitive) == 0;
    });
    corrections.labels.push_back(change);
    return corrections;
}

Analysis corrected(Analysis analysis, const Corrections &corrections)
{
    if (corrections.grid)
        takeGrid(analysis, *corrections.grid);
    if (corrections.key)
        takeKey(analysis, *corrections.key);
    if (corrections.sections)
        analysis.map.sections = analysis.duration > Ticks() ? fitSections(*corrections.sections, analysis.duration) : *corrections.sections;
    for (const Corrections::LabelChange &change : corrections.labels)
        takeLabel(analysis.labels, change);
    return analysis;
}

Result<> checkCorrections(const Corrections &corrections)
{
    if (corrections.grid)
        SC_TRY(checkGrid(*corrections.grid));
    if (corrections.key && camelotOf(*corrections.key).isEmpty())
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::audio", "\"%1\" is no key.").arg(corrections.key->left(kLongestLabel)))
                .withDetail(QCoreApplication::translate("sc::audio", "Keys are written like \"A minor\" or \"Eb major\".")));
    if (corrections.sections)
        SC_TRY(checkSections(*corrections.sections));
    for (const Corrections::LabelChange &change : corrections.labels)
        SC_TRY(cleanText(change.name, TextKind::SingleLine, 1, kLongestLabel, QCoreApplication::translate("sc::audio", "Label")));
    return {};
}

QJsonObject toJson(const Corrections &corrections)
{
    QJsonObject json;
    if (corrections.grid)
        json.insert(QStringLiteral("grid"), partOfMap(*corrections.grid, {}, QStringLiteral("beat_regions")));
    if (corrections.key)
        json.insert(QStringLiteral("key"), *corrections.key);
    if (corrections.sections)
        json.insert(QStringLiteral("sections"), partOfMap({}, *corrections.sections, QStringLiteral("sections")));
    QJsonArray labels;
    for (const Corrections::LabelChange &change : corrections.labels) {
        labels.append(QJsonObject{{QStringLiteral("kind"), labelKindName(change.kind)},
                                  {QStringLiteral("name"), change.name},
                                  {QStringLiteral("there"), change.isThere}});
    }
    if (!labels.isEmpty())
        json.insert(QStringLiteral("labels"), labels);
    return json;
}

Result<Corrections> correctionsFromJson(const QJsonObject &json)
{
    Corrections corrections;
    if (json.contains(u"grid")) {
        SC_TRY_ASSIGN(map, readPart(json.value(u"grid"), QStringLiteral("beat_regions")));
        corrections.grid = std::move(map.grid);
    }
    if (json.contains(u"key"))
        corrections.key = json.value(u"key").toString();
    if (json.contains(u"sections")) {
        SC_TRY_ASSIGN(map, readPart(json.value(u"sections"), QStringLiteral("sections")));
        corrections.sections = std::move(map.sections);
    }
    if (json.contains(u"labels")) {
        SC_TRY_ASSIGN(labels, readLabels(json.value(u"labels")));
        corrections.labels = std::move(labels);
    }
    SC_TRY(checkCorrections(corrections));
    return corrections;
}

} // namespace sc::audio
