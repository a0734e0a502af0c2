// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/take_edits.h"

#include "core/timeline/edit_support.h"

#include <QtCore/QCoreApplication>

namespace sc::timeline {

namespace {

TakeId &choiceOf(Clip &clip, TakeKind kind)
{
    return kind == TakeKind::Video ? clip.selectedVideo : clip.selectedImage;
}

Result<Timeline> withChoice(const Timeline &timeline, const ClipId &id, TakeKind kind, const TakeId &take)
{
    Timeline edited = timeline;
    SC_TRY_ASSIGN(clip, editableClip(edited, id));
    if (choiceOf(*clip, kind) == take) {
        return std::unexpected(Problem(ProblemCode::NothingToUpdate,
                                       take.isEmpty()
                                           ? QCoreApplication::translate("sc::timeline", "“%1” has no such take chosen.").arg(clip->name)
                                           : QCoreApplication::translate("sc::timeline", "“%1” shows this take already.").arg(clip->name))
                                   .withEntity(QStringLiteral("clip"), id.text()));
    }
    choiceOf(*clip, kind) = take;
    return edited;
}

} // namespace

Result<Timeline> chooseTake(const Timeline &timeline, const ClipId &id, const Take &take)
{
    const Clip *clip = findClip(timeline, id);
    if (clip && !hasTake(*clip, take)) {
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::timeline", "This take belongs to another clip than “%1”.").arg(clip->name))
                .withEntity(QStringLiteral("take"), take.id.text()));
    }
    return withChoice(timeline, id, take.kind, take.id);
}

Result<Timeline> chooseNoTake(const Timeline &timeline, const ClipId &clip, TakeKind kind)
{
    return withChoice(timeline, clip, kind, {});
}

std::vector<const Clip *> clipsShowing(const Timeline &timeline, const TakeId &take)
{
    std::vector<const Clip *> found;
    for (const Clip &clip : timeline.clips) {
        if (!take.isEmpty() && (clip.selectedImage == take || clip.selectedVideo == take))
            found.push_back(&clip);
    }
    return found;
}

} // namespace sc::timeline
