// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/shot_plan.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QSlider;
class QSpinBox;
class QVBoxLayout;

namespace sc::ui {

class FieldChoice;
class PlanPreviewChart;
class PushButton;
class TextLabel;

// How long the shots of each kind of section are. Shows at once what the plan would be; Plan stores it as one step.
class PlanDialog : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(TimelineEditor *editor, QWidget *parent);

    [[nodiscard]] planning::PlanOptions options() const;

private:
    void buildRules(QVBoxLayout *into);
    void refreshPreview();
    void apply();

    struct Rule
    {
        QString label;
        FieldChoice *length = nullptr;
        QSlider *variation = nullptr;
    };

    TimelineEditor *m_editor;
    std::vector<Rule> m_rules;
    QSpinBox *m_seed;
    TextLabel *m_figures;
    TextLabel *m_note;
    PlanPreviewChart *m_chart;
    PushButton *m_apply;
    QTimer m_soon; // sliders move often, a plan is made when they rest
    Result<planning::PlanPreview> m_preview;
};

} // namespace sc::ui
