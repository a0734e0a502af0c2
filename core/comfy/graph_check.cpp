// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/graph_check.h"

#include "core/comfy/graph.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSet>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

const QLatin1String kFileMarker("@files:");

QSet<QString> typeSet(const QString &type)
{
    QSet<QString> types;
    for (const QString &part : type.split(u','))
        types.insert(part.trimmed());
    return types;
}

bool takesAnything(const QSet<QString> &types)
{
    return types.contains(QStringLiteral("*")) || types.contains(QStringLiteral("COMFY_MATCHTYPE_V3"));
}

bool typesMeet(const QJsonValue &given, const QString &wanted)
{
    const QSet<QString> need = typeSet(wanted);
    if (given.isArray()) // an option list as an output
        return need.contains(QStringLiteral("COMBO")) || takesAnything(need);
    const QSet<QString> have = typeSet(given.toString());
    return takesAnything(have) || takesAnything(need) || have.intersects(need);
}

// Plain values of types that a person sees as one: a colour, a curve.
bool isPlainType(const QSet<QString> &types)
{
    static const QSet<QString> plain = {QStringLiteral("COLOR"),  QStringLiteral("CURVE"),        QStringLiteral("BOUNDING_BOX"),
                                        QStringLiteral("WEBCAM"), QStringLiteral("IMAGECOMPARE"), QStringLiteral("LOAD_3D"),
                                        QStringLiteral("COLORS"), QStringLiteral("POINTS")};
    return types.intersects(plain);
}

bool looksLikeFile(const QString &name)
{
    static const QSet<QString> endings = {
        QStringLiteral("safetensors"), QStringLiteral("sft"),  QStringLiteral("ckpt"), QStringLiteral("pt"),  QStringLiteral("pth"),
        QStringLiteral("bin"),         QStringLiteral("gguf"), QStringLiteral("onnx"), QStringLiteral("png"), QStringLiteral("jpg"),
        QStringLiteral("jpeg"),        QStringLiteral("webp"), QStringLiteral("gif"),  QStringLiteral("mp4"), QStringLiteral("mkv"),
        QStringLiteral("mov"),         QStringLiteral("webm"), QStringLiteral("wav"),  QStringLiteral("mp3"), QStringLiteral("flac"),
        QStringLiteral("ogg"),         QStringLiteral("opus"), QStringLiteral("m4a")};
    return endings.contains(name.section(u'.', -1).toLower());
}

bool hasMarker(const QJsonArray &choices)
{
    return std::ranges::any_of(choices, [](const QJsonValue &value) { return value.toString().startsWith(kFileMarker); });
}

// Uploads are checked by the server for being there, not for being listed.
bool isUpload(const NodeInput &input)
{
    for (const char *key : {"image_upload", "audio_upload", "video_upload", "upload"}) {
        if (input.options.value(QLatin1String(key)).toBool())
            return true;
    }
    return input.options.contains(QStringLiteral("remote"));
}

class Checking
{
public:
    Checking(const QJsonObject &graph, const ObjectInfo &info) : m_graph(graph), m_info(info) {}

    std::vector<GraphFault> run()
    {
        for (auto it = m_graph.begin(); it != m_graph.end(); ++it)
            node(it.key(), it.value());
        cycles();
        reach();
        return std::move(m_faults);
    }

private:
    void bad(GraphFaultKind kind, const QString &input, const QString &text, const QString &value = {}, bool warning = false)
    {
        m_faults.push_back({kind, m_node, m_class, input, text, value, warning});
    }

    void node(const QString &id, const QJsonValue &value)
    {
        m_node = id;
        const QJsonObject object = value.toObject();
        m_class = object.value(QStringLiteral("class_type")).toString();
        if (m_class.isEmpty() || !object.value(QStringLiteral("inputs")).isObject()) {
            bad(GraphFaultKind::NotAGraph, {}, tr("Node %1 has no class_type or no inputs.").arg(id));
            return;
        }
        const NodeClass *nodeClass = m_info.find(m_class);
        if (!nodeClass) {
            bad(GraphFaultKind::UnknownClass, {}, tr("The server has no node \"%1\".").arg(m_class), m_class);
            return;
        }
        if (nodeClass->isOutput)
            m_outputs += id;
        inputs(*nodeClass, object.value(QStringLiteral("inputs")).toObject());
    }

    void inputs(const NodeClass &nodeClass, const QJsonObject &live)
    {
        QHash<QString, NodeInput> known;
        for (const NodeInput &input : inputsOf(nodeClass, live)) {
            // An older form of the same input under a dotted name is filled by the server.
            if (input.required && !live.contains(input.name) && !(input.nested && input.choices))
                bad(GraphFaultKind::MissingInput, input.name, tr("%1 needs the input \"%2\".").arg(m_class, input.name));
            known.insert(input.name, input);
        }
        for (auto it = live.begin(); it != live.end(); ++it) {
            const auto input = known.constFind(it.key());
            if (input == known.constEnd())
                bad(GraphFaultKind::UnknownInput, it.key(), tr("%1 has no input \"%2\".").arg(m_class, it.key()), {},
                    !it.value().isArray());
            else if (isLink(it.value()))
                link(*input, it.value().toArray());
            else if (it.value().isArray())
                bad(GraphFaultKind::BadLink, it.key(), tr("The input \"%1\" of %2 holds a list that is no link.").arg(it.key(), m_class));
            else
                literal(*input, it.value());
        }
    }

    void link(const NodeInput &input, const QJsonArray &pair)
    {
        const QString source = pair.at(0).toString();
        const QJsonObject from = m_graph.value(source).toObject();
        if (!pair.at(0).isString() || from.isEmpty()) {
            bad(GraphFaultKind::BadLink, input.name,
                tr("The input \"%1\" of %2 is linked to node %3, which is not there.")
                    .arg(input.name, m_class, pair.at(0).toVariant().toString()));
            return;
        }
        const NodeClass *sourceClass = m_info.find(from.value(QStringLiteral("class_type")).toString());
        if (!sourceClass)
            return; // told at that node
        const int slot = pair.at(1).toInt(-1);
        if (slot < 0 || slot >= sourceClass->outputs.size())
            bad(GraphFaultKind::BadLink, input.name, tr("%1 has no output %2.").arg(sourceClass->name).arg(slot));
        else if (!typesMeet(sourceClass->outputs.at(slot), input.type))
            bad(GraphFaultKind::LinkType, input.name,
                tr("The input \"%1\" of %2 wants %3 and is given %4.")
                    .arg(input.name, m_class, input.type, sourceClass->outputs.at(slot).toString()));
    }

    void literal(const NodeInput &input, QJsonValue value)
    {
        if (value.isObject() && value.toObject().contains(QStringLiteral("__value__")))
            value = value.toObject().value(QStringLiteral("__value__"));
        if (input.choices) {
            choice(input, value);
            return;
        }
        const QSet<QString> types = typeSet(input.type);
        if (takesAnything(types) || isPlainType(types))
            return;
        if (value.isDouble() && (types.contains(QStringLiteral("INT")) || types.contains(QStringLiteral("FLOAT")))) {
            const bool whole = value.toDouble() == std::floor(value.toDouble());
            if (!whole && !types.contains(QStringLiteral("FLOAT")))
                wrongKind(input, tr("a whole number"));
            else
                number(input, value.toDouble());
        } else if (value.isDouble() || value.isBool() || value.isString() || value.isNull()) {
            const bool fits = (value.isString() && types.contains(QStringLiteral("STRING"))) ||
                              (value.isBool() && types.contains(QStringLiteral("BOOLEAN")));
            if (!fits)
                wrongKind(input, input.type);
        } else {
            wrongKind(input, input.type);
        }
    }

    void wrongKind(const NodeInput &input, const QString &wanted)
    {
        bad(GraphFaultKind::WrongKind, input.name, tr("The input \"%1\" of %2 wants %3.").arg(input.name, m_class, wanted));
    }

    void number(const NodeInput &input, double value)
    {
        const QJsonValue low = input.options.value(QStringLiteral("min"));
        const QJsonValue high = input.options.value(QStringLiteral("max"));
        if ((low.isDouble() && value < low.toDouble()) || (high.isDouble() && value > high.toDouble())) {
            bad(GraphFaultKind::OutOfRange, input.name,
                tr("The input \"%1\" of %2 is %3; it goes from %4 to %5.")
                    .arg(input.name, m_class, QString::number(value), low.toVariant().toString(), high.toVariant().toString()));
            return;
        }
        const double step = input.options.value(QStringLiteral("step")).toDouble();
        const bool isSize = input.name == u"width" || input.name == u"height";
        const double from = isSize ? 0 : low.toDouble();
        if (typeSet(input.type).contains(QStringLiteral("INT")) && step > 1 && !input.name.endsWith(u"frame_idx") &&
            std::fmod(value - from, step) != 0)
            bad(GraphFaultKind::OffStep, input.name,
                tr("The input \"%1\" of %2 is not a multiple of %3.").arg(input.name, m_class).arg(step), {}, true);
    }

    void choice(const NodeInput &input, const QJsonValue &value)
    {
        if (input.choices->contains(value) || isUpload(input) || (hasMarker(*input.choices) && !value.toString().isEmpty()))
            return;
        const bool files = looksLikeFile(value.toString()) ||
                           std::ranges::any_of(*input.choices, [](const QJsonValue &one) { return looksLikeFile(one.toString()); });
        if (files)
            bad(GraphFaultKind::FileAbsent, input.name,
                tr("The server does not have \"%1\" for \"%2\" of %3.").arg(value.toString(), input.name, m_class), value.toString());
        else
            bad(GraphFaultKind::NotAnOption, input.name,
                tr("\"%1\" of %2 cannot be \"%3\".").arg(input.name, m_class, value.toVariant().toString()), value.toVariant().toString());
    }

    [[nodiscard]] QStringList sourcesOf(const QString &id) const
    {
        QStringList sources;
        const QJsonObject inputs = m_graph.value(id).toObject().value(QStringLiteral("inputs")).toObject();
        for (const QJsonValue &value : inputs) {
            if (isLink(value) && m_graph.contains(value.toArray().at(0).toString()))
                sources += value.toArray().at(0).toString();
        }
        return sources;
    }

    // Depth first without recursion: a hostile graph may be a chain of a million nodes.
    void cycles()
    {
        enum class State { New, Open, Done };
        QHash<QString, State> states;
        for (const QString &root : m_graph.keys()) {
            if (states.value(root) == State::Done)
                continue;
            std::vector<std::pair<QString, QStringList>> path;
            path.emplace_back(root, sourcesOf(root));
            states.insert(root, State::Open);
            while (!path.empty()) {
                QStringList &left = path.back().second;
                if (left.isEmpty()) {
                    states.insert(path.back().first, State::Done);
                    path.pop_back();
                    continue;
                }
                const QString next = left.takeLast();
                if (states.value(next) == State::Open) {
                    m_node = next;
                    m_class.clear();
                    bad(GraphFaultKind::Cycle, {}, tr("Node %1 feeds itself in a circle.").arg(next));
                    return;
                }
                if (states.value(next) == State::New) {
                    states.insert(next, State::Open);
                    path.emplace_back(next, sourcesOf(next));
                }
            }
        }
    }

    void reach()
    {
        m_node.clear();
        m_class.clear();
        if (m_outputs.isEmpty()) {
            bad(GraphFaultKind::NoOutput, {}, tr("The graph saves nothing: it has no output node."));
            return;
        }
        QSet<QString> seen;
        QStringList waiting = m_outputs;
        while (!waiting.isEmpty()) {
            const QString id = waiting.takeLast();
            if (seen.contains(id))
                continue;
            seen.insert(id);
            waiting += sourcesOf(id);
        }
        for (const QString &id : m_graph.keys()) {
            if (!seen.contains(id)) {
                m_node = id;
                m_class = m_graph.value(id).toObject().value(QStringLiteral("class_type")).toString();
                bad(GraphFaultKind::Unused, {}, tr("Node %1 (%2) feeds nothing that is saved.").arg(id, m_class), {}, true);
            }
        }
    }

    const QJsonObject &m_graph;
    const ObjectInfo &m_info;
    QString m_node;
    QString m_class;
    QStringList m_outputs;
    std::vector<GraphFault> m_faults;
};

ProblemCode codeOf(GraphFaultKind kind)
{
    switch (kind) {
    case GraphFaultKind::UnknownClass:
        return ProblemCode::NodeMissing;
    case GraphFaultKind::FileAbsent:
        return ProblemCode::ModelMissing;
    case GraphFaultKind::NotAGraph:
    case GraphFaultKind::EditorFormat:
        return ProblemCode::ValidationError;
    default:
        return ProblemCode::InvalidParameter;
    }
}

// What stands in for an input that a newer server wants and older graphs lack.
QJsonValue defaultOf(const NodeInput &input)
{
    if (input.options.contains(QStringLiteral("default")))
        return input.options.value(QStringLiteral("default"));
    if (input.choices && !input.choices->isEmpty() && !hasMarker(*input.choices) && !looksLikeFile(input.choices->at(0).toString()))
        return input.choices->at(0);
    return QJsonValue(QJsonValue::Undefined);
}

} // namespace

std::vector<GraphFault> checkGraph(const QJsonObject &graph, const ObjectInfo &info)
{
    if (graph.contains(QStringLiteral("nodes")) && graph.contains(QStringLiteral("links")))
        return {{.kind = GraphFaultKind::EditorFormat,
                 .node = {},
                 .className = {},
                 .input = {},
                 .text = tr("This is the file that ComfyUI's editor saves. Use Workflow > Export (API) there, and take that file."),
                 .value = {}}};
    if (graph.isEmpty())
        return {{.kind = GraphFaultKind::NotAGraph,
                 .node = {},
                 .className = {},
                 .input = {},
                 .text = tr("The graph has no nodes."),
                 .value = {}}};
    return Checking(graph, info).run();
}

Result<> graphFits(const QJsonObject &graph, const ObjectInfo &info)
{
    std::vector<GraphFault> faults = checkGraph(graph, info);
    std::erase_if(faults, [](const GraphFault &fault) { return fault.warning; });
    if (faults.empty())
        return {};
    // A missing node explains everything that hangs on it, a missing file more than a value.
    const auto rank = [](const GraphFault &fault) {
        const ProblemCode code = codeOf(fault.kind);
        return code == ProblemCode::ValidationError ? 0 : code == ProblemCode::NodeMissing ? 1 : code == ProblemCode::ModelMissing ? 2 : 3;
    };
    std::ranges::stable_sort(faults, {}, rank);
    QStringList all;
    for (const GraphFault &fault : faults)
        all += fault.node.isEmpty() ? fault.text : tr("Node %1: %2").arg(fault.node, fault.text);
    const GraphFault &worst = faults.front();
    return std::unexpected(
        Problem(codeOf(worst.kind), worst.text).withDetail(all.join(u'\n')).withEntity(QStringLiteral("node"), worst.className));
}

QJsonObject fittedTo(const QJsonObject &graph, const ObjectInfo &info)
{
    QJsonObject fitted = graph;
    for (const QString &id : graph.keys()) {
        QJsonObject node = graph.value(id).toObject();
        const NodeClass *nodeClass = info.find(node.value(QStringLiteral("class_type")).toString());
        if (!nodeClass)
            continue;
        QJsonObject live = node.value(QStringLiteral("inputs")).toObject();
        QSet<QString> known;
        // A default may unfold further inputs, so twice.
        for (int pass = 0; pass < 2; ++pass) {
            for (const NodeInput &input : inputsOf(*nodeClass, live)) {
                known.insert(input.name);
                if (input.required && !live.contains(input.name) && !input.nested) {
                    if (const QJsonValue value = defaultOf(input); !value.isUndefined())
                        live.insert(input.name, value);
                }
            }
        }
        for (const QString &name : live.keys()) {
            if (!known.contains(name) && !isLink(live.value(name)))
                live.remove(name);
        }
        node.insert(QStringLiteral("inputs"), live);
        fitted.insert(id, node);
    }
    return fitted;
}

} // namespace sc::comfy
