// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/audio/feature_export.h"
#include "core/base/ticks.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

#include <memory>

namespace sc::library {
struct Track;
}

namespace sc::ui {

class AnalysisHead;
class BeatPanel;
class CorrectionDesk;
class EmptyState;
class FactsColumn;
class Panel;
class ProgressBar;
class SectionEditor;
class SongGraphs;
class SongView;

// What was heard in the current song: graphs over the whole of it, the beats close up, and the facts; all of it can be
// corrected. Says what it waits for while a song is analysed and why when it could not be.
class AnalysisScreen : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisScreen(AppContext &context, QWidget *parent = nullptr);
    ~AnalysisScreen() override;

    [[nodiscard]] SongView *song() const { return m_song; }
    [[nodiscard]] CorrectionDesk *desk() const { return m_desk; }
    [[nodiscard]] SectionEditor *sections() const { return m_sections; }
    [[nodiscard]] BeatPanel *beats() const { return m_beats; }
    [[nodiscard]] SongGraphs *graphs() const { return m_graphs; }
    [[nodiscard]] FactsColumn *facts() const { return m_facts; }

    void analyse(const audio::AnalyzeOptions &options);
    void cancelAnalysis();
    void compare();
    void openExportMenu(QPoint globalPosition);
    bool exportTo(audio::FeatureFormat format, const QString &file); // false: the problem was raised
    void jumpBeat(int way);
    void jumpSection(int way);
    void setFactsOpen(bool open); // the drawer of a narrow window
    void focusTempo();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    enum class State { NoSong, Waiting, Working, Failed, Ready };

    void build();
    void connectParts();
    void connectLibrary();
    void connectPlayer();
    void refresh();
    void showAnalysis();
    void showPartial(const audio::Analysis &soFar);
    void showState(State state, const QString &text = {});
    void showProgress(std::optional<double> fraction);
    void loop(TickRange range);
    void layOut();
    [[nodiscard]] bool isNarrow() const;
    [[nodiscard]] Ticks songStart() const; // on the player's clock
    [[nodiscard]] bool isPlayed() const;   // the player has this song
    void takePlayer();                     // now it has

    AppContext &m_context;
    SongView *m_song;
    CorrectionDesk *m_desk;
    SectionEditor *m_sections;
    State m_state = State::NoSong;
    std::unique_ptr<library::Track> m_track;
    bool m_partial = false; // what is shown is not the whole yet
    std::optional<double> m_fraction;
    bool m_factsOpen = false;

    Panel *m_graphsPanel = nullptr;
    AnalysisHead *m_head = nullptr;
    SongGraphs *m_graphs = nullptr;
    BeatPanel *m_beats = nullptr;
    FactsColumn *m_facts = nullptr;
    Panel *m_statePanel = nullptr;
    EmptyState *m_stateWords = nullptr;
    ProgressBar *m_progress = nullptr;
    QWidget *m_stateAction = nullptr;
    QWidget *m_stateCancel = nullptr;
    QWidget *m_stateLibrary = nullptr;
};

} // namespace sc::ui
