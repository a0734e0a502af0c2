// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QAbstractButton>

namespace sc::ui {

class ActionRegistry;
class IconButton;
class TextLabel;

// 44 px on the backdrop: mark, project and its menu, undo and redo, the way into the palette, what runs, the bell.
class TopBar : public QWidget
{
    Q_OBJECT

public:
    explicit TopBar(ActionRegistry &actions, QWidget *parent = nullptr);

    void setProject(const QString &name, const QString &screen); // empty name: no project
    void setUndoNames(const QString &undo, const QString &redo); // shown in the tooltips
    // One sentence about what runs; empty hides the ring. `fraction` negative = not known.
    void setBusy(const QString &strong, const QString &quiet, double fraction);
    void setUnread(bool unread);

Q_SIGNALS:
    void projectMenuRequested(const QPoint &globalPosition);
    void paletteRequested();
    void noticesRequested(const QPoint &globalPosition);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    class ProjectButton;
    class SearchButton;
    class BusyPill;

    ActionRegistry &m_actions;
    ProjectButton *m_project;
    TextLabel *m_screen;
    IconButton *m_undo;
    IconButton *m_redo;
    SearchButton *m_search;
    BusyPill *m_busy;
    IconButton *m_bell;
    bool m_unread = false;
};

} // namespace sc::ui
