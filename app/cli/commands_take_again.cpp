// SPDX-License-Identifier: GPL-3.0-or-later
// generate reproduce, vary, continue, match, style, recipe: what can be done with a take once it is there.
#include "app/cli/edit_arguments.h"
#include "app/cli/queue_run.h"
#include "app/cli/take_choice.h"
#include "core/base/json.h"
#include "core/generation/batch_shots.h"
#include "core/generation/continuation.h"
#include "core/generation/job_from_request.h"
#include "core/generation/provenance.h"
#include "core/generation/style_report.h"
#include "core/generation/take_again.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QJsonValue asJson(const QString &text)
{
    const Result<QJsonObject> object = parseJsonObject(text.toUtf8(), QString());
    return object ? QJsonValue(*object) : QJsonValue();
}

QJsonObject frozenJson(const FrozenRequest &frozen)
{
    QJsonArray parts;
    for (const timeline::PromptPart &part : frozen.promptParts)
        parts.append(QJsonObject{{QStringLiteral("origin"), part.origin}, {QStringLiteral("text"), part.text}});
    return {{QStringLiteral("kind"), timeline::takeKindName(frozen.kind)},
            {QStringLiteral("clip"), frozen.clip.text()},
            {QStringLiteral("prompt"), frozen.prompt},
            {QStringLiteral("negative_prompt"), frozen.negative},
            {QStringLiteral("prompt_parts"), parts},
            {QStringLiteral("family"), frozen.family},
            {QStringLiteral("model"), frozen.modelName},
            {QStringLiteral("params"), asJson(frozen.params)},
            {QStringLiteral("graph"), asJson(frozen.graph)},
            {QStringLiteral("graph_hash"), frozen.graphHash},
            {QStringLiteral("server"), frozen.serverId},
            {QStringLiteral("change"), frozen.change}};
}

struct FoundTake
{
    SessionPtr session;
    timeline::Take take;
    timeline::TakeRecipe recipe;
};

Result<FoundTake> openTake(const Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(1)));
    SC_TRY_ASSIGN(take, findTake(*session, clip, invocation.word(2)));
    SC_TRY_ASSIGN(recipe, session->takes().recipeOf(take.id));
    take.clip = clip;
    return FoundTake{std::move(session), std::move(take), std::move(recipe)};
}

// Stores the job of a request and, with --wait, runs the queue until it has ended.
Result<Job> queued(Invocation &invocation, FoundTake &found, const FrozenRequest &frozen)
{
    SC_TRY_ASSIGN(queue, openQueue(invocation));
    SC_TRY_ASSIGN(servers, queue->servers());
    const timeline::Clip *clip = timeline::findClip(found.session->timeline(), found.take.clip);
    SC_TRY_ASSIGN(
        job, jobFrom(withLocalPictures(frozen, found.session->bundle()), targetOf(*found.session), clip ? clip->name : QString(), servers));
    found.session.reset(); // results are kept in the project
    return queueOne(invocation, *queue, job);
}

Result<Output> madeAgain(Invocation &invocation, FoundTake &found, const FrozenRequest &frozen, const QString &text)
{
    Output output{text, frozenJson(frozen)};
    if (invocation.arguments.has(QStringLiteral("print")))
        return output;
    SC_TRY_ASSIGN(job, queued(invocation, found, frozen));
    output.text = QStringLiteral("%1  %2\n%3").arg(job.id.text(), jobStatusWord(job.status), text);
    QJsonObject json = output.json.toObject();
    json.insert(QStringLiteral("job"), jobJson(job));
    output.json = json;
    return output;
}

Result<Output> reproduceCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(found, openTake(invocation));
    SC_TRY_ASSIGN(frozen, reproduce(found.take, found.recipe));
    return madeAgain(invocation, found, frozen, tr("The very same request, graph %1:\n%2").arg(frozen.graphHash.left(12), frozen.graph));
}

Result<Output> varyCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(found, openTake(invocation));
    SC_TRY_ASSIGN(change, changeFromText(invocation.arguments.value(QStringLiteral("change"))));
    Result<FrozenRequest> varied = vary(found.take, found.recipe, change);
    if (!varied && varied.error().detail().isEmpty())
        return std::unexpected(
            varied.error().withDetail(tr("Can be changed: %1.").arg(changeableNames(found.recipe).join(QStringLiteral(", ")))));
    if (!varied)
        return std::unexpected(varied.error());
    return madeAgain(invocation, found, *varied, tr("The same request but for %1.").arg(varied->change));
}

Result<Output> continueCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(1)));
    SC_TRY_ASSIGN(frames, invocation.arguments.integer(QStringLiteral("window"), 2, 1000));
    SC_TRY_ASSIGN(place, lastShown(*session, clip));
    SC_TRY_ASSIGN(file, frames ? writeWindow(place, *frames) : writeFrame(place));
    return Output{tr("The end of “%1”: %2").arg(place.clipName, file),
                  QJsonObject{{QStringLiteral("clip"), clip.text()},
                              {QStringLiteral("file"), file},
                              {QStringLiteral("reference"), QStringLiteral("media:") + file},
                              {QStringLiteral("at_s"), place.at.toSeconds()},
                              {QStringLiteral("frames"), frames.value_or(1)}}};
}

QJsonObject factsJson(const ColourFacts &facts)
{
    return {{QStringLiteral("light"), facts.light},
            {QStringLiteral("red"), facts.red},
            {QStringLiteral("yellow"), facts.yellow},
            {QStringLiteral("contrast"), facts.lightSpread},
            {QStringLiteral("chroma"), facts.chroma}};
}

Result<double> fadeOption(const Arguments &arguments)
{
    if (!arguments.has(QStringLiteral("fade")))
        return 0.0;
    bool isNumber = false;
    const double fade = arguments.value(QStringLiteral("fade")).toDouble(&isNumber);
    if (isNumber && fade >= 0 && fade <= 300)
        return fade;
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("--fade is a number of seconds from 0 to 300.")));
}

Result<Output> matchCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(clip, findClipId(session->timeline(), invocation.word(1)));
    SC_TRY_ASSIGN(fade, fadeOption(invocation.arguments));
    ClipId before;
    if (invocation.arguments.has(QStringLiteral("to"))) {
        SC_TRY_ASSIGN(named, findClipId(session->timeline(), invocation.arguments.value(QStringLiteral("to"))));
        before = named;
    } else {
        SC_TRY_ASSIGN(found, clipBefore(session->timeline(), clip));
        before = found;
    }
    SC_TRY_ASSIGN(last, lastShown(*session, before));
    SC_TRY_ASSIGN(first, firstShown(*session, clip));
    QJsonObject json{{QStringLiteral("before"), before.text()}, {QStringLiteral("after"), clip.text()}};
    if (invocation.arguments.has(QStringLiteral("measure"))) {
        SC_TRY_ASSIGN(measure, measureSeam(last, first));
        json.insert(QStringLiteral("difference"), measure.difference());
        json.insert(QStringLiteral("end"), factsJson(measure.before));
        json.insert(QStringLiteral("start"), factsJson(measure.after));
        return Output{tr("Colour difference at the seam: %1").arg(measure.difference(), 0, 'f', 1), json};
    }
    SC_TRY_ASSIGN(match, matchSeam(last, first, fade));
    SC_TRY_ASSIGN(ids, session->takes().add(tr("Match colours"), {match.take}));
    json.insert(QStringLiteral("difference"), match.asItWas.difference());
    json.insert(QStringLiteral("difference_after"), match.matched.difference());
    json.insert(QStringLiteral("take"), ids.front().text());
    return Output{tr("Colour difference at the seam: %1, now %2")
                      .arg(match.asItWas.difference(), 0, 'f', 1)
                      .arg(match.matched.difference(), 0, 'f', 1),
                  json};
}

Result<Output> styleCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    std::vector<StyleSample> samples = styleSamplesOf(*session);
    const ProgressFn progress = invocation.console.progress(tr("looking"));
    for (size_t i = 0; i < samples.size(); ++i) {
        if (invocation.cancel.isCancelled())
            return std::unexpected(Problem(ProblemCode::Cancelled, tr("Stopped.")));
        SC_TRY_ASSIGN(facts, measureStyle(samples[i]));
        samples[i].facts = facts;
        if (progress)
            progress(double(i + 1) / double(samples.size()));
    }
    const StyleReport report = styleReport(samples);
    Output output;
    QJsonArray entries;
    for (const StyleEntry &entry : report.entries) {
        entries.append(QJsonObject{{QStringLiteral("clip"), entry.sample.clip.text()},
                                   {QStringLiteral("name"), entry.sample.clipName},
                                   {QStringLiteral("take"), entry.sample.take.text()},
                                   {QStringLiteral("distance"), entry.distance},
                                   {QStringLiteral("brightness"), entry.brightness},
                                   {QStringLiteral("contrast"), entry.contrast},
                                   {QStringLiteral("chroma"), entry.chroma},
                                   {QStringLiteral("warmth"), entry.warmth},
                                   {QStringLiteral("tint"), entry.tint},
                                   {QStringLiteral("outlier"), entry.isOutlier},
                                   {QStringLiteral("explanation"), entry.explanation}});
        output.text += QStringLiteral("%1 %2  %3  %4\n")
                           .arg(entry.isOutlier ? QStringLiteral("!") : QStringLiteral(" "),
                                QString::number(entry.distance, 'f', 1).rightJustified(6), entry.sample.clipName, entry.explanation);
    }
    if (report.entries.empty())
        output.text = tr("No shot shows a take yet.");
    output.json = QJsonObject{{QStringLiteral("shots"), entries},
                              {QStringLiteral("middle"), factsJson(report.middle)},
                              {QStringLiteral("spread"), report.spread},
                              {QStringLiteral("outliers"), report.outliers}};
    return output;
}

Result<Output> recipeCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(texts, media::readEmbeddedTexts(invocation.word(0)));
    const auto found = recipeIn(texts);
    if (!found)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("\"%1\" does not say how it was made.").arg(invocation.word(0)))
                                   .withDetail(tr("PNG and movies of StoryCanvas, ComfyUI and the AUTOMATIC1111 web UI do.")));
    static const QStringList kSources = {QStringLiteral("storycanvas"), QStringLiteral("comfyui"), QStringLiteral("webui")};
    QJsonObject json{{QStringLiteral("source"), kSources.at(static_cast<int>(found->source))},
                     {QStringLiteral("prompt"), found->recipe.prompt},
                     {QStringLiteral("negative_prompt"), found->recipe.negativePrompt},
                     {QStringLiteral("family"), found->family},
                     {QStringLiteral("model"), found->modelName},
                     {QStringLiteral("params"), asJson(found->recipe.params)},
                     {QStringLiteral("graph"), asJson(found->recipe.request)}};
    json.insert(QStringLiteral("seed"), found->seed ? QJsonValue(*found->seed) : QJsonValue());
    return Output{tr("%1\nNegative: %2\nModel: %3 (%4)\n%5")
                      .arg(found->recipe.prompt, found->recipe.negativePrompt, found->modelName, found->family, found->recipe.params),
                  json};
}

} // namespace

std::vector<Command> takeAgainCommands()
{
    const QString kGenerate = QStringLiteral("generate");
    const QString kTake = QStringLiteral("BUNDLE CLIP TAKE");
    std::vector<OptionSpec> varies = queueOptions();
    varies.push_back(
        {QStringLiteral("change"), QStringLiteral("NAME=VALUE"), tr("what changes: seed, steps=30, size=832x480, prompt=TEXT ...")});
    return {
        {kGenerate, QStringLiteral("reproduce"), kTake, tr("makes a take again by the identical request, on its server"), 3, 3,
         queueOptions(), reproduceCommand},
        {kGenerate, QStringLiteral("vary"), kTake, tr("makes a take again with exactly one change"), 3, 3, varies, varyCommand},
        {kGenerate,
         QStringLiteral("continue"),
         QStringLiteral("BUNDLE CLIP"),
         tr("the last frame or frames that a shot shows, as a start for the next"),
         2,
         2,
         {{QStringLiteral("window"), QStringLiteral("N"), tr("the last N frames as a movie instead of one picture")}},
         continueCommand},
        {kGenerate,
         QStringLiteral("match"),
         QStringLiteral("BUNDLE CLIP"),
         tr("a new take of the shot with the colours of the one before it"),
         2,
         2,
         {{QStringLiteral("to"), QStringLiteral("CLIP"), tr("whose end is matched instead")},
          {QStringLiteral("fade"), QStringLiteral("S"), tr("fades out over so many seconds; the whole take without")},
          {QStringLiteral("measure"), {}, tr("only measures the seam")}},
         matchCommand},
        {kGenerate,
         QStringLiteral("style"),
         QStringLiteral("BUNDLE"),
         tr("which shots stand out in colour, brightness and contrast"),
         1,
         1,
         {},
         styleCommand},
        {kGenerate,
         QStringLiteral("recipe"),
         QStringLiteral("FILE"),
         tr("how a picture or movie was made, as the file tells"),
         1,
         1,
         {},
         recipeCommand},
    };
}

} // namespace sc::cli
