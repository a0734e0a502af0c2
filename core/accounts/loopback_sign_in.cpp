// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/loopback_sign_in.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QPointer>
#include <QtNetwork/QTcpSocket>

#include <openssl/rand.h>

namespace sc::accounts {

namespace {

constexpr int kMostConnections = 8;
constexpr std::chrono::seconds kRequestLimit{10};
constexpr qsizetype kShortestToken = 32;
constexpr qsizetype kLongestToken = 4096;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

QByteArray randomText()
{
    QByteArray bytes(32, Qt::Uninitialized);
    RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), static_cast<int>(bytes.size()));
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

bool isToken(const QByteArray &token)
{
    return token.size() >= kShortestToken && token.size() <= kLongestToken &&
           std::all_of(token.begin(), token.end(), [](char c) { return c > ' ' && c <= '~'; });
}

SignInReply nothing(int status)
{
    return {status, {}, {}, {}};
}

SignInReply verdictReply(const Result<> &verdict)
{
    QJsonObject json{{QStringLiteral("good"), verdict.has_value()}};
    if (!verdict)
        json.insert(QStringLiteral("text"), verdict.error().text());
    return {200, "application/json", toCompactJson(json), {}};
}

QJsonObject pageTexts()
{
    return {{QStringLiteral("title"), tr("StoryCanvas and Apple Music")},
            {QStringLiteral("lead"),
             tr("StoryCanvas asks to see your Apple Music library and playlists. Apple's own window asks for your name and "
                "password; StoryCanvas never sees them.")},
            {QStringLiteral("button"), tr("Sign in with Apple Music")},
            {QStringLiteral("cancel"), tr("Cancel")},
            {QStringLiteral("loading"), tr("Apple's sign-in is loading ...")},
            {QStringLiteral("ready"), tr("Press the button to sign in.")},
            {QStringLiteral("waiting"), tr("Go on in Apple's window. If none has opened, allow windows for this page.")},
            {QStringLiteral("checking"), tr("Checking with Apple ...")},
            {QStringLiteral("done"), tr("Connected. You can close this page and go back to StoryCanvas.")},
            {QStringLiteral("cancelled"), tr("Cancelled. You can close this page.")},
            {QStringLiteral("noScript"),
             tr("Apple's script could not be loaded. Is this computer online, and does nothing block music.apple.com?")},
            {QStringLiteral("refused"), tr("Apple refused the developer token. Check the key in StoryCanvas, and this computer's clock.")},
            {QStringLiteral("failed"), tr("Apple did not sign you in:")},
            {QStringLiteral("noToken"),
             tr("Apple's window closed without an answer. Firefox, Brave and Safari may need tracking protection switched off "
                "for this page.")},
            {QStringLiteral("blocked"), tr("The browser blocked:")},
            {QStringLiteral("gone"), tr("StoryCanvas does not wait any more. Start again there.")}};
}

} // namespace

QByteArray signInPolicy(const QByteArray &nonce)
{
    return "default-src 'none'; script-src 'nonce-" + nonce +
           "' https://js-cdn.music.apple.com; connect-src 'self' https://api.music.apple.com https://play.itunes.apple.com "
           "https://*.apple.com; "
           "frame-src https://*.apple.com; img-src 'self' data: https://*.mzstatic.com; style-src 'self' 'unsafe-inline'; base-uri 'none'; "
           "form-action 'none'; frame-ancestors 'none'";
}

LoopbackSignIn::LoopbackSignIn(Check check, QObject *parent) : QObject(parent), m_check(std::move(check))
{
    m_limit.setSingleShot(true);
    m_server.setMaxPendingConnections(kMostConnections);
    connect(&m_limit, &QTimer::timeout, this, [this] {
        end(std::unexpected(Problem(ProblemCode::Timeout, tr("Nobody signed in within the time. Start again when you like."))));
    });
    connect(&m_server, &QTcpServer::newConnection, this, &LoopbackSignIn::accept);
}

// What was answered is sent to its end; the connections go with it.
LoopbackSignIn::~LoopbackSignIn()
{
    for (QTcpSocket *socket : m_incoming.keys()) {
        disconnect(socket, nullptr, this, nullptr);
        socket->disconnectFromHost();
        if (socket->state() == QAbstractSocket::UnconnectedState)
            socket->deleteLater();
    }
}

Result<QUrl> LoopbackSignIn::start(const QByteArray &developerToken, quint16 port, std::chrono::milliseconds limit)
{
    const bool listens = m_server.listen(QHostAddress::LocalHost, port) || m_server.listen(QHostAddress::LocalHost, 0) ||
                         m_server.listen(QHostAddress::LocalHostIPv6, 0);
    if (!listens)
        return std::unexpected(Problem(ProblemCode::ExternalServiceError, tr("This computer gives no local address for the sign-in page."))
                                   .withDetail(m_server.errorString()));
    m_developerToken = developerToken;
    m_path = randomText();
    m_cookie = randomText();
    m_state = randomText();
    m_isOpened = false;
    m_limit.start(limit);
    return QUrl(QString::fromLatin1("http://" + host() + '/' + m_path + '/'));
}

QByteArray LoopbackSignIn::host() const
{
    const QByteArray name = m_server.serverAddress().protocol() == QAbstractSocket::IPv6Protocol ? "[::1]" : "127.0.0.1";
    return name + ':' + QByteArray::number(m_server.serverPort());
}

void LoopbackSignIn::cancel()
{
    end(std::unexpected(Problem(ProblemCode::Cancelled, tr("Signing in was cancelled."))));
}

void LoopbackSignIn::end(const Result<> &result)
{
    if (!m_server.isListening())
        return;
    m_limit.stop();
    m_server.close();
    m_developerToken.fill('\0');
    // What is on its way to the page arrives; nothing more is read.
    for (QTcpSocket *socket : m_incoming.keys())
        socket->disconnectFromHost();
    Q_EMIT ended(result);
}

void LoopbackSignIn::accept()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        if (m_incoming.size() >= kMostConnections) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        m_incoming.insert(socket, {});
        socket->setReadBufferSize(kMostHead + kMostBody);
        socket->setParent(nullptr);
        connect(socket, &QTcpSocket::disconnected, this, [this, socket] { m_incoming.remove(socket); });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
        QTimer::singleShot(kRequestLimit, socket, [self = QPointer(this), socket] {
            if (!self || !self->m_isChecked)
                socket->abort();
        });
    }
}

void LoopbackSignIn::read(QTcpSocket *socket)
{
    if (!m_incoming.contains(socket))
        return;
    QByteArray &bytes = m_incoming[socket];
    bytes += socket->read(kMostHead + kMostBody + 8 - bytes.size());
    SignInRequest request;
    switch (readRequest(bytes, request)) {
    case RequestReading::Incomplete:
        return;
    case RequestReading::Complete:
        answer(socket, request);
        return;
    case RequestReading::Broken:
        send(socket, nothing(400));
        return;
    case RequestReading::HeadTooLarge:
        send(socket, nothing(431));
        return;
    case RequestReading::BodyTooLarge:
        send(socket, nothing(413));
        return;
    }
}

// Everything that another program, another page or another name of this address could try.
int LoopbackSignIn::refusal(const SignInRequest &request) const
{
    const bool isPost = request.path == "/token";
    const bool isStart = request.path == '/' + m_path + '/';
    if (!isPost && !isStart && request.path != "/connect")
        return 404;
    if (request.method != (isPost ? "POST" : "GET"))
        return 405;
    if (request.header("host") != host())
        return 421;
    if (isPost && request.header("origin") != "http://" + host())
        return 403;
    // The page itself is opened from outside ("none") and reached by our own redirect, which keeps that word.
    const QByteArray site = request.header("sec-fetch-site");
    if (!site.isEmpty() && site != "same-origin" && (isPost || site != "none"))
        return 403;
    if (isStart)
        return m_isOpened ? 410 : 0;
    if (isPost && request.header("content-type").split(';').first().trimmed() != "application/json")
        return 415;
    if (!isSameSecret(request.cookie("sc"), m_cookie))
        return 403;
    return 0;
}

void LoopbackSignIn::answer(QTcpSocket *socket, const SignInRequest &request)
{
    if (const int status = refusal(request); status != 0) {
        send(socket, nothing(status));
        return;
    }
    if (request.path == "/token") {
        takeToken(socket, request);
        return;
    }
    if (request.path == "/connect") {
        send(socket, page());
        return;
    }
    m_isOpened = true;
    send(socket, {303, {}, {}, "Set-Cookie: sc=" + m_cookie + "; HttpOnly; SameSite=Strict; Path=/\r\nLocation: /connect\r\n"});
}

SignInReply LoopbackSignIn::page() const
{
    QFile file(QStringLiteral(":/accounts/connect.html"));
    if (!file.open(QIODevice::ReadOnly))
        return nothing(404);
    const QByteArray nonce = randomText();
    QByteArray config = toCompactJson(QJsonObject{{QStringLiteral("token"), QString::fromLatin1(m_developerToken)},
                                                  {QStringLiteral("state"), QString::fromLatin1(m_state)},
                                                  {QStringLiteral("version"), QCoreApplication::applicationVersion()},
                                                  {QStringLiteral("texts"), pageTexts()}});
    config.replace('<', "\\u003c"); // it stands inside a script element
    QByteArray html = file.readAll();
    html.replace("@NONCE@", nonce).replace("@TITLE@", tr("StoryCanvas and Apple Music").toHtmlEscaped().toUtf8());
    html.replace("@VERSION@", QCoreApplication::applicationVersion().toHtmlEscaped().toUtf8()).replace("@CONFIG@", config);
    return {200, "text/html; charset=utf-8", html, "Content-Security-Policy: " + signInPolicy(nonce) + "\r\n"};
}

void LoopbackSignIn::takeToken(QTcpSocket *socket, const SignInRequest &request)
{
    const Result<QJsonObject> json = parseJsonObject(request.body, QStringLiteral("sign-in"));
    if (!json) {
        send(socket, nothing(400));
        return;
    }
    if (!isSameSecret(json->value(QStringLiteral("state")).toString().toUtf8(), m_state)) {
        send(socket, nothing(403));
        return;
    }
    const QString error = json->value(QStringLiteral("error")).toString().left(100);
    if (error == QLatin1String("CANCELLED")) {
        send(socket, verdictReply({}));
        cancel();
        return;
    }
    if (m_isChecked) {
        send(socket, nothing(409));
        return;
    }
    const QByteArray token = json->value(QStringLiteral("token")).toString().toUtf8();
    if (!error.isEmpty() || !isToken(token)) {
        const Problem problem = Problem(ProblemCode::NotAuthorised,
                                        error.isEmpty() ? tr("Apple's window closed without an answer.") : tr("Apple did not sign you in."))
                                    .withDetail(error);
        send(socket, verdictReply(std::unexpected(problem)));
        Q_EMIT troubled(problem);
        return;
    }
    m_isChecked = true;
    m_check(token, [self = QPointer(this), socket = QPointer(socket)](const Result<> &verdict) {
        if (!self)
            return;
        self->m_isChecked = false;
        if (socket)
            self->send(socket, verdictReply(verdict));
        if (verdict) {
            self->m_state.clear(); // an empty one is like no other
            self->end({});
        } else {
            Q_EMIT self->troubled(verdict.error());
        }
    });
}

void LoopbackSignIn::send(QTcpSocket *socket, const SignInReply &reply)
{
    disconnect(socket, &QTcpSocket::readyRead, this, nullptr); // one request a connection
    socket->write(reply.toBytes());
    socket->disconnectFromHost();
}

} // namespace sc::accounts
