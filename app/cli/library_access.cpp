// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/library_access.h"

#include "core/base/timecode.h"

#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::cli {

namespace {

constexpr qsizetype kShortestPrefix = 6;

} // namespace

Result<library::Track> findTrack(const library::Library &library, const QString &wanted)
{
    const std::vector<library::Track> all = library.tracks();
    const QString file = QFileInfo(wanted).absoluteFilePath();
    std::vector<const library::Track *> found;
    QStringList titles;
    for (const library::Track &track : all) {
        if (track.id.text() == wanted || track.file == file)
            return track;
        const bool isPrefix = wanted.size() >= kShortestPrefix && track.id.text().startsWith(wanted);
        if (isPrefix || track.title.compare(wanted, Qt::CaseInsensitive) == 0)
            found.push_back(&track);
        titles.append(track.title);
    }
    if (found.size() == 1)
        return *found.front();
    if (found.size() > 1)
        return std::unexpected(
            Problem(ProblemCode::Conflict,
                    QCoreApplication::translate("sc::cli", "%1 songs are called \"%2\". Name it by its id.").arg(found.size()).arg(wanted))
                .withEntity(QStringLiteral("track"), wanted));
    const QString near = nearestWord(wanted, titles);
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "The library has no song \"%1\".").arg(wanted))
            .withDetail(near.isEmpty() ? QString() : QCoreApplication::translate("sc::cli", "Did you mean \"%1\"?").arg(near))
            .withEntity(QStringLiteral("track"), wanted));
}

Result<Ticks> songTime(const QString &text)
{
    return parseTime(text, FrameRate());
}

} // namespace sc::cli
