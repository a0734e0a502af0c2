// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/batch.h"

#include <QtCore/QHash>
#include <QtCore/QSet>

#include <functional>

// The jobs of the queue as rows under headings. Pure.
namespace sc::ui {

enum class JobGrouping { State, Server, Batch, Project };

struct JobFilter
{
    QString text;                         // in name, words, server, family
    QSet<generation::JobStatus> statuses; // empty: all
    bool operator==(const JobFilter &) const = default;
};

struct JobRow
{
    QString head; // key of its heading; of a heading itself, too
    QString job;  // id; empty: a heading
    QString title;
    int count = 0; // of a heading: jobs below it, also folded ones
    bool isFolded = false;
    bool operator==(const JobRow &) const = default;
};

struct JobRowSource
{
    const std::vector<generation::Job> &jobs;               // in the order of the queue
    QHash<QString, QString> batchNames;                     // by id
    QHash<QString, QString> serverNames;                    // by id: of jobs that wait for one
    std::function<QString(const generation::Job &)> textOf; // what a filter looks at, beside words and server; may be empty
    QDate today;
};

[[nodiscard]] std::vector<JobRow> jobRows(const JobRowSource &source, JobGrouping grouping, const JobFilter &filter,
                                          const QSet<QString> &folded);

// How many there are in which state, and sums of the day.
struct QueueCounts
{
    int running = 0; // with a server
    int waiting = 0;
    int held = 0;     // of the waiting: paused or blocked
    int toChoose = 0; // of the waiting: until a start picture is chosen
    int completed = 0;
    int failed = 0;
    int cancelled = 0;
    double gpuTodayS = 0;
    [[nodiscard]] int total() const { return running + waiting + completed + failed + cancelled; }
    bool operator==(const QueueCounts &) const = default;
};
[[nodiscard]] QueueCounts queueCounts(const std::vector<generation::Job> &jobs, QDate today);

} // namespace sc::ui
