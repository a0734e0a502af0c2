// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/card_text.h"

#include "core/playback/card_type.h"

#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>

#include <algorithm>

namespace sc::playback {

namespace {

QColor white(double opacity)
{
    QColor colour(Qt::white);
    colour.setAlphaF(static_cast<float>(opacity));
    return colour;
}

// The scene's colour as light enough for words: 45 % colour, the rest white, as the look has it for section names.
QColor tintOf(const QColor &colour)
{
    return QColor::fromRgbF(0.45f * colour.redF() + 0.55f, 0.45f * colour.greenF() + 0.55f, 0.45f * colour.blueF() + 0.55f);
}

void drawLines(QPainter &painter, const QStringList &lines, double lineHeight, QPointF topLeft, double width, Qt::Alignment alignment)
{
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QRectF row(topLeft.x(), topLeft.y() + lineHeight * static_cast<double>(i), width, lineHeight);
        painter.drawText(row, int(alignment | Qt::AlignVCenter | Qt::AlignAbsolute) | Qt::TextSingleLine | Qt::TextDontClip, lines[i]);
    }
}

// Darkness that grows from `from` to `to` without a visible beginning.
QLinearGradient shade(double from, double to, int darkest)
{
    QLinearGradient gradient(0, from, 0, to);
    for (int step = 0; step <= 8; ++step) {
        const double part = step / 8.0;
        gradient.setColorAt(part, QColor(6, 7, 10, static_cast<int>(darkest * part * part * (3 - 2 * part))));
    }
    return gradient;
}

void paintShades(QPainter &painter, const CardLayout &layout)
{
    const double width = layout.frame.width();
    const double height = layout.frame.height();
    painter.fillRect(QRectF(0, height * 0.4, width, height * 0.6), shade(height * 0.4, height, 186));
    painter.fillRect(QRectF(0, 0, width, height * 0.3), shade(height * 0.3, 0, 104));
}

void paintHeader(QPainter &painter, const CardLayout &layout, const CardWords &words, const QColor &colour)
{
    const double size = 19 * layout.unit;
    if (size < kSmallestType * 0.8)
        return;
    const QFont font = cardFont(std::max(size, kSmallestType), QFont::DemiBold);
    const double line = font.pixelSize() * 1.3;
    const double width = (layout.right - layout.left) * 0.55;
    if (!words.scene.trimmed().isEmpty()) {
        const double dot = font.pixelSize() * 0.52;
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawEllipse(QRectF(layout.left, layout.top + (line - dot) / 2, dot, dot));
        painter.setPen(tintOf(colour));
        painter.setFont(font);
        drawLines(painter, wrapText(words.scene, font, width, 1), line, {layout.left + dot * 1.9, layout.top}, width, Qt::AlignLeft);
    }
    if (!words.direction.isEmpty()) {
        const QFont quiet = cardFont(std::max(17 * layout.unit, kSmallestType), QFont::Normal);
        const double room = layout.right - layout.left - width - font.pixelSize() * 2;
        painter.setPen(white(0.62));
        painter.setFont(quiet);
        drawLines(painter, wrapText(words.direction, quiet, room, 1), line, {layout.right - room, layout.top}, room, Qt::AlignRight);
    }
}

// Soft darkness behind the lyric, made from its own shape: shrunk and grown again, which blurs.
void paintShadow(QImage &layer, const QRect &area, double unit)
{
    const QImage shape = layer.copy(area);
    QImage blurred = shape;
    for (const double radius : {6.0, 18.0}) {
        const double shrink = std::max(2.0, radius * unit);
        const QSize small(std::max(1, static_cast<int>(area.width() / shrink)), std::max(1, static_cast<int>(area.height() / shrink)));
        blurred = blurred.scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }
    QPainter dark(&blurred);
    dark.setCompositionMode(QPainter::CompositionMode_SourceIn);
    dark.fillRect(blurred.rect(), QColor(4, 5, 8));
    dark.end();
    QPainter painter(&layer);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    painter.setOpacity(0.75);
    painter.drawImage(QRectF(area), blurred);
}

void paintLyric(QImage &layer, const CardLayout &layout, const QString &lyric)
{
    const double width = layout.right - layout.left;
    const int maxLines = layout.isStacked ? 5 : 3;
    const FittedText text =
        fitText(lyric, QFont::DemiBold, 66 * layout.unit, std::max(30 * layout.unit, kSmallestType), width * 0.94, maxLines);
    if (text.lines.isEmpty())
        return;
    const double middle = layout.frame.height() * (layout.isStacked ? 0.43 : 0.41);
    const QPointF topLeft(layout.left, middle - text.height() / 2);
    QPainter painter(&layer);
    painter.setRenderHint(QPainter::TextAntialiasing);
    painter.setPen(white(1));
    painter.setFont(text.font);
    drawLines(painter, text.lines, text.lineHeight(), topLeft, width, Qt::AlignHCenter);
    painter.end();
    const int halo = static_cast<int>(60 * layout.unit) + 2;
    const QRect area = QRectF(topLeft, QSizeF(width, text.height())).toAlignedRect().adjusted(-halo, -halo, halo, halo);
    paintShadow(layer, area.intersected(layer.rect()), layout.unit);
}

// Number, name and prompt, from the foot upwards.
void paintTitle(QPainter &painter, const CardLayout &layout, const CardWords &words, const QColor &colour)
{
    const double unit = layout.unit;
    const double foot = layout.bottom - (layout.isStacked ? 44 : 30) * unit;
    const QFont numberFont = cardFont(128 * unit, QFont::Bold);
    const QString number = QString::number(words.number);
    const double numberWidth = QFontMetricsF(numberFont).horizontalAdvance(number);
    const double capHeight = QFontMetricsF(numberFont).capHeight();
    const double x = layout.isStacked ? layout.left : layout.left + numberWidth + 26 * unit;
    const double width = layout.isStacked ? layout.right - layout.left : (layout.right - layout.left) * 0.70 - numberWidth;

    const QFont promptFont = cardFont(std::max((layout.isStacked ? 21 : 17) * unit, kSmallestType), QFont::Normal);
    const double promptLine = promptFont.pixelSize() * 1.36;
    const int promptLines = unit < 0.4 ? 0 : unit < 0.7 ? 1 : layout.isStacked ? 3 : 2;
    const QStringList prompt = wrapText(words.prompt, promptFont, width, promptLines);
    const FittedText name =
        fitText(words.name, QFont::DemiBold, 38 * unit, std::max(28 * unit, kSmallestType), width, layout.isStacked ? 2 : 1);

    const double promptTop = foot - promptLine * static_cast<double>(prompt.size());
    const double nameTop = promptTop - (prompt.isEmpty() ? 0 : 5 * unit) - name.height();
    painter.setPen(white(0.66));
    painter.setFont(promptFont);
    drawLines(painter, prompt, promptLine, {x, promptTop}, width, Qt::AlignLeft);
    painter.setPen(white(1));
    painter.setFont(name.font);
    if (name.font.pixelSize() >= kSmallestType)
        drawLines(painter, name.lines, name.lineHeight(), {x, nameTop}, width, Qt::AlignLeft);

    painter.setPen(tintOf(colour));
    painter.setFont(numberFont);
    const double baseline = layout.isStacked ? nameTop - 22 * unit : foot - 5 * unit;
    painter.drawText(QPointF(layout.left - capHeight * 0.05, baseline), number);
}

} // namespace

CardLayout::CardLayout(QSize frameSize) : frame(frameSize)
{
    const double width = frame.width();
    const double height = frame.height();
    unit = std::max(0.05, std::min(height, width * 0.8) / 720);
    isStacked = width < height * 1.2;
    left = width * 0.075;
    right = width - left;
    top = height * (isStacked ? 0.075 : 0.1);
    bottom = height - top;
}

QImage paintCardText(const CardLayout &layout, const CardWords &words, const QColor &sceneColour)
{
    QImage layer(layout.frame, QImage::Format_ARGB32_Premultiplied);
    if (layer.isNull())
        return layer;
    layer.fill(Qt::transparent);
    paintLyric(layer, layout, words.lyric);
    QPainter painter(&layer);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.setCompositionMode(QPainter::CompositionMode_DestinationOver);
    paintShades(painter, layout);
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    paintHeader(painter, layout, words, sceneColour);
    paintTitle(painter, layout, words, sceneColour);
    return layer;
}

void paintCardClock(QImage &frame, const CardLayout &layout, const CardClock &clock, const QColor &sceneColour)
{
    const double unit = layout.unit;
    QPainter painter(&frame);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    const double thickness = std::max(1.0, 2 * unit);
    const QRectF line(layout.left, layout.bottom - thickness, layout.right - layout.left, thickness);
    painter.fillRect(line, white(0.16));
    painter.fillRect(QRectF(line.topLeft(), QSizeF(line.width() * std::clamp(clock.clipProgress, 0.0, 1.0), thickness)),
                     tintOf(sceneColour));
    if (unit < 0.4)
        return;

    const QFont font = cardMonoFont(std::max(17 * unit, kSmallestType));
    const double advance = QFontMetricsF(font).horizontalAdvance(u'0');
    const double baseline = layout.isStacked ? layout.bottom - 16 * unit : layout.bottom - 38 * unit;
    double x = layout.right - advance * static_cast<double>(clock.timecode.size());
    painter.setFont(font);
    painter.setPen(white(0.78));
    painter.drawText(QPointF(x, baseline), clock.timecode);
    if (clock.bar.isEmpty())
        return;
    x -= advance * (static_cast<double>(clock.bar.size()) + 1.6);
    painter.setPen(tintOf(sceneColour));
    painter.drawText(QPointF(x, baseline), clock.bar);
    const double dot = 7 * unit;
    painter.setPen(Qt::NoPen);
    for (int beat = clock.beatsPerBar; beat >= 1 && clock.beatsPerBar <= 8; --beat) {
        const double centre = x - advance * 1.4 - (clock.beatsPerBar - beat) * dot * 1.9;
        painter.setBrush(beat == clock.beatInBar ? tintOf(sceneColour) : white(0.2));
        painter.drawEllipse(QPointF(centre, baseline - font.pixelSize() * 0.36), dot / 2, dot / 2);
    }
}

} // namespace sc::playback
