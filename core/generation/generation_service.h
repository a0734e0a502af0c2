// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_client.h"
#include "core/generation/dispatcher.h"

#include <QtCore/QPointer>

namespace sc::accounts {
class SecretStore;
}

namespace sc::generation {

struct GenerationOptions
{
    SecretReader secrets;                  // empty: environmentSecrets()
    accounts::SecretStore *keys = nullptr; // where keys that a person types are kept; null: nowhere. Outlives the service
    WorkerFactory workers;                 // empty: standardWorkers()
    comfy::ClientTimes client;             // of those
    KeepOptions keep;
    DispatcherTimes times;
    bool runs = true; // false: never runs the queue here
};

// Generation in one process, as a window sees it: the profile's queue with the live progress of what runs, whoever runs it, and
// the way of results into the open project. Runs the queue itself unless another process does; then it follows that one's rows
// and takes over when it is gone. Changes of the queue go to store(), then refresh() is called. Main thread.
class GenerationService : public QObject
{
    Q_OBJECT

public:
    // What GenerationStore::open() meets.
    [[nodiscard]] static Result<std::unique_ptr<GenerationService>> open(const ProfilePaths &profile, GenerationOptions options = {});
    ~GenerationService() override; // what runs is left on its server and found again

    [[nodiscard]] GenerationStore &store() { return *m_store; }
    [[nodiscard]] const ProfilePaths &profile() const { return m_profile; }
    [[nodiscard]] const SecretReader &secrets() const { return m_options.secrets; }
    [[nodiscard]] accounts::SecretStore *keys() const { return m_options.keys; } // null: none are kept here
    void setKeepOptions(const KeepOptions &options);

    // Results for this session's bundle come into it; null: no project is open. It must be taken back before it ends.
    void setSession(project::ProjectSession *session);
    // Lets go of a bundle that was opened to keep results: to be called before it is opened for editing.
    void releaseBundle();

    // Null while another process runs the queue.
    [[nodiscard]] Dispatcher *dispatcher() const { return m_dispatcher.get(); }
    [[nodiscard]] std::optional<Problem> runnerProblem() const { return m_runnerProblem; } // names who runs it instead

    // All jobs in the order of the queue, with live progress. The reference holds until the next change.
    [[nodiscard]] const std::vector<Job> &jobs() const;
    [[nodiscard]] const Job *job(const JobId &id) const; // null: not in the queue
    [[nodiscard]] QByteArray previewOf(const JobId &id) const;
    [[nodiscard]] const std::vector<Server> &servers() const { return m_servers; } // by name

    // Takes in at once what this process changed in the store.
    void refresh();

Q_SIGNALS:
    void jobsChanged(const QStringList &ids); // new, changed, ended or gone; gathered over some ms
    void progressed(const QString &id);       // progress, step or picture
    void jobFinished(const sc::generation::Job &job);
    void serversChanged(); // their rows or their state
    void batchesChanged();
    void runnerChanged();
    void troubled(const sc::Problem &problem);

private:
    GenerationService(ProfilePaths profile, GenerationOptions options, std::unique_ptr<GenerationStore> store);
    void tryToRun();
    void follow();
    void readServers();
    void take(const Job &job);
    void takeProgress(const QString &id);
    void drop(const QString &id);
    void tellLater(const QString &id);
    void tell();
    void sortNow() const;

    ProfilePaths m_profile;
    GenerationOptions m_options;
    std::unique_ptr<GenerationStore> m_store;
    QPointer<project::ProjectSession> m_session;
    std::unique_ptr<BundleKeeper> m_keeper;
    std::unique_ptr<Dispatcher> m_dispatcher;
    std::optional<Problem> m_runnerProblem;
    qint64 m_revision = -1;
    mutable std::vector<Job> m_jobs;
    mutable QHash<QString, std::size_t> m_places; // by id
    mutable bool m_isSorted = true;
    std::vector<Server> m_servers;
    QStringList m_told; // ids that changed since the last signal
    QSet<QString> m_toldSet;
    QTimer m_tell;
    QTimer m_look;
};

} // namespace sc::generation
