// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <optional>
#include <span>
#include <vector>

namespace sc {

// What everyone above needs to know of a song's music: where its beats, bars, sections and moments lie. All times
// are song time (0 = first decoded sample). Filled by core/audio, corrected by hand, used for planning, snapping,
// auditing and drawing.

struct Beat
{
    Ticks time;
    int bar = 1; // 1-based, may be <= 0 for a pick-up
    int beatInBar = 1; // 1 = downbeat
    [[nodiscard]] bool isDownbeat() const { return beatInBar == 1; }
    bool operator==(const Beat &) const = default;
};

enum class GridOrigin { Detected, Edited, Tapped };

// A stretch of song with one metre. Either even (times empty): beats at phase + n * 60 / bpm, each rounded once from
// the exact product, so that nothing drifts; or a map (times filled) for rubato. Beats lie in [start, end).
struct BeatRegion
{
    Ticks start;
    Ticks end;
    double bpm = 120; // 20..400; of a map: its median
    Ticks phase; // time of one beat of the even grid; of a map: its first beat
    int beatsPerBar = 4; // 1..16
    int firstBar = 1; // bar number of the first beat in [start, end)
    int firstBeatInBar = 1; // its place in that bar
    GridOrigin origin = GridOrigin::Detected;
    std::vector<Ticks> times; // strictly rising

    bool operator==(const BeatRegion &) const = default;
};

struct BeatGrid
{
    std::vector<BeatRegion> regions; // rising, not overlapping

    // Computed each time it is asked for: keep the result while you use it.
    [[nodiscard]] std::vector<Beat> beats() const;
    [[nodiscard]] bool isEmpty() const { return regions.empty(); }
    bool operator==(const BeatGrid &) const = default;
};

// Index of the beat nearest to t, the earlier one of two equally near. Nothing when there are no beats.
[[nodiscard]] std::optional<size_t> nearestBeat(std::span<const Beat> beats, Ticks t);
// "29.3.480": bar, beat and tick of 960 a beat, as musicians count. Before the first beat and after the last the
// neighbouring beat's length is continued. Empty without beats.
[[nodiscard]] QString formatBarPosition(std::span<const Beat> beats, Ticks t);

struct Section
{
    Ticks start;
    Ticks end;
    QString label; // intro verse pre-chorus chorus bridge breakdown build drop solo outro, or a letter, or own
    double energy = 0; // 0..1 within the song
    double confidence = 0; // 0..1 of the label
    int repeatGroup = -1; // equal numbers are repeats of one another; -1 = none
    bool operator==(const Section &) const = default;
};

enum class KeyMomentKind { Drop, BuildStart, Break, Peak, Silence, Entry, End };

struct KeyMoment
{
    Ticks time;
    KeyMomentKind kind = KeyMomentKind::Peak;
    double strength = 0; // 0..1
    bool operator==(const KeyMoment &) const = default;
};

// Evenly spaced measurements; value i belongs to [i * step, (i + 1) * step).
struct Curve
{
    Ticks step = Ticks(Ticks::kPerSecond / 10);
    std::vector<float> values;
    [[nodiscard]] float at(Ticks t) const; // 0 when empty; clamped at the ends
    [[nodiscard]] float mean(TickRange range) const;
    bool operator==(const Curve &) const = default;
};

struct SongMap
{
    Ticks duration;
    BeatGrid grid;
    std::vector<Section> sections; // rising, touching, covering [0, duration) when known
    std::vector<KeyMoment> moments; // rising
    Curve energy; // 0..1, 10 values a second
    bool operator==(const SongMap &) const = default;
};

// "Verse 2": label with a capital and, when it occurs more than once, its number.
[[nodiscard]] QString sectionTitle(const SongMap &map, size_t index);
[[nodiscard]] QString keyMomentName(KeyMomentKind kind); // "drop", "build_start": for files, not translated

[[nodiscard]] QJsonObject toJson(const SongMap &map);
// VALIDATION_ERROR for what cannot be a song map: unknown fields are ignored, wrong types and falling times are not.
[[nodiscard]] Result<SongMap> songMapFromJson(const QJsonObject &json);

} // namespace sc
