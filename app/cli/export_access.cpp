// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_access.h"

#include "app/cli/library_access.h"
#include "core/base/text.h"
#include "core/project/export_log.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::cli)
};

QString nativeLines(const QStringList &files)
{
    QStringList lines;
    for (const QString &file : files)
        lines << QDir::toNativeSeparators(file);
    return lines.join(u'\n');
}

Output describePictures(const render::ExportOutcome &outcome)
{
    QString text = nativeLines(outcome.files) + u'\n' + Text::tr("%1 frames, %2").arg(outcome.frames).arg(humanSize(outcome.bytes));
    QJsonObject json{{QStringLiteral("file"), outcome.files.value(0)},
                     {QStringLiteral("files"), QJsonArray::fromStringList(outcome.files)},
                     {QStringLiteral("frames"), static_cast<qint64>(outcome.frames)},
                     {QStringLiteral("bytes"), outcome.bytes},
                     {QStringLiteral("notices"), QJsonArray::fromStringList(outcome.notices)}};
    if (outcome.loudness && outcome.loudness->lufs) {
        text += u'\n' +
                Text::tr("%1 LUFS, true peak %2 dBTP").arg(*outcome.loudness->lufs, 0, 'f', 1).arg(outcome.loudness->peakDbtp, 0, 'f', 1);
        json.insert(QStringLiteral("loudness"), QJsonObject{{QStringLiteral("lufs"), *outcome.loudness->lufs},
                                                            {QStringLiteral("true_peak_dbtp"), outcome.loudness->peakDbtp}});
    }
    for (const QString &notice : outcome.notices)
        text += QStringLiteral("\n! ") + notice;
    return {text, json};
}

Output describeCut(const interchange::ExportReport &report)
{
    QString text = nativeLines(report.files) + u'\n' +
                   Text::tr("%1 clips, %2 gaps, %3 transitions, %4 markers, %5 media files, %6; read back and checked")
                       .arg(report.clips)
                       .arg(report.gaps)
                       .arg(report.transitions)
                       .arg(report.markers)
                       .arg(report.mediaFiles)
                       .arg(humanSize(report.bytes));
    for (const QString &notice : report.notices + report.problems)
        text += QStringLiteral("\n! ") + notice;
    return {text, QJsonObject{{QStringLiteral("file"), report.files.value(0)},
                              {QStringLiteral("files"), QJsonArray::fromStringList(report.files)},
                              {QStringLiteral("media"), report.mediaFolder},
                              {QStringLiteral("clips"), report.clips},
                              {QStringLiteral("gaps"), report.gaps},
                              {QStringLiteral("transitions"), report.transitions},
                              {QStringLiteral("markers"), report.markers},
                              {QStringLiteral("media_files"), report.mediaFiles},
                              {QStringLiteral("bytes"), report.bytes},
                              {QStringLiteral("notices"), QJsonArray::fromStringList(report.notices)},
                              {QStringLiteral("problems"), QJsonArray::fromStringList(report.problems)}}};
}

// Into the project's history, where it can be written.
void keepRecord(const Invocation &invocation, const project::ExportRecord &record)
{
    // The window may have the bundle open: then the export is there without a line in the history.
    if (const auto session = openBundle(invocation))
        (void)project::ExportLog(**session).add(record);
}

// What was never begun is no history.
bool isHistory(const Result<render::ExportOutcome> &outcome)
{
    return outcome || (outcome.error().code() != ProblemCode::InvalidParameter && outcome.error().code() != ProblemCode::ValidationError);
}

} // namespace

Result<> checkFree(const Invocation &invocation, const QString &path)
{
    if (!QFileInfo::exists(path) || invocation.arguments.has(QStringLiteral("force")))
        return {};
    return std::unexpected(Problem(ProblemCode::DuplicateResource, Text::tr("\"%1\" is there already.").arg(QDir::toNativeSeparators(path)))
                               .withAction(QStringLiteral("force"), Text::tr("--force replaces it"))
                               .withEntity(QStringLiteral("file"), path));
}

Result<QString> destinationOf(const Invocation &invocation, const QString &suffix)
{
    const QString wanted = invocation.arguments.value(QStringLiteral("out"));
    if (wanted.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, Text::tr("Say where with --out FILE.")));
    QString path = QFileInfo(wanted).absoluteFilePath();
    if (!suffix.isEmpty() && QFileInfo(path).suffix().isEmpty())
        path += suffix;
    SC_TRY(checkFree(invocation, path));
    return path;
}

Result<std::optional<TickRange>> rangeOf(const Invocation &invocation, const timeline::Timeline &timeline)
{
    SC_TRY_ASSIGN(from, timeOption(invocation, QStringLiteral("from"), timeline.project.frameRate));
    SC_TRY_ASSIGN(to, timeOption(invocation, QStringLiteral("to"), timeline.project.frameRate));
    if (!from && !to)
        return std::nullopt;
    return TickRange{from.value_or(Ticks()), to.value_or(timeline::programLength(timeline))};
}

Result<std::vector<render::ExportPreset>> ownPresets(const Invocation &invocation)
{
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    return render::presetsFromText(library->setting(render::kPresetsSetting));
}

Result<render::ExportPreset> presetNamed(const Invocation &invocation, const QString &name)
{
    if (auto known = render::findPreset({}, name))
        return known;
    SC_TRY_ASSIGN(own, ownPresets(invocation));
    return render::findPreset(own, name);
}

Result<Output> runExportJob(Invocation &invocation, const QString &presetName, render::ExportJob job)
{
    render::ExportInput input;
    {
        SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
        SC_TRY_ASSIGN(range, rangeOf(invocation, session->timeline()));
        if (range)
            job.range = range;
        SC_TRY_ASSIGN(read, render::exportInputOf(*session, job.kind));
        input = std::move(read);
    }
    if (job.kind == u"scenes") {
        SC_TRY_ASSIGN(movie, render::movieOf(input, job));
        for (const render::SceneMovie &scene : render::sceneMoviesOf(input.timeline(), movie))
            SC_TRY(checkFree(invocation, scene.file));
    }
    QElapsedTimer clock;
    clock.start();
    const render::ExportJobKind *kind = render::findExportJobKind(job.kind);
    const ProgressFn progress = invocation.console.progress(kind ? kind->title : job.kind);
    const Result<render::ExportOutcome> outcome = render::runExport(input, job, invocation.cancel, progress);
    if (isHistory(outcome))
        keepRecord(invocation, render::recordOf(presetName, job, outcome, static_cast<double>(clock.elapsed()) / 1000));
    if (!outcome)
        return std::unexpected(outcome.error());
    return outcome->report ? describeCut(*outcome->report) : describePictures(*outcome);
}

} // namespace sc::cli
