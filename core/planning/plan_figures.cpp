// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plan_figures.h"

#include "core/planning/energy_scale.h"
#include "core/planning/plan_stretches.h"
#include "core/timeline/beat_binding.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::planning {

namespace {

using timeline::Clip;
using timeline::Timeline;

std::vector<Ticks> cutsOf(const Timeline &timeline)
{
    std::vector<Ticks> cuts;
    for (const Clip *clip : liveClips(timeline))
        cuts.push_back(clip->start);
    return cuts;
}

double cutsPerMinute(const std::vector<Ticks> &cuts, TickRange bar)
{
    const auto from = std::ranges::lower_bound(cuts, bar.start);
    const auto to = std::ranges::lower_bound(cuts, bar.end);
    return static_cast<double>(to - from) * 60 / bar.length().toSeconds();
}

std::vector<PlanBar> barsOf(const Timeline &before, const Timeline &planned, const PlanGrid &grid)
{
    const std::vector<Ticks> now = cutsOf(before);
    const std::vector<Ticks> then = cutsOf(planned);
    const timeline::Project &project = planned.project;
    const EnergyScale energy(project.song->map);
    std::vector<PlanBar> bars;
    const std::vector<Ticks> downbeats = grid.downbeats();
    for (size_t i = 0; i + 1 < downbeats.size(); ++i) {
        const TickRange bar{downbeats[i], downbeats[i + 1]};
        if (bar.isEmpty())
            continue; // two downbeats on one frame
        const TickRange sung{bar.start - project.songOffset, bar.end - project.songOffset};
        bars.push_back({bar, cutsPerMinute(then, bar), cutsPerMinute(now, bar), energy.at(sung, 0.5)});
    }
    return bars;
}

void countLost(PlanPreview &preview, const Timeline &before)
{
    QSet<QString> kept;
    for (const Clip &clip : preview.timeline.clips)
        kept.insert(clip.id.text());
    for (const Clip *clip : liveClips(before)) {
        ++preview.shotsNow;
        if (kept.contains(clip->id.text()))
            continue;
        ++preview.replaced;
        preview.replacedWithTakes += clip->selectedImage.isEmpty() && clip->selectedVideo.isEmpty() ? 0 : 1;
    }
}

} // namespace

std::vector<LabelFigures> labelsOf(const timeline::Project &project, const PlanGrid &grid)
{
    std::vector<LabelFigures> rows;
    for (const Section &section : project.song->map.sections) {
        LabelFigures &row = figuresFor(rows, section.label);
        ++row.sections;
        // From beat to beat, as the plan has its edges: a section found a little late has no bar of its neighbour.
        const auto edge = [&](Ticks t) { return grid.nearEdge(t + project.songOffset).value_or(t + project.songOffset); };
        row.bars += static_cast<int>(grid.barsInside({edge(section.start) - Ticks(1), edge(section.end)}).size());
    }
    if (rows.empty()) {
        LabelFigures &row = figuresFor(rows, QString());
        row.bars = static_cast<int>(grid.downbeats().size());
    }
    return rows;
}

LabelFigures &figuresFor(std::vector<LabelFigures> &rows, const QString &label)
{
    const QString plain = plainLabel(label);
    const auto known = std::ranges::find(rows, plain, [](const LabelFigures &row) { return plainLabel(row.label); });
    if (known != rows.end())
        return *known;
    rows.push_back({.label = label});
    return rows.back();
}

void countShots(PlanPreview &preview, const Timeline &before, const PlanGrid &grid)
{
    const std::vector<Beat> beats = timelineBeats(preview.timeline);
    const FrameRate rate = preview.timeline.project.frameRate;
    Ticks total;
    std::optional<Ticks> shortest;
    Ticks longest;
    QSet<ClipId> isNew;
    for (const GivenShot &shot : preview.given)
        isNew.insert(shot.clip);
    QHash<SceneId, QString> labels;
    for (const timeline::Scene &scene : preview.timeline.scenes)
        labels.insert(scene.id, scene.sectionLabel);
    for (const Clip *clip : liveClips(preview.timeline)) {
        ++preview.shots;
        total += clip->length;
        shortest = std::min(shortest.value_or(clip->length), clip->length);
        longest = std::max(longest, clip->length);
        const auto nearest = nearestBeat(beats, clip->start);
        preview.onBeat += nearest && timeline::isOnBeat(clip->start, beats[*nearest], rate) ? 1 : 0;
        LabelFigures &row = figuresFor(preview.labels, labels.value(clip->scene));
        ++row.shots;
        row.lockedShots += isNew.contains(clip->id) ? 0 : 1;
    }
    preview.scenes = static_cast<int>(std::ranges::count_if(preview.timeline.scenes, &timeline::Scene::isLive));
    preview.averageShotSeconds = preview.shots > 0 ? total.toSeconds() / preview.shots : 0;
    preview.shortestShotSeconds = shortest.value_or(Ticks()).toSeconds();
    preview.longestShotSeconds = longest.toSeconds();
    preview.bars = barsOf(before, preview.timeline, grid);
    for (const PlanBar &bar : preview.bars)
        preview.cutRate.push_back(bar.cutRate);
    countLost(preview, before);
}

} // namespace sc::planning
