// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/likeness.h"

#include "core/audio/likeness_map.h"
#include "core/audio/likeness_vector.h"

#include <QtCore/QHash>

#include <algorithm>

namespace sc::audio {

namespace {

// Songs lie in blocks of 16, number by number: one song a lane, so that a compiler makes vector code of the plain loops
// and every song's sum is added up in the same order as a comparison of two.
constexpr size_t kLanes = 16;
// By how much the fast pass and an exact comparison can differ.
constexpr float kSlack = 1e-4F;

struct Block
{
    std::array<std::array<float, kLanes>, LikenessVector::kSize> values{};
    std::array<float, kLanes> octave{};
    std::array<float, kLanes> logSeconds{};
    std::array<std::int8_t, kLanes> key{};
    std::array<std::array<bool, kLanes>, kLikenessParts> isKnown{};

    void put(size_t lane, const LikenessVector &vector)
    {
        for (size_t i = 0; i < LikenessVector::kSize; ++i)
            values[i][lane] = vector.values[i];
        octave[lane] = vector.octave;
        logSeconds[lane] = vector.logSeconds;
        key[lane] = vector.key;
        for (size_t part = 0; part < kLikenessParts; ++part)
            isKnown[part][lane] = vector.isKnown[part];
    }

    [[nodiscard]] LikenessVector at(size_t lane) const
    {
        LikenessVector vector;
        for (size_t i = 0; i < LikenessVector::kSize; ++i)
            vector.values[i] = values[i][lane];
        vector.octave = octave[lane];
        vector.logSeconds = logSeconds[lane];
        vector.key = key[lane];
        for (size_t part = 0; part < kLikenessParts; ++part)
            vector.isKnown[part] = isKnown[part][lane];
        return vector;
    }
};

using Lanes = std::array<float, kLanes>;

Lanes squaredDistance(const Block &block, const LikenessVector &query, size_t from, size_t to)
{
    Lanes sum{};
    for (size_t i = from; i < to; ++i) {
        const float value = query.values[i];
        for (size_t lane = 0; lane < kLanes; ++lane) {
            const float apart = block.values[i][lane] - value;
            sum[lane] += apart * apart;
        }
    }
    return sum;
}

class Scorer
{
public:
    Scorer(const LikenessVector &query, const LikenessValues &weights) : m_query(query)
    {
        std::ranges::transform(usableWeights(weights), m_weights.begin(), [](double weight) { return static_cast<float>(weight); });
    }

    [[nodiscard]] Lanes operator()(const Block &block) const
    {
        Lanes sum{};
        Lanes whole{};
        const auto add = [&](LikenessPart part, const auto &score) {
            const auto at = static_cast<size_t>(part);
            const float weight = m_weights[at];
            if (weight <= 0)
                return;
            for (size_t lane = 0; lane < kLanes; ++lane) {
                const bool here = block.isKnown[at][lane];
                if (!here && !m_query.isKnown[at])
                    continue;
                whole[lane] += weight;
                sum[lane] += weight * (here && m_query.isKnown[at] ? score(lane) : kHalfKnownScore);
            }
        };
        add(LikenessPart::Tempo, [&](size_t lane) { return tempoScore(block.octave[lane], m_query.octave); });
        add(LikenessPart::Key, [&](size_t lane) { return keyScore(block.key[lane], m_query.key); });
        addSpread(add, block, LikenessPart::Chroma, 0, LikenessVector::kChromaEnd);
        addSpread(add, block, LikenessPart::Timbre, LikenessVector::kChromaEnd, LikenessVector::kTimbreEnd);
        addSpread(add, block, LikenessPart::Rhythm, LikenessVector::kTimbreEnd, LikenessVector::kRhythmEnd);
        addSpread(add, block, LikenessPart::Energy, LikenessVector::kRhythmEnd, LikenessVector::kEnergyEnd);
        add(LikenessPart::Duration, [&](size_t lane) { return durationScore(block.logSeconds[lane], m_query.logSeconds); });
        for (size_t lane = 0; lane < kLanes; ++lane)
            sum[lane] = whole[lane] > 0 ? sum[lane] / whole[lane] : 0;
        return sum;
    }

private:
    template<class Add> void addSpread(const Add &add, const Block &block, LikenessPart part, size_t from, size_t to) const
    {
        if (m_weights[static_cast<size_t>(part)] <= 0)
            return;
        const Lanes squared = squaredDistance(block, m_query, from, to);
        add(part, [&](size_t lane) { return spreadScore(part, squared[lane]); });
    }

    const LikenessVector &m_query;
    std::array<float, kLikenessParts> m_weights{};
};

} // namespace

class LikenessIndex::Private
{
public:
    std::vector<Block> blocks;
    std::vector<TrackId> tracks; // song i lies in lane i % kLanes of block i / kLanes
    QHash<TrackId, size_t> places;

    [[nodiscard]] LikenessVector at(size_t song) const { return blocks[song / kLanes].at(song % kLanes); }
};

LikenessIndex::LikenessIndex() : d(std::make_unique<Private>()) {}
LikenessIndex::LikenessIndex(const LikenessIndex &other) : d(std::make_unique<Private>(*other.d)) {}
LikenessIndex::LikenessIndex(LikenessIndex &&other) noexcept = default;
LikenessIndex &LikenessIndex::operator=(const LikenessIndex &other)
{
    if (this != &other)
        d = std::make_unique<Private>(*other.d);
    return *this;
}
LikenessIndex &LikenessIndex::operator=(LikenessIndex &&other) noexcept = default;
LikenessIndex::~LikenessIndex() = default;

void LikenessIndex::put(const TrackId &track, const LikenessProfile &profile)
{
    const auto known = d->places.constFind(track);
    const size_t place = known != d->places.constEnd() ? *known : d->tracks.size();
    if (place == d->tracks.size()) {
        d->tracks.push_back(track);
        d->places.insert(track, place);
        if (place % kLanes == 0)
            d->blocks.emplace_back();
    }
    d->blocks[place / kLanes].put(place % kLanes, likenessVector(profile));
}

void LikenessIndex::remove(const TrackId &track)
{
    const auto known = d->places.constFind(track);
    if (known == d->places.constEnd())
        return;
    const size_t place = *known;
    const size_t last = d->tracks.size() - 1;
    d->places.erase(known);
    if (place != last) {
        d->blocks[place / kLanes].put(place % kLanes, d->at(last));
        d->tracks[place] = d->tracks[last];
        d->places[d->tracks[place]] = place;
    }
    d->tracks.pop_back();
    if (d->tracks.size() % kLanes == 0)
        d->blocks.pop_back();
}

int LikenessIndex::size() const
{
    return static_cast<int>(d->tracks.size());
}

std::vector<LikenessIndex::Match> LikenessIndex::nearest(const LikenessProfile &profile, const LikenessValues &weights, int count,
                                                         const TrackId &except) const
{
    if (count <= 0 || d->tracks.empty())
        return {};
    const LikenessVector query = likenessVector(profile);
    const Scorer score(query, weights);
    std::vector<float> totals;
    totals.reserve(d->blocks.size() * kLanes);
    for (const Block &block : d->blocks) {
        const Lanes scores = score(block);
        totals.insert(totals.end(), scores.begin(), scores.end());
    }
    totals.resize(d->tracks.size());

    // The fast pass finds who may be among the best; they are compared again exactly, so that order and figures are those
    // of likeness().
    float least = -1;
    const size_t wanted = static_cast<size_t>(count) + 1; // one of them may be `except`
    if (totals.size() > wanted) {
        std::vector<float> sorted = totals;
        std::ranges::nth_element(sorted, sorted.begin() + static_cast<std::ptrdiff_t>(wanted) - 1, std::greater<>());
        least = sorted[wanted - 1] - kSlack;
    }
    std::vector<Match> matches;
    for (size_t song = 0; song < totals.size(); ++song) {
        if (totals[song] >= least && (except.isEmpty() || d->tracks[song] != except))
            matches.push_back({d->tracks[song], likeness(query, d->at(song), weights)});
    }
    std::ranges::sort(matches, [](const Match &a, const Match &b) {
        return a.likeness.total != b.likeness.total ? a.likeness.total > b.likeness.total : a.track < b.track;
    });
    if (matches.size() > static_cast<size_t>(count))
        matches.resize(static_cast<size_t>(count));
    return matches;
}

std::vector<LikenessIndex::Place> LikenessIndex::map(const LikenessValues &weights) const
{
    std::vector<size_t> order(d->tracks.size());
    for (size_t i = 0; i < order.size(); ++i)
        order[i] = i;
    std::ranges::sort(order, [&](size_t a, size_t b) { return d->tracks[a] < d->tracks[b]; });
    std::vector<LikenessVector> songs;
    songs.reserve(order.size());
    for (const size_t song : order)
        songs.push_back(d->at(song));
    const std::vector<std::array<float, 2>> plane = likenessPlane(songs, weights);
    std::vector<Place> places;
    places.reserve(order.size());
    for (size_t i = 0; i < order.size(); ++i)
        places.push_back({d->tracks[order[i]], plane[i][0], plane[i][1]});
    return places;
}

} // namespace sc::audio
