// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_store.h"

namespace sc::generation {

// Taking back what was done with the queue, job by job and value by value: a step knows what it changed and from what. It is
// kept in the store, so that it outlives the program and works from the command line. What a server has begun meanwhile is
// not touched: that step is refused with the reason. Thread: the store's.
class QueueHistory
{
public:
    explicit QueueHistory(GenerationStore &store) : m_store(store) {}

    enum class Reach {
        Changes, // of the jobs named; new jobs are found
        Removes, // also their removal, so that what was told of them is remembered
    };
    // Does `work` and keeps what it changed as one step. A Problem of `work` is handed on and leaves no step.
    [[nodiscard]] Result<> perform(const QString &name, const std::vector<JobId> &jobs, const std::function<Result<>()> &work,
                                   Reach reach = Reach::Changes);

    // Give the name of the step. NOTHING_TO_UPDATE when there is none; CONFLICT naming the job that a server has meanwhile;
    // RESOURCE_NOT_FOUND when one is gone. Then nothing is changed.
    [[nodiscard]] Result<QString> undo();
    [[nodiscard]] Result<QString> redo();
    [[nodiscard]] Result<QString> undoName(); // empty: nothing to undo
    [[nodiscard]] Result<QString> redoName();

private:
    [[nodiscard]] Result<> apply(const QueueStep &step, bool backwards);

    GenerationStore &m_store;
};

} // namespace sc::generation
