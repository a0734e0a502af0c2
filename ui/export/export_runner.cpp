// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/export/export_runner.h"

#include "core/base/json.h"
#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/interchange/fcpxml.h"
#include "core/render/movie_export.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QDateTime>
#include <QtCore/QDirIterator>
#include <QtCore/QFileInfo>

namespace sc::ui {

namespace {

constexpr qsizetype kKeptRuns = 10;
const QString kRunsKey = QStringLiteral("exports/last");

qint64 sizeOf(const QString &file, const QString &mediaFolder)
{
    qint64 bytes = QFileInfo(file).size();
    if (!mediaFolder.isEmpty()) {
        QDirIterator files(mediaFolder, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            files.next();
            bytes += files.fileInfo().size();
        }
    }
    return bytes;
}

Result<ExportRun> runFinalCut(const timeline::Timeline &timeline, const QString &song, const ExportSettings &settings,
                              const CancelToken &cancel, const ProgressFn &progress)
{
    interchange::FcpxmlOptions options;
    options.destination = settings.destination;
    options.version = settings.version;
    options.startAtOneHour = settings.startAtOneHour;
    options.beatMarkers = settings.beatMarkers;
    options.barMarkers = settings.barMarkers;
    options.sectionMarkers = settings.sectionMarkers;
    options.lyricMarkers = settings.lyricMarkers;
    options.promptNotes = settings.promptNotes;
    SC_TRY_ASSIGN(made, interchange::exportFcpxml(timeline, song, options, cancel, progress));
    return ExportRun{settings.kind, made.file, {}, sizeOf(made.file, made.mediaFolder), made.notices};
}

Result<ExportRun> runMovie(const timeline::Timeline &timeline, const QString &song, const ExportSettings &settings,
                           const playback::ShotMediaMap &media, const CancelToken &cancel, const ProgressFn &progress)
{
    render::MovieExport options;
    options.destination = settings.destination;
    options.width = settings.size.width() > 0 ? settings.size.width() : 0;
    options.height = settings.size.height() > 0 ? settings.size.height() : 0;
    options.quality = settings.quality;
    options.range = settings.range;
    options.media = media;
    SC_TRY_ASSIGN(made, render::exportMovie(timeline, song, options, cancel, progress));
    QStringList notices;
    for (const Problem &problem : made.problems)
        notices << problem.text();
    return ExportRun{settings.kind, made.file, {}, made.bytes, notices};
}

} // namespace

ExportRunner::ExportRunner(library::Library &library, QObject *parent) : QObject(parent), m_library(library)
{
    connect(&m_watcher, &QFutureWatcher<Result<ExportRun>>::finished, this, &ExportRunner::onDone);
    loadRuns();
}

ExportRunner::~ExportRunner()
{
    m_cancel.cancel();
    m_watcher.waitForFinished();
}

Result<> ExportRunner::start(const timeline::Timeline &timeline, const QString &songFile, const ExportSettings &settings,
                             const playback::ShotMediaMap &media)
{
    if (isRunning())
        return std::unexpected(Problem(ProblemCode::Conflict, tr("An export is running. Wait for it or cancel it.")));
    SC_TRY(ensureFolder(QFileInfo(settings.destination).absolutePath()));
    m_cancel = {};
    const ProgressFn progress = [this](double fraction) {
        QMetaObject::invokeMethod(
            this, [this, fraction] { Q_EMIT progressed(fraction); }, Qt::QueuedConnection);
    };
    m_watcher.setFuture(QtConcurrent::run([timeline, songFile, settings, media, cancel = m_cancel, progress]() -> Result<ExportRun> {
        return settings.kind == ExportKind::FinalCut ? runFinalCut(timeline, songFile, settings, cancel, progress)
                                                     : runMovie(timeline, songFile, settings, media, cancel, progress);
    }));
    return {};
}

void ExportRunner::cancel()
{
    m_cancel.cancel();
}

void ExportRunner::onDone()
{
    Result<ExportRun> result = m_watcher.result();
    if (!result) {
        Q_EMIT failed(result.error());
        return;
    }
    result->at = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    m_runs.removeIf([&](const ExportRun &run) { return run.file == result->file; });
    m_runs.prepend(*result);
    while (m_runs.size() > kKeptRuns)
        m_runs.removeLast();
    keepRuns();
    Q_EMIT finished(*result);
}

void ExportRunner::loadRuns()
{
    const QString stored = m_library.setting(kRunsKey);
    if (stored.isEmpty())
        return;
    const auto runs = parseJsonArray(stored.toUtf8(), kRunsKey);
    if (!runs)
        return logProblem(logUi(), runs.error());
    for (const QJsonValue &value : *runs) {
        const QJsonObject run = value.toObject();
        m_runs.append({run.value(u"kind").toString() == u"movie" ? ExportKind::Movie : ExportKind::FinalCut,
                       run.value(u"file").toString(),
                       run.value(u"at").toString(),
                       static_cast<qint64>(run.value(u"bytes").toDouble()),
                       {}});
    }
}

void ExportRunner::keepRuns()
{
    QJsonArray runs;
    for (const ExportRun &run : std::as_const(m_runs))
        runs.append(
            QJsonObject{{QStringLiteral("kind"), run.kind == ExportKind::Movie ? QStringLiteral("movie") : QStringLiteral("fcpxml")},
                        {QStringLiteral("file"), run.file},
                        {QStringLiteral("at"), run.at},
                        {QStringLiteral("bytes"), static_cast<double>(run.bytes)}});
    if (const auto kept = m_library.setSetting(kRunsKey, QString::fromUtf8(toCompactJson(runs))); !kept)
        logProblem(logUi(), kept.error());
}

} // namespace sc::ui
