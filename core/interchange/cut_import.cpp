// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/cut_import.h"

#include "core/base/text.h"
#include "core/timeline/alternates.h"
#include "core/timeline/normalise.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::interchange {

namespace {

using timeline::Clip;
using timeline::Scene;
using timeline::Timeline;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

// Clips of one track on the grid of `rate`.
std::vector<Clip> clipsOf(const ReadCut &cut, size_t track, FrameRate rate, QStringList &notices)
{
    std::vector<Clip> clips;
    const CutTrack *pictures = cut.picture(track);
    int shortened = 0;
    const std::vector<CutItem> none;
    for (const CutItem &item : pictures ? pictures->items : none) {
        if (item.isGap || !item.isEnabled)
            continue;
        Clip clip;
        clip.id = ClipId::create();
        clip.start = rate.snap(cut.rate.timeOf(item.start));
        Ticks end = rate.snap(cut.rate.timeOf(item.end()));
        if (clip.start < Ticks() || clip.start > timeline::kMaxPosition)
            continue;
        if (!clips.empty() && clip.start < clips.back().end())
            clip.start = clips.back().end();
        if (end - clip.start > timeline::kMaxClipLength) {
            end = rate.snap(clip.start + timeline::kMaxClipLength, Rounding::Floor);
            ++shortened;
        }
        clip.length = end - clip.start;
        if (clip.length < rate.frameLength())
            continue;
        clip.name = tidyText(item.name, timeline::kMaxNameLength);
        if (clip.name.isEmpty())
            clip.name = Words::tr("Clip %1").arg(clips.size() + 1);
        if (!item.mediaFile.isEmpty())
            clip.notes = Words::tr("From “%1”.").arg(QFileInfo(item.mediaFile).fileName());
        clips.push_back(std::move(clip));
    }
    if (shortened > 0)
        notices += Words::tr("Shots of more than 300 s were shortened: %1.").arg(shortened);
    if (cut.rate != rate)
        notices += Words::tr("The cut has %1 and was brought to the grid of %2.").arg(cut.rate.displayName(), rate.displayName());
    return clips;
}

class Importer
{
public:
    Importer(const Timeline &timeline, std::vector<Clip> clips, const CutImportOptions &options)
        : m_options(options), m_clips(std::move(clips))
    {
        m_result.timeline = timeline;
    }

    Result<CutImport> run(QStringList notices)
    {
        m_result.notices = std::move(notices);
        if (m_clips.empty())
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, Words::tr("There is no clip to import.")));
        const std::vector<Scene> scenes = m_result.timeline.scenes;
        const bool hasScenes = std::ranges::any_of(scenes, &Scene::isLive);
        if (!hasScenes)
            addScene();
        for (const Scene &scene : scenes) {
            const bool isMeant = m_options.scene.isEmpty() ? scene.isLive : scene.id == m_options.scene;
            if (isMeant)
                SC_TRY(fill(scene));
        }
        if (m_result.clips == 0)
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, Words::tr("Nothing of the cut falls into the scene.")));
        timeline::normalise(m_result.timeline);
        if (const auto breaches = timeline::validate(m_result.timeline); !breaches.empty())
            return std::unexpected(Problem(ProblemCode::ValidationError, breaches.front().text));
        return std::move(m_result);
    }

private:
    void addScene()
    {
        Scene scene;
        scene.id = SceneId::create();
        scene.name = Words::tr("Imported cut");
        scene.start = m_clips.front().start;
        m_result.timeline.scenes.push_back(scene);
        for (Clip &clip : m_clips)
            put(std::move(clip), scene.id);
        m_result.scenes.push_back(scene.id);
    }

    void put(Clip clip, const SceneId &scene)
    {
        clip.scene = scene;
        m_result.cuts += m_lastEnd != clip.start ? 2 : 1;
        m_lastEnd = clip.end();
        ++m_result.clips;
        m_result.timeline.clips.push_back(std::move(clip));
    }

    Result<> fill(const Scene &scene)
    {
        std::vector<Clip> inside;
        for (const Clip &clip : m_clips) {
            Clip part = clip;
            part.start = std::max(clip.start, scene.start);
            part.length = std::min(clip.end(), scene.end()) - part.start;
            if (part.length > Ticks())
                inside.push_back(std::move(part));
        }
        if (inside.empty())
            return {};
        timeline::AddSceneAlternate request;
        request.scene = scene.id;
        request.content = timeline::AlternateContent::Empty;
        SC_TRY_ASSIGN(next, timeline::addSceneAlternate(m_result.timeline, request));
        m_result.timeline = std::move(next);
        for (Scene &one : m_result.timeline.scenes) {
            if (one.id == request.id)
                one.start = scene.start;
        }
        for (Clip &clip : inside) {
            clip.id = ClipId::create(); // a clip over two scenes is in both
            put(std::move(clip), request.id);
        }
        timeline::normalise(m_result.timeline);
        m_result.scenes.push_back(request.id);
        if (!m_options.makeLive)
            return {};
        SC_TRY_ASSIGN(live, timeline::makeSceneLive(m_result.timeline, {request.id, false}));
        m_result.timeline = std::move(live);
        return {};
    }

    const CutImportOptions &m_options;
    std::vector<Clip> m_clips;
    CutImport m_result;
    Ticks m_lastEnd{-1};
};

} // namespace

Result<CutImport> importCut(const Timeline &timeline, const ReadCut &cut, const CutImportOptions &options)
{
    if (!options.scene.isEmpty() && !timeline::findScene(timeline, options.scene))
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Words::tr("There is no such scene.")));
    QStringList notices;
    std::vector<Clip> clips = clipsOf(cut, options.track, timeline.project.frameRate, notices);
    return Importer(timeline, std::move(clips), options).run(std::move(notices));
}

Timeline asTimeline(const Timeline &project, const ReadCut &cut, size_t track)
{
    Timeline timeline;
    timeline.project = project.project;
    timeline.project.frameRate = cut.rate; // the audit is about the frames of the cut as it is
    QStringList notices;
    Scene scene;
    scene.id = SceneId::create();
    scene.name = cut.name;
    timeline.scenes.push_back(scene);
    timeline.clips = clipsOf(cut, track, cut.rate, notices);
    for (Clip &clip : timeline.clips)
        clip.scene = scene.id;
    timeline::normalise(timeline);
    return timeline;
}

} // namespace sc::interchange
