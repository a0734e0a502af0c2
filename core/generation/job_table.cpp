// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/job_table.h"

namespace sc::generation {

using project::column;

const std::vector<project::Column<Job>> &jobColumns()
{
    static const std::vector<project::Column<Job>> columns = {
        column<&Job::id>("id"),
        column<&Job::bundle>("bundle"),
        column<&Job::projectId>("project_id"),
        column<&Job::projectName>("project_name"),
        column<&Job::clip>("clip"),
        column<&Job::clipName>("clip_name"),
        column<&Job::character>("character"),
        column<&Job::batch>("batch"),
        column<&Job::kind>("kind"),
        column<&Job::family>("family"),
        column<&Job::modelName>("model_name"),
        column<&Job::priority>("priority"),
        column<&Job::front>("front"),
        column<&Job::rank>("rank"),
        column<&Job::dependsOn>("depends_on"),
        column<&Job::stillOf>("still_of"),
        column<&Job::awaitsChoice>("awaits_choice"),
        column<&Job::preferredServer>("preferred_server"),
        column<&Job::pinned>("pinned"),
        column<&Job::status>("status"),
        column<&Job::stage>("stage"),
        column<&Job::server>("server"),
        column<&Job::serverName>("server_name"),
        column<&Job::remoteId>("remote_id"),
        column<&Job::progress>("progress"),
        column<&Job::node>("node"),
        column<&Job::stepText>("step_text"),
        column<&Job::attempts>("attempts"),
        column<&Job::maxAttempts>("max_attempts"),
        column<&Job::failure>("failure"),
        column<&Job::error>("error"),
        column<&Job::avoid>("avoid"),
        column<&Job::notBefore>("not_before"),
        column<&Job::estimateS>("estimate_s"),
        column<&Job::queuedAt>("queued_at"),
        column<&Job::startedAt>("started_at"),
        column<&Job::finishedAt>("finished_at"),
        column<&Job::doneAt>("done_at"),
        column<&Job::takeIds>("take_ids"),
        column<&Job::inboxFile>("inbox_file"),
        column<&Job::cancelRequested>("cancel_requested"),
        column<&Job::createdAt>("created_at"),
        column<&Job::revision>("revision"),
        column<&Job::prompt>("prompt"),
        column<&Job::negative>("negative"),
        column<&Job::promptParts>("prompt_parts"),
        column<&Job::params>("params"),
        column<&Job::ownGraph>("own_graph"),
        column<&Job::graph>("graph"),
        column<&Job::graphHash>("graph_hash"),
        column<&Job::outputNode>("output_node"),
        column<&Job::sentParams>("sent_params"),
        column<&Job::models>("models"),
    };
    return columns;
}

const project::Table<Job> &jobTable()
{
    static const project::Table<Job> table(QStringLiteral("job"), jobColumns());
    return table;
}

const project::Table<Batch> &batchTable()
{
    static const project::Table<Batch> table(QStringLiteral("batch"), {
                                                                          column<&Batch::id>("id"),
                                                                          column<&Batch::name>("name"),
                                                                          column<&Batch::bundle>("bundle"),
                                                                          column<&Batch::projectName>("project_name"),
                                                                          column<&Batch::spec>("spec"),
                                                                          column<&Batch::status>("status"),
                                                                          column<&Batch::total>("total"),
                                                                          column<&Batch::completed>("completed"),
                                                                          column<&Batch::failed>("failed"),
                                                                          column<&Batch::cancelled>("cancelled"),
                                                                          column<&Batch::createdAt>("created_at"),
                                                                          column<&Batch::startedAt>("started_at"),
                                                                          column<&Batch::finishedAt>("finished_at"),
                                                                          column<&Batch::revision>("revision"),
                                                                      });
    return table;
}

} // namespace sc::generation
