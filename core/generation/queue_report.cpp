// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/queue_report.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QMap>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

double secondsBetween(const QString &from, const QString &to)
{
    const QDateTime a = QDateTime::fromString(from, Qt::ISODateWithMs);
    const QDateTime b = QDateTime::fromString(to, Qt::ISODateWithMs);
    return a.isValid() && b.isValid() ? std::max(0.0, static_cast<double>(a.msecsTo(b)) / 1000) : 0;
}

QString clock(double seconds)
{
    const auto whole = static_cast<qint64>(seconds + 0.5);
    return QStringLiteral("%1:%2:%3")
        .arg(whole / 3600)
        .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(whole % 60, 2, 10, QLatin1Char('0'));
}

struct Gathered
{
    QMap<QString, ServerReport> servers;
    QMap<QString, FailureReport> failures;
};

void count(QueueReport &report, Gathered &gathered, const Job &job)
{
    if (job.status == JobStatus::Cancelled) {
        ++report.cancelled;
        return;
    }
    const bool completed = job.status == JobStatus::Completed;
    (completed ? report.completed : report.failed) += 1;
    ServerReport &server = gathered.servers[job.serverName];
    server.name = job.serverName;
    (completed ? server.completed : server.failed) += 1;
    server.busyS += secondsBetween(job.startedAt, job.finishedAt);
    if (!job.startedAt.isEmpty() && (report.firstStart.isEmpty() || job.startedAt < report.firstStart))
        report.firstStart = job.startedAt;
    report.lastEnd = std::max(report.lastEnd, job.finishedAt);
    if (completed) {
        report.takes += static_cast<int>(job.takeIds.size());
        (job.kind == JobKind::Video ? report.videos : report.pictures) += 1;
        report.retried += job.attempts > 1 ? 1 : 0;
        return;
    }
    const Problem problem = job.problem().value_or(Problem());
    FailureReport &failure = gathered.failures[problemCodeName(problem.code()) + problem.text()];
    failure.code = problemCodeName(problem.code());
    failure.text = problem.text();
    failure.count += 1;
    failure.jobs.append(job.id.text());
}

} // namespace

Result<std::vector<std::pair<JobStatus, int>>> countJobs(GenerationStore &store)
{
    std::vector<std::pair<JobStatus, int>> counts;
    for (int i = 0; i <= static_cast<int>(JobStatus::Cancelled); ++i)
        counts.emplace_back(static_cast<JobStatus>(i), 0);
    SC_TRY_ASSIGN(all, store.jobs());
    for (const Job &job : all)
        ++counts[static_cast<size_t>(job.status)].second;
    return counts;
}

Result<QueueReport> queueReport(GenerationStore &store, const QString &since)
{
    QueueReport report;
    if (!since.isEmpty()) {
        QDateTime from = QDateTime::fromString(since, Qt::ISODate);
        if (!from.isValid()) {
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("\"%1\" is no time. An example: 2026-01-31T22:00").arg(since))
                                       .withEntity(QStringLiteral("field"), QStringLiteral("since")));
        }
        if (from.timeSpec() == Qt::LocalTime && !since.endsWith(u'Z'))
            from.setTimeSpec(Qt::UTC);
        report.since = from.toUTC().toString(Qt::ISODateWithMs);
    }
    SC_TRY_ASSIGN(jobs, store.jobs());
    Gathered gathered;
    for (const Job &job : jobs) {
        if (!job.isFinished())
            ++report.open;
        else if (job.finishedAt >= report.since)
            count(report, gathered, job);
    }
    for (const ServerReport &server : gathered.servers)
        report.servers.push_back(server);
    for (const FailureReport &failure : gathered.failures)
        report.failures.push_back(failure);
    std::stable_sort(report.servers.begin(), report.servers.end(),
                     [](const ServerReport &a, const ServerReport &b) { return a.completed > b.completed; });
    std::stable_sort(report.failures.begin(), report.failures.end(),
                     [](const FailureReport &a, const FailureReport &b) { return a.count > b.count; });
    SC_TRY_ASSIGN(batches, store.batches());
    for (const Batch &batch : batches) {
        if (!batch.finishedAt.isEmpty() && batch.finishedAt >= report.since)
            report.batches.push_back(batch);
    }
    return report;
}

QString reportText(const QueueReport &report)
{
    QString text = tr("%1 completed (%2 pictures, %3 videos), %4 failed, %5 cancelled, %6 still open\n")
                       .arg(report.completed)
                       .arg(report.pictures)
                       .arg(report.videos)
                       .arg(report.failed)
                       .arg(report.cancelled)
                       .arg(report.open);
    if (report.retried > 0)
        text += tr("%1 of them needed more than one attempt\n").arg(report.retried);
    if (!report.firstStart.isEmpty())
        text += tr("took %1\n").arg(clock(secondsBetween(report.firstStart, report.lastEnd)));
    for (const ServerReport &server : report.servers) {
        text += QStringLiteral("  %1  %2\n")
                    .arg(server.name.leftJustified(20),
                         tr("%1 completed, %2 failed, busy %3").arg(server.completed).arg(server.failed).arg(clock(server.busyS)));
    }
    for (const FailureReport &failure : report.failures)
        text += QStringLiteral("  %1 x %2: %3\n").arg(failure.count).arg(failure.code, failure.text);
    for (const Batch &batch : report.batches) {
        text += tr("Batch \"%1\": %2, %3 of %4\n")
                    .arg(batch.name, batchStatusWord(batch.status).toLower())
                    .arg(batch.completed)
                    .arg(batch.total);
    }
    return text;
}

QJsonObject toJson(const QueueReport &report)
{
    QJsonArray servers;
    for (const ServerReport &server : report.servers) {
        servers.append(QJsonObject{{QStringLiteral("name"), server.name},
                                   {QStringLiteral("completed"), server.completed},
                                   {QStringLiteral("failed"), server.failed},
                                   {QStringLiteral("busy_s"), server.busyS}});
    }
    QJsonArray failures;
    for (const FailureReport &failure : report.failures) {
        failures.append(QJsonObject{{QStringLiteral("code"), failure.code},
                                    {QStringLiteral("text"), failure.text},
                                    {QStringLiteral("count"), failure.count},
                                    {QStringLiteral("jobs"), QJsonArray::fromStringList(failure.jobs)}});
    }
    QJsonArray batches;
    for (const Batch &batch : report.batches) {
        batches.append(QJsonObject{{QStringLiteral("name"), batch.name},
                                   {QStringLiteral("status"), batchStatusName(batch.status)},
                                   {QStringLiteral("completed"), batch.completed},
                                   {QStringLiteral("total"), batch.total}});
    }
    return {{QStringLiteral("since"), report.since},       {QStringLiteral("completed"), report.completed},
            {QStringLiteral("failed"), report.failed},     {QStringLiteral("cancelled"), report.cancelled},
            {QStringLiteral("open"), report.open},         {QStringLiteral("takes"), report.takes},
            {QStringLiteral("pictures"), report.pictures}, {QStringLiteral("videos"), report.videos},
            {QStringLiteral("retried"), report.retried},   {QStringLiteral("first_start"), report.firstStart},
            {QStringLiteral("last_end"), report.lastEnd},  {QStringLiteral("servers"), servers},
            {QStringLiteral("failures"), failures},        {QStringLiteral("batches"), batches}};
}

} // namespace sc::generation
