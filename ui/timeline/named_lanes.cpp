// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/named_lanes.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/shot_painter.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kSectionNameFrom = 36;
constexpr double kSectionBarsFrom = 200;
constexpr double kTinyBelow = 14;
constexpr double kPlainBelow = 22; // too narrow for words

QRectF laneBox(const LaneLayout &layout, Lane lane, int width)
{
    const QRect &r = layout.rect(lane);
    return QRectF(0, r.top(), width, r.height());
}

// Sections and beats were heard apart: an edge may lie some milliseconds beside its downbeat.
int barsIn(std::span<const Beat> beats, TickRange section)
{
    const Ticks loose = Ticks::fromSeconds(0.05);
    const auto first = std::ranges::lower_bound(beats, section.start - loose, {}, &Beat::time);
    const auto last = std::ranges::lower_bound(beats, section.end - loose, {}, &Beat::time);
    return int(std::count_if(first, last, [](const Beat &beat) { return beat.isDownbeat(); }));
}

void paintSection(QPainter &painter, const LaneSources &s, const QRectF &box, size_t i, TickRange range, bool startsHere)
{
    const SongMap &map = s.timeline.project.song->map;
    const QColor colour = s.colours.colour(i, s.theme);
    if (box.width() < kSectionNameFrom) {
        painter.fillRect(box, withAlpha(colour, 0.26));
        if (startsHere)
            painter.fillRect(QRectF(box.left(), box.top(), std::min(3.0, box.width()), box.height()), colour);
        return;
    }
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient fill(box.topLeft(), box.topRight());
    fill.setColorAt(0, withAlpha(colour, 0.30));
    fill.setColorAt(1, withAlpha(colour, 0.14));
    painter.setPen(Qt::NoPen);
    painter.setBrush(fill);
    painter.drawRoundedRect(box, 4, 4);
    if (startsHere) {
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(box.left(), box.top(), 3, box.height()), 1.5, 1.5);
    }
    const QRectF text = box.adjusted(8, 0, -6, 0);
    const QFontMetricsF strong(s.theme.fonts.captionStrong);
    const QString title = sectionTitle(map, i);
    painter.setFont(s.theme.fonts.captionStrong);
    painter.setPen(s.theme.sectionText(colour));
    painter.drawText(text, Qt::AlignLeft | Qt::AlignVCenter, strong.elidedText(title, Qt::ElideRight, text.width()));
    const int bars = box.width() > kSectionBarsFrom ? barsIn(s.beats, range) : 0;
    if (bars > 0) {
        painter.setFont(s.theme.fonts.caption);
        painter.setPen(s.theme.text.secondary);
        painter.drawText(text.adjusted(strong.horizontalAdvance(title) + 8, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter,
                         bars == 1 ? QCoreApplication::translate("sc::ui", "1 bar")
                                   : QCoreApplication::translate("sc::ui", "%n bars", nullptr, bars));
    }
    painter.restore();
}

} // namespace

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
        paintSection(painter, sources, QRectF(left + 1, lane.top() + 1, right - left - 2, lane.height() - 2), i, range, from >= 0);
    }
}

void paintScenes(QPainter &painter, const LaneSources &sources, const ClipIndex &index, const ViewState &view, const SceneId &selected)
{
    const QRectF lane = laneBox(sources.layout, Lane::Scenes, view.width());
    for (size_t i = 0; i < sources.timeline.scenes.size(); ++i) {
        const timeline::Scene &scene = sources.timeline.scenes[i];
        if (!scene.isLive)
            continue;
        const double left = std::max(-2.0, view.xOf(scene.start));
        const double right = std::min(view.width() + 8.0, view.xOf(scene.end()));
        if (right - left < 2)
            continue;
        SceneLook look;
        look.box = QRectF(left, lane.top(), right - left, lane.height());
        look.colour = sceneColour(sources.theme, scene.colour);
        if (look.box.width() < kTinyBelow && scene.id != selected) {
            painter.fillRect(look.box.adjusted(1, 1, -1, -1), mix(sources.theme.surface.raised, look.colour, 0.35));
            continue;
        }
        look.selected = scene.id == selected;
        look.locked = scene.locked;
        if (look.box.width() >= kSectionNameFrom) {
            look.title = QStringLiteral("%1  %2").arg(scene.order + 1).arg(scene.name);
            const int count = index.shotsOfScene(int(i));
            look.detail = count == 1 ? QCoreApplication::translate("sc::ui", "1 shot")
                                     : QCoreApplication::translate("sc::ui", "%n shots", nullptr, count);
        }
        drawScene(painter, sources.theme, look);
    }
}

void paintLyrics(QPainter &painter, const LaneSources &sources, const LyricRows &rows, const ViewState &view, Ticks playhead)
{
    const QRectF lane = laneBox(sources.layout, Lane::Lyrics, view.width()).adjusted(0, 1, 0, -1);
    if (lane.isEmpty() || rows.lines().empty())
        return;
    painter.save();
    painter.setFont(sources.theme.fonts.caption);
    const QFontMetricsF metrics(sources.theme.fonts.caption);
    for (size_t i = rows.firstReaching(view.left()); i < rows.lines().size(); ++i) {
        const LyricRows::Line &line = rows.lines()[i];
        if (line.range.start > view.visible().end)
            break;
        const double left = std::max(-8.0, view.xOf(line.range.start));
        const double right = std::min(view.width() + 8.0, view.xOf(line.range.end));
        if (right - left < 2)
            continue;
        QRectF box(left + 1, lane.top(), right - left - 2, lane.height());
        if (line.row != LyricRows::Row::Whole)
            box = QRectF(box.left(), line.row == LyricRows::Row::Upper ? lane.top() : lane.center().y(), box.width(), lane.height() / 2);
        const bool isSung = line.range.contains(playhead);
        const QColor bed = withAlpha(sources.theme.text.primary, isSung ? 0.13 : 0.05);
        if (box.width() < kPlainBelow) {
            painter.fillRect(QRectF(std::round(box.left()), box.top(), std::max(1.0, std::round(box.width())), box.height()), bed);
            continue;
        }
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(bed);
        painter.drawRoundedRect(box, 4, 4);
        const QRectF words = box.adjusted(6, 0, -4, 0);
        painter.setPen(isSung ? sources.theme.text.primary : sources.theme.text.secondary);
        painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter,
                         metrics.elidedText(sources.timeline.lyrics[i].text.simplified(), Qt::ElideRight, words.width()));
    }
    painter.restore();
}

void paintMarkers(QPainter &painter, const LaneSources &sources, const ViewState &view, const MarkerId &hovered)
{
    const QRectF lane = laneBox(sources.layout, Lane::Markers, view.width());
    if (lane.isEmpty())
        return;
    painter.save();
    const QFontMetricsF metrics(sources.theme.fonts.caption);
    const double top = sources.layout.rect(Lane::Sections).top();
    for (size_t i = 0; i < sources.timeline.markers.size(); ++i) {
        const timeline::Marker &marker = sources.timeline.markers[i];
        const double x = view.xOf(marker.time);
        if (x < -200 || x > view.width() + 10)
            continue;
        const QColor colour = sceneColour(sources.theme, marker.colour);
        painter.fillRect(QRectF(std::round(x), top, 1, lane.bottom() - top), withAlpha(colour, marker.id == hovered ? 0.8 : 0.28));
        const double room = i + 1 < sources.timeline.markers.size() ? view.xOf(sources.timeline.markers[i + 1].time) - x - 18 : 160;
        if (room < -8) {
            painter.fillRect(QRectF(std::round(x) - 1, lane.top() + 4, 2, 11), colour);
            continue;
        }
        painter.setRenderHint(QPainter::Antialiasing);
        QPainterPath flag(QPointF(x - 5, lane.top() + 4));
        flag.lineTo(x + 5, lane.top() + 4);
        flag.lineTo(x + 5, lane.top() + 11);
        flag.lineTo(x, lane.top() + 16);
        flag.lineTo(x - 5, lane.top() + 11);
        flag.closeSubpath();
        painter.fillPath(flag, colour);
        painter.setRenderHint(QPainter::Antialiasing, false);
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
                          {Lane::Alternates, QStringLiteral("alternates"), tr(QT_TRANSLATE_NOOP("sc::ui", "Alternates"))},
                          {Lane::Markers, QStringLiteral("marker"), tr(QT_TRANSLATE_NOOP("sc::ui", "Markers"))}};
    painter.setFont(theme.fonts.caption);
    for (const Head &head : heads) {
        const QRect lane = layout.rect(head.lane);
        if (lane.isEmpty())
            continue;
        const bool isFolded = head.lane == Lane::Alternates && layout.alternateRows == 0;
        const QString icon = head.lane != Lane::Alternates ? head.icon
                             : isFolded                    ? QStringLiteral("chevron-right")
                                                           : QStringLiteral("chevron-down");
        drawIconCentred(painter, icon, QRectF(12, lane.top(), 14, lane.height()), 14, theme.text.tertiary);
        painter.setPen(theme.text.secondary);
        painter.drawText(QRectF(32, lane.top(), layout.headWidth - 36, lane.height()), Qt::AlignLeft | Qt::AlignVCenter, head.text);
    }
}

} // namespace sc::ui
