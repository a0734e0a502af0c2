// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/practice_host.h"

#include "core/practice/practice_server.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonObject>

#include <algorithm>

namespace sc::generation {

namespace {

constexpr int kAlways = 1'000'000'000; // of a counter that stands for a switch
constexpr double kSlow = 6;
const QString kPortKey = QStringLiteral("practice_port");

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

QString freeName(GenerationStore &store)
{
    QStringList taken;
    for (const Server &server : store.servers().value_or(std::vector<Server>()))
        taken.append(server.name.toLower());
    const QString name = tr("Practice server");
    for (int n = 1;; ++n) {
        const QString tried = n == 1 ? name : QStringLiteral("%1 %2").arg(name).arg(n);
        if (!taken.contains(tried.toLower()))
            return tried;
    }
}

} // namespace

PracticeHost::PracticeHost(GenerationStore &store, QObject *parent) : QObject(parent), m_store(store)
{
    m_id = ServerId(m_store.state(QLatin1String(kPracticeServerKey)).value_or(QString()));
    m_setup.port = static_cast<quint16>(m_store.state(kPortKey).value_or(QString()).toUInt());
    m_thread.setObjectName(QStringLiteral("practice"));
}

PracticeHost::~PracticeHost()
{
    if (isRunning())
        (void)stop();
}

Result<> PracticeHost::start()
{
    if (isRunning())
        return {};
    SC_TRY(launch());
    if (const Result<> listed = enlist(); !listed) {
        shutDown();
        return listed;
    }
    Q_EMIT changed();
    return {};
}

Result<> PracticeHost::launch()
{
    practice::PracticeOptions options;
    options.port = m_setup.port;
    options.pace = m_setup.pace;
    options.memory = static_cast<qint64>(m_setup.memoryGb) * 1024 * 1024 * 1024;
    options.faults = m_faults;
    m_thread.start();
    Result<> started;
    auto *keeper = new QObject;
    keeper->moveToThread(&m_thread);
    const auto launchThere = [&] {
        m_server = new practice::PracticeServer(options);
        started = m_server->start();
        if (!started && options.port != 0) {
            delete m_server;
            options.port = 0;
            m_server = new practice::PracticeServer(options);
            started = m_server->start();
        }
        m_url = m_server->url();
    };
    QMetaObject::invokeMethod(keeper, launchThere, Qt::BlockingQueuedConnection);
    keeper->deleteLater();
    if (!started) {
        shutDown();
        return started;
    }
    m_counts = {};
    practice::PracticeServer *server = m_server;
    connect(
        server, &practice::PracticeServer::changed, server,
        [this, server] {
            const Counts now{server->taken(), server->succeeded(), server->failed()};
            QMetaObject::invokeMethod(
                this,
                [this, server, now] {
                    if (server != m_server || now == m_counts)
                        return;
                    m_counts = now;
                    Q_EMIT changed();
                },
                Qt::QueuedConnection);
        },
        Qt::DirectConnection);
    return {};
}

void PracticeHost::shutDown()
{
    if (practice::PracticeServer *server = std::exchange(m_server, nullptr)) {
        QMetaObject::invokeMethod(
            server, [server] { delete server; }, Qt::BlockingQueuedConnection);
    }
    m_thread.quit();
    m_thread.wait();
    m_url.clear();
}

// Makes it one of the profile's servers, or brings that server's address up to date.
Result<> PracticeHost::enlist()
{
    SC_TRY(m_store.setState(kPortKey, QString::number(m_url.port())));
    if (!m_id.isEmpty()) {
        if (auto known = m_store.server(m_id)) {
            known->url = m_url.toString();
            known->active = true;
            const auto edited = m_store.editServer(*known);
            if (!edited && edited.error().code() != ProblemCode::NothingToUpdate)
                return std::unexpected(edited.error());
            return {};
        }
    }
    Server server;
    server.name = freeName(m_store);
    server.url = m_url.toString();
    SC_TRY_ASSIGN(added, m_store.addServer(server));
    m_id = added.id;
    return m_store.setState(QLatin1String(kPracticeServerKey), m_id.text());
}

Result<> PracticeHost::stop()
{
    if (!isRunning())
        return {};
    shutDown();
    Q_EMIT changed();
    auto known = m_store.server(m_id);
    if (!known)
        return {};
    known->active = false;
    const auto edited = m_store.editServer(*known);
    if (!edited && edited.error().code() != ProblemCode::NothingToUpdate)
        return std::unexpected(edited.error());
    return {};
}

Result<> PracticeHost::setSetup(const Setup &setup)
{
    if (setup == m_setup)
        return {};
    m_setup = setup;
    if (!isRunning()) {
        Q_EMIT changed();
        return {};
    }
    m_setup.port = static_cast<quint16>(m_url.port());
    shutDown();
    SC_TRY(launch());
    SC_TRY(enlist());
    Q_EMIT changed();
    return {};
}

void PracticeHost::setFaults(const practice::PracticeFaults &faults)
{
    m_faults = faults;
    if (practice::PracticeServer *server = m_server)
        QMetaObject::invokeMethod(
            server, [server, faults] { server->setFaults(faults); }, Qt::QueuedConnection);
    Q_EMIT changed();
}

Result<> PracticeHost::change(const QJsonObject &changes)
{
    practice::PracticeFaults faults = m_faults;
    SC_TRY(faults.apply(changes));
    setFaults(faults);
    return {};
}

const std::vector<PracticeSwitch> &practiceSwitches()
{
    static const std::vector<PracticeSwitch> all = {
        {"drop_sockets", QT_TRANSLATE_NOOP("sc::generation", "Loses the line")},
        {"out_of_memory", QT_TRANSLATE_NOOP("sc::generation", "Out of memory")},
        {"slow", QT_TRANSLATE_NOOP("sc::generation", "Slow to answer")},
        {"refuse", QT_TRANSLATE_NOOP("sc::generation", "Refuses the graph")},
        {"empty", QT_TRANSLATE_NOOP("sc::generation", "Empty result")},
        {"restart", QT_TRANSLATE_NOOP("sc::generation", "Restarts midway")},
    };
    return all;
}

bool isOn(const practice::PracticeFaults &faults, const char *fault)
{
    const QJsonValue value = faults.toJson().value(QLatin1String(fault));
    return value.isBool() ? value.toBool() : QLatin1String(fault) == QLatin1String("slow") ? value.toDouble() > 1 : value.toDouble() > 0;
}

practice::PracticeFaults withSwitch(practice::PracticeFaults faults, const char *fault, bool on)
{
    const QLatin1String name(fault);
    const bool isSlow = name == QLatin1String("slow");
    const QJsonValue present = faults.toJson().value(name);
    const QJsonValue value = present.isBool() ? QJsonValue(on) : isSlow ? QJsonValue(on ? kSlow : 1.0) : QJsonValue(on ? kAlways : 0);
    (void)faults.apply(QJsonObject{{name, value}}); // names of the table above
    return faults;
}

int switchesOn(const practice::PracticeFaults &faults)
{
    return static_cast<int>(
        std::ranges::count_if(practiceSwitches(), [&](const PracticeSwitch &each) { return isOn(faults, each.fault); }));
}

} // namespace sc::generation
