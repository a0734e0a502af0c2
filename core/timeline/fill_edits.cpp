// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/fill_edits.h"

#include "core/timeline/edit_support.h"
#include "core/timeline/scene_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::timeline {

namespace {

constexpr size_t kMostAtOnce = 20'000;

// Exact times between which the clips lie, rising.
std::vector<Ticks> edgesOf(const Timeline &timeline, FillUnit unit)
{
    std::vector<Ticks> edges;
    switch (unit) {
    case FillUnit::Markers:
        for (const Marker &marker : timeline.markers)
            edges.push_back(marker.time);
        break;
    case FillUnit::Beat:
    case FillUnit::Bar:
        for (const Beat &beat : timelineBeats(timeline)) {
            if (unit == FillUnit::Beat || beat.isDownbeat())
                edges.push_back(beat.time);
        }
        break;
    case FillUnit::Section:
        if (!timeline.project.song)
            break;
        for (const Section &section : timeline.project.song->map.sections)
            edges.push_back(section.start + timeline.project.songOffset);
        if (!edges.empty())
            edges.push_back(timeline.project.song->map.sections.back().end + timeline.project.songOffset);
        break;
    }
    return edges;
}

Problem nothingToGoBy(FillUnit unit)
{
    const QString text =
        unit == FillUnit::Markers ? QCoreApplication::translate("sc::timeline", "Two markers are needed to fill between them.")
        : unit == FillUnit::Section
            ? QCoreApplication::translate("sc::timeline", "The project has no song with sections.")
            : QCoreApplication::translate("sc::timeline", "The project has no song with beats, so nothing can be measured in beats.");
    return Problem(ProblemCode::ValidationError, text);
}

// Which live scene a new clip at `start` belongs to: the latest that has begun, if it reaches there or nothing else does.
class ScenePicker
{
public:
    explicit ScenePicker(const Timeline &timeline)
    {
        for (const Scene &scene : timeline.scenes) {
            if (scene.isLive)
                m_live.push_back(&scene);
        }
    }
    [[nodiscard]] const Scene *at(Ticks start) const
    {
        for (const Scene *scene : m_live) {
            if (scene->range().contains(start))
                return scene;
        }
        return m_live.empty() ? nullptr : m_live.back();
    }

private:
    std::vector<const Scene *> m_live;
};

} // namespace

TickRange freeStretch(const Timeline &timeline, Ticks t)
{
    TickRange stretch{Ticks(), std::max(programLength(timeline), t + timeline.project.frameRate.frameLength())};
    for (const Clip *clip : liveClips(timeline)) {
        if (clip->range().contains(t))
            return {t, t};
        if (clip->end() <= t)
            stretch.start = std::max(stretch.start, clip->end());
        else
            stretch.end = std::min(stretch.end, clip->start);
    }
    return stretch;
}

Result<Timeline> fillWithClips(const Timeline &timeline, const FillWithClips &request)
{
    const FrameRate rate = timeline.project.frameRate;
    const std::vector<Ticks> edges = edgesOf(timeline, request.unit);
    if (edges.size() < 2)
        return std::unexpected(nothingToGoBy(request.unit));
    const TickRange within = request.within.value_or(TickRange{Ticks(), programLength(timeline)});
    Timeline edited = timeline;
    if (std::ranges::none_of(edited.scenes, &Scene::isLive)) {
        SC_TRY_ASSIGN(with, addScene(edited, {.start = Ticks(), .length = {}, .colour = {}}));
        edited = std::move(with);
    }
    const ScenePicker scenes(edited);
    std::vector<TickRange> busy;
    QSet<QString> names;
    for (const Clip *clip : liveClips(edited)) {
        busy.push_back(clip->range());
        names.insert(clip->name);
    }
    std::vector<Clip> made;
    int number = static_cast<int>(busy.size());
    auto taken = busy.begin(); // the first that may reach into what follows
    for (size_t i = 0; i + 1 < edges.size(); ++i) {
        const TickRange place{rate.snap(edges[i]), rate.snap(edges[i + 1])};
        if (place.isEmpty() || place.start < std::max(Ticks(), within.start) || place.end > within.end)
            continue;
        while (taken != busy.end() && taken->end <= place.start)
            ++taken;
        const Scene *scene = scenes.at(place.start);
        if ((taken != busy.end() && taken->overlaps(place)) || scene->locked)
            continue;
        SC_TRY(checkStart(place.start));
        SC_TRY(checkLength(place.length(), rate));
        Clip clip;
        clip.id = ClipId::create();
        clip.scene = scene->id;
        do
            clip.name = QCoreApplication::translate("sc::timeline", "Clip %1").arg(++number);
        while (names.contains(clip.name));
        clip.start = place.start;
        clip.length = place.length();
        made.push_back(std::move(clip));
        if (made.size() > kMostAtOnce)
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The number of new clips"),
                                              QCoreApplication::translate("sc::timeline", "at most 20 000")));
    }
    if (made.empty())
        return std::unexpected(
            Problem(ProblemCode::Conflict,
                    QCoreApplication::translate("sc::timeline", "There is no free place that holds a whole one, or its scene is locked.")));
    ClipSet ids;
    for (const Clip &clip : made)
        ids.insert(clip.id);
    edited.clips.insert(edited.clips.end(), made.begin(), made.end());
    return settled(timeline, std::move(edited), ids);
}

} // namespace sc::timeline
