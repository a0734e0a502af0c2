// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/generation/ids.h"
#include "core/timeline/take.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>

#include <optional>
#include <vector>

// One thing to be generated: a frozen request and how far it has come.
namespace sc::generation {

enum class JobKind { Image, Video, Upscale, Interpolate, Face, CloudVideo, Custom };

enum class JobStatus {
    Queued,    // may start
    Blocked,   // a prerequisite is missing or failed, or no server can take it
    Paused,    // by the person
    Assigned,  // handed to a server, waiting there
    Running,   // the server works on it, or its result is on the way
    Unknown,   // connection lost while it ran
    Completed, // takes stored
    Failed,    // attempts used up, or not to be repeated
    Cancelled, // by the person; the server was told
};

// How far a handed-over job is; what a restart goes on from.
enum class JobStage {
    None,
    Preparing, // pictures go up, the graph is composed: the server knows nothing of it yet
    Sending,   // the graph is stored and on its way: the server may know it
    Sent,      // the server has it
    Fetching,  // the server is done with it; results come down
    Keeping,   // the file lies in the profile's inbox and goes into the project
};

// What a failure means for trying again.
enum class FailureClass {
    None,
    Transient, // connection, time-out, server restarting: elsewhere or later
    Resource,  // out of memory: on a larger server, then a smaller size is offered
    Invalid,   // the server refused the graph: never by itself
    Content,   // empty or unreadable result: once
};

struct Job
{
    JobId id;
    QString bundle; // absolute path of the project; empty: the result goes to the pool
    QString projectId;
    QString projectName;
    QString clip;
    QString clipName;
    QString character;
    BatchId batch;
    JobKind kind = JobKind::Image;
    QString prompt; // as it is sent, after composition
    QString negative;
    std::vector<timeline::PromptPart> promptParts;
    QString family;
    QString modelName;     // as asked for; empty: the first that fits the family
    QString params;        // JSON of comfy::GenerationParams; local pictures as "media:<absolute path>"
    QString ownGraph;      // an own workflow in API form, complete but for "media:" pictures; empty: composed from params
    int priority = 0;      // -100..100, higher first
    int front = 0;         // run next: higher first, 0 = not
    double rank = 0;       // inside equal priority, lower first
    QStringList dependsOn; // ids of jobs
    QString stillOf;       // of these the one whose picture, or last shown frame, this job starts from; empty: none
    // Which of those it starts from a person chooses; see chooseStill().
    bool awaitsChoice = false;
    ServerId preferredServer;
    bool pinned = false; // waits for the preferred server only
    JobStatus status = JobStatus::Queued;
    JobStage stage = JobStage::None;
    ServerId server;
    QString serverName; // kept if the server goes
    QString remoteId;   // chosen and stored before it is sent
    QString graph;      // as sent, stored before it is sent
    QString graphHash;  // SHA-256 of it, hex
    QString outputNode;
    QString sentParams;             // every value as sent
    QStringList models;             // files that are loaded, in order
    std::optional<double> progress; // 0..1
    QString node;                   // class of the node at work
    QString stepText;               // "12/28"
    int attempts = 0;
    int maxAttempts = 3; // 1..10
    FailureClass failure = FailureClass::None;
    QString error;        // JSON of the Problem; empty: none
    QStringList avoid;    // servers that it failed on in a way that would repeat
    qint64 notBefore = 0; // ms since 1970: pause before the next attempt
    double estimateS = 0; // 0: not made yet
    QString queuedAt;     // UTC, ISO 8601 with milliseconds; empty: not yet
    QString startedAt;
    QString finishedAt;
    QString doneAt; // by the server: what came after was fetching and keeping
    QStringList takeIds;
    QString inboxFile;            // what was fetched, while it is kept in the profile's inbox
    bool cancelRequested = false; // the runner tells the server
    QString createdAt;
    qint64 revision = 0; // of the store at the last change

    [[nodiscard]] bool isFinished() const;
    // Handed to a server, whatever it does there.
    [[nodiscard]] bool isWithServer() const;
    // Takes one of the server's places: until the server is done with it.
    [[nodiscard]] bool holdsPlace() const;
    [[nodiscard]] bool isWaiting() const; // queued, blocked or paused
    [[nodiscard]] std::optional<Problem> problem() const;
    bool operator==(const Job &) const = default;
};

[[nodiscard]] QString jobKindName(JobKind kind);           // "cloud_video"
[[nodiscard]] QString jobStatusName(JobStatus status);     // "queued"
[[nodiscard]] QString jobStageName(JobStage stage);        // "sent"
[[nodiscard]] QString failureClassName(FailureClass kind); // "transient"
[[nodiscard]] std::optional<JobKind> jobKindFromName(const QString &name);
[[nodiscard]] std::optional<JobStatus> jobStatusFromName(const QString &name);
[[nodiscard]] QString jobStatusWord(JobStatus status); // translated, for people

// The table of states: nothing else is possible.
[[nodiscard]] bool mayBecome(JobStatus from, JobStatus to);
// CONFLICT naming both states.
[[nodiscard]] Result<> checkTransition(const Job &job, JobStatus to);

// VALIDATION_ERROR for the first field that breaks its rule.
[[nodiscard]] Result<Job> checkedJob(Job job);

// Which class a problem belongs to.
[[nodiscard]] FailureClass failureClassOf(const Problem &problem);
// {"code", ...} and back; nothing for what is no problem.
[[nodiscard]] QString problemText(const Problem &problem);
[[nodiscard]] std::optional<Problem> problemFromText(const QString &json);

// Before `b` in the order of waiting jobs: front, priority, rank, creation, id.
[[nodiscard]] bool comesBefore(const Job &a, const Job &b);

[[nodiscard]] QString utcNow(); // ISO 8601 with milliseconds

[[nodiscard]] QVariant encode(JobKind value);
[[nodiscard]] QVariant encode(JobStatus value);
[[nodiscard]] QVariant encode(JobStage value);
[[nodiscard]] QVariant encode(FailureClass value);
[[nodiscard]] bool decode(const QVariant &stored, JobKind &value);
[[nodiscard]] bool decode(const QVariant &stored, JobStatus &value);
[[nodiscard]] bool decode(const QVariant &stored, JobStage &value);
[[nodiscard]] bool decode(const QVariant &stored, FailureClass &value);

} // namespace sc::generation
