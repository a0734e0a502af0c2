// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QUrlQuery>

#include <optional>
#include <vector>

// HTTP/1.1 as the practice server speaks it: requests read from bytes, answers written to bytes. Pure.
namespace sc::practice {

struct HttpMessage
{
    QByteArray method;
    QString path; // decoded
    QUrlQuery query;
    QMap<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;

    [[nodiscard]] QByteArray header(const char *name) const { return headers.value(name); }
    [[nodiscard]] QString value(const QString &key) const { return query.queryItemValue(key, QUrl::FullyDecoded); }
    [[nodiscard]] bool wantsSocket() const;
};

enum class HttpReading { Incomplete, Complete, Broken, TooLarge };
struct HttpParse
{
    HttpReading state = HttpReading::Incomplete;
    HttpMessage message;
    qsizetype used = 0;         // bytes of a complete request
    bool wantsContinue = false; // the head is there and the client waits before it sends the body
};
// The first request in `bytes`. A body longer than `maxBody` is TooLarge as soon as it is announced.
[[nodiscard]] HttpParse parseHttp(const QByteArray &bytes, qint64 maxBody);

struct FormPart
{
    QString name;
    std::optional<QString> fileName;
    QByteArray content;
};
// multipart/form-data; empty when it is none.
[[nodiscard]] std::vector<FormPart> formParts(const HttpMessage &message);

struct HttpReply
{
    int status = 200;
    QByteArray contentType = "application/json; charset=utf-8";
    QByteArray body;
    QMap<QByteArray, QByteArray> headers;

    static HttpReply json(const QJsonObject &object, int status = 200);
    static HttpReply text(int status, const QByteArray &text);
    static HttpReply nothing(int status = 200);
    // `withBody` false for HEAD.
    [[nodiscard]] QByteArray toBytes(bool withBody = true) const;
};

} // namespace sc::practice
