// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

namespace sc::library {
struct Track;
}

namespace sc::ui {

class EmptyState;
class FactsColumn;
class Panel;
class ProgressBar;
class SongGraphs;
class SongView;
class TextLabel;

// What was heard in the current song: graphs over the whole of it, the beats close up, and the facts. Says what it
// waits for while a song is analysed and why when it could not be.
class AnalysisScreen : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisScreen(AppContext &context, QWidget *parent = nullptr);
    ~AnalysisScreen() override;

    [[nodiscard]] SongView *song() const { return m_song; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class State { NoSong, Waiting, Working, Failed, Ready };

    [[nodiscard]] QWidget *buildGraphs();
    [[nodiscard]] QWidget *buildBeats();
    void connectLibrary();
    void connectPlayer();
    void refresh();
    void showFacts(const library::Track &track);
    void showState(State state, const QString &text = {});
    void analyse();
    void layOut();
    [[nodiscard]] Ticks songStart() const; // on the player's clock

    AppContext &m_context;
    SongView *m_song;
    State m_state = State::NoSong;
    Panel *m_graphsPanel = nullptr;
    Panel *m_beatsPanel = nullptr;
    FactsColumn *m_facts = nullptr;
    Panel *m_statePanel = nullptr;
    EmptyState *m_stateWords = nullptr;
    ProgressBar *m_progress = nullptr;
    QWidget *m_stateAction = nullptr;
    QWidget *m_stateLibrary = nullptr;
    SongGraphs *m_graphs = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_details = nullptr;
    TextLabel *m_regions = nullptr;
};

} // namespace sc::ui
