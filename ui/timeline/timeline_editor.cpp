// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_editor.h"

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kSettleMs = 20; // a frame or so: the lanes come first

} // namespace

TimelineEditor::TimelineEditor(QObject *parent) : QObject(parent)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &TimelineEditor::timelineSettled);
}

void TimelineEditor::setSession(project::ProjectSession *session)
{
    if (m_session)
        m_session->disconnect(this);
    m_session = session;
    if (session) {
        connect(session, &project::ProjectSession::changed, this, &TimelineEditor::takeTimeline);
        connect(session, &project::ProjectSession::historyChanged, this, &TimelineEditor::historyChanged);
        connect(session, &QObject::destroyed, this, [this] {
            m_session = nullptr;
            takeTimeline({.project = true, .structure = true});
            Q_EMIT sessionChanged();
        });
    }
    m_selection.clear();
    m_states = {};
    m_playhead = Ticks();
    takeTimeline({.project = true, .structure = true});
    Q_EMIT sessionChanged();
    Q_EMIT selectionChanged();
}

const timeline::Timeline &TimelineEditor::timeline() const
{
    return m_session ? m_session->timeline() : m_empty;
}

const planning::AuditReport &TimelineEditor::audit() const
{
    if (!m_audit)
        m_audit = planning::auditBeats(timeline());
    return *m_audit;
}

void TimelineEditor::takeTimeline(const project::ChangeSet &change)
{
    m_index = ClipIndex(timeline(), m_index);
    if (change.project)
        m_beats = timeline::timelineBeats(timeline());
    m_audit.reset();
    const bool pruned = m_selection.prune(timeline());
    Q_EMIT timelineChanged(change);
    if (!m_settle.isActive())
        m_settle.start();
    if (pruned)
        Q_EMIT selectionChanged();
}

void TimelineEditor::setSelection(const Selection &selection)
{
    if (selection == m_selection)
        return;
    m_selection = selection;
    Q_EMIT selectionChanged();
}

void TimelineEditor::selectClip(const ClipId &clip)
{
    Selection selection = m_selection;
    selection.click(clip, Selection::How::Replace, m_index);
    setSelection(selection);
}

std::vector<ClipId> TimelineEditor::targets() const
{
    if (!m_selection.clips().empty())
        return m_selection.clips();
    const ClipIndex::Entry *entry = m_index.at(m_playhead);
    if (!entry)
        return {};
    // By the index's own ids: between an edit and its notice the timeline is newer than the index.
    return {m_index.idAt(static_cast<size_t>(entry - m_index.entries().data()))};
}

void TimelineEditor::setPreferences(const EditPreferences &preferences)
{
    if (preferences == m_preferences)
        return;
    m_preferences = preferences;
    Q_EMIT preferencesChanged();
}

void TimelineEditor::setStates(const ShotStates &states)
{
    if (states == m_states)
        return;
    m_states = states;
    Q_EMIT statesChanged();
}

void TimelineEditor::setJobs(const QHash<ClipId, generation::ShotJob> &jobs)
{
    std::vector<ClipId> changed;
    bool onlyProgress = true;
    for (auto it = jobs.cbegin(); it != jobs.cend(); ++it) {
        const auto before = m_states.jobs.constFind(it.key());
        if (before != m_states.jobs.cend() && *before == *it)
            continue;
        changed.push_back(it.key());
        onlyProgress = onlyProgress && before != m_states.jobs.cend() && before->state == it->state;
    }
    for (auto it = m_states.jobs.cbegin(); it != m_states.jobs.cend(); ++it) {
        if (!jobs.contains(it.key())) {
            changed.push_back(it.key());
            onlyProgress = false;
        }
    }
    if (changed.empty())
        return;
    m_states.jobs = jobs;
    Q_EMIT jobsChanged(changed, onlyProgress);
}

void TimelineEditor::notePlayhead(Ticks t)
{
    if (t == m_playhead)
        return;
    m_playhead = t;
    Q_EMIT playheadMoved(t);
}

Ticks TimelineEditor::inProgram(Ticks t) const
{
    return std::clamp(t, Ticks(), std::max(Ticks(), timeline::programLength(timeline())));
}

void TimelineEditor::seek(Ticks t)
{
    Q_EMIT seekRequested(inProgram(t));
}

void TimelineEditor::scrub(Ticks t)
{
    Q_EMIT scrubRequested(inProgram(t));
}

bool TimelineEditor::commit(const QString &name, const Result<timeline::Timeline> &edited)
{
    if (!m_session)
        return false;
    const Result<> stored = m_session->apply(name, edited);
    // An edit that changes nothing is no mistake of the person's.
    if (!stored && stored.error().code() != ProblemCode::NothingToUpdate)
        Q_EMIT problemOccurred(stored.error());
    return stored.has_value();
}

} // namespace sc::ui
