// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

#include <array>
#include <optional>
#include <vector>

// How well a song fits a cut, and where in the song the cut would begin. From measurements alone: equal input gives equal scores.
// Pure.
namespace sc::planning {

// What is known of a cut. All times from its first frame on.
struct CutFacts
{
    std::vector<Ticks> cuts;   // where one picture gives way to another, rising
    std::vector<Ticks> scenes; // those of them where a scene begins
    Ticks duration;
    FrameRate rate;
    Curve motion; // 0..1, how much the picture moves; empty: not measured
};

// Of what plays: cuts and scene changes as they stand, without motion.
[[nodiscard]] CutFacts cutFactsOf(const timeline::Timeline &timeline);

enum class MatchPart { Tempo, Energy, Length, Sync, Mood, Action };
inline constexpr int kMatchParts = 6;
inline constexpr std::array<double, kMatchParts> kMatchWeights{0.25, 0.20, 0.15, 0.15, 0.15, 0.10};
inline constexpr double kMatchUsable = 0.60;
inline constexpr size_t kFewestCuts = 8; // fewer say nothing about tempo and beat

struct MatchAdvice
{
    double tempoChange = 0; // -0.10..0.10, of the song's speed
    Ticks start;            // of the cut, in song time
    double fadeInS = 0;     // 0, 0.5
    double fadeOutS = 0;    // 0, 2
    bool loops = false;     // the song ends before the cut
};

struct MusicMatch
{
    std::array<std::optional<double>, kMatchParts> parts; // 0..1; nothing: cannot be measured here, which is no zero
    double total = 0;                                     // weighted mean of those that there are
    double confidence = 0;                                // share of the weights that they have
    double beatFactor = 1;                                // 0.5, 1, 2: the beats that the cuts follow, against the song's own
    MatchAdvice advice;

    [[nodiscard]] std::optional<double> part(MatchPart which) const { return parts[static_cast<size_t>(which)]; }
};

// `weights` 0 or more each. A song without beats has no tempo and no sync.
[[nodiscard]] MusicMatch matchMusic(const CutFacts &cut, const SongMap &song,
                                    const std::array<double, kMatchParts> &weights = kMatchWeights);

// The share of cuts that lie on beats at the best place within one bar, 0 = as chance would have it, 1 = all. A Gaussian of 60 ms
// around each beat; chance counts what a random cut gets and what searching for the best place adds.
struct BeatFit
{
    double score = 0;
    Ticks start; // song time of the cut's first frame
    double factor = 1;
};
[[nodiscard]] std::optional<BeatFit> fitBeats(const CutFacts &cut, const std::vector<Beat> &beats);

[[nodiscard]] QString matchPartName(MatchPart part); // "tempo": for files, not translated
[[nodiscard]] QString matchWord(double total);       // translated: excellent, good, usable, weak
[[nodiscard]] QStringList matchReasons(const MusicMatch &match, const CutFacts &cut, const SongMap &song); // translated sentences
[[nodiscard]] QJsonObject toJson(const MusicMatch &match);

} // namespace sc::planning
