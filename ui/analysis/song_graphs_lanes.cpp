// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_graphs.h"

#include "ui/analysis/music_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kNameFrom = 36; // px of a section that show its name

} // namespace

void SongGraphs::drawSections(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    const SongMap &map = m_song->analysis()->map;
    const QRectF &row = m_rows.sections;
    const bool dragging = m_gesture == Gesture::Edge;
    for (size_t i = 0; i < map.sections.size(); ++i) {
        Ticks start = map.sections[i].start;
        Ticks end = map.sections[i].end;
        if (dragging && i == m_edge.index)
            start = m_edge.to;
        if (dragging && i + 1 == m_edge.index)
            end = m_edge.to;
        const double left = std::max(-8.0, view.xOf(start));
        const double right = std::min(view.width() + 8.0, view.xOf(end));
        if (right - left < 2)
            continue;
        const QRectF box(left + 1, row.top() + 1, right - left - 2, row.height() - 2);
        const QColor colour = m_song->colours().colour(i, theme);
        const double corner = std::min(5.0, box.width() / 2);
        QLinearGradient fill(box.topLeft(), box.bottomLeft());
        fill.setColorAt(0, withAlpha(colour, 0.38));
        fill.setColorAt(1, withAlpha(colour, 0.22));
        painter.setPen(Qt::NoPen);
        painter.setBrush(fill);
        painter.drawRoundedRect(box, corner, corner);
        painter.fillRect(QRectF(box.left() + corner * 0.6, box.top(), box.width() - corner * 1.2, 2), colour);
        if (m_song->colours().hatched(i))
            painter.fillRect(box.adjusted(1, 2, -1, -1), QBrush(withAlpha(colour, 0.35), Qt::BDiagPattern));
        const QRectF text(std::max(0.0, box.left()) + 7, box.top() + 2, box.right() - std::max(0.0, box.left()) - 11, box.height() - 2);
        if (box.width() >= kNameFrom && text.width() > 16) {
            painter.setFont(theme.fonts.captionStrong);
            painter.setPen(theme.sectionText(colour));
            painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(theme.fonts.captionStrong).elidedText(sectionTitle(map, i), Qt::ElideRight, text.width()));
        }
        if (m_song->section() != i)
            continue;
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.text.primary, 1.5));
        const QRectF frame(left, row.top(), right - left, row.height());
        painter.drawRoundedRect(frame.adjusted(0.75, 0.75, -0.75, -0.75), 6, 6);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.text.primary);
        for (const double x : {left, right})
            painter.drawRoundedRect(QRectF(x - 2.5, row.top() + 5, 5, 16), 2.5, 2.5);
    }
    if (!dragging)
        return;
    const double x = std::round(view.xOf(m_edge.to));
    painter.fillRect(QRectF(x - 0.5, row.top(), 1, m_rows.bottom - row.top()), theme.accent.snap);
    const QString text = m_song->placeText(m_edge.to);
    const double width = QFontMetricsF(theme.fonts.captionStrong).horizontalAdvance(text) + 12;
    const QRectF plate(std::min(x + 5, view.width() - width - 2), row.bottom() + 6, width, 18);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.accent.snapLabel);
    painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
    painter.setFont(theme.fonts.captionStrong);
    painter.setPen(theme.state.onAccent);
    painter.drawText(plate, Qt::AlignCenter, text);
}

// Drops have their word before peaks, peaks before builds; what finds no room keeps its line.
void SongGraphs::drawMoments(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    std::vector<const KeyMoment *> moments;
    for (const KeyMoment &moment : m_song->analysis()->map.moments) {
        const double x = view.xOf(moment.time);
        if (moment.kind != KeyMomentKind::End && x >= 0 && x <= view.width())
            moments.push_back(&moment);
    }
    const QColor line = theme.sectionColour(SectionHue::Drop);
    for (const KeyMoment *moment : moments)
        painter.fillRect(QRectF(std::round(view.xOf(moment->time)), m_rows.wave.top(), 1, m_rows.wave.height()),
                         withAlpha(line, moment->kind == KeyMomentKind::Drop ? 0.9 : 0.4));
    std::ranges::stable_sort(moments, {}, [](const KeyMoment *m) {
        return std::pair(m->kind == KeyMomentKind::Drop ? 0 : m->kind == KeyMomentKind::Peak ? 1 : 2, -m->strength);
    });
    const QFontMetricsF metrics(theme.fonts.captionStrong);
    std::vector<QRectF> taken;
    for (const KeyMoment *moment : moments) {
        const double x = view.xOf(moment->time);
        const QString text = momentWord(moment->kind) + u' ' + m_song->placeText(moment->time);
        const double width = metrics.horizontalAdvance(text) + 26;
        const QRectF plate(x + 4, m_rows.wave.top() + 5, width, 18);
        const bool fits = plate.right() < view.width() &&
                          std::ranges::none_of(taken, [&](const QRectF &other) { return other.adjusted(-6, 0, 6, 0).intersects(plate); });
        if (!fits)
            continue;
        taken.push_back(plate);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.snapLabel);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        drawIconCentred(painter, QStringLiteral("bolt"), QRectF(plate.left() + 4, plate.top(), 14, 18), 12, theme.state.onAccent);
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.state.onAccent);
        painter.drawText(plate.adjusted(20, 0, -4, 0), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

// Names stay in view as long as their chord does.
void SongGraphs::drawChordNames(QPainter &painter, const Theme &theme, const ViewState &view) const
{
    const QRectF &row = m_rows.chords;
    if (row.isEmpty())
        return;
    const QFontMetricsF metrics(theme.fonts.caption);
    painter.setFont(theme.fonts.caption);
    for (const audio::ChordSpan &chord : m_song->analysis()->harmony.chords) {
        const double left = std::max(0.0, view.xOf(chord.start)) + 6;
        const double right = std::min<double>(view.width(), view.xOf(chord.end));
        if (right - left < 7 || chord.name == u"N" || metrics.horizontalAdvance(chord.name) > right - left)
            continue;
        painter.setPen(chord.confidence < 0.35 ? theme.text.tertiary : theme.text.primary);
        painter.drawText(QRectF(left, row.top(), right - left, row.height()), Qt::AlignLeft | Qt::AlignVCenter, chord.name);
    }
}

} // namespace sc::ui
