// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/job_rows.h"

#include "ui/servers/time_words.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <map>

namespace sc::ui {

using namespace generation;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

struct Group
{
    QString title;
    std::vector<const Job *> jobs;
};

bool matches(const Job &job, const JobFilter &filter, const JobRowSource &source)
{
    if (!filter.statuses.isEmpty() && !filter.statuses.contains(job.status))
        return false;
    if (filter.text.isEmpty())
        return true;
    const auto has = [&](const QString &text) { return text.contains(filter.text, Qt::CaseInsensitive); };
    return has(job.clipName) || has(job.prompt) || has(job.serverName) || has(job.family) || has(job.modelName) || has(job.projectName) ||
           (source.textOf && has(source.textOf(job)));
}

bool isToday(const Job &job, QDate today)
{
    return timeFrom(job.finishedAt).date() == today;
}

// Keys sort as the headings stand.
std::pair<QString, QString> stateGroup(const Job &job, QDate today)
{
    if (job.isWithServer())
        return {QStringLiteral("1"), Text::tr("Running")};
    if (job.isWaiting())
        return {QStringLiteral("2"), Text::tr("Waiting, in this order")};
    if (job.status == JobStatus::Failed)
        return {QStringLiteral("3"), Text::tr("Failed")};
    if (job.status == JobStatus::Cancelled)
        return {QStringLiteral("6"), Text::tr("Cancelled")};
    return isToday(job, today) ? std::pair{QStringLiteral("4"), Text::tr("Done today")}
                               : std::pair{QStringLiteral("5"), Text::tr("Done before")};
}

std::pair<QString, QString> groupOf(const Job &job, JobGrouping grouping, const JobRowSource &source)
{
    switch (grouping) {
    case JobGrouping::State:
        break;
    case JobGrouping::Server: {
        if (!job.serverName.isEmpty())
            return {job.serverName.toLower(), job.serverName};
        const QString meant = source.serverNames.value(job.preferredServer.text());
        return meant.isEmpty() ? std::pair{QStringLiteral("\uffff"), Text::tr("Not given to a server yet")}
                               : std::pair{meant.toLower(), meant};
    }
    case JobGrouping::Batch: {
        const QString id = job.batch.text();
        if (id.isEmpty())
            return {QStringLiteral("\uffff"), Text::tr("Single jobs")};
        return {id, source.batchNames.value(id, Text::tr("A batch"))};
    }
    case JobGrouping::Project:
        if (job.bundle.isEmpty())
            return {QStringLiteral("\uffff"), Text::tr("The pool")};
        return {job.projectName.toLower() + job.bundle, job.projectName.isEmpty() ? job.bundle : job.projectName};
    }
    return stateGroup(job, source.today);
}

int rankOf(const Job &job)
{
    return job.isWithServer() ? 0 : job.isWaiting() ? 1 : job.status == JobStatus::Failed ? 2 : 3;
}

// What runs first, then what waits in its order, then failures and what is done, the newest first.
void sortGroup(std::vector<const Job *> &jobs)
{
    std::ranges::stable_sort(jobs, [](const Job *a, const Job *b) {
        const int ra = rankOf(*a);
        const int rb = rankOf(*b);
        if (ra != rb)
            return ra < rb;
        if (ra == 0)
            return a->startedAt < b->startedAt;
        return ra >= 2 && a->finishedAt > b->finishedAt; // waiting ones keep the order of the queue
    });
}

} // namespace

std::vector<JobRow> jobRows(const JobRowSource &source, JobGrouping grouping, const JobFilter &filter, const QSet<QString> &folded)
{
    std::map<QString, Group> groups;
    for (const Job &job : source.jobs) {
        if (!matches(job, filter, source))
            continue;
        auto [key, title] = groupOf(job, grouping, source);
        Group &group = groups[key];
        group.title = title;
        group.jobs.push_back(&job);
    }
    std::vector<JobRow> rows;
    rows.reserve(source.jobs.size() + groups.size());
    const auto add = [&](const QString &key, Group &group) {
        sortGroup(group.jobs);
        const bool isFolded = folded.contains(key);
        rows.push_back({key, {}, group.title, static_cast<int>(group.jobs.size()), isFolded});
        if (isFolded)
            return;
        for (const Job *job : group.jobs)
            rows.push_back({key, job->id.text(), {}, 0, false});
    };
    if (grouping == JobGrouping::Batch) { // ids sort by their making: the newest first, single jobs last
        for (auto it = groups.rbegin(); it != groups.rend(); ++it) {
            if (it->first != QStringLiteral("\uffff"))
                add(it->first, it->second);
        }
        if (const auto single = groups.find(QStringLiteral("\uffff")); single != groups.end())
            add(single->first, single->second);
        return rows;
    }
    for (auto &[key, group] : groups)
        add(key, group);
    return rows;
}

QueueCounts queueCounts(const std::vector<Job> &jobs, QDate today)
{
    QueueCounts counts;
    for (const Job &job : jobs) {
        if (job.isWithServer()) {
            ++counts.running;
        } else if (job.isWaiting()) {
            ++counts.waiting;
            counts.toChoose += job.awaitsChoice && job.status == JobStatus::Queued ? 1 : 0;
            counts.held += job.status != JobStatus::Queued ? 1 : 0;
        } else if (job.status == JobStatus::Completed) {
            ++counts.completed;
        } else if (job.status == JobStatus::Failed) {
            ++counts.failed;
        } else {
            ++counts.cancelled;
        }
        if (!job.startedAt.isEmpty() && !job.finishedAt.isEmpty() && isToday(job, today))
            counts.gpuTodayS += secondsBetween(job.startedAt, job.doneAt.isEmpty() ? job.finishedAt : job.doneAt);
    }
    return counts;
}

} // namespace sc::ui
