// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/shot_painter.h"

#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/lane_layout.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kPictureOnlyBelow = 24;
constexpr double kNameFrom = 60;
constexpr double kBadgesFrom = 34;
constexpr double kBadgeWordFrom = 96;
constexpr double kPlainBelow = 12; // too narrow for round corners to be seen
constexpr QColor kOnPlateSuccess(0x3e, 0xcc, 0x89);
constexpr QColor kOnPlateWarning(0xfa, 0xb9, 0x38);
constexpr QColor kOnPlateDanger(0xf9, 0x6c, 0x7a);
constexpr QColor kOnPlatePurple(0xcc, 0x9e, 0xfa);
constexpr double kOnePictureUpTo = 1.6; // frames wide; a second one would only be a sliver

QPainterPath rounded(const QRectF &box, double r)
{
    QPainterPath path;
    const double fitted = std::min(r, box.width() / 3);
    path.addRoundedRect(box, fitted, fitted);
    return path;
}

// Fills the picture part with frames of the shot, side by side; a narrow shot shows the middle of one.
void drawFrames(QPainter &painter, const ShotLook &shot, const QRectF &picture)
{
    const QPixmap &first = shot.thumbs[0];
    const double height = picture.height();
    const double width = height * first.width() / std::max(1, first.height());
    if (width < 1)
        return;
    if (picture.width() > width && picture.width() <= width * kOnePictureUpTo) {
        QRectF whole(0, 0, picture.width(), height * picture.width() / width);
        whole.moveCenter(picture.center());
        painter.drawPixmap(whole, first, QRectF());
        return;
    }
    const double left = picture.width() < width ? picture.left() - (width - picture.width()) / 2 : picture.left();
    const int count = std::max(1, int(std::ceil(picture.width() / width)));
    const QRectF clip = painter.hasClipping() ? painter.clipBoundingRect() : picture;
    // A shot of five minutes at frame level is some thousand pictures wide.
    const int firstSeen = std::max(0, int(std::floor((clip.left() - left) / width)));
    for (int i = firstSeen; i < count; ++i) {
        const QRectF frame(left + i * width, picture.top(), width, height);
        if (frame.left() > clip.right())
            break;
        const QPixmap &thumb = shot.thumbs[size_t(std::min(kThumbPhases - 1, i * kThumbPhases / count))];
        painter.drawPixmap(frame, thumb.isNull() ? first : thumb, QRectF());
    }
}

void drawPicture(QPainter &painter, const Theme &theme, const ShotLook &shot, const QRectF &picture)
{
    if (shot.thumbs[0].isNull()) {
        QLinearGradient gradient(picture.topLeft(), picture.bottomLeft());
        gradient.setColorAt(0, mix(theme.surface.raised, shot.colour, 0.30));
        gradient.setColorAt(1, mix(theme.surface.raised, shot.colour, 0.12));
        painter.fillRect(picture, gradient);
    } else {
        drawFrames(painter, shot, picture);
    }
    if (shot.hovered && !shot.lifted)
        painter.fillRect(picture, withAlpha(Qt::white, 0.10));
}

void drawStrip(QPainter &painter, const Theme &theme, const ShotLook &shot, const QRectF &box, const QRectF &strip)
{
    painter.fillRect(strip, shot.selected ? theme.accent.selection : theme.surface.hover);
    // The name stays readable while its shot is cut off by the left edge of the window.
    QRectF text = strip.adjusted(7, 0, -5, 0);
    text.setLeft(std::max(text.left(), shot.nameFrom + 6));
    painter.setFont(theme.fonts.captionStrong);
    const QString number = QString::number(shot.number);
    const double numberWidth = QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(number);
    if (numberWidth > text.width() + 4)
        return;
    painter.setPen(shot.selected ? theme.state.onAccent : theme.text.secondary);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, number);
    if (shot.locked && box.width() > kNameFrom) {
        drawIconCentred(painter, QStringLiteral("lock"), QRectF(strip.right() - 18, strip.top(), 16, strip.height()), 12,
                        shot.selected ? theme.state.onAccent : theme.text.secondary);
        text.setRight(strip.right() - 20);
    }
    if (box.width() < kNameFrom)
        return;
    text.setLeft(text.left() + numberWidth + 5);
    painter.setFont(theme.fonts.caption);
    painter.setPen(shot.selected ? theme.state.onAccent : theme.text.primary);
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                     QFontMetricsF(theme.fonts.caption).elidedText(shot.name, Qt::ElideRight, std::max(0.0, text.width())));
}

void drawRings(QPainter &painter, const Theme &theme, const ShotLook &shot, const QRectF &box)
{
    if (shot.selected) {
        const QColor ring = shot.current ? theme.accent.activeTakeRing : withAlpha(theme.brand.blue, 0.75);
        painter.setPen(QPen(ring, 2));
        painter.setBrush(Qt::NoBrush);
        const QRectF line = shot.current ? box : box.adjusted(1, 1, -1, -1);
        painter.drawPath(rounded(line, radius::kShot));
    } else if (theme.hasBorders()) {
        painter.setPen(QPen(theme.hairline.two, 1));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(rounded(box.adjusted(0.5, 0.5, -0.5, -0.5), radius::kShot));
    } else {
        painter.setPen(Qt::NoPen);
        painter.fillRect(QRectF(box.left() + 4, box.top(), std::max(0.0, box.width() - 8), 1), withAlpha(Qt::white, 0.14));
    }
}

void drawHandles(QPainter &painter, const Theme &theme, const QRectF &box)
{
    const double height = std::min(30.0, box.height() * 0.5);
    for (const double x : {box.left() + 3, box.right() - 6}) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(theme.surface.well, 0.75));
        painter.drawRoundedRect(QRectF(x - 1, box.center().y() - height / 2 - 1, 5, height + 2), 2.5, 2.5);
        painter.setBrush(theme.text.primary);
        painter.drawRoundedRect(QRectF(x, box.center().y() - height / 2, 3, height), 1.5, 1.5);
    }
}

// Diagonal wedges where a transition lies.
void drawWedges(QPainter &painter, const Theme &theme, const ShotLook &shot, const QRectF &picture)
{
    const auto draw = [&](double from, double to) {
        QPainterPath wedge(QPointF(from, picture.top()));
        wedge.lineTo(to, picture.top());
        wedge.lineTo(from, picture.bottom());
        wedge.closeSubpath();
        painter.fillPath(wedge, withAlpha(theme.surface.well, 0.62));
        painter.setPen(QPen(theme.text.primary, 1));
        painter.drawLine(QPointF(to, picture.top()), QPointF(from, picture.bottom()));
    };
    if (shot.wedgeIn > 2)
        draw(picture.left(), picture.left() + std::min(shot.wedgeIn, picture.width()));
    if (shot.wedgeOut > 2)
        draw(picture.right(), picture.right() - std::min(shot.wedgeOut, picture.width()));
}

// A dark plate that reads on any picture; gives its right edge.
double drawBadge(QPainter &painter, const Theme &theme, QPointF at, const QString &icon, const QString &word, const QColor &ink)
{
    const QFontMetricsF metrics(theme.fonts.captionStrong);
    const double iconWidth = icon.isEmpty() ? 4 : 18;
    const double wordWidth = word.isEmpty() ? 0 : metrics.horizontalAdvance(word) + 5;
    const QRectF plate(at, QSizeF(iconWidth + wordWidth, size::kBadge));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    if (!icon.isEmpty())
        drawIconCentred(painter, icon, QRectF(plate.left(), plate.top(), 18, plate.height()), 12, ink);
    if (!word.isEmpty()) {
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(ink);
        painter.drawText(plate.adjusted(icon.isEmpty() ? 5 : 17, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
    }
    return plate.right();
}

// The badge of a shot that is being made: how far it is, as a ring and in words.
double drawProgressBadge(QPainter &painter, const Theme &theme, QPointF at, int percent, bool speaks)
{
    const QString word = speaks ? QStringLiteral("%1 %").arg(percent) : QString();
    // The plate keeps its width while the figure counts.
    const double wordWidth = speaks ? QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(QStringLiteral("100 %")) + 6 : 0;
    const QRectF plate(at, QSizeF(20 + wordWidth, size::kBadge));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    drawRing(painter, QRectF(plate.left() + 4, plate.top() + 3, 12, 12), theme, kOnPlatePurple, percent / 100.0, 2);
    if (speaks) {
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(Qt::white);
        painter.drawText(plate.adjusted(20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, word);
    }
    return plate.right();
}

// Badges lie on dark plates in every look, so their inks are those of the dark one.
QColor stateInk(ClipState state)
{
    switch (state) {
    case ClipState::Ready:
        return kOnPlateSuccess;
    case ClipState::Missing:
    case ClipState::Stale:
        return kOnPlateWarning;
    case ClipState::Failed:
        return kOnPlateDanger;
    default:
        break;
    }
    return Qt::white;
}

// States that want something of the person say so in words where there is room.
bool speaks(ClipState state)
{
    return state == ClipState::Missing || state == ClipState::Stale || state == ClipState::Failed || state == ClipState::Queued;
}

void drawBadges(QPainter &painter, const Theme &theme, const ShotLook &shot, const QRectF &picture)
{
    if (picture.width() < kBadgesFrom || picture.height() < size::kBadge + 6)
        return;
    const double left = std::max(picture.left(), shot.nameFrom) + 5;
    double x = left;
    const bool hasRoom = picture.width() >= kBadgeWordFrom;
    if (shot.state == ClipState::Generating) {
        x = drawProgressBadge(painter, theme, QPointF(x, picture.top() + 5), shot.percent, hasRoom) + 4;
    } else if (const QString icon = stateIcon(shot.state); !icon.isEmpty()) {
        QString word = hasRoom && speaks(shot.state) ? stateName(shot.state) : QString();
        if (!word.isEmpty())
            word[0] = word[0].toUpper();
        x = drawBadge(painter, theme, QPointF(x, picture.top() + 5), icon, word, stateInk(shot.state)) + 4;
    }
    if ((!shot.speed.isEmpty() || shot.frozen) && x + 40 < picture.right())
        drawBadge(painter, theme, QPointF(x, picture.top() + 5), shot.frozen ? QStringLiteral("pause") : QString(), shot.speed, Qt::white);
}

void drawNotch(QPainter &painter, const Theme &theme, const QRectF &box)
{
    QPainterPath notch(box.topLeft());
    notch.lineTo(box.left() + 7, box.top());
    notch.lineTo(box.left(), box.top() + 7);
    notch.closeSubpath();
    painter.fillPath(notch, theme.semantic.warning);
}

} // namespace

QColor strokeColour(const Theme &theme, const ShotLook &shot)
{
    return shot.selected ? theme.accent.activeTakeRing : mix(theme.surface.raised, shot.colour, 0.6);
}

void drawShot(QPainter &painter, const Theme &theme, const ShotLook &shot)
{
    QRectF box = shot.box.adjusted(1, 2, -1, -2);
    if (shot.lifted)
        box.translate(0, -3);
    if (shot.box.width() < kStrokeBelow) {
        painter.fillRect(QRectF(shot.box.left(), box.top(), std::max(1.0, shot.box.width()), box.height()), strokeColour(theme, shot));
        return;
    }
    if (shot.box.width() < kPlainBelow && !shot.selected && !shot.lifted && shot.thumbs[0].isNull()) {
        painter.fillRect(box, mix(theme.surface.raised, shot.colour, shot.hovered ? 0.5 : 0.25));
        return;
    }
    if (shot.lifted)
        drawShadow(painter, box, radius::kShot, 24, 10, withAlpha(Qt::black, 0.6));
    else if (shot.selected && shot.current)
        drawGlow(painter, box, radius::kShot, theme.glow.activeTake.blur, theme.glow.activeTake.colour);

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    if (shot.lifted)
        painter.setOpacity(0.75);
    painter.setClipPath(rounded(box, radius::kShot), Qt::IntersectClip);
    const bool pictureOnly = box.width() < kPictureOnlyBelow;
    const QRectF strip(box.left(), box.bottom() - LaneLayout::kShotStrip, box.width(), LaneLayout::kShotStrip);
    const QRectF picture = pictureOnly ? box : QRectF(box.topLeft(), strip.topRight());
    drawPicture(painter, theme, shot, picture);
    drawWedges(painter, theme, shot, picture);
    drawBadges(painter, theme, shot, picture);
    if (!pictureOnly)
        drawStrip(painter, theme, shot, box, strip);
    if (shot.offBeat)
        drawNotch(painter, theme, box);
    painter.restore();

    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawRings(painter, theme, shot, box);
    if (shot.hovered && !shot.locked && !shot.lifted && box.width() >= kPictureOnlyBelow)
        drawHandles(painter, theme, box.adjusted(0, 0, 0, -LaneLayout::kShotStrip));
    painter.restore();
}

void drawAlternate(QPainter &painter, const Theme &theme, const AlternateLook &alternate)
{
    const QRectF &box = alternate.box;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    if (box.left() - alternate.stemX > 4) {
        QPainterPath stem(QPointF(alternate.stemX, alternate.stemTop));
        stem.lineTo(alternate.stemX, box.center().y() - 4);
        stem.quadTo(alternate.stemX, box.center().y(), alternate.stemX + 4, box.center().y());
        stem.lineTo(box.left(), box.center().y());
        painter.setPen(QPen(theme.hairline.three, 1.25));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(stem);
    }
    QPainterPath shape;
    const double corner = std::min<double>(radius::kThumb, box.width() / 3);
    shape.addRoundedRect(box, corner, corner);
    painter.fillPath(shape, alternate.hovered ? theme.surface.hover : theme.surface.raised);
    painter.setClipPath(shape, Qt::IntersectClip);
    const double pictureWidth = std::min(box.height() * 16 / 9, box.width());
    const QRectF picture(box.left(), box.top(), pictureWidth, box.height());
    painter.setOpacity(alternate.hovered ? 0.85 : 0.55);
    if (alternate.picture.isNull()) {
        painter.fillRect(picture, mix(theme.surface.raised, alternate.colour, 0.25));
    } else {
        painter.setRenderHint(QPainter::SmoothPixmapTransform);
        const QSizeF real = QSizeF(alternate.picture.size()).scaled(picture.size(), Qt::KeepAspectRatioByExpanding);
        QRectF whole(QPointF(), real);
        whole.moveCenter(picture.center());
        painter.setClipRect(picture, Qt::IntersectClip);
        painter.drawPixmap(whole, alternate.picture, QRectF());
        painter.setClipPath(shape);
    }
    painter.setOpacity(1);
    const QRectF words = box.adjusted(pictureWidth + 7, 3, -4, -3);
    if (words.width() >= 16) {
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.primary);
        const QString label = alternate.more > 0 ? QStringLiteral("%1 +%2").arg(alternate.label).arg(alternate.more) : alternate.label;
        painter.drawText(QRectF(words.left(), words.top(), words.width(), words.height() / 2), Qt::AlignLeft | Qt::AlignVCenter, label);
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(words.left(), words.center().y(), words.width(), words.height() / 2), Qt::AlignLeft | Qt::AlignVCenter,
                         QFontMetricsF(theme.fonts.caption).elidedText(alternate.name, Qt::ElideRight, words.width()));
    } else if (box.width() >= 22) {
        drawBadge(painter, theme, QPointF(box.left() + 2, box.center().y() - size::kBadge / 2.0), {}, alternate.label, Qt::white);
    }
    if (alternate.locked && words.width() >= 40)
        drawIconCentred(painter, QStringLiteral("lock"), QRectF(box.right() - 18, box.top(), 16, 18), 12, theme.text.secondary);
    painter.restore();
}

void drawAlternateCount(QPainter &painter, const Theme &theme, const QRectF &box, int count)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.surface.hover);
    painter.drawRoundedRect(QRectF(box.left(), box.top() + 2, box.width(), 3), 1.5, 1.5);
    if (box.width() >= 26) {
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.tertiary);
        painter.drawText(box.adjusted(4, 4, 0, 0), Qt::AlignLeft | Qt::AlignTop,
                         count == 1 ? QStringLiteral("A") : QStringLiteral("A x%1").arg(count));
    }
    painter.restore();
}

void drawScene(QPainter &painter, const Theme &theme, const SceneLook &scene)
{
    const QRectF box = scene.box.adjusted(1, 1, -1, -1);
    if (box.width() < 1)
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient fill(box.topLeft(), box.bottomLeft());
    fill.setColorAt(0, scene.selected ? theme.state.fill : theme.glass.controlTop);
    fill.setColorAt(1, scene.selected ? theme.state.fill : theme.glass.controlBottom);
    painter.setPen(scene.selected ? QPen(theme.accent.activeTakeRing, 1.5) : QPen(Qt::NoPen));
    painter.setBrush(fill);
    painter.drawRoundedRect(box, std::min(5.0, box.width() / 2), std::min(5.0, box.width() / 2));
    if (box.width() >= 14) {
        const double left = std::max(box.left(), 0.0) + 8; // x = 0 is the left edge of the lanes
        painter.setPen(Qt::NoPen);
        painter.setBrush(scene.colour);
        painter.drawEllipse(QRectF(left, box.center().y() - 4, 8, 8));
        QRectF text(left + 16, box.top(), box.right() - left - 22, box.height());
        if (scene.locked && text.width() > 30) {
            drawIconCentred(painter, QStringLiteral("lock"), QRectF(box.right() - 20, box.top(), 16, box.height()), 12,
                            theme.text.secondary);
            text.setRight(box.right() - 22);
        }
        const QFontMetricsF strong(theme.fonts.captionStrong);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.primary);
        if (text.width() > 12)
            painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, strong.elidedText(scene.title, Qt::ElideRight, text.width()));
        const double used = strong.horizontalAdvance(scene.title) + 8;
        painter.setFont(theme.fonts.caption);
        painter.setPen(theme.text.secondary);
        if (text.width() > used + QFontMetricsF(theme.fonts.caption).horizontalAdvance(scene.detail))
            painter.drawText(text.adjusted(used, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, scene.detail);
    }
    painter.restore();
}

} // namespace sc::ui
