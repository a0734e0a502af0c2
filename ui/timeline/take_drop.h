// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace sc::ui {

class TimelineEditor;
class TimelineSurface;

// Pictures and movies that are dropped on a shot of the surface become its takes. Everything else is left to the window,
// which imports songs.
class TakeDrop : public QObject
{
    Q_OBJECT

public:
    TakeDrop(TimelineEditor *editor, TimelineSurface *surface);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    TimelineEditor *m_editor;
    TimelineSurface *m_surface;
};

} // namespace sc::ui
