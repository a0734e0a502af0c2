// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QString>

#include <initializer_list>
#include <utility>

namespace sc::comfy {

// One output of one node; what an input is connected to. Empty: nothing.
struct Link
{
    QString node;
    int slot = 0;

    [[nodiscard]] bool isEmpty() const { return node.isEmpty(); }
    explicit operator bool() const { return !isEmpty(); }
    [[nodiscard]] Link out(int otherSlot) const { return {node, otherSlot}; } // another output of the same node
    bool operator==(const Link &) const = default;
};

// What an input is given: a plain value or a link. An empty link means that the input is left out.
class Input
{
public:
    Input(QJsonValue value) : m_value(std::move(value)) {}
    Input(const Link &link) : m_value(link ? QJsonValue(QJsonArray{link.node, link.slot}) : QJsonValue(QJsonValue::Undefined)) {}
    Input(const QString &text) : m_value(text) {}
    Input(const char *text) : m_value(QString::fromUtf8(text)) {}
    Input(int number) : m_value(number) {}
    Input(qint64 number) : m_value(number) {}
    Input(double number) : m_value(number) {}
    Input(bool on) : m_value(on) {}

    [[nodiscard]] const QJsonValue &value() const { return m_value; }

private:
    QJsonValue m_value;
};

// A graph in the form that ComfyUI's POST /prompt takes:
// {"<id>": {"class_type": "...", "inputs": {"name": value or ["<id>", slot]}}}. Ids count from 1 in the order of adding, so
// the same calls always give the same bytes.
class Graph
{
public:
    // The first output of the new node; Link::out() reaches the others.
    Link add(const QString &classType, std::initializer_list<std::pair<QString, Input>> inputs);
    Link add(const char *classType, std::initializer_list<std::pair<QString, Input>> inputs)
    {
        return add(QString::fromLatin1(classType), inputs);
    }
    void set(const Link &node, const QString &input, const Input &value);

    [[nodiscard]] qsizetype size() const { return m_nodes.size(); }
    [[nodiscard]] const QJsonObject &toJson() const { return m_nodes; }

private:
    QJsonObject m_nodes;
};

// A two-element list of text and number: how an API graph writes a link.
[[nodiscard]] bool isLink(const QJsonValue &value);

} // namespace sc::comfy
