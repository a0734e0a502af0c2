// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/problem_dialog.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/ways_out.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

QString titleOf(ProblemCode code)
{
    switch (code) {
    case ProblemCode::FileTooLarge:
        return ProblemDialog::tr("This file is unusually large");
    case ProblemCode::InsufficientStorage:
        return ProblemDialog::tr("Not enough space");
    case ProblemCode::PermissionDenied:
        return ProblemDialog::tr("This place cannot be written to");
    case ProblemCode::DatabaseError:
        return ProblemDialog::tr("The stored data is damaged");
    case ProblemCode::NewerVersion:
        return ProblemDialog::tr("Made by a newer StoryCanvas");
    case ProblemCode::DuplicateResource:
        return ProblemDialog::tr("There is one already");
    case ProblemCode::Conflict:
        return ProblemDialog::tr("This does not go together");
    default:
        return ProblemDialog::tr("Something went wrong");
    }
}

} // namespace

ProblemDialog::ProblemDialog(QWidget *window) : Overlay(window, 440, 220, radius::kDialog) {}

bool ProblemDialog::wanted(const Problem &problem)
{
    switch (problem.code()) {
    case ProblemCode::FileTooLarge:
    case ProblemCode::InsufficientStorage:
    case ProblemCode::PermissionDenied:
    case ProblemCode::DatabaseError:
    case ProblemCode::NewerVersion:
    case ProblemCode::DuplicateResource:
    case ProblemCode::InternalError:
        return true;
    case ProblemCode::Conflict:
        return problem.entityKind() == u"project";
    default:
        return false;
    }
}

void ProblemDialog::ask(const Problem &problem)
{
    delete plate()->layout();
    qDeleteAll(plate()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 18, 18, 16);
    column->setSpacing(6);
    column->addWidget(new TextLabel(titleOf(problem.code()), TextStyle::Title));
    auto *text = new TextLabel(problem.text(), TextStyle::Body, Ink::Secondary);
    text->setWrap(true);
    column->addWidget(text);
    if (!problem.detail().isEmpty()) {
        auto *detail = new TextLabel(problem.detail(), TextStyle::CaptionMono, Ink::Tertiary);
        detail->setWrap(true);
        column->addWidget(detail);
    }
    column->addSpacing(10);
    auto *buttons = new QHBoxLayout;
    auto *leave = new PushButton(tr("Close"), ControlKind::Quiet);
    connect(leave, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(leave);
    buttons->addStretch(1);
    PushButton *last = leave;
    const QList<ProblemAction> actions = waysOut(problem);
    for (auto action = actions.rbegin(); action != actions.rend(); ++action) {
        auto *button = new PushButton(action->label, action == actions.rend() - 1 ? ControlKind::Primary : ControlKind::Default);
        connect(button, &QPushButton::clicked, this, [this, problem, id = action->id] {
            close();
            Q_EMIT actionChosen(problem, id);
        });
        buttons->addWidget(button);
        last = button;
    }
    column->addLayout(buttons);
    open(last);
}

} // namespace sc::ui
