// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/analysis/graph_painter.h"

#include <QtWidgets/QWidget>

class QHBoxLayout;

namespace sc::ui {

class IconButton;
class ProgressBar;
class PushButton;
class Segment;
class TextLabel;

// The head of the graphs: which song, how the waveform is drawn, listen again, compare, carry out; how far the work is
// while it goes on; and below it what the analysis wants to have said.
class AnalysisHead : public QWidget
{
    Q_OBJECT

public:
    explicit AnalysisHead(QWidget *parent = nullptr);

    void setMode(WaveMode mode); // as if it were chosen
    void setSong(const QString &title, const QString &details);
    void setProgress(std::optional<double> fraction); // nothing: no work
    void setEarlier(const QString &when);             // "12 Nov"; empty: nothing to compare with
    void setNotes(const QStringList &sentences);
    void setFactsButton(bool shown);

Q_SIGNALS:
    void modeChosen(sc::ui::WaveMode mode);
    void analyseRequested(const sc::audio::AnalyzeOptions &options);
    void cancelRequested();
    void compareRequested();
    void modelRequested();
    void exportRequested(QPoint globalPosition);
    void factsRequested();

private:
    void openLevels();
    void openCustom();

    Segment *m_mode;
    TextLabel *m_title;
    TextLabel *m_details;
    PushButton *m_again;
    IconButton *m_levels;
    QWidget *m_work;
    ProgressBar *m_progress;
    TextLabel *m_share;
    PushButton *m_compare;
    PushButton *m_facts;
    QWidget *m_notePlace;
    TextLabel *m_notes;
};

} // namespace sc::ui
