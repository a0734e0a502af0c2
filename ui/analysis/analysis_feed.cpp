// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/analysis_feed.h"

#include "core/library/library.h"
#include "ui/analysis/compare_rows.h"
#include "ui/analysis/correction_desk.h"

namespace sc::ui {

namespace {

constexpr int kTogetherMs = 80;

} // namespace

AnalysisFeed::AnalysisFeed(AppContext &context, CorrectionDesk *desk, QObject *parent) : QObject(parent), m_context(context), m_desk(desk)
{
    m_soon.setSingleShot(true);
    m_soon.setInterval(kTogetherMs);
    connect(&m_soon, &QTimer::timeout, this, &AnalysisFeed::takePartial);
    connect(&context, &AppContext::currentTrackChanged, this, &AnalysisFeed::refresh);
    follow();
}

AnalysisFeed::~AnalysisFeed() = default;

void AnalysisFeed::follow()
{
    using library::Library;
    const Library &library = m_context.library();
    const auto isCurrent = [this](const TrackId &id) { return id == m_context.currentTrack(); };
    connect(&library, &Library::tracksChanged, this, [this, &library] {
        if (!m_track || !library.listed(m_track->id)) // others come and go
            refresh();
    });
    connect(&library, &Library::trackChanged, this, [this, isCurrent, &library](const TrackId &id) {
        if (!isCurrent(id) || (m_state == State::Ready && !m_pending))
            return;
        const auto listed = library.listed(id);
        if (!m_pending || !listed || listed->status != library::TrackStatus::Analysed) // else analysisFinished follows
            refresh();
    });
    connect(&library, &Library::analysisProgress, this, [this, isCurrent](const TrackId &id, double fraction) {
        if (!isCurrent(id))
            return;
        m_fraction = fraction;
        Q_EMIT progressed();
    });
    connect(&library, &Library::analysisPartial, this, [this, isCurrent](const TrackId &id, const audio::Analysis &soFar) {
        if (!isCurrent(id) || !m_pending)
            return;
        m_latest = std::make_shared<const audio::Analysis>(soFar);
        if (!m_soon.isActive())
            m_soon.start();
    });
    connect(&library, &Library::analysisFinished, this, [this, isCurrent](const TrackId &id) {
        if (isCurrent(id)) {
            end();
            refresh();
        } else if (m_state == State::Ready) {
            Q_EMIT otherAnalysed();
        }
    });
    connect(&library, &Library::correctionsChanged, this, [this, isCurrent](const TrackId &id) {
        if (isCurrent(id))
            m_desk->reread();
    });
    connect(&library, &Library::analysisFailed, this, [this, isCurrent](const TrackId &id, const Problem &problem) {
        if (isCurrent(id))
            fail(problem);
    });
}

void AnalysisFeed::end()
{
    m_soon.stop();
    m_latest.reset();
    m_pending = false;
    m_fraction.reset();
    Q_EMIT progressed();
}

// What was heard before stays; the window tells what went wrong.
void AnalysisFeed::fail(const Problem &problem)
{
    end();
    refresh();
    if (m_state == State::Ready || m_state == State::NoSong || problem.code() == ProblemCode::Cancelled)
        return;
    m_state = State::Failed;
    m_problem = problem.text();
    Q_EMIT changed();
}

void AnalysisFeed::refresh()
{
    const TrackId id = m_context.currentTrack();
    const Result<library::Track> track = id.isEmpty() ? std::unexpected(Problem()) : m_context.library().track(id);
    if (!m_track || !track || m_track->id != track->id) {
        end();
        m_options = {};
    }
    m_track = track ? std::make_unique<library::Track>(*track) : nullptr;
    m_problem.clear();
    m_earlier.clear();
    if (!track) {
        m_state = State::NoSong;
        m_desk->setSong({}, nullptr);
        Q_EMIT changed();
        return;
    }
    if (std::optional<audio::Analysis> measured = m_context.library().measuredAnalysis(id)) {
        showMeasured(std::move(*measured));
        return;
    }
    switch (track->status) {
    case library::TrackStatus::Waiting:
    case library::TrackStatus::Analysing:
        await();
        return;
    case library::TrackStatus::Error:
        m_state = State::Failed;
        m_problem = track->problem;
        break;
    default:
        m_state = State::NotAnalysed;
        break;
    }
    end();
    m_desk->setSong(id, nullptr);
    Q_EMIT changed();
}

void AnalysisFeed::showMeasured(audio::Analysis measured)
{
    m_pending = false;
    m_state = State::Ready;
    for (const library::Library::AnalysisNote &note : m_context.library().analysisHistory(m_track->id)) {
        if (!note.isCurrent && m_earlier.isEmpty())
            m_earlier = noteDate(note.madeAt);
    }
    m_desk->setSong(m_track->id, std::make_shared<const audio::Analysis>(std::move(measured)));
    Q_EMIT changed();
}

// The song's length and nothing else, until the first part comes.
void AnalysisFeed::await()
{
    const bool begins = !m_pending;
    m_pending = true;
    m_state = State::Ready;
    if (!m_fraction) {
        m_fraction = -1;
        Q_EMIT progressed();
    }
    if (begins)
        m_desk->setSong(m_track->id, std::make_shared<const audio::Analysis>(nothingYet()), true);
    Q_EMIT changed();
}

audio::Analysis AnalysisFeed::nothingYet() const
{
    audio::Analysis nothing;
    nothing.level = m_options.level;
    nothing.duration = std::max(m_track->duration, Ticks::seconds(1));
    nothing.map.duration = nothing.duration;
    nothing.sampleRate = m_track->sampleRate;
    nothing.channels = m_track->channels;
    return nothing;
}

void AnalysisFeed::takePartial()
{
    if (!m_latest || !m_pending || !m_track)
        return;
    m_desk->setSong(m_track->id, std::exchange(m_latest, nullptr), true);
}

void AnalysisFeed::analyse(const audio::AnalyzeOptions &options)
{
    if (!m_track || m_fraction)
        return;
    m_options = options;
    m_fraction = -1;
    Q_EMIT progressed();
    // Its status tells the rest, and m_track is then another value.
    const TrackId id = m_track->id;
    m_context.library().startAnalysis(id, options);
}

void AnalysisFeed::cancel()
{
    m_context.library().cancelAnalysis(m_context.currentTrack());
}

} // namespace sc::ui
