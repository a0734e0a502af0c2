// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"

// What can be told of a graph by the classes of its nodes. Ids in the order 2 before 10.
namespace sc::generation {

[[nodiscard]] QStringList sortedNodes(const QJsonObject &graph);
// Nodes that save: the server says so; of classes it does not know, those whose name does.
[[nodiscard]] QStringList outputNodesOf(const QJsonObject &graph, const comfy::ObjectInfo &info);
[[nodiscard]] bool makesMovie(const QJsonObject &graph, const QStringList &outputs);
// Values that are names of model files.
[[nodiscard]] QStringList modelFilesOf(const QJsonObject &graph);
[[nodiscard]] bool isModelFile(const QString &value);

} // namespace sc::generation
