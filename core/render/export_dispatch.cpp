// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/fcpxml.h"
#include "core/render/cut_options_json.h"
#include "core/render/export_job.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace sc::render {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

// What Final Cut Pro gets, with a card for every shot.
Result<ExportOutcome> runFinalCut(const ExportInput &input, const ExportJob &job, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY_ASSIGN(wanted, fcpxmlFromJson(job.options, job.destination));
    interchange::FcpxmlOptions options;
    options.destination = job.destination;
    options.version = wanted.version;
    options.startAtOneHour = wanted.cut.startAtOneHour;
    options.beatMarkers = wanted.cut.beatMarkers;
    options.barMarkers = wanted.cut.barMarkers;
    options.sectionMarkers = wanted.cut.sceneMarkers;
    options.lyricMarkers = wanted.cut.lyricMarkers;
    options.promptNotes = wanted.cut.notes;
    SC_TRY_ASSIGN(made, interchange::exportFcpxml(input.timeline(), input.source.songFile, options, cancel, progress));
    return ExportOutcome{{made.file}, made.mediaFolder, QFileInfo(made.file).size(), 0, {}, made.notices};
}

} // namespace

Result<ExportOutcome> runExport(const ExportInput &input, const ExportJob &job, const CancelToken &cancel, const ProgressFn &progress)
{
    const ExportJobKind *kind = findExportJobKind(job.kind);
    if (kind == nullptr)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Text::tr("There is no export called \"%1\".").arg(job.kind)));
    if (kind->isPictures)
        return runPictures(input, job, cancel, progress);
    return runFinalCut(input, job, cancel, progress);
}

} // namespace sc::render
