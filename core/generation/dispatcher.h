// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/fit_table.h"
#include "core/generation/queue_edits.h"
#include "core/generation/queue_forecast.h"
#include "core/generation/result_keeper.h"
#include "core/generation/worker.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QLockFile>
#include <QtCore/QSet>
#include <QtCore/QTimer>

#include <unordered_map>

namespace sc::generation {

// Times of the dispatcher; tests shorten them.
struct DispatcherTimes
{
    int tickMs = 250;         // how often other processes' changes and time limits are looked at
    int graceMs = 1'000;      // before a job that a server does not know is believed lost
    int retryFirstMs = 2'000; // pause before a second attempt, doubled each time
    int retryMostMs = 60'000;
    int askAgainMs = 1'000;  // after a question that got no answer
    int keepAgainMs = 5'000; // while the project is open elsewhere or the disk is full
    int progressMs = 3'000;  // between two notes of progress in the store
    int sweepMs = 15'000;    // without news of a job that is at a server, before the server is asked
};

// Runs the queue: gives waiting jobs to servers, follows them, fetches what they made. Everything is stored before it is acted on, so
// that it can be ended at any moment, in any way, and goes on from there: a request is sent under an id of ours that is on disk
// by then, and after every loss of connection the server is asked what became of it. One process of a profile runs the queue.
// Main thread.
class Dispatcher : public QObject
{
    Q_OBJECT

public:
    // CONFLICT naming the process that runs the queue of this profile already. The store and the keeper must outlive it.
    [[nodiscard]] static Result<std::unique_ptr<Dispatcher>> start(const ProfilePaths &profile, GenerationStore &store,
                                                                   WorkerFactory workers, ResultKeeper &keeper, DispatcherTimes times = {});
    ~Dispatcher() override; // what runs is left on its server and found again at the next start

    // Takes in at once what this process changed in the store.
    void refresh();
    // Nothing new starts; drained() when nothing is with a server any more.
    void drain();
    // All that is with a server is cancelled; then as drain().
    void cancelAll();

    [[nodiscard]] int withServers() const { return static_cast<int>(m_flights.size()); }
    [[nodiscard]] int open() const { return static_cast<int>(m_jobs.size()); } // neither completed nor failed nor cancelled
    [[nodiscard]] const Job *job(const JobId &id) const;                       // open ones, with live progress; null for others
    [[nodiscard]] std::vector<Job> openJobs() const;                           // in the order of the queue
    [[nodiscard]] QByteArray previewOf(const JobId &id) const;                 // newest sampling picture; empty when there is none
    [[nodiscard]] WaitReason whyWaiting(const JobId &id) const;
    [[nodiscard]] double expectedEnd() const { return m_scheduler.expectedEnd(); } // s from now
    // All that the next decisions rest on, for looking ahead and for trying things out.
    [[nodiscard]] QueuePlan plan() const;
    [[nodiscard]] Worker *worker(const ServerId &id) const; // null for inactive or unknown ones
    [[nodiscard]] const std::vector<Server> &servers() const { return m_servers; }

Q_SIGNALS:
    void jobChanged(const sc::generation::Job &job); // also when it ended
    void jobGone(const QString &id);
    void progressed(const QString &id);
    void serversChanged();
    void drained();
    void troubled(const sc::Problem &problem); // the store or the disk; the queue goes on when that is over

private:
    // What is under way with a job that a server has.
    struct Flight
    {
        ServerId server;
        QString remoteId;
        bool isBusy = false;    // an answer is awaited
        bool lookAgain = false; // asked for meanwhile
        bool goesBack = false;  // into the queue, once the server has let go
        bool isToldToStop = false;
        bool missedOnce = false; // the server did not know it when it was last asked
        int fetchTries = 0;
        std::vector<comfy::RemoteFile> files;
        QStringList fetched;
        qint64 actAt = 0; // ms: look again then
        qint64 progressSaved = 0;
        qint64 lastNews = 0;
        bool sawStart = false;
        bool loadsModels = false;
        QByteArray preview;
    };

    Dispatcher(GenerationStore &store, QString inbox, WorkerFactory workers, ResultKeeper &keeper, DispatcherTimes times,
               std::unique_ptr<QLockFile> lock);

    // dispatcher.cpp: the store, the servers, the order.
    [[nodiscard]] Result<> load();
    void tick();
    void sync();
    void readServers();
    void connectWorker(const Server &server, Worker &worker);
    void takeIn(const Job &job);
    void dropJob(const JobId &id);
    void evaluate(const JobId &id);
    void evaluateAll();
    [[nodiscard]] std::optional<Problem> hindrance(const Job &job, const FitTable::Fit &fit, bool &waitsForOthers);
    [[nodiscard]] std::vector<PlanServer> planServers() const;
    void schedule();
    void checkTimes();
    // Nothing when it could not be stored; that was told already.
    std::optional<Job> edit(const JobId &id, const std::function<Result<>(JobEdit &)> &change);
    [[nodiscard]] qint64 now() const { return m_clock.elapsed(); }
    [[nodiscard]] JobId jobWith(const QString &remoteId) const { return m_byRemote.value(remoteId); }
    [[nodiscard]] Flight *flight(const JobId &id);
    // True while the callback of an older request still speaks of the present one.
    [[nodiscard]] bool isCurrent(const JobId &id, const QString &remoteId);
    void endFlight(const JobId &id);
    void later(const JobId &id, int ms);
    [[nodiscard]] const Server *serverOf(const ServerId &id) const;

    // dispatcher_send.cpp: out to the server.
    void assign(const Assignment &assignment);
    void prepare(const JobId &id);
    void prepared(const JobId &id, const Result<Job> &ready);
    void uploadNext(const JobId &id, QStringList files, const QHash<QString, QString> &names);
    void send(const JobId &id, const QHash<QString, QString> &names);
    void sent(const JobId &id, const QString &remoteId, const Result<comfy::Submission> &answer);
    void stop(const JobId &id);

    // dispatcher_results.cpp: back from it.
    void resume(const JobId &id);
    void onStarted(const QString &remoteId);
    void onProgress(const QString &remoteId, double fraction, const QString &node, const QString &step);
    void onOffline(const ServerId &server);
    void settle(const JobId &id);
    void settled(const JobId &id, const Result<RemoteFinding> &finding);
    void succeeded(const JobId &id, const RemoteFinding &finding);
    void interrupted(const JobId &id);
    void lost(const JobId &id);
    void fetchNext(const JobId &id);
    void keep(const JobId &id);
    void kept(const JobId &id, const Result<KeptResult> &result);
    void backToQueue(const JobId &id, const QString &kind, const QString &reason, bool countsAttempt);
    void fail(const JobId &id, const Problem &problem);
    void learn(const Job &job);
    [[nodiscard]] QStringList tooSmall(const ServerId &server) const;

    GenerationStore &m_store;
    QString m_inbox;
    WorkerFactory m_makeWorker;
    ResultKeeper &m_keeper;
    DispatcherTimes m_times;
    std::unique_ptr<QLockFile> m_lock;
    QElapsedTimer m_clock;
    QTimer m_timer;
    qint64 m_revision = 0;
    QueuePause m_pause = QueuePause::Running;
    bool m_fairShare = false;
    bool m_draining = false;
    bool m_saidDrained = false;
    bool m_mustPlan = true;

    std::vector<Server> m_servers; // active ones first in their list: the bits of the fits
    std::unordered_map<QString, std::unique_ptr<Worker>> m_workers;
    QHash<ServerId, QString> m_loaded; // models of the last job there
    QHash<JobId, Job> m_jobs;          // open ones
    QHash<QString, QSet<QString>> m_dependents;
    QHash<QString, JobStatus> m_needed; // states of jobs that others wait for
    QHash<JobId, Flight> m_flights;
    QHash<QString, JobId> m_byRemote;
    QHash<JobId, qint64> m_notBefore; // wall clock, ms
    FitTable m_fits;
    Scheduler m_scheduler;
    LearnedFigures m_figures;
};

} // namespace sc::generation
