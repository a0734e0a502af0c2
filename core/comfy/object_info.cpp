// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/object_info.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>

namespace sc::comfy {

namespace {

const QLatin1String kFileMarker("@files:");

// [type, {options}] or [type] or a bare type.
std::pair<QJsonValue, QJsonObject> splitSpec(const QJsonValue &spec)
{
    if (!spec.isArray())
        return {spec, {}};
    const QJsonArray parts = spec.toArray();
    return {parts.at(0), parts.at(1).toObject()};
}

NodeInput plainInput(const QString &name, const QJsonValue &spec, bool required, bool nested)
{
    const auto [type, options] = splitSpec(spec);
    NodeInput input{.name = name, .type = type.toString(), .options = options, .choices = {}, .required = required, .nested = nested};
    if (type.isArray()) {
        input.type = QStringLiteral("COMBO");
        input.choices = type.toArray();
    } else if (input.type == u"COMBO") {
        input.choices = options.value(QStringLiteral("options")).toArray();
    }
    return input;
}

class Unfolding
{
public:
    explicit Unfolding(const QJsonObject &live) : m_live(live) {}

    void groups(const QJsonObject &input, const QString &prefix)
    {
        for (const QString &group : {QStringLiteral("required"), QStringLiteral("optional")}) {
            const QJsonObject inputs = input.value(group).toObject();
            for (auto it = inputs.begin(); it != inputs.end(); ++it)
                one(prefix + it.key(), it.value(), group == u"required", prefix);
        }
    }

    std::vector<NodeInput> take() { return std::move(m_found); }

private:
    void one(const QString &name, const QJsonValue &spec, bool required, const QString &prefix)
    {
        const auto [type, options] = splitSpec(spec);
        const QString typeName = type.toString();
        if (typeName == u"COMFY_DYNAMICCOMBO_V3")
            dynamicCombo(name, options, required, !prefix.isEmpty());
        else if (typeName == u"COMFY_AUTOGROW_V3")
            growingList(name, options.value(QStringLiteral("template")).toObject());
        else if (typeName == u"COMFY_DYNAMICSLOT_V3")
            dynamicSlot(name, options, !prefix.isEmpty());
        else {
            m_found.push_back(plainInput(name, spec, required, !prefix.isEmpty()));
            formatInputs(name, options, prefix);
        }
    }

    void dynamicCombo(const QString &name, const QJsonObject &options, bool required, bool nested)
    {
        NodeInput input{.name = name,
                        .type = QStringLiteral("COMBO"),
                        .options = options,
                        .choices = QJsonArray(),
                        .required = required,
                        .nested = nested};
        const QJsonArray cases = options.value(QStringLiteral("options")).toArray();
        for (const QJsonValue &one : cases)
            input.choices->append(one.toObject().value(QStringLiteral("key")));
        m_found.push_back(input);
        for (const QJsonValue &one : cases) {
            if (m_live.contains(name) && one.toObject().value(QStringLiteral("key")) == m_live.value(name))
                groups(one.toObject().value(QStringLiteral("inputs")).toObject(), name + u'.');
        }
    }

    void growingList(const QString &name, const QJsonObject &pattern)
    {
        constexpr int kMost = 1000; // a server's number is not trusted with our memory
        QJsonValue spec;
        bool specRequired = false;
        for (const QString &group : {QStringLiteral("required"), QStringLiteral("optional")}) {
            const QJsonObject inputs = pattern.value(QStringLiteral("input")).toObject().value(group).toObject();
            if (spec.isNull() && !inputs.isEmpty()) {
                spec = inputs.begin().value();
                specRequired = group == u"required";
            }
        }
        if (spec.isNull())
            return;
        QStringList names;
        for (const QJsonValue &one : pattern.value(QStringLiteral("names")).toArray())
            names += one.toString();
        if (names.isEmpty()) {
            const int most = std::clamp(pattern.value(QStringLiteral("max")).toInt(10), 0, kMost);
            for (int i = 0; i < most; ++i)
                names += pattern.value(QStringLiteral("prefix")).toString() + QString::number(i);
        }
        const int least = pattern.value(QStringLiteral("min")).toInt();
        for (qsizetype i = 0; i < names.size(); ++i)
            m_found.push_back(plainInput(name + u'.' + names[i], spec, specRequired && i < least, false));
    }

    void dynamicSlot(const QString &name, const QJsonObject &options, bool nested)
    {
        m_found.push_back({.name = name,
                           .type = options.value(QStringLiteral("slotType")).toString(QStringLiteral("*")),
                           .options = options,
                           .choices = {},
                           .required = false,
                           .nested = nested});
        if (m_live.contains(name))
            groups(options.value(QStringLiteral("inputs")).toObject(), name + u'.');
    }

    // Some video writers list further inputs by the chosen format.
    void formatInputs(const QString &name, const QJsonObject &options, const QString &prefix)
    {
        const QJsonArray widgets = options.value(QStringLiteral("formats")).toObject().value(m_live.value(name).toString()).toArray();
        for (const QJsonValue &value : widgets) {
            QJsonArray widget = value.toArray();
            if (widget.size() < 2)
                continue;
            const QString inner = prefix + widget.takeAt(0).toString();
            m_found.push_back(plainInput(inner, widget, false, !prefix.isEmpty()));
        }
    }

    const QJsonObject &m_live;
    std::vector<NodeInput> m_found;
};

std::optional<NodeClass> readClass(const QString &name, const QJsonValue &value)
{
    const QJsonObject object = value.toObject();
    if (!object.value(QStringLiteral("input")).isObject())
        return std::nullopt;
    return NodeClass{.name = name,
                     .input = object.value(QStringLiteral("input")).toObject(),
                     .outputs = object.value(QStringLiteral("output")).toArray(),
                     .package = object.value(QStringLiteral("python_module")).toString(),
                     .isOutput = object.value(QStringLiteral("output_node")).toBool(),
                     .deprecated = object.value(QStringLiteral("deprecated")).toBool()};
}

} // namespace

QByteArray withoutNotANumber(const QByteArray &json)
{
    static constexpr QByteArrayView kWords[] = {"NaN", "-Infinity", "Infinity"};
    QByteArray clean;
    bool inText = false;
    for (qsizetype i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inText && c == '\\' && i + 1 < json.size()) {
            clean += c;
            clean += json[++i];
            continue;
        }
        if (c == '"')
            inText = !inText;
        if (!inText && (c == 'N' || c == 'I' || c == '-')) {
            const auto word = std::ranges::find_if(
                kWords, [&](QByteArrayView candidate) { return QByteArrayView(json).sliced(i).startsWith(candidate); });
            if (word != std::end(kWords)) {
                clean += "null";
                i += word->size() - 1;
                continue;
            }
        }
        clean += c;
    }
    return clean;
}

Result<ObjectInfo> ObjectInfo::parse(const QByteArray &json)
{
    SC_TRY_ASSIGN(classes,
                  parseJsonObject(withoutNotANumber(json), QCoreApplication::translate("sc::comfy", "The server's list of nodes")));
    ObjectInfo info;
    for (auto it = classes.begin(); it != classes.end(); ++it) {
        if (auto one = readClass(it.key(), it.value()))
            info.m_classes.insert(it.key(), *one);
        else
            ++info.m_broken;
    }
    if (info.m_classes.isEmpty())
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::comfy", "The list of nodes holds no node class; this is not ComfyUI's answer.")));
    return info;
}

const ObjectInfo &ObjectInfo::builtIn()
{
    static const ObjectInfo info = [] {
        QFile file(QStringLiteral(":/comfy/nodes.json"));
        if (!file.open(QIODevice::ReadOnly))
            return ObjectInfo();
        return parse(file.readAll()).value_or(ObjectInfo());
    }();
    return info;
}

const NodeClass *ObjectInfo::find(const QString &className) const
{
    const auto it = m_classes.constFind(className);
    return it == m_classes.constEnd() ? nullptr : &*it;
}

bool ObjectInfo::hasInput(const QString &className, const QString &input) const
{
    const NodeClass *found = find(className);
    return found && (found->input.value(QStringLiteral("required")).toObject().contains(input) ||
                     found->input.value(QStringLiteral("optional")).toObject().contains(input));
}

namespace {

QJsonArray choicesOf(const NodeClass *nodeClass, const QString &input)
{
    if (!nodeClass)
        return {};
    for (const NodeInput &one : inputsOf(*nodeClass, {})) {
        if (one.name == input && one.choices)
            return *one.choices;
    }
    return {};
}

} // namespace

QStringList ObjectInfo::choices(const QString &className, const QString &input) const
{
    QStringList names;
    for (const QJsonValue &value : choicesOf(find(className), input)) {
        if (value.isString() && !value.toString().startsWith(kFileMarker))
            names += value.toString();
    }
    return names;
}

bool ObjectInfo::takesAnyFile(const QString &className, const QString &input) const
{
    return std::ranges::any_of(choicesOf(find(className), input),
                               [](const QJsonValue &value) { return value.toString().startsWith(kFileMarker); });
}

QStringList ObjectInfo::classNames() const
{
    QStringList names = m_classes.keys();
    names.sort();
    return names;
}

void ObjectInfo::merge(const ObjectInfo &other)
{
    for (auto it = other.m_classes.begin(); it != other.m_classes.end(); ++it)
        m_classes.insert(it.key(), it.value());
    m_broken += other.m_broken;
}

std::vector<NodeInput> inputsOf(const NodeClass &nodeClass, const QJsonObject &live)
{
    Unfolding unfolding(live);
    unfolding.groups(nodeClass.input, {});
    return unfolding.take();
}

} // namespace sc::comfy
