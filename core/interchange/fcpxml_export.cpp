// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml.h"
#include "core/interchange/fcpxml_writer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace sc::interchange {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::interchange)
};

Result<> checkVersion(const QString &version)
{
    if (fcpxmlVersions().contains(version))
        return {};
    return std::unexpected(Problem(ProblemCode::InvalidParameter, Words::tr("FCPXML version “%1” is not known.").arg(version))
                               .withDetail(Words::tr("Allowed are %1.").arg(fcpxmlVersions().join(QStringLiteral(", ")))));
}

} // namespace

QStringList checkWrittenFcpxml(const Edit &edit, const QByteArray &xml)
{
    QStringList breaches = checkFcpxml(xml, MediaLookup::Skip);
    for (const EditMedia &media : edit.media) {
        if (media.make != MediaMake::AsIs && !QFileInfo::exists(media.file))
            breaches += Words::tr("“%1” was not made.").arg(media.name);
    }
    const auto cut = readFcpxmlCut(xml);
    if (!cut)
        return breaches << cut.error().text();
    return breaches + differences(edit, *cut);
}

ExportResult exportFcpxml(const ExportSource &source, const FcpxmlExport &options, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY(checkVersion(options.version));
    const QFileInfo destination(QFileInfo(options.cut.destination).absoluteFilePath());
    CutJob job;
    job.kind = ExportKind::Fcpxml;
    job.write = [&](Edit &edit) -> Result<std::vector<OutFile>> {
        std::vector<OutFile> files{{destination.absoluteFilePath(), writeFcpxml(edit, options)}};
        if (destination.suffix() != QLatin1String("fcpxml"))
            edit.notices += Words::tr("Final Cut Pro opens only files that end in “.fcpxml”.");
        return files;
    };
    job.check = [](const Edit &edit, const std::vector<OutFile> &files) { return checkWrittenFcpxml(edit, files.front().bytes); };
    return exportCut(source, options.cut, job, cancel, progress);
}

Result<FcpxmlResult> exportFcpxml(const timeline::Timeline &timeline, const QString &songFile, const FcpxmlOptions &options,
                                  const CancelToken &cancel, const ProgressFn &progress)
{
    FcpxmlExport request;
    request.version = options.version;
    request.cut.destination = options.destination;
    request.cut.startAtOneHour = options.startAtOneHour;
    request.cut.beatMarkers = options.beatMarkers;
    request.cut.barMarkers = options.barMarkers;
    request.cut.sceneMarkers = options.sectionMarkers;
    request.cut.lyricMarkers = options.lyricMarkers;
    request.cut.notes = options.promptNotes;
    ExportSource source;
    source.timeline = timeline;
    source.songFile = songFile;
    SC_TRY_ASSIGN(report, exportFcpxml(source, request, cancel, progress));
    return FcpxmlResult{report.files.front(), report.mediaFolder, report.clips, report.gaps, report.markers, report.notices};
}

} // namespace sc::interchange
