// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/comfy/graph_check.h"
#include "core/comfy/object_info.h"

// What the commands on graphs share.
namespace sc::cli {

[[nodiscard]] Result<QByteArray> contentOfFile(const QString &path); // at most 64 MB
// What --object-info names, later files over earlier ones; without it the nodes that this program knows.
[[nodiscard]] Result<comfy::ObjectInfo> nodesOption(const Arguments &arguments);
[[nodiscard]] OptionSpec nodesOptionSpec();
// The value itself, or the file after an @; an empty object without the option.
[[nodiscard]] Result<QJsonObject> jsonOption(const Arguments &arguments, const QString &option);
// Mistakes in a graph as the output; the worst that the server would refuse as the problem.
[[nodiscard]] Result<Output> checked(Invocation &invocation, const std::vector<comfy::GraphFault> &faults, const Result<> &fits);

// `workflow check` of a stored one.
[[nodiscard]] Result<Output> checkOwnWorkflow(Invocation &invocation);

} // namespace sc::cli
