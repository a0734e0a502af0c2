// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_address.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

#include <memory>

class QWebSocket;

namespace sc::comfy {

// One WebSocket after another to one server, always under the same client id (the server sends the events of a prompt to whoever
// bears the id that queued it). Pings, because ComfyUI does not and proxies cut silent connections. Main thread.
class ServerSocket : public QObject
{
    Q_OBJECT

public:
    struct Times
    {
        std::chrono::milliseconds open{15'000};
        std::chrono::milliseconds ping{20'000};
        std::chrono::milliseconds closeWait{1'500}; // for the other side's farewell
    };

    ServerSocket(ServerAddress address, QString clientId, Times times, QObject *parent = nullptr);
    ~ServerSocket() override;

    // Waits for the farewell of the one before: a server drops the client id when the older connection ends late.
    void open(const QString &path);
    void close();
    [[nodiscard]] bool isOpen() const { return m_open; }

Q_SIGNALS:
    void opened();
    void lost(const sc::Problem &problem); // could not be opened, or is gone; not after close()
    void text(const QByteArray &message);
    void binary(const QByteArray &message);
    void heard(); // anything at all, also a pong

private:
    void connectNow();
    void fail(const Problem &problem);
    void beat();

    ServerAddress m_address;
    QString m_clientId;
    Times m_times;
    std::unique_ptr<QWebSocket> m_socket;
    std::unique_ptr<QWebSocket> m_leaving;
    QString m_path;
    QTimer m_openLimit;
    QTimer m_ping;
    QTimer m_farewell;
    int m_unanswered = 0; // pings since anything was heard
    bool m_open = false;
    QByteArray m_seenFingerprint;
    QString m_tlsFault;
};

} // namespace sc::comfy
