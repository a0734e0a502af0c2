// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/queue_edits.h"
#include "core/generation/queue_history.h"
#include "ui/servers/generation_feed.h"
#include "ui/widgets/app_context.h"

namespace sc::ui {

// What a person does with the queue, each as one step that can be taken back. Problems go to the shell; those that have a way
// out here (a copy of a job that has started, a retry all the same) are carried out from there.
class QueueDesk : public QObject
{
    Q_OBJECT

public:
    QueueDesk(AppContext &context, generation::GenerationService &service, QObject *parent = nullptr);

    using Ids = std::vector<generation::JobId>;

    void pauseQueue(generation::QueuePause pause);
    [[nodiscard]] generation::QueuePause pause() const;
    void setFairShare(bool on);
    [[nodiscard]] bool fairShare() const;

    bool setPriority(const Ids &ids, int priority);
    bool runNext(const Ids &ids);
    bool move(const Ids &ids, int place); // among the waiting ones without these
    bool moveBy(const Ids &ids, int step);
    bool hold(const Ids &ids);
    bool goOn(const Ids &ids);
    bool cancel(const Ids &ids);
    bool cancelWaiting(); // all but running
    bool cancelAll();
    bool retry(const Ids &ids, bool anyway = false);
    // The job again with other values: a waiting one is changed, a finished one retried so.
    bool retryWith(const generation::JobId &id, const generation::JobChange &change);
    bool duplicate(const Ids &ids, bool freshSeed);
    bool sendTo(const Ids &ids, const generation::ServerId &server, bool pin);
    bool chooseStills(const Ids &stills); // of each shot one
    bool edit(const generation::JobId &id, const generation::JobChange &change);
    // A running job is cancelled first; it can be deleted when that is done.
    bool remove(const Ids &ids);
    bool clear(const std::vector<generation::JobStatus> &statuses);

    void undo();
    void redo();
    [[nodiscard]] QString undoName() const;
    [[nodiscard]] QString redoName() const;

    [[nodiscard]] generation::GenerationService &service() const { return m_service; }

Q_SIGNALS:
    void changed(); // the queue's own state or what can be undone
    void editRequested(const QString &jobId);

private:
    bool perform(const QString &name, const Ids &ids, const std::function<Result<>()> &work,
                 generation::QueueHistory::Reach reach = generation::QueueHistory::Reach::Changes, bool offersUndo = false);
    void takeAction(const Problem &problem, const QString &action);
    [[nodiscard]] QString named(const Ids &ids) const; // "Avenue run", "3 jobs"

    AppContext &m_context;
    generation::GenerationService &m_service;
    mutable generation::QueueHistory m_history;
};

} // namespace sc::ui
