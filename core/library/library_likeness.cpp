// SPDX-License-Identifier: GPL-3.0-or-later
// Songs compared by how they sound.
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/library/duplicates.h"
#include "core/library/track_summary.h"
#include "core/store/transaction.h"

namespace sc::library {

namespace {

constexpr size_t kProfilesPerTransaction = 256;

} // namespace

Result<> Library::Private::storeSound(const TrackId &id, const audio::Analysis &analysis)
{
    return sounds.put(id, audio::likenessProfile(analysis), analysis.fingerprint);
}

void Library::Private::indexSound(const TrackId &id, const audio::Analysis &analysis)
{
    if (likenessIndex)
        likenessIndex->put(id, audio::likenessProfile(analysis));
}

// Songs that an older program heard have no profile yet, or one of its own making.
Result<> Library::Private::makeMissingProfiles()
{
    SC_TRY_ASSIGN(without, sounds.analysedWithout());
    for (size_t from = 0; from < without.size(); from += kProfilesPerTransaction) {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*db));
        for (size_t i = from; i < std::min(without.size(), from + kProfilesPerTransaction); ++i) {
            if (const std::optional<audio::Analysis> analysis = q->analysis(without[i]))
                SC_TRY(storeSound(without[i], *analysis));
        }
        SC_TRY(transaction.commit());
    }
    return {};
}

Result<> Library::Private::loadLikenessIndex()
{
    SC_TRY_ASSIGN(version, db->value(QStringLiteral("PRAGMA data_version")));
    if (likenessIndex && likenessVersion == version.toLongLong())
        return {};
    likenessIndex = std::make_unique<audio::LikenessIndex>();
    likenessVersion = version.toLongLong();
    SC_TRY(makeMissingProfiles());
    SC_TRY_ASSIGN(profiles, sounds.profiles());
    for (const SoundTable::Profile &one : profiles)
        likenessIndex->put(one.track, one.profile);
    return {};
}

audio::LikenessIndex &Library::likenessIndex() const
{
    if (const auto loaded = d->loadLikenessIndex(); !loaded)
        logProblem(logStore(), loaded.error());
    if (!d->likenessIndex)
        d->likenessIndex = std::make_unique<audio::LikenessIndex>();
    return *d->likenessIndex;
}

Result<std::vector<Library::SimilarTrack>> Library::similar(const TrackId &id, const audio::LikenessValues &weights, int count) const
{
    SC_TRY_ASSIGN(song, d->tracks.byId(id));
    SC_TRY(d->loadLikenessIndex());
    SC_TRY_ASSIGN(profile, d->sounds.profile(id));
    if (!profile) {
        return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                       tr("“%1” was not analysed yet, so that nothing can be compared with it.").arg(song.title))
                                   .withEntity(QStringLiteral("track"), id.text())
                                   .withAction(QStringLiteral("analyze"), tr("Analyse")));
    }
    std::vector<SimilarTrack> found;
    for (const audio::LikenessIndex::Match &match : d->likenessIndex->nearest(*profile, weights, count, id))
        found.push_back({match.track, match.likeness});
    return found;
}

Result<std::vector<DuplicateGroup>> Library::duplicates() const
{
    SC_TRY_ASSIGN(prints, d->sounds.prints());
    return findDuplicates(tracks(), prints);
}

void Library::startDuplicateSearch()
{
    if (d->isSearchingDuplicates)
        return;
    d->isSearchingDuplicates = true;
    auto prints = d->sounds.prints();
    if (!prints) {
        d->isSearchingDuplicates = false;
        Q_EMIT duplicatesFound(std::unexpected(prints.error()));
        return;
    }
    d->background.start([this, songs = tracks(), prints = std::move(*prints), cancel = d->closing] {
        auto found = findDuplicates(songs, prints, cancel);
        if (cancel.isCancelled())
            return;
        QMetaObject::invokeMethod(
            this,
            [this, found = std::move(found)] {
                d->isSearchingDuplicates = false;
                Q_EMIT duplicatesFound(found);
            },
            Qt::QueuedConnection);
    });
}

} // namespace sc::library
