// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/keychain.h"

#include <QtCore/QTimer>

#include <qt6keychain/keychain.h>

namespace sc::accounts {

namespace {

KeychainOutcome outcomeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainOutcome::Done;
    case QKeychain::EntryNotFound:
        return KeychainOutcome::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::CouldNotDeleteEntry:
        return KeychainOutcome::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return KeychainOutcome::Unavailable;
}

QString service()
{
    return QStringLiteral("StoryCanvas");
}

} // namespace

Keychain::Keychain(std::chrono::milliseconds readLimit, std::chrono::milliseconds writeLimit, QObject *parent)
    : QObject(parent), m_readLimit(readLimit), m_writeLimit(writeLimit)
{
}

// A job deletes itself when it ends, which after the limit nobody waits for any more.
template<class Job> void Keychain::run(Job *job, std::chrono::milliseconds limit, const Done &done)
{
    job->setInsecureFallback(false);
    auto *timer = new QTimer(this);
    timer->setSingleShot(true);
    connect(timer, &QTimer::timeout, this, [timer, done] {
        timer->deleteLater();
        done({KeychainOutcome::NoAnswer, {}, {}});
    });
    connect(job, &QKeychain::Job::finished, timer, [timer, done](QKeychain::Job *ended) {
        timer->stop();
        timer->deleteLater();
        KeychainReply reply{outcomeOf(ended->error()), {}, ended->error() == QKeychain::NoError ? QString() : ended->errorString()};
        if constexpr (std::is_same_v<Job, QKeychain::ReadPasswordJob>) {
            if (reply.outcome == KeychainOutcome::Done)
                reply.value = static_cast<QKeychain::ReadPasswordJob *>(ended)->textData();
        }
        done(reply);
    });
    timer->start(limit);
    job->start();
}

void Keychain::read(const QString &key, Done done)
{
    auto *job = new QKeychain::ReadPasswordJob(service());
    job->setKey(key);
    run(job, m_readLimit, done);
}

void Keychain::write(const QString &key, const QString &value, Done done)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setKey(key);
    job->setTextData(value);
    run(job, m_writeLimit, done);
}

void Keychain::remove(const QString &key, Done done)
{
    auto *job = new QKeychain::DeletePasswordJob(service());
    job->setKey(key);
    run(job, m_writeLimit, [done = std::move(done)](KeychainReply reply) {
        if (reply.outcome == KeychainOutcome::NotFound)
            reply.outcome = KeychainOutcome::Done;
        done(reply);
    });
}

} // namespace sc::accounts
