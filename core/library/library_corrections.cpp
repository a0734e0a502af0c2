// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_private.h"

#include "core/base/log.h"
#include "core/library/track_summary.h"
#include "core/store/transaction.h"

namespace sc::library {

namespace {

template<class T> T valueOr(Result<T> result, T otherwise)
{
    if (result)
        return std::move(*result);
    logProblem(logStore(), result.error());
    return otherwise;
}

} // namespace

std::optional<audio::Analysis> Library::analysis(const TrackId &id) const
{
    std::optional<audio::Analysis> measured = measuredAnalysis(id);
    if (!measured)
        return std::nullopt;
    return audio::corrected(std::move(*measured), corrections(id));
}

std::optional<audio::Analysis> Library::measuredAnalysis(const TrackId &id) const
{
    return valueOr(d->analyses.current(id), std::optional<audio::Analysis>());
}

std::vector<Library::AnalysisNote> Library::analysisHistory(const TrackId &id) const
{
    return valueOr(d->analyses.history(id), std::vector<AnalysisNote>());
}

Result<audio::Analysis> Library::analysisOf(const AnalysisId &analysis) const
{
    return d->analyses.byId(analysis);
}

audio::Corrections Library::corrections(const TrackId &id) const
{
    return valueOr(d->corrections.of(id), audio::Corrections());
}

Result<> Library::setCorrections(const TrackId &id, const audio::Corrections &wished)
{
    SC_TRY(audio::checkCorrections(wished));
    SC_TRY_ASSIGN(track, d->tracks.byId(id));
    SC_TRY_ASSIGN(before, d->corrections.of(id));
    if (before == wished)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, tr("Nothing was changed.")).withEntity(QStringLiteral("track"), id.text()));
    SC_TRY_ASSIGN(measured, d->analyses.current(id));
    // A song that was never analysed may have corrections all the same: tapped tempo, a key from the sleeve.
    const bool isAnalysed = measured.has_value();
    const audio::Analysis used = audio::corrected(std::move(measured).value_or(audio::Analysis()), wished);
    takeSummary(used, track);
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
    SC_TRY(d->corrections.put(id, wished));
    SC_TRY(d->tracks.update(track));
    if (isAnalysed)
        SC_TRY(d->storeSound(id, used));
    SC_TRY(transaction.commit());
    if (isAnalysed)
        d->indexSound(id, used);
    d->refresh(id);
    Q_EMIT trackChanged(id);
    Q_EMIT correctionsChanged(id);
    return {};
}

} // namespace sc::library
