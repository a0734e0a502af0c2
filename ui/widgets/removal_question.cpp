// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/removal_question.h"

#include "ui/widgets/buttons.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QCoreApplication>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

void askBeforeRemoval(QWidget *window, const Problem &problem, const QString &stays, const QString &words, std::function<void()> remove)
{
    auto *ask = new Overlay(window, 440, 160, radius::kDialog);
    ask->setObjectName(QStringLiteral("confirmRemove"));
    auto *rows = new QVBoxLayout(ask->plate());
    rows->setContentsMargins(space::kDialogPadding, space::kDialogPadding, space::kDialogPadding, space::kDialogPadding);
    rows->setSpacing(10);
    const auto say = [rows](const QString &text, TextStyle style, Ink ink) {
        if (text.isEmpty())
            return;
        auto *label = new TextLabel(text, style, ink);
        label->setWrap(true);
        rows->addWidget(label);
    };
    say(problem.text(), TextStyle::Title, Ink::Primary);
    say(problem.detail(), TextStyle::Body, Ink::Secondary);
    say(stays, TextStyle::Body, Ink::Secondary);
    auto *buttons = new QHBoxLayout;
    auto *keep = new PushButton(QCoreApplication::translate("sc::ui", "Keep it"), ControlKind::Quiet);
    auto *gone = new PushButton(words, ControlKind::Danger);
    gone->setObjectName(QStringLiteral("deleteAnyway"));
    buttons->addWidget(keep);
    buttons->addStretch(1);
    buttons->addWidget(gone);
    rows->addLayout(buttons);
    QObject::connect(keep, &QAbstractButton::clicked, ask, &FloatingPlate::close);
    QObject::connect(gone, &QAbstractButton::clicked, ask, [ask, remove = std::move(remove)] {
        ask->close();
        remove();
    });
    QObject::connect(ask, &FloatingPlate::closed, ask, &QObject::deleteLater);
    ask->open(keep);
}

} // namespace sc::ui
