// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/drag_painter.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kPlatePadding = 7;

QRectF boxOf(const LaneLayout &layout, const ViewState &view, TickRange range)
{
    const QRect lane = layout.rect(Lane::Shots);
    const double left = layout.headWidth + view.xOf(range.start);
    const double right = layout.headWidth + view.xOf(range.end);
    return QRectF(left + 1, lane.top() + 2, std::max(1.0, right - left - 2), lane.height() - 4);
}

void drawGhost(QPainter &painter, const QRectF &box, const QColor &colour)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(box, std::min(7.0, box.width() / 3), std::min(7.0, box.width() / 3));
    painter.setClipPath(path, Qt::IntersectClip);
    painter.setPen(QPen(withAlpha(colour, 0.16), 4));
    for (double x = box.left() - box.height(); x < box.right(); x += 11)
        painter.drawLine(QPointF(x, box.bottom()), QPointF(x + box.height(), box.top()));
    painter.restore();
    drawDashedFrame(painter, box, withAlpha(colour, 0.6), std::min(7.0, box.width() / 3));
}

// Where the transition is now, and how far its shots and their media would let it reach.
void drawTransition(QPainter &painter, const Theme &theme, const LaneLayout &layout, const ViewState &view, const ClipDrag &drag)
{
    const TickRange most = drag.longestTransition();
    const QRect picture = layout.shotPicture();
    const auto boxIn = [&](TickRange range) {
        const double left = layout.headWidth + view.xOf(range.start);
        return QRectF(left, picture.top() + 2, layout.headWidth + view.xOf(range.end) - left, picture.height() - 4);
    };
    if (!most.isEmpty())
        drawDashedFrame(painter, boxIn(most), withAlpha(theme.text.primary, 0.5), 3);
    painter.setPen(QPen(drag.preview() ? theme.accent.snap : theme.semantic.danger, 2));
    painter.setBrush(withAlpha(drag.preview() ? theme.accent.snap : theme.semantic.danger, 0.16));
    painter.drawRoundedRect(boxIn(drag.wished()).adjusted(1, 1, -1, -1), 3, 3);
}

// A plate beside x that stays inside the lanes; gives where it went.
QRectF plateAt(const LaneLayout &layout, double x, double y, double width, double height)
{
    double left = x + 5;
    if (left + width > layout.size.width() - 4)
        left = x - 5 - width;
    return QRectF(std::max(left, double(layout.headWidth) + 2), y, width, height);
}

void drawSnapLine(QPainter &painter, const Theme &theme, const LaneLayout &layout, double x, const QString &name, double y)
{
    painter.fillRect(QRectF(std::round(x) - 0.5, 2, 1, layout.bottom() - 2), theme.accent.snap);
    const QFontMetricsF metrics(theme.fonts.captionStrong);
    const QRectF plate = plateAt(layout, x, y, metrics.horizontalAdvance(name) + 12 + 16 + 4, 18);
    drawShadow(painter, plate, radius::kBadge, 8, 2, withAlpha(Qt::black, 0.5));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent.snapLabel);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    drawIconCentred(painter, QStringLiteral("magnet"), QRectF(plate.left() + 4, plate.top(), 14, 18), 12, theme.state.onAccent);
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(theme.state.onAccent);
    painter.drawText(plate.adjusted(22, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, name);
}

// Frames first, beats behind them where there are any.
QString changeText(const ClipDrag &drag, std::span<const Beat> beats)
{
    if (drag.newPlace())
        return QCoreApplication::translate("sc::ui", "place %1").arg(*drag.newPlace() + 1);
    const QString sign = drag.movedFrames() > 0 ? QStringLiteral("+") : QString();
    const QString frames = QCoreApplication::translate("sc::ui", "%1%2 fr").arg(sign).arg(drag.movedFrames());
    if (drag.isTransition()) {
        const FrameRate rate = drag.base().project.frameRate;
        return QCoreApplication::translate("sc::ui", "%1, at most %2 fr")
            .arg(frames)
            .arg(rate.frameAt(drag.longestTransition().length(), Rounding::Nearest));
    }
    const QString tool = drag.isStretch()                       ? QCoreApplication::translate("sc::ui", "stretch")
                         : drag.kind() == ClipDrag::Kind::Slip  ? QCoreApplication::translate("sc::ui", "slip")
                         : drag.kind() == ClipDrag::Kind::Slide ? QCoreApplication::translate("sc::ui", "slide")
                         : drag.isRoll()                        ? QCoreApplication::translate("sc::ui", "roll")
                                                                : QString();
    QString named = tool.isEmpty() ? frames : tool + QLatin1Char(' ') + frames;
    if (beats.size() < 2)
        return named;
    QString number = QString::number(drag.movedBeats(beats), 'f', 2);
    while (number.endsWith(QLatin1Char('0')))
        number.chop(1);
    if (number.endsWith(QLatin1Char('.')))
        number.chop(1);
    return QCoreApplication::translate("sc::ui", "%1, %2%3 beats").arg(named, drag.movedBeats(beats) > 0.004 ? sign : QString(), number);
}

void drawChangePlate(QPainter &painter, const Theme &theme, const LaneLayout &layout, double x, double y, const ClipDrag &drag,
                     std::span<const Beat> beats)
{
    const QString frames = changeText(drag, beats);
    const QString length = QCoreApplication::translate("sc::ui", "%1 s").arg(drag.wished().length().toSeconds(), 0, 'f', 2);
    const QFontMetricsF metrics(theme.fonts.captionMono);
    const double first = metrics.horizontalAdvance(frames);
    const double gap = metrics.horizontalAdvance(QLatin1Char(' '));
    const QRectF plate = plateAt(layout, x, y, first + gap + metrics.horizontalAdvance(length) + 2 * kPlatePadding, 21);
    drawFloatingPlate(painter, plate, theme, radius::kButton);
    painter.setFont(theme.fonts.captionMono);
    painter.setPen(theme.text.primary);
    painter.drawText(plate.adjusted(kPlatePadding, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, frames);
    painter.setPen(theme.text.secondary);
    painter.drawText(plate.adjusted(kPlatePadding + first + gap, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, length);
}

void drawRefusal(QPainter &painter, const Theme &theme, const LaneLayout &layout, const ViewState &view, const ClipDrag &drag)
{
    const QRectF wished = boxOf(layout, view, drag.wished());
    if (!drag.isTransition()) {
        painter.setPen(QPen(theme.semantic.danger, 2));
        painter.setBrush(withAlpha(theme.semantic.danger, 0.12));
        painter.drawRoundedRect(wished, std::min(7.0, wished.width() / 3), std::min(7.0, wished.width() / 3));
    }
    if (drag.nextPlace())
        drawGhost(painter, boxOf(layout, view, *drag.nextPlace()), theme.semantic.success);
    const QString text = drag.preview().error().text();
    const QFontMetricsF metrics(theme.fonts.caption);
    const double width = std::min(metrics.horizontalAdvance(text) + 2 * kPlatePadding + 20, layout.lanesWidth() - 16.0);
    const QRectF plate = plateAt(layout, wished.left(), layout.rect(Lane::Shots).top() - 26, width, 24);
    drawFloatingPlate(painter, plate, theme, radius::kButton);
    drawIconCentred(painter, QStringLiteral("error"), QRectF(plate.left() + 4, plate.top(), 18, plate.height()), 14, theme.semantic.danger);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.primary);
    const QRectF words = plate.adjusted(24, 0, -kPlatePadding, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(text, Qt::ElideRight, words.width()));
}

} // namespace

void drawDrag(QPainter &painter, const Theme &theme, const LaneLayout &layout, const ViewState &view, const ClipDrag &drag,
              std::span<const Beat> beats)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setClipRect(QRectF(layout.headWidth, 0, layout.lanesWidth(), layout.size.height()), Qt::IntersectClip);
    const bool isEnd = drag.edge() == timeline::ClipEdge::Out;
    const bool trim = drag.isTrim() || drag.isRoll() || drag.isStretch();
    const double edgeX = layout.headWidth + view.xOf(isEnd ? drag.wished().end : drag.wished().start);
    if (drag.preview() && drag.before() != drag.wished() && !drag.isRoll() && drag.kind() != ClipDrag::Kind::Slide &&
        !drag.isTransition()) {
        const TickRange left = trim && isEnd ? TickRange{drag.wished().end, drag.before().end}
                               : trim        ? TickRange{drag.before().start, drag.wished().start}
                                             : drag.before();
        if (!left.isEmpty())
            drawGhost(painter, boxOf(layout, view, left), theme.accent.snap);
    }
    if (trim) {
        const QRect lane = layout.rect(Lane::Shots);
        const double x = drag.isRoll() ? edgeX - 2 : isEnd ? edgeX - 5 : edgeX + 1;
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.snap);
        painter.drawRoundedRect(QRectF(x, lane.top() + 2, 4, lane.height() - 4), 2, 2);
    }
    if (drag.isTransition())
        drawTransition(painter, theme, layout, view, drag);
    if (!drag.preview())
        drawRefusal(painter, theme, layout, view, drag);
    const double top = layout.rect(Lane::Song).top() + 4;
    if (drag.target())
        drawSnapLine(painter, theme, layout, layout.headWidth + view.xOf(drag.target()->time), drag.target()->name, top);
    const double plateX = drag.target() ? layout.headWidth + view.xOf(drag.target()->time) : edgeX;
    drawChangePlate(painter, theme, layout, plateX, top + (drag.target() ? 22 : 0), drag, beats);
    painter.restore();
}

void drawRubberBand(QPainter &painter, const Theme &theme, const QRectF &band)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.accent.activeTakeRing, 1));
    painter.setBrush(theme.state.fill);
    painter.drawRoundedRect(band.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3);
    painter.restore();
}

} // namespace sc::ui
