// SPDX-License-Identifier: GPL-3.0-or-later
// words status, setup, models, allow, off, prompt, scene, track: help with words by a language model, or by our own rules.
#include "app/cli/library_access.h"
#include "app/cli/secret_access.h"
#include "app/cli/server_access.h"
#include "app/cli/session.h"
#include "core/openai/service_address.h"
#include "core/openai/shot_facts.h"
#include "core/openai/words_desk.h"
#include "core/timeline/clip_edits.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace openai;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

struct WordsCall
{
    Invocation &invocation;
    SecretsPtr secrets;
    std::unique_ptr<WordsDesk> desk;

    [[nodiscard]] bool isBuiltIn() const { return invocation.arguments.has(QStringLiteral("built-in")); }
};

Result<WordsCall> openWords(Invocation &invocation)
{
    SC_TRY_ASSIGN(secrets, openSecrets(invocation.profile));
    WordsCall call{invocation, std::move(secrets), nullptr};
    call.desk = std::make_unique<WordsDesk>(invocation.profile, *call.secrets);
    return call;
}

Result<ChatAnswer> askModel(WordsCall &call, const ChatRequest &request)
{
    return waitFor<ChatAnswer>(call.invocation, [&](const auto &done) {
        call.desk->ask(
            request,
            [&](const QString &text, bool isThought) {
                if (!isThought)
                    call.invocation.console.progress(tr("Writing"))(std::min(0.99, static_cast<double>(text.size()) / 1000));
            },
            done);
    });
}

Output shownRequest(const ChatRequest &request)
{
    return {whatIsSent(request), QJsonObject{{QStringLiteral("system"), request.system}, {QStringLiteral("user"), request.user}}};
}

QJsonObject serviceJson(const Service &service)
{
    return {{QStringLiteral("address"), service.base.toString()},
            {QStringLiteral("model"), service.model},
            {QStringLiteral("key"), service.keyReference}, // a reference, never the key
            {QStringLiteral("private"), isPrivate(service.base)},
            {QStringLiteral("allowed"), service.isAllowed || isPrivate(service.base)}};
}

Result<Output> status(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY_ASSIGN(service, call.desk->service());
    if (!service)
        return Output{tr("Off. To set it up: words setup ADDRESS --model MODEL. Without a server --built-in helps by rules."),
                      QJsonObject{{QStringLiteral("set_up"), false}}};
    QJsonObject json = serviceJson(*service);
    json.insert(QStringLiteral("set_up"), true);
    QString text = tr("%1 with %2").arg(service->base.toString(), service->model);
    if (!json.value(QStringLiteral("allowed")).toBool())
        text += u'\n' + tr("Nothing is sent there before: words allow");
    return Output{text, json};
}

// A key is never an argument: every program of the machine can read those.
Result<QByteArray> keyInput(const Invocation &invocation)
{
    const QString key = invocation.arguments.value(QStringLiteral("key"));
    if (key.isEmpty())
        return QByteArray();
    if (key != QLatin1String("-"))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Give the key on standard input, with --key -")));
    return readSecretInput();
}

QString modelLine(const ServiceModel &model)
{
    return model.shutsDown.isValid() ? tr("%1  (until %2)").arg(model.id, model.shutsDown.toString(Qt::ISODate)) : model.id;
}

Result<std::vector<ServiceModel>> modelsOf(WordsCall &call, const QUrl &base, const QByteArray &key)
{
    return waitFor<std::vector<ServiceModel>>(call.invocation, [&](const auto &done) { call.desk->readModels(base, key, done); });
}

Result<Output> models(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY_ASSIGN(key, keyInput(invocation));
    QUrl base;
    if (!invocation.word(0).isEmpty()) {
        SC_TRY_ASSIGN(typed, serviceBase(invocation.word(0)));
        base = typed;
    } else {
        SC_TRY_ASSIGN(service, call.desk->service());
        if (!service)
            return std::unexpected(Problem(ProblemCode::NotAuthorised, tr("Name the server: words models ADDRESS")));
        base = service->base;
    }
    SC_TRY_ASSIGN(all, modelsOf(call, base, key));
    Output output;
    QJsonArray json;
    for (const ServiceModel &model : all) {
        output.text += modelLine(model) + u'\n';
        QJsonObject one{{QStringLiteral("id"), model.id}};
        if (model.shutsDown.isValid())
            one.insert(QStringLiteral("until"), model.shutsDown.toString(Qt::ISODate));
        json.append(one);
    }
    output.json = json;
    return output;
}

Result<Output> setup(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY_ASSIGN(base, serviceBase(invocation.word(0)));
    SC_TRY_ASSIGN(key, keyInput(invocation));
    Service service;
    service.base = base;
    service.model = invocation.arguments.value(QStringLiteral("model"));
    if (service.model.isEmpty()) { // a server of one model needs no choice
        SC_TRY_ASSIGN(all, modelsOf(call, base, key));
        if (all.size() > 1) {
            QStringList ids;
            for (const ServiceModel &model : all)
                ids.append(model.id);
            return std::unexpected(
                Problem(ProblemCode::ValidationError, tr("Choose a model with --model.")).withDetail(ids.join(QStringLiteral(", "))));
        }
        service.model = all.front().id;
    }
    SC_TRY(waitFor<void>(invocation, [&](const auto &done) { call.desk->setUp(service, key, done); }));
    return status(invocation);
}

Result<Output> allow(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY(call.desk->allow());
    return status(invocation);
}

Result<Output> off(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY(waitFor<void>(invocation, [&](const auto &done) { call.desk->remove(done); }));
    return status(invocation);
}

QJsonObject suggestionJson(const PromptSuggestion &suggestion)
{
    return {{QStringLiteral("prompt"), suggestion.prompt},
            {QStringLiteral("negative"), suggestion.negative},
            {QStringLiteral("camera"), suggestion.camera},
            {QStringLiteral("lighting"), suggestion.lighting},
            {QStringLiteral("notes"), suggestion.notes},
            {QStringLiteral("alternatives"), QJsonArray::fromStringList(suggestion.alternatives)},
            {QStringLiteral("built_in"), suggestion.isBuiltIn}};
}

QString suggestionText(const PromptSuggestion &suggestion)
{
    QString text = suggestion.prompt;
    for (const auto &[name, value] : {std::pair{tr("Not: %1"), suggestion.negative},
                                      {tr("Camera: %1"), suggestion.camera},
                                      {tr("Light: %1"), suggestion.lighting},
                                      {tr("Note: %1"), suggestion.notes}})
        if (!value.isEmpty())
            text += u'\n' + name.arg(value);
    for (const QString &other : suggestion.alternatives)
        text += u'\n' + tr("Or: %1").arg(other);
    return text;
}

Result<Output> prompt(Invocation &invocation)
{
    const bool applies = invocation.arguments.has(QStringLiteral("apply"));
    const bool isVideo = invocation.arguments.has(QStringLiteral("video"));
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY_ASSIGN(session, openBundle(invocation, applies ? project::OpenMode::ReadWrite : project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(id, findClipId(session->timeline(), invocation.word(1)));
    const PromptWish wish = wishFor(session->timeline(), *findClip(session->timeline(), id), isVideo);
    const ChatRequest request = requestFor(wish);
    if (invocation.arguments.has(QStringLiteral("dry-run")))
        return shownRequest(request);
    PromptSuggestion suggestion = builtInSuggestion(wish);
    if (!call.isBuiltIn()) {
        SC_TRY_ASSIGN(answer, askModel(call, request));
        SC_TRY_ASSIGN(written, suggestionIn(answer, wish));
        suggestion = written;
    }
    if (applies) {
        timeline::EditClip edit;
        edit.clip = id;
        (isVideo ? edit.videoPrompt : edit.imagePrompt) = suggestion.prompt;
        if (!suggestion.negative.isEmpty())
            edit.negativePrompt = suggestion.negative;
        SC_TRY_ASSIGN(edited, timeline::editClip(session->timeline(), edit));
        SC_TRY(session->apply(tr("Suggested prompt"), edited));
    }
    return Output{suggestionText(suggestion), suggestionJson(suggestion)};
}

Result<Output> scene(Invocation &invocation)
{
    const bool applies = invocation.arguments.has(QStringLiteral("apply"));
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY_ASSIGN(session, openBundle(invocation, applies ? project::OpenMode::ReadWrite : project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(id, findSceneId(session->timeline(), invocation.word(1)));
    std::vector<ClipId> clips;
    const SceneWish wish = wishFor(session->timeline(), *findScene(session->timeline(), id), &clips);
    if (clips.empty())
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("The scene has no shots.")));
    const ChatRequest request = requestFor(wish);
    if (invocation.arguments.has(QStringLiteral("dry-run")))
        return shownRequest(request);
    SC_TRY_ASSIGN(answer, askModel(call, request));
    SC_TRY_ASSIGN(prompts, shotPromptsIn(answer, wish));
    Output output;
    QJsonArray json;
    timeline::Timeline edited = session->timeline();
    for (const ShotPrompt &shot : prompts) {
        const ClipId clip = clips.at(static_cast<size_t>(shot.number - 1));
        output.text += QStringLiteral("%1  %2\n").arg(findClip(edited, clip)->name, shot.prompt);
        json.append(QJsonObject{{QStringLiteral("clip"), clip.text()}, {QStringLiteral("prompt"), shot.prompt}});
        if (!applies)
            continue;
        timeline::EditClip edit;
        edit.clip = clip;
        edit.imagePrompt = shot.prompt;
        SC_TRY_ASSIGN(next, timeline::editClip(edited, edit));
        edited = std::move(next);
    }
    if (applies)
        SC_TRY(session->apply(tr("Suggested prompts"), edited));
    output.json = json;
    return output;
}

Result<Output> track(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openWords(invocation));
    SC_TRY_ASSIGN(library, library::Library::open(invocation.profile));
    SC_TRY_ASSIGN(found, findTrack(*library, invocation.word(0)));
    SongFacts song{.title = found.title,
                   .artist = found.artist,
                   .bpm = found.bpm,
                   .key = found.key,
                   .moods = found.moods,
                   .genres = found.genres,
                   .energy = found.energy};
    const ChatRequest request = descriptionRequest(song);
    if (invocation.arguments.has(QStringLiteral("dry-run")))
        return shownRequest(request);
    QString description = builtInDescription(song);
    if (!call.isBuiltIn()) {
        SC_TRY_ASSIGN(answer, askModel(call, request));
        SC_TRY_ASSIGN(written, descriptionIn(answer));
        description = written;
    }
    return Output{description, QJsonObject{{QStringLiteral("track"), found.id.text()},
                                           {QStringLiteral("description"), description},
                                           {QStringLiteral("built_in"), call.isBuiltIn()}}};
}

} // namespace

std::vector<Command> wordsCommands()
{
    const QString noun = QStringLiteral("words");
    const OptionSpec key = optionOf("key", "-", QT_TRANSLATE_NOOP("sc::cli", "read the server's key from standard input"));
    const OptionSpec apply = optionOf("apply", "", QT_TRANSLATE_NOOP("sc::cli", "take it over, as one step that can be undone"));
    const OptionSpec dry = optionOf("dry-run", "", QT_TRANSLATE_NOOP("sc::cli", "only show what would be sent"));
    const OptionSpec builtIn = optionOf("built-in", "", QT_TRANSLATE_NOOP("sc::cli", "by rules alone, without any server"));
    const QString bundleClip = QStringLiteral("BUNDLE CLIP");
    return {
        {noun, QStringLiteral("status"), {}, tr("which server helps with words"), 0, 0, {}, status},
        {noun,
         QStringLiteral("setup"),
         QStringLiteral("ADDRESS"),
         tr("choose a server that speaks OpenAI's protocol"),
         1,
         1,
         {optionOf("model", "ID", QT_TRANSLATE_NOOP("sc::cli", "one of words models")), key},
         setup},
        {noun, QStringLiteral("models"), QStringLiteral("[ADDRESS]"), tr("the models of a server"), 0, 1, {key}, models},
        {noun, QStringLiteral("allow"), {}, tr("agree that texts go to the chosen server"), 0, 0, {}, allow},
        {noun, QStringLiteral("off"), {}, tr("forget the server and its key"), 0, 0, {}, off},
        {noun,
         QStringLiteral("prompt"),
         bundleClip,
         tr("suggest a richer prompt for a shot"),
         2,
         2,
         {optionOf("video", "", QT_TRANSLATE_NOOP("sc::cli", "for its video instead of its picture")), builtIn, dry, apply},
         prompt},
        {noun,
         QStringLiteral("scene"),
         QStringLiteral("BUNDLE SCENE"),
         tr("suggest prompts for the shots of a scene"),
         2,
         2,
         {dry, apply},
         scene},
        {noun, QStringLiteral("track"), QStringLiteral("TRACK"), tr("describe a song from its measurements"), 1, 1, {builtIn, dry}, track},
    };
}

} // namespace sc::cli
