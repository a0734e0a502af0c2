// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <optional>
#include <variant>
#include <vector>

// What a ComfyUI server says on its WebSocket, read into values. Everything in it is a stranger's: lengths are checked
// before anything is cut out, and what is not understood is left out, because servers and their add-ons say much else.
namespace sc::comfy {

struct StatusEvent
{
    int queueRemaining = 0; // running and waiting, of all clients
    QString sessionId;      // only in the first one
};
struct FeaturesEvent
{
    bool previewMetadata = false;
    qint64 maxUploadSize = 0; // bytes; 0: not told
};
struct StartedEvent
{
    QString promptId;
};
struct CachedEvent
{
    QString promptId;
    QStringList nodes;
};
// A node begins; no node: the prompt is over. Without a prompt id right after a reconnect.
struct ExecutingEvent
{
    QString promptId;
    QString node;
};
struct ProgressEvent
{
    QString promptId;
    QString node;
    double value = 0;
    double most = 1; // > 0
};
struct NodeState
{
    QString node;  // as it was submitted, also inside expanded groups
    QString state; // "running", "finished", "error"
    double value = 0;
    double most = 1; // > 0
};
// Of all nodes that have begun: how a client catches up.
struct ProgressStateEvent
{
    QString promptId;
    std::vector<NodeState> nodes;
};
struct ExecutedEvent
{
    QString promptId;
    QString node;
    QJsonObject output; // may be empty
};
struct SucceededEvent
{
    QString promptId;
};
struct FailedEvent
{
    QString promptId;
    QString node;
    QString nodeType;
    QString message; // trimmed, at most 4000 characters
    QString exceptionType;
    bool outOfMemory = false;
    bool blocked = false; // a message of the graph's own: the prompt goes on
};
struct InterruptedEvent
{
    QString promptId;
};

using ServerEvent = std::variant<StatusEvent, FeaturesEvent, StartedEvent, CachedEvent, ExecutingEvent, ProgressEvent, ProgressStateEvent,
                                 ExecutedEvent, SucceededEvent, FailedEvent, InterruptedEvent>;

// Nothing for what is no event or not one of these.
[[nodiscard]] std::optional<ServerEvent> readEvent(const QByteArray &text);

// A picture of what is being sampled. Old servers send it without saying of what.
struct PreviewFrame
{
    QString promptId;
    QString node;
    QByteArray image; // JPEG or PNG by its first bytes
};
struct TextFrame
{
    QString node;
    QString text;
};
using BinaryMessage = std::variant<PreviewFrame, TextFrame>;

// Nothing for kinds that are not ours and for frames whose lengths do not fit.
[[nodiscard]] std::optional<BinaryMessage> readBinary(const QByteArray &frame);

} // namespace sc::comfy
