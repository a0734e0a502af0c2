// SPDX-License-Identifier: GPL-3.0-or-later
// More like this among 100 000 songs, and the map of them all.
#include "bench/benchmark.h"
#include "core/audio/likeness.h"

#include <algorithm>
#include <random>

namespace {

using namespace sc;
using namespace sc::audio;

constexpr int kSongs = 100'000;

// Songs round 200 centres, as styles are.
std::vector<LikenessProfile> songs()
{
    std::mt19937 random(11);
    std::normal_distribution<float> normal(0, 1);
    std::uniform_real_distribution<float> unit(0, 1);
    std::vector<LikenessProfile> centres(200);
    for (LikenessProfile &centre : centres) {
        centre.bpm = 60 + 130 * unit(random);
        for (float &value : centre.timbre)
            value = normal(random);
        for (float &value : centre.rhythm)
            value = unit(random);
        for (float &value : centre.chroma)
            value = unit(random) / 6;
    }
    std::vector<LikenessProfile> all;
    all.reserve(kSongs);
    for (int i = 0; i < kSongs; ++i) {
        LikenessProfile song = centres[static_cast<size_t>(i) % centres.size()];
        song.bpm *= 1 + 0.05F * normal(random);
        song.key = static_cast<float>(i % 12);
        song.isMinor = i % 3 == 0;
        song.seconds = 120 + 240 * unit(random);
        song.level = unit(random);
        for (float &value : song.timbre)
            value += 0.5F * normal(random);
        for (float &value : song.rhythm)
            value += 0.15F * normal(random);
        for (float &value : song.energy)
            value = unit(random);
        all.push_back(song);
    }
    return all;
}

std::vector<bench::Measurement> measure()
{
    const std::vector<LikenessProfile> all = songs();
    LikenessIndex index;
    const double filling = bench::bestSeconds(1, [&] {
        for (int i = 0; i < kSongs; ++i)
            index.put(TrackId(QString::number(i)), all[static_cast<size_t>(i)]);
    });
    const double nearest = bench::bestSeconds(20, [&] {
        if (index.nearest(all[4711], defaultLikenessWeights(), 50).size() != 50)
            qFatal("the index found too few songs");
    });
    std::vector<int> found(kSongs, 0);
    constexpr int kQueries = 500;
    for (int i = 0; i < kQueries; ++i) {
        const int song = i * 199;
        for (const auto &match :
             index.nearest(all[static_cast<size_t>(song)], defaultLikenessWeights(), 10, TrackId(QString::number(song))))
            ++found[static_cast<size_t>(match.track.text().toInt())];
    }
    const int hub = *std::ranges::max_element(found);
    const double map = bench::bestSeconds(1, [&] { (void)index.map(defaultLikenessWeights()); });
    return {{QStringLiteral("fill with 100 000 songs"), filling, {}, 0, {}},
            {QStringLiteral("more like this, 50 of 100 000"),
             nearest,
             {},
             0,
             QStringLiteral("goal 50 ms; the song found most often is in %1 of %2 lists of 10").arg(hub).arg(kQueries)},
            {QStringLiteral("map of 100 000 songs"), map, {}, 0, {}}};
}

} // namespace

SC_BENCHMARK("likeness", measure)
