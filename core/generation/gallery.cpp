// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/gallery.h"

#include "core/project/version_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QStorageInfo>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Clip;
using timeline::Take;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

QSet<TakeId> chosenTakes(const timeline::Timeline &timeline)
{
    QSet<TakeId> chosen;
    for (const Clip &clip : timeline.clips) {
        for (const TakeId &id : {clip.selectedImage, clip.selectedVideo}) {
            if (!id.isEmpty())
                chosen.insert(id);
        }
    }
    return chosen;
}

bool isWorthKeeping(const Take &take)
{
    return take.verdict == timeline::TakeVerdict::Approved || take.rating > 0 || !take.tags.isEmpty() || !take.notes.isEmpty();
}

// Takes that a saved version of some clip shows: restoring it must find them.
Result<QSet<TakeId>> takesOfVersions(const project::ProjectSession &session)
{
    QSet<TakeId> takes;
    for (const Clip &clip : session.timeline().clips) {
        SC_TRY_ASSIGN(versions, session.versions().versionsOf(clip.id));
        for (const timeline::ClipVersion &version : versions) {
            // What was chosen by itself when it came in is no choice of a person.
            if (version.reason != timeline::VersionReason::Generated)
                takes += {version.content.selectedImage, version.content.selectedVideo};
        }
    }
    return takes;
}

qint64 sizeOfFolder(const QString &path)
{
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(path).entryInfoList(QDir::Files))
        bytes += file.size();
    return bytes;
}

// Files in media/ that neither a take nor the song names, and that no request was made from: those are needed to make it again.
Result<QList<QFileInfo>> orphansOf(const project::ProjectSession &session)
{
    SC_TRY_ASSIGN(takes, session.takes().all());
    QSet<QString> named;
    for (const Take &take : takes)
        named.insert(session.absolutePath(take.media));
    if (const auto &song = session.timeline().project.song)
        named.insert(session.absolutePath(song->media));
    QList<QFileInfo> orphans = QDir(session.bundle() + QStringLiteral("/media")).entryInfoList(QDir::Files, QDir::Name);
    orphans.removeIf([&](const QFileInfo &file) { return named.contains(file.absoluteFilePath()); });
    for (const Take &take : takes) {
        if (orphans.isEmpty())
            break;
        SC_TRY_ASSIGN(recipe, session.takes().recipeOf(take.id));
        orphans.removeIf([&](const QFileInfo &file) { return recipe.params.contains(file.fileName()); });
    }
    return orphans;
}

} // namespace

Result<std::optional<Take>> sameContent(const project::ProjectSession &session, const QString &hash)
{
    SC_TRY_ASSIGN(takes, session.takes().all());
    const auto found = std::ranges::find_if(takes, [&](const Take &take) { return take.media.hash == hash; });
    return found == takes.end() ? std::nullopt : std::optional(std::move(*found));
}

Result<TakeId> applyToClip(project::ProjectSession &session, const TakeId &id, const ClipId &clipId)
{
    const Clip *clip = timeline::findClip(session.timeline(), clipId);
    const Take *take = session.takes().find(id);
    if (!clip || !take)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, clip ? Text::tr("This take does not exist any more.")
                                                                           : Text::tr("This shot does not exist any more.")));
    SC_TRY_ASSIGN(own, session.takes().takesOf(clipId));
    const auto same = std::ranges::find_if(own, [&](const Take &other) { return other.media.hash == take->media.hash; });
    if (same != own.end())
        return std::unexpected(Problem(ProblemCode::Conflict, Text::tr("The shot “%1” has this take already.").arg(clip->name))
                                   .withEntity(QStringLiteral("take"), same->id.text()));
    project::NewTake copy;
    copy.take = *take;
    copy.take.id = TakeId::create();
    copy.take.clip = clipId;
    SC_TRY_ASSIGN(recipe, session.takes().recipeOf(id));
    copy.recipe = std::move(recipe);
    SC_TRY_ASSIGN(ids, session.takes().add(Text::tr("Apply to shot"), {copy}));
    return ids.front();
}

Result<SpaceUsed> spaceUsed(const project::ProjectSession &session)
{
    SC_TRY_ASSIGN(takes, session.takes().all());
    SC_TRY_ASSIGN(plan, planCleanUp(session));
    const QSet<TakeId> chosen = chosenTakes(session.timeline());
    const QSet<TakeId> removable(plan.takes.begin(), plan.takes.end());
    // The best reason first, so that a content counts for that one.
    const auto reason = [&](const Take &take) { return chosen.contains(take.id) ? 0 : removable.contains(take.id) ? 2 : 1; };
    std::ranges::stable_sort(takes, {}, reason);
    SpaceUsed used;
    used.free = QStorageInfo(session.bundle()).bytesAvailable();
    QSet<QString> counted;
    for (const Take &take : takes) {
        used.unused += chosen.contains(take.id) ? 0 : 1;
        const QFileInfo file(session.absolutePath(take.media));
        if (counted.contains(take.media.hash) || !file.isFile())
            continue;
        counted.insert(take.media.hash);
        if (reason(take) != 0)
            (take.verdict == timeline::TakeVerdict::Approved   ? used.approved
             : take.verdict == timeline::TakeVerdict::Rejected ? used.rejected
                                                               : used.unjudged) += file.size();
        (reason(take) == 0 ? used.chosen : reason(take) == 1 ? used.kept : used.other) += file.size();
    }
    SC_TRY_ASSIGN(orphans, orphansOf(session));
    for (const QFileInfo &file : orphans)
        used.orphans += file.size();
    used.thumbs = sizeOfFolder(session.bundle() + QStringLiteral("/thumbs"));
    used.proxies = sizeOfFolder(session.bundle() + QStringLiteral("/proxies"));
    return used;
}

Result<CleanUp> planCleanUp(const project::ProjectSession &session)
{
    SC_TRY_ASSIGN(takes, session.takes().all());
    SC_TRY_ASSIGN(inVersions, takesOfVersions(session));
    const QSet<TakeId> chosen = chosenTakes(session.timeline());
    CleanUp plan;
    QSet<QString> stays;
    for (const Take &take : takes) {
        if (chosen.contains(take.id) || inVersions.contains(take.id) || isWorthKeeping(take))
            stays.insert(take.media.hash);
        else
            plan.takes.push_back(take.id);
    }
    const QSet<TakeId> removable(plan.takes.begin(), plan.takes.end());
    for (const Take &take : takes) {
        const QFileInfo file(session.absolutePath(take.media));
        if (!removable.contains(take.id) || stays.contains(take.media.hash) || !file.isFile())
            continue;
        stays.insert(take.media.hash); // counts once
        plan.bytes += file.size();
    }
    SC_TRY_ASSIGN(orphans, orphansOf(session));
    for (const QFileInfo &file : orphans) {
        plan.orphans.append(file.absoluteFilePath());
        plan.bytes += file.size();
    }
    return plan;
}

CleanUp onlyRejected(const project::ProjectSession &session, const CleanUp &plan)
{
    CleanUp some;
    QSet<TakeId> goes;
    for (const TakeId &id : plan.takes) {
        const Take *take = session.takes().find(id);
        if (take && take->verdict == timeline::TakeVerdict::Rejected)
            goes.insert(id);
    }
    some.takes.assign(goes.begin(), goes.end());
    std::ranges::sort(some.takes);
    some.orphans = plan.orphans;
    QSet<QString> stays; // contents that a take which is left needs
    const auto takes = session.takes().all();
    if (!takes)
        return {};
    for (const Take &take : *takes) {
        if (!goes.contains(take.id))
            stays.insert(take.media.hash);
    }
    for (const Take &take : *takes) {
        const QFileInfo file(session.absolutePath(take.media));
        if (!goes.contains(take.id) || stays.contains(take.media.hash) || !file.isFile())
            continue;
        stays.insert(take.media.hash); // counts once
        some.bytes += file.size();
    }
    for (const QString &orphan : plan.orphans)
        some.bytes += QFileInfo(orphan).size();
    return some;
}

Result<> removeTakes(project::ProjectSession &session, const CleanUp &plan)
{
    if (plan.takes.empty())
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, Text::tr("Every take is chosen, approved, rated, tagged or noted on.")));
    return session.takes().remove(plan.takes);
}

Result<qint64> deleteOrphans(project::ProjectSession &session)
{
    if (session.isReadOnly())
        return std::unexpected(Problem(ProblemCode::PermissionDenied, Text::tr("The project was opened for reading only.")));
    SC_TRY_ASSIGN(orphans, orphansOf(session));
    qint64 freed = 0;
    for (const QFileInfo &file : orphans) {
        const qint64 size = file.size();
        if (QFile::remove(file.absoluteFilePath()))
            freed += size;
    }
    return freed;
}

} // namespace sc::generation
