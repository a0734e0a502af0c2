// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/skeleton_rows.h"

#include "ui/theme/colour.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

#include <cmath>

namespace sc::ui {

namespace {
constexpr int kAfterMs = 200;
constexpr int kFrameMs = 50;
} // namespace

SkeletonRows::SkeletonRows(QWidget *parent) : QWidget(parent)
{
    setAccessibleName(tr("The songs are being read"));
    m_turn.setInterval(kFrameMs);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_phase = std::fmod(m_phase + kFrameMs / 1600.0, 1.0);
        update();
    });
}

void SkeletonRows::showEvent(QShowEvent *)
{
    m_isDue = false;
    QTimer::singleShot(kAfterMs, this, [this] {
        m_isDue = true;
        if (isVisible() && !themeOf(this).options.reducedMotion)
            m_turn.start();
        update();
    });
}

void SkeletonRows::hideEvent(QHideEvent *)
{
    m_turn.stop();
}

void SkeletonRows::paintEvent(QPaintEvent *)
{
    if (!m_isDue)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const QColor base = theme.text.primary;
    for (int row = 0; row * size::kRow < height(); ++row) {
        const double shine = 0.06 + 0.05 * (0.5 + 0.5 * std::sin((m_phase - row * 0.06) * 2 * M_PI));
        painter.setBrush(withAlpha(base, shine));
        const double top = row * size::kRow + 31.0;
        const double names = 120 + (row * 53 % 90);
        painter.drawRoundedRect(QRectF(50, top, 28, 28), radius::kBadge, radius::kBadge);
        painter.drawRoundedRect(QRectF(90, top + 3, names, 9), 4, 4);
        painter.drawRoundedRect(QRectF(90, top + 17, names * 0.6, 8), 4, 4);
        double x = width() * 0.45;
        for (const double part : {110.0, 40.0, 48.0, 70.0}) {
            if (x + part < width() - 12)
                painter.drawRoundedRect(QRectF(x, top + 9, part, 10), 4, 4);
            x += part + 24;
        }
    }
}

} // namespace sc::ui
