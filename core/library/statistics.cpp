// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/statistics.h"

#include "core/library/keys.h"

#include <algorithm>
#include <cmath>

namespace sc::library {

namespace {

constexpr int kBpmTo = 240; // what is faster counts in the last bin
constexpr int kLoudnessFrom = -40;
constexpr int kLoudnessStep = 2;
constexpr int kLoudnessBins = 20;
constexpr int kEnergyBins = 10;
constexpr int kStars = 6; // 0..5

void countIn(std::vector<int> &bins, double place)
{
    if (std::isnan(place))
        return;
    const double last = static_cast<double>(bins.size()) - 1;
    ++bins[static_cast<size_t>(std::clamp(std::floor(place), 0.0, last))];
}

// Names that differ in case only are one; the spelling met first is shown.
class Shares
{
public:
    void count(const QString &name)
    {
        auto &share = m_shares[name.toCaseFolded()];
        if (share.count++ == 0)
            share.name = name;
    }

    [[nodiscard]] std::vector<LibraryStats::Share> mostFrequentFirst() const
    {
        std::vector<LibraryStats::Share> all(m_shares.begin(), m_shares.end());
        std::ranges::sort(all, [](const auto &a, const auto &b) { return a.count != b.count ? a.count > b.count : a.name < b.name; });
        return all;
    }

private:
    QHash<QString, LibraryStats::Share> m_shares;
};

void countWords(const Track &track, Shares &genres, Shares &moods)
{
    QStringList said = track.genres;
    if (!track.genreTag.isEmpty() && !said.contains(track.genreTag, Qt::CaseInsensitive))
        said.append(track.genreTag);
    for (const QString &genre : said)
        genres.count(genre);
    for (const QString &mood : track.moods)
        moods.count(mood);
}

} // namespace

LibraryStats statisticsOf(const TrackList &songs, const std::function<bool(const QString &)> &isMissing)
{
    LibraryStats stats;
    stats.bpm.resize(static_cast<size_t>((kBpmTo - stats.bpmFrom) / stats.bpmStep));
    stats.energy.resize(kEnergyBins);
    stats.loudness.resize(kLoudnessBins);
    stats.ratings.resize(kStars);
    std::vector<int> keys(kKeys);
    Shares genres;
    Shares moods;
    for (const TrackList::Slot slot : songs.order(TrackSort::Title)) {
        const Track &track = songs.at(slot);
        const TrackFacts &facts = songs.facts(slot);
        ++stats.tracks;
        stats.analysed += track.status == TrackStatus::Analysed ? 1 : 0;
        stats.missing += isMissing(track.file) ? 1 : 0;
        stats.duration += track.duration;
        stats.bytes += track.size;
        countIn(stats.bpm, (facts.bpm - stats.bpmFrom) / stats.bpmStep);
        countIn(stats.energy, facts.energy * kEnergyBins);
        countIn(stats.loudness, (facts.lufs - kLoudnessFrom) / kLoudnessStep);
        countIn(stats.ratings, facts.rating);
        if (facts.keyPlace >= 0)
            ++keys[static_cast<size_t>(facts.keyPlace)];
        countWords(track, genres, moods);
    }
    for (const QString &name : keyNames())
        stats.keys.push_back({name, keys[static_cast<size_t>(wheelPlace(name))]});
    stats.genres = genres.mostFrequentFirst();
    stats.moods = moods.mostFrequentFirst();
    return stats;
}

} // namespace sc::library
