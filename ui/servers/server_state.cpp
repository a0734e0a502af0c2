// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/server_state.h"

#include "ui/servers/time_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <numeric>

namespace sc::ui {

using namespace generation;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

constexpr size_t kRecent = 24;

ServerState::Kind kindOf(const Server &server, const Worker *worker)
{
    if (!server.active)
        return ServerState::Kind::Off;
    if (worker == nullptr)
        return ServerState::Kind::Connecting;
    if (worker->isOnline())
        return ServerState::Kind::Online;
    return worker->problem() ? ServerState::Kind::Offline : ServerState::Kind::Connecting;
}

} // namespace

std::vector<ServerState> serverStates(GenerationService &service, const Forecast &forecast)
{
    const QString practice = service.store().state(QLatin1String(kPracticeServerKey)).value_or(QString());
    std::vector<ServerState> all;
    QHash<QString, size_t> places;
    for (const Server &server : service.servers()) {
        ServerState state;
        state.server = server;
        const Worker *worker = service.dispatcher() ? service.dispatcher()->worker(server.id) : nullptr;
        state.kind = kindOf(server, worker);
        state.isPractice = server.id.text() == practice;
        if (worker) {
            state.problem = worker->isOnline() ? std::nullopt : worker->problem();
            state.facts = worker->facts();
            state.nodes = worker->nodes();
        }
        places.insert(server.id.text(), all.size());
        all.push_back(std::move(state));
    }
    const QueuePlan plan = service.dispatcher() ? service.dispatcher()->plan() : QueuePlan();
    for (const PlanServer &server : plan.servers) {
        if (const auto at = places.constFind(server.id.text()); at != places.constEnd())
            all[*at].loaded = server.loaded.split(u'\n', Qt::SkipEmptyParts);
    }
    for (const PlannedRun &run : forecast.runs) {
        const auto at = places.constFind(
            plan.servers.size() > static_cast<size_t>(run.server) ? plan.servers[static_cast<size_t>(run.server)].id.text() : QString());
        if (at != places.constEnd())
            ++all[*at].waiting;
    }
    QHash<size_t, std::vector<const Job *>> ended;
    for (const Job &job : service.jobs()) {
        if (job.isWaiting() && job.pinned) {
            if (const auto at = places.constFind(job.preferredServer.text()); at != places.constEnd())
                ++all[*at].pinned;
        }
        const auto at = places.constFind(job.server.text());
        if (at == places.constEnd())
            continue;
        if (job.isWithServer())
            all[*at].running.append(job.id.text());
        else if (job.status == JobStatus::Completed)
            ended[*at].push_back(&job);
    }
    for (auto it = ended.begin(); it != ended.end(); ++it) {
        std::vector<const Job *> &jobs = it.value();
        const size_t kept = std::min(jobs.size(), kRecent);
        std::ranges::partial_sort(jobs, jobs.begin() + static_cast<std::ptrdiff_t>(kept), std::greater(),
                                  [](const Job *job) { return job->finishedAt; });
        jobs.resize(kept);
        std::ranges::reverse(jobs);
        ServerState &state = all[it.key()];
        int videos = 0;
        for (const Job *job : jobs) {
            state.recentS.push_back(secondsBetween(job->startedAt, job->doneAt.isEmpty() ? job->finishedAt : job->doneAt));
            videos += job->kind == JobKind::Video ? 1 : 0;
        }
        state.meanS = std::accumulate(state.recentS.begin(), state.recentS.end(), 0.0) / static_cast<double>(kept);
        state.makesVideos = static_cast<size_t>(videos) * 2 > kept;
    }
    return all;
}

QString stateWords(const ServerState &state)
{
    switch (state.kind) {
    case ServerState::Kind::Online:
        if (state.server.kind == ServerKind::RunPod)
            return Text::tr("Serverless, online");
        if (state.facts && !state.facts->stats.version.isEmpty())
            return Text::tr("Online, ComfyUI %1").arg(state.facts->stats.version);
        return Text::tr("Online");
    case ServerState::Kind::Connecting:
        return Text::tr("Connecting...");
    case ServerState::Kind::Offline:
        return Text::tr("Offline");
    case ServerState::Kind::Off:
        return Text::tr("Switched off");
    }
    return {};
}

QColor stateColour(const ServerState &state, const Theme &theme)
{
    switch (state.kind) {
    case ServerState::Kind::Online:
        return state.isPractice                          ? theme.brand.purple
               : state.server.kind == ServerKind::RunPod ? theme.semantic.info
                                                         : theme.semantic.success;
    case ServerState::Kind::Connecting:
        return theme.semantic.warning;
    case ServerState::Kind::Offline:
        return theme.semantic.danger;
    case ServerState::Kind::Off:
        break;
    }
    return theme.text.disabled;
}

QString shortModel(const QString &file)
{
    static const QRegularExpression ending(QStringLiteral("\\.(safetensors|ckpt|pt|pth|bin|gguf|sft)$"),
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression precision(QStringLiteral("[-_.](fp8|fp16|bf16|fp32|e4m3fn|scaled|pruned|emaonly|14b)(?=[-_.]|$)"),
                                              QRegularExpression::CaseInsensitiveOption);
    QString name = QString(file).replace(u'\\', u'/').section(u'/', -1);
    name.remove(ending);
    name.remove(precision);
    return name.replace(u'_', u' ').simplified();
}

QString gigabytes(qint64 bytes)
{
    const double value = static_cast<double>(bytes) / (1024.0 * 1024 * 1024);
    const bool whole = value >= 100 || std::abs(value - std::round(value)) < 0.05;
    return QLocale().toString(value, 'f', whole ? 0 : 1);
}

QString shortDevice(const QString &name)
{
    QString text = name.section(QStringLiteral(" : "), 0, 0);
    static const QRegularExpression front(QStringLiteral("^(cuda|xpu|mps|privateuseone)(:\\d+)? "));
    text.remove(front);
    for (const char *maker : {"NVIDIA ", "GeForce ", "AMD ", "Radeon "})
        text.remove(QLatin1String(maker));
    return text.simplified();
}

} // namespace sc::ui
