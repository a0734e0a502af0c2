// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/relink.h"

#include "core/base/paths.h"
#include "core/project/bundle.h"
#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QHash>

namespace sc::project {

namespace {

constexpr qint64 kChunk = 1 << 20;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::project)
};

struct Candidate
{
    QString file;
    qint64 size = 0;
    bool isNamed = false; // by the person, not met in a folder
};

// All uses of one lost content.
struct Lost
{
    timeline::MediaRef media;
    std::vector<MediaUse> uses;
    bool isFound = false;
};

Problem cancelled()
{
    return Problem(ProblemCode::Cancelled, Words::tr("The search for missing media was cancelled."));
}

// Empty when it was cancelled or cannot be read: another file may hold the same.
Result<QString> contentOf(const QString &path, const CancelToken &cancel)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!file.open(QIODevice::ReadOnly))
        return QString();
    while (!file.atEnd()) {
        if (cancel.isCancelled())
            return std::unexpected(cancelled());
        const QByteArray chunk = file.read(kChunk);
        if (chunk.isEmpty())
            return QString();
        hash.addData(chunk);
    }
    return QString::fromLatin1(hash.result().toHex());
}

std::vector<Lost> byContent(std::vector<MediaUse> missing)
{
    std::vector<Lost> lost;
    QHash<QString, size_t> places;
    for (MediaUse &use : missing) {
        const auto known = places.constFind(use.media.hash);
        if (known == places.constEnd()) {
            places.insert(use.media.hash, lost.size());
            lost.push_back({use.media, {}, false});
        }
        lost[places.value(use.media.hash)].uses.push_back(std::move(use));
    }
    return lost;
}

Result<std::vector<Candidate>> candidatesIn(const QStringList &places, const QSet<qint64> &sizes, const CancelToken &cancel)
{
    std::vector<Candidate> found;
    for (const QString &place : places) {
        const QFileInfo info(place);
        if (info.isFile()) {
            found.push_back({info.absoluteFilePath(), info.size(), true});
            continue;
        }
        if (!info.isDir())
            return std::unexpected(
                Problem(ProblemCode::ResourceNotFound, Words::tr("There is no folder \"%1\".").arg(QDir::toNativeSeparators(place)))
                    .withEntity(QStringLiteral("folder"), QDir::toNativeSeparators(place)));
        QDirIterator files(place, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            if (cancel.isCancelled())
                return std::unexpected(cancelled());
            const QString file = files.next();
            if (const qint64 size = files.fileInfo().size(); sizes.contains(size))
                found.push_back({QFileInfo(file).absoluteFilePath(), size, false});
        }
    }
    return found;
}

// Copies the content to where the bundle had it; gives it as a reference for what had lain elsewhere.
Result<timeline::MediaRef> bringBack(const Lost &lost, const QString &file, const BundlePaths &paths)
{
    for (const MediaUse &use : lost.uses) {
        if (QDir::isAbsolutePath(use.media.path) || QFileInfo(use.path).isFile())
            continue;
        SC_TRY(ensureFolder(QFileInfo(use.path).absolutePath()));
        SC_TRY(requireFreeSpace(paths.root, lost.media.size));
        SC_TRY(store::copyDurably(file, use.path));
    }
    return timeline::MediaRef{QDir::cleanPath(file), lost.media.size, lost.media.hash};
}

Problem otherContent(const Candidate &candidate)
{
    const QString file = QDir::toNativeSeparators(candidate.file);
    return Problem(ProblemCode::Conflict, Words::tr("“%1” has other content than what is missing.").arg(QFileInfo(file).fileName()))
        .withDetail(Words::tr("A take is what was generated or added. Add the file as a take of its own instead."))
        .withEntity(QStringLiteral("file"), file);
}

} // namespace

Result<RelinkSearch> relinkSearch(const ProjectSession &session)
{
    if (session.isReadOnly())
        return std::unexpected(Problem(ProblemCode::PermissionDenied, Words::tr("The project is open for reading only.")));
    SC_TRY_ASSIGN(uses, allMedia(session));
    return RelinkSearch{session.bundle(), std::move(uses)};
}

Result<RelinkFound> findMissingMedia(const RelinkSearch &search, const QStringList &places, const CancelToken &cancel,
                                     const ProgressFn &progress)
{
    std::vector<Lost> lost = byContent(missingOf(search.uses));
    if (lost.empty())
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, Words::tr("No file of the project is missing.")));
    QSet<qint64> sizes;
    for (const Lost &each : lost)
        sizes.insert(each.media.size);
    SC_TRY_ASSIGN(candidates, candidatesIn(places, sizes, cancel));
    qint64 all = 0;
    for (const Candidate &candidate : candidates)
        all += candidate.size;

    RelinkFound outcome;
    qint64 read = 0;
    const BundlePaths paths(search.bundle);
    for (const Candidate &candidate : candidates) {
        SC_TRY_ASSIGN(content, sizes.contains(candidate.size) ? contentOf(candidate.file, cancel) : Result<QString>(QString()));
        const auto match = std::ranges::find_if(lost, [&](const Lost &each) { return !content.isEmpty() && each.media.hash == content; });
        if (match == lost.end() && candidate.isNamed)
            return std::unexpected(otherContent(candidate));
        if (match != lost.end() && !match->isFound) {
            SC_TRY_ASSIGN(now, bringBack(*match, candidate.file, paths));
            match->isFound = true;
            for (const MediaUse &use : match->uses)
                outcome.found.push_back({use, QDir::isAbsolutePath(use.media.path) ? now : use.media});
        }
        read += candidate.size;
        if (progress)
            progress(static_cast<double>(read) / static_cast<double>(std::max<qint64>(1, all)));
    }
    for (const Lost &each : lost) {
        if (!each.isFound)
            outcome.stillMissing.insert(outcome.stillMissing.end(), each.uses.begin(), each.uses.end());
    }
    return outcome;
}

Result<> adoptFound(ProjectSession &session, const std::vector<FoundMedia> &found)
{
    timeline::Timeline next = session.timeline();
    std::vector<std::pair<TakeId, timeline::MediaRef>> moved;
    ChangeSet back;
    bool isSongMoved = false;
    for (const FoundMedia &each : found) {
        const bool isSong = each.use.entityKind == QLatin1String("project");
        if (each.now == each.use.media) {
            back.project = back.project || isSong;
            if (!isSong)
                back.takes.insert(each.use.entityId);
        } else if (!isSong) {
            moved.emplace_back(TakeId(each.use.entityId), each.now);
        } else if (next.project.song) {
            next.project.song->media = each.now;
            isSongMoved = true;
        }
    }
    if (isSongMoved || !moved.empty())
        SC_TRY(session.takes().relocate(Words::tr("Relink media"), next, moved));
    if (back.project || !back.takes.isEmpty())
        Q_EMIT session.changed(back);
    return {};
}

} // namespace sc::project
