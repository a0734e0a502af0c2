// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_download.h"

#include "core/base/paths.h"
#include "core/base/text.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtCore/QStorageInfo>
#include <QtCore/QTimer>

#include <filesystem>

namespace sc::comfy {

namespace {

constexpr int kMaxRedirects = 5;
constexpr int kMaxRestarts = 3;
constexpr qint64 kMaxErrorBody = 4096;

int statusOf(const QNetworkReply *reply)
{
    return reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
}

// "bytes 100-199/2000": where the answer begins and how long the whole file is.
struct ContentRange
{
    qint64 from = -1;
    qint64 total = -1;
};
ContentRange rangeOf(const QByteArray &header)
{
    static const QRegularExpression form(QStringLiteral("^bytes (?:(\\d+)-\\d+|\\*)/(\\d+|\\*)$"));
    const auto match = form.match(QString::fromLatin1(header).trimmed());
    if (!match.hasMatch())
        return {};
    const auto number = [&match](int group) {
        bool good = false;
        const qint64 value = match.captured(group).toLongLong(&good);
        return good ? value : -1;
    };
    return {.from = number(1), .total = number(2)};
}

} // namespace

ServerDownload::ServerDownload(ServerHttp *http, QUrl url, QString destination, Settings settings, Done done, Progress progress)
    : QObject(http),
      m_http(http),
      m_url(std::move(url)),
      m_destination(std::move(destination)),
      m_settings(settings),
      m_done(std::move(done)),
      m_progress(std::move(progress))
{
}

ServerDownload::~ServerDownload()
{
    delete m_reply;
}

void ServerDownload::start()
{
    const auto open = [this]() -> Result<> {
        SC_TRY(ensureFolder(QFileInfo(m_destination).absolutePath()));
        m_part.setFileName(partPath());
        if (!m_part.open(QIODevice::ReadWrite))
            return std::unexpected(Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(m_part.fileName()))
                                       .withDetail(m_part.errorString()));
        return {};
    };
    if (const auto opened = open(); !opened) {
        end(opened);
        return;
    }
    QFile tag(tagPath());
    if (tag.open(QIODevice::ReadOnly))
        m_tag = tag.read(4096);
    if (m_tag.isEmpty()) // nothing tells whose bytes they are
        m_part.resize(0);
    request();
}

void ServerDownload::request()
{
    m_headRead = false;
    m_errorBody.clear();
    QMap<QByteArray, QByteArray> headers;
    if (m_part.size() > 0) {
        headers.insert("Range", "bytes=" + QByteArray::number(m_part.size()) + "-");
        headers.insert("If-Range", m_tag);
    }
    m_part.seek(m_part.size());
    m_reply = m_http->stream(m_url, headers);
    m_reply->setReadBufferSize(4 * 1024 * 1024); // no faster than the disk
    connect(m_reply, &QNetworkReply::readyRead, this, [this] { readBytes(); });
    connect(m_reply, &QNetworkReply::finished, this, [this] { finished(); });
}

// The first look at an answer that bears the file: does it belong to what is there, and is there room.
void ServerDownload::readHead()
{
    m_headRead = true;
    const QByteArray tag = m_reply->rawHeader("ETag");
    const qint64 length = m_reply->hasRawHeader("Content-Length") ? m_reply->rawHeader("Content-Length").toLongLong() : -1;
    if (statusOf(m_reply) == 206) {
        const ContentRange range = rangeOf(m_reply->rawHeader("Content-Range"));
        // Servers that do not know If-Range send the rest of whatever lies there now.
        if (range.from != m_part.size() || tag != m_tag) {
            restart();
            return;
        }
        m_total = range.total;
    } else {
        m_part.resize(0);
        m_part.seek(0);
        m_tag = tag;
        m_total = length;
        QFile file(tagPath());
        if (m_tag.isEmpty() || !file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(m_tag) != m_tag.size())
            file.remove(); // it cannot be resumed, then
    }
    if (m_total > m_settings.limit) {
        end(std::unexpected(
            Problem(ProblemCode::FileTooLarge,
                    tr("The result is %1; more than %2 are not taken.").arg(humanSize(m_total), humanSize(m_settings.limit)))));
        return;
    }
    if (m_total > 0)
        if (const auto room = requireFreeSpace(QFileInfo(m_destination).absolutePath(), m_total - m_part.size()); !room)
            end(room);
}

bool ServerDownload::write(const QByteArray &bytes)
{
    if (m_part.write(bytes) == bytes.size())
        return true;
    end(std::unexpected(Problem(ProblemCode::InsufficientStorage, tr("\"%1\" could not be written to the end.").arg(m_part.fileName()))
                            .withDetail(m_part.errorString())));
    return false;
}

void ServerDownload::readBytes()
{
    const int status = statusOf(m_reply);
    if (status != 200 && status != 206) {
        m_errorBody += m_reply->read(kMaxErrorBody - m_errorBody.size());
        m_reply->readAll();
        return;
    }
    if (!m_headRead) {
        readHead();
        if (!m_reply || !m_done)
            return;
    }
    while (m_reply && m_reply->bytesAvailable() > 0) {
        const QByteArray bytes = m_reply->read(1024 * 1024);
        if (bytes.isEmpty())
            break;
        Q_EMIT m_http->heard();
        m_attempt = 0;
        if (m_part.size() + bytes.size() > (m_total >= 0 ? m_total : m_settings.limit)) {
            end(std::unexpected(Problem(ProblemCode::ResultInvalid, tr("The server sent more bytes than it had announced."))));
            return;
        }
        if (!write(bytes))
            return;
        if (m_progress)
            m_progress(m_part.size(), m_total);
    }
}

void ServerDownload::finished()
{
    if (!m_done)
        return;
    readBytes();
    if (!m_done || !m_reply)
        return;
    const int status = statusOf(m_reply);
    if (status >= 300 && status < 400 && ++m_redirects <= kMaxRedirects) {
        const QUrl to = m_url.resolved(m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl());
        m_reply->deleteLater();
        m_reply.clear();
        if (to.scheme() != u"http" && to.scheme() != u"https") {
            end(std::unexpected(
                Problem(ProblemCode::ExternalServiceError, tr("The server sends on to an address that cannot be followed."))));
            return;
        }
        m_url = to; // keys stay behind where it leads to another host
        request();
        return;
    }
    if (status == 416) {
        restart();
        return;
    }
    const bool fileCame = status == 200 || status == 206;
    if (!fileCame || m_reply->error() != QNetworkReply::NoError) {
        HttpOutcome outcome;
        outcome.url = m_reply->url();
        outcome.error = m_reply->error();
        outcome.errorText = m_reply->errorString();
        outcome.status = fileCame ? 0 : status;
        outcome.contentType = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
        outcome.body = m_errorBody;
        outcome.redirect = m_reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl();
        outcome.timedOut = m_reply->error() == QNetworkReply::OperationCanceledError;
        outcome.limit = m_http->address().idleTimeout;
        outcome.fingerprint = m_http->lastVerdict().seen;
        outcome.pinned = m_http->address().fingerprint;
        outcome.certificateFault = m_http->lastVerdict().fault;
        if (outcome.status == 404)
            end(std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The server no longer has the file."))));
        else
            failOrRepeat(problemOf(outcome));
        return;
    }
    if (!m_headRead) // a file without a byte
        readHead();
    if (!m_done || !m_reply)
        return;
    if (m_total >= 0 && m_part.size() != m_total) {
        failOrRepeat(Problem(ProblemCode::ResultInvalid, tr("Only a part of the result arrived."))
                         .withDetail(tr("%1 of %2 bytes").arg(m_part.size()).arg(m_total)));
        return;
    }
    const bool isPage = m_reply->header(QNetworkRequest::ContentTypeHeader).toByteArray().toLower().startsWith("text/html");
    m_part.close();
    if (isPage) {
        QFile::remove(partPath());
        HttpOutcome outcome;
        outcome.url = m_url;
        outcome.status = 200;
        outcome.contentType = "text/html";
        end(std::unexpected(problemOf(outcome)));
        return;
    }
    std::error_code error;
    std::filesystem::rename(QFileInfo(partPath()).filesystemAbsoluteFilePath(), QFileInfo(m_destination).filesystemAbsoluteFilePath(),
                            error);
    if (error) {
        end(std::unexpected(Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(m_destination))
                                .withDetail(QString::fromStdString(error.message()))));
        return;
    }
    QFile::remove(tagPath());
    end({});
}

void ServerDownload::restart()
{
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
    m_part.resize(0);
    m_tag.clear();
    QFile::remove(tagPath());
    if (++m_restarts > kMaxRestarts)
        end(std::unexpected(
            Problem(ProblemCode::ResultInvalid, tr("The file changed on the server again and again while it was fetched."))));
    else
        QTimer::singleShot(0, this, [this] { request(); });
}

void ServerDownload::failOrRepeat(const Problem &problem)
{
    const bool mayRecover = problem.code() == ProblemCode::ServerOffline || problem.code() == ProblemCode::Timeout ||
                            problem.code() == ProblemCode::ResultInvalid;
    if (!mayRecover || ++m_attempt >= m_settings.attempts) {
        end(std::unexpected(problem));
        return;
    }
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->deleteLater();
        m_reply.clear();
    }
    m_part.flush();
    QTimer::singleShot(m_settings.pause * (1 << (m_attempt - 1)), this, [this] { request(); });
}

void ServerDownload::cancel()
{
    end(std::unexpected(Problem(ProblemCode::Cancelled, tr("The request was cancelled."))));
}

void ServerDownload::end(Result<> result)
{
    if (!m_done)
        return;
    if (m_reply) {
        m_reply->disconnect(this);
        m_reply->abort();
        m_reply->deleteLater();
        m_reply.clear();
    }
    m_part.close();
    const Done done = std::exchange(m_done, nullptr);
    QMetaObject::invokeMethod(
        m_http, [done, result] { done(result); }, Qt::QueuedConnection);
    deleteLater();
}

} // namespace sc::comfy
