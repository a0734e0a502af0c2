// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/missing_bar.h"

#include "ui/library/strip_plate.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

MissingBar::MissingBar(QWidget *parent)
    : QWidget(parent), m_words(new TextLabel), m_file(new PushButton(tr("Locate this one"), ControlKind::Quiet))
{
    setFixedHeight(kStripHeight + kBelowStrip);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(36, 0, 6, kBelowStrip);
    row->setSpacing(8);
    row->addWidget(m_words, 1);
    auto *folder = new PushButton(tr("Look in a folder"));
    for (PushButton *button : {m_file, folder})
        button->setButtonSize(ButtonSize::Small);
    folder->setToolTip(tr("Files with the size and content of the missing songs are found again, whatever they are called now"));
    row->addWidget(m_file);
    row->addWidget(folder);
    connect(folder, &QPushButton::clicked, this, &MissingBar::folderWanted);
    connect(m_file, &QPushButton::clicked, this, &MissingBar::fileWanted);
}

void MissingBar::setCount(int count)
{
    m_words->setText(tr("%n song(s) whose file is gone. They keep everything that is known of them.", nullptr, count));
}

void MissingBar::setOneChosen(bool chosen)
{
    m_file->setDisabledReason(chosen ? QString() : tr("Choose one song first."));
}

void MissingBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawStripPlate(painter, width(), withAlpha(theme.semantic.warning, 0.13), withAlpha(theme.semantic.warning, 0.05), theme);
    drawIcon(painter, QStringLiteral("missing"), QRectF(12, 10, 14, 14), theme.semantic.warning);
}

} // namespace sc::ui
