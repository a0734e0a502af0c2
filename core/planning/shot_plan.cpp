// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/shot_plan.h"

#include "core/planning/plan_figures.h"
#include "core/planning/plan_prompt.h"
#include "core/planning/shot_cuts.h"
#include "core/planning/shot_writer.h"
#include "core/timeline/beat_binding.h"
#include "core/timeline/lyric_edits.h"
#include "core/timeline/normalise.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <array>

namespace sc::planning {

namespace {

using timeline::Clip;
using timeline::Scene;
using timeline::Timeline;

constexpr std::array<const char *, 8> kCameraMoves = {"push in", "pull out",  "pan left", "pan right",
                                                      "tilt up", "tilt down", "drift",    "slow push in"};

template<class Item> QString rootOf(const Item &item)
{
    return (item.parent.isEmpty() ? item.id : item.parent).text();
}

// What stays: locked scenes whole, locked clips with their scene, each with its alternates.
struct Kept
{
    Timeline timeline;
    std::vector<TickRange> busy; // where nothing is planned
};

Kept keepLocked(const Timeline &timeline)
{
    QSet<QString> lockedScenes;
    QSet<QString> lockedClips;
    QSet<QString> scenesWithLocked;
    for (const Scene &scene : timeline.scenes) {
        if (scene.locked)
            lockedScenes.insert(rootOf(scene));
    }
    const auto sceneRoot = [&](const Clip &clip) {
        const Scene *scene = findScene(timeline, clip.scene);
        return scene ? rootOf(*scene) : QString();
    };
    for (const Clip &clip : timeline.clips) {
        if (!clip.locked)
            continue;
        lockedClips.insert(rootOf(clip));
        scenesWithLocked.insert(sceneRoot(clip));
    }
    Kept kept{timeline, {}};
    std::erase_if(kept.timeline.scenes,
                  [&](const Scene &scene) { return !lockedScenes.contains(rootOf(scene)) && !scenesWithLocked.contains(rootOf(scene)); });
    std::erase_if(kept.timeline.clips,
                  [&](const Clip &clip) { return !lockedScenes.contains(sceneRoot(clip)) && !lockedClips.contains(rootOf(clip)); });
    normalise(kept.timeline);
    for (const Scene &scene : kept.timeline.scenes) {
        if (scene.isLive && lockedScenes.contains(rootOf(scene)))
            kept.busy.push_back(scene.range());
    }
    for (const Clip *clip : liveClips(kept.timeline))
        kept.busy.push_back(clip->range());
    return kept;
}

Result<> checkOptions(const PlanOptions &options)
{
    if (options.maxShotLength < Ticks::seconds(1) || options.maxShotLength > timeline::kMaxClipLength) {
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::planning", "The longest shot must be 1 to 300 seconds.")));
    }
    return checkRules(options.rules);
}

class Planner
{
public:
    Planner(Timeline kept, const PlanOptions &options, const PlanGrid &grid)
        : m_options(options), m_grid(grid), m_energy(kept.project.song->map)
    {
        m_timeline = std::move(kept);
        m_preview.labels = labelsOf(m_timeline.project, grid);
        if (grid.isReal())
            m_beats = timelineBeats(m_timeline);
    }

    void plan(const std::vector<Stretch> &stretches)
    {
        for (size_t i = 0; i < stretches.size(); ++i)
            planStretch(stretches[i], i);
        normalise(m_timeline);
        if (m_options.lyrics) {
            if (Result<Timeline> sung = timeline::applyLyrics(m_timeline, {}))
                m_timeline = std::move(*sung);
        }
        writeShots(m_timeline, m_options, m_preview.given);
    }

    PlanPreview take()
    {
        for (const auto &[label, rule] : m_options.rules)
            m_preview.unknownVariables += unknownVariables(rule.prompt);
        m_preview.unknownVariables.removeDuplicates();
        m_preview.timeline = std::move(m_timeline);
        return std::move(m_preview);
    }

private:
    void planStretch(const Stretch &stretch, size_t index)
    {
        // A stream of its own for each stretch: changing one section's rule leaves the others as they were.
        PlanRandom random(m_options.seed, index + 1);
        const CutContext context{m_grid, m_energy, m_timeline.project.songOffset, m_timeline.project.frameRate, m_options.maxShotLength};
        const ShotCuts cuts = cutShots(stretch, ruleFor(m_options.rules, stretch.label), context, random);
        const std::vector<Ticks> &starts = cuts.starts;
        noteDivided(figuresFor(m_preview.labels, stretch.label), cuts);
        Scene scene;
        scene.id = SceneId::create();
        scene.name = stretch.title;
        scene.start = stretch.range.start;
        scene.length = stretch.range.length();
        scene.order = static_cast<int>(index);
        scene.colour = stretch.colour;
        scene.sectionLabel = stretch.label;
        scene.sectionStart = stretch.sectionStart;
        m_timeline.scenes.push_back(scene);
        for (size_t i = 0; i < starts.size(); ++i)
            addShot(scene, stretch, {starts[i], i + 1 < starts.size() ? starts[i + 1] : stretch.range.end}, i + 1, random);
    }

    static void noteDivided(LabelFigures &row, const ShotCuts &cuts)
    {
        row.divided += cuts.divided;
        row.longestWishedSeconds = std::max(row.longestWishedSeconds, cuts.longestWished.toSeconds());
        row.longestMadeSeconds = std::max(row.longestMadeSeconds, cuts.longestMade.toSeconds());
    }

    void addShot(const Scene &scene, const Stretch &stretch, TickRange range, size_t number, PlanRandom &random)
    {
        const FrameRate rate = m_timeline.project.frameRate;
        const Ticks offset = m_timeline.project.songOffset;
        Clip clip;
        clip.id = ClipId::create();
        clip.scene = scene.id;
        clip.name = QCoreApplication::translate("sc::planning", "%1, shot %2").arg(scene.name).arg(number);
        clip.start = range.start;
        clip.length = range.length();
        clip.beatIn = timeline::beatAtEdge(m_beats, range.start, rate);
        clip.beatOut = timeline::beatAtEdge(m_beats, range.end, rate);
        clip.direction.cameraMove = nextCameraMove(random);
        clip.direction.motionStrength = 0.3 + 0.6 * m_energy.at({range.start - offset, range.end - offset}, stretch.energy);
        if (!m_grid.isReal())
            clip.notes = QCoreApplication::translate("sc::planning", "Cut on whole seconds: the song has no beats.");
        m_preview.given.push_back({clip.id, stretch.label, {}});
        m_timeline.clips.push_back(std::move(clip));
    }

    QString nextCameraMove(PlanRandom &random)
    {
        int move = random.below(static_cast<int>(kCameraMoves.size()) - 1);
        if (move >= m_lastMove)
            ++move; // never the same twice in a row
        m_lastMove = move;
        return QLatin1String(kCameraMoves[static_cast<size_t>(move)]);
    }

    Timeline m_timeline;
    PlanPreview m_preview; // its timeline last
    const PlanOptions &m_options;
    const PlanGrid &m_grid;
    EnergyScale m_energy;
    std::vector<Beat> m_beats;
    int m_lastMove = static_cast<int>(kCameraMoves.size()) - 1;
};

} // namespace

Result<PlanPreview> planShots(const Timeline &timeline, const PlanOptions &options)
{
    if (!timeline.project.song) {
        return std::unexpected(
            Problem(ProblemCode::MediaMissing,
                    QCoreApplication::translate("sc::planning", "The project has no song yet, so there is nothing to plan from."))
                .withEntity(QStringLiteral("project"), timeline.project.id.text()));
    }
    SC_TRY(checkOptions(options));
    const FrameRate rate = timeline.project.frameRate;
    const Ticks songEnd = rate.snap(timeline.project.songOffset + timeline.project.song->map.duration, Rounding::Ceil);
    const Ticks end = std::min(songEnd, rate.snap(timeline::kMaxPosition, Rounding::Floor));
    if (end <= Ticks()) {
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::planning", "The song has no length on the timeline, so there is nothing to plan."))
                .withEntity(QStringLiteral("project"), timeline.project.id.text()));
    }
    const PlanGrid grid(timeline, end);
    Kept kept = keepLocked(timeline);
    const std::vector<Stretch> stretches = stretchesOf(timeline.project, grid, end, kept.busy);
    Planner planner(std::move(kept.timeline), options, grid);
    planner.plan(stretches);
    PlanPreview preview = planner.take();
    countShots(preview, timeline, grid);
    return preview;
}

} // namespace sc::planning
