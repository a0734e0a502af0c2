// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/beat_audit.h"
#include "core/project/project_session.h"
#include "ui/timeline/clip_drag.h"
#include "ui/timeline/clip_state.h"
#include "ui/timeline/selection.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace sc::library {
class SharedItems;
}

namespace sc::ui {

// What the parts of the timeline screen share: the open project's timeline with its look-ups, the selection, the
// playhead and the one way to change something. Panels, surface and actions know this and not each other.
class TimelineEditor : public QObject
{
    Q_OBJECT

public:
    explicit TimelineEditor(QObject *parent = nullptr);

    void setSession(project::ProjectSession *session); // nullptr: no project
    [[nodiscard]] project::ProjectSession *session() const { return m_session; }
    void setShared(library::SharedItems *shared) { m_shared = shared; } // characters and templates of all projects; null: none
    [[nodiscard]] library::SharedItems *shared() const { return m_shared; }
    [[nodiscard]] bool hasProject() const { return m_session != nullptr; }

    [[nodiscard]] const timeline::Timeline &timeline() const; // an empty one without a project
    [[nodiscard]] const ClipIndex &index() const { return m_index; }
    [[nodiscard]] const std::vector<Beat> &beats() const { return m_beats; } // timeline time
    [[nodiscard]] const planning::AuditReport &audit() const;                // of the present timeline; made when first asked for
    [[nodiscard]] FrameRate frameRate() const { return timeline().project.frameRate; }

    [[nodiscard]] const Selection &selection() const { return m_selection; }
    void setSelection(const Selection &selection);
    void selectClip(const ClipId &clip);
    // What keys act on: the selected shots, else the one under the playhead.
    [[nodiscard]] std::vector<ClipId> targets() const;

    [[nodiscard]] const EditPreferences &preferences() const { return m_preferences; }
    void setPreferences(const EditPreferences &preferences);

    // Which shots miss their file or were changed since their take (kept up to date by ProblemWatch), and what the queue says
    // of them (by JobWatch).
    [[nodiscard]] const ShotStates &states() const { return m_states; }
    void setStates(const ShotStates &states);
    void setJobs(const QHash<ClipId, generation::ShotJob> &jobs);

    [[nodiscard]] Ticks playhead() const { return m_playhead; }
    void notePlayhead(Ticks t); // the player moved
    void seek(Ticks t);         // asks for it; clamped to the program
    void scrub(Ticks t);        // the same, with a little sound: the hand is on the ruler

    // Stores an edit; a Problem goes out as problemOccurred. True when something changed.
    bool commit(const QString &name, const Result<timeline::Timeline> &edited);
    void report(const Problem &problem) { Q_EMIT problemOccurred(problem); }

Q_SIGNALS:
    void sessionChanged();
    void timelineChanged(const sc::project::ChangeSet &change);
    // Once the lanes have been painted after one or more edits: for lists and figures that walk the whole project.
    void timelineSettled();
    void historyChanged();
    void selectionChanged();
    void preferencesChanged();
    void statesChanged();
    // The queue says something else of these shots. `onlyProgress`: they are being made as before, a little further.
    void jobsChanged(const std::vector<sc::ClipId> &clips, bool onlyProgress);
    void playheadMoved(sc::Ticks playhead);
    void seekRequested(sc::Ticks playhead);
    void scrubRequested(sc::Ticks playhead);
    void problemOccurred(const sc::Problem &problem);
    void revealRequested(sc::Ticks t); // something at t should be in view

private:
    [[nodiscard]] Ticks inProgram(Ticks t) const;
    void takeTimeline(const project::ChangeSet &change);

    QPointer<project::ProjectSession> m_session;
    library::SharedItems *m_shared = nullptr;
    timeline::Timeline m_empty;
    ClipIndex m_index;
    std::vector<Beat> m_beats;
    mutable std::optional<planning::AuditReport> m_audit;
    QTimer m_settle;
    Selection m_selection;
    EditPreferences m_preferences;
    ShotStates m_states;
    Ticks m_playhead;
};

} // namespace sc::ui
