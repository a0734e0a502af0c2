// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/energy_arc.h"

#include "core/audio/compatible_keys.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kUnknown = 0.5;
constexpr double kBend = 0.06;       // octaves, about 4 %: what a mix can bend without being heard
constexpr double kWantedStep = 0.12; // of energy
constexpr double kStepReach = 0.1;

double bell(double distance, double reach)
{
    return std::exp(-0.5 * distance * distance / (reach * reach));
}

double tempoFit(const LikenessProfile &a, const LikenessProfile &b)
{
    if (a.bpm <= 0 || b.bpm <= 0)
        return kUnknown;
    const double apart = std::log2(double(b.bpm) / double(a.bpm));
    return bell(apart - std::round(apart), kBend);
}

double keyFit(const LikenessProfile &a, const LikenessProfile &b)
{
    if (a.key < 0 || b.key < 0)
        return kUnknown;
    const KeyPlace from{static_cast<int>(a.key), a.isMinor};
    const KeyPlace to{static_cast<int>(b.key), b.isMinor};
    return bell(keyDistance(from, to), 1.6);
}

double energyFit(const LikenessProfile &a, const LikenessProfile &b, EnergyArc arc)
{
    if (a.level <= 0 || b.level <= 0)
        return kUnknown;
    const double wanted = arc == EnergyArc::Rise ? kWantedStep : arc == EnergyArc::Fall ? -kWantedStep : 0;
    return bell(double(b.level) - double(a.level) - wanted, kStepReach);
}

} // namespace

std::vector<ArcStep> nextSongs(const LikenessProfile &from, std::span<const ArcCandidate> songs, EnergyArc arc, int count,
                               const TrackId &except)
{
    std::vector<ArcStep> steps;
    for (const ArcCandidate &song : songs) {
        if (!except.isEmpty() && song.track == except)
            continue;
        ArcStep step;
        step.track = song.track;
        step.tempo = tempoFit(from, song.profile);
        step.key = keyFit(from, song.profile);
        step.energy = energyFit(from, song.profile, arc);
        step.score = 0.4 * step.tempo + 0.25 * step.key + 0.35 * step.energy;
        steps.push_back(step);
    }
    const auto wanted = static_cast<size_t>(std::max(0, count));
    const auto middle = steps.begin() + static_cast<std::ptrdiff_t>(std::min(wanted, steps.size()));
    std::ranges::partial_sort(
        steps, middle, [](const ArcStep &a, const ArcStep &b) { return a.score != b.score ? a.score > b.score : a.track < b.track; });
    steps.erase(middle, steps.end());
    return steps;
}

} // namespace sc::audio
