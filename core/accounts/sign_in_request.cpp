// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/sign_in_request.h"

#include <openssl/crypto.h>

namespace sc::accounts {

namespace {

QByteArray reasonOf(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 303:
        return "See Other";
    case 405:
        return "Method Not Allowed";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 415:
        return "Unsupported Media Type";
    case 421:
        return "Misdirected Request";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return status == 404 ? "Not Found" : status == 403 ? "Forbidden" : "Bad Request";
    }
}

} // namespace

QByteArray SignInRequest::cookie(const QByteArray &name) const
{
    for (const QByteArray &pair : header("cookie").split(';'))
        if (const QByteArray trimmed = pair.trimmed(); trimmed.startsWith(name + '='))
            return trimmed.mid(name.size() + 1);
    return {};
}

RequestReading readRequest(const QByteArray &bytes, SignInRequest &request)
{
    const qsizetype end = bytes.indexOf("\r\n\r\n");
    if (end < 0)
        return bytes.size() > kMostHead ? RequestReading::HeadTooLarge : RequestReading::Incomplete;
    if (end > kMostHead)
        return RequestReading::HeadTooLarge;
    const QByteArray head = bytes.left(end);
    QList<QByteArray> lines = head.split('\n');
    const QList<QByteArray> words = lines.takeFirst().trimmed().split(' ');
    if (words.size() != 3 || !words[1].startsWith('/') || !words[2].startsWith("HTTP/1."))
        return RequestReading::Broken;
    request.method = words[0];
    request.path = words[1].split('?').first();
    for (const QByteArray &line : lines) {
        const qsizetype colon = line.indexOf(':');
        const QByteArray name = line.left(colon).toLower();
        if (colon <= 0 || request.headers.contains(name) || name != name.trimmed())
            return RequestReading::Broken;
        request.headers.insert(name, line.mid(colon + 1).trimmed());
    }
    if (request.headers.contains("transfer-encoding"))
        return RequestReading::Broken;
    bool isNumber = true;
    const qlonglong length = request.headers.contains("content-length") ? request.header("content-length").toLongLong(&isNumber) : 0;
    if (!isNumber || length < 0)
        return RequestReading::Broken;
    if (length > kMostBody)
        return RequestReading::BodyTooLarge;
    if (bytes.size() < end + 4 + length)
        return RequestReading::Incomplete;
    request.body = bytes.mid(end + 4, length);
    return RequestReading::Complete;
}

bool isSameSecret(const QByteArray &a, const QByteArray &b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.constData(), b.constData(), static_cast<size_t>(a.size())) == 0;
}

QByteArray SignInReply::toBytes() const
{
    QByteArray bytes = "HTTP/1.1 " + QByteArray::number(status) + ' ' + reasonOf(status) + "\r\n";
    if (!contentType.isEmpty())
        bytes += "Content-Type: " + contentType + "\r\n";
    // No Cross-Origin-Opener-Policy: it would cut Apple's window from the page, and the answer would never arrive.
    return bytes + "Content-Length: " + QByteArray::number(body.size()) +
           "\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\nReferrer-Policy: strict-origin-when-cross-origin\r\n"
           "X-Frame-Options: DENY\r\nConnection: close\r\n" +
           more + "\r\n" + body;
}

} // namespace sc::accounts
