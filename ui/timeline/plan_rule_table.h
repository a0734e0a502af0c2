// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/shot_plan.h"

#include <QtWidgets/QWidget>

class QGridLayout;
class QLineEdit;
class QSlider;
class QSpinBox;

namespace sc::ui {

class FieldChoice;
class TextLabel;

// One row a label of the song: how long its shots are, how far they vary, how many at most, how they begin, their prompt
// and who is in them. What has no room goes behind "More". Labels whose scenes are all locked say so instead.
class PlanRuleTable : public QWidget
{
    Q_OBJECT

public:
    explicit PlanRuleTable(QWidget *parent = nullptr);

    void setLabels(const std::vector<planning::LabelFigures> &labels, const planning::SectionRules &rules);
    void setFigures(const std::vector<planning::LabelFigures> &labels);
    void setRules(const planning::SectionRules &rules);
    [[nodiscard]] planning::SectionRules rules() const;

    enum class Columns { All, Lengths, Looks };
    void setColumns(Columns columns);

Q_SIGNALS:
    void rulesChanged();
    void unlockRequested(const QString &label);

private:
    struct Row
    {
        QString label;
        TextLabel *name = nullptr;
        TextLabel *bars = nullptr;
        FieldChoice *length = nullptr;
        QSlider *variation = nullptr;
        TextLabel *variationText = nullptr;
        QSpinBox *atMost = nullptr;
        FieldChoice *transition = nullptr;
        QLineEdit *prompt = nullptr;
        QLineEdit *characters = nullptr;
        TextLabel *shots = nullptr;
        QWidget *locked = nullptr;
        bool isLocked = false;
    };
    void addRow(int line, const planning::LabelFigures &figures);
    void setRow(const Row &row, const planning::SectionRule &rule);
    void showColumns();

    QGridLayout *m_grid;
    std::vector<TextLabel *> m_heads;
    std::vector<Row> m_rows;
    Columns m_columns = Columns::All;
};

} // namespace sc::ui
