// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_events.h"

#include "core/comfy/object_info.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>
#include <QtCore/QtEndian>

#include <functional>
#include <map>

namespace sc::comfy {

namespace {

constexpr qsizetype kMaxMessage = 4000;

QString textOf(const QJsonObject &data, const char *key)
{
    const QJsonValue value = data.value(QLatin1String(key));
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString(); // node ids come as numbers, too
}

double positive(const QJsonValue &value)
{
    return value.toDouble() > 0 ? value.toDouble() : 1;
}

QString promptOf(const QJsonObject &data)
{
    return textOf(data, "prompt_id");
}

std::optional<ServerEvent> readStatus(const QJsonObject &data)
{
    const QJsonValue info = data.value(QStringLiteral("status")).toObject().value(QStringLiteral("exec_info"));
    if (!info.isObject())
        return std::nullopt;
    return StatusEvent{.queueRemaining = info.toObject().value(QStringLiteral("queue_remaining")).toInt(),
                       .sessionId = textOf(data, "sid")};
}

std::optional<ServerEvent> readCached(const QJsonObject &data)
{
    CachedEvent event{.promptId = promptOf(data), .nodes = {}};
    for (const QJsonValue &node : data.value(QStringLiteral("nodes")).toArray())
        event.nodes += node.toVariant().toString();
    return event;
}

std::optional<ServerEvent> readProgressState(const QJsonObject &data)
{
    ProgressStateEvent event{.promptId = promptOf(data), .nodes = {}};
    const QJsonObject nodes = data.value(QStringLiteral("nodes")).toObject();
    for (auto it = nodes.begin(); it != nodes.end(); ++it) {
        const QJsonObject node = it.value().toObject();
        const QString shown = textOf(node, "display_node_id");
        event.nodes.push_back({.node = shown.isEmpty() ? it.key() : shown,
                               .state = textOf(node, "state"),
                               .value = node.value(QStringLiteral("value")).toDouble(),
                               .most = positive(node.value(QStringLiteral("max")))});
    }
    return event;
}

bool speaksOfMemory(const QString &type, const QString &message)
{
    return type.contains(QStringLiteral("OutOfMemory")) || message.contains(QStringLiteral("out of memory"), Qt::CaseInsensitive) ||
           message.contains(QStringLiteral("Allocation on device"), Qt::CaseInsensitive);
}

std::optional<ServerEvent> readFailed(const QJsonObject &data)
{
    FailedEvent event{.promptId = promptOf(data),
                      .node = textOf(data, "node_id"),
                      .nodeType = textOf(data, "node_type"),
                      .message = textOf(data, "exception_message").trimmed().left(kMaxMessage),
                      .exceptionType = textOf(data, "exception_type")};
    event.outOfMemory = speaksOfMemory(event.exceptionType, event.message);
    event.blocked = event.exceptionType.contains(QStringLiteral("ExecutionBlocked"));
    return event;
}

using Reader = std::function<std::optional<ServerEvent>(const QJsonObject &)>;

const std::map<QString, Reader> &readers()
{
    static const std::map<QString, Reader> all = {
        {QStringLiteral("status"), readStatus},
        {QStringLiteral("feature_flags"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> {
             return FeaturesEvent{.previewMetadata = data.value(QStringLiteral("supports_preview_metadata")).toBool(),
                                  .maxUploadSize = std::max<qint64>(0, data.value(QStringLiteral("max_upload_size")).toInteger())};
         }},
        {QStringLiteral("execution_start"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> { return StartedEvent{promptOf(data)}; }},
        {QStringLiteral("execution_cached"), readCached},
        {QStringLiteral("executing"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> {
             return ExecutingEvent{promptOf(data), textOf(data, "node")};
         }},
        {QStringLiteral("progress"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> {
             return ProgressEvent{promptOf(data), textOf(data, "node"), data.value(QStringLiteral("value")).toDouble(),
                                  positive(data.value(QStringLiteral("max")))};
         }},
        {QStringLiteral("progress_state"), readProgressState},
        {QStringLiteral("executed"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> {
             return ExecutedEvent{promptOf(data), textOf(data, "node"), data.value(QStringLiteral("output")).toObject()};
         }},
        {QStringLiteral("execution_success"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> { return SucceededEvent{promptOf(data)}; }},
        {QStringLiteral("execution_error"), readFailed},
        {QStringLiteral("execution_interrupted"),
         [](const QJsonObject &data) -> std::optional<ServerEvent> { return InterruptedEvent{promptOf(data)}; }},
    };
    return all;
}

bool isPicture(const QByteArray &bytes)
{
    return bytes.startsWith("\xFF\xD8\xFF") || bytes.startsWith("\x89PNG");
}

// A length in front of a piece: the piece and what follows it.
std::optional<std::pair<QByteArray, QByteArray>> cutAtLength(const QByteArray &frame, qsizetype from)
{
    if (frame.size() < from + 4)
        return std::nullopt;
    const quint32 length = qFromBigEndian<quint32>(frame.constData() + from);
    if (length > static_cast<quint32>(frame.size() - from - 4))
        return std::nullopt;
    return std::pair(frame.mid(from + 4, length), frame.mid(from + 4 + static_cast<qsizetype>(length)));
}

} // namespace

std::optional<ServerEvent> readEvent(const QByteArray &text)
{
    const QJsonDocument document = QJsonDocument::fromJson(withoutNotANumber(text));
    const auto reader = readers().find(document.object().value(QStringLiteral("type")).toString());
    const QJsonValue data = document.object().value(QStringLiteral("data"));
    if (reader == readers().end() || !data.isObject())
        return std::nullopt;
    return reader->second(data.toObject());
}

std::optional<BinaryMessage> readBinary(const QByteArray &frame)
{
    enum Kind : quint32 { Preview = 1, Text = 3, PreviewWithMetadata = 4 };
    if (frame.size() < 8)
        return std::nullopt;
    switch (qFromBigEndian<quint32>(frame.constData())) {
    case Preview: // the picture's kind is told by its first bytes, not by the code in front of it
        if (isPicture(frame.mid(8)))
            return PreviewFrame{.promptId = {}, .node = {}, .image = frame.mid(8)};
        return std::nullopt;
    case Text:
        if (const auto parts = cutAtLength(frame, 4))
            return TextFrame{.node = QString::fromUtf8(parts->first), .text = QString::fromUtf8(parts->second)};
        return std::nullopt;
    case PreviewWithMetadata:
        if (const auto parts = cutAtLength(frame, 4); parts && isPicture(parts->second)) {
            const QJsonObject about = QJsonDocument::fromJson(parts->first).object();
            const QString shown = textOf(about, "display_node_id");
            return PreviewFrame{
                .promptId = promptOf(about), .node = shown.isEmpty() ? textOf(about, "node_id") : shown, .image = parts->second};
        }
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

} // namespace sc::comfy
