// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/runpod_worker.h"

#include "core/base/json.h"
#include "core/comfy/server_client.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QJsonArray>
#include <QtCore/QPointer>
#include <QtCore/QSaveFile>
#include <QtCore/QUrl>
#include <QtNetwork/QNetworkReply>
#include <QtNetwork/QNetworkRequest>

namespace sc::generation {

namespace {

constexpr qint64 kMostPicture = 20LL * 1024 * 1024; // the service takes requests of a few megabytes
constexpr qint64 kMostAnswer = 256LL * 1024 * 1024;

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

void collectTexts(const QJsonValue &value, QStringList &texts)
{
    if (value.isString())
        texts.append(value.toString());
    else if (value.isArray())
        for (const QJsonValue &each : value.toArray())
            collectTexts(each, texts);
    else if (value.isObject())
        for (const QJsonValue &each : value.toObject())
            collectTexts(each, texts);
}

// Files in a finished answer: "images" of the present image, "videos" and "files" of its relatives.
QJsonArray filesOf(const QJsonObject &answer)
{
    const QJsonObject output = answer.value(QStringLiteral("output")).toObject();
    QJsonArray files;
    for (const char *key : {"images", "videos", "gifs", "files"}) {
        for (const QJsonValue &file : output.value(QLatin1String(key)).toArray())
            files.append(file);
    }
    return files;
}

QString nameOf(const QJsonObject &file, qsizetype number)
{
    const QString name = QFileInfo(file.value(QStringLiteral("filename")).toString()).fileName();
    return name.isEmpty() ? QStringLiteral("%1.png").arg(number) : name;
}

QString errorOf(const QJsonObject &answer)
{
    const QJsonValue error = answer.value(QStringLiteral("error"));
    const QString text =
        error.isString() ? error.toString() : answer.value(QStringLiteral("output")).toObject().value(QStringLiteral("error")).toString();
    return text.left(4000).trimmed();
}

Problem failureOf(const QJsonObject &answer)
{
    const QString detail = errorOf(answer);
    if (detail.contains(QLatin1String("out of memory"), Qt::CaseInsensitive) || detail.contains(QLatin1String("OutOfMemory")))
        return Problem(ProblemCode::OutOfMemory, Text::tr("The endpoint ran out of memory.")).withDetail(detail);
    if (answer.value(QStringLiteral("status")).toString() == QLatin1String("TIMED_OUT"))
        return Problem(ProblemCode::Timeout, Text::tr("The endpoint gave it up after its own time limit.")).withDetail(detail);
    return Problem(ProblemCode::GenerationFailed, Text::tr("The endpoint failed on it.")).withDetail(detail);
}

} // namespace

RunPodWorker::RunPodWorker(QUrl url, QByteArray key, RunPodTimes times) : m_url(std::move(url)), m_key(std::move(key)), m_times(times)
{
    m_network.setRedirectPolicy(QNetworkRequest::ManualRedirectPolicy); // the key goes to no other host
    m_network.setTransferTimeout(static_cast<int>(m_times.answer.count()));
    m_lookTimer.setInterval(m_times.look);
    m_healthTimer.setInterval(m_times.health);
    connect(&m_lookTimer, &QTimer::timeout, this, &RunPodWorker::look);
    connect(&m_healthTimer, &QTimer::timeout, this, &RunPodWorker::checkNow);
}

RunPodWorker::~RunPodWorker() = default;

std::shared_ptr<const comfy::ObjectInfo> RunPodWorker::nodes() const
{
    return {std::shared_ptr<void>(), &comfy::ObjectInfo::builtIn()};
}

void RunPodWorker::open()
{
    m_lookTimer.start();
    m_healthTimer.start();
    checkNow();
}

void RunPodWorker::close()
{
    m_lookTimer.stop();
    m_healthTimer.stop();
    m_isOnline = false;
}

void RunPodWorker::checkNow()
{
    ask("GET", QStringLiteral("/health"), {}, [this](const Result<QJsonObject> &answer) {
        const bool before = std::exchange(m_isOnline, answer.has_value());
        const auto problemBefore = std::exchange(m_problem, answer ? std::nullopt : std::optional(answer.error()));
        if (before == m_isOnline && problemBefore == m_problem)
            return;
        Q_EMIT stateChanged();
        if (m_isOnline && !before)
            Q_EMIT cameBack();
    });
}

void RunPodWorker::ask(const QByteArray &verb, const QString &path, const QByteArray &body, Answered answered)
{
    QNetworkRequest request(QUrl(m_url.toString() + path));
    request.setRawHeader("Authorization", "Bearer " + m_key);
    request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
    QNetworkReply *reply = verb == "GET" ? m_network.get(request) : m_network.post(request, body);
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply](qint64 received, qint64) {
        if (received > kMostAnswer)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, reply, answered = std::move(answered)] {
        reply->deleteLater();
        answered(read(*reply));
    });
}

Result<QJsonObject> RunPodWorker::read(QNetworkReply &reply) const
{
    const int status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 401 || status == 403)
        return std::unexpected(Problem(ProblemCode::ServerRefused, Text::tr("RunPod refused the key of this endpoint.")));
    if (status == 404)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, Text::tr("RunPod does not know it.")));
    if (status == 429)
        return std::unexpected(Problem(ProblemCode::RateLimited, Text::tr("RunPod asks for a pause.")));
    if (status == 0) {
        const bool isLate = reply.error() == QNetworkReply::OperationCanceledError || reply.error() == QNetworkReply::TimeoutError;
        return std::unexpected(Problem(isLate ? ProblemCode::Timeout : ProblemCode::ServerOffline,
                                       isLate ? Text::tr("RunPod gave no answer.") : Text::tr("RunPod cannot be reached."))
                                   .withDetail(reply.errorString()));
    }
    if (status >= 300)
        return std::unexpected(Problem(ProblemCode::ExternalServiceError, Text::tr("RunPod answered with %1.").arg(status)));
    return parseJsonObject(reply.readAll(), Text::tr("RunPod's answer"));
}

void RunPodWorker::freeMemory(Done<void> done)
{
    QMetaObject::invokeMethod(
        this,
        [done] {
            done(std::unexpected(Problem(ProblemCode::InvalidParameter,
                                         Text::tr("A serverless endpoint frees its memory by itself when its workers rest."))));
        },
        Qt::QueuedConnection);
}

void RunPodWorker::upload(const QString &file, Done<QString> done)
{
    QMetaObject::invokeMethod(
        this,
        [this, file, done] {
            QFile source(file);
            if (!source.open(QIODevice::ReadOnly)) {
                done(std::unexpected(Problem(ProblemCode::MediaMissing, Text::tr("The picture \"%1\" is not there any more.").arg(file))));
                return;
            }
            if (source.size() > kMostPicture) {
                done(std::unexpected(
                    Problem(ProblemCode::FileTooLarge, Text::tr("RunPod takes pictures of up to 20 MB; \"%1\" is larger.").arg(file))));
                return;
            }
            QCryptographicHash hash(QCryptographicHash::Sha256);
            hash.addData(&source);
            const QString name = comfy::contentName(hash.result().toHex(), QFileInfo(file).suffix().toLower());
            m_pictures.insert(name, file);
            done(name);
        },
        Qt::QueuedConnection);
}

void RunPodWorker::submit(const QString &, const QJsonObject &graph, const QJsonObject &, Done<comfy::Submission> done)
{
    QStringList texts;
    collectTexts(graph, texts);
    QJsonArray images;
    for (auto it = m_pictures.cbegin(); it != m_pictures.cend(); ++it) {
        QFile file(it.value());
        if (texts.contains(it.key()) && file.open(QIODevice::ReadOnly))
            images.append(
                QJsonObject{{QStringLiteral("name"), it.key()}, {QStringLiteral("image"), QString::fromLatin1(file.readAll().toBase64())}});
    }
    QJsonObject input{{QStringLiteral("workflow"), graph}};
    if (!images.isEmpty())
        input.insert(QStringLiteral("images"), images);
    ask("POST", QStringLiteral("/run"), toCompactJson(QJsonObject{{QStringLiteral("input"), input}}),
        [this, done](const Result<QJsonObject> &answer) {
            if (!answer) {
                done(std::unexpected(answer.error()));
                return;
            }
            comfy::Submission submission;
            submission.promptId = answer->value(QStringLiteral("id")).toString();
            submission.taken = !submission.promptId.isEmpty();
            if (submission.taken)
                follow(submission.promptId);
            else
                submission.refusal =
                    Problem(ProblemCode::InvalidParameter, Text::tr("RunPod did not take the request.")).withDetail(errorOf(*answer));
            done(submission);
        });
}

void RunPodWorker::find(const QString &remoteId, Done<RemoteFinding> done)
{
    ask("GET", QStringLiteral("/status/") + remoteId, {}, [this, remoteId, done](const Result<QJsonObject> &answer) {
        RemoteFinding finding;
        if (!answer) {
            if (answer.error().code() == ProblemCode::ResourceNotFound)
                done(finding);
            else
                done(std::unexpected(answer.error()));
            return;
        }
        const QString status = answer->value(QStringLiteral("status")).toString();
        using Place = RemoteFinding::Place;
        if (status == QLatin1String("IN_QUEUE")) {
            finding.place = Place::Waiting;
        } else if (status == QLatin1String("IN_PROGRESS")) {
            finding.place = Place::Running;
        } else if (status == QLatin1String("CANCELLED")) {
            finding.place = Place::Interrupted;
        } else if (status == QLatin1String("COMPLETED") && errorOf(*answer).isEmpty()) {
            finding.place = Place::Succeeded;
            const QJsonArray files = filesOf(*answer);
            for (qsizetype i = 0; i < files.size(); ++i) {
                comfy::RemoteFile file;
                file.name = nameOf(files.at(i).toObject(), i);
                file.subfolder = remoteId;
                file.node = QString::number(i);
                finding.files.push_back(file);
            }
        } else if (!status.isEmpty()) {
            finding.place = Place::Failed;
            finding.problem = failureOf(*answer);
        }
        done(finding);
    });
}

void RunPodWorker::cancel(const QString &remoteId, Done<void> done)
{
    ask("POST", QStringLiteral("/cancel/") + remoteId, "{}",
        [done](const Result<QJsonObject> &answer) { done(answer ? Result<void>() : std::unexpected(answer.error())); });
}

// The results lie in the answer itself, or at an address that it names.
void RunPodWorker::fetch(const comfy::RemoteFile &file, const QString &destination, Done<void> done)
{
    const auto write = [destination, done](const QByteArray &bytes) {
        QSaveFile target(destination);
        if (!bytes.isEmpty() && target.open(QIODevice::WriteOnly) && target.write(bytes) == bytes.size() && target.commit())
            done({});
        else
            done(std::unexpected(bytes.isEmpty()
                                     ? Problem(ProblemCode::ResultInvalid, Text::tr("RunPod's result is empty."))
                                     : Problem(ProblemCode::PermissionDenied, Text::tr("\"%1\" cannot be written.").arg(destination))));
    };
    ask("GET", QStringLiteral("/status/") + file.subfolder, {}, [this, file, write, done](const Result<QJsonObject> &answer) {
        if (!answer) {
            done(std::unexpected(answer.error()));
            return;
        }
        const QJsonObject found = filesOf(*answer).at(file.node.toInt()).toObject();
        QString data = found.value(QStringLiteral("data")).toString();
        if (data.startsWith(QLatin1String("data:")))
            data = data.section(u',', 1);
        if (!data.startsWith(QLatin1String("http"))) {
            write(QByteArray::fromBase64(data.toLatin1()));
            return;
        }
        // A signed address at a storage host: the key is not for it.
        QNetworkReply *reply = m_network.get(QNetworkRequest(QUrl(data)));
        connect(reply, &QNetworkReply::finished, this, [reply, write, done] {
            reply->deleteLater();
            if (reply->error() == QNetworkReply::NoError)
                write(reply->readAll());
            else
                done(std::unexpected(Problem(ProblemCode::ExternalServiceError, Text::tr("The result could not be fetched."))
                                         .withDetail(reply->errorString())));
        });
    });
}

void RunPodWorker::follow(const QString &remoteId)
{
    m_followed.insert(remoteId, QString());
}

void RunPodWorker::forget(const QString &remoteId)
{
    m_followed.remove(remoteId);
}

void RunPodWorker::look()
{
    for (const QString &remoteId : m_followed.keys()) {
        ask("GET", QStringLiteral("/status/") + remoteId, {}, [this, remoteId](const Result<QJsonObject> &answer) {
            if (answer && m_followed.contains(remoteId))
                take(remoteId, *answer);
        });
    }
}

void RunPodWorker::take(const QString &remoteId, const QJsonObject &answer)
{
    const QString status = answer.value(QStringLiteral("status")).toString();
    if (std::exchange(m_followed[remoteId], status) == status)
        return;
    if (status == QLatin1String("IN_PROGRESS"))
        Q_EMIT started(remoteId);
    else if (status != QLatin1String("IN_QUEUE"))
        Q_EMIT ended(remoteId);
}

} // namespace sc::generation
