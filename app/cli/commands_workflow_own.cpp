// SPDX-License-Identifier: GPL-3.0-or-later
// workflow import, list, show, bind, fill, delete: graphs of a person's own.
#include "app/cli/workflow_arguments.h"
#include "core/generation/workflow_shelf.h"

#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

using namespace generation;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::cli", text);
}

QString bindingLine(const Binding &binding)
{
    const QString range = binding.least && binding.most ? QStringLiteral("  %1..%2").arg(*binding.least).arg(*binding.most) : QString();
    return QStringLiteral("    %1  %2.%3  %4%5%6\n")
        .arg(binding.name.leftJustified(14), binding.node, binding.field, bindingTypeName(binding.type), range,
             binding.required ? tr("  required") : QString());
}

Output described(const OwnWorkflow &workflow, const QString &first)
{
    Output output;
    output.text = first + QStringLiteral("\n");
    output.text += tr("    %1, %2 nodes, saves by %3, family %4%5\n")
                       .arg(comfy::mediaKindName(workflow.kind))
                       .arg(workflow.graph.size())
                       .arg(workflow.outputs.join(QStringLiteral(", ")), workflow.family.isEmpty() ? QStringLiteral("-") : workflow.family,
                            workflow.isConfirmed ? QString() : tr("; bindings are suggested, confirm them: workflow bind NAME --confirm"));
    for (const QString &model : workflow.models)
        output.text += tr("    needs %1\n").arg(model);
    for (const Binding &binding : workflow.bindings)
        output.text += bindingLine(binding);
    output.json = toJson(workflow);
    return output;
}

Result<Output> importCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(bytes, contentOfFile(invocation.word(0)));
    SC_TRY_ASSIGN(info, nodesOption(invocation.arguments));
    const QString name = invocation.arguments.value(QStringLiteral("name"), QFileInfo(invocation.word(0)).completeBaseName());
    SC_TRY_ASSIGN(workflow, importWorkflow(bytes, name, info));
    workflow.description = invocation.arguments.value(QStringLiteral("description"));
    SC_TRY(WorkflowShelf(invocation.profile).save(workflow));
    return described(workflow, tr("Imported \"%1\".").arg(workflow.name));
}

Result<Output> listCommand(Invocation &invocation)
{
    const WorkflowShelf::Listing listing = WorkflowShelf(invocation.profile).all();
    Output output;
    QJsonArray all;
    for (const OwnWorkflow &workflow : listing.workflows) {
        QJsonObject json = toJson(workflow);
        json.remove(QStringLiteral("graph"));
        all.append(json);
        output.text += QStringLiteral("%1  %2  %3\n").arg(workflow.id.left(13), comfy::mediaKindName(workflow.kind), workflow.name);
    }
    for (const Problem &problem : listing.problems)
        invocation.console.notice(problem.toLogLine());
    if (listing.workflows.empty())
        output.text = tr("No workflow yet. Import one: workflow import FILE");
    output.json = all;
    return output;
}

Result<Output> showCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(workflow, WorkflowShelf(invocation.profile).find(invocation.word(0)));
    return described(workflow, workflow.name);
}

// "strength=12.denoise": the rest follows from the graph.
Result<Binding> bindingFromText(const OwnWorkflow &workflow, const QString &text)
{
    Binding binding;
    binding.name = text.section(u'=', 0, 0).trimmed();
    binding.node = text.section(u'=', 1).section(u'.', 0, 0).trimmed();
    binding.field = text.section(u'=', 1).section(u'.', 1).trimmed();
    binding.standard = workflow.graph.value(binding.node).toObject().value(QStringLiteral("inputs")).toObject().value(binding.field);
    binding.type =
        binding.standard.isBool()      ? BindingType::Switch
        : !binding.standard.isDouble() ? BindingType::Text
        : binding.standard.toDouble() == std::floor(binding.standard.toDouble()) && !binding.standard.toVariant().toString().contains(u'.')
            ? BindingType::Integer
            : BindingType::Number;
    SC_TRY(checkBindings(workflow.graph, {binding}));
    return binding;
}

Result<Output> bindCommand(Invocation &invocation)
{
    const Arguments &arguments = invocation.arguments;
    const WorkflowShelf shelf(invocation.profile);
    SC_TRY_ASSIGN(workflow, shelf.find(invocation.word(0)));
    for (const QString &name : arguments.values(QStringLiteral("remove"))) {
        if (std::erase_if(workflow.bindings, [&](const Binding &binding) { return binding.name == name; }) == 0)
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The workflow has no binding \"%1\".").arg(name)));
    }
    for (const QString &text : arguments.values(QStringLiteral("add"))) {
        SC_TRY_ASSIGN(binding, bindingFromText(workflow, text));
        std::erase_if(workflow.bindings, [&](const Binding &other) { return other.name == binding.name; });
        workflow.bindings.push_back(std::move(binding));
    }
    for (const QString &name : arguments.values(QStringLiteral("require"))) {
        const auto found = std::ranges::find(workflow.bindings, name, &Binding::name);
        if (found == workflow.bindings.end())
            return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The workflow has no binding \"%1\".").arg(name)));
        found->required = true;
    }
    workflow.isConfirmed = workflow.isConfirmed || arguments.has(QStringLiteral("confirm"));
    SC_TRY(shelf.save(workflow));
    return described(workflow, workflow.name);
}

Result<Output> fillCommand(Invocation &invocation)
{
    SC_TRY_ASSIGN(workflow, WorkflowShelf(invocation.profile).find(invocation.word(0)));
    SC_TRY_ASSIGN(inputs, jsonOption(invocation.arguments, QStringLiteral("inputs")));
    SC_TRY_ASSIGN(graph, filledWorkflow(workflow, inputs));
    return Output{QString::fromUtf8(toJsonText(graph)).trimmed(), graph};
}

Result<Output> deleteCommand(Invocation &invocation)
{
    const WorkflowShelf shelf(invocation.profile);
    SC_TRY_ASSIGN(workflow, shelf.find(invocation.word(0)));
    SC_TRY(shelf.remove(workflow.id));
    return Output{tr("Deleted \"%1\".").arg(workflow.name),
                  QJsonObject{{QStringLiteral("deleted"), workflow.id}, {QStringLiteral("name"), workflow.name}}};
}

} // namespace

Result<Output> checkOwnWorkflow(Invocation &invocation)
{
    SC_TRY_ASSIGN(workflow, WorkflowShelf(invocation.profile).find(invocation.word(0)));
    SC_TRY_ASSIGN(inputs, jsonOption(invocation.arguments, QStringLiteral("inputs")));
    SC_TRY_ASSIGN(info, nodesOption(invocation.arguments));
    return checked(invocation, checkWorkflow(workflow, inputs, info), workflowFits(workflow, inputs, info));
}

std::vector<Command> ownWorkflowCommands()
{
    const QString kWorkflow = QStringLiteral("workflow");
    const OptionSpec nodes = nodesOptionSpec();
    return {
        {kWorkflow,
         QStringLiteral("import"),
         QStringLiteral("FILE"),
         tr("a graph in API format, or a picture that ComfyUI saved, as a workflow of one's own"),
         1,
         1,
         {{QStringLiteral("name"), QStringLiteral("NAME"), tr("by default the file's")},
          {QStringLiteral("description"), QStringLiteral("TEXT"), tr("what it is for")},
          nodes},
         importCommand},
        {kWorkflow, QStringLiteral("list"), {}, tr("the workflows of one's own"), 0, 0, {}, listCommand},
        {kWorkflow, QStringLiteral("show"), QStringLiteral("NAME"), tr("its inputs, models and graph"), 1, 1, {}, showCommand},
        {kWorkflow,
         QStringLiteral("bind"),
         QStringLiteral("NAME"),
         tr("which inputs of the graph are filled in for each job"),
         1,
         1,
         {{QStringLiteral("add"), QStringLiteral("NAME=NODE.INPUT"), tr("adds or replaces one; may be given several times")},
          {QStringLiteral("remove"), QStringLiteral("NAME"), tr("takes one out; may be given several times")},
          {QStringLiteral("require"), QStringLiteral("NAME"), tr("must be filled; may be given several times")},
          {QStringLiteral("confirm"), {}, tr("the bindings are right")}},
         bindCommand},
        {kWorkflow,
         QStringLiteral("fill"),
         QStringLiteral("NAME"),
         tr("the graph of one job"),
         1,
         1,
         {{QStringLiteral("inputs"), QStringLiteral("JSON"), tr("values by name, or @FILE")}},
         fillCommand},
        {kWorkflow, QStringLiteral("delete"), QStringLiteral("NAME"), tr("forgets a workflow"), 1, 1, {}, deleteCommand},
    };
}

} // namespace sc::cli
