// SPDX-License-Identifier: GPL-3.0-or-later
// model list, scan, show, edit, defaults, save, preset: what servers have, and starting values of one's own.
#include "app/cli/workflow_arguments.h"
#include "core/comfy/family_detect.h"
#include "core/generation/model_catalog.h"
#include "core/generation/model_presets.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QString modelLine(const ModelRecord &model)
{
    const QString where = model.servers().isEmpty() ? tr("on no server now") : model.servers().join(QStringLiteral(", "));
    return QStringLiteral("%1 %2  %3  %4%5\n")
        .arg(modelKindName(model.kind).leftJustified(15), model.family().isEmpty() ? QStringLiteral("-") : model.family(), model.name,
             where, model.isActive ? QString() : tr("  (not offered)"));
}

Result<Output> scanCommand(Invocation &invocation)
{
    const QString server = invocation.arguments.value(QStringLiteral("server"));
    if (server.isEmpty() || !invocation.arguments.has(QStringLiteral("object-info")))
        return std::unexpected(Problem(ProblemCode::ValidationError, tr("Say whose models: --server NAME --object-info FILE.")));
    SC_TRY_ASSIGN(info, nodesOption(invocation.arguments));
    SC_TRY_ASSIGN(catalog, ModelCatalog::load(invocation.profile));
    const int fresh = catalog.see(server, info, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    SC_TRY(catalog.save(invocation.profile));
    const auto found = std::ssize(modelsIn(info));
    return Output{
        tr("%1 has %2 models, %3 of them new.").arg(server).arg(found).arg(fresh),
        QJsonObject{{QStringLiteral("server"), server}, {QStringLiteral("models"), qint64(found)}, {QStringLiteral("new"), fresh}}};
}

Result<Output> listCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(catalog, ModelCatalog::load(invocation.profile));
    const QString kind = arguments.value(QStringLiteral("kind"));
    if (!kind.isEmpty() && !modelKindFromName(kind))
        return std::unexpected(Problem(ProblemCode::InvalidParameter, tr("\"%1\" is no kind of model.").arg(kind))
                                   .withDetail(tr("checkpoint, diffusion_model, lora, vae, text_encoder, controlnet, upscale, other")));
    Output output;
    QJsonArray all;
    for (const ModelRecord &model : catalog.all()) {
        const bool isMeant =
            (kind.isEmpty() || modelKindName(model.kind) == kind) &&
            (!arguments.has(QStringLiteral("family")) || model.family() == arguments.value(QStringLiteral("family"))) &&
            (!arguments.has(QStringLiteral("server")) || model.servers().contains(arguments.value(QStringLiteral("server")))) &&
            model.name.contains(arguments.value(QStringLiteral("search")), Qt::CaseInsensitive);
        if (!isMeant)
            continue;
        all.append(toJson(model));
        output.text += modelLine(model);
    }
    if (catalog.all().empty())
        output.text = tr("No server was looked at yet: model scan --server NAME --object-info FILE");
    output.json = all;
    return output;
}

Result<Output> editCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(catalog, ModelCatalog::load(invocation.profile));
    SC_TRY_ASSIGN(model, catalog.find(invocation.word(0)));
    SC_TRY_ASSIGN(stars, arguments.integer(QStringLiteral("stars"), 0, 5));
    const ModelRecord before = model;
    const auto list = [&](const char *option) { return arguments.value(QLatin1String(option)).split(u',', Qt::SkipEmptyParts); };
    if (arguments.has(QStringLiteral("family")))
        model.ownFamily = arguments.value(QStringLiteral("family")) == u"detected" ? QString() : arguments.value(QStringLiteral("family"));
    if (arguments.has(QStringLiteral("trigger")))
        model.triggerWords = list("trigger");
    if (arguments.has(QStringLiteral("tags")))
        model.tags = list("tags");
    if (arguments.has(QStringLiteral("notes")))
        model.notes = arguments.value(QStringLiteral("notes"));
    if (arguments.has(QStringLiteral("offer")))
        model.isActive = arguments.value(QStringLiteral("offer")) != u"no";
    model.rating = stars.value_or(model.rating);
    if (model == before)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing was changed.")));
    SC_TRY(catalog.change(model));
    SC_TRY(catalog.save(invocation.profile));
    return Output{modelLine(model), toJson(model)};
}

// The family of a model that is known, or of a name that is not.
Result<QString> familyFor(const Invocation &invocation, const QString &model)
{
    if (invocation.arguments.has(QStringLiteral("family")))
        return invocation.arguments.value(QStringLiteral("family"));
    SC_TRY_ASSIGN(catalog, ModelCatalog::load(invocation.profile));
    if (const auto known = catalog.find(model); known && !known->family().isEmpty())
        return known->family();
    const comfy::FamilyGuess guess = comfy::guessFamily(model);
    if (!guess.family.isEmpty() && !guess.guessed)
        return guess.family;
    return std::unexpected(Problem(ProblemCode::ValidationError, tr("The family of \"%1\" is not known: name it with --family.").arg(model))
                               .withDetail(guess.note));
}

Result<Output> defaultsCommand(Invocation &invocation)
{
    const QString model = invocation.word(0);
    SC_TRY_ASSIGN(family, familyFor(invocation, model));
    SC_TRY_ASSIGN(presets, PresetShelf::load(invocation.profile));
    SC_TRY_ASSIGN(values,
                  presets.startingValues(model, family, invocation.arguments.value(QStringLiteral("preset"), QStringLiteral("fast"))));
    return Output{QString::fromUtf8(toJsonText(values)).trimmed(), values};
}

Result<Output> saveCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    SC_TRY_ASSIGN(params, jsonOption(arguments, QStringLiteral("params")));
    SC_TRY_ASSIGN(presets, PresetShelf::load(invocation.profile));
    ModelPreset preset;
    preset.name = arguments.value(QStringLiteral("name"));
    preset.description = arguments.value(QStringLiteral("description"));
    preset.scope = arguments.has(QStringLiteral("whole-family")) ? PresetScope::Family : PresetScope::Model;
    preset.target = invocation.word(0);
    preset.isDefault = arguments.has(QStringLiteral("default"));
    preset.params = params;
    for (const ModelPreset &known : presets.all()) {
        if (known.scope == preset.scope && known.target == preset.target && known.name == preset.name)
            preset.id = known.id; // saved again
    }
    SC_TRY(presets.put(preset));
    SC_TRY(presets.save(invocation.profile));
    return Output{tr("Saved \"%1\" for %2.").arg(preset.name, preset.target),
                  toJson(presets.all().back().name == preset.name ? presets.all().back() : preset)};
}

Result<Output> presetsCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(presets, PresetShelf::load(invocation.profile));
    if (const QString wanted = invocation.arguments.value(QStringLiteral("delete")); !wanted.isEmpty()) {
        const auto found =
            std::ranges::find_if(presets.all(), [&](const ModelPreset &preset) { return preset.id == wanted || preset.name == wanted; });
        if (found == presets.all().end())
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("There is no preset \"%1\".").arg(wanted)));
        SC_TRY(presets.remove(QString(found->id)));
        SC_TRY(presets.save(invocation.profile));
    }
    Output output;
    QJsonArray all;
    for (const ModelPreset &preset : presets.all()) {
        all.append(toJson(preset));
        output.text += QStringLiteral("%1 %2 %3  %4\n")
                           .arg(preset.isDefault ? QStringLiteral("*") : QStringLiteral(" "), presetScopeName(preset.scope), preset.target,
                                preset.name);
    }
    if (presets.all().empty())
        output.text = tr("No preset yet. Save one: model save NAME --name PRESET --params JSON");
    output.json = all;
    return output;
}

} // namespace

std::vector<Command> modelCommands()
{
    const QString kModel = QStringLiteral("model");
    const OptionSpec family{QStringLiteral("family"), QStringLiteral("F"), tr("model family, see model families")};
    return {
        {kModel,
         QStringLiteral("scan"),
         {},
         tr("takes in which models a server has"),
         0,
         0,
         {{QStringLiteral("server"), QStringLiteral("NAME"), tr("whose they are")}, nodesOptionSpec()},
         scanCommand},
        {kModel,
         QStringLiteral("list"),
         {},
         tr("the models of all servers"),
         0,
         0,
         {{QStringLiteral("kind"), QStringLiteral("KIND"),
           tr("checkpoint, diffusion_model, lora, vae, text_encoder, controlnet, upscale, other")},
          family,
          {QStringLiteral("server"), QStringLiteral("NAME"), tr("only what this one has")},
          {QStringLiteral("search"), QStringLiteral("TEXT"), tr("part of the name")}},
         listCommand},
        {kModel,
         QStringLiteral("edit"),
         QStringLiteral("NAME"),
         tr("what one noted of a model"),
         1,
         1,
         {{QStringLiteral("family"), QStringLiteral("F"), tr("overrides what its name says; \"detected\" takes that back")},
          {QStringLiteral("trigger"), QStringLiteral("A,B"), tr("its trigger words")},
          {QStringLiteral("tags"), QStringLiteral("A,B"), tr("instead of the tags it has")},
          {QStringLiteral("notes"), QStringLiteral("TEXT"), tr("instead of the notes it has")},
          {QStringLiteral("stars"), QStringLiteral("N"), tr("0 to 5")},
          {QStringLiteral("offer"), QStringLiteral("yes|no"), tr("whether it is offered")}},
         editCommand},
        {kModel,
         QStringLiteral("defaults"),
         QStringLiteral("NAME"),
         tr("the values that a request for this model starts from"),
         1,
         1,
         {family, {QStringLiteral("preset"), QStringLiteral("P"), tr("fast or quality")}},
         defaultsCommand},
        {kModel,
         QStringLiteral("save"),
         QStringLiteral("NAME"),
         tr("keeps values as a preset of this model, or of a family"),
         1,
         1,
         {{QStringLiteral("name"), QStringLiteral("PRESET"), tr("what it is called")},
          {QStringLiteral("description"), QStringLiteral("TEXT"), tr("what it is for")},
          {QStringLiteral("params"), QStringLiteral("JSON"), tr("some of the parameters, or @FILE")},
          {QStringLiteral("whole-family"), {}, tr("NAME is a family")},
          {QStringLiteral("default"), {}, tr("requests start from it")}},
         saveCommand},
        {kModel,
         QStringLiteral("presets"),
         {},
         tr("the presets of one's own"),
         0,
         0,
         {{QStringLiteral("delete"), QStringLiteral("NAME"), tr("forgets one")}},
         presetsCommand},
    };
}

} // namespace sc::cli
