// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/family.h"
#include "core/comfy/generation_params.h"
#include "core/comfy/object_info.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

// From what a person wants to the graph that a ComfyUI server runs. One builder for all families: each stage (load, words,
// latent, sample, finish) asks the family what it needs.
namespace sc::comfy {

struct GraphRequest
{
    MediaKind kind = MediaKind::Image;
    QString prompt;   // as it is sent; that it is not empty is for the caller to see to
    QString negative; // empty: the family's own, if it has one
    GenerationParams params;
    QString filePrefix = QStringLiteral("storycanvas/take"); // on the server, a '/' makes folders
};

struct ComposedGraph
{
    QJsonObject graph;       // API form, fitted to the server
    GenerationParams params; // every value filled in, as sent
    QString outputNode;      // id of the node that saves
    QStringList models;      // the files that are loaded, in order: what makes changing jobs dear
    QStringList notes;       // translated: what a person should know before it is sent
};

// The exact graph for a server with these nodes and files. The same request and server always give the same bytes, but
// for a seed that was left open. Problems name what is missing or out of place, before anything is sent.
[[nodiscard]] Result<ComposedGraph> composeGraph(const GraphRequest &request, const FamilyTable &families, const ObjectInfo &info);

} // namespace sc::comfy
