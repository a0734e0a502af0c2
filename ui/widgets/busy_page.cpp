// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/busy_page.h"

#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

BusyPage::BusyPage(const QString &words, QWidget *parent) : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->addStretch(1);
    column->addWidget(new BusyRing(26), 0, Qt::AlignHCenter);
    auto *label = new TextLabel(words, TextStyle::Body, Ink::Secondary);
    label->setAlignment(Qt::AlignCenter);
    column->addWidget(label);
    column->addStretch(1);
    setAccessibleName(words);
}

} // namespace sc::ui
