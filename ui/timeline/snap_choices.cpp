// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/snap_choices.h"

#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/popover.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::SnapChoices)
};

constexpr int kWidth = 232;

void setSnapsTo(TimelineEditor &editor, timeline::SnapKind kind, bool on)
{
    EditPreferences preferences = editor.preferences();
    preferences.snapTo.set(kind, on);
    editor.setPreferences(preferences);
}

} // namespace

void openSnapChoices(TimelineEditor &editor, QWidget *anchor)
{
    auto *popover = new Popover(anchor->window(), kWidth);
    popover->setAccessibleName(Words::tr("What edges catch on"));
    auto *column = new QVBoxLayout(popover->plate());
    column->setContentsMargins(14, 10, 12, 12);
    column->setSpacing(2);
    column->addWidget(new TextLabel(Words::tr("Edges catch on"), TextStyle::BodyStrong));
    column->addSpacing(4);
    QWidget *first = nullptr;
    for (const timeline::SnapKind kind : timeline::kSnapKinds) {
        auto *row = new QHBoxLayout;
        row->addWidget(new TextLabel(timeline::snapKindTitle(kind), TextStyle::Body), 1);
        auto *button = new Switch(timeline::snapKindTitle(kind));
        button->setChecked(editor.preferences().snapTo.has(kind));
        QObject::connect(button, &QAbstractButton::toggled, &editor, [&editor, kind](bool on) { setSnapsTo(editor, kind, on); });
        row->addWidget(button);
        column->addLayout(row);
        first = first ? first : button;
    }
    QObject::connect(popover, &Popover::closed, popover, &QObject::deleteLater);
    popover->openAt(anchor, first);
}

void registerSnapActions(ActionRegistry &actions, TimelineEditor &editor, QWidget *screen)
{
    const auto enabled = [&editor] { return editor.hasProject(); };
    actions.add({.id = QStringLiteral("timeline.snap"),
                 .text = Words::tr("Snap on or off"),
                 .group = Words::tr("Tools"),
                 .icon = QStringLiteral("magnet"),
                 .shortcuts = {QKeySequence(Qt::SHIFT | Qt::Key_S)},
                 .run =
                     [&editor] {
                         EditPreferences preferences = editor.preferences();
                         preferences.snap = !preferences.snap;
                         editor.setPreferences(preferences);
                     },
                 .enabled = enabled,
                 .scope = screen});
    for (const timeline::SnapKind kind : timeline::kSnapKinds) {
        actions.add({.id = QStringLiteral("timeline.snapTo.") + timeline::snapKindName(kind),
                     .text = Words::tr("Snapping on or off: %1").arg(timeline::snapKindTitle(kind)),
                     .group = Words::tr("Tools"),
                     .icon = QStringLiteral("magnet"),
                     .shortcuts = {},
                     .run = [&editor, kind] { setSnapsTo(editor, kind, !editor.preferences().snapTo.has(kind)); },
                     .enabled = enabled,
                     .scope = screen});
    }
}

} // namespace sc::ui
