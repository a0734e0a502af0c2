// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_answers.h"
#include "core/comfy/server_http.h"

#include <QtCore/QFile>

namespace sc::comfy {

// One result on its way to the disk: into "<destination>.part", with the server's tag beside it, so that it goes on where it
// broke off - in this run or a later one, but only while the server still has the same file. At the end the size is compared and
// the file takes its name. Deletes itself.
class ServerDownload : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<>)>;
    using Progress = std::function<void(qint64 received, qint64 total)>; // total -1: not told

    struct Settings
    {
        int attempts = 5;                     // in a row without a byte
        std::chrono::milliseconds pause{500}; // before the second one, then longer
        qint64 limit = 16LL * 1024 * 1024 * 1024;
    };

    ServerDownload(ServerHttp *http, QUrl url, QString destination, Settings settings, Done done, Progress progress);
    ~ServerDownload() override;

    void start();
    void cancel();

private:
    void request();
    void readHead();
    void readBytes();
    void finished();
    void end(Result<> result);
    void failOrRepeat(const Problem &problem);
    void restart(); // the part on disk is of another file
    bool write(const QByteArray &bytes);
    [[nodiscard]] QString partPath() const { return m_destination + QStringLiteral(".part"); }
    [[nodiscard]] QString tagPath() const { return m_destination + QStringLiteral(".part.tag"); }

    ServerHttp *m_http;
    QUrl m_url;
    QString m_destination;
    Settings m_settings;
    Done m_done;
    Progress m_progress;
    QPointer<QNetworkReply> m_reply;
    QFile m_part;
    QByteArray m_tag;
    qint64 m_total = -1;
    int m_attempt = 0;
    int m_redirects = 0;
    int m_restarts = 0;
    bool m_headRead = false;
    QByteArray m_errorBody;
};

} // namespace sc::comfy
