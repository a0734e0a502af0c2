// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/work_strip.h"

#include "ui/library/strip_plate.h"
#include "ui/theme/colour.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

WorkStrip::WorkStrip(QWidget *parent)
    : QWidget(parent),
      m_ring(new BusyRing(16)),
      m_title(new TextLabel({}, TextStyle::Strong)),
      m_detail(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_bar(new ProgressBar)
{
    setFixedHeight(kStripHeight + kBelowStrip);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 6, kBelowStrip);
    row->setSpacing(8);
    row->addWidget(m_ring);
    row->addSpacing(2);
    row->addWidget(m_title);
    m_detail->setElide(Qt::ElideMiddle);
    row->addWidget(m_detail, 2);
    m_bar->setMinimumWidth(60);
    row->addWidget(m_bar, 3);
    row->addSpacing(4);
    auto *stop = new PushButton(tr("Stop"), ControlKind::Quiet);
    stop->setButtonSize(ButtonSize::Small);
    connect(stop, &QPushButton::clicked, this, &WorkStrip::stopWanted);
    row->addWidget(stop);
    hide();
}

void WorkStrip::begin(const QString &title, const QString &detail)
{
    m_title->setText(title);
    setAccessibleName(title);
    setDetail(detail);
    setFraction(-1);
    show();
}

void WorkStrip::setFraction(double fraction)
{
    m_ring->setFraction(fraction);
    m_bar->setFraction(fraction);
}

void WorkStrip::setDetail(const QString &detail)
{
    m_detail->setText(detail);
    m_detail->setToolTip(detail.toHtmlEscaped());
    setAccessibleDescription(detail);
}

void WorkStrip::finish()
{
    hide();
}

double WorkStrip::fraction() const
{
    return m_bar->fraction();
}

void WorkStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawStripPlate(painter, width(), withAlpha(theme.brand.purple, 0.16), withAlpha(theme.brand.blue, 0.10), theme);
}

} // namespace sc::ui
