// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/project/project_session.h"

#include <QtCore/QObject>
#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtCore/QSize>
#include <QtCore/QThreadPool>
#include <QtCore/QTimer>

#include <condition_variable>
#include <mutex>

namespace sc::playback {

// Makes lighter copies of the movies that the live clips of a project show, one at a time in the background, and keeps
// them in the bundle's proxies folder up to a limit, the oldest leaving first. Rests while something plays. Thread: main.
class ProxyShelf : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 kLimitBytes = 8LL * 1024 * 1024 * 1024;

    explicit ProxyShelf(QObject *parent = nullptr, qint64 limitBytes = kLimitBytes);
    ~ProxyShelf() override;

    void setSession(project::ProjectSession *session); // null: none
    void setResting(bool resting);
    // Takes that have no copy yet, the one at work included.
    [[nodiscard]] int waiting() const;
    // Removes all copies of the open project; gives the bytes that became free.
    [[nodiscard]] qint64 clear();

Q_SIGNALS:
    void proxiesChanged(); // a copy is there that was not, or they were cleared
    void waitingChanged(int takes);
    void problemOccurred(const sc::Problem &problem);

private:
    struct Job
    {
        QString hash;
        QString original;
        QString target; // absolute
        QString place;  // in the bundle
        QSize size;
    };
    // Shared with the worker, which may outlive a session.
    struct Gate
    {
        std::mutex mutex;
        std::condition_variable changed;
        bool isResting = false;
        void pass(const CancelToken &cancel);
    };

    void look();
    void startNext();
    void finish(const Job &job, const Result<> &made);
    void stop();
    void forgetGone();
    void keepToLimit(const QString &folder) const;

    qint64 m_limit;
    QPointer<project::ProjectSession> m_session;
    QMetaObject::Connection m_changes;
    QTimer m_settle; // looking asks the disk about each take: not while a hand edits
    QList<Job> m_jobs;
    bool m_isWorking = false;
    QSet<QString> m_failed; // hashes; not tried again until the project is opened anew
    CancelToken m_cancel;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
    QThreadPool m_pool; // last: it waits for the worker
};

} // namespace sc::playback
