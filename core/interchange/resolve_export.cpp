// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/edl_writer.h"
#include "core/interchange/fcpxml_writer.h"
#include "core/interchange/file_url.h"
#include "core/interchange/media_maker.h"
#include "core/interchange/otio_writer.h"
#include "core/interchange/staged_folder.h"

#include "core/base/paths.h"
#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

constexpr double kMediaShare = 0.95;

QString rateWord(FrameRate rate)
{
    return rate.displayName().section(u' ', 0, 0) + QStringLiteral("fps");
}

QByteArray readMe(const Edit &edit, const QString &name)
{
    const QString timecode = formatTimecode(edit.tcStart, edit.rate, edit.dropFrame ? TimecodeMode::Drop : TimecodeMode::NonDrop);
    const QStringList lines = {
        Words::tr("%1 for DaVinci Resolve").arg(edit.name),
        QString(),
        Words::tr("1. Make a new project, so that no other media have fixed its frame rate."),
        Words::tr("2. In the project settings choose %1, %2 x %3 pixels and the mixed frame rate format “Final Cut Pro X”.")
            .arg(edit.rate.displayName())
            .arg(edit.width)
            .arg(edit.height),
        Words::tr("3. File > Import > Timeline: %1.fcpxml. Should that fail, take %1.otio.").arg(name),
        Words::tr(
            "4. Media pool, right-click the timeline > Timelines > Import > Timeline Markers from EDL: %1_markers.edl. It starts at %2.")
            .arg(name, timecode),
        QString(),
        Words::tr("Every movie in Media begins at a timecode of its own, so that each can be found by its timecode alone."),
        Words::tr("The other choices of a shot lie above it, disabled; their files are in Alternates."),
    };
    return lines.join(QStringLiteral("\r\n")).toUtf8() + "\r\n";
}

// What a bundle of ours holds.
QRegularExpression ourNames()
{
    const QString media = namesOfMadeMedia().pattern();
    return QRegularExpression(
        QStringLiteral(
            R"((%1|^(Media|Song|Alternates)/$|^[A-Za-z0-9._-]+(\.fcpxml|\.otio|_markers(_part\d+)?\.edl|_V\d+_[0-9.]+fps(_V\d+|_part\d+)?\.edl)$|^READ ME\.txt$))")
            .arg(media));
}

struct Written
{
    std::vector<OutFile> files;
    QStringList breaches;
};

Written writeDocuments(Edit &edit, const ResolveExport &options, const QString &folder, const QString &name)
{
    Written written;
    const QString stem = folder + u'/' + name;
    FcpxmlExport fcpxml;
    fcpxml.cut = options.cut;
    fcpxml.version = options.version;
    fcpxml.target = CutTarget::Resolve;
    written.files.push_back({stem + QStringLiteral(".fcpxml"), writeFcpxml(edit, fcpxml)});
    written.breaches = checkWrittenFcpxml(edit, written.files.back().bytes);
    written.files.push_back({stem + QStringLiteral(".otio"), writeOtio(edit, {otioUrls(PathStyle::PlainPath, options.cut), true, false})});
    if (const auto cut = readOtio(written.files.back().bytes))
        written.breaches += differences(edit, *cut) + checkOtio(written.files.back().bytes);
    else
        written.breaches += cut.error().text();
    EdlExport edl;
    edl.cut = options.cut;
    edl.profile = EdlProfile::Resolve;
    edl.song = false;
    const std::vector<OutFile> lists = writeEdl(edit, edl, QStringLiteral("%1_V1_%2.edl").arg(stem, rateWord(edit.rate)));
    written.breaches += checkWrittenEdl(edit, lists);
    written.files.insert(written.files.end(), lists.begin(), lists.end());
    for (OutFile &file : writeMarkerEdl(edit, stem + QStringLiteral("_markers")))
        written.files.push_back(std::move(file));
    written.files.push_back({folder + QStringLiteral("/READ ME.txt"), readMe(edit, name)});
    return written;
}

} // namespace

ExportResult exportResolve(const ExportSource &source, const ResolveExport &wanted, const CancelToken &cancel, const ProgressFn &progress)
{
    ResolveExport options = wanted;
    options.cut.conform = true;
    options.cut.uniqueTimecode = true;
    if (options.cut.media == MediaPolicy::Reference)
        options.cut.media = MediaPolicy::Copy;
    if (!fcpxmlVersions().contains(options.version))
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Words::tr("FCPXML version “%1” is not known.").arg(options.version)));
    if (options.cut.destination.isEmpty() || QFileInfo(options.cut.destination).isFile())
        return std::unexpected(Problem(ProblemCode::ValidationError, Words::tr("The bundle for Resolve needs a folder to write to."))
                                   .withDetail(options.cut.destination));
    SC_TRY(checkSong(source));
    const QString final = QDir::cleanPath(QFileInfo(options.cut.destination).absoluteFilePath());
    const QString place = QFileInfo(final).absolutePath();
    SC_TRY_ASSIGN(edit, editOf(source, options.cut, rulesOf(ExportKind::Resolve), final));
    SC_TRY(ensureFolder(place));
    SC_TRY(requireFreeSpace(place, expectedBytes(edit)));
    SC_TRY_ASSIGN(folder, StagedFolder::create(final, ourNames()));
    SC_TRY(makeMedia(edit, source, options.cut, folder.path(), cancel, [&](double done) {
        if (progress)
            progress(kMediaShare * done);
    }));
    SC_TRY(folder.publish());
    QString name = asciiFileName(QFileInfo(final).fileName());
    if (name.endsWith(QLatin1String("_Resolve")))
        name.chop(8);
    Written written = writeDocuments(edit, options, final, name);
    if (!written.breaches.isEmpty())
        return std::unexpected(failedOwnCheck(written.breaches));
    SC_TRY(writeAll(written.files));
    if (cancel.isCancelled())
        return std::unexpected(exportCancelled());
    if (const QString leftover = folder.commit(); !leftover.isEmpty())
        edit.notices += leftover;
    if (progress)
        progress(1);
    return reportOf(edit, written.files, final);
}

} // namespace sc::interchange
