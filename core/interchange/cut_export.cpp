// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/cut_export.h"

#include "core/base/paths.h"
#include "core/base/text.h"
#include "core/interchange/media_maker.h"
#include "core/interchange/staged_folder.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr double kMediaShare = 0.95; // of the progress

ProgressFn part(const ProgressFn &progress, double share)
{
    if (!progress)
        return {};
    return [progress, share](double value) { progress(share * value); };
}

Problem notStored(const QString &path, qint64 bytes, const QString &detail)
{
    return Problem(ProblemCode::InsufficientStorage,
                   Words::tr("“%1” could not be written: it needs %2.").arg(QDir::toNativeSeparators(path), humanSize(bytes)))
        .withDetail(detail)
        .withEntity(QStringLiteral("place"), QDir::toNativeSeparators(QFileInfo(path).absolutePath()));
}

Problem notWritable(const QString &path, const QString &detail)
{
    return Problem(ProblemCode::PermissionDenied, Words::tr("“%1” cannot be written.").arg(QDir::toNativeSeparators(path)))
        .withDetail(detail);
}

} // namespace

Result<> checkDestination(const QString &destination)
{
    if (!destination.isEmpty() && !QFileInfo(destination).isDir())
        return {};
    return std::unexpected(
        Problem(ProblemCode::ValidationError, Words::tr("The export needs a file name to write to.")).withDetail(destination));
}

Result<> checkSong(const ExportSource &source)
{
    if (!source.timeline.project.song || source.songFile.isEmpty() || QFileInfo::exists(source.songFile))
        return {};
    return std::unexpected(Problem(ProblemCode::MediaMissing, Words::tr("The song is missing: “%1”.").arg(source.songFile))
                               .withEntity(QStringLiteral("file"), source.songFile));
}

Result<> writeAll(const std::vector<OutFile> &files)
{
    std::vector<std::unique_ptr<QSaveFile>> open;
    qint64 all = 0;
    for (const OutFile &out : files) {
        SC_TRY(ensureFolder(QFileInfo(out.path).absolutePath()));
        all += out.bytes.size();
        SC_TRY(requireFreeSpace(QFileInfo(out.path).absolutePath(), all));
    }
    for (const OutFile &out : files) {
        auto file = std::make_unique<QSaveFile>(out.path);
        if (!file->open(QIODevice::WriteOnly))
            return std::unexpected(notWritable(out.path, file->errorString()));
        if (file->write(out.bytes) != out.bytes.size() || !file->flush())
            return std::unexpected(notStored(out.path, out.bytes.size(), file->errorString()));
        open.push_back(std::move(file));
    }
    for (const auto &file : open) {
        if (!file->commit())
            return std::unexpected(notWritable(file->fileName(), file->errorString()));
    }
    return {};
}

Problem failedOwnCheck(const QStringList &breaches)
{
    return Problem(ProblemCode::InternalError, Words::tr("The export failed its own check and was not kept."))
        .withDetail(breaches.mid(0, 20).join(u'\n'));
}

QString stemOf(const QString &destination)
{
    const QFileInfo info(QFileInfo(destination).absoluteFilePath());
    return info.absolutePath() + u'/' + info.completeBaseName();
}

QString writtenPath(const QString &file, const CutOptions &options)
{
    const QString from = QDir::fromNativeSeparators(options.pathFrom);
    if (from.isEmpty() || !file.startsWith(from))
        return file;
    // Of another machine, whatever this one is.
    return QString(options.pathTo).replace(u'\\', u'/') + file.mid(from.size());
}

QString asciiLine(const QString &text, qsizetype maxLength)
{
    QString line;
    for (const QChar c : text.normalized(QString::NormalizationForm_KD)) {
        if (c.unicode() >= 32 && c.unicode() < 127)
            line += c;
        else if (c.isSpace() || c == QChar(0x2013) || c == QChar(0x2014))
            line += c.isSpace() ? u' ' : u'-';
    }
    return line.simplified().left(maxLength);
}

ExportReport reportOf(const Edit &edit, const std::vector<OutFile> &files, const QString &mediaFolder)
{
    ExportReport report;
    for (const OutFile &file : files) {
        report.files += file.path;
        report.bytes += file.bytes.size();
    }
    for (const EditMedia &media : edit.media) {
        if (media.make == MediaMake::AsIs)
            continue;
        ++report.mediaFiles;
        report.bytes += QFileInfo(media.file).size();
    }
    report.mediaFolder = report.mediaFiles > 0 ? mediaFolder : QString();
    report.clips = edit.clipCount();
    report.gaps = edit.gapCount();
    report.transitions = edit.transitionCount();
    report.markers = edit.markerCount();
    report.notices = edit.notices;
    return report;
}

ExportResult exportCut(const ExportSource &source, const CutOptions &options, const CutJob &job, const CancelToken &cancel,
                       const ProgressFn &progress)
{
    SC_TRY(checkDestination(options.destination));
    SC_TRY(checkSong(source));
    // Exports of one name but of several kinds must not take one another's media away.
    const QString kind = job.kind == ExportKind::Fcpxml ? QString() : u' ' + exportKindInfo(job.kind).name.toUpper();
    const QString mediaFolder = stemOf(options.destination) + kind + QStringLiteral(" Media");
    SC_TRY_ASSIGN(edit, editOf(source, options, rulesOf(job.kind), mediaFolder));
    const QString place = QFileInfo(mediaFolder).absolutePath();
    SC_TRY(ensureFolder(place));
    SC_TRY(requireFreeSpace(place, expectedBytes(edit)));
    if (!QFileInfo(place).isWritable())
        return std::unexpected(notWritable(QFileInfo(options.destination).absoluteFilePath(), {}));
    const bool makes = std::ranges::any_of(edit.media, [](const EditMedia &media) { return media.make != MediaMake::AsIs; });
    std::optional<StagedFolder> folder;
    if (makes) {
        SC_TRY_ASSIGN(staged, StagedFolder::create(mediaFolder, namesOfMadeMedia()));
        folder.emplace(std::move(staged));
        SC_TRY(makeMedia(edit, source, options, folder->path(), cancel, part(progress, kMediaShare)));
        SC_TRY(folder->publish());
    }
    SC_TRY_ASSIGN(files, job.write(edit));
    if (const QStringList breaches = job.check(edit, files); !breaches.isEmpty())
        return std::unexpected(failedOwnCheck(breaches));
    if (cancel.isCancelled())
        return std::unexpected(exportCancelled());
    SC_TRY(writeAll(files));
    if (const QString leftover = folder ? folder->commit() : QString(); !leftover.isEmpty())
        edit.notices += leftover;
    if (progress)
        progress(1);
    return reportOf(edit, files, mediaFolder);
}

} // namespace sc::interchange
