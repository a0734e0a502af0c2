// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/timeline_toolbar.h"

#include "ui/theme/colour.h"
#include "ui/timeline/snap_choices.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QSlider>

namespace sc::ui {

namespace {

constexpr int kZoomSteps = 1000;

PushButton *smallButton(const QString &text, ControlKind kind, QWidget *parent)
{
    auto *button = new PushButton(text, kind, parent);
    button->setButtonSize(ButtonSize::Small);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

TimelineToolbar::TimelineToolbar(TimelineEditor *editor, TimelineSurface *surface, QWidget *parent)
    : QWidget(parent),
      m_editor(editor),
      m_surface(surface),
      m_tools(new Segment({{tr("Select"), QStringLiteral("select")},
                           {tr("Split"), QStringLiteral("split")},
                           {tr("Roll the cut between two shots (Ctrl on an edge)"), QStringLiteral("ripple")},
                           {tr("Slip the picture inside its shot"), QStringLiteral("swap")},
                           {tr("Slide a shot between its neighbours"), QStringLiteral("route")}},
                          this)),
      m_snap(smallButton(tr("Snap"), ControlKind::Quiet, this)),
      m_snapTo(new IconButton(QStringLiteral("chevron-down"), tr("What edges catch on"), this)),
      m_overlap(new FieldChoice(tr("What happens on overlap"), this)),
      m_ripple(smallButton(tr("Ripple off"), ControlKind::Quiet, this)),
      m_audit(new Chip({}, this)),
      m_counts(new TextLabel({}, TextStyle::Caption, Ink::Secondary, this)),
      m_plan(smallButton(tr("Plan shots..."), ControlKind::Default, this)),
      m_zoom(new QSlider(Qt::Horizontal, this)),
      m_fit(smallButton(tr("Fit"), ControlKind::Quiet, this))
{
    setFixedHeight(38);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 12, 0);
    layout->setSpacing(6);
    m_snap->setCheckable(true);
    m_ripple->setCheckable(true);
    m_snap->setIconName(QStringLiteral("magnet"));
    m_snap->setToolTip(tr("Edges catch on beats, sections and cuts. Hold Alt to move freely."));
    m_snapTo->setFocusPolicy(Qt::TabFocus);
    m_snapTo->setFixedSize(20, 24);
    m_ripple->setToolTip(tr("With ripple, what follows moves along"));
    m_overlap->setOptions({{tr("Overlap: refuse"), int(timeline::OverlapMode::Refuse)},
                           {tr("Overlap: push"), int(timeline::OverlapMode::Push)},
                           {tr("Overlap: trim"), int(timeline::OverlapMode::Trim)},
                           {tr("Overlap: overwrite"), int(timeline::OverlapMode::Overwrite)}});
    m_overlap->setFixedSize(142, 24);
    m_audit->setIconName(QStringLiteral("warning"));
    m_audit->setToolTip(tr("Show how far each cut is from its beat"));
    m_plan->setIconName(QStringLiteral("bolt"));
    m_zoom->setRange(0, kZoomSteps);
    m_zoom->setFixedWidth(110);
    m_zoom->setAccessibleName(tr("Zoom"));
    m_zoom->setToolTip(tr("Zoom"));
    m_fit->setToolTip(tr("Show the whole song"));
    for (QWidget *widget : std::initializer_list<QWidget *>{m_tools, m_snap, m_snapTo, m_overlap, m_ripple})
        layout->addWidget(widget);
    layout->addStretch();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_audit, m_counts, m_plan, m_zoom, m_fit})
        layout->addWidget(widget);

    connect(m_tools, &Segment::currentChanged, this, [this](int tool) { m_surface->setTool(TimelineTool(tool)); });
    connect(surface, &TimelineSurface::toolChanged, this, [this] { m_tools->setCurrent(int(m_surface->tool())); });
    connect(m_snap, &QAbstractButton::clicked, this, [this] {
        EditPreferences p = m_editor->preferences();
        p.snap = !p.snap;
        m_editor->setPreferences(p);
    });
    connect(m_snapTo, &QAbstractButton::clicked, this, [this] { openSnapChoices(*m_editor, m_snapTo); });
    connect(m_ripple, &QAbstractButton::clicked, this, [this] {
        EditPreferences p = m_editor->preferences();
        p.ripple = !p.ripple;
        m_editor->setPreferences(p);
    });
    connect(m_overlap, &FieldChoice::currentChanged, this, [this](int) {
        EditPreferences p = m_editor->preferences();
        p.overlap = timeline::OverlapMode(m_overlap->value().toInt());
        m_editor->setPreferences(p);
    });
    connect(m_audit, &QAbstractButton::clicked, this, &TimelineToolbar::auditRequested);
    connect(m_plan, &QAbstractButton::clicked, this, &TimelineToolbar::planRequested);
    connect(m_zoom, &QSlider::valueChanged, this, [this](int value) { m_surface->setZoomFraction(double(value) / kZoomSteps); });
    connect(m_fit, &QAbstractButton::clicked, surface, &TimelineSurface::fitAll);
    connect(surface, &TimelineSurface::viewChanged, this, &TimelineToolbar::refreshZoom);
    connect(surface, &TimelineSurface::snapTargetChanged, this, &TimelineToolbar::showSnapTarget);
    connect(editor, &TimelineEditor::preferencesChanged, this, &TimelineToolbar::refreshPreferences);
    connect(editor, &TimelineEditor::timelineSettled, this, &TimelineToolbar::refreshCounts);
    refreshPreferences();
    refreshCounts();
    refreshZoom();
    tintAudit();
}

void TimelineToolbar::setCompact(bool compact)
{
    if (m_compact == compact)
        return;
    m_compact = compact;
    m_zoom->setFixedWidth(compact ? 72 : 110);
    refreshCounts();
}

void TimelineToolbar::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange && m_audit)
        tintAudit();
    QWidget::changeEvent(event);
}

void TimelineToolbar::tintAudit()
{
    const QColor warning = themeOf(this).semantic.warning;
    m_audit->setInk(warning, withAlpha(warning, 0.12));
}

void TimelineToolbar::refreshPreferences()
{
    const EditPreferences &p = m_editor->preferences();
    m_snap->setChecked(p.snap);
    m_snap->setText(p.snap ? tr("Snap") : tr("Snap off"));
    m_ripple->setChecked(p.ripple);
    m_ripple->setText(p.ripple ? tr("Ripple on") : tr("Ripple off"));
    const QSignalBlocker quiet(m_overlap);
    m_overlap->setValue(int(p.overlap));
}

void TimelineToolbar::showSnapTarget(const QString &name)
{
    if (m_editor->preferences().snap)
        m_snap->setText(name.isEmpty() || m_compact ? tr("Snap") : tr("Snap to %1").arg(name));
}

void TimelineToolbar::refreshCounts()
{
    const int shots = int(m_editor->index().entries().size());
    const int off = m_editor->audit().offBeat;
    m_audit->setVisible(off > 0);
    m_audit->setText(off == 1 ? tr("1 cut off beat") : tr("%n cuts off beat", nullptr, off));
    m_counts->setText(shots == 1 ? tr("1 shot") : tr("%n shots", nullptr, shots));
    m_counts->setVisible(!m_compact && shots > 0);
    const bool song = m_editor->timeline().project.song.has_value();
    m_plan->setDisabledReason(song                     ? QString()
                              : m_editor->hasProject() ? tr("The project has no song to plan from")
                                                       : tr("No project is open"));
}

void TimelineToolbar::refreshZoom()
{
    const QSignalBlocker quiet(m_zoom);
    m_zoom->setValue(qRound(m_surface->view().zoomFraction() * kZoomSteps));
}

} // namespace sc::ui
