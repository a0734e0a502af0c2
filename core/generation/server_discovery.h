// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QObject>
#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <memory>
#include <vector>

namespace sc::generation {

struct FoundServer
{
    QUrl url;
    bool isComfy = false; // else something else answers there
    QString version;
    QString device;
};

// Where to look: hosts as addresses, each with these ports.
struct DiscoveryRange
{
    QStringList hosts;
    std::vector<quint16> ports = {8188, 8189, 8000}; // ComfyUI's own, a second one, the desktop program's
    int connectMs = 400;
    int atOnce = 48;
};
// This machine and the neighbours of its private IPv4 addresses, at most 254 of each network.
[[nodiscard]] DiscoveryRange localNetwork();

// Looks for ComfyUI servers, once, when somebody asks for it. Main thread.
class ServerDiscovery : public QObject
{
    Q_OBJECT

public:
    explicit ServerDiscovery(DiscoveryRange range = localNetwork(), QObject *parent = nullptr);
    ~ServerDiscovery() override;

    void start();
    void stop();
    [[nodiscard]] bool isLooking() const { return m_isLooking; }
    [[nodiscard]] const std::vector<FoundServer> &found() const { return m_found; }
    [[nodiscard]] double fraction() const;

Q_SIGNALS:
    void changed();
    void finished();

private:
    struct Try;
    void next();
    void ask(const QUrl &url);
    void ended();

    DiscoveryRange m_range;
    std::vector<std::pair<QString, quint16>> m_todo;
    size_t m_at = 0;
    int m_open = 0;
    bool m_isLooking = false;
    quint64 m_round = 0;
    std::vector<std::unique_ptr<Try>> m_tries;
    std::vector<FoundServer> m_found;
};

} // namespace sc::generation
