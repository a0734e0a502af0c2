// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/media_maker.h"
#include "core/interchange/otio_writer.h"
#include "core/interchange/zip_archive.h"

#include "core/base/paths.h"

#include <QtCore/QBuffer>
#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtCore/QTemporaryDir>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr qint64 kMaxContent = 64 * 1024 * 1024;
const QString kContent = QStringLiteral("content.otio");

QStringList checkWritten(const Edit &edit, const QByteArray &bytes, const QString &base)
{
    const auto cut = readOtio(bytes);
    if (!cut)
        return {cut.error().text()};
    return checkOtio(bytes, base) + differences(edit, *cut);
}

// Names inside the archive: one a file, whatever their folders.
QHash<QString, QString> archiveNames(const Edit &edit)
{
    QHash<QString, QString> names;
    QSet<QString> used;
    for (const EditMedia &media : edit.media) {
        if (names.contains(media.file) || media.isMissing)
            continue;
        const QFileInfo info(media.name);
        QString name = media.name;
        for (int n = 2; used.contains(name.toLower()); ++n)
            name = QStringLiteral("%1_%2.%3").arg(info.completeBaseName()).arg(n).arg(info.suffix());
        used.insert(name.toLower());
        names.insert(media.file, QStringLiteral("media/") + name);
    }
    return names;
}

ExportResult exportZipped(const ExportSource &source, const OtioExport &options, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkDestination(options.cut.destination));
    SC_TRY(checkSong(source));
    const QString destination = QFileInfo(options.cut.destination).absoluteFilePath();
    const QString place = QFileInfo(destination).absolutePath();
    SC_TRY(ensureFolder(place));
    // What is made is made beside the archive: there is the room that was asked for.
    QTemporaryDir made(place + QStringLiteral("/.otioz-XXXXXX"));
    if (!made.isValid())
        return std::unexpected(Problem(ProblemCode::PermissionDenied, Words::tr("The folder “%1” cannot be written.").arg(place))
                                   .withDetail(made.errorString()));
    SC_TRY_ASSIGN(edit, editOf(source, options.cut, rulesOf(ExportKind::Otio), made.path()));
    qint64 bytes = 2 * expectedBytes(edit);
    for (const EditMedia &media : edit.media)
        bytes += media.make == MediaMake::AsIs ? QFileInfo(media.file).size() : 0;
    SC_TRY(requireFreeSpace(place, bytes));
    SC_TRY(makeMedia(edit, source, options.cut, made.path(), cancel, [&](double done) {
        if (progress)
            progress(0.7 * done);
    }));
    const QHash<QString, QString> names = archiveNames(edit);
    const QByteArray content =
        writeOtio(edit, {[&](const EditMedia &media) { return names.value(media.file); }, false, options.alternatesTrack});
    if (const QStringList breaches = checkWritten(edit, content, {}); !breaches.isEmpty())
        return std::unexpected(failedOwnCheck(breaches));
    QSaveFile file(destination);
    if (!file.open(QIODevice::WriteOnly))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, Words::tr("“%1” cannot be written.").arg(destination)).withDetail(file.errorString()));
    ZipWriter zip(file);
    SC_TRY(zip.add(kContent, content));
    SC_TRY(zip.add(QStringLiteral("version.txt"), "1.0.0"));
    double done = 0;
    for (auto name = names.cbegin(); name != names.cend(); ++name) {
        SC_TRY(zip.addFile(name.value(), name.key(), cancel));
        if (progress)
            progress(0.7 + 0.3 * ++done / static_cast<double>(names.size()));
    }
    SC_TRY(zip.finish());
    if (cancel.isCancelled())
        return std::unexpected(exportCancelled());
    if (!file.commit())
        return std::unexpected(Problem(ProblemCode::InsufficientStorage, Words::tr("“%1” could not be written.").arg(destination))
                                   .withDetail(file.errorString()));
    QFile back(destination);
    const auto again = back.open(QIODevice::ReadOnly) ? zipContent(back, kContent, kMaxContent) : Result<QByteArray>();
    ExportReport report = reportOf(edit, {}, {});
    if (!again || *again != content)
        report.problems += Words::tr("The archive could not be read back.");
    report.files = {destination};
    report.bytes = QFileInfo(destination).size();
    return report;
}

} // namespace

Result<ReadCut> readOtioz(const QByteArray &bytes)
{
    QByteArray copy = bytes;
    QBuffer archive(&copy);
    archive.open(QIODevice::ReadOnly);
    SC_TRY_ASSIGN(content, zipContent(archive, kContent, kMaxContent));
    return readOtio(content);
}

ExportResult exportOtio(const ExportSource &source, const OtioExport &options, const CancelToken &cancel, const ProgressFn &progress)
{
    if (options.zipped)
        return exportZipped(source, options, cancel, progress);
    const QString destination = QFileInfo(options.cut.destination).absoluteFilePath();
    const bool isMapped = !options.cut.pathFrom.isEmpty();
    CutJob job;
    job.kind = ExportKind::Otio;
    job.write = [&](Edit &edit) -> Result<std::vector<OutFile>> {
        const OtioForm form{otioUrls(options.paths, options.cut), options.paths == PathStyle::PlainPath, options.alternatesTrack};
        return std::vector<OutFile>{{destination, writeOtio(edit, form)}};
    };
    job.check = [&](const Edit &edit, const std::vector<OutFile> &files) {
        return checkWritten(edit, files.front().bytes, isMapped ? QString() : QFileInfo(destination).absolutePath());
    };
    return exportCut(source, options.cut, job, cancel, progress);
}

} // namespace sc::interchange
