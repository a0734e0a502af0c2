// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/playback/player.h"
#include "ui/analysis/analysis_feed.h"
#include "ui/analysis/analysis_screen.h"
#include "ui/analysis/beat_grid_view.h"
#include "ui/analysis/beat_panel.h"
#include "ui/analysis/correction_desk.h"
#include "ui/analysis/fact_cards.h"
#include "ui/analysis/facts_column.h"
#include "ui/analysis/section_editor.h"
#include "ui/analysis/song_graphs.h"
#include "ui/analysis/song_view.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"

#include <QtCore/QTemporaryDir>

// The analysis screen in a real window on a real library, driven by mouse and keys.
namespace sc::test {

inline constexpr int kStudioRate = 8000;

// 16 bars of 4 beats at 120: 32 s, intro and verse, everything that the screen shows of a song.
[[nodiscard]] audio::Analysis evenAnalysis();

class AnalysisStudio
{
public:
    AnalysisStudio();

    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    playback::Player player{playback::Player::Output::Silent};
    ui::ActionRegistry actions;
    std::unique_ptr<ui::AppContext> context;
    std::unique_ptr<ui::AnalysisScreen> screen;
    TrackId track;

    [[nodiscard]] bool open(); // false when something of it failed
    [[nodiscard]] TrackId import(const QString &file);

    [[nodiscard]] ui::SongView &song() const { return *screen->song(); }
    [[nodiscard]] ui::SongGraphs &graphs() const { return *screen->graphs(); }
    [[nodiscard]] ui::BeatGridView &beatView() const { return *screen->beats()->view(); }
    [[nodiscard]] audio::Corrections stored() const { return library->corrections(track); }
    [[nodiscard]] const BeatRegion &region() const { return song().analysis()->map.grid.regions.front(); }
    [[nodiscard]] QPoint sectionPoint(Ticks t) const;
};

// What every test of the window stands on: each test gets a studio of its own.
class AnalysisWindowTest : public QObject
{
    Q_OBJECT

protected:
    std::unique_ptr<AnalysisStudio> m_studio;

    [[nodiscard]] ui::AnalysisScreen &screen() const { return *m_studio->screen; }
    [[nodiscard]] ui::SongView &song() const { return m_studio->song(); }
    [[nodiscard]] ui::SongGraphs &graphs() const { return m_studio->graphs(); }
    [[nodiscard]] ui::BeatGridView &beatView() const { return m_studio->beatView(); }
    [[nodiscard]] audio::Corrections stored() const { return m_studio->stored(); }
    [[nodiscard]] const BeatRegion &region() const { return m_studio->region(); }
    [[nodiscard]] QPoint sectionPoint(Ticks t) const { return m_studio->sectionPoint(t); }

private Q_SLOTS:
    void init();
    void cleanup() { m_studio.reset(); }
};

void drag(QWidget *widget, QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {});
[[nodiscard]] ui::PushButton *buttonOf(QWidget *in, const QString &text);
// Takes the entry of the menu that is open; false when there is none of that name.
bool choose(const QString &text);

} // namespace sc::test
