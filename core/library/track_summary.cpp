// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/track_summary.h"

namespace sc::library {

namespace {

constexpr double kShownConfidence = 0.35; // below it a label is too uncertain for a list
constexpr int kMostLabels = 3;
constexpr int kMostInstruments = 8;

QStringList shownLabels(const audio::Analysis &analysis, audio::LabelKind kind, int most)
{
    QStringList names;
    for (const audio::Label &label : analysis.labels) {
        if (label.kind == kind && label.confidence >= kShownConfidence && names.size() < most)
            names.append(label.name);
    }
    return names;
}

} // namespace

void takeSummary(const audio::Analysis &analysis, Track &track)
{
    track.bpm = analysis.tempo.value;
    track.key = analysis.key.value.value_or(QString());
    track.lufs = analysis.integratedLufs;
    track.energy = analysis.energy.value;
    track.quality = analysis.quality.score;
    track.genres = shownLabels(analysis, audio::LabelKind::Genre, kMostLabels);
    track.moods = shownLabels(analysis, audio::LabelKind::Mood, kMostLabels);
    track.instruments = shownLabels(analysis, audio::LabelKind::Instrument, kMostInstruments);
    // Decoded samples know better than the header.
    if (analysis.duration > Ticks())
        track.duration = analysis.duration;
}

} // namespace sc::library
