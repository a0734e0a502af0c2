// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/practice/practice_options.h"

#include <QtCore/QObject>
#include <QtCore/QUrl>

#include <memory>

class QSslConfiguration;

namespace sc::practice {

// A ComfyUI-compatible server on the loopback address that needs no GPU and no models: it speaks the real protocol over HTTP and
// WebSocket on one port, knows the nodes of this program's graphs, runs a queue with the timing of a small card, and makes real
// pictures and clips that depend on prompt and seed alone. What can go wrong with servers can be ordered, also by
// POST /practice with the names of PracticeFaults and {"do": "restart" | "drop_sockets" | "lose_history"}.
// Lives on the thread that made it, which must have an event loop.
class PracticeServer : public QObject
{
    Q_OBJECT

public:
    explicit PracticeServer(PracticeOptions options = {}, QObject *parent = nullptr);
    ~PracticeServer() override;

    // CONFLICT when the port is taken, PERMISSION_DENIED when the folder cannot be written.
    [[nodiscard]] Result<> start();
    [[nodiscard]] Result<> startSecure(const QSslConfiguration &tls);
    void stop();

    [[nodiscard]] quint16 port() const; // 0: not started
    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const PracticeOptions &options() const;

    [[nodiscard]] const PracticeFaults &faults() const;
    void setFaults(const PracticeFaults &faults);
    [[nodiscard]] Result<> change(const QJsonObject &changes); // some of them
    void restart();                                            // dies now with queue, history and temp, and is back after restartPause
    void dropSockets();
    void loseHistory();

    [[nodiscard]] int taken() const; // prompts, over all restarts
    [[nodiscard]] int succeeded() const;
    [[nodiscard]] int failed() const;  // and interrupted
    [[nodiscard]] int waiting() const; // in the queue now, without the running one
    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] QStringList takenIds() const; // in the order of taking: one that stands twice was sent twice

Q_SIGNALS:
    void changed(); // counters, queue or faults
    void promptEnded(const QString &promptId, bool success);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::practice
