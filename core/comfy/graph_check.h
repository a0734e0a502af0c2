// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"

#include <vector>

namespace sc::comfy {

enum class GraphFaultKind {
    NotAGraph,
    EditorFormat, // the editor's file, not the API form
    UnknownClass,
    MissingInput,
    UnknownInput,
    BadLink, // to a node or output that is not there, or a list that is no link
    LinkType,
    WrongKind, // text for a number and the like
    OutOfRange,
    NotAnOption,
    FileAbsent, // a model or picture that the server does not list
    Cycle,
    NoOutput,
    OffStep, // a warning: a size that the model will round
    Unused,  // a warning: feeds no output
};

// One mistake in a graph, told so that a person finds the place.
struct GraphFault
{
    GraphFaultKind kind = GraphFaultKind::NotAGraph;
    QString node; // id, empty: the whole graph
    QString className;
    QString input;
    QString text;         // a translated sentence
    QString value;        // what was given, where that helps: the name of the missing file
    bool warning = false; // the server would take it
};

// Everything that can be seen to be wrong with an API graph before it is sent to a server with these nodes. The server
// itself lets more through than it should (plain values where links belong, files that are not there).
[[nodiscard]] std::vector<GraphFault> checkGraph(const QJsonObject &graph, const ObjectInfo &info);

// The worst fault as the Problem a person gets: NODE_MISSING, MODEL_MISSING or INVALID_PARAMETER; the others in its detail.
[[nodiscard]] Result<> graphFits(const QJsonObject &graph, const ObjectInfo &info);

// Puts in the defaults of inputs that this server requires and the graph lacks (they become required over the
// years), and takes out plain inputs that the server does not know.
[[nodiscard]] QJsonObject fittedTo(const QJsonObject &graph, const ObjectInfo &info);

} // namespace sc::comfy
