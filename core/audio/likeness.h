// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/base/id.h"

#include <array>
#include <memory>

namespace sc::audio {

// What two songs are compared by. Made from an analysis; small enough to keep 100 000 of them in memory.
struct LikenessProfile
{
    float bpm = 0;  // 0 = no tempo
    float key = -1; // place on the circle of fifths 0..11 by key signature (C major, A minor: 0), -1 = no key
    bool isMinor = false;
    float seconds = 0;
    std::array<float, 12> chroma{}; // from the key note, sum 1; all 0 = not known
    std::array<float, 40> timbre{}; // cepstral means and spreads, scaled; all 0 = not known
    std::array<float, 24> rhythm{}; // periods of low and of high onsets in beats; all 0 = not known
    std::array<float, 16> energy{}; // energy curve over the song
    float level = 0;                // energy 0..1; with the curve all 0 = not known
    bool operator==(const LikenessProfile &) const = default;
};
[[nodiscard]] LikenessProfile likenessProfile(const Analysis &analysis);
[[nodiscard]] QByteArray toBytes(const LikenessProfile &profile);
[[nodiscard]] Result<LikenessProfile> likenessProfileFromBytes(const QByteArray &bytes); // FILE_DAMAGED

// The parts of a comparison, in this order: weights 0..1 each, or scores 0..1 each.
enum class LikenessPart { Tempo, Key, Chroma, Timbre, Rhythm, Energy, Duration };
inline constexpr int kLikenessParts = 7;
using LikenessValues = std::array<double, kLikenessParts>;
[[nodiscard]] LikenessValues defaultLikenessWeights();
[[nodiscard]] QString likenessPartName(LikenessPart part); // "tempo": for files, not translated

struct Likeness
{
    double total = 0;       // 0..1; of a song with itself 1; the same both ways; falls when any part falls
    LikenessValues parts{}; // what made it
    // False: one of the songs or both lack the part. Lacking in both it does not count, lacking in one it counts little.
    std::array<bool, kLikenessParts> isKnown{};
};
// The mean of the parts' scores by weight. Weights below 0 and NaN count as 0; with none above 0 only equal songs are alike.
[[nodiscard]] Likeness likeness(const LikenessProfile &a, const LikenessProfile &b, const LikenessValues &weights);

// All songs of a library, searched by brute force: exact, and under 50 ms for 100 000 of them. Thread: one.
class LikenessIndex
{
public:
    struct Match
    {
        TrackId track;
        Likeness likeness;
    };
    struct Place
    {
        TrackId track;
        float x = 0; // -1..1: songs that are alike lie near each other
        float y = 0;
    };

    LikenessIndex();
    LikenessIndex(const LikenessIndex &other);
    LikenessIndex(LikenessIndex &&other) noexcept;
    LikenessIndex &operator=(const LikenessIndex &other);
    LikenessIndex &operator=(LikenessIndex &&other) noexcept;
    ~LikenessIndex();
    void put(const TrackId &track, const LikenessProfile &profile); // adds or replaces
    void remove(const TrackId &track);
    [[nodiscard]] int size() const;
    // The `count` songs most alike to `profile`, best first (of equals the smaller id), without `except`.
    [[nodiscard]] std::vector<Match> nearest(const LikenessProfile &profile, const LikenessValues &weights, int count,
                                             const TrackId &except = {}) const;
    // Every song's place on a plane, by id. Deterministic: depends on songs and weights, not on the order they came in.
    // Blocking (100 000 songs: seconds), for a worker thread: work on a copy. Landmark scaling by stress majorisation.
    [[nodiscard]] std::vector<Place> map(const LikenessValues &weights) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::audio
