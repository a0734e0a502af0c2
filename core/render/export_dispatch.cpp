// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/cut_options_json.h"
#include "core/render/export_job.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

namespace sc::render {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::render)
};

const QString kPlace = QStringLiteral("place"); // in the options that the history keeps

template<class Options, class Export> interchange::ExportResult runOne(const Result<Options> &options, const ExportInput &input, Export run)
{
    if (!options)
        return std::unexpected(options.error());
    return run(input.source, *options);
}

interchange::ExportResult runInterchange(interchange::ExportKind kind, const ExportInput &input, const ExportJob &job,
                                         const CancelToken &cancel, const ProgressFn &progress)
{
    using Kind = interchange::ExportKind;
    const auto with = [&](auto exporter) {
        return [&cancel, &progress, exporter](const interchange::ExportSource &source, const auto &options) {
            return exporter(source, options, cancel, progress);
        };
    };
    switch (kind) {
    case Kind::Fcpxml:
        return runOne(fcpxmlFromJson(job.options, job.destination), input,
                      with([](auto &&...all) { return interchange::exportFcpxml(all...); }));
    case Kind::Resolve:
        return runOne(resolveFromJson(job.options, job.destination), input,
                      with([](auto &&...all) { return interchange::exportResolve(all...); }));
    case Kind::Xmeml:
        return runOne(xmemlFromJson(job.options, job.destination), input,
                      with([](auto &&...all) { return interchange::exportXmeml(all...); }));
    case Kind::Otio:
        return runOne(otioFromJson(job.options, job.destination), input,
                      with([](auto &&...all) { return interchange::exportOtio(all...); }));
    case Kind::Edl:
        return runOne(edlFromJson(job.options, job.destination), input, with([](auto &&...all) { return interchange::exportEdl(all...); }));
    case Kind::Json:
        return runOne(jsonFromJson(job.options, job.destination), input,
                      with([](auto &&...all) { return interchange::exportJson(all...); }));
    case Kind::Storyboard:
        return runOne(storyboardFromJson(job.options, job.destination), input,
                      with([](auto &&...all) { return interchange::exportStoryboard(all...); }));
    case Kind::Lyrics:
        return runOne(lyricsFromJson(job.options, job.destination), input,
                      [](const auto &source, const auto &options) { return interchange::exportLyrics(source, options); });
    case Kind::Markers:
        return runOne(markersFromJson(job.options, job.destination), input,
                      [](const auto &source, const auto &options) { return interchange::exportMarkers(source, options); });
    case Kind::ShotList:
        return interchange::exportShotList(input.source, {job.destination});
    }
    return std::unexpected(Problem(ProblemCode::InternalError, Text::tr("There is no such kind of export.")));
}

} // namespace

Result<ExportOutcome> runExport(const ExportInput &input, const ExportJob &job, const CancelToken &cancel, const ProgressFn &progress)
{
    const ExportJobKind *kind = findExportJobKind(job.kind);
    if (kind == nullptr)
        return std::unexpected(Problem(ProblemCode::InvalidParameter, Text::tr("There is no export called \"%1\".").arg(job.kind)));
    if (kind->isPictures)
        return runPictures(input, job, cancel, progress);
    SC_TRY_ASSIGN(report, runInterchange(*interchange::exportKindFromName(job.kind), input, job, cancel, progress));
    if (progress)
        progress(1);
    return ExportOutcome{report.files, report.mediaFolder, report.bytes, 0, {}, report.notices + report.problems, report};
}

project::ExportRecord recordOf(const QString &name, const ExportJob &job, const Result<ExportOutcome> &outcome, double seconds)
{
    const ExportJobKind *kind = findExportJobKind(job.kind);
    project::ExportRecord record;
    record.preset = name.isEmpty() && kind ? kind->title : name;
    record.kind = job.kind;
    record.options = job.options;
    record.range = job.range;
    record.destination = outcome ? outcome->files.value(0, job.destination) : job.destination;
    // Lists in parts and movies of scenes have names of their own.
    if (record.destination != job.destination)
        record.options.insert(kPlace, job.destination);
    record.seconds = seconds;
    record.startedAt = QDateTime::currentDateTimeUtc().addMSecs(-qint64(seconds * 1000)).toString(Qt::ISODateWithMs);
    if (outcome) {
        record.bytes = outcome->bytes;
        record.notices = outcome->notices;
    } else {
        record.end = outcome.error().code() == ProblemCode::Cancelled ? project::ExportEnd::Cancelled : project::ExportEnd::Failed;
        record.notices << outcome.error().text();
    }
    return record;
}

ExportJob jobOf(const project::ExportRecord &record)
{
    ExportJob job{record.kind, record.options, record.destination, record.range};
    if (const QString place = job.options.take(kPlace).toString(); !place.isEmpty())
        job.destination = place;
    return job;
}

} // namespace sc::render
