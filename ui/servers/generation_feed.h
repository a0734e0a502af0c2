// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/servers/server_state.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

namespace sc::ui {

// What screens of generation show, gathered: changes of jobs and servers come in bursts and are told a few times a second, with
// the queue run ahead in thought. Works only while its host is visible, and catches up when it is shown. Main thread.
class GenerationFeed : public QObject
{
    Q_OBJECT

public:
    // The service must outlive this; `host` is its parent.
    GenerationFeed(generation::GenerationService &service, QWidget *host);

    [[nodiscard]] generation::GenerationService &service() const { return m_service; }
    [[nodiscard]] const std::vector<ServerState> &servers() const { return m_servers; }
    [[nodiscard]] const ServerState *server(const generation::ServerId &id) const; // null: unknown
    [[nodiscard]] const generation::QueuePlan &plan() const { return m_plan; }
    [[nodiscard]] const generation::Forecast &forecast() const { return m_forecast; }
    // Of a waiting job; null when the plan does not reach it.
    [[nodiscard]] const generation::PlannedRun *plannedRun(const generation::JobId &job) const;
    // Seconds until the job ends, by estimate; nothing when that cannot be said.
    [[nodiscard]] std::optional<double> endsIn(const generation::Job &job) const;
    [[nodiscard]] const QDateTime &madeAt() const { return m_madeAt; } // the plan's now

    void refreshNow();

Q_SIGNALS:
    void jobsChanged();    // some, many, or their order
    void serversChanged(); // states, figures, the plan
    void progressed(const QStringList &ids);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void tell();
    void lookAhead();

    generation::GenerationService &m_service;
    QWidget *m_host;
    std::vector<ServerState> m_servers;
    generation::QueuePlan m_plan;
    generation::Forecast m_forecast;
    QHash<QString, size_t> m_runs; // job to its place in the forecast
    QDateTime m_madeAt;
    QTimer m_soon;
    QTimer m_pulse;
    QStringList m_progressed;
    bool m_jobsDue = true;
    bool m_serversDue = true;
};

} // namespace sc::ui
