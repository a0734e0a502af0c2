// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/fact_cards.h"

#include "ui/analysis/music_words.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

constexpr size_t kMostChoices = 2;

template<class T> void takeSureness(Fact &fact, const audio::Measured<T> &measured)
{
    fact.confidence = measured.confidence;
    fact.isEdited = measured.origin == audio::FeatureOrigin::Edited;
}

Fact tempoFact(const audio::Analysis &a)
{
    Fact fact{.id = FactId::Tempo, .label = Words::tr("Tempo"), .unit = Words::tr("BPM"), .isCorrectable = true};
    fact.meaning = Words::tr("How fast the beat goes");
    if (!a.tempo.value) {
        fact.detail = a.integratedLufs ? Words::tr("no steady beat") : Words::tr("silence");
        return fact;
    }
    fact.value = decimals(*a.tempo.value, 2);
    takeSureness(fact, a.tempo);
    QStringList others;
    for (const audio::TempoCandidate &candidate : a.tempoCandidates) {
        if (std::abs(candidate.bpm - *a.tempo.value) > 0.5 && fact.choices.size() < kMostChoices) {
            fact.choices.push_back(candidate.bpm);
            others << decimals(candidate.bpm, 2);
        }
    }
    if (!others.isEmpty())
        fact.detail = Words::tr("also %1").arg(others.join(Words::tr(" or ")));
    return fact;
}

Fact keyFact(const audio::Analysis &a)
{
    Fact fact{.id = FactId::Key, .label = Words::tr("Key"), .isCorrectable = true};
    fact.meaning = Words::tr("The scale the notes belong to, and its place on the Camelot wheel");
    if (!a.key.value) {
        fact.detail = a.integratedLufs ? Words::tr("no clear key") : Words::tr("silence");
        return fact;
    }
    fact.value = shortKey(*a.key.value);
    fact.camelot = audio::camelotOf(*a.key.value);
    takeSureness(fact, a.key);
    if (!a.secondKey.isEmpty())
        fact.detail = Words::tr("next: %1, distance %2").arg(shortKey(a.secondKey), decimals(a.secondKeyDistance, 2));
    return fact;
}

Fact loudnessFact(const audio::Analysis &a)
{
    Fact fact{.id = FactId::Loudness, .label = Words::tr("Loudness"), .unit = Words::tr("LUFS")};
    fact.meaning = Words::tr("Of the whole song after ITU-R BS.1770, the highest true peak and the range");
    QStringList details;
    if (a.integratedLufs) {
        fact.value = decimals(*a.integratedLufs, 1);
        fact.confidence = 1;
    } else {
        fact.detail = Words::tr("silence");
    }
    if (a.truePeakDbtp)
        details << Words::tr("peak %1 dBTP").arg(decimals(*a.truePeakDbtp, 1));
    if (a.loudnessRange)
        details << Words::tr("%1 LU").arg(decimals(*a.loudnessRange, 1));
    if (!details.isEmpty())
        fact.detail = details.join(QStringLiteral(", "));
    return fact;
}

Fact metreFact(const audio::Analysis &a)
{
    Fact fact{.id = FactId::Metre, .label = Words::tr("Metre"), .isCorrectable = true};
    fact.meaning = Words::tr("Beats a bar");
    if (!a.timeSignature.value)
        return fact;
    fact.value = *a.timeSignature.value;
    takeSureness(fact, a.timeSignature);
    const std::vector<Beat> beats = a.map.grid.beats();
    const auto downbeats = std::ranges::count_if(beats, &Beat::isDownbeat);
    if (downbeats > 0)
        fact.detail = Words::tr("%1 bars from %2 s").arg(downbeats).arg(decimals(beats.front().time.toSeconds(), 2));
    return fact;
}

Fact shareFact(FactId id, const QString &label, const audio::Measured<double> &measured, const QString &detail, const QString &meaning)
{
    Fact fact{.id = id, .label = label, .meaning = meaning};
    if (!measured.value)
        return fact;
    fact.detail = detail;
    fact.value = decimals(*measured.value, 2);
    takeSureness(fact, measured);
    return fact;
}

// "peak in Chorus 1, bar 29": where the energy is highest.
QString energyPeak(const audio::Analysis &a)
{
    const std::vector<float> &values = a.map.energy.values;
    if (values.empty())
        return {};
    const auto top = std::ranges::max_element(values);
    const Ticks at = a.map.energy.step * std::int64_t(top - values.begin());
    const std::vector<Beat> beats = a.map.grid.beats();
    const QString bar = formatBarPosition(beats, at).section(u'.', 0, 0);
    for (size_t i = 0; i < a.map.sections.size(); ++i) {
        if (at >= a.map.sections[i].start && at < a.map.sections[i].end)
            return bar.isEmpty() ? Words::tr("peak in %1").arg(sectionTitle(a.map, i))
                                 : Words::tr("peak in %1, bar %2").arg(sectionTitle(a.map, i), bar);
    }
    return {};
}

QString danceWord(double value)
{
    return value >= 0.66 ? Words::tr("made for it") : value >= 0.4 ? Words::tr("can be danced to") : Words::tr("not for dancing");
}

QString pulseWord(double value)
{
    return value >= 0.6 ? Words::tr("a clear pulse") : value >= 0.25 ? Words::tr("a soft pulse") : Words::tr("hardly a pulse");
}

std::vector<Fact> asAwaited(std::vector<Fact> facts, bool isPartial)
{
    for (Fact &fact : facts) {
        fact.isAwaited = isPartial && fact.value.isEmpty();
        fact.isCorrectable = fact.isCorrectable && !isPartial;
        if (fact.isAwaited)
            fact.detail.clear();
    }
    return facts;
}

} // namespace

std::vector<Fact> factsOf(const audio::Analysis &a, bool isPartial)
{
    return asAwaited(
        {tempoFact(a), keyFact(a), loudnessFact(a), metreFact(a),
         shareFact(FactId::Energy, Words::tr("Energy"), a.energy, energyPeak(a), Words::tr("Loudness and number of onsets, 0 to 1")),
         shareFact(FactId::Valence, Words::tr("Valence"), a.valence, Words::tr("low confidence by nature"),
                   Words::tr("From dark and sad to bright and happy, 0 to 1"))},
        isPartial);
}

std::vector<Fact> moreFactsOf(const audio::Analysis &a, bool isPartial)
{
    std::vector<Fact> facts{shareFact(FactId::Danceability, Words::tr("Danceability"), a.danceability,
                                      danceWord(a.danceability.value.value_or(0)),
                                      Words::tr("Regular beat, clear pulse, danceable tempo and a pulse in the bass, 0 to 1")),
                            shareFact(FactId::Arousal, Words::tr("Arousal"), a.arousal, Words::tr("from calm to excited"),
                                      Words::tr("Loudness, onsets and brightness, 0 to 1")),
                            shareFact(FactId::Rhythm, Words::tr("Rhythm"), a.rhythmStrength, pulseWord(a.rhythmStrength.value.value_or(0)),
                                      Words::tr("How clear the pulse is: 1 for clicks, near 0 for noise"))};
    Fact centroid{.id = FactId::Brightness, .label = Words::tr("Brightness"), .unit = Words::tr("Hz")};
    centroid.meaning = Words::tr("Where the middle of the spectrum lies");
    if (a.spectralCentroid.value) {
        centroid.detail = Words::tr("spectral centroid");
        centroid.value = decimals(*a.spectralCentroid.value, 0);
        takeSureness(centroid, a.spectralCentroid);
    }
    facts.push_back(centroid);
    return asAwaited(std::move(facts), isPartial);
}

} // namespace sc::ui
