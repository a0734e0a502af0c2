// SPDX-License-Identifier: GPL-3.0-or-later
// batch and generate: shots of a project to jobs, and waiting for them.
#include "app/cli/queue_run.h"
#include "app/cli/studio_access.h"
#include "core/base/json.h"
#include "core/comfy/family.h"
#include "core/generation/batch_shots.h"
#include "core/generation/queue_edits.h"
#include "core/generation/queue_history.h"
#include "core/generation/still_choice.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

Problem wrong(const QString &text)
{
    return Problem(ProblemCode::ValidationError, text);
}

// "cfg=3,5,7": numbers where they are numbers.
Result<BatchAxis> axisFrom(const QString &text)
{
    BatchAxis axis;
    axis.key = text.section(u'=', 0, 0);
    for (const QString &value : text.section(u'=', 1).split(u',', Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double number = value.toDouble(&isNumber);
        axis.values.append(isNumber ? QJsonValue(number) : QJsonValue(value));
    }
    if (axis.values.isEmpty())
        return std::unexpected(wrong(tr("An axis is written KEY=VALUE,VALUE, for example cfg=3,5,7.")));
    return axis;
}

Result<BatchSpec> specFrom(const Invocation &invocation, GenerationStore &queue)
{
    const Arguments &words = invocation.arguments;
    BatchSpec spec;
    spec.name = words.value(QStringLiteral("name"));
    spec.family = words.value(QStringLiteral("family"));
    spec.preset = words.value(QStringLiteral("preset"));
    if (!spec.family.isEmpty()) {
        SC_TRY_ASSIGN(family, comfy::FamilyTable::builtIn().family(spec.family));
        spec.kind = family.makes == comfy::MediaKind::Video ? JobKind::Video : JobKind::Image;
    }
    if (words.has(QStringLiteral("kind"))) {
        SC_TRY_ASSIGN(kind, comfy::mediaKindFromName(words.value(QStringLiteral("kind"))));
        spec.kind = kind == comfy::MediaKind::Video ? JobKind::Video : JobKind::Image;
    }
    if (words.has(QStringLiteral("prompt")))
        spec.prompt = words.value(QStringLiteral("prompt"));
    if (words.has(QStringLiteral("negative")))
        spec.negative = words.value(QStringLiteral("negative"));
    SC_TRY_ASSIGN(params,
                  parseJsonObject(words.value(QStringLiteral("params"), QStringLiteral("{}")).toUtf8(), QStringLiteral("--params")));
    spec.params = params;
    for (const QString &text : words.values(QStringLiteral("axis"))) {
        SC_TRY_ASSIGN(axis, axisFrom(text));
        spec.axes.push_back(axis);
    }
    if (words.has(QStringLiteral("seeds"))) {
        const auto seeds = batchSeedsFromName(words.value(QStringLiteral("seeds")));
        if (!seeds)
            return std::unexpected(wrong(tr("Seeds are fixed, per_clip or increment.")));
        spec.seeds = *seeds;
    }
    if (words.has(QStringLiteral("seed"))) {
        bool ok = false;
        spec.seed = words.value(QStringLiteral("seed")).toLongLong(&ok);
        if (!ok || *spec.seed < 0)
            return std::unexpected(wrong(tr("A seed is a whole number from 0, for example 42.")));
    }
    spec.chooseStills = words.has(QStringLiteral("choose"));
    spec.stillsFirst = spec.chooseStills || words.has(QStringLiteral("stills-first"));
    if (words.has(QStringLiteral("stills"))) {
        bool ok = false;
        spec.stillCount = words.value(QStringLiteral("stills")).toInt(&ok);
        if (!ok)
            return std::unexpected(wrong(tr("--stills wants a number, for example 4.")));
    }
    spec.stillFamily = words.value(QStringLiteral("still-family"));
    spec.stillPreset = words.value(QStringLiteral("still-preset"), spec.preset);
    spec.skipWithoutPrompt = !words.has(QStringLiteral("strict"));
    for (const QString &name : words.values(QStringLiteral("server"))) {
        SC_TRY_ASSIGN(server, findServer(queue, name));
        spec.servers.push_back(server.id);
    }
    return spec;
}

// "SHOT:2,5": combinations as preflight numbers them.
Result<std::vector<BatchCellRef>> skippedIn(const Arguments &words, const timeline::Timeline &timeline)
{
    std::vector<BatchCellRef> off;
    for (const QString &text : words.values(QStringLiteral("skip"))) {
        const qsizetype colon = text.lastIndexOf(u':');
        if (colon < 1)
            return std::unexpected(wrong(tr("What is left out is written SHOT:NUMBER,NUMBER, numbers as preflight shows them.")));
        SC_TRY_ASSIGN(clip, findClipId(timeline, text.left(colon)));
        for (const QString &number : text.mid(colon + 1).split(u',', Qt::SkipEmptyParts)) {
            bool ok = false;
            off.push_back({clip, number.toInt(&ok) - 1});
            if (!ok)
                return std::unexpected(wrong(tr("\"%1\" is no number of a combination.").arg(number)));
        }
    }
    return off;
}

struct Draft
{
    BatchSpec spec;
    BatchTarget target;
    BatchDraft draft;
};

// A shot may wait for one that is generated already.
Result<JobsOnTheWay> jobsOnTheWay(GenerationStore &queue, const QString &bundle)
{
    JobsOnTheWay found;
    SC_TRY_ASSIGN(open, queue.openJobs());
    for (const Job &job : open) {
        if (job.bundle == bundle && !job.clip.isEmpty() && !found.contains(job.clip))
            found.insert(job.clip, job.id.text());
    }
    return found;
}

enum class Frames { AsTheyAre, Cut }; // whether those that shots begin with are made now

Result<Draft> draftFrom(Invocation &invocation, GenerationStore &queue, Frames frames)
{
    SC_TRY_ASSIGN(spec, specFrom(invocation, queue));
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    std::vector<ClipId> clips;
    QStringList named = invocation.arguments.values(QStringLiteral("clip"));
    named += invocation.arguments.positional().mid(1);
    for (const QString &word : named) {
        SC_TRY_ASSIGN(clip, findClipId(call.session->timeline(), word));
        clips.push_back(clip);
    }
    SC_TRY_ASSIGN(off, skippedIn(invocation.arguments, call.session->timeline()));
    spec.off = off;
    SC_TRY_ASSIGN(shots, shotsOf(call.studio, clips, spec));
    if (frames == Frames::Cut)
        cutStartFrames(*call.session, shots);
    Draft made{spec, targetOf(*call.session), {}};
    if (made.spec.name.isEmpty())
        made.spec.name = made.target.projectName;
    SC_TRY_ASSIGN(onTheWay, jobsOnTheWay(queue, made.target.bundle));
    SC_TRY_ASSIGN(draft, draftBatch(spec, shots, made.target, onTheWay));
    made.draft = std::move(draft);
    return made;
}

Result<Preflight> preflightOf(const Draft &draft, GenerationStore &queue)
{
    std::vector<PreflightPlace> places;
    SC_TRY_ASSIGN(servers, queue.servers());
    for (const Server &server : servers) {
        const bool isMeant = draft.spec.servers.empty() || std::count(draft.spec.servers.begin(), draft.spec.servers.end(), server.id) > 0;
        if (!server.active || !isMeant)
            continue;
        PreflightPlace place{server, nullptr};
        SC_TRY_ASSIGN(cached, queue.cachedNodes(server.id));
        if (cached) {
            if (const auto nodes = comfy::ObjectInfo::parse(cached->objectInfo))
                place.nodes = std::make_shared<const comfy::ObjectInfo>(*nodes);
        }
        places.push_back(std::move(place));
    }
    SC_TRY_ASSIGN(figures, queue.learned());
    return preflight(draft.draft, places, figures);
}

Result<Output> preflightCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(draft, draftFrom(invocation, *queue, Frames::AsTheyAre));
    SC_TRY_ASSIGN(flight, preflightOf(draft, *queue));
    QJsonObject json = toJson(flight);
    json.insert(QStringLiteral("plan"), planJson(draft.spec, draft.draft));
    return Output{planText(draft.spec, draft.draft) + preflightText(flight), json};
}

Result<Output> outcomeOf(GenerationStore &queue, const BatchId &id)
{
    SC_TRY_ASSIGN(batch, queue.batch(id));
    SC_TRY_ASSIGN(jobs, queue.jobsOfBatch(id));
    QJsonObject json = batchJson(batch);
    QJsonArray all;
    QString text =
        QStringLiteral("%1  %2  %3/%4").arg(batch.id.text(), batchStatusWord(batch.status)).arg(batch.completed).arg(batch.total) + u'\n';
    int number = 0;
    for (const Job &job : jobs) {
        all.append(jobJson(job));
        ++number;
        if (job.status == JobStatus::Failed || job.status == JobStatus::Blocked)
            text += jobLine(number, job);
    }
    json.insert(QStringLiteral("jobs"), all);
    return Output{text, json};
}

Result<> waitFor(const Invocation &invocation, GenerationStore &queue, const BatchId &id)
{
    const auto jobs = [&] { return queue.jobsOfBatch(id).value_or(std::vector<Job>()); };
    return runQueue(
        invocation, queue, [&] { return haveEnded(jobs()); },
        [&] {
            double done = 0;
            const std::vector<Job> all = jobs();
            for (const Job &job : all)
                done += job.isFinished() ? 1 : job.progress.value_or(0);
            return all.empty() ? 1 : done / static_cast<double>(all.size());
        });
}

// What did not end well is a problem of the command, too.
Result<> requireSuccess(GenerationStore &queue, const BatchId &id)
{
    SC_TRY_ASSIGN(jobs, queue.jobsOfBatch(id));
    for (const Job &job : jobs) {
        if (job.status == JobStatus::Failed || job.status == JobStatus::Blocked)
            return std::unexpected(job.problem()
                                       .value_or(Problem(ProblemCode::GenerationFailed, tr("A job failed.")))
                                       .withEntity(QStringLiteral("job"), job.id.text()));
    }
    return {};
}

Result<Output> runBatch(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(draft, draftFrom(invocation, *queue, Frames::Cut));
    Batch batch;
    batch.name = draft.spec.name;
    batch.bundle = draft.target.bundle;
    batch.projectName = draft.target.projectName;
    batch.spec = QString::fromUtf8(toCompactJson(toJson(draft.spec)));
    for (const LeftOutShot &shot : draft.draft.leftOut)
        invocation.console.notice(tr("\"%1\" is left out. %2").arg(shot.name, shot.problems.front().text()));
    for (const QString &note : draft.draft.notes)
        invocation.console.notice(note);
    SC_TRY_ASSIGN(stored, queue->addBatch(batch, draft.draft.jobs, !invocation.arguments.has(QStringLiteral("draft"))));
    if (invocation.arguments.has(QStringLiteral("wait"))) {
        SC_TRY(waitFor(invocation, *queue, stored.id));
        SC_TRY(requireSuccess(*queue, stored.id));
    }
    return outcomeOf(*queue, stored.id);
}

Result<Output> listBatches(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(all, queue->batches());
    Output output;
    QJsonArray json;
    for (const Batch &batch : all) {
        json.append(batchJson(batch));
        output.text += QStringLiteral("%1  %2  %3  %4/%5\n")
                           .arg(batch.id.text(), batch.name.leftJustified(24), batchStatusWord(batch.status).leftJustified(24))
                           .arg(batch.completed)
                           .arg(batch.total);
    }
    if (all.empty())
        output.text = tr("No batches yet.");
    output.json = json;
    return output;
}

Result<Output> showBatch(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(batch, findBatch(*queue, invocation.word(0)));
    return outcomeOf(*queue, batch.id);
}

Result<Output> changeBatch(Invocation &invocation, bool pause)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(batch, findBatch(*queue, invocation.word(0)));
    SC_TRY_ASSIGN(jobs, queue->jobsOfBatch(batch.id));
    std::vector<JobId> ids;
    for (const Job &job : jobs) {
        if (pause ? job.status == JobStatus::Queued || job.status == JobStatus::Blocked : job.status == JobStatus::Paused)
            ids.push_back(job.id);
    }
    if (ids.empty())
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing of this batch waits.")));
    SC_TRY(pause ? pauseJobs(*queue, ids) : resumeJobs(*queue, ids));
    const auto status = queue->setBatchStatus(batch.id, pause ? BatchStatus::Paused : BatchStatus::Running);
    if (!status)
        return std::unexpected(status.error());
    return outcomeOf(*queue, batch.id);
}

// Shots whose videos wait for a person, with the pictures there are.
Result<Output> listChoices(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    BatchId only;
    if (!invocation.arguments.positional().isEmpty()) {
        SC_TRY_ASSIGN(batch, findBatch(*queue, invocation.word(0)));
        only = batch.id;
    }
    SC_TRY_ASSIGN(jobs, queue->jobs());
    Output output;
    QJsonArray all;
    for (const StillChoice &choice : openChoices(jobs)) {
        if (!only.isEmpty() && choice.batch != only)
            continue;
        output.text += tr("%1: %2 videos wait\n").arg(choice.clipName).arg(choice.videos.size());
        QJsonArray stills;
        for (const Job &still : choice.stills) {
            output.text += QStringLiteral("  %1  %2  %3\n").arg(still.id.text(), jobStatusWord(still.status), still.takeIds.value(0));
            stills.append(jobJson(still));
        }
        QJsonArray videos;
        for (const JobId &id : choice.videos)
            videos.append(id.text());
        all.append(QJsonObject{{QStringLiteral("bundle"), choice.bundle},
                               {QStringLiteral("clip_id"), choice.clip},
                               {QStringLiteral("clip"), choice.clipName},
                               {QStringLiteral("batch"), choice.batch.text()},
                               {QStringLiteral("stills"), stills},
                               {QStringLiteral("videos"), videos}});
    }
    if (all.isEmpty())
        output.text = tr("Nothing waits for a choice.");
    output.json = all;
    return output;
}

Result<Output> choosePictures(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    Output output;
    QJsonArray started;
    for (const QString &word : invocation.arguments.positional()) {
        SC_TRY_ASSIGN(still, findJob(*queue, word));
        std::vector<JobId> waiting;
        SC_TRY_ASSIGN(open, queue->openJobs());
        for (const Job &job : open) {
            if (job.awaitsChoice)
                waiting.push_back(job.id);
        }
        QueueHistory history(*queue);
        std::vector<JobId> chosen;
        SC_TRY(history.perform(tr("Choose a start picture"), waiting, [&]() -> Result<> {
            SC_TRY_ASSIGN(ids, chooseStill(*queue, still.id));
            chosen = ids;
            return {};
        }));
        for (const JobId &id : chosen)
            started.append(id.text());
        output.text += tr("%1: %2 videos start from it\n").arg(still.clipName).arg(chosen.size());
    }
    output.json = QJsonObject{{QStringLiteral("videos"), started}};
    return output;
}

Result<Output> runAll(Invocation &invocation)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    const auto open = [&] { return queue->openJobs().value_or(std::vector<Job>()); };
    SC_TRY(runQueue(
        invocation, *queue, [&] { return haveEnded(open()); }, [] { return 0.0; }));
    SC_TRY_ASSIGN(left, queue->openJobs());
    return Output{tr("The queue has run; %1 jobs are left.").arg(left.size()),
                  QJsonObject{{QStringLiteral("left"), static_cast<int>(left.size())}}};
}

std::vector<OptionSpec> orderOptions()
{
    return {optionOf("server", "SERVER", QT_TRANSLATE_NOOP("sc::cli", "only there; of several the planner chooses")),
            optionOf("family", "F", QT_TRANSLATE_NOOP("sc::cli", "model family for all, see model families")),
            optionOf("preset", "P", QT_TRANSLATE_NOOP("sc::cli", "fast or quality")),
            optionOf("kind", "K", QT_TRANSLATE_NOOP("sc::cli", "image or video")),
            optionOf("clip", "CLIP", QT_TRANSLATE_NOOP("sc::cli", "only this shot; may be given several times")),
            optionOf("name", "NAME", QT_TRANSLATE_NOOP("sc::cli", "of the batch")),
            optionOf("prompt", "TEXT", QT_TRANSLATE_NOOP("sc::cli", "for all, in place of the shots' own words")),
            optionOf("negative", "TEXT", QT_TRANSLATE_NOOP("sc::cli", "what to keep out")),
            optionOf("params", "JSON", QT_TRANSLATE_NOOP("sc::cli", "parameters as JSON")),
            optionOf("axis", "KEY=A,B",
                     QT_TRANSLATE_NOOP("sc::cli", "what is varied, up to three: model, preset, seed, cfg, steps, lora_weight, sampler")),
            optionOf("seeds", "HOW", QT_TRANSLATE_NOOP("sc::cli", "fixed, per_clip or increment")),
            optionOf("seed", "N", QT_TRANSLATE_NOOP("sc::cli", "to begin with")),
            optionOf("stills-first", "", QT_TRANSLATE_NOOP("sc::cli", "a picture of each shot first, from which its video starts")),
            optionOf("choose", "", QT_TRANSLATE_NOOP("sc::cli", "stills first, and the videos wait until you choose; see batch choices")),
            optionOf("stills", "N", QT_TRANSLATE_NOOP("sc::cli", "pictures of each shot to choose from, 1 to 8")),
            optionOf("skip", "SHOT:N,N", QT_TRANSLATE_NOOP("sc::cli", "combinations that are not made, as preflight numbers them")),
            optionOf("still-family", "F", QT_TRANSLATE_NOOP("sc::cli", "of those pictures")),
            optionOf("still-preset", "P", QT_TRANSLATE_NOOP("sc::cli", "of those pictures")),
            optionOf("strict", "", QT_TRANSLATE_NOOP("sc::cli", "a shot that cannot be sent is a problem, not left out"))};
}

} // namespace

std::vector<Command> batchCommands()
{
    std::vector<OptionSpec> runs = orderOptions();
    runs.push_back({QStringLiteral("wait"), {}, tr("run the queue until the batch is done")});
    runs.push_back({QStringLiteral("draft"), {}, tr("made, but paused")});
    const QString noun = QStringLiteral("batch");
    return {
        {noun, QStringLiteral("preflight"), QStringLiteral("BUNDLE"), tr("what a batch would make, where, and how long it takes"), 1, 1,
         orderOptions(), preflightCommand},
        {noun, QStringLiteral("run"), QStringLiteral("BUNDLE"), tr("generate the shots of a project"), 1, 1, runs, runBatch},
        {noun, QStringLiteral("list"), {}, tr("all batches, the newest first"), 0, 0, {}, listBatches},
        {noun, QStringLiteral("show"), QStringLiteral("BATCH"), tr("a batch with its jobs"), 1, 1, {}, showBatch},
        {noun,
         QStringLiteral("pause"),
         QStringLiteral("BATCH"),
         tr("what of it waits"),
         1,
         1,
         {},
         [](Invocation &it) { return changeBatch(it, true); }},
        {noun,
         QStringLiteral("resume"),
         QStringLiteral("BATCH"),
         tr("also starts a draft"),
         1,
         1,
         {},
         [](Invocation &it) { return changeBatch(it, false); }},
        {noun,
         QStringLiteral("choices"),
         QStringLiteral("[BATCH]"),
         tr("shots whose videos wait for your choice of a picture"),
         0,
         1,
         {},
         listChoices},
        {noun,
         QStringLiteral("choose"),
         QStringLiteral("JOB..."),
         tr("their videos start from the pictures of these jobs"),
         1,
         -1,
         {},
         choosePictures},
        {QStringLiteral("generate"), QStringLiteral("run"), QStringLiteral("BUNDLE CLIP..."), tr("generate these shots"), 2, -1, runs,
         runBatch},
        {QStringLiteral("queue"), QStringLiteral("run"), {}, tr("run the queue until nothing can go on"), 0, 0, {}, runAll},
    };
}

} // namespace sc::cli
