// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/grid_edits.h"
#include "ui/analysis/beat_editor.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/song_view.h"
#include "ui/analysis/tap_counter.h"
#include "ui/widgets/panel.h"

class QMenu;

namespace sc::ui {

class BeatGridView;
class Chip;
class PushButton;
class Switch;
class TempoField;
class TextLabel;

// The beat grid close up and everything that corrects it. Each act works on the region at the playhead, or at the chosen
// beat, and is one step to undo.
class BeatPanel : public Panel
{
    Q_OBJECT

public:
    BeatPanel(AppContext &context, SongView *song, CorrectionDesk *desk, QWidget *parent = nullptr);

    [[nodiscard]] BeatGridView *view() const { return m_view; }
    [[nodiscard]] TempoField *tempoField() const { return m_tempo; }
    [[nodiscard]] TapCounter &taps() { return m_taps; }
    [[nodiscard]] bool isDoubtful() const; // no steady beat was heard and nobody said otherwise

    [[nodiscard]] BeatEditor *editor() const { return m_editor; }
    [[nodiscard]] QString tapWords() const; // what is said of the taps

    void tap();
    void fillMenu(QMenu &menu); // what the toolbar has no room for

protected:
    void changeEvent(QEvent *event) override;

private:
    [[nodiscard]] QWidget *buildTools();
    void refresh();
    void refreshRegions();
    void refreshTempo();
    void showTaps();
    void takeTaps(const audio::TappedTempo &tapped, bool knowsPlace);
    void openRegions();
    void setClick(bool on);
    [[nodiscard]] Ticks here() const;

    AppContext &m_context;
    SongView *m_song;
    CorrectionDesk *m_desk;
    TapCounter m_taps;
    Chip *m_regions = nullptr;
    TempoField *m_tempo = nullptr;
    PushButton *m_tap = nullptr;
    TextLabel *m_tapWords = nullptr;
    Switch *m_click = nullptr;
    std::vector<QWidget *> m_editing; // what waits until the whole song was heard
    BeatGridView *m_view = nullptr;
    BeatEditor *m_editor = nullptr;
};

} // namespace sc::ui
