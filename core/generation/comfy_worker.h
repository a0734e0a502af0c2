// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_client.h"
#include "core/generation/worker.h"

#include <QtCore/QHash>

namespace sc::generation {

class GenerationStore;

// A ComfyUI server.
class ComfyWorker : public Worker
{
    Q_OBJECT

public:
    // `store` keeps the nodes of a server from one run to the next; null: not kept. It must outlive this.
    ComfyWorker(const Server &server, const comfy::ServerAddress &address, GenerationStore *store, comfy::ClientTimes times = {});
    ~ComfyWorker() override;

    void open() override;
    void close() override;
    void checkNow() override;
    [[nodiscard]] bool isOnline() const override;
    [[nodiscard]] std::optional<Problem> problem() const override;
    [[nodiscard]] std::shared_ptr<const comfy::ObjectInfo> nodes() const override { return m_nodes; }
    [[nodiscard]] qint64 memory() const override;
    [[nodiscard]] std::optional<comfy::ServerFacts> facts() const override;
    void freeMemory(Done<void> done) override { m_client.freeMemory(std::move(done)); }
    void upload(const QString &file, Done<QString> done) override;
    void submit(const QString &remoteId, const QJsonObject &graph, const QJsonObject &tag, Done<comfy::Submission> done) override;
    void find(const QString &remoteId, Done<RemoteFinding> done) override;
    void cancel(const QString &remoteId, Done<void> done) override;
    void fetch(const comfy::RemoteFile &file, const QString &destination, Done<void> done) override;
    void follow(const QString &remoteId) override;
    void forget(const QString &remoteId) override;
    [[nodiscard]] comfy::ServerClient &client() { return m_client; }

private:
    // How far a prompt is: nodes begun of those in its graph, and the steps of the one at work.
    struct Progress
    {
        QHash<QString, QString> classes; // by node
        QString node;
        double shown = 0; // never falls
    };
    void readNodes();
    void takeNodes(const QByteArray &bytes, bool keep);
    void take(const comfy::ServerEvent &event);
    void takeProgress(const QString &remoteId, const QString &node, double done, double most, int finished);

    ServerId m_server;
    GenerationStore *m_store;
    comfy::ServerClient m_client;
    std::shared_ptr<const comfy::ObjectInfo> m_nodes;
    QString m_nodesVersion;
    bool m_readsNodes = false;
    QHash<QString, Progress> m_progress; // by remote id
};

// The address with its key and headers read. Problems of the reader are handed on.
[[nodiscard]] Result<comfy::ServerAddress> addressOf(const Server &server, const SecretReader &secrets);
// What people get: ComfyUI over HTTP and WebSocket, RunPod over HTTPS.
[[nodiscard]] WorkerFactory standardWorkers(GenerationStore &store, SecretReader secrets, comfy::ClientTimes times = {});

} // namespace sc::generation
