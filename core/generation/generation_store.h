// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/generation/batch.h"
#include "core/generation/job_edit.h"
#include "core/generation/learned_figures.h"
#include "core/generation/server.h"

#include <functional>
#include <memory>

namespace sc::store {
class Database;
enum class Durability;
} // namespace sc::store

namespace sc::generation {

inline constexpr int kMostQueueSteps = 100;
inline constexpr const char *kPracticeServerKey = "practice_server"; // state: id of the server that this program runs itself

struct QueueStep
{
    qint64 n = 0;
    QString name; // translated, as it was done
    QByteArray content;
};

struct CachedNodes
{
    QString version; // of the server that said it
    QString fetchedAt;
    QByteArray objectInfo; // the answer, as it came
};

// The profile's generation.db: servers, jobs, batches, what was decided and what was learned. Several processes may have it
// open; each change is one transaction and gives the rows it writes the store's next revision, so that others can ask for
// what is newer than what they know. Thread: the one that opened it.
class GenerationStore
{
public:
    [[nodiscard]] static QString fileOf(const ProfilePaths &profile);
    // Where results lie between the server and the project.
    [[nodiscard]] static QString inboxOf(const ProfilePaths &profile);
    // Makes the file when there is none. Problems as store::Database::open() and store::migrate() have them.
    [[nodiscard]] static Result<std::unique_ptr<GenerationStore>> open(const QString &file);
    // For machines where a power cut may cost the last changes.
    [[nodiscard]] static Result<std::unique_ptr<GenerationStore>> open(const QString &file, store::Durability durability);
    ~GenerationStore();

    [[nodiscard]] const QString &file() const;
    [[nodiscard]] Result<qint64> revision();
    // Another process wrote since the last time this was asked.
    [[nodiscard]] Result<bool> changedElsewhere();

    // Servers, by name. add() and edit() check every field; DUPLICATE_RESOURCE names the one with that address or name.
    [[nodiscard]] Result<std::vector<Server>> servers();
    [[nodiscard]] Result<Server> server(const ServerId &id); // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<Server> addServer(const Server &server);
    [[nodiscard]] Result<Server> editServer(const Server &server);
    // What is known of it goes too. CONFLICT while jobs are with it or wait for it alone, unless `releaseWaiting`: then pinned
    // ones may go anywhere; those that are with it stay a CONFLICT.
    [[nodiscard]] Result<> removeServer(const ServerId &id, bool releaseWaiting = false);

    // Jobs.
    [[nodiscard]] Result<std::vector<Job>> jobs();                            // in the order of the queue
    [[nodiscard]] Result<std::vector<Job>> openJobs();                        // neither completed nor failed nor cancelled
    [[nodiscard]] Result<std::vector<Job>> jobsChangedSince(qint64 revision); // also finished ones
    [[nodiscard]] Result<QStringList> jobsGoneSince(qint64 revision);         // ids
    [[nodiscard]] Result<std::vector<Job>> jobsOfBatch(const BatchId &batch);
    [[nodiscard]] Result<Job> job(const JobId &id); // RESOURCE_NOT_FOUND
    // Checks them and their dependencies (known, no cycle: CONFLICT) and stores all or none. Empty ids, times and ranks are made.
    [[nodiscard]] Result<std::vector<Job>> addJobs(std::vector<Job> jobs, const std::vector<Decision> &story = {});
    // Reads the job as it is now, lets `change` edit it and stores the result with its story: the way every change goes, since
    // another process may have changed it in between. A Problem of `change` stores nothing.
    [[nodiscard]] Result<Job> editJob(const JobId &id, const std::function<Result<>(JobEdit &)> &change);
    // The same for several, all or none.
    [[nodiscard]] Result<std::vector<Job>> editJobs(const std::vector<JobId> &ids, const std::function<Result<>(JobEdit &)> &change);
    // CONFLICT for one that is with a server.
    [[nodiscard]] Result<> removeJobs(const std::vector<JobId> &ids);
    // Puts removed jobs back as they were, with what was told of them.
    [[nodiscard]] Result<> restoreJobs(const std::vector<Job> &jobs, const std::vector<Decision> &story = {});
    [[nodiscard]] Result<std::vector<Decision>> storyOf(const JobId &id); // oldest first
    // The last `most` lines about this server, newest first: its log.
    [[nodiscard]] Result<std::vector<Decision>> storyAt(const QString &serverName, int most);

    // Batches.
    [[nodiscard]] Result<std::vector<Batch>> batches(); // newest first
    [[nodiscard]] Result<Batch> batch(const BatchId &id);
    // With its jobs, in one step; they wait when `start`, else they are paused and the batch is a draft.
    [[nodiscard]] Result<Batch> addBatch(Batch batch, std::vector<Job> jobs, bool start);
    [[nodiscard]] Result<Batch> setBatchStatus(const BatchId &id, BatchStatus status);
    // Names of the batches that takes came from, of all projects; of jobs that were deleted it is not known any more.
    [[nodiscard]] Result<QHash<TakeId, QString>> batchNames();

    // What was done with the queue, for taking it back; see QueueHistory. A new step makes an end of those that were taken
    // back; the last kMostQueueSteps are kept.
    [[nodiscard]] Result<> addStep(const QString &name, const QByteArray &content);
    [[nodiscard]] Result<std::optional<QueueStep>> lastStep();   // that was not taken back
    [[nodiscard]] Result<std::optional<QueueStep>> undoneStep(); // the first that was
    [[nodiscard]] Result<> markStep(qint64 n, bool undone);

    // What was learned.
    [[nodiscard]] Result<LearnedFigures> learned();
    [[nodiscard]] Result<> keepRun(const ServerId &server, const RunKey &key, double seconds);
    [[nodiscard]] Result<> keepLoad(const ServerId &server, const QString &models, double seconds);
    [[nodiscard]] Result<> keepOutcome(const ServerId &server, bool completed);

    [[nodiscard]] Result<std::optional<CachedNodes>> cachedNodes(const ServerId &server);
    [[nodiscard]] Result<> keepNodes(const ServerId &server, const CachedNodes &nodes);

    // The queue as a whole: "paused", "fair_share" ...
    [[nodiscard]] Result<QString> state(const QString &key);
    [[nodiscard]] Result<> setState(const QString &key, const QString &value);

private:
    explicit GenerationStore(std::unique_ptr<store::Database> db);
    [[nodiscard]] Result<std::optional<QueueStep>> readStep(const QString &condition);
    // Runs `work` in a transaction with a revision of its own.
    [[nodiscard]] Result<> write(const std::function<Result<>(qint64 revision)> &work);
    [[nodiscard]] Result<Job> applyEdit(const JobId &id, qint64 revision, const std::function<Result<>(JobEdit &)> &change);
    [[nodiscard]] Result<> countInBatch(const BatchId &batch, qint64 revision, const std::function<Batch(Batch)> &change);
    [[nodiscard]] Result<> insertStory(const std::vector<Decision> &story);
    [[nodiscard]] Result<std::vector<Job>> insertJobs(std::vector<Job> jobs, qint64 revision);
    [[nodiscard]] Result<> checkDependencies(const std::vector<Job> &jobs);
    [[nodiscard]] Result<> requireUnique(const Server &server);

    std::unique_ptr<store::Database> m_db;
    qint64 m_dataVersion = -1;
};

} // namespace sc::generation
