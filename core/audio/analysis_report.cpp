// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis.h"
#include "core/audio/description.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <array>
#include <cmath>

namespace sc::audio {

namespace {

double rounded(double value, double unit)
{
    return std::round(value / unit) * unit;
}

QJsonValue seconds(Ticks time)
{
    return std::round(time.toSeconds() * 1e6) / 1e6;
}

QJsonValue numberOrNull(const std::optional<double> &value, double unit)
{
    return value && std::isfinite(*value) ? QJsonValue(rounded(*value, unit)) : QJsonValue();
}

QJsonObject measuredNumber(const Measured<double> &measured)
{
    return {{QStringLiteral("value"), numberOrNull(measured.value, 1e-4)},
            {QStringLiteral("confidence"), rounded(measured.confidence, 1e-3)}};
}

QJsonObject tempoReport(const Analysis &analysis)
{
    QJsonArray alternatives;
    for (const TempoCandidate &candidate : analysis.tempoCandidates)
        alternatives.append(
            QJsonObject{{QStringLiteral("bpm"), candidate.bpm}, {QStringLiteral("weight"), rounded(candidate.weight, 1e-3)}});
    return {
        {QStringLiteral("bpm"), numberOrNull(analysis.tempo.value, 1e-3)},
        {QStringLiteral("confidence"), rounded(analysis.tempo.confidence, 1e-3)},
        {QStringLiteral("alternatives"), alternatives},
    };
}

QJsonObject keyReport(const Analysis &analysis)
{
    return {
        {QStringLiteral("name"), analysis.key.value ? QJsonValue(*analysis.key.value) : QJsonValue()},
        {QStringLiteral("confidence"), rounded(analysis.key.confidence, 1e-3)},
        {QStringLiteral("camelot"), analysis.key.value ? QJsonValue(camelotOf(*analysis.key.value)) : QJsonValue()},
        {QStringLiteral("second"), analysis.secondKey.isEmpty() ? QJsonValue() : QJsonValue(analysis.secondKey)},
        {QStringLiteral("second_distance"), rounded(analysis.secondKeyDistance, 1e-3)},
    };
}

template<class Span> QJsonArray namedSpans(const std::vector<Span> &spans)
{
    QJsonArray list;
    for (const Span &span : spans) {
        list.append(QJsonObject{
            {QStringLiteral("start"), seconds(span.start)},
            {QStringLiteral("end"), seconds(span.end)},
            {QStringLiteral("name"), span.name},
            {QStringLiteral("confidence"), rounded(span.confidence, 1e-3)},
        });
    }
    return list;
}

QJsonObject harmonyReport(const Harmony &harmony)
{
    QJsonArray tension;
    for (const float value : harmony.tension.values)
        tension.append(rounded(double(value), 1e-3));
    return {
        {QStringLiteral("keys"), namedSpans(harmony.keys)},
        {QStringLiteral("tuning_hz"), numberOrNull(harmony.tuningHz, 1e-2)},
        {QStringLiteral("chords"), namedSpans(harmony.chords)},
        {QStringLiteral("progression"), QJsonArray::fromStringList(harmony.progression)},
        {QStringLiteral("complexity"), numberOrNull(harmony.complexity, 1e-3)},
        {QStringLiteral("changes_per_second"), numberOrNull(harmony.changeRate, 1e-3)},
        {QStringLiteral("tension_step_s"), harmony.tension.step.toSeconds()},
        {QStringLiteral("tension"), tension},
    };
}

void addLoops(QJsonObject &report, const std::vector<LoopRegion> &loops)
{
    QJsonArray list;
    for (const LoopRegion &loop : loops) {
        list.append(QJsonObject{
            {QStringLiteral("start"), seconds(loop.start)},
            {QStringLiteral("end"), seconds(loop.end)},
            {QStringLiteral("beats"), loop.beats},
            {QStringLiteral("seam"), rounded(loop.seam, 1e-3)},
        });
    }
    report.insert(QStringLiteral("loops"), list);
}

void addTimes(QJsonObject &report, const Analysis &analysis)
{
    QJsonArray beats;
    QJsonArray downbeats;
    QJsonArray positions;
    for (const Beat &beat : analysis.map.grid.beats()) {
        beats.append(seconds(beat.time));
        positions.append(beat.beatInBar);
        if (beat.isDownbeat())
            downbeats.append(seconds(beat.time));
    }
    QJsonArray onsets;
    for (const Ticks onset : analysis.onsets)
        onsets.append(seconds(onset));
    QJsonArray sections;
    for (const Section &section : analysis.map.sections) {
        sections.append(QJsonObject{
            {QStringLiteral("start"), seconds(section.start)},
            {QStringLiteral("end"), seconds(section.end)},
            {QStringLiteral("label"), section.label},
            {QStringLiteral("energy"), rounded(section.energy, 1e-3)},
            {QStringLiteral("confidence"), rounded(section.confidence, 1e-3)},
            {QStringLiteral("repeat_group"), section.repeatGroup},
        });
    }
    QJsonArray moments;
    for (const KeyMoment &moment : analysis.map.moments) {
        moments.append(QJsonObject{
            {QStringLiteral("time"), seconds(moment.time)},
            {QStringLiteral("type"), keyMomentName(moment.kind)},
            {QStringLiteral("strength"), rounded(moment.strength, 1e-3)},
        });
    }
    report.insert(QStringLiteral("beats"), beats);
    report.insert(QStringLiteral("beat_positions"), positions);
    report.insert(QStringLiteral("downbeats"), downbeats);
    report.insert(QStringLiteral("onsets"), onsets);
    report.insert(QStringLiteral("sections"), sections);
    report.insert(QStringLiteral("key_moments"), moments);
}

} // namespace

QString camelotOf(const QString &key)
{
    struct Place
    {
        const char *name;
        int number;
    };
    static constexpr std::array<Place, 17> kMajor = {Place{"B", 1}, {"F#", 2}, {"Gb", 2}, {"Db", 3}, {"C#", 3}, {"Ab", 4},
                                                     {"G#", 4},     {"Eb", 5}, {"D#", 5}, {"Bb", 6}, {"A#", 6}, {"F", 7},
                                                     {"C", 8},      {"G", 9},  {"D", 10}, {"A", 11}, {"E", 12}};
    static constexpr std::array<Place, 17> kMinor = {Place{"Ab", 1}, {"G#", 1},  {"Eb", 2},  {"D#", 2},  {"Bb", 3}, {"A#", 3},
                                                     {"F", 4},       {"C", 5},   {"G", 6},   {"D", 7},   {"A", 8},  {"E", 9},
                                                     {"B", 10},      {"F#", 11}, {"Gb", 11}, {"Db", 12}, {"C#", 12}};
    const qsizetype space = key.indexOf(QLatin1Char(' '));
    const QString mode = space > 0 ? key.mid(space + 1) : QString();
    if (mode != QLatin1String("major") && mode != QLatin1String("minor"))
        return {};
    const bool major = mode == QLatin1String("major");
    for (const Place &place : major ? kMajor : kMinor) {
        if (key.left(space) == QLatin1String(place.name))
            return QString::number(place.number) + QLatin1Char(major ? 'B' : 'A');
    }
    return {};
}

QJsonObject toReportJson(const Analysis &analysis, const QString &file)
{
    QJsonObject report{
        {QStringLiteral("file"), file},
        {QStringLiteral("level"), QLatin1String(kLevelNames[static_cast<size_t>(analysis.level)])},
        {QStringLiteral("engine_version"), analysis.engineVersion},
        {QStringLiteral("elapsed_s"), rounded(analysis.elapsedSeconds, 1e-4)},
        {QStringLiteral("duration"), seconds(analysis.duration)},
        {QStringLiteral("sample_rate"), analysis.sampleRate},
        {QStringLiteral("channels"), analysis.channels},
        {QStringLiteral("tempo"), tempoReport(analysis)},
        {QStringLiteral("time_signature"), analysis.timeSignature.value ? QJsonValue(*analysis.timeSignature.value) : QJsonValue()},
        {QStringLiteral("time_signature_confidence"), rounded(analysis.timeSignature.confidence, 1e-3)},
        {QStringLiteral("beat_confidence"), rounded(analysis.beatConfidence, 1e-3)},
        {QStringLiteral("key"), keyReport(analysis)},
        {QStringLiteral("loudness_lufs"), numberOrNull(analysis.integratedLufs, 1e-2)},
        {QStringLiteral("short_term_max_lufs"), numberOrNull(analysis.shortTermMaxLufs, 1e-2)},
        {QStringLiteral("momentary_max_lufs"), numberOrNull(analysis.momentaryMaxLufs, 1e-2)},
        {QStringLiteral("loudness_range_lu"), numberOrNull(analysis.loudnessRange, 1e-2)},
        {QStringLiteral("true_peak_dbtp"), numberOrNull(analysis.truePeakDbtp, 1e-2)},
        {QStringLiteral("energy"), measuredNumber(analysis.energy)},
        {QStringLiteral("danceability"), measuredNumber(analysis.danceability)},
        {QStringLiteral("valence"), measuredNumber(analysis.valence)},
        {QStringLiteral("arousal"), measuredNumber(analysis.arousal)},
        {QStringLiteral("spectral_centroid_hz"), measuredNumber(analysis.spectralCentroid)},
        {QStringLiteral("zero_crossing_rate"), measuredNumber(analysis.zeroCrossingRate)},
        {QStringLiteral("rhythm_strength"), measuredNumber(analysis.rhythmStrength)},
        {QStringLiteral("warnings"), QJsonArray::fromStringList(analysis.warnings)},
    };
    report.insert(QStringLiteral("spectral"), toJson(analysis.spectral));
    QJsonObject quality = toJson(analysis.quality);
    if (analysis.quality.score)
        quality.insert(QStringLiteral("word"), qualityWord(*analysis.quality.score));
    report.insert(QStringLiteral("quality"), quality);
    report.insert(QStringLiteral("labels"), toJson(analysis.labels));
    report.insert(QStringLiteral("description"), describeSong(analysis));
    report.insert(QStringLiteral("rhythm"), toJson(analysis.rhythm));
    report.insert(QStringLiteral("harmony"), harmonyReport(analysis.harmony));
    addLoops(report, analysis.loops);
    addTimes(report, analysis);
    return report;
}

} // namespace sc::audio
