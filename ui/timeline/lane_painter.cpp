// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/lane_painter.h"

#include "core/base/timecode.h"
#include "ui/theme/colour.h"
#include "ui/timeline/ruler_ticks.h"
#include "ui/timeline/sample_painter.h"
#include "ui/widgets/waveform_painter.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kTimecodeLabelPixels = 92;
constexpr double kSampleGain = 0.95;
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
    for (const Lane lane : {Lane::Sections, Lane::Song, Lane::Lyrics, Lane::Scenes, Lane::Shots, Lane::Alternates, Lane::Markers}) {
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
    const QRectF lane = laneBox(s.layout, Lane::Song, view.width()).adjusted(0, 5, 0, -kBeatStrip - 1);
    const Ticks offset = s.timeline.project.songOffset;
    if (showsSamples(s.timeline, view)) {
        const ViewState song = ViewState::of(view.left() - offset, view.pixelsPerSecond(), view.width(), view.frameRate());
        const SamplePainter samples(s.close, s.timeline.project.song->sampleRate, s.timeline.project.song->map.duration, song,
                                    painter.device()->devicePixelRatioF());
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
        const bool shown =
            samples.paint(painter, lane, kSampleGain, SampleChannel::Mono, {withAlpha(s.theme.waveform.low, 0.9), s.theme.waveform.mid});
        painter.restore();
        if (shown)
            return;
    }
    if (s.waveform.isEmpty())
        return;
    const QSizeF pixels = lane.size() * painter.device()->devicePixelRatioF();
    const QImage picture = renderWaveform(s.waveform, {view.left() - offset, view.visible().end - offset}, pixels.toSize(),
                                          WaveformStyle::Bands, waveformColours(s.theme, WaveformStyle::Bands));
    painter.drawImage(lane, picture);
}

} // namespace

bool showsSamples(const timeline::Timeline &timeline, const ViewState &view)
{
    const auto &song = timeline.project.song;
    return song && song->sampleRate > 0 && view.pixelsPerSecond() > SamplePainter::wantedFrom(song->sampleRate);
}

namespace {

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

} // namespace sc::ui
