// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/server_discovery.h"

#include "core/comfy/server_client.h"

#include <QtCore/QTimer>
#include <QtCore/QUuid>
#include <QtNetwork/QNetworkInterface>
#include <QtNetwork/QNetworkProxy>
#include <QtNetwork/QTcpSocket>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr int kMostNeighbours = 254;
constexpr std::chrono::milliseconds kAnswer{2'500};

bool isPrivate(quint32 address)
{
    return (address >> 24) == 10 || (address >> 16) == 0xC0A8 || ((address >> 20) == 0xAC1);
}

void addNeighbours(QStringList &hosts, const QNetworkAddressEntry &entry)
{
    const quint32 own = entry.ip().toIPv4Address();
    if (!isPrivate(own))
        return;
    const quint32 mask = std::max(entry.netmask().toIPv4Address(), 0xFFFFFF00U); // of large networks the nearest part
    const quint32 network = own & mask;
    for (quint32 n = 1; n <= kMostNeighbours && ((network + n) & mask) == network; ++n) {
        const QString host = QHostAddress(network + n).toString();
        if (!hosts.contains(host))
            hosts.append(host);
    }
}

} // namespace

DiscoveryRange localNetwork()
{
    DiscoveryRange range;
    range.hosts.append(QStringLiteral("127.0.0.1"));
    for (const QNetworkInterface &face : QNetworkInterface::allInterfaces()) {
        if (!(face.flags() & QNetworkInterface::IsUp) || (face.flags() & QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : face.addressEntries()) {
            if (entry.ip().protocol() == QAbstractSocket::IPv4Protocol)
                addNeighbours(range.hosts, entry);
        }
    }
    return range;
}

// One address that something listens at.
struct ServerDiscovery::Try
{
    std::unique_ptr<comfy::ServerClient> client;
    QTcpSocket *socket = nullptr;
};

ServerDiscovery::ServerDiscovery(DiscoveryRange range, QObject *parent) : QObject(parent), m_range(std::move(range)) {}

ServerDiscovery::~ServerDiscovery() = default;

double ServerDiscovery::fraction() const
{
    return m_todo.empty() ? 1 : static_cast<double>(m_at) / static_cast<double>(m_todo.size());
}

void ServerDiscovery::start()
{
    if (m_isLooking)
        return;
    ++m_round;
    m_isLooking = true;
    m_found.clear();
    m_tries.clear();
    m_todo.clear();
    for (const QString &host : m_range.hosts) {
        for (const quint16 port : m_range.ports)
            m_todo.emplace_back(host, port);
    }
    m_at = 0;
    m_open = 0;
    Q_EMIT changed();
    next();
}

void ServerDiscovery::stop()
{
    if (!m_isLooking)
        return;
    ++m_round;
    m_isLooking = false;
    Q_EMIT changed();
    Q_EMIT finished();
}

void ServerDiscovery::next()
{
    while (m_isLooking && m_open < m_range.atOnce && m_at < m_todo.size()) {
        const auto [host, port] = m_todo[m_at++];
        ++m_open;
        auto *socket = new QTcpSocket(this);
        socket->setProxy(QNetworkProxy::NoProxy);
        auto *limit = new QTimer(socket);
        limit->setSingleShot(true);
        const quint64 round = m_round;
        const auto done = [this, socket, limit, round, url = QUrl(QStringLiteral("http://%1:%2").arg(host).arg(port))](bool answers) {
            limit->stop();
            socket->disconnect(this);
            socket->deleteLater();
            if (round != m_round)
                return;
            if (answers)
                return ask(url);
            ended();
        };
        connect(limit, &QTimer::timeout, this, [done] { done(false); });
        connect(socket, &QTcpSocket::connected, this, [done] { done(true); });
        connect(socket, &QTcpSocket::errorOccurred, this, [done] { done(false); });
        limit->start(m_range.connectMs);
        socket->connectToHost(host, port);
    }
    if (m_isLooking && m_open == 0 && m_at >= m_todo.size()) {
        m_isLooking = false;
        Q_EMIT changed();
        Q_EMIT finished();
    }
}

void ServerDiscovery::ask(const QUrl &url)
{
    comfy::ServerAddress address;
    address.url = url;
    comfy::ClientTimes times;
    times.systemStats = kAnswer;
    auto attempt = std::make_unique<Try>();
    attempt->client = std::make_unique<comfy::ServerClient>(address, QUuid::createUuid().toString(QUuid::WithoutBraces), times);
    comfy::ServerClient *client = attempt->client.get();
    m_tries.push_back(std::move(attempt));
    client->systemStats([this, url, round = m_round](const Result<comfy::SystemStats> &stats) {
        if (round != m_round)
            return;
        FoundServer found{url, stats.has_value(), {}, {}};
        if (stats) {
            found.version = stats->version;
            found.device = stats->devices.empty() ? QString() : stats->devices.front().name;
        }
        m_found.push_back(found);
        std::ranges::stable_sort(m_found, [](const FoundServer &a, const FoundServer &b) { return a.isComfy > b.isComfy; });
        ended();
    });
}

void ServerDiscovery::ended()
{
    --m_open;
    Q_EMIT changed();
    QMetaObject::invokeMethod(this, &ServerDiscovery::next, Qt::QueuedConnection);
}

} // namespace sc::generation
