// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/own_workflow.h"

#include "core/base/enum_names.h"
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/base/text.h"
#include "core/comfy/family_detect.h"
#include "core/comfy/generation_params.h"
#include "core/comfy/graph.h"
#include "core/generation/workflow_nodes.h"
#include "core/media/embedded_texts.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>
#include <QtCore/QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::generation {

namespace {

constexpr int kMaxName = 200;
constexpr int kMaxDescription = 2000;
constexpr std::array<const char *, 6> kTypes = {"text", "integer", "number", "switch", "choice", "picture"};

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

Problem refused(const QString &text, const QString &detail = {})
{
    return Problem(ProblemCode::ValidationError, text).withDetail(detail);
}

// A graph as it may come: bare, as it is posted, or inside of a picture.
Result<QJsonObject> graphIn(const QByteArray &bytes)
{
    if (media::isPng(bytes)) {
        SC_TRY_ASSIGN(texts, media::readPngTexts(bytes, Text::tr("The picture")));
        if (!texts.contains(QStringLiteral("prompt")))
            return std::unexpected(
                refused(Text::tr("The picture carries no graph."), Text::tr("Pictures that ComfyUI saved do, unless it was told not to.")));
        return parseJsonObject(comfy::withoutNotANumber(texts.value(QStringLiteral("prompt")).toUtf8()), Text::tr("The picture's graph"));
    }
    Result<QJsonObject> json = parseJsonObject(comfy::withoutNotANumber(bytes), Text::tr("The workflow"));
    if (!json)
        return std::unexpected(json.error());
    if (const QJsonValue inner = json->value(QStringLiteral("prompt")); inner.isObject())
        return inner.toObject();
    return *json;
}

Result<> requireApiForm(const QJsonObject &graph)
{
    if (graph.contains(QStringLiteral("nodes")))
        return std::unexpected(
            refused(Text::tr("This is the file that ComfyUI's editor saves: it says where nodes stand, not what they are sent."),
                    Text::tr("In ComfyUI choose Workflow > Export (API), in older versions Save (API Format) after switching on "
                             "Dev mode in the settings, and take that file.")));
    if (graph.isEmpty())
        return std::unexpected(refused(Text::tr("The workflow has no nodes.")));
    for (auto node = graph.begin(); node != graph.end(); ++node) {
        const QJsonObject object = node->toObject();
        if (object.value(QStringLiteral("class_type")).toString().isEmpty() || !object.value(QStringLiteral("inputs")).isObject())
            return std::unexpected(
                refused(Text::tr("Node %1 of the workflow has no class_type or no inputs.").arg(node.key().left(40)),
                        Text::tr("Each node is {\"class_type\": ..., \"inputs\": {...}}: ComfyUI's Export (API) writes it so.")));
    }
    return {};
}

QString classOf(const QJsonObject &graph, const QString &node)
{
    return graph.value(node).toObject().value(QStringLiteral("class_type")).toString();
}

Problem badInput(const QString &name, const QString &text)
{
    return Problem(ProblemCode::InvalidParameter, text).withEntity(QStringLiteral("input"), name);
}

bool isNumberFor(const Binding &binding, const QJsonValue &value)
{
    if (!value.isDouble() || !std::isfinite(value.toDouble()))
        return false;
    return binding.type != BindingType::Integer || value.toDouble() == std::floor(value.toDouble());
}

Result<> checkNumber(const Binding &binding, const QJsonValue &value)
{
    const double number = value.toDouble();
    const bool isBelow = binding.least && number < *binding.least;
    const bool isAbove = binding.most && number > *binding.most;
    if (isNumberFor(binding, value) && !isBelow && !isAbove)
        return {};
    const QString kind = binding.type == BindingType::Integer ? Text::tr("a whole number") : Text::tr("a number");
    const QString range = binding.least && binding.most ? Text::tr(" from %1 to %2").arg(*binding.least).arg(*binding.most) : QString();
    return std::unexpected(badInput(binding.name, Text::tr("\"%1\" must be %2%3.").arg(binding.name, kind, range)));
}

Result<> checkValue(const Binding &binding, const QJsonValue &value)
{
    switch (binding.type) {
    case BindingType::Integer:
    case BindingType::Number:
        return checkNumber(binding, value);
    case BindingType::Switch:
        if (value.isBool())
            return {};
        return std::unexpected(badInput(binding.name, Text::tr("\"%1\" must be true or false.").arg(binding.name)));
    case BindingType::Choice:
        // Which values there are is for each server to say.
        if (value.isString() || value.isDouble() || value.isBool())
            return {};
        return std::unexpected(badInput(binding.name, Text::tr("\"%1\" must be one value.").arg(binding.name)));
    case BindingType::Text:
    case BindingType::Picture:
        if (value.isString())
            return {};
        return std::unexpected(badInput(binding.name, Text::tr("\"%1\" must be a text.").arg(binding.name)));
    }
    return {};
}

bool isSeed(const Binding &binding)
{
    return binding.type == BindingType::Integer && binding.name.startsWith(u"seed");
}

void setInput(QJsonObject &graph, const Binding &binding, const QJsonValue &value)
{
    QJsonObject node = graph.value(binding.node).toObject();
    QJsonObject inputs = node.value(QStringLiteral("inputs")).toObject();
    inputs.insert(binding.field, value);
    node.insert(QStringLiteral("inputs"), inputs);
    graph.insert(binding.node, node);
}

Result<Binding> bindingFromJson(const QJsonObject &json)
{
    Binding binding;
    binding.name = json.value(QStringLiteral("name")).toString();
    binding.node = json.value(QStringLiteral("node")).toString();
    binding.field = json.value(QStringLiteral("field")).toString();
    const QString typeName = json.value(QStringLiteral("type")).toString();
    const auto type = valueIn<BindingType>(kTypes, typeName);
    if (!type)
        return std::unexpected(refused(Text::tr("The binding \"%1\" has an unknown type.").arg(binding.name)));
    binding.type = *type;
    binding.standard = json.value(QStringLiteral("default"));
    if (json.value(QStringLiteral("min")).isDouble())
        binding.least = json.value(QStringLiteral("min")).toDouble();
    if (json.value(QStringLiteral("max")).isDouble())
        binding.most = json.value(QStringLiteral("max")).toDouble();
    for (const QJsonValue &choice : json.value(QStringLiteral("choices")).toArray())
        binding.choices.append(choice.toString());
    binding.required = json.value(QStringLiteral("required")).toBool();
    return binding;
}

QJsonObject bindingJson(const Binding &binding)
{
    QJsonObject json{{QStringLiteral("name"), binding.name},        {QStringLiteral("node"), binding.node},
                     {QStringLiteral("field"), binding.field},      {QStringLiteral("type"), bindingTypeName(binding.type)},
                     {QStringLiteral("default"), binding.standard}, {QStringLiteral("required"), binding.required}};
    if (binding.least)
        json.insert(QStringLiteral("min"), *binding.least);
    if (binding.most)
        json.insert(QStringLiteral("max"), *binding.most);
    if (!binding.choices.isEmpty())
        json.insert(QStringLiteral("choices"), QJsonArray::fromStringList(binding.choices));
    return json;
}

// What follows from the graph alone.
void describe(OwnWorkflow &workflow, const comfy::ObjectInfo &info)
{
    workflow.outputs = outputNodesOf(workflow.graph, info);
    workflow.kind = makesMovie(workflow.graph, workflow.outputs) ? comfy::MediaKind::Video : comfy::MediaKind::Image;
    workflow.classes.clear();
    for (const QString &node : workflow.graph.keys())
        workflow.classes.append(classOf(workflow.graph, node));
    workflow.classes.removeDuplicates();
    workflow.classes.sort();
    workflow.models = modelFilesOf(workflow.graph);
    for (const QString &model : std::as_const(workflow.models)) {
        const comfy::FamilyGuess guess = comfy::guessFamily(model);
        if (workflow.family.isEmpty() && !guess.guessed)
            workflow.family = guess.family;
    }
}

} // namespace

const Binding *OwnWorkflow::binding(const QString &wanted) const
{
    const auto found = std::ranges::find(bindings, wanted, &Binding::name);
    return found == bindings.end() ? nullptr : &*found;
}

QString bindingTypeName(BindingType type)
{
    return nameIn(kTypes, type);
}

Result<OwnWorkflow> importWorkflow(const QByteArray &bytes, const QString &name, const comfy::ObjectInfo &info)
{
    if (!media::isPng(bytes) && bytes.size() > kMaxWorkflowBytes)
        return std::unexpected(
            Problem(ProblemCode::FileTooLarge, Text::tr("A workflow has at most %1.").arg(humanSize(kMaxWorkflowBytes))));
    OwnWorkflow workflow;
    SC_TRY_ASSIGN(graph, graphIn(bytes));
    SC_TRY(requireApiForm(graph));
    workflow.graph = std::move(graph);
    SC_TRY_ASSIGN(clean, cleanText(name, TextKind::SingleLine, 1, kMaxName, Text::tr("The workflow's name")));
    workflow.name = std::move(clean);
    workflow.id = newUuidV7();
    workflow.createdAt = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    describe(workflow, info);
    if (workflow.outputs.isEmpty())
        return std::unexpected(refused(Text::tr("The workflow saves nothing: it has no output node."),
                                       Text::tr("Add Save Image or Save Video in ComfyUI and export again. Its nodes: %1.")
                                           .arg(workflow.classes.join(QStringLiteral(", ")))));
    workflow.bindings = suggestBindings(workflow.graph, info);
    return workflow;
}

Result<> checkBindings(const QJsonObject &graph, const std::vector<Binding> &bindings)
{
    static const QRegularExpression good(QStringLiteral("^[A-Za-z][A-Za-z0-9_]{0,59}$"));
    QStringList names;
    if (std::ssize(bindings) > kMaxBindings)
        return std::unexpected(refused(Text::tr("A workflow has at most %1 bindings.").arg(kMaxBindings)));
    for (const Binding &binding : bindings) {
        if (!good.match(binding.name).hasMatch())
            return std::unexpected(refused(Text::tr("\"%1\" is no name of a binding: letters, digits and _ are.").arg(binding.name)));
        if (names.contains(binding.name))
            return std::unexpected(refused(Text::tr("Two bindings are called \"%1\".").arg(binding.name)));
        names.append(binding.name);
        const QJsonObject inputs = graph.value(binding.node).toObject().value(QStringLiteral("inputs")).toObject();
        if (!graph.contains(binding.node) || !inputs.contains(binding.field))
            return std::unexpected(refused(Text::tr("The binding \"%1\" names node %2, input %3, which the workflow does not have.")
                                               .arg(binding.name, binding.node, binding.field)));
        if (comfy::isLink(inputs.value(binding.field)))
            return std::unexpected(refused(Text::tr("The binding \"%1\" names an input that another node fills.").arg(binding.name)));
    }
    return {};
}

Result<QJsonObject> filledWorkflow(const OwnWorkflow &workflow, const QJsonObject &inputs)
{
    for (auto input = inputs.begin(); input != inputs.end(); ++input) {
        if (workflow.binding(input.key()))
            continue;
        QStringList known;
        for (const Binding &binding : workflow.bindings)
            known.append(binding.name);
        return std::unexpected(badInput(input.key(), Text::tr("The workflow \"%1\" has no input \"%2\".").arg(workflow.name, input.key()))
                                   .withDetail(Text::tr("It has: %1.").arg(known.join(QStringLiteral(", ")))));
    }
    QJsonObject graph = workflow.graph;
    for (const Binding &binding : workflow.bindings) {
        QJsonValue value = inputs.value(binding.name);
        if (value.isUndefined() && isSeed(binding))
            value = comfy::freshSeed();
        const bool isEmptyText = value.isString() && value.toString().trimmed().isEmpty();
        if (binding.required && (value.isUndefined() || isEmptyText))
            return std::unexpected(badInput(binding.name, Text::tr("The workflow \"%1\" needs \"%2\".").arg(workflow.name, binding.name)));
        if (value.isUndefined())
            continue;
        SC_TRY(checkValue(binding, value));
        setInput(graph, binding, value);
    }
    return graph;
}

std::vector<comfy::GraphFault> checkWorkflow(const OwnWorkflow &workflow, const QJsonObject &inputs, const comfy::ObjectInfo &info)
{
    std::vector<comfy::GraphFault> faults;
    QJsonObject graph = workflow.graph;
    for (const Binding &binding : workflow.bindings) {
        const QJsonValue value = inputs.value(binding.name);
        if (!value.isUndefined())
            setInput(graph, binding, value);
        else if (binding.required)
            faults.push_back({comfy::GraphFaultKind::MissingInput,
                              binding.node,
                              classOf(graph, binding.node),
                              binding.field,
                              Text::tr("\"%1\" must be filled.").arg(binding.name),
                              {},
                              false});
    }
    for (comfy::GraphFault &fault : comfy::checkGraph(comfy::fittedTo(graph, info), info)) {
        // A picture that is still to come, or that goes up with the job.
        const bool isFilledLater = std::ranges::any_of(workflow.bindings, [&](const Binding &binding) {
            return binding.type == BindingType::Picture && binding.node == fault.node && binding.field == fault.input;
        });
        if (!isFilledLater)
            faults.push_back(std::move(fault));
    }
    return faults;
}

Result<> workflowFits(const OwnWorkflow &workflow, const QJsonObject &inputs, const comfy::ObjectInfo &info)
{
    std::vector<comfy::GraphFault> faults = checkWorkflow(workflow, inputs, info);
    std::erase_if(faults, [](const comfy::GraphFault &fault) { return fault.warning; });
    if (faults.empty())
        return {};
    const auto codeOf = [](const comfy::GraphFault &fault) {
        return fault.kind == comfy::GraphFaultKind::UnknownClass ? ProblemCode::NodeMissing
               : fault.kind == comfy::GraphFaultKind::FileAbsent ? ProblemCode::ModelMissing
                                                                 : ProblemCode::InvalidParameter;
    };
    // A missing node explains what hangs on it, a missing file more than a value.
    std::ranges::stable_sort(faults, {}, [&](const comfy::GraphFault &fault) {
        return codeOf(fault) == ProblemCode::NodeMissing ? 0 : codeOf(fault) == ProblemCode::ModelMissing ? 1 : 2;
    });
    QStringList all;
    for (const comfy::GraphFault &fault : faults)
        all.append(fault.node.isEmpty() ? fault.text : Text::tr("Node %1: %2").arg(fault.node, fault.text));
    return std::unexpected(Problem(codeOf(faults.front()), faults.front().text)
                               .withDetail(all.join(u'\n'))
                               .withEntity(QStringLiteral("workflow"), workflow.name));
}

QJsonObject toJson(const OwnWorkflow &workflow)
{
    QJsonArray bindings;
    for (const Binding &binding : workflow.bindings)
        bindings.append(bindingJson(binding));
    return {{QStringLiteral("storycanvas_workflow"), 1},
            {QStringLiteral("id"), workflow.id},
            {QStringLiteral("name"), workflow.name},
            {QStringLiteral("description"), workflow.description},
            {QStringLiteral("kind"), comfy::mediaKindName(workflow.kind)},
            {QStringLiteral("graph"), workflow.graph},
            {QStringLiteral("bindings"), bindings},
            {QStringLiteral("outputs"), QJsonArray::fromStringList(workflow.outputs)},
            {QStringLiteral("classes"), QJsonArray::fromStringList(workflow.classes)},
            {QStringLiteral("models"), QJsonArray::fromStringList(workflow.models)},
            {QStringLiteral("family"), workflow.family},
            {QStringLiteral("confirmed"), workflow.isConfirmed},
            {QStringLiteral("created_at"), workflow.createdAt}};
}

Result<OwnWorkflow> workflowFromJson(const QJsonObject &json)
{
    OwnWorkflow workflow;
    if (json.value(QStringLiteral("storycanvas_workflow")).toInt() != 1 || !isUuid(json.value(QStringLiteral("id")).toString()))
        return std::unexpected(refused(Text::tr("This is no stored workflow.")));
    workflow.id = json.value(QStringLiteral("id")).toString();
    SC_TRY_ASSIGN(
        name, cleanText(json.value(QStringLiteral("name")).toString(), TextKind::SingleLine, 1, kMaxName, Text::tr("The workflow's name")));
    workflow.name = std::move(name);
    SC_TRY_ASSIGN(description, cleanText(json.value(QStringLiteral("description")).toString(), TextKind::MultiLine, 0, kMaxDescription,
                                         Text::tr("The workflow's description")));
    workflow.description = std::move(description);
    SC_TRY_ASSIGN(kind, comfy::mediaKindFromName(json.value(QStringLiteral("kind")).toString()));
    workflow.kind = kind;
    workflow.graph = json.value(QStringLiteral("graph")).toObject();
    SC_TRY(requireApiForm(workflow.graph));
    for (const QJsonValue &value : json.value(QStringLiteral("bindings")).toArray()) {
        SC_TRY_ASSIGN(binding, bindingFromJson(value.toObject()));
        workflow.bindings.push_back(std::move(binding));
    }
    SC_TRY(checkBindings(workflow.graph, workflow.bindings));
    for (const auto &[key, list] :
         {std::pair{"outputs", &workflow.outputs}, {"classes", &workflow.classes}, {"models", &workflow.models}}) {
        for (const QJsonValue &value : json.value(QLatin1String(key)).toArray())
            list->append(value.toString());
    }
    workflow.family = json.value(QStringLiteral("family")).toString();
    workflow.isConfirmed = json.value(QStringLiteral("confirmed")).toBool();
    workflow.createdAt = json.value(QStringLiteral("created_at")).toString();
    return workflow;
}

} // namespace sc::generation
