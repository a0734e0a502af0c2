// SPDX-License-Identifier: GPL-3.0-or-later
// queue: what waits, runs and ended, and what a person does with it.
#include "app/cli/queue_access.h"
#include "core/base/json.h"
#include "core/comfy/generation_params.h"
#include "core/generation/queue_edits.h"
#include "core/generation/queue_history.h"
#include "core/generation/queue_report.h"

#include <QtCore/QDir>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

using Verb = std::function<Result<>(Invocation &, GenerationStore &, const std::vector<JobId> &)>;

// Does it as one step that `queue undo` takes back.
Result<> asStep(Invocation &invocation, GenerationStore &queue, const std::vector<JobId> &ids, const std::function<Result<>()> &work,
                QueueHistory::Reach reach = QueueHistory::Reach::Changes)
{
    return QueueHistory(queue).perform(
        invocation.arguments.positional().isEmpty() ? tr("command line") : tr("command line, %1 jobs").arg(ids.size()), ids, work, reach);
}

// A verb on the jobs that the words name; says what they are afterwards.
std::function<Result<Output>(Invocation &)> onJobs(const Verb &verb)
{
    return [verb](Invocation &invocation) -> Result<Output> {
        SC_TRY_ASSIGN(queue, openQueue(invocation));
        SC_TRY_ASSIGN(ids, findJobs(*queue, invocation.arguments.positional()));
        SC_TRY(asStep(invocation, *queue, ids, [&] { return verb(invocation, *queue, ids); }));
        Output output;
        QJsonArray json;
        for (const JobId &id : ids) {
            SC_TRY_ASSIGN(job, queue->job(id));
            json.append(jobJson(job));
            output.text += QStringLiteral("%1  %2\n").arg(job.id.text(), jobStatusWord(job.status));
        }
        output.json = json;
        return output;
    };
}

Result<std::optional<JobStatus>> statusOption(const Invocation &invocation)
{
    if (!invocation.arguments.has(QStringLiteral("status")))
        return std::nullopt;
    const QString name = invocation.arguments.value(QStringLiteral("status"));
    const auto status = jobStatusFromName(name);
    if (!status) {
        return std::unexpected(
            Problem(ProblemCode::InvalidParameter, tr("\"%1\" is no state of a job.").arg(name))
                .withDetail(tr("States: queued, blocked, paused, assigned, running, unknown, completed, failed, cancelled.")));
    }
    return status;
}

Result<Output> listJobs(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(status, statusOption(invocation));
    SC_TRY_ASSIGN(all, queue->jobs());
    BatchId batch;
    if (invocation.arguments.has(QStringLiteral("batch"))) {
        SC_TRY_ASSIGN(found, findBatch(*queue, invocation.arguments.value(QStringLiteral("batch"))));
        batch = found.id;
    }
    Output output;
    QJsonArray json;
    int number = 0;
    for (const Job &job : all) {
        ++number;
        if ((status && job.status != *status) || (!batch.isEmpty() && job.batch != batch))
            continue;
        json.append(jobJson(job));
        output.text += jobLine(number, job);
    }
    if (json.isEmpty())
        output.text = tr("No jobs.");
    output.json = json;
    return output;
}

QJsonArray storyJson(const std::vector<Decision> &story)
{
    QJsonArray lines;
    for (const Decision &line : story) {
        lines.append(QJsonObject{{QStringLiteral("at"), line.at},
                                 {QStringLiteral("kind"), line.kind},
                                 {QStringLiteral("server"), line.server},
                                 {QStringLiteral("reason"), line.reason},
                                 {QStringLiteral("facts"), line.facts}});
    }
    return lines;
}

Result<Output> showJob(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(job, findJob(*queue, invocation.word(0)));
    SC_TRY_ASSIGN(story, queue->storyOf(job.id));
    QJsonObject json = jobJson(job);
    json.insert(QStringLiteral("story"), storyJson(story));
    const auto graph = parseJsonObject(job.graph.toUtf8(), QStringLiteral("graph"));
    json.insert(QStringLiteral("request"), graph ? QJsonValue(*graph) : QJsonValue());
    return Output{QString::fromUtf8(toJsonText(json)), json};
}

Result<Output> explainJob(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(job, findJob(*queue, invocation.word(0)));
    SC_TRY_ASSIGN(story, queue->storyOf(job.id));
    Output output;
    output.text = jobLine(1, job).section(u' ', 2).trimmed() + u'\n';
    for (const Decision &line : story) {
        output.text += QStringLiteral("%1  %2%3\n")
                           .arg(line.at, line.reason, line.server.isEmpty() ? QString() : QStringLiteral("  [%1]").arg(line.server));
        const QJsonObject finishes = line.facts.value(QStringLiteral("expected_finish_s")).toObject();
        for (auto it = finishes.begin(); it != finishes.end(); ++it)
            output.text += QStringLiteral("      %1: %2\n").arg(it.key(), tr("%1 s").arg(std::lround(it.value().toDouble())));
    }
    if (story.empty())
        output.text += tr("Nothing was decided about it yet.");
    output.json = QJsonObject{{QStringLiteral("job"), jobJson(job)}, {QStringLiteral("decisions"), storyJson(story)}};
    return output;
}

Result<Output> queueStatus(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(pause, queuePause(*queue));
    SC_TRY_ASSIGN(fair, fairShare(*queue));
    SC_TRY_ASSIGN(counts, countJobs(*queue));
    QJsonObject json{{QStringLiteral("paused"), queuePauseName(pause)}, {QStringLiteral("fair_share"), fair}};
    QJsonObject states;
    QString text;
    for (const auto &[status, count] : counts) {
        states.insert(jobStatusName(status), count);
        if (count > 0)
            text += QStringLiteral("%1  %2\n").arg(jobStatusWord(status).leftJustified(16)).arg(count);
    }
    json.insert(QStringLiteral("jobs"), states);
    if (text.isEmpty())
        text = tr("The queue is empty.\n");
    if (pause != QueuePause::Running)
        text += tr("The queue is paused.");
    return Output{text, json};
}

Result<Output> pauseQueue(Invocation &invocation)
{
    if (!invocation.arguments.positional().isEmpty())
        return onJobs([](Invocation &, GenerationStore &queue, const std::vector<JobId> &ids) { return pauseJobs(queue, ids); })(
            invocation);
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    const QueuePause pause = invocation.arguments.has(QStringLiteral("now")) ? QueuePause::Now : QueuePause::AfterCurrent;
    SC_TRY(asStep(invocation, *queue, {}, [&] { return setQueuePause(*queue, pause); }));
    return queueStatus(invocation);
}

Result<Output> resumeQueue(Invocation &invocation)
{
    if (!invocation.arguments.positional().isEmpty())
        return onJobs([](Invocation &, GenerationStore &queue, const std::vector<JobId> &ids) { return resumeJobs(queue, ids); })(
            invocation);
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY(asStep(invocation, *queue, {}, [&] { return setQueuePause(*queue, QueuePause::Running); }));
    return queueStatus(invocation);
}

Result<Output> cancelCommand(Invocation &invocation)
{
    const bool all = invocation.arguments.has(QStringLiteral("all"));
    const bool waiting = invocation.arguments.has(QStringLiteral("waiting"));
    if (!all && !waiting) {
        if (invocation.arguments.positional().isEmpty())
            return std::unexpected(Problem(ProblemCode::ValidationError, tr("Name jobs, or say --all or --waiting.")));
        return onJobs([](Invocation &, GenerationStore &queue, const std::vector<JobId> &ids) { return cancelJobs(queue, ids); })(
            invocation);
    }
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(open, queue->openJobs());
    std::vector<JobId> ids;
    for (const Job &job : open) {
        if (all || job.isWaiting())
            ids.push_back(job.id);
    }
    SC_TRY(asStep(invocation, *queue, ids, [&] { return cancelJobs(*queue, ids); }));
    return queueStatus(invocation);
}

Result<Output> clearCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    std::vector<JobStatus> statuses = {JobStatus::Completed, JobStatus::Failed, JobStatus::Cancelled};
    if (invocation.arguments.has(QStringLiteral("failed")))
        statuses = {JobStatus::Failed, JobStatus::Cancelled};
    SC_TRY_ASSIGN(ids, finishedJobs(*queue, statuses));
    SC_TRY(asStep(
        invocation, *queue, ids, [&] { return queue->removeJobs(ids); }, QueueHistory::Reach::Removes));
    return Output{tr("%1 jobs cleared.").arg(ids.size()), QJsonObject{{QStringLiteral("cleared"), static_cast<int>(ids.size())}}};
}

Result<Output> deleteCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(ids, findJobs(*queue, invocation.arguments.positional()));
    SC_TRY(asStep(
        invocation, *queue, ids, [&] { return queue->removeJobs(ids); }, QueueHistory::Reach::Removes));
    return Output{tr("%1 jobs deleted.").arg(ids.size()), QJsonObject{{QStringLiteral("deleted"), static_cast<int>(ids.size())}}};
}

Result<Output> duplicateCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(ids, findJobs(*queue, invocation.arguments.positional()));
    std::vector<Job> copies;
    SC_TRY(asStep(invocation, *queue, ids, [&]() -> Result<> {
        SC_TRY_ASSIGN(made, duplicateJobs(*queue, ids, invocation.arguments.has(QStringLiteral("new-seed"))));
        copies = std::move(made);
        return {};
    }));
    Output output;
    QJsonArray json;
    for (const Job &job : copies) {
        json.append(jobJson(job));
        output.text += job.id.text() + u'\n';
    }
    output.json = json;
    return output;
}

Result<> moveVerb(Invocation &invocation, GenerationStore &queue, const std::vector<JobId> &ids)
{
    if (invocation.arguments.has(QStringLiteral("to"))) {
        SC_TRY_ASSIGN(place, invocation.arguments.integer(QStringLiteral("to"), 1, 1'000'000));
        return moveJobs(queue, ids, *place - 1);
    }
    if (!invocation.arguments.has(QStringLiteral("server")))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Say where to: --to PLACE or --server SERVER.")));
    const QString wanted = invocation.arguments.value(QStringLiteral("server"));
    if (wanted == QLatin1String("any"))
        return sendTo(queue, ids, {}, false);
    SC_TRY_ASSIGN(server, findServer(queue, wanted));
    return sendTo(queue, ids, server.id, invocation.arguments.has(QStringLiteral("only")));
}

Result<Output> priorityCommand(Invocation &invocation)
{
    bool ok = false;
    const int priority = invocation.word(0).toInt(&ok);
    if (!ok)
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("The priority is from -100 to 100, for example 10.")));
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(ids, findJobs(*queue, invocation.arguments.positional().mid(1)));
    SC_TRY(asStep(invocation, *queue, ids, [&] { return setPriority(*queue, ids, priority); }));
    return queueStatus(invocation);
}

Result<Output> addCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    const QString paramsText = invocation.arguments.value(QStringLiteral("params"), QStringLiteral("{}"));
    SC_TRY_ASSIGN(json, parseJsonObject(paramsText.toUtf8(), QStringLiteral("--params")));
    SC_TRY_ASSIGN(params, comfy::paramsFromJson(json));
    params.family = invocation.arguments.value(QStringLiteral("family"), params.family);
    params.preset = invocation.arguments.value(QStringLiteral("preset"), params.preset);
    SC_TRY_ASSIGN(family, comfy::FamilyTable::builtIn().family(params.family));
    Job job;
    job.kind = family.makes == comfy::MediaKind::Video ? JobKind::Video : JobKind::Image;
    if (invocation.arguments.has(QStringLiteral("kind"))) {
        SC_TRY_ASSIGN(kind, comfy::mediaKindFromName(invocation.arguments.value(QStringLiteral("kind"))));
        job.kind = kind == comfy::MediaKind::Video ? JobKind::Video : JobKind::Image;
    }
    job.prompt = invocation.word(0);
    job.negative = invocation.arguments.value(QStringLiteral("negative"));
    job.family = params.family;
    job.modelName = params.model;
    job.params = QString::fromUtf8(toCompactJson(comfy::toJson(params)));
    SC_TRY_ASSIGN(priority, invocation.arguments.integer(QStringLiteral("priority"), -100, 100));
    job.priority = priority.value_or(0);
    if (invocation.arguments.has(QStringLiteral("bundle")))
        job.bundle = QDir(invocation.arguments.value(QStringLiteral("bundle"))).absolutePath();
    job.clip = invocation.arguments.value(QStringLiteral("clip"));
    if (invocation.arguments.has(QStringLiteral("server"))) {
        SC_TRY_ASSIGN(server, findServer(*queue, invocation.arguments.value(QStringLiteral("server"))));
        job.preferredServer = server.id;
        job.pinned = true;
    }
    for (const QString &needed : invocation.arguments.values(QStringLiteral("after"))) {
        SC_TRY_ASSIGN(other, findJob(*queue, needed));
        job.dependsOn.append(other.id.text());
    }
    SC_TRY_ASSIGN(added, queue->addJobs({job}));
    return Output{added.front().id.text(), jobJson(added.front())};
}

Result<Output> undoCommand(Invocation &invocation, bool backwards)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    QueueHistory history(*queue);
    SC_TRY_ASSIGN(name, backwards ? history.undo() : history.redo());
    return Output{backwards ? tr("Taken back: %1").arg(name) : tr("Done again: %1").arg(name), QJsonObject{{QStringLiteral("step"), name}}};
}

Result<Output> fairCommand(Invocation &invocation)
{
    const QString word = invocation.word(0);
    if (word != u"on" && word != u"off")
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Fair share is on or off.")));
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY(asStep(invocation, *queue, {}, [&] { return setFairShare(*queue, word == u"on"); }));
    return queueStatus(invocation);
}

Result<Output> reportCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(report, queueReport(*queue, invocation.arguments.value(QStringLiteral("since"))));
    return Output{reportText(report), toJson(report)};
}

OptionSpec option(const char *name, const char *value, const char *help)
{
    return {QString::fromLatin1(name), QString::fromLatin1(value), tr(help)};
}

Command command(const char *verb, const char *usage, const QString &help, int least, int most, std::vector<OptionSpec> options,
                std::function<Result<Output>(Invocation &)> run)
{
    return {QStringLiteral("queue"), QString::fromLatin1(verb), QString::fromLatin1(usage), help, least, most, std::move(options),
            std::move(run)};
}

} // namespace

std::vector<Command> queueCommands()
{
    const auto next = [](Invocation &, GenerationStore &queue, const std::vector<JobId> &ids) { return runNext(queue, ids); };
    const auto retry = [](Invocation &invocation, GenerationStore &queue, const std::vector<JobId> &ids) {
        return retryJobs(queue, ids, invocation.arguments.has(QStringLiteral("anyway")));
    };
    return {
        command("list", "", tr("all jobs in the order of the queue"), 0, 0,
                {option("status", "STATE", QT_TRANSLATE_NOOP("sc::cli", "only those in this state")),
                 option("batch", "BATCH", QT_TRANSLATE_NOOP("sc::cli", "only those of this batch"))},
                listJobs),
        command("show", "JOB", tr("everything about a job, with its request and its story"), 1, 1, {}, showJob),
        command("explain", "JOB", tr("why a job went where it went, or waits"), 1, 1, {}, explainJob),
        command("status", "", tr("how many jobs are in which state"), 0, 0, {}, queueStatus),
        command("add", "PROMPT", tr("a job that is written down here"), 1, 1,
                {option("family", "F", QT_TRANSLATE_NOOP("sc::cli", "model family, see model families")),
                 option("preset", "P", QT_TRANSLATE_NOOP("sc::cli", "fast or quality")),
                 option("kind", "K", QT_TRANSLATE_NOOP("sc::cli", "image or video")),
                 option("params", "JSON", QT_TRANSLATE_NOOP("sc::cli", "parameters as JSON")),
                 option("negative", "TEXT", QT_TRANSLATE_NOOP("sc::cli", "what to keep out")),
                 option("bundle", "BUNDLE", QT_TRANSLATE_NOOP("sc::cli", "project that the result goes to")),
                 option("clip", "ID", QT_TRANSLATE_NOOP("sc::cli", "clip of it; else its pool")),
                 option("priority", "N", QT_TRANSLATE_NOOP("sc::cli", "-100 to 100")),
                 option("server", "SERVER", QT_TRANSLATE_NOOP("sc::cli", "this server only")),
                 option("after", "JOB", QT_TRANSLATE_NOOP("sc::cli", "waits for that job; may be given several times"))},
                addCommand),
        command("move", "JOB...", tr("to a place in the queue, or to a server"), 1, -1,
                {option("to", "PLACE", QT_TRANSLATE_NOOP("sc::cli", "from 1")),
                 option("server", "SERVER", QT_TRANSLATE_NOOP("sc::cli", "rather there; \"any\" for everywhere")),
                 option("only", "", QT_TRANSLATE_NOOP("sc::cli", "there and nowhere else"))},
                onJobs(moveVerb)),
        command("priority", "N JOB...", tr("-100 to 100, higher first"), 2, -1, {}, priorityCommand),
        command("next", "JOB...", tr("before everything else"), 1, -1, {}, onJobs(next)),
        command("pause", "[JOB...]", tr("jobs, or the whole queue after what runs"), 0, -1,
                {option("now", "", QT_TRANSLATE_NOOP("sc::cli", "stop what runs and let it wait again"))}, pauseQueue),
        command("resume", "[JOB...]", tr("jobs, or the whole queue"), 0, -1, {}, resumeQueue),
        command("cancel", "[JOB...]", tr("jobs; servers are told"), 0, -1,
                {option("all", "", QT_TRANSLATE_NOOP("sc::cli", "all of them")),
                 option("waiting", "", QT_TRANSLATE_NOOP("sc::cli", "all but those with a server"))},
                cancelCommand),
        command("retry", "JOB...", tr("failed or cancelled jobs again"), 1, -1,
                {option("anyway", "", QT_TRANSLATE_NOOP("sc::cli", "also what a server refused as it is"))}, onJobs(retry)),
        command("duplicate", "JOB...", tr("copies at the end of the queue"), 1, -1,
                {option("new-seed", "", QT_TRANSLATE_NOOP("sc::cli", "with another seed"))}, duplicateCommand),
        command("delete", "JOB...", tr("jobs that no server has"), 1, -1, {}, deleteCommand),
        command("clear", "", tr("all that is finished"), 0, 0,
                {option("failed", "", QT_TRANSLATE_NOOP("sc::cli", "only failed and cancelled ones"))}, clearCommand),
        command("undo", "", tr("takes the last change of the queue back, also one made in the window"), 0, 0, {},
                [](Invocation &invocation) { return undoCommand(invocation, true); }),
        command("redo", "", tr("does again what was taken back"), 0, 0, {},
                [](Invocation &invocation) { return undoCommand(invocation, false); }),
        command("fair", "on|off", tr("fair share: projects take turns inside one priority"), 1, 1, {}, fairCommand),
        command("report", "", tr("what was made, what failed, how long it took"), 0, 0,
                {option("since", "TIME", QT_TRANSLATE_NOOP("sc::cli", "UTC, 2026-01-31T22:00; by default all"))}, reportCommand),
    };
}

} // namespace sc::cli
