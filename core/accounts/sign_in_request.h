// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QMap>

// One HTTP request to the sign-in page as it comes over the loopback address, read as strictly as it must be. Pure.
namespace sc::accounts {

inline constexpr qsizetype kMostHead = 8 * 1024;
inline constexpr qsizetype kMostBody = 16 * 1024;

struct SignInRequest
{
    QByteArray method;
    QByteArray path;                      // without query
    QMap<QByteArray, QByteArray> headers; // names in lower case
    QByteArray body;

    [[nodiscard]] QByteArray header(const char *name) const { return headers.value(name); }
    [[nodiscard]] QByteArray cookie(const QByteArray &name) const;
};

enum class RequestReading { Incomplete, Complete, Broken, HeadTooLarge, BodyTooLarge };

// Reads the request at the beginning of `bytes`. A header that stands there twice, a length that is no number and a body in chunks
// are Broken.
[[nodiscard]] RequestReading readRequest(const QByteArray &bytes, SignInRequest &request);

// Equal, in a time that does not tell where they differ.
[[nodiscard]] bool isSameSecret(const QByteArray &a, const QByteArray &b);

struct SignInReply
{
    int status = 200;
    QByteArray contentType;
    QByteArray body;
    QByteArray more; // header lines

    [[nodiscard]] QByteArray toBytes() const; // with the headers that every answer has; the connection ends with it
};

} // namespace sc::accounts
