// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_graphs.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/ruler_ticks.h"
#include "ui/widgets/waveform_painter.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kHead = 76; // names of the rows
constexpr int kRight = 12;
constexpr double kZoomStep = 1.189207115;
constexpr double kFloorLufs = -50; // bottom of the loudness curve

QString momentName(KeyMomentKind kind)
{
    switch (kind) {
    case KeyMomentKind::Drop:
        return SongGraphs::tr("drop");
    case KeyMomentKind::BuildStart:
        return SongGraphs::tr("build");
    case KeyMomentKind::Break:
        return SongGraphs::tr("break");
    case KeyMomentKind::Peak:
        return SongGraphs::tr("peak");
    case KeyMomentKind::Silence:
        return SongGraphs::tr("silence");
    case KeyMomentKind::Entry:
        return SongGraphs::tr("entry");
    case KeyMomentKind::End:
        return SongGraphs::tr("end");
    }
    return {};
}

// A curve as a line of one point a pixel; `toY` maps a value to 0 (top) .. 1.
template<class ToY> QPainterPath curvePath(const Curve &curve, const ViewState &view, const QRectF &box, ToY toY)
{
    QPainterPath path;
    const double last = std::min(box.width(), view.xOf(curve.step * std::int64_t(curve.values.size())));
    bool first = true;
    for (double x = std::max(0.0, view.xOf(Ticks())); x <= last; x += 1.5) {
        const TickRange around{view.timeAt(x - 1), view.timeAt(x + 1)};
        const double value = around.length() > curve.step ? curve.mean(around) : curve.at(view.timeAt(x));
        const QPointF at(box.left() + x, box.top() + box.height() * std::clamp(toY(value), 0.0, 1.0));
        first ? path.moveTo(at) : path.lineTo(at);
        first = false;
    }
    return path;
}

} // namespace

SongGraphs::SongGraphs(SongView *song, QWidget *parent) : QWidget(parent), m_song(song)
{
    setMinimumHeight(200);
    setMouseTracking(true);
    setAccessibleName(tr("Graphs of the song"));
    connect(song, &SongView::analysisChanged, this, &SongGraphs::refresh);
    connect(song, &SongView::viewChanged, this, &SongGraphs::refresh);
    connect(song, &SongView::playheadMoved, this, &SongGraphs::movePlayhead);
}

void SongGraphs::setBands(bool bands)
{
    m_bands = bands;
    refresh();
}

void SongGraphs::refresh()
{
    m_still = QPixmap();
    update();
}

void SongGraphs::resizeEvent(QResizeEvent *)
{
    m_song->setWidth(std::max(1, width() - kHead - kRight));
    refresh();
}

void SongGraphs::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        refresh();
    QWidget::changeEvent(event);
}

SongGraphs::Rows SongGraphs::rows() const
{
    const double w = std::max(1, width() - kHead - kRight);
    Rows rows;
    rows.ruler = QRectF(0, 4, w, 18);
    rows.sections = QRectF(0, 24, w, 26);
    const double rest = height() - 54 - 4 - 12;
    const double curves = std::clamp(rest * 0.30, 50.0, 130.0);
    rows.wave = QRectF(0, 54, w, rest - curves);
    rows.curves = QRectF(0, rows.wave.bottom() + 4, w, curves);
    return rows;
}

void SongGraphs::movePlayhead()
{
    const double x = kHead + m_song->view().xOf(m_song->playhead());
    for (const double at : {m_playheadX, x})
        update(QRect(int(at) - 12, 0, 24, height()));
    m_playheadX = x;
}

void SongGraphs::render()
{
    const double ratio = devicePixelRatioF();
    m_still = QPixmap(size() * ratio);
    m_still.setDevicePixelRatio(ratio);
    m_still.fill(Qt::transparent);
    QPainter painter(&m_still);
    painter.setRenderHint(QPainter::Antialiasing);
    paintHeads(painter);
    painter.setClipRect(QRectF(kHead, 0, width() - kHead - kRight, height()));
    painter.translate(kHead, 0);
    const Rows r = rows();
    paintRuler(painter, r.ruler);
    paintSections(painter, r.sections);
    paintWave(painter, r.wave, ratio);
    paintCurves(painter, r.curves);
    paintMoments(painter, r.wave);
}

void SongGraphs::paintEvent(QPaintEvent *)
{
    if (!m_song->analysis())
        return;
    if (m_still.isNull())
        render();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_still);
    const Theme &theme = themeOf(this);
    const double x = kHead + m_song->view().xOf(m_song->playhead());
    if (x < kHead || x > width() - kRight)
        return;
    const double bottom = rows().curves.bottom();
    if (!theme.isFlat()) {
        QLinearGradient glow(x - 10, 0, x + 10, 0);
        glow.setColorAt(0, withAlpha(theme.brand.cyan, 0));
        glow.setColorAt(0.5, withAlpha(theme.brand.cyan, 0.35));
        glow.setColorAt(1, withAlpha(theme.brand.cyan, 0));
        painter.fillRect(QRectF(x - 10, 8, 20, bottom - 8), glow);
    }
    painter.fillRect(QRectF(x - 0.75, 8, 1.5, bottom - 8), theme.accent.playhead);
}

void SongGraphs::paintHeads(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const Rows r = rows();
    const auto head = [&](const QRectF &row, const QString &name, const QString &unit) {
        const double height = unit.isEmpty() ? 14 : 28;
        const double top = row.center().y() - height / 2;
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(12, top, kHead - 16, 14), Qt::AlignLeft | Qt::AlignVCenter, name);
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRectF(12, top + 14, kHead - 16, 14), Qt::AlignLeft | Qt::AlignVCenter, unit);
    };
    head(r.sections, tr("Sections"), {});
    head(r.wave, tr("Waveform"), m_bands ? tr("3 bands") : tr("peak, RMS"));
    head(r.curves, tr("Energy"), tr("and LUFS"));
}

void SongGraphs::paintRuler(QPainter &painter, const QRectF &row) const
{
    const Theme &theme = themeOf(this);
    const ViewState &view = m_song->view();
    painter.setFont(theme.fonts.caption);
    const auto tick = [&](double x, const QString &text, bool strong) {
        painter.fillRect(QRectF(std::round(x), row.top() + 4, 1, 14), withAlpha(theme.text.primary, 0.22));
        painter.setPen(strong ? theme.text.primary : theme.text.secondary);
        painter.drawText(QPointF(x + 5, row.top() + 14), text);
    };
    for (const BarTick &bar : barTicks(m_song->beats(), view, -40, view.width())) {
        if (bar.labelled)
            tick(bar.x, QString::number(bar.bar), bar.strong);
    }
    if (m_song->beats().empty()) {
        const FrameRate clock;
        for (const TimecodeTick &time : timecodeTicks(clock, view, -40, view.width(), 80))
            tick(time.x, formatClock(clock.timeOf(time.frame), 0), false);
    }
}

void SongGraphs::paintSections(QPainter &painter, const QRectF &row) const
{
    const Theme &theme = themeOf(this);
    const ViewState &view = m_song->view();
    const SongMap &map = m_song->analysis()->map;
    for (size_t i = 0; i < map.sections.size(); ++i) {
        const double left = std::max(0.0, view.xOf(map.sections[i].start));
        const double right = std::min<double>(view.width(), view.xOf(map.sections[i].end));
        if (right - left < 3)
            continue;
        const QRectF box(left + 1, row.top() + 1, right - left - 2, row.height() - 2);
        const QColor colour = m_song->colours().colour(i, theme);
        painter.save();
        QPainterPath shape;
        shape.addRoundedRect(box, std::min(5.0, box.width() / 2), std::min(5.0, box.width() / 2));
        painter.setClipPath(shape, Qt::IntersectClip);
        QLinearGradient fill(box.topLeft(), box.bottomLeft());
        fill.setColorAt(0, withAlpha(colour, 0.38));
        fill.setColorAt(1, withAlpha(colour, 0.22));
        painter.fillRect(box, fill);
        painter.fillRect(QRectF(box.left(), box.top(), box.width(), 2), colour);
        if (box.width() >= 36) {
            painter.setFont(theme.fonts.captionStrong);
            painter.setPen(theme.sectionText(colour));
            const QRectF text = box.adjusted(7, 2, -4, 0);
            painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.captionStrong).elidedText(sectionTitle(map, i), Qt::ElideRight, text.width()));
        }
        painter.restore();
    }
}

void SongGraphs::paintWave(QPainter &painter, const QRectF &row, double ratio) const
{
    const Theme &theme = themeOf(this);
    const ViewState &view = m_song->view();
    const audio::Analysis &analysis = *m_song->analysis();
    drawWell(painter, row, theme, radius::kThumb);
    for (size_t i = 0; i < analysis.map.sections.size(); ++i) {
        const double left = std::max(0.0, view.xOf(analysis.map.sections[i].start));
        const double right = std::min<double>(view.width(), view.xOf(analysis.map.sections[i].end));
        if (right > left)
            drawSectionWash(painter, QRectF(left, row.top(), right - left, row.height()), m_song->colours().colour(i, theme), 0.11, 0.03);
    }
    const WaveformStyle style = m_bands ? WaveformStyle::Bands : WaveformStyle::Quiet;
    painter.drawImage(
        row, renderWaveform(analysis.waveform, view.visible(), (row.size() * ratio).toSize(), style, waveformColours(theme, style)));
}

void SongGraphs::paintCurves(QPainter &painter, const QRectF &row) const
{
    const Theme &theme = themeOf(this);
    const ViewState &view = m_song->view();
    const audio::Analysis &analysis = *m_song->analysis();
    drawWell(painter, row, theme, radius::kThumb);
    const QRectF box = row.adjusted(0, 6, 0, -4);
    painter.fillRect(QRectF(row.left(), row.center().y(), row.width(), 1), theme.hairline.one);
    if (!analysis.map.energy.values.empty()) {
        const QPainterPath line = curvePath(analysis.map.energy, view, box, [](double v) { return 1 - v; });
        QPainterPath area = line;
        area.lineTo(line.currentPosition().x(), row.bottom());
        area.lineTo(line.elementAt(0).x, row.bottom());
        area.closeSubpath();
        QLinearGradient fill(row.topLeft(), row.bottomLeft());
        fill.setColorAt(0, withAlpha(theme.brand.purple, 0.42));
        fill.setColorAt(1, withAlpha(theme.brand.purple, 0.03));
        painter.fillPath(area, fill);
        painter.setPen(QPen(theme.text.purple, 1.75));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(line);
    }
    if (!analysis.loudness.values.empty()) {
        painter.setPen(QPen(withAlpha(theme.semantic.warning, 0.85), 1.1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(curvePath(analysis.loudness, view, box, [](double v) { return v / kFloorLufs; }));
    }
}

void SongGraphs::paintMoments(QPainter &painter, const QRectF &row) const
{
    const Theme &theme = themeOf(this);
    const ViewState &view = m_song->view();
    const QFontMetricsF metrics(theme.fonts.captionStrong);
    double free = -1e9; // right end of the last plate
    for (const KeyMoment &moment : m_song->analysis()->map.moments) {
        const double x = view.xOf(moment.time);
        if (x < 0 || x > view.width())
            continue;
        const QColor line = theme.sectionColour(SectionHue::Drop);
        painter.fillRect(QRectF(std::round(x), row.top(), 1, row.height()), withAlpha(line, 0.8));
        QString bar = formatBarPosition(m_song->beats(), moment.time);
        bar.truncate(bar.lastIndexOf(u'.'));
        const QString text = bar.isEmpty() ? momentName(moment.kind) : momentName(moment.kind) + u' ' + bar;
        const double width = metrics.horizontalAdvance(text) + 24;
        if (x + 4 < free || x + 4 + width > view.width())
            continue; // the line stays, the word waits for more zoom
        free = x + 8 + width;
        const QRectF plate(x + 4, row.top() + 5, width, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.snapLabel);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        drawIconCentred(painter, QStringLiteral("bolt"), QRectF(plate.left() + 3, plate.top(), 14, 18), 12, theme.state.onAccent);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.state.onAccent);
        painter.drawText(plate.adjusted(19, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

void SongGraphs::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && event->position().x() >= kHead)
        m_song->seek(m_song->view().timeAt(event->position().x() - kHead));
}

void SongGraphs::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        m_song->seek(m_song->view().timeAt(std::max(0.0, event->position().x() - kHead)));
}

void SongGraphs::mouseDoubleClickEvent(QMouseEvent *)
{
    m_song->fitAll();
}

void SongGraphs::wheelEvent(QWheelEvent *event)
{
    const QPoint angle = event->angleDelta();
    if (event->modifiers() & Qt::ControlModifier)
        m_song->zoomAt(event->position().x() - kHead, std::pow(kZoomStep, angle.y() / 120.0));
    else
        m_song->scrollBy(-(angle.x() ? angle.x() : angle.y()) / 120.0 * 90);
    event->accept();
}

} // namespace sc::ui
