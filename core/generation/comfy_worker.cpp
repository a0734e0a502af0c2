// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/comfy_worker.h"

#include "core/generation/generation_store.h"
#include "core/generation/runpod_worker.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QFutureWatcher>
#include <QtCore/QPointer>

#include <utility>

namespace sc::generation {

namespace {

using namespace comfy;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

template<class... Ts> struct Overloaded : Ts...
{
    using Ts::operator()...;
};
template<class... Ts> Overloaded(Ts...) -> Overloaded<Ts...>;

Problem failureOf(const HistoryEntry &entry)
{
    if (entry.outOfMemory) {
        return Problem(ProblemCode::OutOfMemory, tr("The server ran out of memory."))
            .withDetail(entry.message)
            .withEntity(QStringLiteral("node"), entry.nodeType);
    }
    return Problem(ProblemCode::GenerationFailed,
                   entry.nodeType.isEmpty() ? tr("The server failed on it.") : tr("The node %1 failed.").arg(entry.nodeType))
        .withDetail(entry.message)
        .withEntity(QStringLiteral("node"), entry.nodeType);
}

RemoteFinding findingOf(const Whereabouts &where)
{
    RemoteFinding finding;
    finding.ahead = where.ahead;
    switch (where.place) {
    case Whereabouts::Place::Waiting:
        finding.place = RemoteFinding::Place::Waiting;
        return finding;
    case Whereabouts::Place::Running:
        finding.place = RemoteFinding::Place::Running;
        return finding;
    case Whereabouts::Place::Unknown:
        return finding;
    case Whereabouts::Place::Finished:
        break;
    }
    if (!where.entry)
        return finding;
    switch (where.entry->state) {
    case RemoteState::Succeeded:
        finding.place = RemoteFinding::Place::Succeeded;
        finding.files = where.entry->files;
        break;
    case RemoteState::Failed:
        finding.place = RemoteFinding::Place::Failed;
        finding.problem = failureOf(*where.entry);
        break;
    case RemoteState::Interrupted:
        finding.place = RemoteFinding::Place::Interrupted;
        break;
    }
    return finding;
}

QByteArray hashOf(const QString &path)
{
    QFile file(path);
    QCryptographicHash hash(QCryptographicHash::Sha256);
    return file.open(QIODevice::ReadOnly) && hash.addData(&file) ? hash.result().toHex() : QByteArray();
}

} // namespace

SecretReader environmentSecrets()
{
    return [](const QString &reference) -> Result<QByteArray> {
        const QString name = reference.startsWith(QLatin1String("env:")) ? reference.mid(4) : QString();
        const QByteArray value = name.isEmpty() ? QByteArray() : qgetenv(name.toUtf8().constData());
        if (!value.isEmpty())
            return value;
        return std::unexpected(Problem(ProblemCode::NotAuthorised,
                                       name.isEmpty() ? tr("The key of this server cannot be read here.")
                                                      : tr("The environment has no variable %1 with the key of this server.").arg(name)));
    };
}

Result<ServerAddress> addressOf(const Server &server, const SecretReader &secrets)
{
    SC_TRY_ASSIGN(address, normalisedAddress(server.url));
    address.idleTimeout = std::chrono::seconds(server.idleTimeoutS);
    if (!server.keyRef.isEmpty()) {
        SC_TRY_ASSIGN(key, secrets(server.keyRef));
        address.headers.insert("Authorization", "Bearer " + key);
    }
    for (auto it = server.headers.cbegin(); it != server.headers.cend(); ++it) {
        SC_TRY_ASSIGN(value, secrets(it.value()));
        address.headers.insert(it.key().toLatin1(), value);
    }
    if (server.tlsTrust == generation::TlsTrust::Pinned) {
        address.trust = comfy::TlsTrust::Pinned;
        address.fingerprint = server.fingerprint.toLatin1();
    }
    return address;
}

WorkerFactory standardWorkers(GenerationStore &store, SecretReader secrets, ClientTimes times)
{
    return [&store, secrets = std::move(secrets), times](const Server &server) -> Result<std::unique_ptr<Worker>> {
        if (server.kind == ServerKind::RunPod) {
            SC_TRY_ASSIGN(key, secrets(server.keyRef));
            return std::make_unique<RunPodWorker>(QUrl(server.url), key);
        }
        SC_TRY_ASSIGN(address, addressOf(server, secrets));
        return std::make_unique<ComfyWorker>(server, address, &store, times);
    };
}

// The client id is the server's own id in this profile: events of prompts of an earlier run find their way again.
ComfyWorker::ComfyWorker(const Server &server, const ServerAddress &address, GenerationStore *store, ClientTimes times)
    : m_server(server.id), m_store(store), m_client(address, server.id.text(), times)
{
    connect(&m_client, &ServerClient::stateChanged, this, [this] {
        if (isOnline())
            readNodes();
        Q_EMIT stateChanged();
    });
    connect(&m_client, &ServerClient::factsChanged, this, &Worker::factsChanged);
    connect(&m_client, &ServerClient::cameBack, this, &Worker::cameBack);
    connect(&m_client, &ServerClient::event, this, &ComfyWorker::take);
    connect(&m_client, &ServerClient::preview, this, [this](const PreviewFrame &frame) { Q_EMIT preview(frame.promptId, frame.image); });
    if (!m_store)
        return;
    if (const auto cached = m_store->cachedNodes(m_server); cached && *cached) {
        m_nodesVersion = (*cached)->version;
        takeNodes((*cached)->objectInfo, false);
    }
}

ComfyWorker::~ComfyWorker() = default;

void ComfyWorker::open()
{
    m_client.open();
}

void ComfyWorker::close()
{
    m_client.close();
}

void ComfyWorker::checkNow()
{
    m_nodesVersion.clear();
    m_client.checkNow();
    if (isOnline())
        readNodes();
}

bool ComfyWorker::isOnline() const
{
    return m_client.state() == ServerClient::State::Online;
}

std::optional<Problem> ComfyWorker::problem() const
{
    return m_client.lastProblem();
}

qint64 ComfyWorker::memory() const
{
    const auto &devices = m_client.facts().stats.devices;
    return devices.empty() ? 0 : devices.front().memoryTotal;
}

std::optional<ServerFacts> ComfyWorker::facts() const
{
    if (!isOnline() && m_client.facts() == ServerFacts())
        return std::nullopt;
    return m_client.facts();
}

// Once a version: a server reads thousands of nodes and whole folders for it.
void ComfyWorker::readNodes()
{
    const QString version = m_client.facts().stats.version;
    if (m_readsNodes || (m_nodes && m_nodesVersion == version && !version.isEmpty()))
        return;
    m_readsNodes = true;
    m_client.objectInfoBytes([this, version](const Result<QByteArray> &bytes) {
        m_readsNodes = false;
        if (!bytes)
            return;
        m_nodesVersion = version;
        takeNodes(*bytes, true);
    });
}

void ComfyWorker::takeNodes(const QByteArray &bytes, bool keep)
{
    const QPointer<ComfyWorker> self(this);
    auto *watcher = new QFutureWatcher<Result<ObjectInfo>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        if (const auto parsed = watcher->result()) {
            m_nodes = std::make_shared<const ObjectInfo>(*parsed);
            Q_EMIT stateChanged();
        }
    });
    watcher->setFuture(QtConcurrent::run([bytes] { return ObjectInfo::parse(bytes); }));
    if (keep && m_store) {
        if (const auto kept = m_store->keepNodes(m_server, {m_nodesVersion, {}, bytes}); !kept)
            qWarning("%s", qPrintable(kept.error().toLogLine()));
    }
}

void ComfyWorker::upload(const QString &file, Done<QString> done)
{
    if (!QFileInfo(file).isFile()) {
        QMetaObject::invokeMethod(
            this,
            [file, done] {
                done(std::unexpected(Problem(ProblemCode::MediaMissing, tr("The picture \"%1\" is not there any more.").arg(file))
                                         .withEntity(QStringLiteral("file"), file)));
            },
            Qt::QueuedConnection);
        return;
    }
    auto *watcher = new QFutureWatcher<QByteArray>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, file, done] {
        watcher->deleteLater();
        Upload upload;
        upload.file = file;
        upload.name = contentName(watcher->result(), QFileInfo(file).suffix().toLower());
        upload.nameIsContent = true;
        m_client.upload(upload, done);
    });
    watcher->setFuture(QtConcurrent::run(hashOf, file));
}

void ComfyWorker::submit(const QString &remoteId, const QJsonObject &graph, const QJsonObject &tag, Done<Submission> done)
{
    Progress progress;
    for (auto it = graph.begin(); it != graph.end(); ++it)
        progress.classes.insert(it.key(), it.value().toObject().value(QStringLiteral("class_type")).toString());
    m_progress.insert(remoteId, progress);
    m_client.submit(remoteId, graph, QJsonObject{{QStringLiteral("storycanvas"), tag}}, std::move(done));
}

void ComfyWorker::find(const QString &remoteId, Done<RemoteFinding> done)
{
    m_client.locate(remoteId, [done](const Result<Whereabouts> &where) {
        done(where ? Result<RemoteFinding>(findingOf(*where)) : std::unexpected(where.error()));
    });
}

void ComfyWorker::cancel(const QString &remoteId, Done<void> done)
{
    m_client.removeWaiting({remoteId}, [this, remoteId, done](const Result<RemoteQueue> &queue) {
        if (!queue) {
            done(std::unexpected(queue.error()));
            return;
        }
        if (!queue->running.contains(remoteId)) {
            done({});
            return;
        }
        m_client.interrupt(remoteId, [done](const Result<bool> &told) { done(told ? Result<void>() : std::unexpected(told.error())); });
    });
}

void ComfyWorker::fetch(const RemoteFile &file, const QString &destination, Done<void> done)
{
    m_client.download(file, destination, std::move(done));
}

void ComfyWorker::follow(const QString &remoteId)
{
    m_client.follow(remoteId);
}

void ComfyWorker::forget(const QString &remoteId)
{
    m_progress.remove(remoteId);
    m_client.forget(remoteId);
}

void ComfyWorker::takeProgress(const QString &remoteId, const QString &node, double value, double most, int finished)
{
    Progress &known = m_progress[remoteId];
    known.node = node.isEmpty() ? known.node : node;
    // One node more than there are: all of it is there only when the file is.
    const double parts = static_cast<double>(std::max<qsizetype>(known.classes.size(), 1)) + 1;
    const double inside = most > 0 ? std::clamp(value / most, 0.0, 1.0) : 0;
    // Sampling takes nearly all of the time, so that its steps count for most.
    const double nodes = std::min(1.0, (finished + inside) / parts);
    const double fraction = most > 1 ? 0.1 + 0.8 * inside : nodes * 0.1;
    known.shown = std::max(known.shown, std::min(0.95, fraction));
    const QString step = most > 1 ? QStringLiteral("%1/%2").arg(value).arg(most) : QString();
    Q_EMIT progress(remoteId, known.shown, known.classes.value(known.node), step);
}

void ComfyWorker::take(const ServerEvent &event)
{
    std::visit(Overloaded{
                   [this](const StartedEvent &it) { Q_EMIT started(it.promptId); },
                   [this](const ExecutingEvent &it) {
                       if (it.node.isEmpty() && !it.promptId.isEmpty())
                           Q_EMIT ended(it.promptId);
                       else if (!it.promptId.isEmpty())
                           takeProgress(it.promptId, it.node, 0, 0, 0);
                   },
                   [this](const ProgressEvent &it) { takeProgress(it.promptId, it.node, it.value, it.most, 0); },
                   [this](const ProgressStateEvent &it) {
                       int finished = 0;
                       for (const NodeState &state : it.nodes)
                           finished += state.state == QLatin1String("finished") ? 1 : 0;
                       for (const NodeState &state : it.nodes) {
                           if (state.state == QLatin1String("running"))
                               takeProgress(it.promptId, state.node, state.value, state.most, finished);
                       }
                   },
                   [this](const SucceededEvent &it) { Q_EMIT ended(it.promptId); },
                   [this](const FailedEvent &it) {
                       if (!it.blocked)
                           Q_EMIT ended(it.promptId);
                   },
                   [this](const InterruptedEvent &it) { Q_EMIT ended(it.promptId); },
                   [](const auto &) {},
               },
               event);
}

} // namespace sc::generation
