// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/view_bar.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/viewer/compare_view.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kHeight = 36;
constexpr double kCorner = 9;
constexpr double kClock = 78;   // px for the clock
constexpr double kCounter = 84; // and for the frames

} // namespace

ViewBar::ViewBar(CompareView &view, QWidget *parent) : QWidget(parent), m_view(view)
{
    setFixedHeight(kHeight);
    connect(&view, &CompareView::positionChanged, this, qOverload<>(&QWidget::update));
    connect(&view, &CompareView::playingChanged, this, qOverload<>(&QWidget::update));
    connect(&view, &CompareView::modeChanged, this, &ViewBar::refresh);
    refresh();
}

void ViewBar::refresh()
{
    setVisible(!m_view.sides().empty() || !m_words.isEmpty());
    update();
}

void ViewBar::setLive(const QString &words, double fraction)
{
    m_words = words;
    m_fraction = fraction;
    refresh();
}

bool ViewBar::isMovie() const
{
    return m_words.isEmpty() && m_view.length() > Ticks();
}

QRectF ViewBar::trackRect() const
{
    return {40 + kClock, kHeight / 2.0 - 2, width() - 40 - kClock - kCounter - 44, 4};
}

void ViewBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const Theme &theme = themeOf(this);
    const QColor white = theme.state.onAccent;
    const QColor quiet = withAlpha(white, 0.66);
    QColor plate = theme.state.badgePlate;
    plate.setAlphaF(0.72F);
    painter.setPen(Qt::NoPen);
    painter.setBrush(plate);
    if (!m_words.isEmpty()) {
        painter.setFont(theme.fonts.caption);
        const double wide = QFontMetricsF(theme.fonts.caption).horizontalAdvance(m_words) + 46;
        painter.drawRoundedRect(QRectF(0, 0, wide, kHeight), kCorner, kCorner);
        drawRing(painter, QRectF(12, 11, 14, 14), theme, theme.text.purple, m_fraction, 2);
        painter.setPen(white);
        painter.drawText(QRectF(34, 0, wide, kHeight), Qt::AlignLeft | Qt::AlignVCenter, m_words);
        return;
    }
    if (!isMovie()) {
        painter.drawRoundedRect(loupeRect().adjusted(-4, -4, 4, 4), kCorner, kCorner);
        drawIconCentred(painter, QStringLiteral("search"), loupeRect(), 15, m_view.hasLoupe() ? theme.text.blue : quiet);
        return;
    }
    painter.drawRoundedRect(rect(), kCorner, kCorner);
    drawIconCentred(painter, m_view.isPlaying() ? QStringLiteral("pause") : QStringLiteral("play"), playRect(), 15, white, IconFill::Solid);
    const Ticks frame = m_view.frameLength();
    const qint64 now = frame > Ticks() ? m_view.position().value() / frame.value() : 0;
    const qint64 all = frame > Ticks() ? std::max<qint64>(1, std::llround(double(m_view.length().value()) / double(frame.value()))) : 1;
    const auto rate = std::max<qint64>(1, frame > Ticks() ? std::llround(double(Ticks::kPerSecond) / double(frame.value())) : 24);
    painter.setFont(theme.fonts.captionMono);
    painter.setPen(white);
    const QString clock = QStringLiteral("%1:%2:%3")
                              .arg(now / (rate * 60), 2, 10, QLatin1Char('0'))
                              .arg(now / rate % 60, 2, 10, QLatin1Char('0'))
                              .arg(now % rate, 2, 10, QLatin1Char('0'));
    painter.drawText(QRectF(40, 0, kClock, kHeight), Qt::AlignLeft | Qt::AlignVCenter, clock);
    const QRectF track = trackRect();
    painter.setPen(Qt::NoPen);
    painter.setBrush(withAlpha(white, 0.2));
    painter.drawRoundedRect(track, 2, 2);
    QRectF done = track;
    done.setWidth(track.width() * double(now) / double(std::max<qint64>(1, all - 1)));
    painter.setBrush(white);
    painter.drawRoundedRect(done, 2, 2);
    painter.setPen(quiet);
    painter.drawText(QRectF(track.right(), 0, kCounter, kHeight), Qt::AlignRight | Qt::AlignVCenter,
                     QStringLiteral("%1 / %2").arg(std::min(now + 1, all)).arg(all));
    drawIconCentred(painter, QStringLiteral("search"), loupeRect(), 15, m_view.hasLoupe() ? theme.text.blue : quiet);
}

void ViewBar::seekTo(double x)
{
    const QRectF track = trackRect();
    const double share = std::clamp((x - track.left()) / std::max(1.0, track.width()), 0.0, 1.0);
    m_view.setPlaying(false);
    m_view.setPosition(Ticks(std::llround(double(m_view.length().value()) * share)));
}

void ViewBar::mousePressEvent(QMouseEvent *event)
{
    if (m_words.isEmpty() && loupeRect().contains(event->position())) {
        m_view.setLoupe(!m_view.hasLoupe());
        update();
    } else if (isMovie() && playRect().contains(event->position())) {
        m_view.setPlaying(!m_view.isPlaying());
    } else if (isMovie()) {
        seekTo(event->position().x());
    } else {
        event->ignore();
    }
}

void ViewBar::mouseMoveEvent(QMouseEvent *event)
{
    if (isMovie() && (event->buttons() & Qt::LeftButton) && trackRect().adjusted(-8, -20, 8, 20).contains(event->position()))
        seekTo(event->position().x());
}

} // namespace sc::ui
