// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis_difference.h"

#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::audio {

namespace {

using Difference = AnalysisDifference;
using Kind = AnalysisDifference::Kind;

constexpr double kSameBeat = 0.001;  // seconds
constexpr double kSameEdge = 0.05;   // seconds
constexpr double kSameSection = 0.5; // common part of both together
constexpr double kSaidLabel = 0.35;  // confidence from which a label is shown

constexpr std::array<const char *, 15> kKindNames = {"duration",        "tempo",         "time_signature",  "key",         "loudness",
                                                     "loudness_range",  "true_peak",     "beats",           "downbeats",   "section_added",
                                                     "section_removed", "section_moved", "section_renamed", "label_added", "label_removed"};

QString numberText(const std::optional<double> &value, int decimals)
{
    return value ? QString::number(*value, 'f', decimals) : QString();
}

void compareTexts(std::vector<Difference> &all, Kind kind, const QString &before, const QString &after)
{
    if (before == after)
        return;
    Difference difference;
    difference.kind = kind;
    difference.before = before;
    difference.after = after;
    all.push_back(std::move(difference));
}

std::vector<Ticks> beatTimes(const Analysis &analysis, bool downbeatsOnly)
{
    std::vector<Ticks> times;
    for (const Beat &beat : analysis.map.grid.beats()) {
        if (!downbeatsOnly || beat.isDownbeat())
            times.push_back(beat.time);
    }
    return times;
}

// Half the way to the neighbours: what lies further is another beat.
Ticks reachOf(const std::vector<Ticks> &times, size_t i)
{
    Ticks reach = Ticks::seconds(1);
    if (i > 0)
        reach = std::min(reach, times[i] - times[i - 1]);
    if (i + 1 < times.size())
        reach = std::min(reach, times[i + 1] - times[i]);
    return Ticks(reach.value() / 2);
}

void compareBeats(std::vector<Difference> &all, Kind kind, const std::vector<Ticks> &before, const std::vector<Ticks> &after)
{
    std::vector<Ticks> shifts;
    size_t next = 0; // first one of `after` that has no partner yet
    for (size_t i = 0; i < before.size(); ++i) {
        const Ticks reach = reachOf(before, i);
        while (next < after.size() && after[next] < before[i] - reach)
            ++next;
        if (next < after.size() && abs(after[next] - before[i]) <= reach) {
            // The nearest within reach.
            while (next + 1 < after.size() && abs(after[next + 1] - before[i]) < abs(after[next] - before[i]))
                ++next;
            shifts.push_back(after[next] - before[i]);
            ++next;
        }
    }
    Difference difference;
    difference.kind = kind;
    difference.countBefore = static_cast<int>(before.size());
    difference.countAfter = static_cast<int>(after.size());
    difference.removed = static_cast<int>(before.size() - shifts.size());
    difference.added = static_cast<int>(after.size() - shifts.size());
    if (!shifts.empty()) {
        std::ranges::sort(shifts);
        difference.medianShift = shifts[shifts.size() / 2];
        difference.largestShift = abs(shifts.front()) > abs(shifts.back()) ? shifts.front() : shifts.back();
    }
    if (difference.added > 0 || difference.removed > 0 || abs(difference.largestShift).toSeconds() > kSameBeat)
        all.push_back(std::move(difference));
}

// More than half of both together belongs to both: at most one partner each.
bool isSameSection(const Section &a, const Section &b)
{
    const double common = (std::min(a.end, b.end) - std::max(a.start, b.start)).toSeconds();
    const double together = (std::max(a.end, b.end) - std::min(a.start, b.start)).toSeconds();
    return together > 0 && common / together > kSameSection;
}

Difference sectionDifference(Kind kind, const Section *before, const Section *after)
{
    Difference difference;
    difference.kind = kind;
    if (before) {
        difference.before = before->label;
        difference.placeBefore = {before->start, before->end};
    }
    if (after) {
        difference.after = after->label;
        difference.placeAfter = {after->start, after->end};
    }
    return difference;
}

void compareSections(std::vector<Difference> &all, const std::vector<Section> &before, const std::vector<Section> &after)
{
    std::vector<Difference> found;
    for (const Section &section : after) {
        const auto same = std::ranges::find_if(before, [&](const Section &one) { return isSameSection(one, section); });
        if (same == before.end()) {
            found.push_back(sectionDifference(Kind::SectionAdded, nullptr, &section));
            continue;
        }
        if (abs(same->start - section.start).toSeconds() > kSameEdge || abs(same->end - section.end).toSeconds() > kSameEdge)
            found.push_back(sectionDifference(Kind::SectionMoved, &*same, &section));
        if (same->label != section.label)
            found.push_back(sectionDifference(Kind::SectionRenamed, &*same, &section));
    }
    for (const Section &section : before) {
        if (std::ranges::none_of(after, [&](const Section &one) { return isSameSection(section, one); }))
            found.push_back(sectionDifference(Kind::SectionRemoved, &section, nullptr));
    }
    std::ranges::stable_sort(found, {}, &Difference::kind);
    all.insert(all.end(), found.begin(), found.end());
}

bool says(const std::vector<Label> &labels, const Label &wanted)
{
    return std::ranges::any_of(labels, [&](const Label &label) {
        return label.kind == wanted.kind && label.name == wanted.name && label.confidence >= kSaidLabel;
    });
}

void compareLabels(std::vector<Difference> &all, const std::vector<Label> &before, const std::vector<Label> &after)
{
    for (const Label &label : after) {
        if (label.confidence >= kSaidLabel && !says(before, label))
            compareTexts(all, Kind::LabelAdded, QString(), label.name);
    }
    for (const Label &label : before) {
        if (label.confidence >= kSaidLabel && !says(after, label))
            compareTexts(all, Kind::LabelRemoved, label.name, QString());
    }
}

QString orNotKnown(const QString &text)
{
    return text.isEmpty() ? QCoreApplication::translate("sc::audio", "not known") : text;
}

QString clock(Ticks time)
{
    return formatClock(time, 1);
}

QString instead(const QString &name, const QString &unit, const Difference &difference)
{
    return QCoreApplication::translate("sc::audio", "%1: %2 instead of %3")
        .arg(name, orNotKnown(difference.after) + (difference.after.isEmpty() ? QString() : unit),
             orNotKnown(difference.before) + (difference.before.isEmpty() ? QString() : unit));
}

QString beatsText(const QString &name, const Difference &difference)
{
    QString text =
        QCoreApplication::translate("sc::audio", "%1: %2 instead of %3").arg(name).arg(difference.countAfter).arg(difference.countBefore);
    if (abs(difference.largestShift).toSeconds() > kSameBeat) {
        text += QCoreApplication::translate("sc::audio", "; moved by %1 ms in the middle, %2 ms at most")
                    .arg(difference.medianShift.toMilliseconds(), 0, 'f', 1)
                    .arg(difference.largestShift.toMilliseconds(), 0, 'f', 1);
    }
    return text;
}

} // namespace

std::vector<AnalysisDifference> compareAnalyses(const Analysis &before, const Analysis &after)
{
    std::vector<Difference> all;
    const auto numbers = [&](Kind kind, const std::optional<double> &a, const std::optional<double> &b, int decimals) {
        compareTexts(all, kind, numberText(a, decimals), numberText(b, decimals));
    };
    numbers(Kind::Duration, before.duration.toSeconds(), after.duration.toSeconds(), 3);
    numbers(Kind::Tempo, before.tempo.value, after.tempo.value, 2);
    compareTexts(all, Kind::TimeSignature, before.timeSignature.value.value_or(QString()), after.timeSignature.value.value_or(QString()));
    compareTexts(all, Kind::Key, before.key.value.value_or(QString()), after.key.value.value_or(QString()));
    numbers(Kind::Loudness, before.integratedLufs, after.integratedLufs, 1);
    numbers(Kind::LoudnessRange, before.loudnessRange, after.loudnessRange, 1);
    numbers(Kind::TruePeak, before.truePeakDbtp, after.truePeakDbtp, 1);
    compareBeats(all, Kind::Beats, beatTimes(before, false), beatTimes(after, false));
    compareBeats(all, Kind::Downbeats, beatTimes(before, true), beatTimes(after, true));
    compareSections(all, before.map.sections, after.map.sections);
    compareLabels(all, before.labels, after.labels);
    return all;
}

QString differenceKindName(AnalysisDifference::Kind kind)
{
    return QLatin1String(kKindNames[static_cast<size_t>(kind)]);
}

QString differenceText(const AnalysisDifference &difference)
{
    const auto word = [](const char *text) { return QCoreApplication::translate("sc::audio", text); };
    switch (difference.kind) {
    case Kind::Duration:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "Length")), QStringLiteral(" s"), difference);
    case Kind::Tempo:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "Tempo")), QStringLiteral(" BPM"), difference);
    case Kind::TimeSignature:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "Metre")), QString(), difference);
    case Kind::Key:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "Key")), QString(), difference);
    case Kind::Loudness:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "Loudness")), QStringLiteral(" LUFS"), difference);
    case Kind::LoudnessRange:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "Loudness range")), QStringLiteral(" LU"), difference);
    case Kind::TruePeak:
        return instead(word(QT_TRANSLATE_NOOP("sc::audio", "True peak")), QStringLiteral(" dBTP"), difference);
    case Kind::Beats:
        return beatsText(word(QT_TRANSLATE_NOOP("sc::audio", "Beats")), difference);
    case Kind::Downbeats:
        return beatsText(word(QT_TRANSLATE_NOOP("sc::audio", "Downbeats")), difference);
    case Kind::SectionAdded:
        return QCoreApplication::translate("sc::audio", "New section \"%1\", %2 to %3")
            .arg(difference.after, clock(difference.placeAfter.start), clock(difference.placeAfter.end));
    case Kind::SectionRemoved:
        return QCoreApplication::translate("sc::audio", "No section \"%1\" from %2 to %3 any more")
            .arg(difference.before, clock(difference.placeBefore.start), clock(difference.placeBefore.end));
    case Kind::SectionMoved:
        return QCoreApplication::translate("sc::audio", "Section \"%1\": %2 to %3 instead of %4 to %5")
            .arg(difference.after, clock(difference.placeAfter.start), clock(difference.placeAfter.end),
                 clock(difference.placeBefore.start), clock(difference.placeBefore.end));
    case Kind::SectionRenamed:
        return QCoreApplication::translate("sc::audio", "Section at %1: \"%2\" instead of \"%3\"")
            .arg(clock(difference.placeAfter.start), difference.after, difference.before);
    case Kind::LabelAdded:
        return QCoreApplication::translate("sc::audio", "Now called \"%1\"").arg(labelTitle(difference.after));
    case Kind::LabelRemoved:
        return QCoreApplication::translate("sc::audio", "No longer called \"%1\"").arg(labelTitle(difference.before));
    }
    return {};
}

QJsonObject toJson(const AnalysisDifference &difference)
{
    QJsonObject json{{QStringLiteral("kind"), differenceKindName(difference.kind)}, {QStringLiteral("text"), differenceText(difference)}};
    if (difference.kind == Kind::Beats || difference.kind == Kind::Downbeats) {
        json.insert(QStringLiteral("before"), difference.countBefore);
        json.insert(QStringLiteral("after"), difference.countAfter);
        json.insert(QStringLiteral("added"), difference.added);
        json.insert(QStringLiteral("removed"), difference.removed);
        json.insert(QStringLiteral("median_shift_ms"), difference.medianShift.toMilliseconds());
        json.insert(QStringLiteral("largest_shift_ms"), difference.largestShift.toMilliseconds());
        return json;
    }
    const auto place = [&](const QString &name, const TickRange &range) {
        if (!range.isEmpty())
            json.insert(name,
                        QJsonObject{{QStringLiteral("start"), range.start.toSeconds()}, {QStringLiteral("end"), range.end.toSeconds()}});
    };
    json.insert(QStringLiteral("before"), difference.before.isEmpty() ? QJsonValue() : QJsonValue(difference.before));
    json.insert(QStringLiteral("after"), difference.after.isEmpty() ? QJsonValue() : QJsonValue(difference.after));
    place(QStringLiteral("place_before"), difference.placeBefore);
    place(QStringLiteral("place_after"), difference.placeAfter);
    return json;
}

} // namespace sc::audio
