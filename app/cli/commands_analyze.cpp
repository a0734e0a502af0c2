// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "core/audio/analyzer.h"
#include "core/audio/description.h"
#include "core/audio/user_model.h"
#include "core/base/timecode.h"

#include <QtConcurrent/QtConcurrentMap>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QThreadPool>

namespace sc::cli {

namespace {

Result<audio::AnalysisLevel> levelOf(const QString &name)
{
    if (name == QLatin1String("quick"))
        return audio::AnalysisLevel::Quick;
    if (name == QLatin1String("standard"))
        return audio::AnalysisLevel::Standard;
    if (name == QLatin1String("detailed"))
        return audio::AnalysisLevel::Detailed;
    return std::unexpected(Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no analysis level \"%1\".").arg(name))
                               .withDetail(QStringLiteral("quick, standard, detailed")));
}

QString number(const std::optional<double> &value, int decimals, const QString &unit)
{
    return value ? QString::number(*value, 'f', decimals) + unit : QCoreApplication::translate("sc::cli", "not known");
}

QString textReport(const audio::Analysis &analysis, const QString &file)
{
    const qsizetype beats = std::ssize(analysis.map.grid.beats());
    QString text = QFileInfo(file).fileName() + u'\n';
    const auto row = [&](const QString &name, const QString &value) { text += QStringLiteral("  %1 %2\n").arg(name.leftJustified(12), value); };
    row(QCoreApplication::translate("sc::cli", "Length"), formatClock(analysis.duration));
    row(QCoreApplication::translate("sc::cli", "Tempo"), number(analysis.tempo.value, 2, QStringLiteral(" BPM")));
    row(QCoreApplication::translate("sc::cli", "Metre"), analysis.timeSignature.value.value_or(QCoreApplication::translate("sc::cli", "not known")));
    row(QCoreApplication::translate("sc::cli", "Key"), analysis.key.value ? *analysis.key.value + QStringLiteral(" (%1)").arg(audio::camelotOf(*analysis.key.value))
                                                                         : QCoreApplication::translate("sc::cli", "not known"));
    row(QCoreApplication::translate("sc::cli", "Loudness"), number(analysis.integratedLufs, 1, QStringLiteral(" LUFS")));
    row(QCoreApplication::translate("sc::cli", "True peak"), number(analysis.truePeakDbtp, 1, QStringLiteral(" dBTP")));
    row(QCoreApplication::translate("sc::cli", "Beats"), QString::number(beats));
    for (size_t i = 0; i < analysis.map.sections.size(); ++i) {
        const Section &section = analysis.map.sections[i];
        row(formatClock(section.start, 1), sectionTitle(analysis.map, i));
    }
    if (const QString words = audio::describeSong(analysis); !words.isEmpty())
        text += QStringLiteral("  %1\n").arg(words);
    for (const audio::Label &label : analysis.labels) {
        if (!label.source.isEmpty())
            row(label.name, QCoreApplication::translate("sc::cli", "%1, from the model %2").arg(label.confidence, 0, 'f', 2).arg(label.source));
    }
    for (const QString &warning : analysis.warnings)
        text += QStringLiteral("  ! %1\n").arg(warning);
    return text;
}

struct FileResult
{
    QString file;
    Result<audio::Analysis> analysis = std::unexpected(Problem());
};

// The analysis with what a model of the person's own says beside it.
Result<audio::Analysis> withModel(audio::Analysis analysis, const QString &file, const audio::UserModel &model, const CancelToken &cancel)
{
    SC_TRY_ASSIGN(labels, audio::labelsByModel(file, model, {}, cancel));
    analysis.labels.insert(analysis.labels.end(), labels.begin(), labels.end());
    if (!labels.empty())
        analysis.warnings.append(
            QCoreApplication::translate("sc::cli", "Some labels are from the model %1, licence: %2.").arg(model.name, model.licence));
    return analysis;
}

Result<Output> runAnalysis(Invocation &invocation)
{
    SC_TRY_ASSIGN(level, levelOf(invocation.arguments.value(QStringLiteral("level"), QStringLiteral("standard"))));
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
        FileResult result{file, audio::analyzeFile(file, {level, {}}, invocation.cancel, progress)};
        if (result.analysis && model)
            result.analysis = withModel(std::move(*result.analysis), file, *model, invocation.cancel);
        return result;
    };
    const QList<FileResult> results = QtConcurrent::blockingMapped<QList<FileResult>>(&pool, files, analyze);

    QJsonArray all;
    QString text;
    const Problem *first = nullptr;
    for (const FileResult &result : results) {
        if (result.analysis) {
            all.append(audio::toReportJson(*result.analysis, result.file));
            text += textReport(*result.analysis, result.file);
            continue;
        }
        first = first ? first : &result.analysis.error();
        all.append(QJsonObject{{QStringLiteral("file"), result.file}, {QStringLiteral("problem"), result.analysis.error().toJson()}});
        text += QStringLiteral("%1\n  %2\n").arg(QFileInfo(result.file).fileName(), result.analysis.error().text());
    }
    // One file that cannot be read is the command's problem; one of several is told beside the others' results.
    if (first && files.size() == 1)
        return std::unexpected(*first);
    return Output{text, files.size() == 1 ? QJsonValue(all.first()) : QJsonValue(all)};
}

} // namespace

std::vector<Command> analyzeCommands()
{
    return {{QStringLiteral("analyze"), QStringLiteral("run"), QStringLiteral("FILE..."),
             QCoreApplication::translate("sc::cli", "hear beats, key, loudness and sections; needs no library"), 1, -1,
             {{QStringLiteral("level"), QStringLiteral("LEVEL"), QStringLiteral("quick, standard (default) or detailed")},
              {QStringLiteral("threads"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "songs heard at the same time")},
              {QStringLiteral("model"), QStringLiteral("FILE.onnx"),
               QCoreApplication::translate("sc::cli", "also say labels by a model of your own, described by FILE.json beside it")}},
             runAnalysis}};
}

} // namespace sc::cli
