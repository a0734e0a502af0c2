// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/job.h"
#include "core/generation/queue_forecast.h"
#include "core/generation/worker.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>

#include <memory>

namespace sc::generation {

// One line of what a look at a server found.
struct ServerFinding
{
    enum class State { Good, Warning, Failed };
    State state = State::Good;
    QString what; // translated: "Reached", "Device"
    QString text; // translated
    bool operator==(const ServerFinding &) const = default;
};

// Looks whether an address is a server that can be used, from reaching it to its models. The first failure ends it with its
// reason: name, refused, time-out, certificate, key, not ComfyUI. For one look. Main thread.
class ServerCheck : public QObject
{
    Q_OBJECT

public:
    ServerCheck(const Server &server, const SecretReader &secrets, comfy::ClientTimes times = {}, QObject *parent = nullptr);
    ~ServerCheck() override;

    void start();
    [[nodiscard]] bool isDone() const { return m_isDone; }
    [[nodiscard]] bool isUsable() const { return m_isDone && !m_problem; }
    [[nodiscard]] const std::vector<ServerFinding> &findings() const { return m_findings; } // as they come
    [[nodiscard]] const std::optional<Problem> &problem() const { return m_problem; }
    [[nodiscard]] std::shared_ptr<const comfy::ObjectInfo> nodes() const { return m_nodes; } // null until they were read
    [[nodiscard]] comfy::ServerFacts facts() const { return m_facts; }
    [[nodiscard]] QString fingerprint() const { return m_fingerprint; } // hex, of a certificate that was not trusted
    [[nodiscard]] double tookS() const { return m_tookS; }

Q_SIGNALS:
    void changed();
    void finished();

private:
    void reached();
    void askQueue();
    void readNodes();
    void add(ServerFinding::State state, const QString &what, const QString &text);
    void fail(const Problem &problem);
    void end();

    Server m_server;
    SecretReader m_secrets;
    comfy::ClientTimes m_times;
    std::unique_ptr<comfy::ServerClient> m_client;
    std::unique_ptr<Worker> m_endpoint; // of RunPod
    QElapsedTimer m_clock;
    std::vector<ServerFinding> m_findings;
    std::optional<Problem> m_problem;
    std::shared_ptr<const comfy::ObjectInfo> m_nodes;
    comfy::ServerFacts m_facts;
    QString m_fingerprint;
    double m_tookS = 0;
    bool m_isDone = false;
};

// What a server lacks for these jobs: each missing thing once, with how many jobs need it.
struct MissingThing
{
    QString text; // translated sentence
    QString name; // of the model or node; empty when it is something else
    ProblemCode code = ProblemCode::ModelMissing;
    int jobs = 0;
    bool operator==(const MissingThing &) const = default;
};
[[nodiscard]] std::vector<MissingThing> missingFor(const std::vector<Job> &jobs, const comfy::ObjectInfo &nodes);

// Why this server cannot take the job; nothing when it can.
[[nodiscard]] std::optional<Problem> whyNot(const Job &job, const comfy::ObjectInfo &nodes);

// The plan as it would be with one more server that has these nodes.
[[nodiscard]] QueuePlan withServer(QueuePlan plan, const std::vector<Job> &jobs, const comfy::ObjectInfo &nodes, const Server &server);

} // namespace sc::generation
