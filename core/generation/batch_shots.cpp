// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/batch_shots.h"

#include "core/comfy/family.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

#include <cmath>

namespace sc::generation {

namespace {

// Frames that the shot's length takes; longer ones than a model makes in one go are filled by speed or a further take.
constexpr int kMostFrames = 161;

std::optional<int> framesFor(const timeline::Clip &clip, const BatchSpec &spec)
{
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(spec.family);
    const comfy::FamilyPreset *preset = family ? family->preset(spec.preset.isEmpty() ? QStringLiteral("fast") : spec.preset) : nullptr;
    if (!preset || spec.kind != JobKind::Video || spec.params.contains(QStringLiteral("frames")))
        return std::nullopt;
    const double fps = spec.params.value(QStringLiteral("fps")).toDouble(preset->fps);
    const int frames = static_cast<int>(std::ceil(clip.length.toSeconds() * fps));
    return family->framesCovering(std::clamp(frames, 2, kMostFrames));
}

} // namespace

BatchTarget targetOf(const project::ProjectSession &session)
{
    const timeline::Project &project = session.timeline().project;
    return {session.bundle(), project.id.text(), project.name};
}

Result<std::vector<BatchShot>> shotsOf(const project::ProjectSession &session, const std::vector<ClipId> &clips, const BatchSpec &spec)
{
    QSet<ClipId> wanted(clips.begin(), clips.end());
    std::vector<const timeline::Clip *> chosen;
    for (const timeline::Clip &clip : session.timeline().clips) {
        if (wanted.isEmpty() ? clip.isLive : wanted.contains(clip.id))
            chosen.push_back(&clip);
    }
    if (!wanted.isEmpty() && std::ssize(chosen) != wanted.size()) {
        return std::unexpected(
            Problem(ProblemCode::ResourceNotFound,
                    QCoreApplication::translate("sc::generation", "One of these shots is not in the project any more.")));
    }
    std::stable_sort(chosen.begin(), chosen.end(), [](const timeline::Clip *a, const timeline::Clip *b) { return a->start < b->start; });
    std::vector<BatchShot> shots;
    for (const timeline::Clip *clip : chosen) {
        BatchShot shot;
        shot.clip = clip->id.text();
        shot.name = clip->name;
        shot.imagePrompt = clip->imagePrompt;
        shot.videoPrompt = clip->videoPrompt;
        shot.negative = clip->negativePrompt;
        shot.lengthS = clip->length.toSeconds();
        const QString words = spec.kind == JobKind::Video && !clip->videoPrompt.isEmpty() ? clip->videoPrompt : clip->imagePrompt;
        if (!words.isEmpty())
            shot.parts = {{QStringLiteral("clip"), words}};
        if (const auto frames = framesFor(*clip, spec))
            shot.params.insert(QStringLiteral("frames"), *frames);
        shots.push_back(std::move(shot));
    }
    return shots;
}

} // namespace sc::generation
