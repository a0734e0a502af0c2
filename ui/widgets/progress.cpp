// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/progress.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kFrameMs = 33;
constexpr double kPulseMs = 1600;

double advanced(double phase)
{
    return std::fmod(phase + kFrameMs / kPulseMs, 1.0);
}

} // namespace

ProgressBar::ProgressBar(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFixedHeight(size::kProgress);
    m_turn.setInterval(kFrameMs);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_phase = advanced(m_phase);
        update();
    });
}

void ProgressBar::setTurning(bool turning)
{
    if (turning && !themeOf(this).options.reducedMotion)
        m_turn.start();
    else
        m_turn.stop();
}

void ProgressBar::setFraction(double fraction)
{
    m_fraction = fraction;
    setTurning(fraction < 0 && isVisible());
    setAccessibleDescription(fraction < 0 ? QString() : QStringLiteral("%1 %").arg(std::lround(fraction * 100)));
    update();
}

void ProgressBar::showEvent(QShowEvent *)
{
    setTurning(m_fraction < 0);
}

void ProgressBar::hideEvent(QHideEvent *)
{
    setTurning(false);
}

void ProgressBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.track);
    painter.drawRoundedRect(rect(), 2, 2);
    if (m_fraction < 0) {
        const double part = width() * 0.34;
        const double x = -part + (width() + part) * m_phase;
        QLinearGradient soft(QPointF(x, 0), QPointF(x + part, 0));
        soft.setColorAt(0, withAlpha(theme.brand.purple, 0));
        soft.setColorAt(0.5, theme.brand.purple);
        soft.setColorAt(1, withAlpha(theme.brand.purple, 0));
        painter.setBrush(soft);
        painter.drawRoundedRect(QRectF(rect()).intersected(QRectF(x, 0, part, height())), 2, 2);
        return;
    }
    const QRectF done(0, 0, width() * std::min(m_fraction, 1.0), height());
    QLinearGradient gradient(QPointF(), QPointF(std::max(1.0, done.width()), 0));
    gradient.setColorAt(0, theme.accent.primaryTop);
    gradient.setColorAt(1, theme.brand.purple);
    painter.setBrush(gradient);
    painter.drawRoundedRect(done, 2, 2);
}

BusyRing::BusyRing(int side, QWidget *parent) : QWidget(parent)
{
    setFixedSize(side, side);
    m_turn.setInterval(kFrameMs);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_phase = advanced(m_phase);
        update();
    });
}

void BusyRing::setFraction(double fraction)
{
    m_fraction = fraction;
    if (fraction >= 0)
        m_turn.stop();
    else if (isVisible() && !themeOf(this).options.reducedMotion)
        m_turn.start();
    update();
}

void BusyRing::showEvent(QShowEvent *)
{
    setFraction(m_fraction);
}

void BusyRing::hideEvent(QHideEvent *)
{
    m_turn.stop();
}

void BusyRing::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    drawRing(painter, rect(), theme, theme.brand.purple, m_fraction, width() >= 18 ? 2.5 : 2.25, m_phase);
}

} // namespace sc::ui
