// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/audio/feature_export.h"
#include "core/base/ticks.h"
#include "ui/analysis/graph_painter.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

class QDialog;

namespace sc::ui {

class AnalysisFeed;
class AnalysisHead;
class AnalysisStatePage;
class BeatPanel;
class CorrectionDesk;
class FactsColumn;
class Panel;
class SectionEditor;
class SongGraphs;
class SongPlayback;
class SongView;
class SongWords;

// What was heard in the current song: graphs over the whole of it, the beats close up, and the facts; all of it can be
// corrected. Fills up while a song is listened to, and says why when it could not be.
class AnalysisScreen : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisScreen(AppContext &context, QWidget *parent = nullptr);
    ~AnalysisScreen() override;

    [[nodiscard]] AnalysisFeed *feed() const { return m_feed; }
    [[nodiscard]] SongView *song() const { return m_song; }
    [[nodiscard]] CorrectionDesk *desk() const { return m_desk; }
    [[nodiscard]] SectionEditor *sections() const { return m_sections; }
    [[nodiscard]] BeatPanel *beats() const { return m_beats; }
    [[nodiscard]] SongGraphs *graphs() const { return m_graphs; }
    [[nodiscard]] FactsColumn *facts() const { return m_facts; }

    void analyse(const audio::AnalyzeOptions &options);
    void cancelAnalysis();
    QDialog *compare();
    QDialog *openModel(); // a model of the person's own for labels
    void openExportMenu(QPoint globalPosition);
    bool exportTo(audio::FeatureFormat format, const QString &file); // false: the problem was raised
    void setWaveMode(WaveMode mode);
    void jumpBeat(int way);
    void jumpSection(int way);
    void jumpLyric(int way);
    void setFactsOpen(bool open); // the drawer of a narrow window
    void focusTempo();
    void openLoudnessTarget();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void connectParts();
    void showState();
    void showAnalysis();
    void showLyrics();
    void showProgress();
    void layOut();
    [[nodiscard]] bool isReady() const;
    [[nodiscard]] bool isNarrow() const;

    AppContext &m_context;
    SongView *m_song;
    CorrectionDesk *m_desk;
    SectionEditor *m_sections;
    AnalysisFeed *m_feed;
    SongPlayback *m_playback;
    SongWords *m_words;
    bool m_factsOpen = false;

    Panel *m_graphsPanel = nullptr;
    AnalysisHead *m_head = nullptr;
    SongGraphs *m_graphs = nullptr;
    BeatPanel *m_beats = nullptr;
    FactsColumn *m_facts = nullptr;
    AnalysisStatePage *m_statePage = nullptr;
};

} // namespace sc::ui
