// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/import_strip.h"

#include "ui/theme/colour.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

namespace sc::ui {

ImportStrip::ImportStrip(QWidget *parent)
    : QWidget(parent),
      m_ring(new BusyRing(16)),
      m_strong(new TextLabel({}, TextStyle::Strong)),
      m_quiet(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_bar(new ProgressBar),
      m_warning(new TextLabel({}, TextStyle::Body, Ink::Warning)),
      m_show(new PushButton(tr("Show"), ControlKind::Quiet)),
      m_cancel(new PushButton(tr("Cancel"), ControlKind::Quiet))
{
    setFixedHeight(34);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 6, 0);
    row->setSpacing(10);
    row->addWidget(m_ring);
    row->addWidget(m_strong);
    m_quiet->setElide(Qt::ElideMiddle);
    row->addWidget(m_quiet, 1);
    row->addWidget(m_bar, 1);
    row->addWidget(m_warning);
    m_show->setButtonSize(ButtonSize::Small);
    m_cancel->setButtonSize(ButtonSize::Small);
    row->addWidget(m_show);
    row->addWidget(m_cancel);
    connect(m_show, &QPushButton::clicked, this, &ImportStrip::showRefusedRequested);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (m_running)
            Q_EMIT cancelRequested();
        else
            hide();
    });
    hide();
}

void ImportStrip::begin()
{
    m_refused.clear();
    m_taken = m_done = m_total = 0;
    m_running = true;
    refresh();
}

void ImportStrip::setProgress(int done, int total, const QString &currentFile)
{
    if (!m_running)
        begin();
    m_done = done;
    m_total = total;
    m_file = currentFile;
    refresh();
}

void ImportStrip::addOutcome(const library::ImportOutcome &outcome)
{
    if (!m_running)
        begin();
    if (outcome.kind == library::ImportOutcome::Kind::Refused)
        m_refused.push_back(outcome);
    else if (outcome.kind != library::ImportOutcome::Kind::Cancelled)
        ++m_taken;
    refresh();
}

void ImportStrip::finish()
{
    m_running = false;
    refresh();
    setVisible(!m_refused.empty());
}

void ImportStrip::refresh()
{
    show();
    m_ring->setVisible(m_running);
    m_bar->setVisible(m_running);
    m_ring->setFraction(m_total > 0 ? static_cast<double>(m_done) / m_total : -1);
    m_bar->setFraction(m_total > 0 ? static_cast<double>(m_done) / m_total : -1);
    m_strong->setText(m_running ? (m_total > 0 ? tr("Importing %1 of %2").arg(m_done).arg(m_total) : tr("Looking for songs"))
                                : tr("%n song(s) imported", nullptr, m_taken));
    m_quiet->setText(m_running ? QFileInfo(m_file).fileName() : QString());
    m_warning->setVisible(!m_refused.empty());
    m_show->setVisible(!m_refused.empty());
    m_warning->setText(tr("%n file(s) cannot be read", nullptr, static_cast<int>(m_refused.size())));
    m_cancel->setText(m_running ? tr("Cancel") : tr("Close"));
}

void ImportStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(rect(), 8, 8);
    QLinearGradient gradient(QPointF(), QPointF(width(), 0));
    gradient.setColorAt(0, withAlpha(m_running ? theme.brand.purple : theme.semantic.warning, m_running ? 0.16 : 0.12));
    gradient.setColorAt(1, withAlpha(m_running ? theme.brand.blue : theme.semantic.warning, 0.08));
    painter.fillPath(path, gradient);
}

} // namespace sc::ui
