// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/shot_lane.h"

#include "core/timeline/cuts.h"
#include "ui/timeline/clip_state.h"
#include "ui/widgets/section_colours.h"

#include <QtGui/QPainter>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kReach = 24; // glow and ring reach over the edges of a shot
constexpr double kStubBelow = 54;

bool isOffBeat(const ShotSources &s, Ticks cut)
{
    if (cut <= Ticks())
        return false;
    const auto distance = timeline::beatDistance(s.beats, cut, s.timeline.project.frameRate);
    return distance && distance->isOff();
}

// Shots under 3 px: one stroke for all that share a device pixel, so that ten thousand of them cost no more than the pixels.
class Strokes
{
public:
    Strokes(QPainter &painter, const ShotSources &sources) : m_painter(painter), m_sources(sources)
    {
        const QRect lane = sources.layout.rect(Lane::Shots);
        m_top = lane.top() + 2;
        m_height = lane.height() - 4;
    }

    // False when everything of it was painted already.
    [[nodiscard]] bool isSeen(double right) const { return right > m_paintedTo; }
    void add(double left, double right, const QColor &colour)
    {
        const double ratio = m_sources.pixelRatio;
        const double from = std::max(m_paintedTo, std::floor(left * ratio) / ratio);
        const double to = std::max(std::ceil(right * ratio) / ratio - (right - left > 2 ? 0.5 : 0), from + 1 / ratio);
        m_painter.fillRect(QRectF(from, m_top, to - from, m_height), colour);
        m_paintedTo = to;
    }

private:
    QPainter &m_painter;
    const ShotSources &m_sources;
    double m_paintedTo = -1e9;
    double m_top = 0;
    double m_height = 0;
};

} // namespace

ShotLook lookOf(const ShotSources &s, size_t place, const ViewState &view)
{
    const ClipIndex::Entry &entry = s.index.entries()[place];
    const timeline::Clip &clip = s.timeline.clips[size_t(entry.clip)];
    const timeline::Scene &scene = s.timeline.scenes[size_t(entry.scene)];
    const QRect lane = s.layout.rect(Lane::Shots);
    const double left = view.xOf(entry.range.start);
    ShotLook look;
    look.box = QRectF(left, lane.top(), view.xOf(entry.range.end) - left, lane.height());
    look.colour = sceneColour(s.theme, scene.colour);
    if (look.box.width() < kPictureFrom)
        return look;
    look.number = entry.number;
    look.name = clip.name;
    look.locked = clip.locked || scene.locked;
    look.offBeat = isOffBeat(s, entry.range.start);
    look.state = stateOf(clip, s.states);
    look.percent = s.states.jobs.value(clip.id).percent;
    look.speed = speedText(clip);
    look.frozen = isFrozen(clip);
    const auto wedge = [&](const timeline::Transition &transition) {
        return transition.kind == timeline::TransitionKind::Cut ? 0.0 : transition.length.toSeconds() * view.pixelsPerSecond();
    };
    look.wedgeIn = wedge(clip.direction.in);
    look.wedgeOut = wedge(clip.direction.out);
    const double picture = s.layout.shotPicture().height() * 1.6;
    if (look.state == ClipState::Missing)
        return look; // the badge says it; a slate's words cannot be read so small
    look.thumbs = s.thumbnails.of(s.timeline, entry.clip, entry.scene, look.box.width() > picture ? kThumbPhases : 1);
    return look;
}

void paintShots(QPainter &painter, const ShotSources &s, const ViewState &view, const AdjustLook &adjust)
{
    const ClipIndex::Slice slice = s.index.slice({view.timeAt(-kReach), view.timeAt(view.width() + kReach)});
    const auto &entries = s.index.entries();
    Strokes strokes(painter, s);
    std::vector<ShotLook> above;
    for (size_t i = slice.first; i < slice.last; ++i) {
        const double left = view.xOf(entries[i].range.start);
        const double right = view.xOf(entries[i].range.end);
        const bool isStroke = right - left < kStrokeBelow;
        if (isStroke && !adjust && !strokes.isSeen(right))
            continue;
        ShotLook look = lookOf(s, i, view);
        if (adjust && !adjust(look, s.timeline.clips[size_t(entries[i].clip)]))
            continue;
        if (look.lifted || look.current)
            above.push_back(std::move(look));
        else if (isStroke)
            strokes.add(left, right, strokeColour(s.theme, look));
        else
            drawShot(painter, s.theme, look);
    }
    for (const ShotLook &look : above)
        drawShot(painter, s.theme, look);
}

QRectF alternateBox(const LaneLayout &layout, const ViewState &view, TickRange shot, int row)
{
    const QRect lane = layout.rect(Lane::Alternates);
    const double left = view.xOf(shot.start);
    const double width = view.xOf(shot.end) - left;
    if (layout.alternateRows == 0)
        return QRectF(left + 1, lane.top(), std::max(1.0, width - 2), lane.height());
    const int shown = std::min(row, layout.alternateRows - 1);
    const double indent = width < kStubBelow ? 1 : 13;
    return QRectF(left + indent, lane.top() + shown * (LaneLayout::kAlternateRow + LaneLayout::kAlternateGap),
                  std::max(1.0, width - indent - 1), LaneLayout::kAlternateRow);
}

void paintAlternates(QPainter &painter, const ShotSources &s, const ViewState &view, const ClipId &hovered)
{
    const QRect lane = s.layout.rect(Lane::Alternates);
    if (lane.isEmpty())
        return;
    const ClipIndex::Slice slice = s.index.slice({view.timeAt(-kReach), view.timeAt(view.width() + kReach)});
    for (size_t i = slice.first; i < slice.last; ++i) {
        const std::vector<int> &group = s.index.alternatesOf(i);
        if (group.empty())
            continue;
        const ClipIndex::Entry &entry = s.index.entries()[i];
        if (s.layout.alternateRows == 0) {
            drawAlternateCount(painter, s.theme, alternateBox(s.layout, view, entry.range, 0), int(group.size()));
            continue;
        }
        for (size_t row = 0; row < group.size(); ++row) {
            const timeline::Clip &clip = s.timeline.clips[size_t(group[row])];
            const bool isLastRow = int(row) + 1 == s.layout.alternateRows;
            AlternateLook look;
            look.box = alternateBox(s.layout, view, entry.range, int(row));
            look.stemX = view.xOf(entry.range.start) + 5;
            look.stemTop = row == 0 ? s.layout.rect(Lane::Shots).bottom() - 1.0 : look.box.top() - look.box.height() / 2;
            look.label = clip.alternateNumber > 0 ? QStringLiteral("A%1").arg(clip.alternateNumber) : QStringLiteral("A0");
            look.name = clip.name;
            look.more = isLastRow ? int(group.size() - row) - 1 : 0;
            look.hovered = clip.id == hovered;
            look.locked = clip.locked;
            look.colour = sceneColour(s.theme, s.timeline.scenes[size_t(entry.scene)].colour);
            if (look.box.width() >= kPictureFrom)
                look.picture = s.thumbnails.of(s.timeline, group[row], entry.scene, 1)[0];
            drawAlternate(painter, s.theme, look);
            if (isLastRow)
                break;
        }
    }
}

} // namespace sc::ui
