// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/proxy_shelf.h"

#include "core/media/proxy_copy.h"
#include "core/project/take_shelf.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>

namespace sc::playback {

namespace {

constexpr char kFolder[] = "proxies";
constexpr int kSettleMs = 200;

} // namespace

void ProxyShelf::Gate::pass(const CancelToken &cancel)
{
    std::unique_lock lock(mutex);
    changed.wait(lock, [&] { return !isResting || cancel.isCancelled(); });
}

ProxyShelf::ProxyShelf(QObject *parent, qint64 limitBytes) : QObject(parent), m_limit(limitBytes)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(kSettleMs);
    connect(&m_settle, &QTimer::timeout, this, &ProxyShelf::look);
    m_pool.setMaxThreadCount(1);
    m_pool.setThreadPriority(QThread::LowestPriority);
}

ProxyShelf::~ProxyShelf()
{
    stop();
    m_pool.waitForDone();
}

void ProxyShelf::stop()
{
    m_cancel.cancel();
    m_gate->changed.notify_all();
    m_cancel = CancelToken();
    m_isWorking = false;
    m_jobs.clear();
}

void ProxyShelf::setSession(project::ProjectSession *session)
{
    if (session == m_session)
        return;
    disconnect(m_changes);
    stop();
    m_failed.clear();
    m_settle.stop();
    m_session = session;
    if (session != nullptr)
        m_changes = connect(session, &project::ProjectSession::changed, this, [this] { m_settle.start(); });
    look();
}

void ProxyShelf::setResting(bool resting)
{
    {
        const std::lock_guard lock(m_gate->mutex);
        m_gate->isResting = resting;
    }
    m_gate->changed.notify_all();
}

int ProxyShelf::waiting() const
{
    return static_cast<int>(m_jobs.size());
}

void ProxyShelf::look()
{
    const int before = waiting();
    QList<Job> jobs;
    if (m_isWorking && !m_jobs.isEmpty())
        jobs << m_jobs.first();
    if (m_session && !m_session->isReadOnly()) {
        const QDir root(m_session->bundle());
        QSet<QString> known;
        for (const timeline::Clip *clip : timeline::liveClips(m_session->timeline())) {
            const timeline::Take *take = clip->selectedVideo.isEmpty() ? nullptr : m_session->takes().find(clip->selectedVideo);
            if (!take || known.contains(take->media.hash) || m_failed.contains(take->media.hash))
                continue;
            known.insert(take->media.hash);
            const QSize size = media::proxySize({take->width, take->height});
            const bool isThere = !take->proxy.isEmpty() && QFileInfo::exists(m_session->absolutePath(take->proxy));
            const QString original = m_session->absolutePath(take->media);
            if (size.isEmpty() || isThere || take->media.hash.isEmpty() || !QFileInfo::exists(original) ||
                (!jobs.isEmpty() && jobs.first().hash == take->media.hash))
                continue;
            const QString place =
                QStringLiteral("%1/%2-%3-%4.mp4").arg(QLatin1String(kFolder), take->media.hash).arg(size.height()).arg(media::kProxyRecipe);
            jobs << Job{take->media.hash, original, root.absoluteFilePath(place), place, size};
        }
    }
    m_jobs = jobs;
    startNext();
    if (waiting() != before)
        Q_EMIT waitingChanged(waiting());
}

void ProxyShelf::startNext()
{
    if (m_isWorking || m_jobs.isEmpty())
        return;
    const Job job = m_jobs.first();
    if (!QDir().mkpath(QFileInfo(job.target).absolutePath()))
        return;
    m_isWorking = true;
    m_pool.start([this, job, cancel = m_cancel, gate = m_gate] {
        const Result<> made = media::makeProxy(job.original, job.target, job.size, cancel, [&] { gate->pass(cancel); });
        if (!cancel.isCancelled())
            QMetaObject::invokeMethod(
                this, [this, job, made, cancel] { cancel.isCancelled() ? void() : finish(job, made); }, Qt::QueuedConnection);
    });
}

void ProxyShelf::finish(const Job &job, const Result<> &made)
{
    m_isWorking = false;
    if (!m_jobs.isEmpty() && m_jobs.first().hash == job.hash)
        m_jobs.removeFirst();
    Result<> kept = made;
    if (kept && m_session)
        kept = m_session->takes().setProxy(job.hash, {job.place, QFileInfo(job.target).size(), {}});
    if (kept) {
        keepToLimit(QFileInfo(job.target).absolutePath());
        Q_EMIT proxiesChanged();
    } else {
        m_failed.insert(job.hash);
        Q_EMIT problemOccurred(kept.error());
    }
    startNext();
    Q_EMIT waitingChanged(waiting());
}

void ProxyShelf::keepToLimit(const QString &folder) const
{
    const QFileInfoList files = QDir(folder).entryInfoList(QDir::Files, QDir::Time); // newest first
    qint64 bytes = 0;
    for (qsizetype i = 0; i < files.size(); ++i) {
        bytes += files[i].size();
        if (bytes > m_limit && i > 0)
            QFile::remove(files[i].absoluteFilePath());
    }
}

// What shows a take trusts the project's word for its copy.
void ProxyShelf::forgetGone()
{
    if (m_session->isReadOnly())
        return;
    for (const timeline::Clip *clip : timeline::liveClips(m_session->timeline())) {
        const timeline::Take *take = m_session->takes().find(clip->selectedVideo);
        if (!take || take->proxy.isEmpty() || QFileInfo::exists(m_session->absolutePath(take->proxy)))
            continue;
        if (const Result<> forgotten = m_session->takes().setProxy(take->media.hash, {}); !forgotten)
            Q_EMIT problemOccurred(forgotten.error());
    }
}

qint64 ProxyShelf::clear()
{
    if (!m_session)
        return 0;
    stop();
    qint64 bytes = 0;
    for (const QFileInfo &file : QDir(QDir(m_session->bundle()).absoluteFilePath(QLatin1String(kFolder))).entryInfoList(QDir::Files)) {
        const qint64 size = file.size();
        if (QFile::remove(file.absoluteFilePath()))
            bytes += size;
    }
    forgetGone();
    Q_EMIT proxiesChanged();
    Q_EMIT waitingChanged(0);
    return bytes;
}

} // namespace sc::playback
