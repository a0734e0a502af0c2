// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/openai/chat_client.h"
#include "tests/support/hostile_server.h"

#include <QtCore/QJsonArray>
#include <QtCore/QJsonDocument>

namespace sc::test {

inline const QString kChat = QStringLiteral("/v1/chat/completions");

inline openai::ServiceTimes quickServiceTimes()
{
    openai::ServiceTimes times;
    times.firstWait = std::chrono::milliseconds(5);
    times.longestWait = std::chrono::milliseconds(20);
    return times;
}

inline QByteArray chunked(const QByteArray &bytes)
{
    return QByteArray::number(bytes.size(), 16) + "\r\n" + bytes + "\r\n";
}

inline const QByteArray kStreamHead =
    "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nTransfer-Encoding: chunked\r\n\r\n";
inline const QByteArray kLastChunk = "0\r\n\r\n";

inline QByteArray delta(const QJsonObject &said, const QJsonValue &reason = QJsonValue::Null)
{
    const QJsonObject choice{{QStringLiteral("index"), 0}, {QStringLiteral("delta"), said}, {QStringLiteral("finish_reason"), reason}};
    return "data: " +
           QJsonDocument(QJsonObject{{QStringLiteral("object"), QStringLiteral("chat.completion.chunk")},
                                     {QStringLiteral("choices"), QJsonArray{choice}},
                                     {QStringLiteral("usage"), QJsonValue::Null}})
               .toJson(QJsonDocument::Compact) +
           "\n\n";
}

inline QByteArray said(const QString &text)
{
    return delta({{QStringLiteral("content"), text}});
}

inline QByteArray stopped(const QString &reason = QStringLiteral("stop"))
{
    return delta({}, reason);
}

inline QByteArray usage(int prompt, int answer)
{
    return QStringLiteral("data: {\"choices\":[],\"usage\":{\"prompt_tokens\":%1,\"completion_tokens\":%2}}\n\n")
        .arg(prompt)
        .arg(answer)
        .toUtf8();
}

inline void stream(const HostileServer::Exchange &exchange, const QByteArray &events)
{
    exchange.raw(kStreamHead + chunked(events) + kLastChunk);
}

inline QJsonObject bodyOf(const practice::HttpMessage &message)
{
    return QJsonDocument::fromJson(message.body).object();
}

inline HostileServer::Reply failure(int status, const QJsonValue &error)
{
    return HostileServer::Reply::json({{QStringLiteral("error"), error}}, status);
}

} // namespace sc::test
