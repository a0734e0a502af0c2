// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/shot_plan.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QTimer>
#include <QtWidgets/QDialog>

class QHBoxLayout;
class QScrollArea;
class QSpinBox;
class QVBoxLayout;

namespace sc::ui {

class FieldChoice;
class IconButton;
class PlanPreviewChart;
class PlanRuleTable;
class PushButton;
class Segment;
class TextLabel;

// Where rules of one's own are kept: a setting of the profile.
struct PresetStore
{
    std::function<QString()> read;
    std::function<Result<>(const QString &)> write;
};

// Rules for each kind of section, with what the plan would be shown at once; Apply stores it as one step.
class PlanDialog : public QDialog
{
    Q_OBJECT

public:
    PlanDialog(TimelineEditor *editor, PresetStore store, QWidget *parent);

    [[nodiscard]] planning::PlanOptions options() const;
    [[nodiscard]] const Result<planning::PlanPreview> &preview() const { return m_preview; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHead(QVBoxLayout *into);
    void buildTable(QVBoxLayout *into);
    void buildFigures(QVBoxLayout *into);
    void buildButtons(QVBoxLayout *into);
    void listPresets(const QString &current);
    void takePreset();
    void saveRules();
    void unlock(const QString &label);
    void rollDice();
    void refreshPreview();
    void showFigures();
    void apply();

    TimelineEditor *m_editor;
    PresetStore m_store;
    std::vector<planning::RulePreset> m_presets;
    FieldChoice *m_preset = nullptr;
    FieldChoice *m_longest = nullptr;
    QSpinBox *m_seed = nullptr;
    IconButton *m_dice = nullptr;
    IconButton *m_keepSeed = nullptr;
    Segment *m_columns = nullptr; // in a narrow window: lengths, or looks
    QScrollArea *m_scroll = nullptr;
    PlanRuleTable *m_table = nullptr;
    TextLabel *m_note = nullptr;
    PlanPreviewChart *m_chart = nullptr;
    std::vector<TextLabel *> m_figures; // shots, average, shortest, longest, on the beat
    TextLabel *m_shotsWords = nullptr;
    TextLabel *m_lost = nullptr;
    PushButton *m_apply = nullptr;
    QTimer m_soon; // sliders move often, a plan is made when they rest
    Result<planning::PlanPreview> m_preview;
};

} // namespace sc::ui
