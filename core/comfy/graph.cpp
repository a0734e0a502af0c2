// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/graph.h"

namespace sc::comfy {

Link Graph::add(const QString &classType, std::initializer_list<std::pair<QString, Input>> inputs)
{
    QJsonObject values;
    for (const auto &[name, input] : inputs) {
        if (!input.value().isUndefined())
            values.insert(name, input.value());
    }
    const QString id = QString::number(m_nodes.size() + 1);
    m_nodes.insert(id, QJsonObject{{QStringLiteral("class_type"), classType}, {QStringLiteral("inputs"), values}});
    return {id, 0};
}

void Graph::set(const Link &node, const QString &input, const Input &value)
{
    QJsonObject entry = m_nodes.value(node.node).toObject();
    QJsonObject inputs = entry.value(QStringLiteral("inputs")).toObject();
    if (value.value().isUndefined())
        inputs.remove(input);
    else
        inputs.insert(input, value.value());
    entry.insert(QStringLiteral("inputs"), inputs);
    m_nodes.insert(node.node, entry);
}

bool isLink(const QJsonValue &value)
{
    if (!value.isArray())
        return false;
    const QJsonArray pair = value.toArray();
    return pair.size() == 2 && (pair.at(0).isString() || pair.at(0).isDouble()) && pair.at(1).isDouble();
}

} // namespace sc::comfy
