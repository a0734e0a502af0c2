// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/project_edits.h"

#include "core/base/text.h"
#include "core/timeline/beat_binding.h"
#include "core/timeline/beat_follow.h"
#include "core/timeline/edit_support.h"
#include "core/timeline/generation_rules.h"
#include "core/timeline/normalise.h"

#include <QtCore/QCoreApplication>

namespace sc::timeline {

namespace {

constexpr int kMaxBeats = 200'000; // far beyond 400 BPM for 10 000 s

Result<> setSize(int &field, int value, const QString &label)
{
    if (value < 64 || value > 8192 || value % 2 != 0)
        return std::unexpected(outOfRange(label, QCoreApplication::translate("sc::timeline", "an even number from 64 to 8192")));
    field = value;
    return {};
}

Result<> setWords(Project &project, const EditProject &request)
{
    if (request.name) {
        SC_TRY_ASSIGN(name, cleanText(*request.name, TextKind::SingleLine, 1, kMaxNameLength,
                                      QCoreApplication::translate("sc::timeline", "The name")));
        project.name = name;
    }
    if (request.description) {
        SC_TRY_ASSIGN(description, cleanText(*request.description, TextKind::MultiLine, 0, kMaxDescriptionLength,
                                             QCoreApplication::translate("sc::timeline", "The description")));
        project.description = description;
    }
    return {};
}

Result<> setGeneration(Project &project, const EditProject &request)
{
    if (request.look) {
        SC_TRY_ASSIGN(look, checkedLook(*request.look));
        project.look = std::move(look);
    }
    if (request.defaultFamily) {
        SC_TRY_ASSIGN(family, checkedKey(*request.defaultFamily, QCoreApplication::translate("sc::timeline", "The family")));
        project.defaultFamily = family;
    }
    if (request.defaultPreset) {
        SC_TRY_ASSIGN(preset, checkedKey(*request.defaultPreset, QCoreApplication::translate("sc::timeline", "The preset")));
        project.defaultPreset = preset;
    }
    return {};
}

Result<> checkGrid(const BeatGrid &grid)
{
    Ticks end(std::numeric_limits<std::int64_t>::min());
    double beats = 0;
    for (const BeatRegion &region : grid.regions) {
        const bool rising = std::ranges::adjacent_find(region.times, std::greater_equal<>()) == region.times.end();
        if (region.start < end || region.end <= region.start || !(region.bpm >= 20 && region.bpm <= 400) || region.beatsPerBar < 1 ||
            region.beatsPerBar > 16 || !rising) {
            return std::unexpected(
                outOfRange(QCoreApplication::translate("sc::timeline", "The beat grid"),
                           QCoreApplication::translate("sc::timeline", "rising stretches of 20 to 400 BPM with 1 to 16 beats a bar")));
        }
        end = region.end;
        beats += (region.end - region.start).toSeconds() * region.bpm / 60;
    }
    if (beats > kMaxBeats)
        return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The beat grid"),
                                          QCoreApplication::translate("sc::timeline", "at most 200 000 beats")));
    return {};
}

// Where an edge goes on the new grid. Clips that touched still touch when either of their edges is bound.
class Resnapper
{
public:
    explicit Resnapper(const Timeline &timeline, FrameRate rate) : m_rate(rate)
    {
        const std::vector<Beat> beats = timelineBeats(timeline);
        for (const Clip &clip : timeline.clips) {
            note(clip.start, clip.beatIn, beats);
            note(clip.end(), clip.beatOut, beats);
        }
    }
    [[nodiscard]] Ticks operator()(Ticks edge) const
    {
        const auto bound = m_bound.constFind(edge);
        return bound == m_bound.constEnd() ? m_rate.snap(edge) : *bound;
    }

private:
    void note(Ticks edge, const std::optional<BeatRef> &ref, std::span<const Beat> beats)
    {
        if (ref && ref->index >= 0 && ref->index < std::ssize(beats))
            m_bound.insert(edge, std::max(Ticks(), edgeOf(beats[static_cast<size_t>(ref->index)], m_rate)));
    }

    FrameRate m_rate;
    QHash<Ticks, Ticks> m_bound;
};

// A coarser grid can bring two edges to one frame. Every clip keeps a frame; the next cut gives way and the one after
// it absorbs that.
void keepOneFrameEach(Timeline &timeline)
{
    const Ticks frame = timeline.project.frameRate.frameLength();
    std::vector<Clip *> sorted;
    for (Clip &clip : timeline.clips)
        sorted.push_back(&clip);
    std::ranges::stable_sort(sorted, {}, &Clip::start);
    QHash<SceneId, Ticks> ends;
    for (Clip *clip : sorted) {
        const Ticks end = clip->end();
        if (clip->isLive)
            clip->start = std::max(clip->start, ends.value(clip->scene, clip->start));
        clip->length = std::min(std::max(end - clip->start, frame), timeline.project.frameRate.snap(kMaxClipLength, Rounding::Floor));
        if (clip->isLive)
            ends[clip->scene] = clip->end();
    }
}

} // namespace

Result<Timeline> editProject(const Timeline &timeline, const EditProject &request)
{
    Timeline edited = timeline;
    Project &project = edited.project;
    SC_TRY(setWords(project, request));
    SC_TRY(setGeneration(project, request));
    if (request.width)
        SC_TRY(setSize(project.width, *request.width, QCoreApplication::translate("sc::timeline", "The width")));
    if (request.height)
        SC_TRY(setSize(project.height, *request.height, QCoreApplication::translate("sc::timeline", "The height")));
    if (request.songGainDb) {
        if (!(*request.songGainDb >= -60 && *request.songGainDb <= 12))
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The song's gain"),
                                              QCoreApplication::translate("sc::timeline", "-60 to +12 dB")));
        project.songGainDb = *request.songGainDb;
    }
    if (request.songOffset) {
        if (abs(*request.songOffset) > kMaxPosition)
            return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The song's start"),
                                              QCoreApplication::translate("sc::timeline", "-10 000 to 10 000 seconds")));
        const std::vector<Beat> oldBeats = timelineBeats(edited);
        project.songOffset = *request.songOffset;
        SC_TRY(followBeats(edited, oldBeats));
    }
    normalise(edited);
    return edited;
}

Result<FrameRateChange> setFrameRate(const Timeline &timeline, const SetFrameRate &request)
{
    FrameRateChange change{timeline, {}, {}, {}};
    Timeline &edited = change.timeline;
    edited.project.frameRate = request.frameRate;
    const FrameRate rate = request.frameRate;
    const Resnapper resnapped(timeline, rate);
    for (Clip &clip : edited.clips) {
        const Ticks end = resnapped(clip.end());
        clip.start = std::min(resnapped(clip.start), rate.snap(kMaxPosition, Rounding::Floor));
        clip.length = end - clip.start;
        clip.direction.in.length = rate.snap(clip.direction.in.length);
        clip.direction.out.length = rate.snap(clip.direction.out.length);
    }
    for (Scene &scene : edited.scenes) {
        const Ticks end = resnapped(scene.end());
        scene.start = resnapped(scene.start);
        scene.length = std::max(end - scene.start, rate.frameLength());
    }
    keepOneFrameEach(edited);
    const std::vector<Beat> beats = timelineBeats(edited);
    for (size_t i = 0; i < edited.clips.size(); ++i) {
        Clip &clip = edited.clips[i];
        if (clip.beatIn)
            clip.beatIn = beatAtEdge(beats, clip.start, rate);
        if (clip.beatOut)
            clip.beatOut = beatAtEdge(beats, clip.end(), rate);
        const Clip &old = timeline.clips[i];
        for (const BoundaryMove &move : {BoundaryMove{clip.id, clip.name, ClipEdge::In, old.start, clip.start},
                                         BoundaryMove{clip.id, clip.name, ClipEdge::Out, old.end(), clip.end()}}) {
            if (move.by() == Ticks())
                continue;
            change.moves.push_back(move);
            if (abs(move.by()) > change.largestMove) {
                change.largestMove = abs(move.by());
                change.movedMost = clip.name;
            }
        }
    }
    normalise(edited);
    return change;
}

Result<Timeline> setBeatGrid(const Timeline &timeline, const SetBeatGrid &request)
{
    if (!timeline.project.song)
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, QCoreApplication::translate("sc::timeline", "The project has no song yet.")));
    SC_TRY(checkGrid(request.grid));
    Timeline edited = timeline;
    const std::vector<Beat> oldBeats = timelineBeats(edited);
    edited.project.song->map.grid = request.grid;
    SC_TRY(followBeats(edited, oldBeats));
    normalise(edited);
    return edited;
}

} // namespace sc::timeline
