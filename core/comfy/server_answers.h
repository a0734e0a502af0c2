// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// What a ComfyUI server answers over HTTP, read into values. Fields that a version does not send are left at their
// defaults; an answer of another shape is EXTERNAL_SERVICE_ERROR.
namespace sc::comfy {

// A file on the server, as /view wants it.
struct RemoteFile
{
    enum class Kind { Image, Video, Audio, Other };
    QString name;
    QString subfolder;
    QString type = QStringLiteral("output"); // "output", "temp", "input"
    Kind kind = Kind::Other;                 // by its ending, then by what the node says
    QString node;                            // that made it
    bool operator==(const RemoteFile &) const = default;
};

// All files in the outputs of a prompt, whatever the nodes call them. Previews on temp are left out where the same node has a
// real output.
[[nodiscard]] std::vector<RemoteFile> filesIn(const QJsonObject &outputs);

enum class RemoteState { Succeeded, Failed, Interrupted };

// One entry of /history.
struct HistoryEntry
{
    QString promptId;
    RemoteState state = RemoteState::Succeeded;
    std::vector<RemoteFile> files;
    QString message; // of a failure
    QString node;    // where it failed
    QString nodeType;
    bool outOfMemory = false;
};

// Nothing: the server does not know the prompt (yet, or any more).
[[nodiscard]] Result<std::optional<HistoryEntry>> readHistory(const QByteArray &answer, const QString &promptId);

struct RemoteQueue
{
    QStringList running; // prompt ids
    QStringList waiting; // in the order in which they will run
};
[[nodiscard]] Result<RemoteQueue> readQueue(const QByteArray &answer);

// POST /prompt: what the server took. A graph of which only a part was taken is a refusal, too: `taken` says that it
// must be withdrawn.
struct Submission
{
    QString promptId;
    bool taken = false;
    std::optional<Problem> refusal; // NODE_MISSING, MODEL_MISSING, INVALID_PARAMETER with node and input
};
[[nodiscard]] Result<Submission> readSubmission(int httpStatus, const QByteArray &answer);

struct Device
{
    QString name;
    QString type;           // "cuda", "cpu", "mps"
    qint64 memoryTotal = 0; // bytes
    qint64 memoryFree = 0;
    bool operator==(const Device &) const = default;
};
struct SystemStats
{
    QString version; // of ComfyUI; empty on old ones
    QString system;
    std::vector<Device> devices; // the first is the one in use
    qint64 ramTotal = 0;         // bytes
    qint64 ramFree = 0;
    qint64 maxUpload = 0;  // bytes, as its command line says; 0: it does not
    QStringList arguments; // of its command line: changes with a restart in another way
    bool operator==(const SystemStats &) const = default;
};
[[nodiscard]] Result<SystemStats> readSystemStats(const QByteArray &answer);

} // namespace sc::comfy
