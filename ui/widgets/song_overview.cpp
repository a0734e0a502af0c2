// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/song_overview.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kCorner = 7;
constexpr int kStripe = 4;
} // namespace

SongOverview::SongOverview(WaveformStyle style, QWidget *parent) : QWidget(parent), m_style(style)
{
    setMinimumHeight(36);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setProperty("focusHalo", true);
    setProperty("cornerRadius", kCorner);
    setAccessibleName(tr("Song overview"));
}

void SongOverview::setSong(const SongMap &map, std::shared_ptr<const audio::WaveformPyramid> waveform, Ticks length, Ticks songStart)
{
    m_map = map;
    m_colours = SectionColours(map);
    m_waveform = std::move(waveform);
    m_length = length;
    m_songStart = songStart;
    m_bed = {};
    update();
}

void SongOverview::clear()
{
    setSong({}, nullptr, {});
    setPosition({});
    setVisibleRange(std::nullopt);
}

double SongOverview::xOf(Ticks t) const
{
    return m_length > Ticks() ? t.toSeconds() / m_length.toSeconds() * width() : 0;
}

void SongOverview::setPosition(Ticks position)
{
    if (position == m_position)
        return;
    const auto strip = [this](Ticks at) { return QRectF(xOf(at) - 10, 0, 20, height()).toAlignedRect(); };
    const QRect before = strip(m_position);
    m_position = position;
    update(before.united(strip(position)));
    setAccessibleDescription(formatClock(position, 0));
}

void SongOverview::setVisibleRange(std::optional<TickRange> range)
{
    m_visible = range;
    update();
}

void SongOverview::renderBed()
{
    const double dpr = devicePixelRatioF();
    const Theme &theme = themeOf(this);
    m_bed = QPixmap((QSizeF(size()) * dpr).toSize().expandedTo({1, 1}));
    m_bed.setDevicePixelRatio(dpr);
    m_bed.fill(Qt::transparent);
    QPainter painter(&m_bed);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), theme, kCorner);
    QPainterPath inside;
    inside.addRoundedRect(rect(), kCorner, kCorner);
    painter.setClipPath(inside);
    for (size_t i = 0; i < m_map.sections.size(); ++i) {
        const double from = xOf(m_map.sections[i].start + m_songStart);
        const double to = xOf(m_map.sections[i].end + m_songStart);
        const QColor colour = m_colours.colour(i, theme);
        drawSectionWash(painter, QRectF(from, kStripe, to - from, height() - kStripe), colour, 0.13, 0.03);
        painter.fillRect(QRectF(from + 0.5, 0, to - from - 1, kStripe), withAlpha(colour, 0.85));
        if (m_colours.hatched(i))
            painter.fillRect(QRectF(from + 0.5, 0, to - from - 1, kStripe), QBrush(theme.surface.well, Qt::BDiagPattern));
    }
    if (m_waveform && m_length > Ticks()) {
        const QSize area(m_bed.width(), qRound((height() - kStripe - 3) * dpr));
        QImage wave = renderWaveform(*m_waveform, {-m_songStart, m_length - m_songStart}, area, m_style, waveformColours(theme, m_style));
        wave.setDevicePixelRatio(dpr);
        painter.drawImage(QPointF(0, kStripe + 2), wave);
    }
}

void SongOverview::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    if (m_bed.isNull() || m_bed.devicePixelRatioF() != devicePixelRatioF())
        renderBed();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPixmap(0, 0, m_bed);
    if (m_length <= Ticks())
        return;
    if (m_visible) {
        const QRectF window(xOf(m_visible->start), 0, xOf(m_visible->length()), height());
        painter.setBrush(withAlpha(theme.text.primary, 0.07));
        painter.setPen(QPen(withAlpha(theme.text.primary, 0.6), 1.25));
        painter.drawRoundedRect(window.adjusted(0.6, 0.6, -0.6, -0.6), 5, 5);
    }
    const double x = xOf(m_position);
    painter.fillRect(QRectF(0, kStripe, x, height() - kStripe), withAlpha(Qt::black, theme.isDark() ? 0.18 : 0.06));
    QLinearGradient glow(QPointF(x - 8, 0), QPointF(x + 8, 0));
    glow.setColorAt(0, withAlpha(theme.glow.playhead.colour, 0));
    glow.setColorAt(0.5, withAlpha(theme.glow.playhead.colour, static_cast<double>(theme.glow.playhead.colour.alphaF()) * 2.5));
    glow.setColorAt(1, withAlpha(theme.glow.playhead.colour, 0));
    painter.fillRect(QRectF(x - 8, 0, 16, height()), glow);
    painter.fillRect(QRectF(x - 0.75, 0, 1.5, height()), theme.accent.playhead);
}

void SongOverview::resizeEvent(QResizeEvent *)
{
    m_bed = {};
}

void SongOverview::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        m_bed = {};
    QWidget::changeEvent(event);
}

void SongOverview::seekTo(double x)
{
    if (m_length > Ticks() && width() > 0)
        Q_EMIT seekRequested(Ticks::fromSeconds(std::clamp(x / width(), 0.0, 1.0) * m_length.toSeconds()));
}

void SongOverview::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        seekTo(event->position().x());
}

void SongOverview::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->buttons() & Qt::LeftButton) != 0)
        seekTo(event->position().x());
}

void SongOverview::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step == 0)
        return QWidget::keyPressEvent(event);
    Q_EMIT seekRequested(std::clamp(m_position + Ticks::seconds(step), Ticks(), m_length));
}

bool SongOverview::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && m_length > Ticks()) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const Ticks at = Ticks::fromSeconds(static_cast<double>(help->x()) / std::max(1, width()) * m_length.toSeconds());
        QString text = formatClock(at, 0);
        for (size_t i = 0; i < m_map.sections.size(); ++i) {
            if (TickRange{m_map.sections[i].start, m_map.sections[i].end}.contains(at - m_songStart))
                text = sectionTitle(m_map, i) + QStringLiteral(", ") + text;
        }
        QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace sc::ui
