// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/export_preset.h"
#include "core/timeline/problems.h"
#include "ui/export/export_runner.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QScrollArea;
class QStackedLayout;

namespace sc::ui {

class EmptyState;
class ExportFigures;
class ExportForm;
class ExportOutcome;
class ExportPresets;
class ExportProblems;
class ExportRunning;
class ExportStrip;
class Panel;
class PushButton;
class TextLabel;

// Carries the cut out: what to make, what will come of it, what stands in the way, and where it goes. What was changed in
// a preset's options stays until the program ends or it is kept as a preset.
class ExportScreen : public QWidget
{
    Q_OBJECT

public:
    explicit ExportScreen(AppContext &context, QWidget *parent = nullptr);
    ~ExportScreen() override;

    [[nodiscard]] ExportRunner &runner() const { return *m_runner; }
    void choosePreset(const QString &id);
    [[nodiscard]] const render::ExportJob &job() const { return m_job; }
    void setDestination(const QString &path); // absolute
    // Keeps what is set as an own preset. VALIDATION_ERROR, DUPLICATE_RESOURCE for the name.
    [[nodiscard]] Result<> keepAsPreset(const QString &name);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] Panel *buildSummary();
    [[nodiscard]] QWidget *buildHead();
    [[nodiscard]] QWidget *buildFoot();
    void addActions();
    void watchSession();
    void refresh(); // from the session, when shown
    void showFigures();
    void showPreflight();
    void showRuns();
    void showJob(); // title, place, outcome
    void takeForm();
    void chooseDestination();
    void startExport();
    void reportFailure(const Problem &problem);
    void onEnded(const project::ExportRecord &record, const QString &bundle);
    void fix(const std::vector<timeline::FindingKind> &kinds);
    void repeat(const project::ExportRecord &record); // sets it up, does not start it
    void askForPreset();
    void renamePreset(const QString &id);
    void deletePreset(const QString &id);
    [[nodiscard]] Result<> keepPresets(const std::vector<render::ExportPreset> &presets);
    [[nodiscard]] const render::ExportPreset *preset(const QString &id) const;
    [[nodiscard]] std::vector<render::ExportPreset> allPresets() const; // own ones first

    AppContext &m_context;
    ExportRunner *m_runner;
    std::vector<render::ExportPreset> m_own;
    render::ExportJob m_job;
    QHash<QString, QJsonObject> m_edited; // options by preset, as they were changed
    QString m_presetName;
    bool m_ownDestination = false; // the person chose it
    bool m_stale = true;
    QTimer m_refreshSoon;
    QStackedLayout *m_pages = nullptr;
    EmptyState *m_empty = nullptr;
    ExportPresets *m_presets = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_subtitle = nullptr;
    PushButton *m_keep = nullptr;
    ExportStrip *m_strip = nullptr;
    ExportFigures *m_figures = nullptr;
    ExportForm *m_form = nullptr;
    ExportOutcome *m_outcome = nullptr;
    ExportRunning *m_running = nullptr;
    TextLabel *m_place = nullptr;
    TextLabel *m_free = nullptr;
    PushButton *m_change = nullptr;
    PushButton *m_export = nullptr;
    ExportProblems *m_problems = nullptr;
};

} // namespace sc::ui
