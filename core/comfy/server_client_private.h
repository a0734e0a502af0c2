// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/back_off.h"
#include "core/comfy/event_pacer.h"
#include "core/comfy/prompt_tracker.h"
#include "core/comfy/server_client.h"
#include "core/comfy/server_download.h"
#include "core/comfy/server_http.h"
#include "core/comfy/server_socket.h"

#include <QtCore/QDateTime>

namespace sc::comfy {

// The state of a ServerClient and what looks after it: server_connection.cpp holds the connection, server_watchdog.cpp what
// comes over the socket, server_client.cpp the calls, server_upload.cpp the sending of files.
class ServerClient::Private
{
public:
    Private(ServerClient *client, const ServerAddress &address, QString id, ClientTimes clientTimes);

    // server_connection.cpp
    void open();
    void close();
    void attempt();                                // the way from nothing to online
    void look(std::function<void(Result<>)> then); // system_stats, on both spellings of the path
    void askFeatures();
    void failed(const Problem &problem);
    void online();
    void socketLost(const Problem &problem);
    void recycle(const Problem &why); // the socket is open but nothing comes
    void health();
    void setState(State newState, std::optional<Problem> newProblem);
    [[nodiscard]] QString path(const QString &route) const { return prefix + route; }

    // server_watchdog.cpp
    void heardText(const QByteArray &message);
    void heardBinary(const QByteArray &message);
    void judge(const ServerEvent &event);
    void postBegins();
    void postEnds();
    void expectStatus();
    void checkSilence();

    // server_upload.cpp
    struct Sending
    {
        Upload upload;
        qint64 size = 0;
        quint64 call = 0; // the HTTP request it is at
        bool cancelled = false;
        Done<QString> done;
        std::function<void(qint64, qint64)> progress;
    };
    void sendFile(const std::shared_ptr<Sending> &sending);
    void checkStored(const std::shared_ptr<Sending> &sending, const RemoteFile &stored);
    void statFile(const RemoteFile &file, Done<std::optional<qint64>> done, quint64 *call = nullptr);

    ServerClient *q;
    QString clientId;
    ClientTimes times;
    ServerHttp http;
    ServerSocket socket;
    PromptTracker tracker;
    EventPacer pacer;
    BackOff backOff;
    State state = State::Offline;
    std::optional<Problem> problem;
    ServerFacts facts;
    QString prefix = QStringLiteral("/api");
    bool wanted = false; // open() was called
    bool attempting = false;
    bool looking = false;
    quint64 epoch = 0; // answers of before a close() are not ours any more
    int failedLooks = 0;
    QTimer retry;
    QTimer healthTimer;
    QTimer silence;
    QTimer statusDue;
    QElapsedTimer sinceHeard;
    QElapsedTimer sinceOnline;
    qint64 lastHealthWall = 0; // ms since 1970
    quint64 statusCount = 0;
    int posting = 0;
    std::vector<ServerEvent> heldBack; // while an answer to POST /prompt is awaited
    CallId lastCall = 0;
    QHash<CallId, std::shared_ptr<Sending>> sendings;
    QHash<CallId, QPointer<ServerDownload>> downloads;
};

} // namespace sc::comfy
