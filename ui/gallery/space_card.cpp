// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "ui/gallery/filter_panel.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QBoxLayout>

#include <numeric>

namespace sc::ui {

namespace {

constexpr int kLine = 20;
constexpr int kLines = 5;
constexpr int kSoonMs = 400; // edits come in groups

} // namespace

SpaceCard::SpaceCard(GalleryDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_cleanUp(new PushButton(tr("Clean up"), ControlKind::Default, this)),
      m_unused(new PushButton({}, ControlKind::Quiet, this))
{
    setAccessibleName(tr("Space used"));
    m_cleanUp->setButtonSize(ButtonSize::Small);
    m_unused->setButtonSize(ButtonSize::Small);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 12 + 16 + 8 + 8 + 8 + kLines * kLine + 6, 12, 10);
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_cleanUp);
    row->addWidget(m_unused);
    row->addStretch(1);
    column->addLayout(row);
    connect(m_cleanUp, &QPushButton::clicked, this, &SpaceCard::cleanUpRequested);
    connect(m_unused, &QPushButton::clicked, this, &SpaceCard::unusedRequested);
    m_soon.setSingleShot(true);
    m_soon.setInterval(kSoonMs);
    connect(&m_soon, &QTimer::timeout, this, &SpaceCard::refresh);
}

void SpaceCard::refreshSoon()
{
    if (isVisible())
        m_soon.start();
}

void SpaceCard::showEvent(QShowEvent *)
{
    m_soon.start();
}

void SpaceCard::refresh()
{
    if (!m_desk.session())
        return;
    m_used = generation::spaceUsed(*m_desk.session()).value_or(generation::SpaceUsed());
    m_cleanable = m_used.other + m_used.orphans;
    m_cleanUp->setText(m_cleanable > 0 ? tr("Clean up %1").arg(humanSize(m_cleanable)) : tr("Clean up"));
    m_cleanUp->setDisabledReason(m_cleanable > 0 ? QString() : tr("Every take is chosen, approved, rated, tagged or noted on"));
    m_unused->setText(tr("Unused %1").arg(m_used.unused));
    m_unused->setToolTip(tr("Takes that no shot shows"));
    update();
}

std::vector<SpaceCard::Part> SpaceCard::parts() const
{
    const Theme &theme = themeOf(this);
    return {{tr("Chosen"), m_used.chosen, theme.brand.blue},
            {tr("Approved"), m_used.approved, theme.semantic.success},
            {tr("Not judged"), m_used.unjudged, mix(theme.text.secondary, theme.surface.surface, 0.25)},
            {tr("Rejected"), m_used.rejected, mix(theme.semantic.danger, theme.surface.surface, 0.25)},
            {tr("Proxies, other"), m_used.proxies + m_used.thumbs + m_used.orphans, theme.brand.purple}};
}

void SpaceCard::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawCard(painter, rect(), theme);
    const QRect line(12, 10, width() - 24, 16);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignLeft, tr("%1 used").arg(humanSize(m_used.total())));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, m_used.free > 0 ? tr("%1 free").arg(humanSize(m_used.free)) : QString());
    const QRectF bar(12, 34, width() - 24, 8);
    QPainterPath whole;
    whole.addRoundedRect(bar, 4, 4);
    painter.fillPath(whole, theme.state.track);
    painter.save();
    painter.setClipPath(whole);
    const std::vector<Part> all = parts();
    const qint64 sum =
        std::accumulate(all.begin(), all.end(), qint64(0), [](qint64 bytes, const Part &part) { return bytes + part.bytes; });
    double x = bar.left();
    for (const Part &part : all) {
        const double share = sum > 0 ? bar.width() * double(part.bytes) / double(sum) : 0;
        if (share > 0)
            painter.fillRect(QRectF(x, bar.top(), std::max(1.0, share - 1.5), bar.height()), part.colour);
        x += share;
    }
    painter.restore();
    int y = 50;
    for (const Part &part : all) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(part.colour);
        painter.drawEllipse(QRectF(12, y + kLine / 2.0 - 4, 8, 8));
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.primary);
        painter.drawText(QRect(26, y, width() - 38, kLine), Qt::AlignVCenter | Qt::AlignLeft, part.name);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRect(26, y, width() - 38, kLine), Qt::AlignVCenter | Qt::AlignRight, humanSize(part.bytes));
        y += kLine;
    }
}

} // namespace sc::ui
