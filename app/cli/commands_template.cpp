// SPDX-License-Identifier: GPL-3.0-or-later
// Style templates and prompt templates; the words that a shot sends.
#include "app/cli/edit_arguments.h"
#include "app/cli/studio_access.h"
#include "core/base/json.h"
#include "core/comfy/family.h"
#include "core/generation/item_json.h"
#include "core/generation/shot_request.h"
#include "core/project/take_shelf.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/scene_edits.h"

#include <QtCore/QFile>
#include <QtCore/QJsonArray>
#include <QtCore/QSaveFile>

#include <algorithm>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

template<class Template> QJsonObject templateJson(const Template &one)
{
    QJsonObject json = generation::toJson(one);
    json.insert(QStringLiteral("id"), one.id.text());
    json.insert(QStringLiteral("kind"), std::is_same_v<Template, StyleTemplate> ? QStringLiteral("style") : QStringLiteral("prompt"));
    json.insert(QStringLiteral("name"), one.name);
    json.insert(QStringLiteral("scope"), scopeName(one.scope));
    json.insert(QStringLiteral("version"), one.version);
    json.insert(QStringLiteral("use_count"), one.useCount);
    return json;
}

template<class Template> QString templateLine(const Template &one, const QString &what)
{
    return QStringLiteral("%1  %2  %3, %4%5")
        .arg(one.id.text(), one.name, what, QCoreApplication::translate("sc::cli", "%n use(s)", nullptr, one.useCount),
             one.scope == Scope::Shared ? tr(", shared") : QString());
}

Output told(const StyleTemplate &style)
{
    return {templateLine(style, categoryTitle(style.category)), templateJson(style)};
}

Output told(const PromptTemplate &prompt)
{
    return {templateLine(prompt, tr("prompt")), templateJson(prompt)};
}

bool isPrompt(const Invocation &invocation)
{
    return invocation.arguments.has(QStringLiteral("image-prompt")) || invocation.arguments.has(QStringLiteral("video-prompt"));
}

Result<> setFields(const Arguments &arguments, StyleTemplate &style)
{
    for (const auto &[option, member] : {std::pair("name", &StyleTemplate::name), {"description", &StyleTemplate::description},
                                         {"category", &StyleTemplate::category}, {"prefix", &StyleTemplate::prefix},
                                         {"suffix", &StyleTemplate::suffix}, {"negative", &StyleTemplate::negative},
                                         {"family", &StyleTemplate::family}, {"model", &StyleTemplate::model}})
        style.*member = arguments.value(QLatin1String(option), style.*member);
    SC_TRY_ASSIGN(loras, loraOptions(arguments));
    if (loras)
        style.loras = *loras;
    SC_TRY_ASSIGN(params, paramsOptions(arguments, style.params));
    style.params = params;
    if (arguments.has(QStringLiteral("favourite")))
        style.isFavourite = arguments.value(QStringLiteral("favourite")) != QLatin1String("off");
    return {};
}

void setFields(const Arguments &arguments, PromptTemplate &prompt)
{
    prompt.name = arguments.value(QStringLiteral("name"), prompt.name);
    prompt.imagePrompt = arguments.value(QStringLiteral("image-prompt"), prompt.imagePrompt);
    prompt.videoPrompt = arguments.value(QStringLiteral("video-prompt"), prompt.videoPrompt);
}

// A style or a prompt template, whichever has the name.
template<class Use> Result<Output> withTemplate(StudioCall &call, const QString &wanted, Use use)
{
    if (const auto prompt = findPrompt(call.studio, wanted))
        return use(*prompt);
    SC_TRY_ASSIGN(style, findStyle(call.studio, wanted));
    return use(style);
}

Result<Output> addTemplate(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    if (isPrompt(invocation)) {
        PromptTemplate prompt;
        prompt.scope = call.scope();
        prompt.name = call.word(0);
        setFields(invocation.arguments, prompt);
        SC_TRY_ASSIGN(id, call.studio.save(prompt));
        SC_TRY_ASSIGN(made, call.studio.prompt(id));
        return told(made);
    }
    StyleTemplate style;
    style.scope = call.scope();
    style.name = call.word(0);
    SC_TRY(setFields(invocation.arguments, style));
    SC_TRY_ASSIGN(id, call.studio.save(style));
    SC_TRY_ASSIGN(made, call.studio.style(id));
    return told(made);
}

Result<Output> listTemplates(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(styles, call.studio.styles());
    SC_TRY_ASSIGN(prompts, call.studio.prompts());
    const QString category = invocation.arguments.value(QStringLiteral("category"));
    Output output;
    QJsonArray list;
    const auto add = [&](const Output &one) {
        output.text += one.text + u'\n';
        list.append(one.json);
    };
    for (const StyleTemplate &style : styles) {
        if (category.isEmpty() || style.category == category)
            add(told(style));
    }
    for (const PromptTemplate &prompt : prompts) {
        if (category.isEmpty())
            add(told(prompt));
    }
    if (list.isEmpty())
        output.text = tr("No templates yet. Add one: template add BUNDLE NAME --prefix TEXT");
    output.json = list;
    return output;
}

Result<Output> showTemplate(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    return withTemplate(call, call.word(0), [&](const auto &found) -> Result<Output> {
        SC_TRY_ASSIGN(versions, call.studio.versionsOf(found.scope, found.id.text()));
        QJsonArray history;
        for (const StudioItemVersion &version : versions)
            history.append(QJsonObject{{QStringLiteral("version"), version.version}, {QStringLiteral("at"), version.at},
                                       {QStringLiteral("name"), version.name}, {QStringLiteral("content"), version.content}});
        QJsonObject json = templateJson(found);
        json.insert(QStringLiteral("history"), history);
        return Output{QString::fromUtf8(toJsonText(json)), json};
    });
}

Result<Output> editTemplate(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    return withTemplate(call, call.word(0), [&](auto found) -> Result<Output> {
        if constexpr (std::is_same_v<decltype(found), StyleTemplate>)
            SC_TRY(setFields(invocation.arguments, found));
        else
            setFields(invocation.arguments, found);
        SC_TRY(call.studio.save(found));
        return told(found);
    });
}

Result<Output> deleteTemplate(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    return withTemplate(call, call.word(0), [&](const auto &found) -> Result<Output> {
        SC_TRY(call.studio.remove(found, invocation.arguments.has(QStringLiteral("anyway"))));
        return Output{tr("Deleted \"%1\".").arg(found.name), QJsonObject{{QStringLiteral("deleted"), found.id.text()}}};
    });
}

Result<Output> shareTemplate(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    return withTemplate(call, call.word(0), [&](auto found) -> Result<Output> {
        SC_TRY(call.studio.moveToShared(found));
        found.scope = Scope::Shared;
        return told(found);
    });
}

Output describe(const TemplatePreview &preview)
{
    Output output;
    QJsonArray rows;
    for (const TemplateRow &row : preview.rows) {
        rows.append(QJsonObject{{QStringLiteral("key"), row.key}, {QStringLiteral("now"), row.now}, {QStringLiteral("after"), row.after},
                                {QStringLiteral("differs"), row.differs}});
        output.text += QStringLiteral("%1 %2  %3 -> %4\n").arg(row.differs ? QStringLiteral("*") : QStringLiteral(" "), row.name.leftJustified(12), row.now, row.after);
    }
    output.text += QCoreApplication::translate("sc::cli", "%n shot(s) change", nullptr, preview.changes);
    if (!preview.locked.empty())
        output.text += QStringLiteral(", ") + QCoreApplication::translate("sc::cli", "%n locked one(s) are left out", nullptr, static_cast<int>(preview.locked.size()));
    output.json = QJsonObject{{QStringLiteral("rows"), rows}, {QStringLiteral("changes"), preview.changes}, {QStringLiteral("locked"), static_cast<int>(preview.locked.size())}};
    return output;
}

Output describe(const std::vector<PromptedClip> &clips)
{
    Output output;
    QJsonArray list;
    for (const PromptedClip &one : clips) {
        QJsonArray unknown;
        for (const UnknownVariable &variable : one.unknown)
            unknown.append(variable.name);
        list.append(QJsonObject{{QStringLiteral("clip"), one.clip.text()}, {QStringLiteral("image_prompt"), one.imagePrompt},
                                {QStringLiteral("video_prompt"), one.videoPrompt}, {QStringLiteral("unknown"), unknown}});
        output.text += one.imagePrompt + u'\n' + (one.videoPrompt.isEmpty() ? QString() : one.videoPrompt + u'\n');
    }
    output.json = list;
    return output;
}

Result<Output> applyTemplateCommand(Invocation &invocation)
{
    const bool isPreview = invocation.arguments.has(QStringLiteral("preview"));
    SC_TRY_ASSIGN(call, openStudio(invocation, isPreview ? project::OpenMode::ReadOnly : project::OpenMode::ReadWrite));
    const ApplyMode mode = invocation.arguments.has(QStringLiteral("replace")) ? ApplyMode::Replace : ApplyMode::Fill;
    return withTemplate(call, call.word(0), [&](const auto &found) -> Result<Output> {
        if constexpr (std::is_same_v<std::decay_t<decltype(found)>, PromptTemplate>) {
            if (invocation.arguments.has(QStringLiteral("scene"))) {
                SC_TRY_ASSIGN(scene, findSceneId(call.session->timeline(), invocation.arguments.value(QStringLiteral("scene"))));
                std::vector<PromptTemplateId> templates = timeline::findScene(call.session->timeline(), scene)->promptTemplates;
                std::erase(templates, found.id);
                templates.insert(templates.begin(), found.id);
                SC_TRY(call.session->apply(tr("Prompt template of scene"),
                                           timeline::editScene(call.session->timeline(), {.scene = scene, .promptTemplates = templates})));
                return told(found);
            }
        }
        SC_TRY_ASSIGN(clips, call.clips(1));
        Output output;
        if constexpr (std::is_same_v<std::decay_t<decltype(found)>, StyleTemplate>) {
            SC_TRY_ASSIGN(preview, call.studio.preview(clips, found, mode));
            output = describe(preview);
        } else {
            SC_TRY_ASSIGN(preview, call.studio.preview(clips, found));
            output = describe(preview);
        }
        if (!isPreview)
            SC_TRY(call.studio.apply(clips, found, mode));
        return output;
    });
}

Result<Output> exportTemplates(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadOnly));
    std::vector<StyleTemplate> styles;
    std::vector<PromptTemplate> prompts;
    for (const QString &wanted : call.words) {
        if (auto prompt = findPrompt(call.studio, wanted)) {
            prompts.push_back(std::move(*prompt));
            continue;
        }
        SC_TRY_ASSIGN(style, findStyle(call.studio, wanted));
        styles.push_back(std::move(style));
    }
    if (call.words.isEmpty()) {
        SC_TRY_ASSIGN(allStyles, call.studio.styles());
        SC_TRY_ASSIGN(allPrompts, call.studio.prompts());
        styles = std::move(allStyles);
        prompts = std::move(allPrompts);
    }
    const QString path = invocation.arguments.value(QStringLiteral("out"));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(templateFile(styles, prompts)) < 0 || !file.commit())
        return std::unexpected(Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(path)).withDetail(file.errorString()));
    const int count = static_cast<int>(styles.size() + prompts.size());
    return Output{QCoreApplication::translate("sc::cli", "%n template(s) written.", nullptr, count), QJsonObject{{QStringLiteral("written"), count}, {QStringLiteral("file"), path}}};
}

Result<Output> importTemplates(Invocation &invocation)
{
    SC_TRY_ASSIGN(call, openStudio(invocation, project::OpenMode::ReadWrite));
    constexpr qint64 kMaxFile = 50'000'000;
    QFile file(call.word(0));
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(Problem(ProblemCode::MediaMissing, tr("The file \"%1\" cannot be read.").arg(call.word(0))));
    if (file.size() > kMaxFile)
        return std::unexpected(Problem(ProblemCode::FileTooLarge, tr("\"%1\" is larger than 50 MB.").arg(call.word(0))));
    SC_TRY_ASSIGN(read, readTemplates(file.readAll()));
    SC_TRY(call.studio.addAll(read, call.scope()));
    const int count = static_cast<int>(read.styles.size() + read.prompts.size());
    QStringList lines = {QCoreApplication::translate("sc::cli", "%n template(s) taken in.", nullptr, count)};
    lines += read.notes;
    return Output{lines.join(u'\n'), QJsonObject{{QStringLiteral("imported"), count}, {QStringLiteral("notes"), QJsonArray::fromStringList(read.notes)}}};
}

QJsonArray partsJson(const std::vector<timeline::PromptPart> &parts)
{
    QJsonArray list;
    for (const timeline::PromptPart &part : parts)
        list.append(QJsonObject{{QStringLiteral("origin"), part.origin}, {QStringLiteral("text"), part.text}});
    return list;
}

// Why the chosen take of this kind is not what the shot says now.
Result<QJsonArray> changesOf(const StudioCall &call, const timeline::Clip &clip, comfy::MediaKind kind)
{
    QJsonArray list;
    const TakeId &chosen = kind == comfy::MediaKind::Video ? clip.selectedVideo : clip.selectedImage;
    const auto present = requestFor(call.studio, clip.id, {.kind = kind, .chooseSeed = false, .mayWait = true});
    if (chosen.isEmpty() || !present)
        return list;
    const timeline::Take *take = call.session->takes().find(chosen);
    if (!take || take->provider == timeline::TakeProvider::Import)
        return list; // nothing is known of how it was made
    SC_TRY_ASSIGN(recipe, call.session->takes().recipeOf(chosen));
    for (const InputChange &change : changedInputs(recipe, *present, comfy::FamilyTable::builtIn()))
        list.append(QJsonObject{{QStringLiteral("key"), change.key}, {QStringLiteral("before"), change.before}, {QStringLiteral("now"), change.now}});
    return list;
}

Result<> freeze(const StudioCall &call, const timeline::Clip &clip, comfy::MediaKind kind, const ComposedPrompt &prompt, bool on)
{
    timeline::ClipGeneration generation = clip.generation;
    (kind == comfy::MediaKind::Video ? generation.frozen.video : generation.frozen.image) = on ? prompt.text : QString();
    if (on)
        generation.frozen.negative = prompt.negative;
    else if (generation.frozen.image.isEmpty() && generation.frozen.video.isEmpty())
        generation.frozen.negative.clear();
    return call.session->apply(on ? tr("Freeze prompt") : tr("Compose prompt again"),
                               timeline::editClip(call.session->timeline(), {.clip = clip.id, .generation = generation}));
}

Result<Output> clipPrompts(Invocation &invocation)
{
    const bool isFreeze = invocation.arguments.has(QStringLiteral("freeze"));
    const bool isEdit = isFreeze || invocation.arguments.has(QStringLiteral("thaw"));
    SC_TRY_ASSIGN(call, openStudio(invocation, isEdit ? project::OpenMode::ReadWrite : project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(id, findClipId(call.session->timeline(), call.word(0)));
    SC_TRY_ASSIGN(kind, comfy::mediaKindFromName(invocation.arguments.value(QStringLiteral("kind"), QStringLiteral("image"))));
    SC_TRY_ASSIGN(composed, composedFor(call.studio, id, kind));
    if (isEdit) {
        SC_TRY(freeze(call, *timeline::findClip(call.session->timeline(), id), kind, composed, isFreeze));
        SC_TRY_ASSIGN(anew, composedFor(call.studio, id, kind));
        composed = anew;
    }
    QJsonArray problems;
    QString text = composed.text + u'\n';
    if (!composed.negative.isEmpty())
        text += tr("Not: %1").arg(composed.negative) + u'\n';
    for (const Problem &problem : requestProblems(call.studio, id, {.kind = kind, .mayWait = true})) {
        problems.append(problem.toJson());
        text += problem.text() + u'\n';
    }
    SC_TRY_ASSIGN(changes, changesOf(call, *timeline::findClip(call.session->timeline(), id), kind));
    if (!changes.isEmpty())
        text += QCoreApplication::translate("sc::cli", "The chosen take is out of date: %n input(s) changed.", nullptr, static_cast<int>(changes.size())) + u'\n';
    return Output{text, QJsonObject{{QStringLiteral("prompt"), composed.text},
                                    {QStringLiteral("negative_prompt"), composed.negative},
                                    {QStringLiteral("parts"), partsJson(composed.parts)},
                                    {QStringLiteral("negative_parts"), partsJson(composed.negativeParts)},
                                    {QStringLiteral("frozen"), composed.isFrozen},
                                    {QStringLiteral("problems"), problems},
                                    {QStringLiteral("ready"), problems.isEmpty()},
                                    {QStringLiteral("stale"), changes}}};
}

} // namespace

std::vector<Command> templateCommands()
{
    const QString noun = QStringLiteral("template");
    const QString one = QStringLiteral("[BUNDLE] NAME");
    const OptionSpec shared = sharedOption();
    const std::vector<OptionSpec> fields = {
        shared,
        {QStringLiteral("name"), QStringLiteral("NAME"), tr("1 to 200 characters")},
        {QStringLiteral("image-prompt"), QStringLiteral("TEXT"), tr("makes it a prompt template: words with {variables} and {a|b}")},
        {QStringLiteral("video-prompt"), QStringLiteral("TEXT"), tr("the same for movies")},
        {QStringLiteral("description"), QStringLiteral("TEXT"), {}},
        {QStringLiteral("category"), QStringLiteral("WORD"), QStringLiteral("custom, cinematic, anime, realistic, artistic, abstract, own")},
        {QStringLiteral("prefix"), QStringLiteral("TEXT"), tr("in front of the shot's words")},
        {QStringLiteral("suffix"), QStringLiteral("TEXT"), tr("behind them")},
        {QStringLiteral("negative"), QStringLiteral("TEXT"), {}},
        {QStringLiteral("family"), QStringLiteral("FAMILY"), {}},
        {QStringLiteral("model"), QStringLiteral("FILE"), tr("as servers list it")},
        {QStringLiteral("lora"), QStringLiteral("NAME[:WEIGHT]"), tr("may be repeated; none takes all away")},
        {QStringLiteral("params"), QStringLiteral("JSON"), tr("all parameters it sets")},
        {QStringLiteral("set"), QStringLiteral("KEY=VALUE"), tr("one parameter, may be repeated; KEY= takes it away")},
        {QStringLiteral("favourite"), QStringLiteral("on|off"), {}},
    };
    return {
        {noun, QStringLiteral("add"), one, tr("a new style or prompt template"), 1, 2, fields, addTemplate},
        {noun, QStringLiteral("list"), QStringLiteral("[BUNDLE]"), tr("those of the project and shared ones"), 0, 1,
         {shared, {QStringLiteral("category"), QStringLiteral("WORD"), tr("only styles of it")}}, listTemplates},
        {noun, QStringLiteral("show"), one, tr("everything of one, with its history"), 1, 2, {shared}, showTemplate},
        {noun, QStringLiteral("edit"), one, tr("change its fields"), 1, 2, fields, editTemplate},
        {noun, QStringLiteral("delete"), one, tr("takes stay"), 1, 2, {shared, {QStringLiteral("anyway"), {}, tr("also while it is used")}}, deleteTemplate},
        {noun, QStringLiteral("share"), QStringLiteral("BUNDLE NAME"), tr("move it to the shared ones"), 2, 2, {}, shareTemplate},
        {noun, QStringLiteral("apply"), QStringLiteral("BUNDLE NAME [CLIP...]"), tr("to shots, or a prompt template to a scene"), 2, -1,
         {{QStringLiteral("replace"), {}, tr("its values win over those of the shots")},
          {QStringLiteral("preview"), {}, tr("only say what would change")},
          {QStringLiteral("scene"), QStringLiteral("SCENE"), tr("words the shots of the scene that have none")}}, applyTemplateCommand},
        {noun, QStringLiteral("export"), QStringLiteral("[BUNDLE] [NAME...]"), tr("to a file; all when none is named"), 0, -1,
         {shared, {QStringLiteral("out"), QStringLiteral("FILE"), tr("where")}}, exportTemplates},
        {noun, QStringLiteral("import"), QStringLiteral("[BUNDLE] FILE"), tr("own files, and lists of other programs as JSON or CSV"), 1, 2, {shared}, importTemplates},
        {QStringLiteral("clip"), QStringLiteral("prompts"), QStringLiteral("BUNDLE CLIP"), tr("the words it sends with their origins, what it lacks, what changed since its take"), 2, 2,
         {{QStringLiteral("kind"), QStringLiteral("KIND"), tr("image or video (image)")},
          {QStringLiteral("freeze"), {}, tr("send this text from now on, whatever changes")},
          {QStringLiteral("thaw"), {}, tr("compose it anew")}}, clipPrompts},
    };
}

} // namespace sc::cli
