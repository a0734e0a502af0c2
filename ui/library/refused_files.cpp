// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/refused_files.h"

#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QScrollArea>

namespace sc::ui {

RefusedFiles::RefusedFiles(QWidget *window) : Overlay(window, 620, 96, radius::kDialog) {}

void RefusedFiles::openFor(const std::vector<library::ImportOutcome> &refused)
{
    delete plate()->layout();
    qDeleteAll(plate()->findChildren<QWidget *>(Qt::FindDirectChildrenOnly));
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(18, 16, 18, 16);
    column->setSpacing(10);
    column->addWidget(new TextLabel(tr("%n file(s) cannot be read", nullptr, static_cast<int>(refused.size())), TextStyle::Title));
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 8, 0);
    rows->setSpacing(8);
    for (const library::ImportOutcome &outcome : refused) {
        auto *card = new Plate(Plate::Level::Card);
        auto *line = new QHBoxLayout(card);
        line->setContentsMargins(12, 8, 10, 8);
        auto *words = new QVBoxLayout;
        words->setSpacing(2);
        auto *name = new TextLabel(QFileInfo(outcome.file).fileName(), TextStyle::Strong);
        name->setElide(Qt::ElideMiddle);
        name->setToolTip(QDir::toNativeSeparators(outcome.file).toHtmlEscaped());
        words->addWidget(name);
        auto *reason = new TextLabel(outcome.problem ? outcome.problem->text() : QString(), TextStyle::Body, Ink::Secondary);
        reason->setWrap(true);
        words->addWidget(reason);
        line->addLayout(words, 1);
        if (outcome.problem && outcome.problem->code() == ProblemCode::FileTooLarge && !outcome.problem->actions().isEmpty()) {
            const ProblemAction action = outcome.problem->actions().first();
            auto *button = new PushButton(action.label);
            button->setButtonSize(ButtonSize::Small);
            const Problem problem =
                outcome.problem->entity().isEmpty() ? outcome.problem->withEntity(QStringLiteral("file"), outcome.file) : *outcome.problem;
            connect(button, &QPushButton::clicked, this, [this, problem, id = action.id] {
                close();
                Q_EMIT actionChosen(problem, id);
            });
            line->addWidget(button);
        }
        rows->addWidget(card);
    }
    rows->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    scroll->setWidget(list);
    list->setAutoFillBackground(false);
    scroll->setMinimumHeight(std::min(420, 64 * static_cast<int>(refused.size()) + 12));
    column->addWidget(scroll, 1);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch(1);
    auto *done = new PushButton(tr("Close"));
    connect(done, &QPushButton::clicked, this, &Overlay::close);
    buttons->addWidget(done);
    column->addLayout(buttons);
    open(done);
}

} // namespace sc::ui
