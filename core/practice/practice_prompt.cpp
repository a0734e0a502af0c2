// SPDX-License-Identifier: GPL-3.0-or-later
// POST /prompt: what is taken, and what is said when it is not - in ComfyUI's own shapes.
#include "core/base/id.h"
#include "core/base/json.h"
#include "core/comfy/graph_check.h"
#include "core/practice/practice_server_private.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QUuid>

namespace sc::practice {

namespace {

using comfy::GraphFault;
using comfy::GraphFaultKind;

HttpReply refused(const QString &type, const QString &message, const QJsonObject &extra = {}, const QJsonObject &nodeErrors = {})
{
    return HttpReply::json({{QStringLiteral("error"), QJsonObject{{QStringLiteral("type"), type},
                                                                  {QStringLiteral("message"), message},
                                                                  {QStringLiteral("details"), QString()},
                                                                  {QStringLiteral("extra_info"), extra}}},
                            {QStringLiteral("node_errors"), nodeErrors}},
                           400);
}

QString typeOf(const GraphFault &fault)
{
    switch (fault.kind) {
    case GraphFaultKind::MissingInput:
        return QStringLiteral("required_input_missing");
    case GraphFaultKind::BadLink:
        return QStringLiteral("bad_linked_input");
    case GraphFaultKind::LinkType:
        return QStringLiteral("return_type_mismatch");
    case GraphFaultKind::WrongKind:
        return QStringLiteral("invalid_input_type");
    case GraphFaultKind::OutOfRange:
        return QStringLiteral("value_bigger_than_max");
    case GraphFaultKind::Cycle:
        return QStringLiteral("dependency_cycle");
    case GraphFaultKind::FileAbsent:
        return fault.className.startsWith(u"Load") && !fault.className.contains(u"Lora") ? QStringLiteral("custom_validation_failed")
                                                                                         : QStringLiteral("value_not_in_list");
    case GraphFaultKind::NotAnOption:
        return QStringLiteral("value_not_in_list");
    default:
        return QStringLiteral("exception_during_validation");
    }
}

// Inputs that a class does not have are ignored by ComfyUI, and warnings are ours.
bool isRefused(const GraphFault &fault)
{
    return !fault.warning && fault.kind != GraphFaultKind::UnknownInput && fault.kind != GraphFaultKind::Unused;
}

QJsonObject nodeErrorsOf(const std::vector<GraphFault> &faults)
{
    QJsonObject all;
    for (const GraphFault &fault : faults) {
        if (!isRefused(fault))
            continue;
        QJsonObject node = all.value(fault.node).toObject();
        QJsonArray errors = node.value(QStringLiteral("errors")).toArray();
        errors.append(QJsonObject{{QStringLiteral("type"), typeOf(fault)},
                                  {QStringLiteral("message"), fault.text},
                                  {QStringLiteral("details"), fault.input + u' ' + fault.value},
                                  {QStringLiteral("extra_info"), QJsonObject{{QStringLiteral("input_name"), fault.input},
                                                                             {QStringLiteral("received_value"), fault.value}}}});
        node.insert(QStringLiteral("errors"), errors);
        node.insert(QStringLiteral("class_type"), fault.className);
        node.insert(QStringLiteral("dependent_outputs"), QJsonArray());
        all.insert(fault.node, node);
    }
    return all;
}

// ComfyUI's loaders look for their file themselves, whatever their lists say.
std::vector<GraphFault> absentFiles(const QJsonObject &graph, const PracticeStore &store)
{
    static const QMap<QString, QString> loaders = {{QStringLiteral("LoadImage"), QStringLiteral("image")},
                                                   {QStringLiteral("LoadImageMask"), QStringLiteral("image")},
                                                   {QStringLiteral("LoadAudio"), QStringLiteral("audio")},
                                                   {QStringLiteral("LoadVideo"), QStringLiteral("file")}};
    std::vector<GraphFault> faults;
    for (auto it = graph.begin(); it != graph.end(); ++it) {
        const QJsonObject node = it.value().toObject();
        const QString name = node.value(QStringLiteral("class_type")).toString();
        const QString file = node.value(QStringLiteral("inputs")).toObject().value(loaders.value(name)).toString();
        if (loaders.contains(name) && !store.hasInput(file))
            faults.push_back(
                {.kind = GraphFaultKind::FileAbsent,
                 .node = it.key(),
                 .className = name,
                 .input = loaders.value(name),
                 .text = QStringLiteral("Custom validation failed for node: %1 - Invalid file: %2").arg(loaders.value(name), file),
                 .value = file});
    }
    return faults;
}

bool isCanonical(const QString &id)
{
    return isUuid(id) && id == id.toLower();
}

} // namespace

void PracticeServer::Private::answerPrompt(const Exchange &exchange)
{
    PracticeFaults &faults = options.faults;
    if (faults.draw(&PracticeFaults::refuse, dice())) {
        exchange.reply(HttpReply::text(500, "500 Internal Server Error\n\nServer got itself in trouble"));
        return;
    }
    const bool lost = faults.draw(&PracticeFaults::lostAnswer, dice());
    const HttpReply reply = postPrompt(exchange.message());
    if (lost)
        exchange.drop();
    else
        exchange.reply(reply);
}

HttpReply PracticeServer::Private::postPrompt(const HttpMessage &request)
{
    const QJsonDocument document = QJsonDocument::fromJson(request.body);
    if (document.isNull())
        return HttpReply::text(500, "500 Internal Server Error");
    const QJsonObject body = document.object();
    if (!body.contains(QStringLiteral("prompt")))
        return refused(QStringLiteral("no_prompt"), QStringLiteral("No prompt provided"));
    if (!body.value(QStringLiteral("prompt")).isObject())
        return HttpReply::text(500, "500 Internal Server Error");
    Prompt prompt;
    prompt.id = body.value(QStringLiteral("prompt_id")).toString();
    if (body.value(QStringLiteral("prompt_id")).isString() && !isCanonical(prompt.id))
        return refused(QStringLiteral("invalid_prompt_id"), QStringLiteral("prompt_id must be a canonical UUID string"));
    if (prompt.id.isEmpty())
        prompt.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    prompt.graph = body.value(QStringLiteral("prompt")).toObject();
    for (auto it = prompt.graph.begin(); it != prompt.graph.end(); ++it) {
        const QString name = it.value().toObject().value(QStringLiteral("class_type")).toString();
        if (!nodes().has(name))
            return refused(
                QStringLiteral("missing_node_type"), QStringLiteral("Node '%1' not found").arg(name),
                {{QStringLiteral("node_id"), it.key()}, {QStringLiteral("class_type"), name}, {QStringLiteral("node_title"), name}});
    }
    std::vector<GraphFault> faults = checkGraph(prompt.graph, nodes());
    // The option lists name what lies at the top; a loader takes whatever is there.
    std::erase_if(faults, [](const GraphFault &fault) {
        return fault.kind == GraphFaultKind::FileAbsent && typeOf(fault) == QStringLiteral("custom_validation_failed");
    });
    std::ranges::copy(absentFiles(prompt.graph, store), std::back_inserter(faults));
    if (std::ranges::any_of(faults, [](const GraphFault &fault) { return fault.kind == GraphFaultKind::NoOutput; }) ||
        prompt.graph.isEmpty())
        return refused(QStringLiteral("prompt_no_outputs"), QStringLiteral("Prompt has no outputs"));
    if (const QJsonObject errors = nodeErrorsOf(faults); !errors.isEmpty())
        return refused(QStringLiteral("prompt_outputs_failed_validation"), QStringLiteral("Prompt outputs failed validation"), {}, errors);
    prompt.extra = body.value(QStringLiteral("extra_data")).toObject();
    prompt.clientId = body.value(QStringLiteral("client_id")).toString();
    if (!prompt.clientId.isEmpty())
        prompt.extra.insert(QStringLiteral("client_id"), prompt.clientId);
    if (body.value(QStringLiteral("number")).isDouble())
        prompt.number = body.value(QStringLiteral("number")).toDouble();
    else
        prompt.number = body.value(QStringLiteral("front")).toBool() ? -counter++ : counter++;
    prompt.plan = planOf(prompt.graph, nodes(), [this](const QString &name) { return store.pictureSize(name); });
    for (const PlannedOutput &output : prompt.plan.outputs)
        prompt.outputIds.append(output.node);
    takenIds += prompt.id;
    const QJsonObject answer{{QStringLiteral("prompt_id"), prompt.id},
                             {QStringLiteral("number"), prompt.number},
                             {QStringLiteral("node_errors"), QJsonObject()}};
    const auto place = std::ranges::upper_bound(queue, std::pair(prompt.number, prompt.id), {},
                                                [](const Prompt &other) { return std::pair(other.number, other.id); });
    queue.insert(place, std::move(prompt));
    tellStatus();
    QTimer::singleShot(0, q, [this] { startNext(); });
    return HttpReply::json(answer);
}

} // namespace sc::practice
