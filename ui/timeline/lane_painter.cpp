// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_painter.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/ruler_ticks.h"
#include "ui/widgets/waveform_painter.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kSectionNameFrom = 36;
constexpr double kSectionBarsFrom = 200;
constexpr double kTimecodeLabelPixels = 92;
constexpr int kBeatStrip = 10; // below the waveform, for beats and downbeats

QRectF laneBox(const LaneLayout &layout, Lane lane, int width)
{
    const QRect &r = layout.rect(lane);
    return QRectF(0, r.top(), width, r.height());
}

void paintBeds(QPainter &painter, const LaneSources &s, int width)
{
    const int rulers = s.layout.rect(Lane::Sections).top() - 2;
    painter.fillRect(QRectF(0, 0, width, rulers), s.theme.hairline.one);
    for (const Lane lane : {Lane::Sections, Lane::Song, Lane::Lyrics, Lane::Scenes, Lane::Shots, Lane::Markers}) {
        if (!s.layout.isShown(lane))
            continue;
        const bool deep = lane == Lane::Song || lane == Lane::Shots;
        painter.fillRect(laneBox(s.layout, lane, width), withAlpha(s.theme.surface.well, deep ? 0.55 : 0.30));
    }
}

// The section's tint behind the song: 9 % at the top to 2 %.
void paintWash(QPainter &painter, const LaneSources &s, const ViewState &view)
{
    const auto &song = s.timeline.project.song;
    if (!song)
        return;
    const QRectF lane = laneBox(s.layout, Lane::Song, view.width());
    for (size_t i = 0; i < song->map.sections.size(); ++i) {
        const Section &section = song->map.sections[i];
        const double left = std::max(-1.0, view.xOf(section.start + s.timeline.project.songOffset));
        const double right = std::min(view.width() + 1.0, view.xOf(section.end + s.timeline.project.songOffset));
        if (right <= left)
            continue;
        drawSectionWash(painter, QRectF(left, lane.top(), right - left, lane.height()), s.colours.colour(i, s.theme));
    }
}

void paintSong(QPainter &painter, const LaneSources &s, const ViewState &view)
{
    if (s.waveform.isEmpty())
        return;
    const QRectF lane = laneBox(s.layout, Lane::Song, view.width()).adjusted(0, 5, 0, -kBeatStrip - 1);
    const Ticks offset = s.timeline.project.songOffset;
    const QSizeF pixels = lane.size() * painter.device()->devicePixelRatioF();
    const QImage picture = renderWaveform(s.waveform, {view.left() - offset, view.visible().end - offset}, pixels.toSize(),
                                          WaveformStyle::Bands, waveformColours(s.theme, WaveformStyle::Bands));
    painter.drawImage(lane, picture);
}

void paintGrid(QPainter &painter, const LaneSources &s, const ViewState &view, const std::vector<BarTick> &ticks)
{
    const double top = s.layout.rect(Lane::Sections).top();
    const double height = s.layout.bottom() - top;
    const QColor ink = s.theme.text.primary;
    for (const BarTick &tick : ticks)
        painter.fillRect(QRectF(std::round(tick.x), top, 1, height), withAlpha(ink, tick.isDownbeat() ? 0.065 : 0.022));
    if (ticks.empty()) {
        for (const TimecodeTick &tick : timecodeTicks(s.timeline.project.frameRate, view, 0, view.width() + 1, kTimecodeLabelPixels))
            painter.fillRect(QRectF(std::round(tick.x), top, 1, height), withAlpha(ink, 0.05));
    }
}

void paintBarRuler(QPainter &painter, const LaneSources &s, const std::vector<BarTick> &ticks)
{
    const QRect bars = s.layout.rect(Lane::Bars);
    const QColor ink = s.theme.text.primary;
    painter.setFont(s.theme.fonts.captionStrong);
    for (const BarTick &tick : ticks) {
        const double x = std::round(tick.x);
        const int length = !tick.isDownbeat() ? 7 : tick.labelled ? 17 : 10;
        painter.fillRect(QRectF(x, bars.bottom() + 1 - length, 1, length), withAlpha(ink, tick.isDownbeat() ? 0.34 : 0.16));
        if (!tick.labelled)
            continue;
        painter.setPen(tick.strong ? s.theme.text.primary : s.theme.text.secondary);
        painter.drawText(QPointF(x + 5, bars.top() + 14), QString::number(tick.bar));
    }
}

// Minutes, seconds and frames; hours only where there are any.
QString rulerTimecode(std::int64_t frame, FrameRate rate)
{
    const QString text = formatTimecode(frame, rate);
    return text.startsWith(QLatin1String("00:")) ? text.mid(3) : text;
}

void paintTimeRuler(QPainter &painter, const LaneSources &s, const ViewState &view, bool alone)
{
    const QRect lane = s.layout.rect(alone ? Lane::Bars : Lane::Timecode);
    if (lane.isEmpty())
        return;
    painter.setFont(s.theme.fonts.captionMono);
    // Labels reach over the right edge of their tile: the one left of it paints its rest.
    for (const TimecodeTick &tick :
         timecodeTicks(s.timeline.project.frameRate, view, -kTimecodeLabelPixels, view.width() + 1, kTimecodeLabelPixels)) {
        const double x = std::round(tick.x);
        painter.fillRect(QRectF(x, lane.bottom() - 11, 1, 9), withAlpha(s.theme.text.primary, 0.14));
        painter.setPen(s.theme.text.tertiary);
        painter.drawText(QPointF(x + 5, lane.bottom() - 3), rulerTimecode(tick.frame, s.timeline.project.frameRate));
    }
}

void paintBeatMarks(QPainter &painter, const LaneSources &s, const std::vector<BarTick> &ticks)
{
    const double bottom = s.layout.rect(Lane::Song).bottom() + 1;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    for (const BarTick &tick : ticks) {
        if (!tick.isDownbeat()) {
            painter.fillRect(QRectF(tick.x - 0.75, bottom - 5, 1.5, 5), withAlpha(s.theme.text.secondary, 0.75));
            continue;
        }
        QPainterPath mark(QPointF(tick.x - 4, bottom));
        mark.lineTo(tick.x + 4, bottom);
        mark.lineTo(tick.x, bottom - 6);
        mark.closeSubpath();
        painter.fillPath(mark, s.theme.text.cyan);
    }
    painter.restore();
}

void paintSection(QPainter &painter, const LaneSources &s, const QRectF &box, size_t i, int bars, bool startsHere)
{
    const SongMap &map = s.timeline.project.song->map;
    const QColor colour = s.colours.colour(i, s.theme);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath path;
    path.addRoundedRect(box, std::min(4.0, box.width() / 2), std::min(4.0, box.width() / 2));
    painter.setClipPath(path, Qt::IntersectClip);
    QLinearGradient fill(box.topLeft(), box.topRight());
    fill.setColorAt(0, withAlpha(colour, 0.30));
    fill.setColorAt(1, withAlpha(colour, 0.14));
    painter.fillRect(box, fill);
    if (startsHere)
        painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), colour);
    if (box.width() >= kSectionNameFrom) {
        const QRectF text = box.adjusted(8, 0, -6, 0);
        const QFontMetricsF strong(s.theme.fonts.captionStrong);
        const QString title = sectionTitle(map, i);
        painter.setFont(s.theme.fonts.captionStrong);
        painter.setPen(s.theme.sectionText(colour));
        painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, strong.elidedText(title, Qt::ElideRight, text.width()));
        if (box.width() > kSectionBarsFrom && bars > 0) {
            painter.setFont(s.theme.fonts.caption);
            painter.setPen(s.theme.text.secondary);
            painter.drawText(text.adjusted(strong.horizontalAdvance(title) + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                             bars == 1 ? QCoreApplication::translate("sc::ui", "1 bar")
                                       : QCoreApplication::translate("sc::ui", "%n bars", nullptr, bars));
        }
    }
    painter.restore();
}

// Sections and beats were heard apart: an edge may lie some milliseconds beside its downbeat.
int barsIn(std::span<const Beat> beats, TickRange section)
{
    const Ticks loose = Ticks::fromSeconds(0.05);
    const TickRange range{section.start - loose, section.end - loose};
    return int(std::ranges::count_if(beats, [&](const Beat &beat) { return beat.isDownbeat() && range.contains(beat.time); }));
}

} // namespace

void paintStillLanes(QPainter &painter, const LaneSources &sources, const ViewState &view)
{
    // A mark at the very edge of a tile is cut in two; each tile paints its half.
    const std::vector<BarTick> ticks = barTicks(sources.beats, view, -40, view.width() + 8);
    paintBeds(painter, sources, view.width());
    paintWash(painter, sources, view);
    paintSong(painter, sources, view);
    paintGrid(painter, sources, view, ticks);
    paintBeatMarks(painter, sources, ticks);
    paintBarRuler(painter, sources, ticks);
    paintTimeRuler(painter, sources, view, ticks.empty() && sources.beats.empty());
}

void paintSections(QPainter &painter, const LaneSources &sources, const ViewState &view)
{
    const auto &song = sources.timeline.project.song;
    if (!song)
        return;
    const QRectF lane = laneBox(sources.layout, Lane::Sections, view.width());
    for (size_t i = 0; i < song->map.sections.size(); ++i) {
        const TickRange range{song->map.sections[i].start + sources.timeline.project.songOffset,
                              song->map.sections[i].end + sources.timeline.project.songOffset};
        const double from = view.xOf(range.start);
        const double left = std::max(0.0, from);
        const double right = std::min<double>(view.width(), view.xOf(range.end));
        if (right - left < 2)
            continue;
        paintSection(painter, sources, QRectF(left + 1, lane.top() + 1, right - left - 2, lane.height() - 2), i,
                     barsIn(sources.beats, range), from >= 0);
    }
}

void paintLyrics(QPainter &painter, const LaneSources &sources, const ViewState &view, Ticks playhead)
{
    const QRectF lane = laneBox(sources.layout, Lane::Lyrics, view.width()).adjusted(0, 1, 0, -1);
    const timeline::Timeline &t = sources.timeline;
    if (lane.isEmpty() || t.lyrics.empty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(sources.theme.fonts.caption);
    const QFontMetricsF metrics(sources.theme.fonts.caption);
    const Ticks offset = t.project.songOffset;
    Ticks busyUntil; // of the upper row
    bool upper = true;
    for (size_t i = 0; i < t.lyrics.size(); ++i) {
        const timeline::LyricLine &line = t.lyrics[i];
        const TickRange range{line.start + offset, timeline::endOfLyric(t, i) + offset};
        const bool overlapsBefore = i > 0 && range.start < busyUntil;
        const bool overlapsNext = i + 1 < t.lyrics.size() && t.lyrics[i + 1].start + offset < range.end;
        upper = overlapsBefore ? !upper : true;
        busyUntil = std::max(busyUntil, range.end);
        const double left = std::max(-8.0, view.xOf(range.start));
        const double right = std::min(view.width() + 8.0, view.xOf(range.end));
        if (right - left < 2)
            continue;
        QRectF box(left + 1, lane.top(), right - left - 2, lane.height());
        if (overlapsBefore || overlapsNext)
            box = QRectF(box.left(), upper ? lane.top() : lane.center().y(), box.width(), lane.height() / 2);
        const bool isSung = range.contains(playhead);
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(sources.theme.text.primary, isSung ? 0.13 : 0.05));
        painter.drawRoundedRect(box, 4, 4);
        if (box.width() < 22)
            continue;
        const QRectF words = box.adjusted(6, 0, -4, 0);
        painter.setPen(isSung ? sources.theme.text.primary : sources.theme.text.secondary);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(line.text.simplified(), Qt::ElideRight, words.width()));
    }
    painter.restore();
}

void paintMarkers(QPainter &painter, const LaneSources &sources, const ViewState &view, const MarkerId &hovered)
{
    const QRectF lane = laneBox(sources.layout, Lane::Markers, view.width());
    if (lane.isEmpty())
        return;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    const QFontMetricsF metrics(sources.theme.fonts.caption);
    for (size_t i = 0; i < sources.timeline.markers.size(); ++i) {
        const timeline::Marker &marker = sources.timeline.markers[i];
        const double x = view.xOf(marker.time);
        if (x < -200 || x > view.width() + 10)
            continue;
        const QColor colour = sceneColour(sources.theme, marker.colour);
        painter.fillRect(QRectF(std::round(x) - 0.5, sources.layout.rect(Lane::Sections).top(), 1,
                                lane.bottom() - sources.layout.rect(Lane::Sections).top()),
                         withAlpha(colour, marker.id == hovered ? 0.8 : 0.28));
        QPainterPath flag(QPointF(x - 5, lane.top() + 4));
        flag.lineTo(x + 5, lane.top() + 4);
        flag.lineTo(x + 5, lane.top() + 11);
        flag.lineTo(x, lane.top() + 16);
        flag.lineTo(x - 5, lane.top() + 11);
        flag.closeSubpath();
        painter.fillPath(flag, colour);
        const double room = i + 1 < sources.timeline.markers.size() ? view.xOf(sources.timeline.markers[i + 1].time) - x - 18 : 160;
        if (room < 24)
            continue;
        painter.setFont(sources.theme.fonts.caption);
        painter.setPen(sources.theme.text.secondary);
        painter.drawText(QRectF(x + 10, lane.top(), room, lane.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(marker.name, Qt::ElideRight, room));
    }
    painter.restore();
}

void paintLaneHeads(QPainter &painter, const Theme &theme, const LaneLayout &layout)
{
    struct Head
    {
        Lane lane;
        QString icon;
        QString text;
    };
    const auto tr = [](const char *text) { return QCoreApplication::translate("sc::ui", text); };
    const Head heads[] = {{Lane::Bars, QStringLiteral("clock"), tr(QT_TRANSLATE_NOOP("sc::ui", "Bars"))},
                          {Lane::Timecode, QStringLiteral("video"), tr(QT_TRANSLATE_NOOP("sc::ui", "Timecode"))},
                          {Lane::Sections, QStringLiteral("scenes"), tr(QT_TRANSLATE_NOOP("sc::ui", "Sections"))},
                          {Lane::Song, QStringLiteral("analysis"), tr(QT_TRANSLATE_NOOP("sc::ui", "Song"))},
                          {Lane::Lyrics, QStringLiteral("text"), tr(QT_TRANSLATE_NOOP("sc::ui", "Lyrics"))},
                          {Lane::Scenes, QStringLiteral("folder"), tr(QT_TRANSLATE_NOOP("sc::ui", "Scenes"))},
                          {Lane::Shots, QStringLiteral("image"), tr(QT_TRANSLATE_NOOP("sc::ui", "Shots"))},
                          {Lane::Markers, QStringLiteral("marker"), tr(QT_TRANSLATE_NOOP("sc::ui", "Markers"))}};
    painter.setFont(theme.fonts.caption);
    for (const Head &head : heads) {
        const QRect lane = layout.rect(head.lane);
        if (lane.isEmpty())
            continue;
        drawIconCentred(painter, head.icon, QRectF(12, lane.top(), 14, lane.height()), 14, theme.text.tertiary);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(32, lane.top(), layout.headWidth - 36, lane.height()), Qt::AlignLeft | Qt::AlignVCenter, head.text);
    }
}

} // namespace sc::ui
