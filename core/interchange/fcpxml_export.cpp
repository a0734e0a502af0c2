// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml_document.h"
#include "core/interchange/fcpxml_media.h"
#include "core/interchange/staged_folder.h"

#include "core/base/paths.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sc::interchange {

namespace {

constexpr double kStillsShare = 0.7; // of the progress
constexpr double kSongShare = 0.25;

QStringList versions()
{
    return {QStringLiteral("1.8"),  QStringLiteral("1.9"),  QStringLiteral("1.10"), QStringLiteral("1.11"),
            QStringLiteral("1.12"), QStringLiteral("1.13"), QStringLiteral("1.14")};
}

Result<> checkOptions(const timeline::Timeline &timeline, const QString &songFile, const FcpxmlOptions &options)
{
    if (!versions().contains(options.version)) {
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter,
                    QCoreApplication::translate("sc::interchange", "FCPXML version “%1” is not known.").arg(options.version))
                .withDetail(QCoreApplication::translate("sc::interchange", "Allowed are %1.").arg(versions().join(QStringLiteral(", ")))));
    }
    if (options.destination.isEmpty() || QFileInfo(options.destination).isDir()) {
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::interchange", "The export needs a file name to write to."))
                                   .withDetail(options.destination));
    }
    if (timeline.project.song && !songFile.isEmpty() && !QFileInfo::exists(songFile)) {
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, QCoreApplication::translate("sc::interchange", "The song is missing: “%1”.").arg(songFile))
                .withEntity(QStringLiteral("file"), songFile));
    }
    return {};
}

qint64 expectedBytes(const timeline::Timeline &timeline, const FcpxmlDocument &document)
{
    // A card compresses to well under half a byte a pixel; three bytes a sample.
    const auto stills = std::ranges::count_if(document.items, [](const DocumentItem &item) { return !item.isGap; });
    const qint64 pictures = qint64(stills) * document.width * document.height / 2;
    const qint64 sound =
        timeline.project.song ? static_cast<qint64>(timeline.project.song->map.duration.toSeconds() * kSongSampleRate * 6) : 0;
    return pictures + sound + 1'000'000;
}

// The file must say what the project says: rules that no DTD sees, and every cut to the tick.
Result<> verify(const QByteArray &xml, const FcpxmlDocument &document)
{
    QStringList breaches = checkFcpxml(xml);
    const auto back = readFcpxml(xml);
    if (!back)
        return std::unexpected(back.error());
    bool same = back->spine.size() == document.items.size() && back->frameRate == document.rate &&
                back->duration == document.rate.timeOf(document.length);
    for (size_t i = 0; same && i < document.items.size(); ++i) {
        same = back->spine[i].start == document.rate.timeOf(document.items[i].start) &&
               back->spine[i].length == document.rate.timeOf(document.items[i].length) && back->spine[i].isGap == document.items[i].isGap;
    }
    if (!same)
        breaches += QCoreApplication::translate("sc::interchange", "The cut points read back differ from the project's.");
    if (breaches.isEmpty())
        return {};
    return std::unexpected(Problem(ProblemCode::InternalError,
                                   QCoreApplication::translate("sc::interchange", "The export failed its own check and was not kept."))
                               .withDetail(breaches.mid(0, 20).join(u'\n')));
}

Result<> writeFile(QSaveFile &file, const QByteArray &xml)
{
    if (file.write(xml) == xml.size() && file.commit())
        return {};
    return std::unexpected(Problem(ProblemCode::InsufficientStorage,
                                   QCoreApplication::translate("sc::interchange", "“%1” could not be written.").arg(file.fileName()))
                               .withDetail(file.errorString()));
}

ProgressFn part(const ProgressFn &progress, double from, double share)
{
    if (!progress)
        return {};
    return [progress, from, share](double value) { progress(from + share * value); };
}

} // namespace

Result<FcpxmlResult> exportFcpxml(const timeline::Timeline &timeline, const QString &songFile, const FcpxmlOptions &options,
                                  const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkOptions(timeline, songFile, options));
    SC_TRY_ASSIGN(document, documentOf(timeline, options));
    const QFileInfo destination(QFileInfo(options.destination).absoluteFilePath());
    SC_TRY(ensureFolder(destination.absolutePath()));
    SC_TRY(requireFreeSpace(destination.absolutePath(), expectedBytes(timeline, document)));
    QSaveFile file(destination.absoluteFilePath());
    if (!file.open(QIODevice::WriteOnly)) {
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied,
                    QCoreApplication::translate("sc::interchange", "“%1” cannot be written.").arg(destination.absoluteFilePath()))
                .withDetail(file.errorString()));
    }
    static const QRegularExpression ours(QStringLiteral("^(\\d{4,}_[A-Za-z0-9._-]+\\.png|[A-Za-z0-9._-]+_song\\.wav)$"));
    SC_TRY_ASSIGN(
        folder, StagedFolder::create(destination.absolutePath() + u'/' + destination.completeBaseName() + QStringLiteral(" Media"), ours));
    SC_TRY(writeStills(timeline, document, folder.path(), cancel, part(progress, 0, kStillsShare)));
    if (timeline.project.song && !songFile.isEmpty()) {
        SC_TRY_ASSIGN(song,
                      writeSongFile(timeline, songFile, folder.path(), document.notices, cancel, part(progress, kStillsShare, kSongShare)));
        addSong(document, timeline, options, std::move(song));
    }
    SC_TRY(folder.publish());
    const QByteArray xml = writeFcpxml(document, folder.finalPath());
    SC_TRY(verify(xml, document));
    if (cancel.isCancelled())
        return std::unexpected(Problem(ProblemCode::Cancelled,
                                       QCoreApplication::translate("sc::interchange", "The export was cancelled. Nothing was written.")));
    SC_TRY(writeFile(file, xml));
    const QString leftover = folder.commit();
    if (!leftover.isEmpty())
        document.notices += leftover;
    if (destination.suffix() != QLatin1String("fcpxml"))
        document.notices += QCoreApplication::translate("sc::interchange", "Final Cut Pro opens only files that end in “.fcpxml”.");
    if (progress)
        progress(1);
    const auto gaps = std::ranges::count_if(document.items, &DocumentItem::isGap);
    return FcpxmlResult{destination.absoluteFilePath(), folder.finalPath(),    static_cast<int>(std::ssize(document.items) - gaps),
                        static_cast<int>(gaps),         markerCount(document), document.notices};
}

} // namespace sc::interchange
