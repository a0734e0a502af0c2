// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/sign_in_request.h"
#include "core/base/result.h"

#include <QtCore/QHash>
#include <QtCore/QTimer>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>

#include <functional>

class QTcpSocket;

// The page on this machine over which a person signs in to Apple Music in the browser: Apple gives a listener's token to a web page
// alone. It runs while somebody waits, on the loopback address, and lets nobody else in (RFC 8252 in spirit).
namespace sc::accounts {

class LoopbackSignIn : public QObject
{
    Q_OBJECT

public:
    // Says whether a token is good before the page tells the person so; must answer once.
    using Verdict = std::function<void(Result<>)>;
    using Check = std::function<void(const QByteArray &token, Verdict)>;

    static constexpr quint16 kUsualPort = 47'391; // the browser keeps Apple's session for it; any other when it is taken
    static constexpr std::chrono::minutes kUsualLimit{5};

    explicit LoopbackSignIn(Check check, QObject *parent = nullptr);
    ~LoopbackSignIn() override;

    // Listens and returns the address to be opened, which is good for one opening. EXTERNAL_SERVICE_ERROR when no port is free.
    [[nodiscard]] Result<QUrl> start(const QByteArray &developerToken, quint16 port = kUsualPort,
                                     std::chrono::milliseconds limit = kUsualLimit);
    void cancel(); // answers CANCELLED
    [[nodiscard]] bool isRunning() const { return m_server.isListening(); }
    [[nodiscard]] QHostAddress address() const { return m_server.serverAddress(); }

Q_SIGNALS:
    // Once: signed in; CANCELLED (here or in the page); TIMEOUT. The port is closed.
    void ended(const sc::Result<> &result);
    // The page told of a failure; the person may try again there.
    void troubled(const sc::Problem &problem);

private:
    void accept();
    void read(QTcpSocket *socket);
    void answer(QTcpSocket *socket, const SignInRequest &request);
    [[nodiscard]] int refusal(const SignInRequest &request) const; // 0: none
    [[nodiscard]] SignInReply page() const;
    void takeToken(QTcpSocket *socket, const SignInRequest &request);
    void send(QTcpSocket *socket, const SignInReply &reply);
    void end(const Result<> &result);
    [[nodiscard]] QByteArray host() const;

    Check m_check;
    QTcpServer m_server;
    QTimer m_limit;
    QHash<QTcpSocket *, QByteArray> m_incoming;
    QByteArray m_developerToken;
    QByteArray m_path;
    QByteArray m_cookie;
    QByteArray m_state;
    bool m_isOpened = false;  // the secret path was used
    bool m_isChecked = false; // a token is being checked
};

// What the page may load and ask. `nonce` is of this page alone.
[[nodiscard]] QByteArray signInPolicy(const QByteArray &nonce);

} // namespace sc::accounts

Q_DECLARE_METATYPE(sc::Result<>)
