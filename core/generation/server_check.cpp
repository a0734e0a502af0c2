// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/server_check.h"

#include "core/base/text.h"
#include "core/comfy/server_client.h"
#include "core/generation/comfy_worker.h"
#include "core/generation/fit_table.h"
#include "core/generation/model_catalog.h"
#include "core/generation/runpod_worker.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QUuid>

namespace sc::generation {

namespace {

using State = ServerFinding::State;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

bool isOwnNetwork(const QString &host)
{
    static const QStringList beginnings = {QStringLiteral("127."),      QStringLiteral("10."),   QStringLiteral("192.168."),
                                           QStringLiteral("localhost"), QStringLiteral("[::1]"), QStringLiteral("::1")};
    if (host.endsWith(QLatin1String(".local")) || !host.contains(u'.'))
        return true;
    if (host.startsWith(QLatin1String("172."))) {
        const int second = host.section(u'.', 1, 1).toInt();
        return second >= 16 && second <= 31;
    }
    return std::ranges::any_of(beginnings, [&](const QString &start) { return host.startsWith(start); });
}

QString wayOf(const QUrl &url)
{
    if (url.scheme() == QLatin1String("https"))
        return Text::tr("over https");
    return isOwnNetwork(url.host()) ? Text::tr("plain http in your own network") : Text::tr("plain http: others on the way can read along");
}

} // namespace

ServerCheck::ServerCheck(const Server &server, const SecretReader &secrets, comfy::ClientTimes times, QObject *parent)
    : QObject(parent), m_server(server), m_secrets(secrets), m_times(times)
{
}

ServerCheck::~ServerCheck() = default;

void ServerCheck::start()
{
    m_clock.start();
    auto server = checkedServer(m_server);
    if (!server)
        return fail(server.error());
    m_server = *server;
    if (m_server.kind == ServerKind::RunPod) {
        const auto key = m_secrets(m_server.keyRef);
        if (!key)
            return fail(key.error());
        m_endpoint = std::make_unique<RunPodWorker>(QUrl(m_server.url), *key);
        connect(m_endpoint.get(), &Worker::stateChanged, this, [this] {
            if (m_isDone)
                return;
            if (!m_endpoint->isOnline())
                return fail(m_endpoint->problem().value_or(Problem(ProblemCode::ServerOffline, Text::tr("The endpoint does not answer."))));
            add(State::Good, Text::tr("Reached"), Text::tr("in %1 ms, over https").arg(m_clock.elapsed()));
            add(State::Good, Text::tr("Endpoint"), m_server.endpointId);
            add(State::Warning, Text::tr("Models"),
                Text::tr("an endpoint does not tell what it has: what is missing shows when a job runs there"));
            end();
        });
        m_endpoint->open();
        return;
    }
    const auto address = addressOf(m_server, m_secrets);
    if (!address)
        return fail(address.error());
    m_client = std::make_unique<comfy::ServerClient>(*address, QUuid::createUuid().toString(QUuid::WithoutBraces), m_times);
    connect(m_client.get(), &comfy::ServerClient::stateChanged, this, [this](comfy::ServerClient::State state) {
        if (m_isDone || !m_findings.empty())
            return;
        if (state == comfy::ServerClient::State::Online)
            reached();
        else if (state == comfy::ServerClient::State::Offline && m_client->lastProblem())
            fail(*m_client->lastProblem());
    });
    m_client->open();
}

void ServerCheck::reached()
{
    m_facts = m_client->facts();
    add(State::Good, Text::tr("Reached"), Text::tr("in %1 ms, %2").arg(std::max(1, m_facts.latency)).arg(wayOf(QUrl(m_server.url))));
    add(State::Good, Text::tr("ComfyUI"),
        m_facts.stats.version.isEmpty() ? Text::tr("an old one that does not tell its version") : m_facts.stats.version);
    if (m_facts.stats.devices.empty()) {
        add(State::Warning, Text::tr("Device"), Text::tr("it names none"));
    } else {
        const comfy::Device &device = m_facts.stats.devices.front();
        const bool isCpu = device.type == QLatin1String("cpu");
        add(isCpu ? State::Warning : State::Good, Text::tr("Device"),
            isCpu ? Text::tr("%1, without a graphics card: slow").arg(device.name)
                  : Text::tr("%1, %2 of %3 free").arg(device.name, humanSize(device.memoryFree), humanSize(device.memoryTotal)));
    }
    askQueue();
}

void ServerCheck::askQueue()
{
    m_client->queue([this](const Result<comfy::RemoteQueue> &queue) {
        if (m_isDone)
            return;
        if (!queue)
            return fail(queue.error());
        const auto others = queue->running.size() + queue->waiting.size();
        add(State::Good, Text::tr("Queue"),
            others == 0 ? Text::tr("empty, nobody else is using it")
                        : Text::tr("%1 running, %2 waiting").arg(queue->running.size()).arg(queue->waiting.size()));
        readNodes();
    });
}

void ServerCheck::readNodes()
{
    m_client->objectInfo([this](const Result<comfy::ObjectInfo> &info) {
        if (m_isDone)
            return;
        if (!info)
            return fail(info.error());
        m_nodes = std::make_shared<const comfy::ObjectInfo>(*info);
        QStringList lacking;
        for (const char *needed : {"KSampler", "CLIPTextEncode", "VAEDecode", "SaveImage"}) {
            if (!info->has(QLatin1String(needed)))
                lacking.append(QLatin1String(needed));
        }
        add(lacking.isEmpty() ? State::Good : State::Warning, Text::tr("Nodes"),
            lacking.isEmpty() ? Text::tr("%1 classes").arg(info->size())
                              : Text::tr("%1 classes, missing: %2").arg(info->size()).arg(lacking.join(QStringLiteral(", "))));
        int generators = 0;
        const std::vector<ModelRecord> models = modelsIn(*info);
        for (const ModelRecord &model : models)
            generators += model.kind == ModelKind::Checkpoint || model.kind == ModelKind::DiffusionModel ? 1 : 0;
        add(generators > 0 ? State::Good : State::Warning, Text::tr("Models"),
            generators > 0 ? Text::tr("%1 files, %2 of them generate").arg(models.size()).arg(generators)
                           : Text::tr("none that generates: put one into models/checkpoints or models/diffusion_models"));
        end();
    });
}

void ServerCheck::add(State state, const QString &what, const QString &text)
{
    m_findings.push_back({state, what, text});
    Q_EMIT changed();
}

void ServerCheck::fail(const Problem &problem)
{
    if (m_isDone)
        return;
    m_problem = problem;
    if (problem.entityKind() == QLatin1String("certificate"))
        m_fingerprint = problem.entity();
    m_findings.push_back({State::Failed, m_findings.empty() ? Text::tr("Not reached") : Text::tr("Stopped"), problem.text()});
    end();
}

void ServerCheck::end()
{
    m_isDone = true;
    m_tookS = static_cast<double>(m_clock.elapsed()) / 1000;
    if (m_client)
        m_client->close();
    Q_EMIT changed();
    Q_EMIT finished();
}

std::optional<Problem> whyNot(const Job &job, const comfy::ObjectInfo &nodes)
{
    FitTable table;
    table.setPlaces({{job.preferredServer, true, false, std::shared_ptr<const comfy::ObjectInfo>(std::shared_ptr<void>(), &nodes)}});
    Job anywhere = job;
    anywhere.pinned = false;
    anywhere.avoid.clear();
    return table.fitOf(anywhere).problem;
}

std::vector<MissingThing> missingFor(const std::vector<Job> &jobs, const comfy::ObjectInfo &nodes)
{
    FitTable table;
    const ServerId here(QStringLiteral("here"));
    table.setPlaces({{here, true, false, std::shared_ptr<const comfy::ObjectInfo>(std::shared_ptr<void>(), &nodes)}});
    std::vector<MissingThing> all;
    for (const Job &job : jobs) {
        Job anywhere = job;
        anywhere.pinned = false;
        anywhere.avoid.clear();
        const auto problem = table.fitOf(anywhere).problem;
        if (!problem)
            continue;
        const auto known = std::ranges::find(all, problem->text(), &MissingThing::text);
        if (known != all.end())
            ++known->jobs;
        else
            all.push_back({problem->text(), problem->entity(), problem->code(), 1});
    }
    std::ranges::stable_sort(all, std::greater(), &MissingThing::jobs);
    return all;
}

QueuePlan withServer(QueuePlan plan, const std::vector<Job> &jobs, const comfy::ObjectInfo &nodes, const Server &server)
{
    if (plan.servers.size() >= kMaxPlanServers)
        return plan;
    const quint64 bit = quint64(1) << plan.servers.size();
    PlanServer added;
    added.id = server.id.isEmpty() ? ServerId(QStringLiteral("new")) : server.id;
    added.name = server.name;
    added.places = server.maxConcurrent;
    added.weight = server.weight;
    added.group = server.exclusiveGroup;
    plan.servers.push_back(added);
    FitTable table;
    table.setPlaces({{added.id, true, false, std::shared_ptr<const comfy::ObjectInfo>(std::shared_ptr<void>(), &nodes)}});
    QHash<QString, FitTable::Fit> fits;
    for (const Job &job : jobs) {
        if (job.status == JobStatus::Queued && !job.pinned)
            fits.insert(job.id.text(), table.fitOf(job));
    }
    for (PlanJob &job : plan.jobs) {
        if (const auto fit = fits.constFind(job.id.text()); fit != fits.constEnd() && fit->fits != 0) {
            job.fits |= bit;
            job.models = job.models.isEmpty() ? fit->models : job.models;
        }
    }
    return plan;
}

} // namespace sc::generation
