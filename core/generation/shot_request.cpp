// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/shot_request.h"

#include "core/generation/shot_assembler.h"
#include "core/project/project_session.h"

#include <QtCore/QCoreApplication>

namespace sc::generation {

namespace {

using timeline::Clip;

Result<const Clip *> clipOf(const Studio &studio, const ClipId &id)
{
    const Clip *clip = studio.session() ? timeline::findClip(studio.session()->timeline(), id) : nullptr;
    if (clip)
        return clip;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::generation", "This shot does not exist any more."))
            .withEntity(QStringLiteral("clip"), id.text()));
}

} // namespace

ShotDraft draftFor(const Studio &studio, const ClipId &id, const RequestOptions &options)
{
    const auto clip = clipOf(studio, id);
    if (!clip)
        return {{}, {clip.error()}};
    ShotAssembler assembler(studio, **clip, options);
    ShotRequest request = assembler.request();
    return {std::move(request), assembler.problems()};
}

Result<ShotRequest> requestFor(const Studio &studio, const ClipId &id, const RequestOptions &options)
{
    ShotDraft draft = draftFor(studio, id, options);
    if (!draft.problems.empty())
        return std::unexpected(draft.problems.front());
    return std::move(draft.request);
}

std::vector<Problem> requestProblems(const Studio &studio, const ClipId &id, const RequestOptions &options)
{
    return draftFor(studio, id, options).problems;
}

Result<ComposedPrompt> composedFor(const Studio &studio, const ClipId &id, comfy::MediaKind kind)
{
    SC_TRY_ASSIGN(clip, clipOf(studio, id));
    RequestOptions options;
    options.kind = kind;
    return ShotAssembler(studio, *clip, options).words();
}

} // namespace sc::generation
