// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/http_message.h"

#include "core/base/json.h"

#include <QtCore/QUrl>

namespace sc::practice {

namespace {

constexpr qsizetype kMaxHead = 64 * 1024;

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 206:
        return "Partial Content";
    case 302:
        return "Found";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 413:
        return "Request Entity Too Large";
    case 416:
        return "Range Not Satisfiable";
    case 500:
        return "Internal Server Error";
    case 503:
        return "Service Unavailable";
    default:
        return "Status";
    }
}

// name="value" of a header; a value without quotes as well.
std::optional<QByteArray> parameterOf(const QByteArray &header, const QByteArray &name)
{
    for (const QByteArray &piece : header.split(';')) {
        const QByteArray part = piece.trimmed();
        if (!part.toLower().startsWith(name + '='))
            continue;
        QByteArray value = part.mid(name.size() + 1).trimmed();
        if (value.size() >= 2 && value.startsWith('"') && value.endsWith('"'))
            value = value.mid(1, value.size() - 2);
        return value;
    }
    return std::nullopt;
}

bool readHead(const QByteArray &head, HttpMessage &message)
{
    const QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> first = lines.first().trimmed().split(' ');
    if (first.size() != 3 || !first.at(2).startsWith("HTTP/1.") || !first.at(1).startsWith('/'))
        return false;
    message.method = first.at(0);
    const qsizetype mark = first.at(1).indexOf('?');
    message.path = QUrl::fromPercentEncoding(first.at(1).left(mark < 0 ? first.at(1).size() : mark));
    if (mark >= 0)
        message.query = QUrlQuery(QString::fromUtf8(first.at(1).mid(mark + 1)));
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        if (colon > 0)
            message.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
    }
    return true;
}

} // namespace

bool HttpMessage::wantsSocket() const
{
    return header("upgrade").toLower() == "websocket";
}

HttpParse parseHttp(const QByteArray &bytes, qint64 maxBody)
{
    HttpParse parse;
    const qsizetype end = bytes.left(kMaxHead).indexOf("\r\n\r\n");
    if (end < 0) {
        parse.state = bytes.size() >= kMaxHead ? HttpReading::Broken : HttpReading::Incomplete;
        return parse;
    }
    if (!readHead(bytes.left(end), parse.message) || !parse.message.header("transfer-encoding").isEmpty()) {
        parse.state = HttpReading::Broken;
        return parse;
    }
    bool isNumber = true;
    const QByteArray length = parse.message.header("content-length");
    const qint64 bodySize = length.isEmpty() ? 0 : length.toLongLong(&isNumber);
    if (!isNumber || bodySize < 0) {
        parse.state = HttpReading::Broken;
        return parse;
    }
    const qsizetype bodyAt = end + 4;
    if (bodySize > maxBody) {
        parse.state = HttpReading::TooLarge;
        return parse;
    }
    if (bytes.size() - bodyAt < bodySize) {
        parse.wantsContinue = parse.message.header("expect").toLower() == "100-continue" && bytes.size() == bodyAt;
        return parse;
    }
    parse.state = HttpReading::Complete;
    parse.message.body = bytes.mid(bodyAt, bodySize);
    parse.used = bodyAt + bodySize;
    return parse;
}

std::vector<FormPart> formParts(const HttpMessage &message)
{
    const QByteArray type = message.header("content-type");
    const std::optional<QByteArray> boundary = parameterOf(type, "boundary");
    if (!type.toLower().startsWith("multipart/form-data") || !boundary || boundary->isEmpty())
        return {};
    const QByteArray mark = "--" + *boundary;
    std::vector<FormPart> parts;
    qsizetype at = message.body.indexOf(mark);
    while (at >= 0) {
        const qsizetype head = at + mark.size() + 2;
        const qsizetype next = message.body.indexOf("\r\n" + mark, at + mark.size());
        const qsizetype headEnd = message.body.indexOf("\r\n\r\n", at);
        if (next < 0 || headEnd < 0 || headEnd + 4 > next + 2)
            break;
        HttpMessage about;
        for (const QByteArray &line : message.body.mid(head, headEnd - head).split('\n')) {
            const qsizetype colon = line.indexOf(':');
            if (colon > 0)
                about.headers.insert(line.left(colon).trimmed().toLower(), line.mid(colon + 1).trimmed());
        }
        const QByteArray disposition = about.header("content-disposition");
        FormPart part;
        part.name = QString::fromUtf8(parameterOf(disposition, "name").value_or(QByteArray()));
        if (const auto file = parameterOf(disposition, "filename"))
            part.fileName = QString::fromUtf8(*file);
        part.content = message.body.mid(headEnd + 4, std::max<qsizetype>(0, next - headEnd - 4));
        parts.push_back(std::move(part));
        at = next + 2;
    }
    return parts;
}

HttpReply HttpReply::json(const QJsonObject &object, int status)
{
    HttpReply reply;
    reply.status = status;
    reply.body = toCompactJson(object);
    return reply;
}

HttpReply HttpReply::text(int status, const QByteArray &text)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "text/plain; charset=utf-8";
    reply.body = text;
    return reply;
}

HttpReply HttpReply::nothing(int status)
{
    HttpReply reply;
    reply.status = status;
    reply.contentType = "application/octet-stream";
    return reply;
}

QByteArray HttpReply::toBytes(bool withBody) const
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    bytes += "Content-Type: " + contentType + "\r\n";
    bytes += "Content-Length: " + QByteArray::number(body.size()) + "\r\n";
    for (auto it = headers.begin(); it != headers.end(); ++it)
        bytes += it.key() + ": " + it.value() + "\r\n";
    bytes += "\r\n";
    return withBody ? bytes + body : bytes;
}

} // namespace sc::practice
