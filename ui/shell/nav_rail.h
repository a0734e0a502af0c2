// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QAbstractButton>

#include <vector>

namespace sc::ui {

class ActionRegistry;

// The left navigation: one item a screen. 56 px with icons, or 200 px with words.
class NavRail : public QWidget
{
    Q_OBJECT

public:
    struct Item
    {
        ScreenId screen;
        QString icon;
        QString name;
        QString actionId; // its key is shown in the tooltip
        bool startsGroup = false;
    };

    NavRail(std::vector<Item> items, ActionRegistry &actions, QWidget *parent = nullptr);
    void setCurrent(std::optional<ScreenId> screen);
    void setWide(bool wide);
    // A number at the item's corner, what it counts for those who hear it ("7 jobs"); 0 takes it away.
    void setCount(ScreenId screen, int count, const QString &words);
    [[nodiscard]] bool isWide() const { return m_wide; }

Q_SIGNALS:
    void chosen(sc::ui::ScreenId screen);
    void settingsRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    // Takes that are carried wait over a screen's item until it opens.
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;

private:
    class Button;
    void layOut();

    std::vector<Item> m_items;
    std::vector<Button *> m_buttons;
    Button *m_settings;
    QTimer m_carry; // opens the screen under what is carried
    int m_carryOver = -1;
    bool m_wide = false;
};

} // namespace sc::ui
