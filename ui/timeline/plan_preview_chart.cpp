// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/plan_preview_chart.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QSet>
#include <QtGui/QKeyEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kSmoothBars = 2.5; // ten beats of four
constexpr double kHeads = 20;
constexpr double kShots = 14;

std::vector<double> smoothed(const std::vector<planning::PlanBar> &bars, double planning::PlanBar::*rate)
{
    std::vector<double> smooth;
    const int reach = int(std::ceil(3 * kSmoothBars));
    for (int i = 0; i < int(bars.size()); ++i) {
        double sum = 0;
        double weights = 0;
        for (int k = std::max(0, i - reach); k < std::min(int(bars.size()), i + reach + 1); ++k) {
            const double weight = std::exp(-(k - i) * (k - i) / (2 * kSmoothBars * kSmoothBars));
            sum += weight * bars[size_t(k)].*rate;
            weights += weight;
        }
        smooth.push_back(sum / weights);
    }
    return smooth;
}

} // namespace

PlanPreviewChart::PlanPreviewChart(QWidget *parent) : QWidget(parent)
{
    setMinimumHeight(128);
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Cuts a minute over the song"));
}

void PlanPreviewChart::setPlan(const planning::PlanPreview *plan)
{
    m_bars.clear();
    m_parts.clear();
    m_blocks.clear();
    m_read = -1;
    if (plan) {
        m_bars = plan->bars;
        m_length = timeline::programLength(plan->timeline);
        QSet<ClipId> made;
        for (const planning::GivenShot &shot : plan->given)
            made.insert(shot.clip);
        QHash<SceneId, int> colours;
        for (const timeline::Scene &scene : plan->timeline.scenes) {
            colours.insert(scene.id, scene.colour);
            if (scene.isLive)
                m_parts.push_back({scene.range(), scene.name, scene.colour, scene.locked});
        }
        for (const timeline::Clip *clip : timeline::liveClips(plan->timeline))
            m_blocks.push_back({clip->range(), colours.value(clip->scene), !made.contains(clip->id)});
        setAccessibleDescription(
            tr("%1 shots, %2 seconds on average, %3 now").arg(plan->shots).arg(plan->averageShotSeconds, 0, 'f', 2).arg(plan->shotsNow));
    }
    m_planned = smoothed(m_bars, &planning::PlanBar::cutRate);
    m_present = smoothed(m_bars, &planning::PlanBar::presentRate);
    m_top = 20;
    for (const auto &rates : {m_planned, m_present}) {
        for (const double rate : rates)
            m_top = std::max(m_top, rate);
    }
    m_top = std::ceil(m_top / 20) * 20;
    update();
}

QRectF PlanPreviewChart::plot() const
{
    return QRectF(rect()).adjusted(40, 6, -10, -8);
}

double PlanPreviewChart::xOf(Ticks t) const
{
    const QRectF box = plot();
    return m_length > Ticks() ? box.left() + box.width() * double(t.value()) / double(m_length.value()) : box.left();
}

void PlanPreviewChart::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), theme);
    if (m_blocks.empty())
        return;
    paintSections(painter, theme);
    paintScale(painter, theme);
    paintCurves(painter, theme);
    paintShots(painter, theme);
    paintReading(painter, theme);
    if (hasFocus())
        drawFocusInside(painter, QRectF(rect()), theme, 8);
}

void PlanPreviewChart::paintSections(QPainter &painter, const Theme &theme) const
{
    const QRectF box = plot();
    painter.setFont(theme.fonts.caption);
    for (const Part &part : m_parts) {
        const QRectF column(xOf(part.range.start), box.top(), xOf(part.range.end) - xOf(part.range.start), box.height() - kShots - 4);
        const QColor colour = sceneColour(theme, part.colour);
        painter.fillRect(column, withAlpha(colour, 0.07));
        const QRectF head(column.left(), column.top(), column.width(), kHeads - 2);
        painter.fillRect(head, withAlpha(colour, 0.22));
        painter.fillRect(QRectF(head.left(), head.top(), 2, head.height()), colour);
        if (part.locked)
            painter.fillRect(column, QBrush(withAlpha(theme.text.primary, 0.18), Qt::BDiagPattern));
        painter.setPen(theme.text.primary);
        if (head.width() > 30)
            painter.drawText(head.adjusted(7, 0, -2, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.caption).elidedText(part.name, Qt::ElideRight, head.width() - 9));
    }
}

void PlanPreviewChart::paintScale(QPainter &painter, const Theme &theme) const
{
    const QRectF box = plot();
    const QRectF curves = box.adjusted(0, kHeads, 0, -kShots - 6);
    const double step = m_top > 80 ? std::ceil(m_top / 60) * 20 : 20;
    painter.setFont(theme.fonts.caption);
    for (double rate = step; rate <= m_top; rate += step) {
        const double y = curves.bottom() - curves.height() * rate / m_top;
        drawHairline(painter, {curves.left(), y}, curves.width(), theme.hairline.one);
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(4, y - 8, 30, 16), Qt::AlignRight | Qt::AlignVCenter, QString::number(rate));
    }
    painter.setPen(theme.text.tertiary);
    painter.drawText(QRectF(4, box.bottom() - kShots, 32, kShots), Qt::AlignRight | Qt::AlignVCenter, tr("Cuts"));
}

void PlanPreviewChart::paintCurves(QPainter &painter, const Theme &theme) const
{
    if (m_bars.empty())
        return;
    const QRectF curves = plot().adjusted(0, kHeads, 0, -kShots - 6);
    const auto path = [&](const auto &valueOf, double top) {
        QPainterPath line;
        for (size_t i = 0; i < m_bars.size(); ++i) {
            const TickRange bar = m_bars[i].range;
            const QPointF at(xOf(bar.start + Ticks(bar.length().value() / 2)), curves.bottom() - curves.height() * valueOf(i) / top);
            i == 0 ? line.moveTo(at) : line.lineTo(at);
        }
        return line;
    };
    const QPainterPath energy = path([&](size_t i) { return m_bars[i].energy; }, 1.0);
    const QPainterPath present = path([&](size_t i) { return m_present[i]; }, m_top);
    const QPainterPath planned = path([&](size_t i) { return m_planned[i]; }, m_top);
    QPainterPath area = planned;
    area.lineTo(planned.currentPosition().x(), curves.bottom());
    area.lineTo(planned.elementAt(0).x, curves.bottom());
    area.closeSubpath();
    QLinearGradient fill(curves.topLeft(), curves.bottomLeft());
    fill.setColorAt(0, withAlpha(theme.brand.blue, 0.34));
    fill.setColorAt(1, withAlpha(theme.brand.blue, 0.02));
    painter.fillPath(area, fill);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(withAlpha(theme.brand.cyan, 0.55), 1.25));
    painter.drawPath(energy);
    painter.setPen(QPen(theme.text.secondary, 1.25, Qt::DashLine));
    painter.drawPath(present);
    painter.setPen(QPen(theme.text.blue, 2));
    painter.drawPath(planned);
}

void PlanPreviewChart::paintShots(QPainter &painter, const Theme &theme) const
{
    const QRectF box = plot();
    painter.setPen(Qt::NoPen);
    for (const Block &block : m_blocks) {
        const double x = xOf(block.range.start);
        const QRectF shot(x, box.bottom() - kShots, std::max(1.0, xOf(block.range.end) - x - 1), kShots);
        painter.setBrush(withAlpha(sceneColour(theme, block.colour), 0.58));
        painter.drawRect(shot);
        if (block.stays)
            painter.fillRect(shot, QBrush(withAlpha(theme.text.primary, 0.5), Qt::BDiagPattern));
    }
}

void PlanPreviewChart::paintReading(QPainter &painter, const Theme &theme) const
{
    if (m_read < 0 || m_read >= int(m_bars.size()))
        return;
    const QRectF curves = plot().adjusted(0, kHeads, 0, -kShots - 6);
    const planning::PlanBar &bar = m_bars[size_t(m_read)];
    const double x = xOf(bar.range.start + Ticks(bar.range.length().value() / 2));
    const double y = curves.bottom() - curves.height() * m_planned[size_t(m_read)] / m_top;
    drawVerticalHairline(painter, {x, curves.top()}, curves.height(), theme.hairline.three);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text.blue);
    painter.drawEllipse(QPointF(x, y), 4, 4);
    const QString text = tr("%1 cuts a minute, bar %2, now %3")
                             .arg(qRound(m_planned[size_t(m_read)]))
                             .arg(m_read + 1)
                             .arg(qRound(m_present[size_t(m_read)]));
    const double width = QFontMetricsF(theme.fonts.caption).horizontalAdvance(text) + 16;
    const double left = std::clamp(x - width - 10, curves.left(), curves.right() - width);
    const QRectF plate(left, curves.top() + 2, width, 22);
    drawFloatingPlate(painter, plate, theme, 6);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.primary);
    painter.drawText(plate, Qt::AlignCenter, text);
}

void PlanPreviewChart::read(int bar)
{
    m_read = bar;
    update();
}

void PlanPreviewChart::mouseMoveEvent(QMouseEvent *event)
{
    int found = -1;
    for (int i = 0; i < int(m_bars.size()); ++i) {
        if (event->position().x() >= xOf(m_bars[size_t(i)].range.start) && event->position().x() < xOf(m_bars[size_t(i)].range.end))
            found = i;
    }
    read(found);
}

void PlanPreviewChart::leaveEvent(QEvent *)
{
    read(-1);
}

void PlanPreviewChart::keyPressEvent(QKeyEvent *event)
{
    if (m_bars.empty() || (event->key() != Qt::Key_Left && event->key() != Qt::Key_Right)) {
        QWidget::keyPressEvent(event);
        return;
    }
    read(std::clamp(m_read + (event->key() == Qt::Key_Left ? -1 : 1), 0, int(m_bars.size()) - 1));
}

} // namespace sc::ui
