// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/user_model.h"

#include "core/audio/mel_patches.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDeadlineTimer>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QProcess>

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr qint64 kLargestDescription = 4 << 20;
constexpr qsizetype kMostOutputs = 10'000;
constexpr qint64 kLargestAnswer = 4 << 20;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::audio", text);
}

Problem badDescription(const QString &path, const QString &why)
{
    return Problem(ProblemCode::ValidationError, tr("The description of the model \"%1\" cannot be used.").arg(QFileInfo(path).fileName()))
        .withDetail(why)
        .withEntity(QStringLiteral("model"), path);
}

Problem badRun(const UserModel &model, const QString &text, const QString &detail)
{
    return Problem(ProblemCode::ResultInvalid, text.arg(model.name)).withDetail(detail).withEntity(QStringLiteral("model"), model.path);
}

// Reads whole numbers of a range; keeps the first complaint.
class Numbers
{
public:
    explicit Numbers(const QJsonObject &json) : m_json(json) {}
    void read(const char *name, int &value, int least, int most)
    {
        const QJsonValue given = m_json.value(QLatin1String(name));
        if (given.isUndefined())
            return;
        const double number = given.toDouble(-1);
        if (number < least || number > most || number != std::floor(number))
            complaint = complaint.isEmpty() ? QStringLiteral("%1 must be %2..%3").arg(QLatin1String(name)).arg(least).arg(most) : complaint;
        else
            value = static_cast<int>(number);
    }
    QString complaint;

private:
    const QJsonObject &m_json;
};

QString readInput(UserModel &model, const QJsonObject &input)
{
    Numbers numbers(input);
    numbers.read("sample_rate", model.sampleRate, 8000, 48000);
    numbers.read("frame", model.frame, 128, 8192);
    numbers.read("hop", model.hop, 32, 8192);
    numbers.read("bands", model.bands, 8, 512);
    numbers.read("patch_frames", model.patchFrames, 1, 4096);
    numbers.read("patch_hop", model.patchHop, 1, 4096);
    if (!numbers.complaint.isEmpty())
        return numbers.complaint;
    qint64 product = 1;
    for (const QJsonValue &value : input.value(u"shape").toArray({1, 1, model.patchFrames, model.bands})) {
        const int size = value.toInt(0);
        if (size < 1 || size > 1 << 20 || model.shape.size() >= 6)
            return QStringLiteral("shape must be up to six sizes above 0");
        model.shape.append(size);
        product = std::min<qint64>(product * size, qint64(1) << 40);
    }
    if (product != qint64(model.patchFrames) * model.bands)
        return QStringLiteral("the shape does not hold patch_frames x bands numbers");
    return {};
}

QString readLabels(UserModel &model, const QJsonArray &labels)
{
    if (labels.isEmpty() || labels.size() > kMostOutputs)
        return QStringLiteral("labels must name each number of the output");
    for (const QJsonValue &value : labels) {
        Label label;
        label.name = value[u"name"].toString().trimmed();
        label.source = model.name;
        const QString kind = value[u"kind"].toString();
        int at = 0;
        while (at < kLabelKinds && labelKindName(static_cast<LabelKind>(at)) != kind)
            ++at;
        if (at == kLabelKinds || label.name.isEmpty() || label.name.size() > 120)
            return QStringLiteral("each label needs a kind (genre, mood, instrument, tag) and a name");
        label.kind = static_cast<LabelKind>(at);
        model.labels.push_back(std::move(label));
    }
    return {};
}

QByteArray requestOf(const UserModel &model, const std::vector<float> &patches, int memoryMegabytes)
{
    QJsonArray shape;
    for (const int size : model.shape)
        shape.append(size);
    const auto patchSize = static_cast<size_t>(model.patchFrames) * static_cast<size_t>(model.bands);
    QByteArray bytes = toCompactJson(QJsonObject{{QStringLiteral("model"), model.path},
                                                 {QStringLiteral("shape"), shape},
                                                 {QStringLiteral("output"), model.output},
                                                 {QStringLiteral("memory_mb"), memoryMegabytes},
                                                 {QStringLiteral("patches"), static_cast<qint64>(patches.size() / patchSize)}});
    bytes.append('\n');
    bytes.append(reinterpret_cast<const char *>(patches.data()), static_cast<qsizetype>(patches.size() * sizeof(float)));
    return bytes;
}

// The runner's answer, or why there is none. The process is gone when this returns.
Result<QJsonObject> ask(const UserModel &model, const QByteArray &request, const QString &program, std::chrono::milliseconds limit,
                        const CancelToken &cancel)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::SeparateChannels);
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(program, QStringList());
    if (!process.waitForStarted())
        return std::unexpected(badRun(model, tr("The model \"%1\" cannot be run."), process.errorString()));
    process.write(request);
    process.closeWriteChannel();
    const QDeadlineTimer deadline(limit);
    QByteArray answer;
    while (process.state() != QProcess::NotRunning) {
        process.waitForFinished(50);
        answer += process.readAllStandardOutput();
        const bool isCancelled = cancel.isCancelled();
        if (!isCancelled && !deadline.hasExpired() && answer.size() <= kLargestAnswer)
            continue;
        process.kill();
        process.waitForFinished();
        if (isCancelled)
            return std::unexpected(Problem(ProblemCode::Cancelled, tr("The analysis was cancelled.")));
        if (deadline.hasExpired())
            return std::unexpected(Problem(ProblemCode::Timeout, tr("The model \"%1\" took too long and was ended.").arg(model.name))
                                       .withEntity(QStringLiteral("model"), model.path));
    }
    answer += process.readAllStandardOutput();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return std::unexpected(
            badRun(model, tr("The model \"%1\" broke while it ran."), QStringLiteral("exit code %1").arg(process.exitCode())));
    auto json = parseJsonObject(answer, QStringLiteral("answer"));
    if (!json)
        return std::unexpected(badRun(model, tr("The model \"%1\" gave no answer that can be read."), json.error().detail()));
    return json;
}

} // namespace

Result<UserModel> readUserModel(const QString &onnxPath, const QString &descriptionPath)
{
    const QFileInfo info(onnxPath);
    const QString description =
        descriptionPath.isEmpty() ? info.dir().filePath(info.completeBaseName() + QStringLiteral(".json")) : descriptionPath;
    if (!info.isFile())
        return std::unexpected(Problem(ProblemCode::MediaMissing, tr("There is no model \"%1\".").arg(onnxPath)));
    QFile file(description);
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, tr("The model \"%1\" needs a description beside it.").arg(info.fileName()))
                .withDetail(description)
                .withEntity(QStringLiteral("model"), onnxPath));
    if (file.size() > kLargestDescription)
        return std::unexpected(badDescription(onnxPath, QStringLiteral("larger than 4 MB")));
    const auto json = parseJsonObject(file.readAll(), QStringLiteral("model"));
    if (!json)
        return std::unexpected(badDescription(onnxPath, json.error().detail()));
    UserModel model;
    model.path = info.absoluteFilePath();
    model.name = json->value(u"name").toString().trimmed().left(120);
    model.licence = json->value(u"licence").toString().trimmed().left(200);
    const QJsonObject output = json->value(u"output").toObject();
    const QString activation = output.value(u"activation").toString(QStringLiteral("none"));
    model.output = output.value(u"name").toString();
    model.needsSigmoid = activation == QLatin1String("sigmoid");
    model.sayFrom = json->value(u"say_from").toDouble(model.sayFrom);
    QString complaint = readInput(model, json->value(u"input").toObject());
    if (complaint.isEmpty())
        complaint = readLabels(model, json->value(u"labels").toArray());
    if (model.name.isEmpty() || model.licence.isEmpty())
        complaint = QStringLiteral("name and licence are missing");
    if (activation != QLatin1String("none") && !model.needsSigmoid)
        complaint = QStringLiteral("activation must be none or sigmoid");
    if (!(model.sayFrom > 0 && model.sayFrom <= 1))
        complaint = QStringLiteral("say_from must lie within 0 and 1");
    if (!complaint.isEmpty())
        return std::unexpected(badDescription(onnxPath, complaint));
    return model;
}

Result<std::vector<Label>> labelsByModel(const QString &songPath, const UserModel &model, const ModelRunnerOptions &options,
                                         const CancelToken &cancel)
{
    QString program = options.program;
    if (program.isEmpty())
        program = QDir(QCoreApplication::applicationDirPath()).filePath(QStringLiteral("storycanvas-model-runner"));
#ifdef Q_OS_WIN
    if (!program.endsWith(QLatin1String(".exe")))
        program += QLatin1String(".exe");
#endif
    if (!QFileInfo(program).isExecutable())
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, tr("This installation cannot run models of your own: its model runner is missing."))
                .withDetail(program));
    SC_TRY_ASSIGN(patches, melPatches(songPath, model, cancel));
    SC_TRY_ASSIGN(answer, ask(model, requestOf(model, patches, options.memoryMegabytes), program, options.limit, cancel));
    if (answer.contains(u"operator"))
        return std::unexpected(
            badRun(model, tr("The model \"%1\" uses an operator that cannot be run here."), answer.value(u"operator").toString()));
    if (answer.contains(u"problem"))
        return std::unexpected(badRun(model, tr("The model \"%1\" cannot be used."), answer.value(u"problem").toString()));
    const QJsonArray values = answer.value(u"values").toArray();
    if (values.size() != std::ssize(model.labels))
        return std::unexpected(badRun(model, tr("The model \"%1\" has another number of outputs than its description has labels."),
                                      QStringLiteral("%1 outputs, %2 labels").arg(values.size()).arg(model.labels.size())));
    std::vector<Label> labels;
    for (qsizetype i = 0; i < values.size(); ++i) {
        const double raw = values[i].toDouble(std::nan(""));
        const double confidence = model.needsSigmoid ? 1 / (1 + std::exp(-raw)) : raw;
        if (!(confidence >= 0 && confidence <= 1))
            return std::unexpected(badRun(model, tr("The model \"%1\" gives what is no probability."), QString::number(raw)));
        if (confidence < model.sayFrom)
            continue;
        labels.push_back(model.labels[static_cast<size_t>(i)]);
        labels.back().confidence = std::round(confidence * 1e4) / 1e4;
    }
    std::ranges::stable_sort(
        labels, [](const Label &a, const Label &b) { return a.kind != b.kind ? a.kind < b.kind : a.confidence > b.confidence; });
    return labels;
}

QString userModelSetting(const QString &onnxPath, const QString &descriptionPath)
{
    return descriptionPath.isEmpty() ? onnxPath : onnxPath + u'\n' + descriptionPath;
}

Result<std::optional<UserModel>> userModelOf(const QString &setting)
{
    if (setting.isEmpty())
        return std::nullopt;
    SC_TRY_ASSIGN(model, readUserModel(setting.section(u'\n', 0, 0), setting.section(u'\n', 1, 1)));
    return model;
}

Result<Analysis> withModelLabels(Analysis analysis, const QString &songPath, const UserModel &model, const ModelRunnerOptions &options,
                                 const CancelToken &cancel)
{
    SC_TRY_ASSIGN(labels, labelsByModel(songPath, model, options, cancel));
    analysis.labels.insert(analysis.labels.end(), labels.begin(), labels.end());
    if (!labels.empty())
        analysis.warnings.append(tr("Some labels are from the model %1, licence: %2.").arg(model.name, model.licence));
    return analysis;
}

Result<Analysis> withUserModel(Result<Analysis> analysis, const QString &songPath, const QString &setting, const AnalyzeOptions &analyzed,
                               const CancelToken &cancel)
{
    if (!analysis || setting.isEmpty() || !(wantedFeatures(analyzed) & Feature::Labels))
        return analysis;
    const auto model = userModelOf(setting);
    if (!model) {
        analysis->warnings.append(model.error().text());
        return analysis;
    }
    Result<Analysis> labelled = withModelLabels(*analysis, songPath, **model, {}, cancel);
    if (labelled || labelled.error().code() == ProblemCode::Cancelled)
        return labelled;
    analysis->warnings.append(labelled.error().text());
    return analysis;
}

} // namespace sc::audio
