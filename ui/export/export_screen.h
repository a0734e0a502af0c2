// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_runner.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedLayout;

namespace sc::ui {

class EmptyState;
class ExportFigures;
class ExportForm;
class ExportOutcome;
class ExportPresets;
class ExportProblems;
class ExportStrip;
class Panel;
class ProgressBar;
class PushButton;
class TextLabel;

// Carries the cut out: what to make, what will come of it, what stands in the way, and where it goes.
class ExportScreen : public QWidget
{
    Q_OBJECT

public:
    explicit ExportScreen(AppContext &context, QWidget *parent = nullptr);
    ~ExportScreen() override;

    [[nodiscard]] ExportRunner &runner() const { return *m_runner; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] Panel *buildSummary();
    [[nodiscard]] QWidget *buildFoot();
    void watchSession();
    void refresh(); // from the session, when shown
    void setKind(ExportKind kind);
    void chooseDestination();
    void showDestination();
    void showOutcome();
    void startExport();
    void reportFailure(const Problem &problem);
    void showRunning(bool running);
    void onFinished(const ExportRun &run);

    AppContext &m_context;
    ExportRunner *m_runner;
    ExportSettings m_settings;
    bool m_ownDestination = false; // the person chose it
    bool m_stale = true;
    QTimer m_refreshSoon;
    QStackedLayout *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    ExportPresets *m_presets = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_subtitle = nullptr;
    ExportStrip *m_strip = nullptr;
    ExportFigures *m_figures = nullptr;
    ExportForm *m_form = nullptr;
    ExportOutcome *m_outcome = nullptr;
    TextLabel *m_place = nullptr;
    TextLabel *m_free = nullptr;
    PushButton *m_change = nullptr;
    PushButton *m_export = nullptr;
    PushButton *m_cancel = nullptr;
    ProgressBar *m_progress = nullptr;
    TextLabel *m_status = nullptr;
    ExportProblems *m_problems = nullptr;
};

} // namespace sc::ui
