// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

class QSlider;

namespace sc::ui {

class Chip;
class FieldChoice;
class IconButton;
class PushButton;
class Segment;
class TextLabel;
class TimelineEditor;
class TimelineSurface;

// The row above the lanes: tools, snapping, what happens on overlap, ripple; the cuts that missed their beat; counts,
// zoom and the way to a plan.
class TimelineToolbar : public QWidget
{
    Q_OBJECT

public:
    TimelineToolbar(TimelineEditor *editor, TimelineSurface *surface, QWidget *parent = nullptr);
    void setCompact(bool compact);

Q_SIGNALS:
    void auditRequested();
    void planRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void refreshPreferences();
    void refreshCounts();
    void refreshZoom();
    void showSnapTarget(const QString &name);
    void tintAudit();

    TimelineEditor *m_editor;
    TimelineSurface *m_surface;
    Segment *m_tools;
    PushButton *m_snap;
    IconButton *m_snapTo;
    FieldChoice *m_overlap;
    PushButton *m_ripple;
    Chip *m_audit;
    TextLabel *m_counts;
    PushButton *m_plan;
    QSlider *m_zoom;
    PushButton *m_fit;
    bool m_compact = false;
};

} // namespace sc::ui
