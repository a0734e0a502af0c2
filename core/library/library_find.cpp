// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/library/track_filter.h"
#include "core/store/full_text.h"

namespace sc::library {

namespace {

constexpr int kDeepestCollection = 8;

// Keeps of `mask` what is among `rows`.
void keepRows(const TrackList &songs, const std::vector<qint64> &rows, TrackMask &mask)
{
    TrackMask kept(mask.size());
    for (const qint64 row : rows) {
        if (const auto slot = songs.slotOfRow(row))
            kept[*slot] = mask[*slot];
    }
    mask = std::move(kept);
}

} // namespace

std::vector<Track> Library::tracks() const
{
    const auto songs = d->songs();
    if (!songs) {
        logProblem(logStore(), songs.error());
        return {};
    }
    d->lookForMissing(**songs);
    std::vector<Track> all;
    all.reserve(static_cast<size_t>((*songs)->size()));
    for (const TrackList::Slot slot : (*songs)->order(TrackSort::Title))
        all.push_back(d->withMissing((*songs)->at(slot)));
    return all;
}

int Library::trackCount() const
{
    const auto songs = d->songs();
    return songs ? (*songs)->size() : 0;
}

Result<Track> Library::track(const TrackId &id) const
{
    SC_TRY_ASSIGN(found, d->tracks.byId(id));
    found.missing = d->missingFiles.lookNow(found.file);
    return found;
}

std::optional<Track> Library::listed(const TrackId &id) const
{
    if (!d->listVersion && !d->songs())
        return std::nullopt;
    const auto slot = d->list.slotOf(id);
    return slot ? std::optional(d->withMissing(d->list.at(*slot))) : std::nullopt;
}

Result<std::vector<Track>> Library::search(const QString &text) const
{
    TrackQuery query;
    query.text = text;
    SC_TRY_ASSIGN(ids, find(query));
    std::vector<Track> found;
    found.reserve(ids.size());
    for (const TrackId &id : ids)
        found.push_back(*listed(id));
    return found;
}

Result<std::vector<TrackId>> Library::find(const TrackQuery &asked) const
{
    TrackQuery query = asked;
    (void)straighten(query);
    SC_TRY_ASSIGN(songs, d->songs());
    d->lookForMissing(*songs);
    SC_TRY_ASSIGN(mask, d->matching(*songs, query));
    std::vector<TrackId> found;
    for (const TrackList::Slot slot : songs->order(query.sort, query.isDescending)) {
        if (mask[slot])
            found.push_back(songs->id(slot));
    }
    return found;
}

Result<TrackMask> Library::Private::matching(const TrackList &songs, const TrackQuery &query, int depth)
{
    // What leaves fewest goes first: the rest is asked about those only.
    TrackMask mask(songs.slotCount(), 1);
    if (!store::fullTextExpression(query.text).isEmpty()) {
        SC_TRY_ASSIGN(rows, rowsWith(query.text));
        keepRows(songs, rows, mask);
    }
    if (query.collection && depth < kDeepestCollection) {
        SC_TRY_ASSIGN(collection, shelves.byId(*query.collection));
        if (collection.query) {
            TrackQuery stored = *collection.query;
            (void)straighten(stored);
            SC_TRY_ASSIGN(inner, matching(songs, stored, depth + 1));
            for (size_t slot = 0; slot < mask.size(); ++slot)
                mask[slot] &= inner[slot];
        } else {
            SC_TRY_ASSIGN(rows, shelves.songsIn(collection.id));
            keepRows(songs, rows, mask);
        }
    }
    if (const TrackFilter filter(query, songs.words()); !filter.acceptsAll()) {
        for (TrackList::Slot slot = 0; slot < mask.size(); ++slot) {
            if (mask[slot] && !filter.accepts(songs.facts(slot)))
                mask[slot] = 0;
        }
    }
    if (query.missing) {
        for (TrackList::Slot slot = 0; slot < mask.size(); ++slot) {
            if (mask[slot] && missingFiles.isMissing(songs.at(slot).file) != *query.missing)
                mask[slot] = 0;
        }
    }
    return mask;
}

Result<std::vector<qint64>> Library::Private::rowsWith(const QString &text)
{
    auto rows = tracks.matching(text);
    if (rows)
        return rows;
    // The index holds nothing that the table does not: made anew it is right again.
    logProblem(logStore(), rows.error());
    SC_TRY(tracks.rebuildIndex());
    return tracks.matching(text);
}

void Library::Private::lookForMissing(const TrackList &songs)
{
    if (!missingFiles.isDue())
        return;
    QStringList files;
    files.reserve(songs.size());
    for (const TrackList::Slot slot : songs.order(TrackSort::Title))
        files.append(songs.at(slot).file);
    missingFiles.look(files);
}

} // namespace sc::library
