// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/corrections.h"
#include "core/audio/section_edits.h"
#include "ui/widgets/app_context.h"

#include <map>

namespace sc::ui {

// Where hand corrections of the current song are made: each step goes to the library at once and can be taken back while
// the program runs. A Problem of an edit is raised, and nothing changes.
class CorrectionDesk : public QObject
{
    Q_OBJECT

public:
    explicit CorrectionDesk(AppContext &context, QObject *parent = nullptr);

    // The song on the desk and what was measured in it. While that is not the whole yet, nothing can be corrected.
    void setSong(const TrackId &track, std::shared_ptr<const audio::Analysis> measured, bool isPartial = false);
    [[nodiscard]] bool isPartial() const { return m_partial; }
    [[nodiscard]] const audio::Corrections &corrections() const { return m_corrections; }
    // As corrected; null without an analysis.
    [[nodiscard]] std::shared_ptr<const audio::Analysis> shown() const { return m_shown; }
    [[nodiscard]] const std::shared_ptr<const audio::Analysis> &measured() const { return m_measured; }
    void reread(); // the library's corrections changed elsewhere

    bool setGrid(const QString &step, const Result<BeatGrid> &grid);
    bool setSections(const QString &step, const Result<audio::Sections> &sections);
    bool setKey(const QString &key);
    bool setLabel(audio::LabelKind kind, const QString &name, bool isThere);
    void resetGrid();
    void resetSections();
    void resetKey();
    void resetLabels();

    void undo();
    void redo();
    [[nodiscard]] bool canUndo() const { return !m_partial && !m_history.done.empty(); }
    [[nodiscard]] bool canRedo() const { return !m_partial && !m_history.undone.empty(); }
    [[nodiscard]] QString undoName() const { return canUndo() ? m_history.done.back().name : QString(); }
    [[nodiscard]] QString redoName() const { return canRedo() ? m_history.undone.back().name : QString(); }

Q_SIGNALS:
    void changed(); // shown() and corrections() are new

private:
    struct Step
    {
        QString name;
        audio::Corrections other; // to go back to, or forward
    };
    struct History
    {
        std::vector<Step> done;
        std::vector<Step> undone;
    };
    bool apply(const QString &step, const audio::Corrections &next);
    bool store(const audio::Corrections &next);
    void recompute();

    AppContext &m_context;
    TrackId m_track;
    std::shared_ptr<const audio::Analysis> m_measured;
    std::shared_ptr<const audio::Analysis> m_shown;
    audio::Corrections m_corrections;
    History m_history;
    std::map<TrackId, History> m_others; // of songs that were on the desk before
    bool m_storing = false;
    bool m_partial = false;
};

} // namespace sc::ui
