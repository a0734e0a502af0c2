// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

#include <QtCore/QSet>
#include <QtWidgets/QStackedWidget>

namespace sc::ui {

class PushButton;
class RowList;
struct ListRow;
class StarsField;
class TakeThumbnails;
class TextLabel;
class TimelineEditor;

// The inspector's page of a shot's takes: a list in which Enter or a click chooses, 1..5 rate, X rejects, Delete deletes;
// choosing what is chosen already shows none of that kind.
class TakePage : public QStackedWidget
{
    Q_OBJECT

public:
    explicit TakePage(TimelineEditor *editor, QWidget *parent = nullptr);
    void setClip(const ClipId &clip, bool readOnly); // empty: several shots are selected
    void refresh();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] TakeId current() const;
    void choose(const TakeId &take);
    void rate(int rating);
    void reject();
    void remove();
    void report(const Result<> &result);
    void showCurrent();
    [[nodiscard]] ListRow rowOf(const timeline::Take &take) const;

    TimelineEditor *m_editor;
    RowList *m_list;
    TakeThumbnails *m_pictures;
    TextLabel *m_facts;
    StarsField *m_stars;
    PushButton *m_reject;
    ClipId m_clip;
    std::vector<timeline::Take> m_takes;
    QSet<TakeId> m_missing; // of them: whose file is gone
    bool m_readOnly = false;
};

} // namespace sc::ui
