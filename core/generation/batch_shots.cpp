// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/batch_shots.h"

#include "core/comfy/family.h"
#include "core/generation/continuation.h"
#include "core/generation/job_from_request.h"
#include "core/project/project_session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Clip;

RequestOptions optionsFor(const BatchSpec &spec, const StudioItems &items)
{
    RequestOptions options;
    options.kind = spec.kind == JobKind::Video ? comfy::MediaKind::Video : comfy::MediaKind::Image;
    options.prompt = spec.prompt;
    options.negative = spec.negative;
    options.params = spec.params;
    if (!spec.family.isEmpty())
        options.params.insert(QStringLiteral("family"), spec.family);
    if (!spec.preset.isEmpty())
        options.params.insert(QStringLiteral("preset"), spec.preset);
    options.chooseSeed = false;
    options.mayWait = true;
    options.items = &items;
    return options;
}

// A family for pictures: the one asked for, else the shot's own where it makes pictures.
QString stillFamilyOf(const BatchSpec &spec, const timeline::Project &project)
{
    if (!spec.stillFamily.isEmpty())
        return spec.stillFamily;
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(project.defaultFamily);
    return family && family->makes == comfy::MediaKind::Image ? family->id : QStringLiteral("sdxl");
}

// Of the picture that the shot's movie starts from.
RequestOptions stillOptions(const BatchSpec &spec, const Clip &clip, const timeline::Project &project, const StudioItems &items)
{
    RequestOptions options;
    options.prompt = spec.prompt;
    if (!options.prompt && clip.imagePrompt.trimmed().isEmpty() && !clip.videoPrompt.trimmed().isEmpty())
        options.prompt = clip.videoPrompt;
    options.negative = spec.negative;
    options.params.insert(QStringLiteral("family"), stillFamilyOf(spec, project));
    options.params.insert(QStringLiteral("preset"), spec.stillPreset.isEmpty() ? QStringLiteral("fast") : spec.stillPreset);
    for (const char *key : {"width", "height"}) {
        if (const QJsonValue size = spec.params.value(QLatin1String(key)); !size.isUndefined())
            options.params.insert(QLatin1String(key), size);
    }
    options.chooseSeed = false;
    options.items = &items;
    return options;
}

// A shot that goes on from another, begins with a picture of its own choice or with none has no use for a still.
bool takesStill(const BatchSpec &spec, const Clip &clip, const ShotRequest &request)
{
    return spec.stillsFirst && spec.kind == JobKind::Video && !request.startFrame && request.waitsFor.isEmpty() &&
           clip.generation.continueFrom.isEmpty() && clip.generation.startPicture != timeline::StartPicture::None &&
           !clip.generation.params.contains(QStringLiteral("init_image")) && !spec.params.contains(QStringLiteral("init_image"));
}

Result<std::vector<const Clip *>> chosenClips(const timeline::Timeline &timeline, const std::vector<ClipId> &clips)
{
    const QSet<ClipId> wanted(clips.begin(), clips.end());
    std::vector<const Clip *> chosen;
    for (const Clip &clip : timeline.clips) {
        if (wanted.isEmpty() ? clip.isLive : wanted.contains(clip.id))
            chosen.push_back(&clip);
    }
    if (!wanted.isEmpty() && std::ssize(chosen) != wanted.size()) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound,
                    QCoreApplication::translate("sc::generation", "One of these shots is not in the project any more.")));
    }
    std::ranges::stable_sort(chosen, {}, &Clip::start);
    return chosen;
}

Result<QString> cutStart(const project::ProjectSession &session, const ShotRequest &request)
{
    SC_TRY_ASSIGN(place, startPlaceOf(session, request));
    return writeFrame(place);
}

} // namespace

BatchTarget targetOf(const project::ProjectSession &session)
{
    const timeline::Project &project = session.timeline().project;
    return {session.bundle(), project.id.text(), project.name};
}

Result<std::vector<BatchShot>> shotsOf(const Studio &studio, const std::vector<ClipId> &clips, const BatchSpec &spec)
{
    if (!studio.session())
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::generation", "No project is open.")));
    const timeline::Timeline &timeline = studio.session()->timeline();
    SC_TRY_ASSIGN(chosen, chosenClips(timeline, clips));
    SC_TRY_ASSIGN(items, studio.everything());
    const RequestOptions options = optionsFor(spec, items);
    std::vector<BatchShot> shots;
    for (const Clip *clip : chosen) {
        ShotDraft draft = draftFor(studio, clip->id, options);
        BatchShot shot{clip->name, std::move(draft.request), {}, std::move(draft.problems)};
        if (takesStill(spec, *clip, shot.request)) {
            ShotDraft still = draftFor(studio, clip->id, stillOptions(spec, *clip, timeline.project, items));
            shot.still = std::move(still.request);
            for (const Problem &problem : still.problems) {
                const auto isSaid = [&](const Problem &one) { return one.text() == problem.text(); };
                if (std::ranges::none_of(shot.problems, isSaid))
                    shot.problems.push_back(problem);
            }
        }
        shots.push_back(std::move(shot));
    }
    return shots;
}

void cutStartFrames(const project::ProjectSession &session, std::vector<BatchShot> &shots)
{
    for (BatchShot &shot : shots) {
        if (!shot.problems.empty() || !shot.request.startFrame)
            continue;
        if (const auto frame = cutStart(session, shot.request))
            shot.request = startingWith(std::move(shot.request), *frame);
        else
            shot.problems.push_back(frame.error());
    }
}

} // namespace sc::generation
