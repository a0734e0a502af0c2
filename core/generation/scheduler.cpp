// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/scheduler.h"

#include "core/generation/scheduler_queue.h"

#include <QtCore/QCoreApplication>

#include <array>
#include <cmath>
#include <limits>

namespace sc::generation {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

quint64 bit(size_t server)
{
    return quint64(1) << server;
}

struct LikesKey
{
    QString project;
    QString models;
    RunKey run;
    quint64 fits = 0;
    ServerId preferred;
    bool operator==(const LikesKey &) const = default;
    friend size_t qHash(const LikesKey &key, size_t seed = 0) noexcept
    {
        return qHashMulti(seed, key.project, key.models, key.run, key.fits, key.preferred);
    }
};

// Where things stand at one server while a decision is thought through: jobs that wait for it by choice are on it already.
struct Lane
{
    std::vector<double> places; // s until each is free
    int models = 0;
    int jobs = 0;

    [[nodiscard]] double freeAt() const { return *std::min_element(places.begin(), places.end()); }
};

struct Choice
{
    int server = -1;
    double score = kNever; // weighted finish
    double startS = 0;
    double loadS = 0;
    double runS = 0;
};

} // namespace

class Scheduler::Private
{
public:
    struct Pass
    {
        std::vector<Lane> lanes;
        quint64 free = 0; // servers with a free place
        struct Visited
        {
            Waiter *waiter;
            bool wantsFree; // it would start now, were it not let past
        };
        std::vector<Visited> visited;
    };
    struct Pick
    {
        Waiter *waiter = nullptr;
        Choice choice;
        bool forced = false;
        double savedLoadS = 0;
    };

    [[nodiscard]] int numberOf(const QString &models);
    void insert(std::unique_ptr<Waiter> waiter);
    std::unique_ptr<Waiter> take(const JobId &id);
    void refresh(Likes &likes) const;
    [[nodiscard]] Pass startPass() const;
    [[nodiscard]] double startAt(const Pass &pass, size_t server) const;
    [[nodiscard]] Choice choose(const Pass &pass, const Likes &likes, quint64 among) const;
    void layOn(Pass &pass, const Likes &likes, const Choice &choice) const;
    [[nodiscard]] std::optional<Pick> pickOne(Pass &pass) const;
    [[nodiscard]] std::optional<Pick> lookAhead(Pass &pass, WaitingOrder order, const Pick &first) const;
    [[nodiscard]] static bool mayBePassed(const Waiter &waiter, int priority, double runS);
    [[nodiscard]] Assignment assign(const Pass &pass, const Pick &pick);
    [[nodiscard]] QString reasonOf(const Pick &pick, int passed) const;

    std::vector<PlanServer> servers;
    std::vector<double> surcharge; // by server: 1 + 30 % of the failure share
    LearnedFigures figures;
    quint64 figuresStamp = 1;
    bool fairShare = false;
    QHash<QString, int> modelNumbers;
    std::unordered_map<QString, std::unique_ptr<Waiter>> waiters;
    QHash<LikesKey, std::shared_ptr<Likes>> likes;
    WaitingOrder::Heads heads;
    QHash<QString, qint64> served; // turns that projects had
    QHash<QString, int> waitingOf; // by project
};

Scheduler::Scheduler() : d(std::make_unique<Private>()) {}
Scheduler::~Scheduler() = default;
Scheduler::Scheduler(Scheduler &&) noexcept = default;
Scheduler &Scheduler::operator=(Scheduler &&) noexcept = default;

void Scheduler::setServers(std::vector<PlanServer> servers)
{
    if (servers.size() > kMaxPlanServers)
        servers.resize(kMaxPlanServers);
    const bool sameList = std::equal(servers.begin(), servers.end(), d->servers.begin(), d->servers.end(),
                                     [](const PlanServer &a, const PlanServer &b) { return a.id == b.id; });
    d->servers = std::move(servers);
    if (!sameList)
        setFigures(d->figures);
}

const std::vector<PlanServer> &Scheduler::servers() const
{
    return d->servers;
}

void Scheduler::setFigures(const LearnedFigures &figures)
{
    d->figures = figures;
    ++d->figuresStamp;
    d->surcharge.clear();
    for (const PlanServer &server : d->servers)
        d->surcharge.push_back(1 + kFailureSurcharge * figures.outcomes(server.id).failureShare());
}

void Scheduler::setFairShare(bool on)
{
    d->fairShare = on;
}

int Scheduler::Private::numberOf(const QString &models)
{
    const auto known = modelNumbers.constFind(models);
    return known != modelNumbers.constEnd() ? *known : *modelNumbers.insert(models, static_cast<int>(modelNumbers.size()) + 1);
}

void Scheduler::Private::insert(std::unique_ptr<Waiter> waiter)
{
    const PlanJob &job = waiter->job;
    const LikesKey key{job.project, job.models, job.run, job.fits, job.preferred};
    std::shared_ptr<Likes> &group = likes[key];
    if (!group) {
        group = std::make_shared<Likes>();
        group->project = job.project;
        group->models = numberOf(job.models);
        group->modelsName = job.models;
        group->run = job.run;
        group->fits = job.fits;
        group->preferred = job.preferred;
    }
    if (waitingOf[job.project]++ == 0) { // a project that comes back does not claim the turns it was away
        qint64 least = std::numeric_limits<qint64>::max();
        for (auto it = waitingOf.cbegin(); it != waitingOf.cend(); ++it) {
            if (it.value() > 0 && it.key() != job.project)
                least = std::min(least, served.value(it.key()));
        }
        if (least != std::numeric_limits<qint64>::max())
            served[job.project] = std::max(served.value(job.project), least);
    }
    waiter->likes = group.get();
    waiter->key = {job.front, job.priority, job.rank, job.createdAt, job.id.text()};
    if (!group->jobs.empty())
        heads.erase({group->jobs.begin()->first, group.get()});
    group->jobs.emplace(waiter->key, waiter.get());
    heads.emplace(group->jobs.begin()->first, group.get());
    const QString id = job.id.text();
    waiters[id] = std::move(waiter);
}

std::unique_ptr<Waiter> Scheduler::Private::take(const JobId &id)
{
    const auto found = waiters.find(id.text());
    if (found == waiters.end())
        return nullptr;
    std::unique_ptr<Waiter> waiter = std::move(found->second);
    waiters.erase(found);
    Likes *group = waiter->likes;
    heads.erase({group->jobs.begin()->first, group});
    group->jobs.erase({waiter->key, waiter.get()});
    --waitingOf[waiter->job.project];
    if (group->jobs.empty())
        likes.remove({waiter->job.project, waiter->job.models, waiter->job.run, waiter->job.fits, waiter->job.preferred});
    else
        heads.emplace(group->jobs.begin()->first, group);
    return waiter;
}

void Scheduler::put(const PlanJob &job)
{
    std::unique_ptr<Waiter> waiter = d->take(job.id);
    if (!waiter)
        waiter = std::make_unique<Waiter>();
    waiter->job = job;
    d->insert(std::move(waiter));
}

void Scheduler::remove(const JobId &job)
{
    d->take(job);
}

void Scheduler::clear()
{
    d->heads.clear();
    d->likes.clear();
    d->waiters.clear();
    d->waitingOf.clear();
}

bool Scheduler::has(const JobId &job) const
{
    return d->waiters.contains(job.text());
}

int Scheduler::waiting() const
{
    return static_cast<int>(d->waiters.size());
}

std::vector<PlanJob> Scheduler::jobs() const
{
    std::vector<PlanJob> all;
    all.reserve(d->waiters.size());
    WaitingOrder order(d->heads, nullptr);
    while (const Waiter *waiter = order.next())
        all.push_back(waiter->job);
    return all;
}

int Scheduler::overtaken(const JobId &job) const
{
    const auto found = d->waiters.find(job.text());
    return found == d->waiters.end() ? 0 : found->second->overtaken;
}

void Scheduler::Private::refresh(Likes &group) const
{
    if (group.figuresStamp == figuresStamp)
        return;
    group.runS.resize(servers.size());
    group.loadS.resize(servers.size());
    for (size_t i = 0; i < servers.size(); ++i) {
        group.runS[i] = figures.expectedRun(servers[i].id, group.run);
        group.loadS[i] = figures.expectedLoad(servers[i].id, group.modelsName);
    }
    group.figuresStamp = figuresStamp;
}

Scheduler::Private::Pass Scheduler::Private::startPass() const
{
    Pass pass;
    QHash<QString, int> inGroup;
    for (const PlanServer &server : servers) {
        if (!server.group.isEmpty())
            inGroup[server.group] += static_cast<int>(server.busy.size());
    }
    for (size_t i = 0; i < servers.size(); ++i) {
        const PlanServer &server = servers[i];
        Lane lane;
        lane.places.assign(static_cast<size_t>(std::max(server.group.isEmpty() ? server.places : 1, 1)), 0);
        std::vector<double> busy = server.busy;
        std::sort(busy.begin(), busy.end());
        for (size_t n = 0; n < busy.size(); ++n)
            lane.places[n % lane.places.size()] = std::max(lane.places[n % lane.places.size()], busy[n]);
        lane.jobs = static_cast<int>(busy.size());
        lane.models = server.loaded.isEmpty() ? 0 : modelNumbers.value(server.loaded);
        const bool hasPlace = server.group.isEmpty() ? lane.jobs < server.places : inGroup.value(server.group) == 0;
        if (server.usable && hasPlace)
            pass.free |= bit(i);
        pass.lanes.push_back(std::move(lane));
    }
    return pass;
}

// A group of servers on one device works one job after the other.
double Scheduler::Private::startAt(const Pass &pass, size_t server) const
{
    const double own = pass.lanes[server].freeAt();
    if (servers[server].group.isEmpty())
        return own;
    double start = own;
    for (size_t i = 0; i < servers.size(); ++i) {
        if (servers[i].group == servers[server].group)
            start = std::max(start, *std::max_element(pass.lanes[i].places.begin(), pass.lanes[i].places.end()));
    }
    return start;
}

Choice Scheduler::Private::choose(const Pass &pass, const Likes &group, quint64 among) const
{
    Choice best;
    for (size_t i = 0; i < servers.size(); ++i) {
        if (!(group.fits & among & bit(i)) || !servers[i].usable)
            continue;
        Choice choice;
        choice.server = static_cast<int>(i);
        choice.startS = startAt(pass, i);
        choice.loadS = pass.lanes[i].models == group.models ? 0 : group.loadS[i];
        choice.runS = group.runS[i];
        choice.score = (choice.startS + choice.loadS + choice.runS) / servers[i].weight * surcharge[i];
        if (group.preferred == servers[i].id)
            choice.score *= kPreferredDiscount;
        const bool better = choice.score < best.score;
        const bool tie = best.server >= 0 && choice.score == best.score;
        const Lane &mine = pass.lanes[i];
        if (better || (tie && std::tie(mine.jobs, servers[i].name) < std::tie(pass.lanes[static_cast<size_t>(best.server)].jobs,
                                                                              servers[static_cast<size_t>(best.server)].name)))
            best = choice;
    }
    return best;
}

void Scheduler::Private::layOn(Pass &pass, const Likes &group, const Choice &choice) const
{
    Lane &lane = pass.lanes[static_cast<size_t>(choice.server)];
    *std::min_element(lane.places.begin(), lane.places.end()) = choice.startS + choice.loadS + choice.runS;
    lane.models = group.models;
    ++lane.jobs;
}

bool Scheduler::Private::mayBePassed(const Waiter &waiter, int priority, double runS)
{
    if (waiter.overtaken >= kMostOvertaken)
        return false;
    return waiter.job.priority <= priority || waiter.delayedS + runS <= kMostDelayS;
}

std::optional<Scheduler::Private::Pick> Scheduler::Private::pickOne(Pass &pass) const
{
    WaitingOrder order(heads, fairShare ? &served : nullptr);
    while (Waiter *waiter = order.next()) {
        Likes &group = *waiter->likes;
        refresh(group);
        const bool fitsFree = (group.fits & pass.free) != 0;
        const Choice best = choose(pass, group, ~quint64(0));
        if (best.server < 0) { // no server at all
            order.skipRest();
            continue;
        }
        if (!fitsFree) { // it can only make others wait: all of its like at once
            Choice all = best;
            all.runS *= static_cast<double>(group.jobs.size());
            layOn(pass, group, all);
            order.skipRest();
            continue;
        }
        Pick pick{waiter, best, false, 0};
        if (waiter->overtaken >= kMostOvertaken) {
            pick.choice = choose(pass, group, pass.free);
            pick.forced = true;
            return pick;
        }
        if (pass.free & bit(static_cast<size_t>(best.server))) {
            // A refusal of the look-ahead leaves the first one: it is next in the order.
            pass.visited.push_back({waiter, true});
            if (auto better = lookAhead(pass, order, pick))
                return better;
            pass.visited.pop_back();
            return pick;
        }
        layOn(pass, group, best);
        pass.visited.push_back({waiter, false});
    }
    return std::nullopt;
}

// A job a little further on that needs no other models than the server has loaded.
std::optional<Scheduler::Private::Pick> Scheduler::Private::lookAhead(Pass &pass, WaitingOrder order, const Pick &first) const
{
    const auto server = static_cast<size_t>(first.choice.server);
    const int loaded = pass.lanes[server].models;
    if (loaded == 0 || loaded == first.waiter->likes->models || first.choice.loadS <= 0)
        return std::nullopt;
    const size_t before = pass.visited.size();
    for (int looked = 0; looked < kLookAhead; ++looked) {
        Waiter *waiter = order.next();
        if (!waiter)
            break;
        Likes &group = *waiter->likes;
        if (!(group.fits & bit(server))) {
            order.skipRest();
            continue;
        }
        if (waiter->overtaken >= kMostOvertaken)
            break;
        if (group.models == loaded) {
            refresh(group);
            const Choice best = choose(pass, group, ~quint64(0));
            const bool allowed = std::all_of(pass.visited.begin(), pass.visited.end(), [&](const Pass::Visited &passed) {
                return !(passed.waiter->likes->fits & bit(server)) ||
                       mayBePassed(*passed.waiter, waiter->job.priority, passed.wantsFree ? best.runS : 0);
            });
            if (!allowed)
                break;
            if (best.server == static_cast<int>(server) && waiter->job.front == first.waiter->job.front)
                return Pick{waiter, best, false, first.choice.loadS};
        }
        pass.visited.push_back({waiter, true});
    }
    pass.visited.resize(before);
    return std::nullopt;
}

QString Scheduler::Private::reasonOf(const Pick &pick, int passed) const
{
    const QString name = servers[static_cast<size_t>(pick.choice.server)].name;
    if (pick.forced)
        return tr("It was passed over %1 times, so it takes the next free place: \"%2\".").arg(pick.waiter->overtaken).arg(name);
    if (pick.savedLoadS > 0) {
        return tr("\"%1\" has its models loaded, which saves %2 s; %3 others are passed over for it.")
            .arg(name)
            .arg(std::lround(pick.savedLoadS))
            .arg(passed);
    }
    return tr("It is next, and \"%1\" finishes it soonest: in about %2 s.")
        .arg(name)
        .arg(std::lround(pick.choice.startS + pick.choice.loadS + pick.choice.runS));
}

Assignment Scheduler::Private::assign(const Pass &pass, const Pick &pick)
{
    const auto server = static_cast<size_t>(pick.choice.server);
    int passed = 0;
    for (const Pass::Visited &other : pass.visited) {
        Waiter *waiter = other.waiter;
        if (waiter == pick.waiter || !(waiter->likes->fits & bit(server)))
            continue;
        ++passed;
        ++waiter->overtaken;
        if (other.wantsFree && waiter->job.priority > pick.waiter->job.priority)
            waiter->delayedS += pick.choice.loadS + pick.choice.runS;
    }
    Assignment assignment;
    assignment.job = pick.waiter->job.id;
    assignment.server = pick.choice.server;
    assignment.loadS = pick.choice.loadS;
    assignment.runS = pick.choice.runS;
    assignment.finishS = pick.choice.startS + pick.choice.loadS + pick.choice.runS;
    assignment.reason = reasonOf(pick, passed);
    QJsonObject finishes;
    for (size_t i = 0; i < servers.size(); ++i) {
        if (!(pick.waiter->likes->fits & bit(i)) || !servers[i].usable)
            continue;
        const double load = pass.lanes[i].models == pick.waiter->likes->models ? 0 : pick.waiter->likes->loadS[i];
        finishes.insert(servers[i].name, startAt(pass, i) + load + pick.waiter->likes->runS[i]);
    }
    assignment.facts = QJsonObject{{QStringLiteral("load_s"), assignment.loadS},
                                   {QStringLiteral("run_s"), assignment.runS},
                                   {QStringLiteral("finish_s"), assignment.finishS},
                                   {QStringLiteral("passed_over"), passed},
                                   {QStringLiteral("was_passed_over"), pick.waiter->overtaken},
                                   {QStringLiteral("expected_finish_s"), finishes}};
    servers[server].busy.push_back(assignment.loadS + assignment.runS);
    servers[server].loaded = pick.waiter->job.models;
    served[pick.waiter->job.project] += 1;
    take(pick.waiter->job.id);
    return assignment;
}

std::vector<Assignment> Scheduler::plan()
{
    std::vector<Assignment> all;
    while (!d->waiters.empty()) {
        Private::Pass pass = d->startPass();
        if (pass.free == 0)
            break;
        const auto pick = d->pickOne(pass);
        if (!pick)
            break;
        all.push_back(d->assign(pass, *pick));
    }
    return all;
}

WaitReason Scheduler::whyWaiting(const JobId &job) const
{
    WaitReason why;
    const auto found = d->waiters.find(job.text());
    if (found == d->waiters.end())
        return why;
    const Waiter *wanted = found->second.get();
    Private::Pass pass = d->startPass();
    WaitingOrder order(d->heads, d->fairShare ? &d->served : nullptr);
    while (Waiter *waiter = order.next()) {
        ++why.position;
        d->refresh(*waiter->likes);
        const Choice best = d->choose(pass, *waiter->likes, ~quint64(0));
        if (waiter == wanted) {
            if (best.server < 0) {
                why.reason = tr("No server that is online can take it.");
                return why;
            }
            why.server = d->servers[static_cast<size_t>(best.server)].name;
            why.startS = best.startS;
            why.reason = best.startS > 0 ? tr("\"%1\" finishes it soonest and is busy for about %2 s; place %3 in the queue.")
                                               .arg(why.server)
                                               .arg(std::lround(best.startS))
                                               .arg(why.position)
                                         : tr("It starts on \"%1\" next.").arg(why.server);
            return why;
        }
        if (best.server >= 0)
            d->layOn(pass, *waiter->likes, best);
    }
    return why;
}

double Scheduler::expectedEnd() const
{
    double work = 0;
    double places = 0;
    double longest = 0;
    for (const PlanServer &server : d->servers) {
        if (!server.usable)
            continue;
        places += server.group.isEmpty() ? server.places : 1;
        for (const double until : server.busy) {
            work += until;
            longest = std::max(longest, until);
        }
    }
    if (places <= 0)
        return d->waiters.empty() ? longest : kNever;
    for (const auto &group : d->likes) {
        d->refresh(*group);
        double least = kNever;
        for (size_t i = 0; i < d->servers.size(); ++i) {
            if ((group->fits & bit(i)) && d->servers[i].usable)
                least = std::min(least, group->runS[i]);
        }
        if (std::isfinite(least)) {
            work += least * static_cast<double>(group->jobs.size());
            longest = std::max(longest, least);
        }
    }
    return std::max(work / places, longest);
}

} // namespace sc::generation
