// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/relocation.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>
#include <QtCore/QMultiHash>

#include <vector>

namespace sc::library {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::library)
};

Problem cancelledProblem()
{
    return Problem(ProblemCode::Cancelled, Text::tr("The search for missing songs was cancelled."));
}

Result<> requireFolder(const QString &folder)
{
    const QFileInfo info(folder);
    const QString shown = QDir::toNativeSeparators(folder);
    if (!info.isDir())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("There is no folder \"%1\".").arg(shown))
                                   .withEntity(QStringLiteral("folder"), shown));
    if (!info.isReadable() || !info.isExecutable())
        return std::unexpected(Problem(ProblemCode::PermissionDenied, Text::tr("The folder \"%1\" may not be read.").arg(shown))
                                   .withEntity(QStringLiteral("folder"), shown));
    return {};
}

} // namespace

std::vector<LostSong> missingOf(std::vector<LostSong> songs, const CancelToken &cancel)
{
    std::erase_if(songs, [&cancel](const LostSong &song) { return cancel.isCancelled() || QFileInfo::exists(song.file); });
    return songs;
}

Result<std::vector<MovedSong>> findMoved(const std::vector<LostSong> &lost, const QString &folder, const CancelToken &cancel,
                                         const ProgressFn &progress)
{
    SC_TRY(requireFolder(folder));
    if (cancel.isCancelled())
        return std::unexpected(cancelledProblem());
    QMultiHash<qint64, size_t> bySize; // places in `lost`
    for (size_t i = 0; i < lost.size(); ++i)
        bySize.insert(lost[i].size, i);

    std::vector<std::pair<QString, qint64>> candidates;
    qint64 bytes = 0;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (files.hasNext() && !bySize.isEmpty()) {
        if (cancel.isCancelled())
            return std::unexpected(cancelledProblem());
        const QString file = files.next();
        const qint64 size = files.fileInfo().size();
        if (!bySize.contains(size))
            continue;
        candidates.emplace_back(file, size);
        bytes += size;
    }

    std::vector<MovedSong> moved;
    qint64 read = 0;
    for (const auto &[file, size] : candidates) {
        if (bySize.contains(size)) { // some are found already
            const auto hash = contentHash(file, cancel);
            if (!hash && hash.error().code() == ProblemCode::Cancelled)
                return std::unexpected(cancelledProblem());
            for (auto place = bySize.find(size); hash && place != bySize.end() && place.key() == size; ++place) {
                if (lost[*place].contentHash != *hash)
                    continue;
                moved.push_back({lost[*place].track, QFileInfo(file).absoluteFilePath(), stampOf(file)});
                bySize.erase(place);
                break;
            }
        }
        read += size;
        if (progress)
            progress(static_cast<double>(read) / static_cast<double>(std::max<qint64>(1, bytes)));
    }
    return moved;
}

} // namespace sc::library
