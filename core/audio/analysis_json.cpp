// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analysis.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>

#include <array>
#include <cmath>

namespace sc::audio {

namespace {

constexpr std::array<const char *, 3> kOrigins = {"measured", "tag", "edited"};

Problem unreadable(const QString &why)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::audio", "The song's analysis cannot be read. Analyse the song again."))
        .withDetail(why);
}

QJsonValue numberOrNull(const std::optional<double> &value)
{
    return value && std::isfinite(*value) ? QJsonValue(*value) : QJsonValue();
}

template<class T> QJsonObject measuredToJson(const Measured<T> &measured)
{
    return {
        {QStringLiteral("value"), measured.value ? QJsonValue(*measured.value) : QJsonValue()},
        {QStringLiteral("confidence"), measured.confidence},
        {QStringLiteral("origin"), QLatin1String(kOrigins[static_cast<size_t>(measured.origin)])},
    };
}

// Collects the first complaint, so that reading goes straight through and is judged once.
class Reader
{
public:
    explicit Reader(const QJsonObject &json) : m_json(json) {}

    [[nodiscard]] const QString &complaint() const { return m_complaint; }
    void complain(const QString &why)
    {
        if (m_complaint.isEmpty())
            m_complaint = why;
    }

    double number(const QString &name)
    {
        const QJsonValue value = m_json.value(name);
        if (!value.isDouble())
            complain(QStringLiteral("%1 is no number").arg(name));
        return value.toDouble();
    }

    std::optional<double> maybeNumber(const QString &name)
    {
        const QJsonValue value = m_json.value(name);
        if (value.isNull() || value.isUndefined())
            return std::nullopt;
        return number(name);
    }

    template<size_t N> int oneOf(const QString &name, const QString &text, const std::array<const char *, N> &names)
    {
        for (size_t i = 0; i < N; ++i) {
            if (text == QLatin1String(names[i]))
                return static_cast<int>(i);
        }
        complain(QStringLiteral("%1 has the unknown value \"%2\"").arg(name, text.left(40)));
        return 0;
    }

    template<class T> Measured<T> measured(const QString &name)
    {
        Measured<T> result;
        const QJsonObject object = m_json.value(name).toObject();
        const QJsonValue value = object.value(u"value");
        if constexpr (std::is_same_v<T, QString>) {
            if (value.isString())
                result.value = value.toString();
        } else if (value.isDouble()) {
            result.value = value.toDouble();
        }
        if (!result.value && !value.isNull() && !value.isUndefined())
            complain(QStringLiteral("%1 has a value of the wrong kind").arg(name));
        result.confidence = object.value(u"confidence").toDouble();
        if (!(result.confidence >= 0 && result.confidence <= 1))
            complain(QStringLiteral("the confidence of %1 is not within 0 and 1").arg(name));
        result.origin = static_cast<FeatureOrigin>(oneOf(name, object.value(u"origin").toString(QStringLiteral("measured")), kOrigins));
        return result;
    }

    const QJsonObject &m_json;

private:
    QString m_complaint;
};

QJsonObject curveToJson(const Curve &curve)
{
    QJsonArray values;
    for (const float value : curve.values)
        values.append(std::round(double(value) * 100) / 100);
    return {{QStringLiteral("step"), static_cast<qint64>(curve.step.value())}, {QStringLiteral("values"), values}};
}

Curve curveFromJson(Reader &reader, const QString &name)
{
    Curve curve;
    const QJsonObject object = reader.m_json.value(name).toObject();
    curve.step = Ticks(object.value(u"step").toInteger(curve.step.value()));
    if (curve.step <= Ticks())
        reader.complain(QStringLiteral("%1 has no step").arg(name));
    for (const QJsonValue &value : object.value(u"values").toArray()) {
        if (!value.isDouble())
            reader.complain(QStringLiteral("%1 holds what is no number").arg(name));
        curve.values.push_back(static_cast<float>(value.toDouble()));
    }
    return curve;
}

QJsonArray embeddingToJson(const std::vector<float> &embedding)
{
    QJsonArray json;
    for (const float value : embedding)
        json.append(std::round(double(value) * 1e4) / 1e4); // exactly what songEmbedding() rounded to
    return json;
}

void readEmbedding(Reader &reader, Analysis &analysis)
{
    for (const QJsonValue &value : reader.m_json.value(u"embedding").toArray()) {
        if (!value.isDouble())
            reader.complain(QStringLiteral("embedding holds what is no number"));
        analysis.embedding.push_back(static_cast<float>(value.toDouble()));
    }
}

QJsonArray loopsToJson(const std::vector<LoopRegion> &loops)
{
    QJsonArray list;
    for (const LoopRegion &loop : loops) {
        list.append(QJsonObject{
            {QStringLiteral("start"), static_cast<qint64>(loop.start.value())},
            {QStringLiteral("end"), static_cast<qint64>(loop.end.value())},
            {QStringLiteral("beats"), loop.beats},
            {QStringLiteral("seam"), std::round(loop.seam * 1e3) / 1e3},
        });
    }
    return list;
}

void readLoops(Reader &reader, Analysis &analysis)
{
    for (const QJsonValue &value : reader.m_json.value(u"loops").toArray()) {
        const QJsonObject object = value.toObject();
        const LoopRegion loop{Ticks(object.value(u"start").toInteger(-1)), Ticks(object.value(u"end").toInteger(-1)),
                              object.value(u"beats").toInt(), object.value(u"seam").toDouble(-1)};
        if (loop.start < Ticks() || loop.end <= loop.start || loop.beats < 1 || !(loop.seam >= 0 && loop.seam <= 1))
            reader.complain(QStringLiteral("a loop has no length or an impossible seam"));
        analysis.loops.push_back(loop);
    }
}

void readLists(Reader &reader, Analysis &analysis)
{
    for (const QJsonValue &value : reader.m_json.value(u"tempo_candidates").toArray()) {
        const QJsonObject object = value.toObject();
        analysis.tempoCandidates.push_back({object.value(u"bpm").toDouble(), object.value(u"weight").toDouble()});
    }
    for (const QJsonValue &value : reader.m_json.value(u"onsets").toArray()) {
        analysis.onsets.emplace_back(value.toInteger());
        if (!value.isDouble() || (analysis.onsets.size() > 1 && analysis.onsets.back() < analysis.onsets[analysis.onsets.size() - 2]))
            reader.complain(QStringLiteral("onsets do not rise"));
    }
    for (const QJsonValue &value : reader.m_json.value(u"onset_strengths").toArray()) {
        const int both = value.toInt(-1);
        if (both < 0 || both > 0xFFFF)
            reader.complain(QStringLiteral("an onset's strength is out of its range"));
        analysis.onsetStrengths.push_back({static_cast<std::uint8_t>(both & 0xFF), static_cast<std::uint8_t>((both >> 8) & 0xFF)});
    }
    if (!analysis.onsetStrengths.empty() && analysis.onsetStrengths.size() != analysis.onsets.size())
        reader.complain(QStringLiteral("not every onset has its strength"));
    for (const QJsonValue &value : reader.m_json.value(u"warnings").toArray())
        analysis.warnings.append(value.toString());
}

} // namespace

QJsonObject toJson(const Analysis &analysis)
{
    QJsonArray candidates;
    for (const TempoCandidate &candidate : analysis.tempoCandidates)
        candidates.append(QJsonObject{{QStringLiteral("bpm"), candidate.bpm}, {QStringLiteral("weight"), candidate.weight}});
    QJsonArray onsets;
    for (const Ticks onset : analysis.onsets)
        onsets.append(static_cast<qint64>(onset.value()));
    QJsonArray strengths;
    for (const OnsetStrength strength : analysis.onsetStrengths)
        strengths.append(256 * strength.low + strength.all);
    return {
        {QStringLiteral("level"), QLatin1String(kLevelNames[static_cast<size_t>(analysis.level)])},
        {QStringLiteral("engine_version"), analysis.engineVersion},
        {QStringLiteral("elapsed_s"), analysis.elapsedSeconds},
        {QStringLiteral("duration"), static_cast<qint64>(analysis.duration.value())},
        {QStringLiteral("sample_rate"), analysis.sampleRate},
        {QStringLiteral("channels"), analysis.channels},
        {QStringLiteral("tempo"), measuredToJson(analysis.tempo)},
        {QStringLiteral("tempo_candidates"), candidates},
        {QStringLiteral("time_signature"), measuredToJson(analysis.timeSignature)},
        {QStringLiteral("key"), measuredToJson(analysis.key)},
        {QStringLiteral("second_key"), analysis.secondKey},
        {QStringLiteral("second_key_distance"), analysis.secondKeyDistance},
        {QStringLiteral("beat_confidence"), analysis.beatConfidence},
        {QStringLiteral("integrated_lufs"), numberOrNull(analysis.integratedLufs)},
        {QStringLiteral("short_term_max_lufs"), numberOrNull(analysis.shortTermMaxLufs)},
        {QStringLiteral("momentary_max_lufs"), numberOrNull(analysis.momentaryMaxLufs)},
        {QStringLiteral("loudness_range"), numberOrNull(analysis.loudnessRange)},
        {QStringLiteral("true_peak_dbtp"), numberOrNull(analysis.truePeakDbtp)},
        {QStringLiteral("loudness"), curveToJson(analysis.loudness)},
        {QStringLiteral("energy"), measuredToJson(analysis.energy)},
        {QStringLiteral("danceability"), measuredToJson(analysis.danceability)},
        {QStringLiteral("valence"), measuredToJson(analysis.valence)},
        {QStringLiteral("arousal"), measuredToJson(analysis.arousal)},
        {QStringLiteral("spectral_centroid"), measuredToJson(analysis.spectralCentroid)},
        {QStringLiteral("zero_crossing_rate"), measuredToJson(analysis.zeroCrossingRate)},
        {QStringLiteral("rhythm_strength"), measuredToJson(analysis.rhythmStrength)},
        {QStringLiteral("spectral"), toJson(analysis.spectral)},
        {QStringLiteral("quality"), toJson(analysis.quality)},
        {QStringLiteral("fingerprint"), QString::fromLatin1(analysis.fingerprint.toBase64())},
        {QStringLiteral("labels"), toJson(analysis.labels)},
        {QStringLiteral("embedding"), embeddingToJson(analysis.embedding)},
        {QStringLiteral("rhythm"), toJson(analysis.rhythm)},
        {QStringLiteral("harmony"), toJson(analysis.harmony)},
        {QStringLiteral("loops"), loopsToJson(analysis.loops)},
        {QStringLiteral("onsets"), onsets},
        {QStringLiteral("onset_strengths"), strengths}, // 256 x the low band's + that of all
        {QStringLiteral("map"), sc::toJson(analysis.map)},
        {QStringLiteral("warnings"), QJsonArray::fromStringList(analysis.warnings)},
    };
}

Result<Analysis> analysisFromJson(const QJsonObject &json)
{
    Reader reader(json);
    Analysis analysis;
    analysis.level = static_cast<AnalysisLevel>(reader.oneOf(QStringLiteral("level"), json.value(u"level").toString(), kLevelNames));
    const double version = reader.number(QStringLiteral("engine_version"));
    if (!(version >= 0 && version <= 1e6))
        reader.complain(QStringLiteral("engine_version is out of bounds"));
    else
        analysis.engineVersion = static_cast<int>(version);
    analysis.elapsedSeconds = reader.number(QStringLiteral("elapsed_s"));
    reader.number(QStringLiteral("duration"));
    analysis.duration = Ticks(json.value(u"duration").toInteger());
    analysis.sampleRate = json.value(u"sample_rate").toInt();
    analysis.channels = json.value(u"channels").toInt();
    if (analysis.duration < Ticks() || analysis.sampleRate < 0 || analysis.channels < 0)
        reader.complain(QStringLiteral("duration, sample rate or channels below zero"));
    analysis.tempo = reader.measured<double>(QStringLiteral("tempo"));
    analysis.timeSignature = reader.measured<QString>(QStringLiteral("time_signature"));
    analysis.key = reader.measured<QString>(QStringLiteral("key"));
    analysis.secondKey = json.value(u"second_key").toString();
    analysis.secondKeyDistance = json.value(u"second_key_distance").toDouble();
    analysis.beatConfidence = json.value(u"beat_confidence").toDouble();
    analysis.integratedLufs = reader.maybeNumber(QStringLiteral("integrated_lufs"));
    analysis.shortTermMaxLufs = reader.maybeNumber(QStringLiteral("short_term_max_lufs"));
    analysis.momentaryMaxLufs = reader.maybeNumber(QStringLiteral("momentary_max_lufs"));
    analysis.loudnessRange = reader.maybeNumber(QStringLiteral("loudness_range"));
    analysis.truePeakDbtp = reader.maybeNumber(QStringLiteral("true_peak_dbtp"));
    analysis.loudness = curveFromJson(reader, QStringLiteral("loudness"));
    analysis.energy = reader.measured<double>(QStringLiteral("energy"));
    analysis.danceability = reader.measured<double>(QStringLiteral("danceability"));
    analysis.valence = reader.measured<double>(QStringLiteral("valence"));
    analysis.arousal = reader.measured<double>(QStringLiteral("arousal"));
    analysis.spectralCentroid = reader.measured<double>(QStringLiteral("spectral_centroid"));
    analysis.zeroCrossingRate = reader.measured<double>(QStringLiteral("zero_crossing_rate"));
    analysis.rhythmStrength = reader.measured<double>(QStringLiteral("rhythm_strength"));
    readLists(reader, analysis);
    readLoops(reader, analysis);
    readEmbedding(reader, analysis);
    if (!reader.complaint().isEmpty())
        return std::unexpected(unreadable(reader.complaint()));
    analysis.fingerprint = QByteArray::fromBase64(json.value(u"fingerprint").toString().toLatin1());
    SC_TRY_ASSIGN(spectral, spectralDetailFromJson(json.value(u"spectral").toObject()));
    analysis.spectral = spectral;
    SC_TRY_ASSIGN(quality, qualityFromJson(json.value(u"quality").toObject()));
    analysis.quality = quality;
    SC_TRY_ASSIGN(labels, labelsFromJson(json.value(u"labels").toArray()));
    analysis.labels = std::move(labels);
    SC_TRY_ASSIGN(map, songMapFromJson(json.value(u"map").toObject()));
    analysis.map = std::move(map);
    SC_TRY_ASSIGN(rhythm, rhythmFactsFromJson(json.value(u"rhythm").toObject()));
    analysis.rhythm = rhythm;
    SC_TRY_ASSIGN(harmony, harmonyFromJson(json.value(u"harmony").toObject()));
    analysis.harmony = std::move(harmony);
    return analysis;
}

} // namespace sc::audio
