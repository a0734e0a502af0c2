// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/comfy/compose.h"
#include "core/comfy/server_client.h"
#include "core/generation/server.h"

#include <QtCore/QObject>

#include <functional>
#include <memory>

namespace sc::generation {

// Where a request is, as the server tells.
struct RemoteFinding
{
    enum class Place { Waiting, Running, Succeeded, Failed, Interrupted, Unknown };
    Place place = Place::Unknown;
    int ahead = 0;                        // others before it, when it waits
    std::vector<comfy::RemoteFile> files; // when it succeeded
    std::optional<Problem> problem;       // when it failed
};

// A server as the dispatcher uses it: hands requests over, asks after them, fetches results. Calls answer exactly once, later,
// on the main thread; never before the call returns. Main thread.
class Worker : public QObject
{
    Q_OBJECT

public:
    template<class T> using Done = std::function<void(Result<T>)>;

    ~Worker() override = default;

    virtual void open() = 0; // and stays so: tries for ever
    virtual void close() = 0;
    virtual void checkNow() = 0;
    [[nodiscard]] virtual bool isOnline() const = 0;
    [[nodiscard]] virtual std::optional<Problem> problem() const = 0; // why it is not
    // What the server's nodes and files are; null until they are known.
    [[nodiscard]] virtual std::shared_ptr<const comfy::ObjectInfo> nodes() const = 0;
    [[nodiscard]] virtual qint64 memory() const = 0; // bytes of its device; 0: not told
    // What it last said of itself; nothing until it did, or when it says nothing.
    [[nodiscard]] virtual std::optional<comfy::ServerFacts> facts() const { return std::nullopt; }
    // Asks it to unload its models; it does so after what runs.
    virtual void freeMemory(Done<void> done) = 0;
    // False: it gives requests ids of its own, and one whose answer was lost cannot be looked up.
    [[nodiscard]] virtual bool takesOurIds() const { return true; }
    // The name that a graph calls this file by. The same content is sent once.
    virtual void upload(const QString &file, Done<QString> done) = 0;
    // `remoteId` is ours, stored beforehand. After SERVER_OFFLINE or TIMEOUT the server may have it: ask find().
    virtual void submit(const QString &remoteId, const QJsonObject &graph, const QJsonObject &tag, Done<comfy::Submission> done) = 0;
    virtual void find(const QString &remoteId, Done<RemoteFinding> done) = 0;
    // Takes it out of the server's queue or stops it; its end is told as usual.
    virtual void cancel(const QString &remoteId, Done<void> done) = 0;
    // Whole and under its name when this answers.
    virtual void fetch(const comfy::RemoteFile &file, const QString &destination, Done<void> done) = 0;
    virtual void follow(const QString &remoteId) = 0; // of an earlier run of the program
    virtual void forget(const QString &remoteId) = 0;

Q_SIGNALS:
    void stateChanged(); // online, nodes, memory
    void factsChanged();
    void cameBack(); // news may have been missed
    void started(const QString &remoteId);
    // `node` is the class of the node at work, `step` "12/28" or empty.
    void progress(const QString &remoteId, double fraction, const QString &node, const QString &step);
    void preview(const QString &remoteId, const QByteArray &picture);
    void ended(const QString &remoteId); // one way or another: ask find()
};

// Reads what a reference stands for. RESOURCE_NOT_FOUND when there is no such secret. Never logged.
using SecretReader = std::function<Result<QByteArray>(const QString &reference)>;
// "env:NAME": a variable of the environment.
[[nodiscard]] SecretReader environmentSecrets();

using WorkerFactory = std::function<Result<std::unique_ptr<Worker>>(const Server &)>;

} // namespace sc::generation
