// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/analysis_text.h"
#include "app/cli/analyze_correct.h"
#include "app/cli/command.h"
#include "app/cli/commands_analyze_library.h"
#include "app/cli/commands_analyze_settings.h"
#include "core/audio/user_model.h"

#include <QtConcurrent/QtConcurrentMap>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QThreadPool>

namespace sc::cli {

namespace {

struct FileResult
{
    QString file;
    Result<audio::Analysis> analysis = std::unexpected(Problem());
};

// --features alone means custom; custom without --features what standard hears.
Result<audio::AnalyzeOptions> analyzeOptions(const Arguments &arguments)
{
    const bool hasFeatures = arguments.has(QStringLiteral("features"));
    audio::AnalyzeOptions options;
    SC_TRY_ASSIGN(level, levelFromName(arguments.value(QStringLiteral("level"),
                                                       hasFeatures ? QStringLiteral("custom") : QStringLiteral("standard"))));
    options.level = level;
    if (hasFeatures && level != audio::AnalysisLevel::Custom)
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "--features goes with --level custom only.")));
    if (level == audio::AnalysisLevel::Custom)
        options.features = audio::featuresOf(level);
    if (hasFeatures) {
        SC_TRY_ASSIGN(features, featuresFromNames(arguments.value(QStringLiteral("features"))));
        options.features = features;
    }
    return options;
}

Result<Output> runAnalysis(Invocation &invocation)
{
    SC_TRY_ASSIGN(options, analyzeOptions(invocation.arguments));
    SC_TRY_ASSIGN(threads, invocation.arguments.integer(QStringLiteral("threads"), 1, 256));
    const QStringList files = invocation.arguments.positional();
    std::optional<audio::UserModel> model;
    if (const QString path = invocation.arguments.value(QStringLiteral("model")); !path.isEmpty()) {
        SC_TRY_ASSIGN(read, audio::readUserModel(path));
        model = std::move(read);
    }

    QThreadPool pool;
    pool.setMaxThreadCount(threads.value_or(QThread::idealThreadCount()));
    const auto analyze = [&](const QString &file) {
        const ProgressFn progress = files.size() == 1 ? invocation.console.progress(QFileInfo(file).fileName()) : ProgressFn();
        FileResult result{file, audio::analyzeFile(file, options, invocation.cancel, progress)};
        if (result.analysis && model)
            result.analysis = audio::withModelLabels(std::move(*result.analysis), file, *model, {}, invocation.cancel);
        return result;
    };
    const QList<FileResult> results = QtConcurrent::blockingMapped<QList<FileResult>>(&pool, files, analyze);

    QJsonArray all;
    QString text;
    const Problem *first = nullptr;
    for (const FileResult &result : results) {
        if (result.analysis) {
            all.append(audio::toReportJson(*result.analysis, result.file));
            text += analysisText(*result.analysis, QFileInfo(result.file).fileName());
            continue;
        }
        first = first ? first : &result.analysis.error();
        all.append(QJsonObject{{QStringLiteral("file"), result.file}, {QStringLiteral("problem"), result.analysis.error().toJson()}});
        text += QStringLiteral("%1\n  %2\n").arg(QFileInfo(result.file).fileName(), result.analysis.error().text());
    }
    // One file that cannot be read is the command's problem; one of several is told beside the others' results.
    if (first && (files.size() == 1 || first->code() == ProblemCode::Cancelled))
        return std::unexpected(*first);
    return Output{text, files.size() == 1 ? QJsonValue(all.first()) : QJsonValue(all)};
}

} // namespace

std::vector<Command> analyzeCommands()
{
    const QString noun = QStringLiteral("analyze");
    const QString track = QStringLiteral("TRACK");
    const auto text = [](const char *help) { return QCoreApplication::translate("sc::cli", help); };
    const OptionSpec measured{
        QStringLiteral("measured"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "as measured, without corrections by hand"))};
    return {
        {noun,
         QStringLiteral("run"),
         QStringLiteral("FILE..."),
         text(QT_TRANSLATE_NOOP("sc::cli", "hear beats, key, loudness and sections; needs no library")),
         1,
         -1,
         {{QStringLiteral("level"), QStringLiteral("LEVEL"), QStringLiteral("quick, standard (default), detailed or custom")},
          {QStringLiteral("features"), QStringLiteral("A,B,..."),
           QStringLiteral("rhythm, key, structure, descriptors, groove, chords, spectral, quality, labels, identity, picture")},
          {QStringLiteral("threads"), QStringLiteral("N"), text(QT_TRANSLATE_NOOP("sc::cli", "songs heard at the same time"))},
          {QStringLiteral("model"), QStringLiteral("FILE.onnx"),
           text(QT_TRANSLATE_NOOP("sc::cli", "also say labels by a model of your own, described by FILE.json beside it"))}},
         runAnalysis},
        {noun,
         QStringLiteral("show"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "what was heard in a song of the library, as corrected by hand")),
         1,
         1,
         {measured},
         showAnalysis},
        {noun,
         QStringLiteral("beats"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "its beats with bar and beat")),
         1,
         1,
         {measured},
         showBeats},
        {noun,
         QStringLiteral("sections"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "its sections with their numbers")),
         1,
         1,
         {measured},
         showSections},
        {noun, QStringLiteral("correct"), track,
         text(QT_TRANSLATE_NOOP("sc::cli", "correct beats, key, sections or labels by hand; survives every new analysis")), 1, 1,
         correctOptions(), correctAnalysis},
        {noun,
         QStringLiteral("follow"),
         QStringLiteral("TRACK BUNDLE"),
         text(QT_TRANSLATE_NOOP("sc::cli", "a project made on the song takes over its corrected beats and sections in one step")),
         2,
         2,
         {},
         followAnalysis},
        {noun,
         QStringLiteral("export"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "write what was heard to a file")),
         1,
         1,
         {{QStringLiteral("format"), QStringLiteral("FORMAT"), QStringLiteral("json (default), csv, beats, sections, labels, sv, midi")},
          {QStringLiteral("out"), QStringLiteral("FILE"), text(QT_TRANSLATE_NOOP("sc::cli", "the song's name here unless told"))},
          measured},
         exportAnalysis},
        {noun,
         QStringLiteral("history"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "its analyses, the newest first")),
         1,
         1,
         {},
         showHistory},
        {noun,
         QStringLiteral("loudness"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "the gain to each loudness target and whether its peak limit is held")),
         1,
         1,
         {{QStringLiteral("lufs"), QStringLiteral("LUFS"), text(QT_TRANSLATE_NOOP("sc::cli", "a target of your own, -60 to -5; is kept"))},
          {QStringLiteral("peak"), QStringLiteral("DBTP"), text(QT_TRANSLATE_NOOP("sc::cli", "its peak limit, -9 to 0; -1 unless told"))},
          {QStringLiteral("no-own"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "forget the target of your own"))}},
         showLoudness},
        {noun,
         QStringLiteral("lyrics"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "the words beside the song's file or in its tags")),
         1,
         1,
         {},
         showSongLyrics},
        {noun,
         QStringLiteral("model"),
         QStringLiteral("[FILE.onnx]"),
         text(QT_TRANSLATE_NOOP("sc::cli", "the model of your own that says labels too: show, choose or remove it")),
         0,
         1,
         {{QStringLiteral("labels"), QStringLiteral("FILE.json"),
           text(QT_TRANSLATE_NOOP("sc::cli", "its description, unless it lies beside the model"))},
          {QStringLiteral("off"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "use none any more"))}},
         chooseModel},
        {noun,
         QStringLiteral("compare"),
         track,
         text(QT_TRANSLATE_NOOP("sc::cli", "what the newest analysis says differently")),
         1,
         1,
         {{QStringLiteral("with"), QStringLiteral("N"),
           text(QT_TRANSLATE_NOOP("sc::cli", "another analysis than the one before, by number or id"))},
          {QStringLiteral("corrected"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "what was corrected by hand instead"))}},
         compareHistory},
    };
}

} // namespace sc::cli
