// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_client.h"

#include "core/base/id.h"
#include "core/base/json.h"
#include "core/comfy/server_client_private.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QJsonArray>
#include <QtCore/QTimer>

namespace sc::comfy {

namespace {

constexpr qint64 kMaxQueue = 128 * 1024 * 1024; // whole graphs of everybody stand in it
constexpr qint64 kMaxObjectInfo = 256 * 1024 * 1024;
constexpr int kOutcomeTries = 5;
constexpr std::chrono::milliseconds kOutcomePause{50};

QString encoded(const QString &segment)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(segment));
}

// The answer's body through a reader, or its Problem.
template<class T, class Reader> ServerHttp::Done reading(std::function<void(Result<T>)> done, Reader reader)
{
    return [done = std::move(done), reader](const Result<HttpAnswer> &answer) {
        const auto good = goodAnswer(answer);
        if (good)
            done(reader(good->body));
        else
            done(std::unexpected(good.error()));
    };
}

ServerHttp::Done onlyDone(std::function<void(Result<>)> done)
{
    return reading<void>(std::move(done), [](const QByteArray &) { return Result<>(); });
}

} // namespace

QString contentName(const QByteArray &sha256Hex, const QString &suffix)
{
    return QStringLiteral("storycanvas_%1.%2").arg(QString::fromLatin1(sha256Hex.left(16)), suffix.toLower());
}

ServerClient::ServerClient(const ServerAddress &address, QString clientId, ClientTimes times, QObject *parent)
    : QObject(parent), d(std::make_unique<Private>(this, address, std::move(clientId), times))
{
}

ServerClient::~ServerClient() = default;

const ServerAddress &ServerClient::address() const
{
    return d->http.address();
}

QString ServerClient::clientId() const
{
    return d->clientId;
}

void ServerClient::open()
{
    d->open();
}

void ServerClient::close()
{
    d->close();
}

void ServerClient::checkNow()
{
    d->backOff.reset();
    if (!d->wanted)
        d->open();
    else if (d->state == State::Online)
        d->health();
    else
        d->attempt();
}

ServerClient::State ServerClient::state() const
{
    return d->state;
}

const std::optional<Problem> &ServerClient::lastProblem() const
{
    return d->problem;
}

const ServerFacts &ServerClient::facts() const
{
    return d->facts;
}

QByteArray ServerClient::shownFingerprint() const
{
    return d->http.lastVerdict().trusted ? QByteArray() : d->http.lastVerdict().seen;
}

void ServerClient::systemStats(Done<SystemStats> done)
{
    d->look([this, done = std::move(done)](const Result<> &looked) {
        if (looked)
            done(d->facts.stats);
        else
            done(std::unexpected(looked.error()));
    });
}

void ServerClient::objectInfoBytes(Done<QByteArray> done)
{
    HttpRequest request = HttpRequest::get(d->path(QStringLiteral("/object_info")));
    request.limit = d->times.objectInfo;
    request.answerLimit = kMaxObjectInfo;
    d->http.send(request, reading<QByteArray>(std::move(done), [](const QByteArray &body) { return Result<QByteArray>(body); }));
}

void ServerClient::objectInfo(Done<ObjectInfo> done)
{
    objectInfoBytes([this, done = std::move(done)](const Result<QByteArray> &bytes) {
        if (!bytes) {
            done(std::unexpected(bytes.error()));
            return;
        }
        QtConcurrent::run([bytes = *bytes] { return ObjectInfo::parse(bytes); }).then(this, [done](const Result<ObjectInfo> &info) {
            done(info);
        });
    });
}

void ServerClient::submit(const QString &promptId, const QJsonObject &graph, const QJsonObject &extra, Done<Submission> done)
{
    if (!isUuid(promptId) || promptId != promptId.toLower()) {
        QTimer::singleShot(0, this, [done] {
            done(std::unexpected(Problem(ProblemCode::ValidationError, tr("A prompt id must be a UUID in lower case."))));
        });
        return;
    }
    d->tracker.follow(promptId); // its first events may come before the answer
    d->postBegins();
    HttpRequest request =
        HttpRequest::post(d->path(QStringLiteral("/prompt")), toCompactJson(QJsonObject{{QStringLiteral("client_id"), d->clientId},
                                                                                        {QStringLiteral("extra_data"), extra},
                                                                                        {QStringLiteral("prompt"), graph},
                                                                                        {QStringLiteral("prompt_id"), promptId}}));
    request.limit = d->times.answer;
    request.onceOnly = true;
    d->http.send(request, [this, promptId, done = std::move(done), statusBefore = d->statusCount](const Result<HttpAnswer> &answer) {
        const bool judged = answer && (answer->status == 200 || answer->status == 400);
        const auto good = judged ? answer : goodAnswer(answer);
        auto submission = good ? readSubmission(good->status, good->body) : Result<Submission>(std::unexpected(good.error()));
        if (submission && submission->taken && submission->promptId != promptId) {
            d->tracker.forget(promptId);
            d->tracker.follow(submission->promptId);
        }
        if (submission && !submission->taken)
            d->tracker.forget(promptId);
        d->postEnds();
        if (submission && submission->taken && d->statusCount == statusBefore)
            d->expectStatus();
        if (!submission || !submission->taken || !submission->refusal) {
            done(submission);
            return;
        }
        // Only the good outputs of the graph were taken: half a result is none.
        removeWaiting({submission->promptId}, [this, done, submission](const Result<RemoteQueue> &) {
            interrupt(submission->promptId, [this, done, submission](const Result<bool> &) {
                forget(submission->promptId);
                Submission withdrawn = *submission;
                withdrawn.taken = false;
                done(withdrawn);
            });
        });
    });
}

void ServerClient::history(const QString &promptId, Done<std::optional<HistoryEntry>> done)
{
    HttpRequest request = HttpRequest::get(d->path(QStringLiteral("/history/") + encoded(promptId)));
    request.limit = d->times.answer;
    request.answerLimit = kMaxQueue;
    d->http.send(request, reading<std::optional<HistoryEntry>>(std::move(done),
                                                               [promptId](const QByteArray &body) { return readHistory(body, promptId); }));
}

void ServerClient::outcome(const QString &promptId, Done<std::optional<HistoryEntry>> done)
{
    const auto ask = std::make_shared<std::function<void(int)>>();
    const std::weak_ptr<std::function<void(int)>> again = ask;
    *ask = [this, promptId, done = std::move(done), again](int tried) {
        const auto keep = again.lock();
        history(promptId, [this, done, keep, tried](const Result<std::optional<HistoryEntry>> &entry) {
            if (!entry || entry->has_value() || tried + 1 >= kOutcomeTries) {
                done(entry);
                return;
            }
            QTimer::singleShot(kOutcomePause * (1 << tried), this, [keep, tried] { (*keep)(tried + 1); });
        });
    };
    (*ask)(0);
}

void ServerClient::queue(Done<RemoteQueue> done)
{
    HttpRequest request = HttpRequest::get(d->path(QStringLiteral("/queue")));
    request.limit = d->times.answer;
    request.answerLimit = kMaxQueue;
    d->http.send(request, reading<RemoteQueue>(std::move(done), [](const QByteArray &body) { return readQueue(body); }));
}

void ServerClient::removeWaiting(const QStringList &promptIds, Done<RemoteQueue> done)
{
    HttpRequest request = HttpRequest::post(d->path(QStringLiteral("/queue")),
                                            toCompactJson(QJsonObject{{QStringLiteral("delete"), QJsonArray::fromStringList(promptIds)}}));
    request.limit = d->times.answer;
    // The answer says nothing, whether it worked or not.
    d->http.send(request, [this, done = std::move(done)](const Result<HttpAnswer> &answer) {
        const auto good = goodAnswer(answer);
        if (good)
            queue(done);
        else
            done(std::unexpected(good.error()));
    });
}

void ServerClient::interrupt(const QString &promptId, Done<bool> done)
{
    queue([this, promptId, done = std::move(done)](const Result<RemoteQueue> &queue) {
        if (!queue) {
            done(std::unexpected(queue.error()));
            return;
        }
        if (!queue->running.contains(promptId)) {
            done(false);
            return;
        }
        HttpRequest request =
            HttpRequest::post(d->path(QStringLiteral("/interrupt")), toCompactJson(QJsonObject{{QStringLiteral("prompt_id"), promptId}}));
        request.limit = d->times.answer;
        d->http.send(request, reading<bool>(done, [](const QByteArray &) { return Result<bool>(true); }));
    });
}

void ServerClient::forgetHistory(const QStringList &promptIds, Done<void> done)
{
    HttpRequest request = HttpRequest::post(d->path(QStringLiteral("/history")),
                                            toCompactJson(QJsonObject{{QStringLiteral("delete"), QJsonArray::fromStringList(promptIds)}}));
    request.limit = d->times.answer;
    d->http.send(request, onlyDone(std::move(done)));
}

void ServerClient::freeMemory(Done<void> done)
{
    HttpRequest request =
        HttpRequest::post(d->path(QStringLiteral("/free")),
                          toCompactJson(QJsonObject{{QStringLiteral("unload_models"), true}, {QStringLiteral("free_memory"), true}}));
    request.limit = d->times.answer;
    d->http.send(request, onlyDone(std::move(done)));
}

ServerClient::CallId ServerClient::download(const RemoteFile &file, const QString &destination, Done<void> done,
                                            std::function<void(qint64, qint64)> progress)
{
    const QUrlQuery query{{QStringLiteral("filename"), encoded(file.name)},
                          {QStringLiteral("subfolder"), encoded(file.subfolder)},
                          {QStringLiteral("type"), file.type}};
    const CallId id = ++d->lastCall;
    auto *download = new ServerDownload(
        &d->http, httpUrl(d->http.address(), d->path(QStringLiteral("/view")), query), destination, {.pause = d->times.downloadPause},
        [this, id, done = std::move(done)](const Result<> &result) {
            d->downloads.remove(id);
            done(result);
        },
        std::move(progress));
    d->downloads.insert(id, download);
    download->start();
    return id;
}

void ServerClient::stat(const RemoteFile &file, Done<std::optional<qint64>> done)
{
    d->statFile(file, std::move(done));
}

void ServerClient::cancel(CallId call)
{
    if (const QPointer<ServerDownload> download = d->downloads.value(call))
        download->cancel();
    if (const auto sending = d->sendings.value(call)) {
        sending->cancelled = true;
        d->http.cancel(sending->call);
    }
}

void ServerClient::follow(const QString &promptId)
{
    d->tracker.follow(promptId);
}

void ServerClient::forget(const QString &promptId)
{
    d->tracker.forget(promptId);
}

void ServerClient::locate(const QString &promptId, Done<Whereabouts> done)
{
    // A prompt moves from waiting to running to finished: the queue, then the history, and when both miss it the queue again.
    const auto inQueue = [this, promptId](const RemoteQueue &queue) -> std::optional<Whereabouts> {
        Whereabouts found;
        for (const QString &other : queue.running + queue.waiting)
            found.othersPrompts += d->tracker.follows(other) ? 0 : 1;
        if (queue.running.contains(promptId)) {
            found.place = Whereabouts::Place::Running;
            return found;
        }
        if (const qsizetype at = queue.waiting.indexOf(promptId); at >= 0) {
            found.place = Whereabouts::Place::Waiting;
            found.ahead = static_cast<int>(at + queue.running.size());
            return found;
        }
        return std::nullopt;
    };
    queue([this, promptId, inQueue, done = std::move(done)](const Result<RemoteQueue> &first) {
        if (!first) {
            done(std::unexpected(first.error()));
            return;
        }
        if (const auto found = inQueue(*first)) {
            done(*found);
            return;
        }
        history(promptId, [this, promptId, inQueue, done](const Result<std::optional<HistoryEntry>> &entry) {
            if (!entry) {
                done(std::unexpected(entry.error()));
                return;
            }
            if (entry->has_value()) {
                done(Whereabouts{
                    .place = Whereabouts::Place::Finished, .ahead = 0, .othersPrompts = 0, .entry = *entry, .historyEmpty = false});
                return;
            }
            queue([this, inQueue, done](const Result<RemoteQueue> &second) {
                if (!second) {
                    done(std::unexpected(second.error()));
                    return;
                }
                if (const auto found = inQueue(*second)) {
                    done(*found);
                    return;
                }
                HttpRequest request =
                    HttpRequest::get(d->path(QStringLiteral("/history")), QUrlQuery{{QStringLiteral("max_items"), QStringLiteral("1")}});
                request.limit = d->times.answer;
                request.answerLimit = kMaxQueue;
                d->http.send(request, reading<Whereabouts>(done, [](const QByteArray &body) -> Result<Whereabouts> {
                                 SC_TRY_ASSIGN(all, parseJsonObject(withoutNotANumber(body), QStringLiteral("/history")));
                                 Whereabouts nowhere;
                                 nowhere.historyEmpty = all.isEmpty();
                                 return nowhere;
                             }));
            });
        });
    });
}

} // namespace sc::comfy
