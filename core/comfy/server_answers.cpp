// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_answers.h"

#include "core/comfy/object_info.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QSet>

#include <algorithm>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

Problem strange(const QString &what, const QByteArray &answer)
{
    return Problem(ProblemCode::ExternalServiceError, tr("The server's answer about %1 is not ComfyUI's.").arg(what))
        .withDetail(QString::fromUtf8(answer.left(200)));
}

Result<QJsonObject> objectOf(const QByteArray &answer, const QString &what)
{
    const QJsonDocument document = QJsonDocument::fromJson(withoutNotANumber(answer));
    if (!document.isObject())
        return std::unexpected(strange(what, answer));
    return document.object();
}

RemoteFile::Kind kindOf(const QString &name, const QString &format, const QString &key)
{
    static const QSet<QString> images = {QStringLiteral("png"), QStringLiteral("jpg"), QStringLiteral("jpeg"), QStringLiteral("bmp"),
                                         QStringLiteral("tiff")};
    static const QSet<QString> videos = {QStringLiteral("mp4"), QStringLiteral("mkv"), QStringLiteral("webm"),
                                         QStringLiteral("mov"), QStringLiteral("avi"), QStringLiteral("gif")};
    static const QSet<QString> sounds = {QStringLiteral("flac"), QStringLiteral("mp3"), QStringLiteral("opus"),
                                         QStringLiteral("wav"),  QStringLiteral("ogg"), QStringLiteral("m4a")};
    const QString ending = name.section(u'.', -1).toLower();
    if (images.contains(ending))
        return RemoteFile::Kind::Image;
    if (videos.contains(ending))
        return RemoteFile::Kind::Video;
    if (sounds.contains(ending))
        return RemoteFile::Kind::Audio;
    if (format.startsWith(u"video/"))
        return RemoteFile::Kind::Video;
    if (format.startsWith(u"image/") || key == u"images") // an animated WebP is told by decoding it
        return RemoteFile::Kind::Image;
    if (key == u"gifs" || key == u"video" || key == u"videos")
        return RemoteFile::Kind::Video;
    return key == u"audio" ? RemoteFile::Kind::Audio : RemoteFile::Kind::Other;
}

std::vector<RemoteFile> filesOfNode(const QString &node, const QJsonObject &output)
{
    std::vector<RemoteFile> files;
    for (auto it = output.begin(); it != output.end(); ++it) {
        if (it.key() == u"animated" || it.key() == u"text")
            continue;
        for (const QJsonValue &value : it.value().toArray()) {
            const QJsonObject item = value.toObject();
            const QString name = item.value(QStringLiteral("filename")).toString();
            if (!name.isEmpty())
                files.push_back({.name = name,
                                 .subfolder = item.value(QStringLiteral("subfolder")).toString(),
                                 .type = item.value(QStringLiteral("type")).toString(QStringLiteral("output")),
                                 .kind = kindOf(name, item.value(QStringLiteral("format")).toString(), it.key()),
                                 .node = node});
        }
    }
    return files;
}

// What ended it, from the messages of the entry.
void readMessages(const QJsonArray &messages, HistoryEntry &entry)
{
    for (const QJsonValue &value : messages) {
        const QString name = value.toArray().at(0).toString();
        const QJsonObject data = value.toArray().at(1).toObject();
        if (name == u"execution_interrupted") {
            entry.state = RemoteState::Interrupted;
        } else if (name == u"execution_error") {
            const QString type = data.value(QStringLiteral("exception_type")).toString();
            if (type.contains(QStringLiteral("ExecutionBlocked")))
                continue;
            entry.message = data.value(QStringLiteral("exception_message")).toString().trimmed().left(4000);
            entry.node = data.value(QStringLiteral("node_id")).toVariant().toString();
            entry.nodeType = data.value(QStringLiteral("node_type")).toString();
            entry.outOfMemory = type.contains(QStringLiteral("OutOfMemory")) ||
                                entry.message.contains(QStringLiteral("out of memory"), Qt::CaseInsensitive);
        }
    }
}

struct NodeFault
{
    QString node;
    QString className;
    QString type; // "value_not_in_list"
    QString message;
    QString input;
    QString value;
};

std::vector<NodeFault> faultsOf(const QJsonObject &nodeErrors)
{
    std::vector<NodeFault> faults;
    for (auto it = nodeErrors.begin(); it != nodeErrors.end(); ++it) {
        const QJsonObject node = it.value().toObject();
        for (const QJsonValue &value : node.value(QStringLiteral("errors")).toArray()) {
            const QJsonObject error = value.toObject();
            const QJsonObject extra = error.value(QStringLiteral("extra_info")).toObject();
            faults.push_back({.node = it.key(),
                              .className = node.value(QStringLiteral("class_type")).toString(),
                              .type = error.value(QStringLiteral("type")).toString(),
                              .message = error.value(QStringLiteral("message")).toString() + QStringLiteral(": ") +
                                         error.value(QStringLiteral("details")).toString(),
                              .input = extra.value(QStringLiteral("input_name")).toString(),
                              .value = extra.value(QStringLiteral("received_value")).toVariant().toString()});
        }
    }
    return faults;
}

Problem refusalOf(const QJsonObject &error, const QJsonObject &nodeErrors)
{
    const QString type = error.value(QStringLiteral("type")).toString();
    const QJsonObject extra = error.value(QStringLiteral("extra_info")).toObject();
    if (type == u"missing_node_type" || type == u"invalid_prompt")
        return Problem(ProblemCode::NodeMissing,
                       tr("The server has no node \"%1\".").arg(extra.value(QStringLiteral("class_type")).toString()))
            .withDetail(error.value(QStringLiteral("message")).toString())
            .withEntity(QStringLiteral("node"), extra.value(QStringLiteral("class_type")).toString());
    const std::vector<NodeFault> faults = faultsOf(nodeErrors);
    if (faults.empty())
        return Problem(ProblemCode::ServerRefused, tr("The server refused the graph."))
            .withDetail(error.value(QStringLiteral("message")).toString());
    // A file that is not there explains more than a value.
    const auto isFile = [](const NodeFault &fault) { return fault.type == u"value_not_in_list" && fault.value.contains(u'.'); };
    const auto file = std::ranges::find_if(faults, isFile);
    const NodeFault &worst = file == faults.end() ? faults.front() : *file;
    QStringList all;
    for (const NodeFault &fault : faults)
        all += tr("Node %1 (%2): %3").arg(fault.node, fault.className, fault.message.left(500));
    const Problem problem =
        file == faults.end()
            ? Problem(ProblemCode::InvalidParameter, tr("The server refused \"%1\" of %2.").arg(worst.input, worst.className))
            : Problem(ProblemCode::ModelMissing, tr("The server does not have \"%1\".").arg(worst.value));
    return problem.withDetail(all.join(u'\n')).withEntity(QStringLiteral("node"), worst.className);
}

} // namespace

std::vector<RemoteFile> filesIn(const QJsonObject &outputs)
{
    std::vector<RemoteFile> all;
    for (auto it = outputs.begin(); it != outputs.end(); ++it) {
        std::vector<RemoteFile> files = filesOfNode(it.key(), it.value().toObject());
        const auto isTemp = [](const RemoteFile &file) { return file.type == u"temp"; };
        if (!std::ranges::all_of(files, isTemp))
            std::erase_if(files, isTemp);
        all.insert(all.end(), files.begin(), files.end());
    }
    const bool hasReal = std::ranges::any_of(all, [](const RemoteFile &file) { return file.type != u"temp"; });
    if (hasReal)
        std::erase_if(all, [](const RemoteFile &file) { return file.type == u"temp"; });
    return all;
}

Result<std::optional<HistoryEntry>> readHistory(const QByteArray &answer, const QString &promptId)
{
    SC_TRY_ASSIGN(all, objectOf(answer, tr("its history")));
    if (!all.contains(promptId))
        return std::optional<HistoryEntry>();
    const QJsonObject json = all.value(promptId).toObject();
    const QJsonObject status = json.value(QStringLiteral("status")).toObject();
    HistoryEntry entry{.promptId = promptId,
                       .state = status.value(QStringLiteral("status_str")).toString(QStringLiteral("success")) == u"success"
                                    ? RemoteState::Succeeded
                                    : RemoteState::Failed,
                       .files = filesIn(json.value(QStringLiteral("outputs")).toObject()),
                       .message = {},
                       .node = {},
                       .nodeType = {},
                       .outOfMemory = false};
    if (entry.state == RemoteState::Failed)
        readMessages(status.value(QStringLiteral("messages")).toArray(), entry);
    return std::optional(entry);
}

Result<RemoteQueue> readQueue(const QByteArray &answer)
{
    SC_TRY_ASSIGN(json, objectOf(answer, tr("its queue")));
    if (!json.value(QStringLiteral("queue_running")).isArray() || !json.value(QStringLiteral("queue_pending")).isArray())
        return std::unexpected(strange(tr("its queue"), answer));
    RemoteQueue queue;
    for (const QJsonValue &value : json.value(QStringLiteral("queue_running")).toArray())
        queue.running += value.toArray().at(1).toString();
    // The list is a heap, not an order; equal numbers run by id.
    std::vector<std::pair<double, QString>> waiting;
    for (const QJsonValue &value : json.value(QStringLiteral("queue_pending")).toArray())
        waiting.emplace_back(value.toArray().at(0).toDouble(), value.toArray().at(1).toString());
    std::ranges::sort(waiting);
    for (const auto &[number, id] : waiting)
        queue.waiting += id;
    return queue;
}

Result<Submission> readSubmission(int httpStatus, const QByteArray &answer)
{
    SC_TRY_ASSIGN(json, objectOf(answer, tr("the new job")));
    const QJsonObject nodeErrors = json.value(QStringLiteral("node_errors")).toObject();
    Submission submission{.promptId = json.value(QStringLiteral("prompt_id")).toString(), .taken = httpStatus == 200, .refusal = {}};
    if (httpStatus == 200 && submission.promptId.isEmpty())
        return std::unexpected(strange(tr("the new job"), answer));
    if (httpStatus != 200 || !nodeErrors.isEmpty())
        submission.refusal = refusalOf(json.value(QStringLiteral("error")).toObject(), nodeErrors);
    return submission;
}

Result<SystemStats> readSystemStats(const QByteArray &answer)
{
    SC_TRY_ASSIGN(json, objectOf(answer, tr("itself")));
    if (!json.value(QStringLiteral("system")).isObject())
        return std::unexpected(strange(tr("itself"), answer));
    const QJsonObject system = json.value(QStringLiteral("system")).toObject();
    SystemStats stats{.version = system.value(QStringLiteral("comfyui_version")).toString(),
                      .system = system.value(QStringLiteral("os")).toString(),
                      .devices = {},
                      .ramTotal = system.value(QStringLiteral("ram_total")).toInteger(),
                      .ramFree = system.value(QStringLiteral("ram_free")).toInteger(),
                      .maxUpload = 0,
                      .arguments = {}};
    for (const QJsonValue &value : system.value(QStringLiteral("argv")).toArray())
        stats.arguments += value.toString();
    if (const qsizetype at = stats.arguments.indexOf(QStringLiteral("--max-upload-size")); at >= 0) // in MB
        stats.maxUpload = static_cast<qint64>(std::clamp(stats.arguments.value(at + 1).toDouble(), 0.0, 1e9) * 1024 * 1024);
    for (const QJsonValue &value : json.value(QStringLiteral("devices")).toArray()) {
        const QJsonObject device = value.toObject();
        stats.devices.push_back({.name = device.value(QStringLiteral("name")).toString(),
                                 .type = device.value(QStringLiteral("type")).toString(),
                                 .memoryTotal = device.value(QStringLiteral("vram_total")).toInteger(),
                                 .memoryFree = device.value(QStringLiteral("vram_free")).toInteger()});
    }
    return stats;
}

} // namespace sc::comfy
