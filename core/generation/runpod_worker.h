// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/worker.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtNetwork/QNetworkAccessManager>

#include <chrono>

class QNetworkReply;

namespace sc::generation {

struct RunPodTimes
{
    std::chrono::milliseconds answer{60'000};
    std::chrono::milliseconds look{2'000};    // between two questions after what runs
    std::chrono::milliseconds health{30'000}; // between two looks at the endpoint
};

// A RunPod serverless endpoint that runs ComfyUI, over HTTPS: /run, /status, /cancel, /health. It gives requests ids of its own and
// takes pictures inside the request. Whoever sets up the endpoint decides on models and nodes, and it does not tell: graphs are
// made for a present ComfyUI, and what is missing is told when a request is run. Input and output as the public image
// runpod-workers/worker-comfyui has them.
class RunPodWorker : public Worker
{
    Q_OBJECT

public:
    RunPodWorker(QUrl url, QByteArray key, RunPodTimes times = {});
    ~RunPodWorker() override;

    void open() override;
    void close() override;
    void checkNow() override;
    [[nodiscard]] bool isOnline() const override { return m_isOnline; }
    [[nodiscard]] std::optional<Problem> problem() const override { return m_problem; }
    [[nodiscard]] std::shared_ptr<const comfy::ObjectInfo> nodes() const override;
    [[nodiscard]] qint64 memory() const override { return 0; }
    [[nodiscard]] bool takesOurIds() const override { return false; }
    void freeMemory(Done<void> done) override;
    void upload(const QString &file, Done<QString> done) override;
    void submit(const QString &remoteId, const QJsonObject &graph, const QJsonObject &tag, Done<comfy::Submission> done) override;
    void find(const QString &remoteId, Done<RemoteFinding> done) override;
    void cancel(const QString &remoteId, Done<void> done) override;
    void fetch(const comfy::RemoteFile &file, const QString &destination, Done<void> done) override;
    void follow(const QString &remoteId) override;
    void forget(const QString &remoteId) override;

private:
    using Answered = std::function<void(Result<QJsonObject>)>;
    void ask(const QByteArray &verb, const QString &path, const QByteArray &body, Answered answered);
    [[nodiscard]] Result<QJsonObject> read(QNetworkReply &reply) const;
    void look();
    void take(const QString &remoteId, const QJsonObject &answer);

    QUrl m_url;
    QByteArray m_key;
    RunPodTimes m_times;
    QNetworkAccessManager m_network;
    QTimer m_lookTimer;
    QTimer m_healthTimer;
    bool m_isOnline = false;
    std::optional<Problem> m_problem;
    QHash<QString, QString> m_pictures; // name in the graph to file
    QHash<QString, QString> m_followed; // id to the last status
};

} // namespace sc::generation
