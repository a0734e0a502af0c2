// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/comfy/server_client_private.h"

#include "core/base/json.h"
#include "core/base/text.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QRegularExpression>
#include <QtNetwork/QHttpMultiPart>

namespace sc::comfy {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::comfy", text);
}

QString referenceTo(const RemoteFile &file)
{
    return file.subfolder.isEmpty() ? file.name : file.subfolder + u'/' + file.name;
}

// Names travel inside quotes, and servers store what comes: nothing but plain characters is sent.
bool isPlainName(const QString &name)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9_][A-Za-z0-9._ ()-]{0,199}$"));
    return plain.match(name).hasMatch();
}

Result<RemoteFile> storedFile(const QByteArray &answer)
{
    SC_TRY_ASSIGN(json, parseJsonObject(answer, tr("the server's answer")));
    const RemoteFile stored{.name = json.value(QStringLiteral("name")).toString(),
                            .subfolder = json.value(QStringLiteral("subfolder")).toString(),
                            .type = json.value(QStringLiteral("type")).toString(QStringLiteral("input")),
                            .kind = RemoteFile::Kind::Other,
                            .node = {}};
    if (stored.name.isEmpty() || stored.name.contains(u'/') || stored.name.contains(u'\\') || stored.subfolder.contains(u".."))
        return std::unexpected(
            Problem(ProblemCode::ExternalServiceError, tr("The server does not say under which name it stored the file."))
                .withDetail(QString::fromUtf8(answer.left(200))));
    return stored;
}

std::unique_ptr<QHttpMultiPart> formOf(const Upload &upload, QIODevice *file)
{
    auto form = std::make_unique<QHttpMultiPart>(QHttpMultiPart::FormDataType);
    const auto add = [&form](const char *field, const QByteArray &value) {
        QHttpPart part;
        part.setRawHeader("Content-Disposition", QByteArray("form-data; name=\"") + field + '"');
        part.setBody(value);
        form->append(part);
    };
    add("type", "input");
    if (!upload.subfolder.isEmpty())
        add("subfolder", upload.subfolder.toUtf8());
    if (upload.nameIsContent) // what lies there under this name with another content is damaged
        add("overwrite", "true");
    QHttpPart part;
    part.setRawHeader("Content-Disposition", "form-data; name=\"image\"; filename=\"" + upload.name.toLatin1() + '"');
    part.setRawHeader("Content-Type", "application/octet-stream");
    if (file) {
        file->setParent(form.get());
        part.setBodyDevice(file);
    } else {
        part.setBody(upload.bytes);
    }
    form->append(part);
    return form;
}

} // namespace

ServerClient::CallId ServerClient::upload(const Upload &upload, Done<QString> done, std::function<void(qint64, qint64)> progress)
{
    const CallId id = ++d->lastCall;
    const auto sending = std::make_shared<Private::Sending>();
    sending->upload = upload;
    sending->size = upload.file.isEmpty() ? upload.bytes.size() : QFileInfo(upload.file).size();
    sending->progress = std::move(progress);
    sending->done = [this, id, done = std::move(done)](const Result<QString> &result) {
        d->sendings.remove(id);
        done(result);
    };
    d->sendings.insert(id, sending);
    const auto refuse = [this, sending](const Problem &problem) {
        QMetaObject::invokeMethod(
            this, [sending, problem] { sending->done(std::unexpected(problem)); }, Qt::QueuedConnection);
    };
    if (!isPlainName(upload.name) || upload.subfolder.contains(u".."))
        refuse(Problem(ProblemCode::ValidationError, tr("\"%1\" is no name that a server can be given.").arg(upload.name.left(100))));
    else if (sending->size == 0)
        refuse(Problem(ProblemCode::MediaMissing, tr("\"%1\" is empty or cannot be read.").arg(upload.file)));
    else if (d->facts.maxUpload > 0 && sending->size > d->facts.maxUpload)
        refuse(Problem(ProblemCode::FileTooLarge, tr("The file is %1, the server takes at most %2. Use a shorter or smaller one, or start "
                                                     "ComfyUI with a larger --max-upload-size.")
                                                      .arg(humanSize(sending->size), humanSize(d->facts.maxUpload))));
    else if (upload.nameIsContent)
        d->statFile(
            {.name = upload.name, .subfolder = upload.subfolder, .type = QStringLiteral("input"), .kind = {}, .node = {}},
            [this, sending](const Result<std::optional<qint64>> &size) {
                const Upload &wished = sending->upload;
                if (size && *size && **size == sending->size)
                    sending->done(wished.subfolder.isEmpty() ? wished.name : wished.subfolder + u'/' + wished.name);
                else
                    d->sendFile(sending);
            },
            &sending->call);
    else
        d->sendFile(sending);
    return id;
}

void ServerClient::Private::sendFile(const std::shared_ptr<Sending> &sending)
{
    const auto end = [this, sending](const Problem &why) {
        QMetaObject::invokeMethod(
            q, [sending, why] { sending->done(std::unexpected(why)); }, Qt::QueuedConnection);
    };
    if (sending->cancelled) {
        end(Problem(ProblemCode::Cancelled, tr("The request was cancelled.")));
        return;
    }
    std::unique_ptr<QFile> file;
    if (!sending->upload.file.isEmpty()) {
        file = std::make_unique<QFile>(sending->upload.file);
        if (!file->open(QIODevice::ReadOnly)) {
            end(Problem(ProblemCode::MediaMissing, tr("\"%1\" cannot be read.").arg(sending->upload.file)).withDetail(file->errorString()));
            return;
        }
    }
    sending->call = http.sendForm(
        path(QStringLiteral("/upload/image")), formOf(sending->upload, file.release()),
        [this, sending](const Result<HttpAnswer> &answer) {
            const auto good = goodAnswer(answer);
            const auto stored = good ? storedFile(good->body) : Result<RemoteFile>(std::unexpected(good.error()));
            if (stored)
                checkStored(sending, *stored);
            else
                sending->done(std::unexpected(stored.error()));
        },
        sending->progress);
}

void ServerClient::Private::checkStored(const std::shared_ptr<Sending> &sending, const RemoteFile &stored)
{
    statFile(
        stored,
        [sending, stored](const Result<std::optional<qint64>> &size) {
            // Proxies that forbid the question do not make the upload bad; a server that lost it does.
            const bool unknown = !size ? size.error().code() == ProblemCode::ExternalServiceError : *size && **size < 0;
            if (!size && !unknown)
                sending->done(std::unexpected(size.error()));
            else if (unknown || (*size && **size == sending->size))
                sending->done(referenceTo(stored));
            else
                sending->done(
                    std::unexpected(Problem(ProblemCode::ExternalServiceError, tr("The server did not store the file as it was sent."))
                                        .withDetail(tr("%1: %2 of %3 bytes").arg(stored.name).arg(size->value_or(0)).arg(sending->size))));
        },
        &sending->call);
}

void ServerClient::Private::statFile(const RemoteFile &file, Done<std::optional<qint64>> done, quint64 *call)
{
    HttpRequest request =
        HttpRequest::get(path(QStringLiteral("/view")),
                         QUrlQuery{{QStringLiteral("filename"), QString::fromLatin1(QUrl::toPercentEncoding(file.name))},
                                   {QStringLiteral("subfolder"), QString::fromLatin1(QUrl::toPercentEncoding(file.subfolder))},
                                   {QStringLiteral("type"), file.type}});
    request.verb = HttpRequest::Verb::Head;
    request.limit = times.answer;
    const quint64 number = http.send(request, [done = std::move(done)](const Result<HttpAnswer> &answer) {
        if (answer && answer->status == 404) {
            done(std::optional<qint64>());
            return;
        }
        const auto good = goodAnswer(answer);
        if (good)
            done(std::optional<qint64>(good->length));
        else
            done(std::unexpected(good.error()));
    });
    if (call)
        *call = number;
}

} // namespace sc::comfy
