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
#include <cmath>
#include <utility>

namespace sc::ui {

namespace {
constexpr int kCorner = 7;
constexpr int kStripe = 4;
constexpr double kEdgeReach = 5;   // px around an edge of the window
constexpr double kDragFrom = 3;    // px: less is a click
constexpr double kLeastWindow = 3; // px that a window can be squeezed to
constexpr int kDensityHeight = 3;
} // namespace

SongOverview::SongOverview(WaveformStyle style, QWidget *parent) : QWidget(parent), m_style(style)
{
    setMinimumHeight(36);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setFocusPolicy(Qt::TabFocus);
    setProperty("focusHalo", true);
    setProperty("cornerRadius", kCorner);
    setAccessibleName(tr("Song overview"));
    setMouseTracking(true);
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
    m_cuts.clear();
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

void SongOverview::setCuts(std::vector<Ticks> cuts)
{
    if (cuts == m_cuts)
        return;
    m_cuts = std::move(cuts);
    m_bed = {};
    update();
}

std::vector<double> SongOverview::cutDensity(const std::vector<Ticks> &cuts, Ticks length, int columns)
{
    std::vector<double> density(size_t(std::max(0, columns)), 0.0);
    if (density.empty() || length <= Ticks())
        return density;
    // Smoothed over some pixels: single cuts would be noise.
    const int reach = std::max(1, columns / 60);
    for (const Ticks cut : cuts) {
        const int at = int(cut.toSeconds() / length.toSeconds() * columns);
        for (int x = std::max(0, at - reach); x <= std::min(columns - 1, at + reach); ++x)
            density[size_t(x)] += 1;
    }
    const double most = *std::ranges::max_element(density);
    for (double &each : density)
        each = most > 0 ? each / most : 0;
    return density;
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
    const std::vector<double> density = cutDensity(m_cuts, m_length, m_cuts.empty() ? 0 : width());
    for (size_t x = 0; x < density.size(); ++x) {
        if (density[x] > 0)
            painter.fillRect(QRectF(double(x), height() - kDensityHeight, 1, kDensityHeight),
                             withAlpha(theme.brand.cyan, 0.12 + 0.7 * density[x]));
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

Ticks SongOverview::timeAt(double x) const
{
    return Ticks::fromSeconds(std::clamp(x / std::max(1, width()), 0.0, 1.0) * m_length.toSeconds());
}

void SongOverview::seekTo(double x)
{
    if (m_length > Ticks() && width() > 0)
        Q_EMIT seekRequested(timeAt(x));
}

SongOverview::Grip SongOverview::gripAt(double x) const
{
    if (!m_visible || m_length <= Ticks())
        return Grip::Seek;
    const double left = xOf(m_visible->start);
    const double right = xOf(m_visible->end);
    // A narrow window stays a handle to drag: its edges are grasped from outside.
    const double inner = std::min(kEdgeReach, (right - left) / 4);
    if (left > -kEdgeReach && x >= left - kEdgeReach && x < left + inner)
        return Grip::Start;
    if (right < width() + kEdgeReach && x > right - inner && x <= right + kEdgeReach)
        return Grip::End;
    const bool isAll = left <= 0 && right >= width();
    return x >= left && x <= right && !isAll ? Grip::Window : Grip::Seek;
}

void SongOverview::dragWindow(double x)
{
    const Ticks by = Ticks::fromSeconds((x - m_pressX) / std::max(1, width()) * m_length.toSeconds());
    const Ticks least = Ticks::fromSeconds(kLeastWindow / std::max(1, width()) * m_length.toSeconds());
    TickRange range = m_pressed;
    if (m_grip != Grip::End)
        range.start += by;
    if (m_grip != Grip::Start)
        range.end += by;
    if (m_grip == Grip::Start)
        range.start = std::min(range.start, range.end - least);
    if (m_grip == Grip::End)
        range.end = std::max(range.end, range.start + least);
    Q_EMIT rangeRequested(range);
}

void SongOverview::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    m_grip = gripAt(event->position().x());
    m_hasMoved = false;
    m_pressX = event->position().x();
    m_pressed = m_visible.value_or(TickRange());
    if (m_grip == Grip::Seek)
        seekTo(m_pressX);
}

void SongOverview::mouseMoveEvent(QMouseEvent *event)
{
    const double x = event->position().x();
    if ((event->buttons() & Qt::LeftButton) == 0) {
        const Grip grip = gripAt(x);
        setCursor(grip == Grip::Start || grip == Grip::End ? Qt::SizeHorCursor
                  : grip == Grip::Window                   ? Qt::OpenHandCursor
                                                           : Qt::ArrowCursor);
        return;
    }
    m_hasMoved = m_hasMoved || std::abs(x - m_pressX) >= kDragFrom;
    if (m_grip == Grip::Seek)
        seekTo(x);
    else if (m_grip != Grip::None && m_hasMoved)
        dragWindow(x);
}

void SongOverview::mouseReleaseEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && std::exchange(m_grip, Grip::None) == Grip::Window && !m_hasMoved)
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
