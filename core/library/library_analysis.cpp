// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_private.h"

#include "core/audio/user_model.h"
#include "core/base/log.h"
#include "core/library/track_summary.h"
#include "core/store/transaction.h"

namespace sc::library {

namespace {

void logFailure(const Result<> &result)
{
    if (!result)
        logProblem(logStore(), result.error());
}

} // namespace

void Library::startAnalysis(const TrackId &id, const audio::AnalyzeOptions &options)
{
    const auto found = track(id);
    if (!found) {
        Q_EMIT analysisFailed(id, found.error());
        return;
    }
    if (d->runner.has(id))
        return;
    d->runner.setThreads(settingOf(*this, QStringLiteral("analysis.threads")).toInt());
    if (const auto stored = d->tracks.setStatus(id, TrackStatus::Waiting); !stored) {
        Q_EMIT analysisFailed(id, stored.error());
        return;
    }
    d->refresh(id);
    Q_EMIT trackChanged(id);
    d->runner.start(id, found->file, options, setting(audio::kUserModelSetting));
}

void Library::cancelAnalysis(const TrackId &id)
{
    d->runner.cancel(id);
}

Result<> Library::storeAnalysis(const TrackId &id, const audio::Analysis &analysis)
{
    SC_TRY_ASSIGN(corrections, d->corrections.of(id));
    const audio::Analysis used = audio::corrected(analysis, corrections);
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*d->db));
        SC_TRY_ASSIGN(track, d->tracks.byId(id));
        track.status = TrackStatus::Analysed;
        track.problem.clear();
        takeSummary(used, track);
        SC_TRY(d->analyses.add(id, analysis));
        SC_TRY(d->tracks.update(track));
        SC_TRY(d->storeSound(id, used));
        SC_TRY(transaction.commit());
    }
    d->indexSound(id, used);
    d->refresh(id);
    Q_EMIT trackChanged(id);
    return {};
}

void Library::Private::noteStarted(const TrackId &id)
{
    logFailure(tracks.setStatus(id, TrackStatus::Analysing));
    refresh(id);
    Q_EMIT q->trackChanged(id);
}

Result<> Library::Private::resetStatus(const TrackId &id)
{
    SC_TRY_ASSIGN(current, analyses.current(id));
    return tracks.setStatus(id, current ? TrackStatus::Analysed : TrackStatus::Imported);
}

void Library::Private::noteFinished(const TrackId &id, const Result<audio::Analysis> &result)
{
    if (!tracks.byId(id)) {
        // Removed while it was in work: nobody waits for this any more.
        Q_EMIT q->analysisFailed(id, Problem(ProblemCode::Cancelled, Library::tr("The analysis was cancelled.")));
        return;
    }
    const Result<> stored = result ? q->storeAnalysis(id, *result) : std::unexpected(result.error());
    if (stored) {
        Q_EMIT q->analysisFinished(id);
        return;
    }
    const Problem &problem = stored.error();
    if (problem.code() == ProblemCode::Cancelled)
        logFailure(resetStatus(id));
    else
        logFailure(tracks.setStatus(id, TrackStatus::Error, problem.text()));
    refresh(id);
    Q_EMIT q->trackChanged(id);
    Q_EMIT q->analysisFailed(id, problem);
}

} // namespace sc::library
