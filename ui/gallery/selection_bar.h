// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"

#include "ui/theme/plates.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class ActionRegistry;
class PushButton;
class StarsField;
class TextLabel;

// Floats over the takes from the second selected one on: how many, and what can be done with all of them. Everything is one step of
// undo.
class SelectionBar : public QWidget
{
    Q_OBJECT

public:
    static constexpr int kHeight = 44;
    static constexpr int kWidth = 1010;

    // Its buttons trigger actions of the screen.
    SelectionBar(GalleryDesk &desk, ActionRegistry &actions, QWidget *parent = nullptr);
    void showFor(const std::vector<TakeId> &takes);

Q_SIGNALS:
    void closed();
    void rated(int stars);
    void moreRequested(QWidget *anchor);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    PushButton *add(const QString &action, const QString &text, const QString &icon, ControlKind kind);

    GalleryDesk &m_desk;
    ActionRegistry &m_actions;
    TextLabel *m_count;
    TextLabel *m_size;
    StarsField *m_stars;
    QList<PushButton *> m_wide; // hidden where there is no room: in *More* then
    PushButton *m_approve;
    PushButton *m_reject;
    PushButton *m_delete = nullptr;
    PushButton *m_more = nullptr;
};

} // namespace sc::ui
