// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/karaoke_painter.h"

#include "ui/theme/colour.h"

#include <QtGui/QPainter>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr double kLineHeight = 0.045; // of the picture's height
constexpr double kNextHeight = 0.025;
constexpr double kPlace = 0.76;
constexpr double kLeastPixels = 14;
constexpr double kUnsung = 0.62;

// Lyrics are content: they keep to the picture and have a shadow of their own.
void drawShadowed(QPainter &painter, QPointF at, const QString &text, const QColor &ink)
{
    painter.setPen(QColor(0, 0, 0, 150));
    painter.drawText(at + QPointF(0, 1.5), text);
    painter.setPen(ink);
    painter.drawText(at, text);
}

QFont fontOf(const Theme &theme, double pixels, QFont::Weight weight)
{
    QFont font = theme.fonts.body;
    font.setPixelSize(int(std::lround(std::max(kLeastPixels, pixels))));
    font.setWeight(weight);
    return font;
}

// Word by word where their times are known; else the whole line is sung.
void drawLine(QPainter &painter, const timeline::LyricLine &line, Ticks songTime, const QRectF &box)
{
    const QFontMetricsF metrics(painter.font());
    const QString whole = line.text.simplified();
    const double width = metrics.horizontalAdvance(whole);
    const QPointF start(box.center().x() - std::min(width, box.width()) / 2, box.center().y() + metrics.ascent() / 2);
    QStringList words;
    for (const timeline::LyricWord &word : line.words)
        words += word.text;
    if (line.words.empty() || words.join(u' ') != whole || width > box.width()) {
        drawShadowed(painter, start, metrics.elidedText(whole, Qt::ElideRight, box.width()), Qt::white);
        return;
    }
    double x = start.x();
    for (const timeline::LyricWord &word : line.words) {
        drawShadowed(painter, {x, start.y()}, word.text, word.start <= songTime ? QColor(Qt::white) : withAlpha(Qt::white, kUnsung));
        x += metrics.horizontalAdvance(word.text + u' ');
    }
}

} // namespace

void paintKaraoke(QPainter &painter, const Theme &theme, const timeline::Timeline &timeline, Ticks t, const QRectF &picture)
{
    const Ticks songTime = t - timeline.project.songOffset;
    std::optional<size_t> sung;
    std::optional<size_t> next;
    for (size_t i = 0; i < timeline.lyrics.size(); ++i) {
        if (timeline.lyrics[i].start > songTime) {
            next = i;
            break;
        }
        if (songTime < timeline::endOfLyric(timeline, i))
            sung = i;
    }
    if (!sung)
        return;
    painter.save();
    const double y = picture.top() + kPlace * picture.height();
    const double height = std::max(kLeastPixels, kLineHeight * picture.height()) * 1.3;
    painter.setFont(fontOf(theme, kLineHeight * picture.height(), QFont::DemiBold));
    drawLine(painter, timeline.lyrics[*sung], songTime, QRectF(picture.left() + 12, y - height / 2, picture.width() - 24, height));
    const double small = kNextHeight * picture.height();
    if (next && small >= 9) {
        painter.setFont(fontOf(theme, small, QFont::Normal));
        const QFontMetricsF metrics(painter.font());
        const QString text = metrics.elidedText(timeline.lyrics[*next].text.simplified(), Qt::ElideRight, picture.width() - 24);
        drawShadowed(painter, {picture.center().x() - metrics.horizontalAdvance(text) / 2, y + height / 2 + metrics.height()}, text,
                     withAlpha(Qt::white, 0.74));
    }
    painter.restore();
}

} // namespace sc::ui
