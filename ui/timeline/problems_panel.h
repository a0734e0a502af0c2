// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/problems.h"

#include <QtWidgets/QWidget>

#include <array>

namespace sc::ui {

class Chip;
class ProblemWatch;
class PushButton;
class RowList;
class TextLabel;
class TimelineEditor;

// Everything wrong with the cut: by severity and kind, filtered, shown on a click, fixed one by one or all at once.
class ProblemsPanel : public QWidget
{
    Q_OBJECT

public:
    ProblemsPanel(TimelineEditor *editor, ProblemWatch *watch, QWidget *parent = nullptr);

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void refreshButtons();
    void tintFilters();
    void reveal(int finding);
    void act(int finding); // the button of a row
    void refreshSearch();
    [[nodiscard]] std::vector<timeline::Finding> selected() const;

    TimelineEditor *m_editor;
    ProblemWatch *m_watch;
    std::array<Chip *, 3> m_filters; // by severity
    RowList *m_list;
    TextLabel *m_verdict;
    PushButton *m_relink;
    PushButton *m_fixSelected;
    PushButton *m_fixAll;
    std::vector<int> m_shown; // findings that pass the filters
    double m_searched = 0;    // 0..1, of a search for missing files
};

} // namespace sc::ui
