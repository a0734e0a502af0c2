// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_address.h"

#include <QtNetwork/QNetworkReply>

namespace sc::comfy {

// What came of one HTTP request, as far as it came.
struct HttpOutcome
{
    QUrl url; // never with secrets: keys travel in headers
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QString errorText;
    int status = 0; // 0: no answer
    QByteArray contentType;
    QByteArray serverSoftware; // header "Server"
    QByteArray body;           // or its beginning
    QUrl redirect;             // of a 3xx
    bool timedOut = false;
    std::chrono::milliseconds limit{0};
    qint64 tooLarge = 0;      // more bytes than this were sent
    QByteArray fingerprint;   // of the certificate that was shown, where the connection was refused for it
    QByteArray pinned;        // that was wanted instead
    QString certificateFault; // the system's words
};

[[nodiscard]] bool isWebPage(const HttpOutcome &outcome);

// The plain sentence for a request that got no answer, or not ComfyUI's: name not found, refused, time-out, certificate, key,
// login page, proxy, size. Each with its next step. `outcome` must be a failure: an error, a status outside of 2xx or a web page.
[[nodiscard]] Problem problemOf(const HttpOutcome &outcome);

// The two that are told in more than one place.
[[nodiscard]] Problem notComfy(const QUrl &url, const QByteArray &body);
[[nodiscard]] Problem certificateProblem(const QUrl &url, const QByteArray &seen, const QByteArray &pinned, const QString &fault);

} // namespace sc::comfy
