// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/duplicates.h"

#include "core/audio/fingerprint.h"
#include "core/library/library.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace sc::library {

namespace {

// Which songs belong together, by their places in a list.
class Groups
{
public:
    explicit Groups(size_t count) : m_parent(count), m_similarity(count, 1) { std::iota(m_parent.begin(), m_parent.end(), size_t(0)); }

    void join(size_t a, size_t b, double similarity)
    {
        const size_t first = root(a);
        const size_t second = root(b);
        m_parent[second] = first;
        m_similarity[first] = std::min({m_similarity[first], m_similarity[second], similarity});
    }
    [[nodiscard]] size_t root(size_t place)
    {
        while (m_parent[place] != place) {
            m_parent[place] = m_parent[m_parent[place]];
            place = m_parent[place];
        }
        return place;
    }
    [[nodiscard]] double similarity(size_t root) const { return m_similarity[root]; }

private:
    std::vector<size_t> m_parent;
    std::vector<double> m_similarity; // the lowest, at the root
};

bool isLossless(const Track &track)
{
    return track.codec.startsWith(QLatin1String("pcm_")) || track.codec == QLatin1String("flac") || track.codec == QLatin1String("alac") ||
           track.codec == QLatin1String("wavpack") || track.codec == QLatin1String("ape");
}

// What was heard of the recording counts first; then what the file promises.
bool isBetter(const Track &a, const Track &b)
{
    const auto figures = [](const Track &track) {
        return std::tuple(track.quality.value_or(-1), isLossless(track), track.sampleRate, track.bitRate);
    };
    if (figures(a) != figures(b))
        return figures(a) > figures(b);
    return std::pair(a.addedAt, a.id) < std::pair(b.addedAt, b.id);
}

} // namespace

Result<std::vector<DuplicateGroup>> findDuplicates(const std::vector<Track> &tracks, const std::vector<SoundTable::Print> &prints,
                                                   const CancelToken &cancel)
{
    Groups groups(tracks.size());
    QHash<QString, size_t> byHash;
    QHash<TrackId, size_t> byId;
    for (size_t i = 0; i < tracks.size(); ++i) {
        byId.insert(tracks[i].id, i);
        if (const auto equal = byHash.constFind(tracks[i].contentHash); equal != byHash.constEnd())
            groups.join(*equal, i, 1);
        else
            byHash.insert(tracks[i].contentHash, i);
    }
    std::vector<QByteArray> bytes;
    std::vector<size_t> places;
    for (const SoundTable::Print &print : prints) {
        if (const auto place = byId.constFind(print.track); place != byId.constEnd()) {
            bytes.push_back(print.print);
            places.push_back(*place);
        }
    }
    for (const audio::FingerprintPair &pair : audio::similarPairs(bytes, kSameRecording, cancel))
        groups.join(places[pair.first], places[pair.second], pair.similarity);
    if (cancel.isCancelled())
        return std::unexpected(Problem(ProblemCode::Cancelled, Library::tr("The search for duplicates was cancelled.")));

    std::map<size_t, std::vector<const Track *>> members;
    for (size_t i = 0; i < tracks.size(); ++i)
        members[groups.root(i)].push_back(&tracks[i]);
    std::vector<DuplicateGroup> found;
    for (auto &[root, songs] : members) {
        if (songs.size() < 2)
            continue;
        std::ranges::sort(songs, [](const Track *a, const Track *b) { return isBetter(*a, *b); });
        DuplicateGroup group;
        group.similarity = groups.similarity(root);
        group.isSameFile = std::ranges::all_of(songs, [&](const Track *song) { return song->contentHash == songs.front()->contentHash; });
        for (const Track *song : songs)
            group.tracks.push_back(song->id);
        found.push_back(std::move(group));
    }
    std::ranges::sort(found, [&](const DuplicateGroup &a, const DuplicateGroup &b) {
        return tracks[byId.value(a.tracks.front())].title.localeAwareCompare(tracks[byId.value(b.tracks.front())].title) < 0;
    });
    return found;
}

} // namespace sc::library
