// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/workflow_nodes.h"

#include "core/comfy/generation_params.h"
#include "core/comfy/graph.h"
#include "core/generation/own_workflow.h"

#include <QtCore/QJsonArray>
#include <QtCore/QSet>

#include <algorithm>
#include <array>

namespace sc::generation {

namespace {

QString classOf(const QJsonObject &graph, const QString &node)
{
    return graph.value(node).toObject().value(QStringLiteral("class_type")).toString();
}

QJsonObject inputsOfNode(const QJsonObject &graph, const QString &node)
{
    return graph.value(node).toObject().value(QStringLiteral("inputs")).toObject();
}

QString linked(const QJsonValue &value)
{
    return comfy::isLink(value) ? value.toArray().first().toString() : QString();
}

// The nodes that hold the words behind an input of a sampler or guider.
void collectWords(const QJsonObject &graph, const QString &node, QSet<QString> &seen, QStringList &holders)
{
    if (node.isEmpty() || seen.contains(node))
        return;
    seen.insert(node);
    const QJsonObject inputs = inputsOfNode(graph, node);
    for (const char *field : {"text", "text_g", "t5xxl", "prompt"}) {
        if (inputs.value(QLatin1String(field)).isString()) {
            holders.append(node);
            return;
        }
    }
    for (const char *field : {"conditioning", "conditioning_1", "conditioning_to", "positive", "text", "string", "value"})
        collectWords(graph, linked(inputs.value(QLatin1String(field))), seen, holders);
}

// What a field is called for people, and what kind of thing it holds.
struct KnownField
{
    const char *field;
    const char *name;
    BindingType type;
    bool required;
};
constexpr std::array kFields = {
    KnownField{"seed", "seed", BindingType::Integer, false},
    KnownField{"noise_seed", "seed", BindingType::Integer, false},
    KnownField{"width", "width", BindingType::Integer, false},
    KnownField{"height", "height", BindingType::Integer, false},
    KnownField{"batch_size", "batch_size", BindingType::Integer, false},
    KnownField{"length", "frames", BindingType::Integer, false},
    KnownField{"steps", "steps", BindingType::Integer, false},
    KnownField{"cfg", "cfg", BindingType::Number, false},
    KnownField{"guidance", "guidance", BindingType::Number, false},
    KnownField{"denoise", "denoise", BindingType::Number, false},
    KnownField{"sampler_name", "sampler", BindingType::Choice, false},
    KnownField{"scheduler", "scheduler", BindingType::Choice, false},
    KnownField{"fps", "fps", BindingType::Number, false},
    KnownField{"frame_rate", "fps", BindingType::Number, false},
    KnownField{"ckpt_name", "model", BindingType::Choice, false},
    KnownField{"unet_name", "model", BindingType::Choice, false},
    KnownField{"lora_name", "lora", BindingType::Choice, false},
    KnownField{"strength_model", "lora_weight", BindingType::Number, false},
};

class Suggesting
{
public:
    Suggesting(const QJsonObject &graph, const comfy::ObjectInfo &info) : m_graph(graph), m_info(info) {}

    std::vector<Binding> run()
    {
        const QStringList nodes = sortedNodes(m_graph);
        for (const QString &node : nodes)
            words(node);
        for (const QString &node : nodes) {
            pictures(node);
            fields(node);
        }
        return std::move(m_bindings);
    }

private:
    void add(const QString &name, const QString &node, const QString &field, BindingType type, bool required)
    {
        const bool isThere = std::ranges::any_of(m_bindings, [&](const Binding &b) { return b.node == node && b.field == field; });
        if (isThere || std::ssize(m_bindings) >= kMaxBindings)
            return;
        QString unique = name;
        for (int number = 2; std::ranges::find(m_bindings, unique, &Binding::name) != m_bindings.end(); ++number)
            unique = QStringLiteral("%1_%2").arg(name).arg(number);
        Binding binding{unique, node, field, type, inputsOfNode(m_graph, node).value(field), {}, {}, {}, required};
        addRange(binding);
        m_bindings.push_back(std::move(binding));
    }

    void addRange(Binding &binding) const
    {
        const comfy::NodeClass *nodeClass = m_info.find(classOf(m_graph, binding.node));
        if (!nodeClass)
            return;
        for (const comfy::NodeInput &input : comfy::inputsOf(*nodeClass, inputsOfNode(m_graph, binding.node))) {
            if (input.name != binding.field)
                continue;
            const bool isNumber = binding.type == BindingType::Integer || binding.type == BindingType::Number;
            if (isNumber && input.options.value(QStringLiteral("min")).isDouble())
                binding.least = input.options.value(QStringLiteral("min")).toDouble();
            if (isNumber && input.options.value(QStringLiteral("max")).isDouble())
                binding.most = input.options.value(QStringLiteral("max")).toDouble();
            if (binding.type == BindingType::Choice)
                binding.choices = m_info.choices(nodeClass->name, input.name);
        }
    }

    void wordsBehind(const QString &node, const char *input, const QString &name)
    {
        QSet<QString> seen;
        QStringList holders;
        collectWords(m_graph, linked(inputsOfNode(m_graph, node).value(QLatin1String(input))), seen, holders);
        for (const QString &holder : std::as_const(holders)) {
            for (const char *field : {"text", "text_g", "text_l", "t5xxl", "clip_l", "prompt"}) {
                if (inputsOfNode(m_graph, holder).value(QLatin1String(field)).isString())
                    add(name, holder, QLatin1String(field), BindingType::Text, name == u"prompt");
            }
        }
    }

    void words(const QString &node)
    {
        wordsBehind(node, "positive", QStringLiteral("prompt"));
        if (classOf(m_graph, node).contains(QStringLiteral("Guider")))
            wordsBehind(node, "conditioning", QStringLiteral("prompt"));
        wordsBehind(node, "negative", QStringLiteral("negative"));
    }

    void pictures(const QString &node)
    {
        const QString name = classOf(m_graph, node);
        const QJsonObject inputs = inputsOfNode(m_graph, node);
        if (name.startsWith(u"LoadImage") && inputs.value(QStringLiteral("image")).isString())
            add(name.contains(u"Mask") ? QStringLiteral("mask") : QStringLiteral("picture"), node, QStringLiteral("image"),
                BindingType::Picture, true);
        if (name.startsWith(u"LoadAudio") && inputs.value(QStringLiteral("audio")).isString())
            add(QStringLiteral("sound"), node, QStringLiteral("audio"), BindingType::Picture, true);
        for (const char *field : {"video", "file"}) {
            if ((name.startsWith(u"LoadVideo") || name.startsWith(u"VHS_LoadVideo")) && inputs.value(QLatin1String(field)).isString())
                add(QStringLiteral("movie"), node, QLatin1String(field), BindingType::Picture, true);
        }
    }

    void fields(const QString &node)
    {
        const QJsonObject inputs = inputsOfNode(m_graph, node);
        for (const KnownField &known : kFields) {
            const QJsonValue value = inputs.value(QLatin1String(known.field));
            const bool fits = known.type == BindingType::Choice ? value.isString() : value.isDouble();
            if (fits)
                add(QLatin1String(known.name), node, QLatin1String(known.field), known.type, known.required);
        }
    }

    const QJsonObject &m_graph;
    const comfy::ObjectInfo &m_info;
    std::vector<Binding> m_bindings;
};

} // namespace

QStringList sortedNodes(const QJsonObject &graph)
{
    QStringList ids = graph.keys();
    std::ranges::sort(ids, [](const QString &a, const QString &b) { return a.size() != b.size() ? a.size() < b.size() : a < b; });
    return ids;
}

QStringList outputNodesOf(const QJsonObject &graph, const comfy::ObjectInfo &info)
{
    QStringList outputs;
    for (const QString &node : sortedNodes(graph)) {
        const QString name = classOf(graph, node);
        const comfy::NodeClass *nodeClass = info.find(name);
        const bool soundsLikeIt = name.startsWith(u"Save") || name.contains(u"VideoCombine") || name == u"PreviewImage";
        if (nodeClass ? nodeClass->isOutput : soundsLikeIt)
            outputs.append(node);
    }
    return outputs;
}

bool makesMovie(const QJsonObject &graph, const QStringList &outputs)
{
    return std::ranges::any_of(outputs, [&](const QString &node) {
        const QString name = classOf(graph, node);
        return name.contains(u"Video", Qt::CaseInsensitive) || name.contains(u"WEBM") || name.contains(u"AnimatedWEBP") ||
               name.contains(u"AnimatedPNG");
    });
}

bool isModelFile(const QString &value)
{
    static const QSet<QString> kEndings = {QStringLiteral("safetensors"), QStringLiteral("sft"), QStringLiteral("ckpt"),
                                           QStringLiteral("pt"),          QStringLiteral("pth"), QStringLiteral("bin"),
                                           QStringLiteral("gguf"),        QStringLiteral("onnx")};
    return value.contains(u'.') && kEndings.contains(value.section(u'.', -1).toLower());
}

QStringList modelFilesOf(const QJsonObject &graph)
{
    QStringList files;
    for (const QString &node : sortedNodes(graph)) {
        const QJsonObject inputs = inputsOfNode(graph, node);
        for (const QJsonValue &value : inputs) {
            if (isModelFile(value.toString()) && !files.contains(value.toString()))
                files.append(value.toString());
        }
    }
    return files;
}

std::vector<Binding> suggestBindings(const QJsonObject &graph, const comfy::ObjectInfo &info)
{
    return Suggesting(graph, info).run();
}

} // namespace sc::generation
