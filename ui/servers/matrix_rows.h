// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/model_catalog.h"
#include "core/generation/workflow_shelf.h"
#include "ui/servers/server_state.h"

#include <QtCore/QSet>

// What servers have, as rows for the matrix. Pure.
namespace sc::ui {

enum class MatrixTab { Models, Loras, Nodes, Workflows };
enum class MatrixMark { Unknown, Missing, Here, Loaded };

struct MatrixRow
{
    QString id; // model name, package, id of a workflow
    QString title;
    QString kind;
    std::vector<MatrixMark> marks; // by server
    QStringList reasons;           // by server: why it is missing, for workflows
    int used = 0;                  // jobs of the queue that need it
    bool isFavourite = false;
    bool isNeeded = false; // by a job that waits
    bool isHidden = false; // not offered when something is generated
    bool operator==(const MatrixRow &) const = default;
};

struct MatrixFilter
{
    MatrixTab tab = MatrixTab::Models;
    QString text;
    bool neededOnly = false;
    bool missingOnly = false; // somewhere
    bool operator==(const MatrixFilter &) const = default;
};

struct MatrixSource
{
    std::vector<ServerState> servers; // columns
    std::vector<generation::ModelRecord> models;
    std::vector<generation::OwnWorkflow> workflows;
    QHash<QString, int> used; // file to jobs
    QSet<QString> needed;     // files that waiting jobs name
};

inline const QString kFavouriteTag = QStringLiteral("favourite");

[[nodiscard]] std::vector<MatrixRow> matrixRows(const MatrixSource &source, const MatrixFilter &filter);
[[nodiscard]] std::array<int, 4> matrixCounts(const MatrixSource &source); // by tab, unfiltered
[[nodiscard]] QString markWord(MatrixMark mark);                           // "loaded"
[[nodiscard]] QString modelKindWord(generation::ModelKind kind);           // translated: "diffusion model"
// Where ComfyUI looks for files of this kind: "models/loras".
[[nodiscard]] QString modelFolder(generation::ModelKind kind);
// How often files are named by jobs, and which of those still wait.
void countUses(const std::vector<generation::Job> &jobs, MatrixSource &source);
// A near name on that server, of the same kind; empty: none.
[[nodiscard]] QString nearName(const generation::ModelRecord &model, const std::vector<generation::ModelRecord> &all,
                               const QString &server);

} // namespace sc::ui
