// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/generation/own_workflow.h"

namespace sc::generation {

// The own workflows of a profile: one JSON file each, so that they can be carried to another machine by hand. Files that cannot be
// read are told, not touched. Thread: any, one at a time; two programs at once see each other's whole files only.
class WorkflowShelf
{
public:
    explicit WorkflowShelf(const ProfilePaths &profile);

    struct Listing
    {
        std::vector<OwnWorkflow> workflows; // by name
        std::vector<Problem> problems;      // of files that are no workflows
    };
    [[nodiscard]] Listing all() const;
    // By id, unique beginning of an id (6 characters or more) or name. RESOURCE_NOT_FOUND with the names there are.
    [[nodiscard]] Result<OwnWorkflow> find(const QString &wanted) const;
    // A new one, or the one of the same id. DUPLICATE_RESOURCE when another has the name (a free one is suggested), VALIDATION_ERROR,
    // PERMISSION_DENIED, INSUFFICIENT_STORAGE.
    [[nodiscard]] Result<> save(const OwnWorkflow &workflow) const;
    [[nodiscard]] Result<> remove(const QString &id) const; // RESOURCE_NOT_FOUND

private:
    [[nodiscard]] QString fileOf(const QString &id) const;
    QString m_folder;
};

} // namespace sc::generation
