// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/skeleton.h"

#include "ui/theme/colour.h"

#include <QtGui/QPainter>

#include <cmath>

namespace sc::ui {

namespace {

constexpr int kAfterMs = 200;
constexpr int kFrameMs = 50;
constexpr double kRoundMs = 1600;
constexpr double kFaint = 0.06, kBright = 0.11;
constexpr double kWave = 900; // px from crest to crest
constexpr int kLine = 20;     // px from line to line

} // namespace

void drawSkeleton(QPainter &painter, const QRectF &shape, const Theme &theme, double phase, double corner)
{
    const double place = (shape.left() + shape.top() * 2) / kWave;
    const double shine = kFaint + (kBright - kFaint) * (0.5 + 0.5 * std::sin((phase - place) * 2 * M_PI));
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(theme.text.primary, shine));
    painter.drawRoundedRect(shape, corner, corner);
}

Shimmer::Shimmer(QWidget *host) : QObject(host), m_host(host)
{
    m_turn.setInterval(kFrameMs);
    m_wait.setInterval(kAfterMs);
    m_wait.setSingleShot(true);
    connect(&m_turn, &QTimer::timeout, this, [this] {
        m_phase = std::fmod(m_phase + kFrameMs / kRoundMs, 1.0);
        if (m_host->isVisible())
            m_host->update();
    });
    connect(&m_wait, &QTimer::timeout, this, [this] {
        m_due = true;
        if (!themeOf(m_host).options.reducedMotion)
            m_turn.start();
        m_host->update();
    });
}

void Shimmer::setAwaiting(bool awaiting)
{
    if (awaiting == m_awaiting)
        return;
    m_awaiting = awaiting;
    m_due = false;
    m_turn.stop();
    awaiting ? m_wait.start() : m_wait.stop();
    m_host->update();
}

SkeletonLines::SkeletonLines(int lines, QWidget *parent) : QWidget(parent), m_lines(lines), m_shimmer(this)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("not known yet"));
    m_shimmer.setAwaiting(true);
}

QSize SkeletonLines::sizeHint() const
{
    return {120, m_lines * kLine};
}

void SkeletonLines::paintEvent(QPaintEvent *)
{
    if (!m_shimmer.isShown())
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (int i = 0; i < m_lines; ++i) {
        const double share = i + 1 == m_lines ? 0.6 : 0.96 - 0.07 * (i % 3);
        drawSkeleton(painter, QRectF(0, i * kLine + 5, width() * share, 10), themeOf(this), m_shimmer.phase());
    }
}

} // namespace sc::ui
