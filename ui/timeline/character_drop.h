// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/id.h"

#include <QtCore/QObject>
#include <QtCore/QPointF>

#include <functional>

class QWidget;

namespace sc::ui {

class TimelineEditor;

// Character cards that are let go over a shot of this view: the shot has them from then on, and so have the other selected ones when
// it is among them. One step of undo; locked shots refuse. Other drags are left to the view.
class CharacterDrop : public QObject
{
    Q_OBJECT

public:
    using ClipAt = std::function<ClipId(QPointF)>; // in the view's coordinates; empty: no shot is there
    CharacterDrop(TimelineEditor &editor, QWidget *view, ClipAt clipAt);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    TimelineEditor &m_editor;
    QWidget *m_view;
    ClipAt m_clipAt;
};

} // namespace sc::ui
