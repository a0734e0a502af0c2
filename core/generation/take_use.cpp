// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/take_use.h"

#include "core/generation/continuation.h"
#include "core/project/take_shelf.h"
#include "core/timeline/clip_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Result<timeline::Take> existing(const project::ProjectSession &session, const TakeId &id)
{
    if (const timeline::Take *take = session.takes().find(id))
        return *take;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, tr("This take does not exist any more.")).withEntity(QStringLiteral("take"), id.text()));
}

} // namespace

Result<std::vector<TakeId>> sendToPool(project::ProjectSession &session, const std::vector<TakeId> &takes)
{
    SC_TRY_ASSIGN(all, session.takes().all());
    QSet<QString> there; // content of the pool
    for (const timeline::Take &take : all) {
        if (take.clip.isEmpty())
            there.insert(take.media.hash);
    }
    std::vector<project::NewTake> copies;
    for (const TakeId &id : takes) {
        SC_TRY_ASSIGN(take, existing(session, id));
        if (there.contains(take.media.hash))
            continue;
        there.insert(take.media.hash);
        SC_TRY_ASSIGN(recipe, session.takes().recipeOf(id));
        project::NewTake copy{take, recipe};
        copy.take.id = TakeId::create();
        copy.take.clip = ClipId();
        copies.push_back(std::move(copy));
    }
    if (copies.empty())
        return std::unexpected(Problem(ProblemCode::DuplicateResource, tr("The pool has this already."))
                                   .withEntity(QStringLiteral("take"), takes.empty() ? QString() : takes.front().text()));
    return session.takes().add(tr("Send to pool"), std::move(copies));
}

Result<TakeId> sendToPool(project::ProjectSession &session, const TakeId &id)
{
    SC_TRY_ASSIGN(ids, sendToPool(session, std::vector<TakeId>{id}));
    return ids.front();
}

Result<QString> pictureOf(const project::ProjectSession &session, const TakeId &id, Ticks at)
{
    SC_TRY_ASSIGN(take, existing(session, id));
    const QString file = session.absolutePath(take.media);
    if (!QFileInfo(file).isFile())
        return std::unexpected(Problem(ProblemCode::MediaMissing, tr("The file of this take is missing.")).withDetail(file));
    if (!take.isVideo())
        return file;
    ShownPlace place;
    place.bundle = session.bundle();
    place.file = file;
    place.clip = take.clip;
    place.isMovie = true;
    place.at = std::clamp(at, Ticks(), take.length);
    place.length = take.length;
    place.rateNumerator = take.rateNumerator;
    place.rateDenominator = take.rateDenominator;
    return writeFrame(place);
}

Result<> addReference(Studio &studio, const CharacterId &id, const QString &picture)
{
    SC_TRY_ASSIGN(character, studio.character(id));
    SC_TRY_ASSIGN(media, studio.takePicture(picture, character.scope));
    const auto isIt = [&](const ReferencePicture &other) { return other.media.path == media.path; };
    if (std::ranges::any_of(character.references, isIt))
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("“%1” has this reference already.").arg(character.name)));
    character.references.push_back({media, 1});
    SC_TRY(studio.save(character));
    return {};
}

const timeline::Clip *clipAfter(const timeline::Timeline &timeline, const ClipId &id)
{
    const auto live = timeline::liveClips(timeline);
    const auto found = std::ranges::find(live, id, [](const timeline::Clip *clip) { return clip->id; });
    return found == live.end() || found + 1 == live.end() ? nullptr : *(found + 1);
}

Result<timeline::Timeline> startNextFrom(const timeline::Timeline &timeline, const ClipId &id)
{
    const timeline::Clip *next = clipAfter(timeline, id);
    if (!next)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("No shot follows this one.")));
    timeline::ClipGeneration generation = next->generation;
    generation.continueFrom = id;
    timeline::EditClip edit;
    edit.clip = next->id;
    edit.generation = generation;
    return timeline::editClip(timeline, edit);
}

} // namespace sc::generation
