// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QHash>
#include <QtCore/QJsonArray>
#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// What a ComfyUI server says of its node classes (GET /object_info), and the questions that a graph builder asks of it.
namespace sc::comfy {

// A class as the server describes it. `input` stays JSON: its shape differs by version, inputsOf() unfolds it.
struct NodeClass
{
    QString name;
    QJsonObject input;  // {"required": {...}, "optional": {...}, "hidden": {...}}
    QJsonArray outputs; // type names; an option list is an array
    QString package;    // python_module: "nodes", "custom_nodes.ComfyUI-ReActor"
    bool isOutput = false;
    bool deprecated = false;
};

// One input that a node takes, dynamic ones unfolded ("format.codec").
struct NodeInput
{
    QString name;
    QString type;                      // "MODEL", "INT", "FLOAT,INT", "*"; "COMBO" for every kind of option list
    QJsonObject options;               // min, max, step, default ...
    std::optional<QJsonArray> choices; // of an option list; empty when the server fills it by itself
    bool required = false;
    bool nested = false; // belongs to the chosen value of a dynamic input
};

class ObjectInfo
{
public:
    // Takes NaN and Infinity where Python wrote them. A text that is no object of classes is VALIDATION_ERROR; single
    // broken classes are left out and counted.
    [[nodiscard]] static Result<ObjectInfo> parse(const QByteArray &json);
    // The classes that this program uses, as a present server has them, with file lists of no names. What graphs are
    // built against while there is no server. Thread-safe.
    [[nodiscard]] static const ObjectInfo &builtIn();

    [[nodiscard]] bool has(const QString &className) const { return m_classes.contains(className); }
    [[nodiscard]] const NodeClass *find(const QString &className) const; // null when unknown
    [[nodiscard]] bool hasInput(const QString &className, const QString &input) const;
    // The texts of an option list: samplers, models. Markers of the kind "@files:folder" are no names and left out.
    [[nodiscard]] QStringList choices(const QString &className, const QString &input) const;
    // True when the list is one of files whose names are not known: any name may be sent.
    [[nodiscard]] bool takesAnyFile(const QString &className, const QString &input) const;
    [[nodiscard]] QStringList classNames() const; // sorted
    [[nodiscard]] qsizetype size() const { return m_classes.size(); }
    [[nodiscard]] int brokenClasses() const { return m_broken; }

    void merge(const ObjectInfo &other); // the other's classes win

private:
    QHash<QString, NodeClass> m_classes;
    int m_broken = 0;
};

// All inputs that a node of this class takes when `live` are its present inputs: dynamic combos, growing lists and
// slots are unfolded by what is chosen there.
[[nodiscard]] std::vector<NodeInput> inputsOf(const NodeClass &nodeClass, const QJsonObject &live);

// JSON as Python's json module writes it: NaN, Infinity and -Infinity outside of texts become null.
[[nodiscard]] QByteArray withoutNotANumber(const QByteArray &json);

} // namespace sc::comfy
