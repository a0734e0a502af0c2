// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/family.h"
#include "core/comfy/graph_check.h"
#include "core/comfy/object_info.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// Graphs of a person's own, in ComfyUI's API form, with the inputs that are filled in for each job.
namespace sc::generation {

enum class BindingType { Text, Integer, Number, Switch, Choice, Picture };

// One input of the graph under a name.
struct Binding
{
    QString name;  // "prompt", "negative", "seed", "width", "picture", "picture_2": unique, letters, digits and '_'
    QString node;  // id in the graph
    QString field; // the node's input
    BindingType type = BindingType::Text;
    QJsonValue standard;         // what the graph holds
    std::optional<double> least; // of numbers
    std::optional<double> most;
    QStringList choices;   // of a choice, as one server offered them; empty: not known
    bool required = false; // must be filled for every job: the graph's own value makes no sense elsewhere
    bool operator==(const Binding &) const = default;
};

struct OwnWorkflow
{
    QString id;          // UUID
    QString name;        // 1..200, unique
    QString description; // <= 2000
    comfy::MediaKind kind = comfy::MediaKind::Image;
    QJsonObject graph; // API form
    std::vector<Binding> bindings;
    QStringList outputs;      // ids of the nodes that save
    QStringList classes;      // node classes it needs, sorted
    QStringList models;       // files it names, in the order of nodes
    QString family;           // by its model's name; empty: not known
    bool isConfirmed = false; // a person has looked at the bindings
    QString createdAt;        // UTC, ISO 8601 with milliseconds
    bool operator==(const OwnWorkflow &) const = default;

    [[nodiscard]] const Binding *binding(const QString &name) const; // null when unknown
};

inline constexpr qint64 kMaxWorkflowBytes = 16 * 1024 * 1024;
inline constexpr int kMaxBindings = 200;

// From what a person gives: an API graph, {"prompt": graph}, or a picture that ComfyUI wrote. With bindings suggested by the types of
// the nodes, outputs, classes and models. VALIDATION_ERROR with what to do: not JSON, the editor's file, no nodes, no node
// that saves (named); FILE_TOO_LARGE. `info` tells types, ranges and which nodes save; ObjectInfo::builtIn() serves.
[[nodiscard]] Result<OwnWorkflow> importWorkflow(const QByteArray &bytes, const QString &name, const comfy::ObjectInfo &info);
// Prompt and negative of each sampler, seeds, size, frames, steps, CFG, sampler, scheduler, pictures, models.
[[nodiscard]] std::vector<Binding> suggestBindings(const QJsonObject &graph, const comfy::ObjectInfo &info);
// VALIDATION_ERROR naming the binding: a name twice or of other characters, a node or input that is not there or holds a link.
[[nodiscard]] Result<> checkBindings(const QJsonObject &graph, const std::vector<Binding> &bindings);

// The graph of one job. Inputs by name; what is left out keeps the graph's own value. INVALID_PARAMETER: an unknown name, a value of
// another type or out of range, a required one that is missing. Seeds that are left out are fresh ones.
[[nodiscard]] Result<QJsonObject> filledWorkflow(const OwnWorkflow &workflow, const QJsonObject &inputs);

// All that keeps this server from running it: unknown node classes, models and values that it does not offer, required inputs that are
// not filled.
[[nodiscard]] std::vector<comfy::GraphFault> checkWorkflow(const OwnWorkflow &workflow, const QJsonObject &inputs,
                                                           const comfy::ObjectInfo &info);
// The worst of it as a Problem: NODE_MISSING, MODEL_MISSING, INVALID_PARAMETER.
[[nodiscard]] Result<> workflowFits(const OwnWorkflow &workflow, const QJsonObject &inputs, const comfy::ObjectInfo &info);

[[nodiscard]] QString bindingTypeName(BindingType type); // "picture"
[[nodiscard]] QJsonObject toJson(const OwnWorkflow &workflow);
[[nodiscard]] Result<OwnWorkflow> workflowFromJson(const QJsonObject &json); // VALIDATION_ERROR

} // namespace sc::generation
