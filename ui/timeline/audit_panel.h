// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/beat_audit.h"

#include <QtWidgets/QWidget>

namespace sc::timeline {
struct Finding;
}

namespace sc::ui {

class BeatHistogram;
class FieldChoice;
class IconButton;
class PushButton;
class RowList;
class TextLabel;
class TimelineEditor;

// Every cut with its distance from the beat: a histogram of all, a list in any order, fixes for the chosen or for all,
// the table for a spreadsheet on the clipboard.
class AuditPanel : public QWidget
{
    Q_OBJECT

public:
    explicit AuditPanel(TimelineEditor *editor, QWidget *parent = nullptr);
    void copyTable() const; // CSV

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void refreshButtons();
    void sortCuts();
    [[nodiscard]] std::vector<timeline::Finding> findingsOf(const std::vector<int> &cuts) const;
    [[nodiscard]] std::vector<int> selectedOff() const;

    TimelineEditor *m_editor;
    BeatHistogram *m_histogram;
    FieldChoice *m_order;
    RowList *m_list;
    TextLabel *m_summary;
    IconButton *m_copy;
    PushButton *m_fixSelected;
    PushButton *m_fixAll;
    std::vector<int> m_sorted; // cuts of the audit
};

} // namespace sc::ui
