// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/project/export_log.h"
#include "core/render/export_job.h"
#include "core/render/time_left.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <memory>

namespace sc::ui {

// An export that runs or waits.
struct RunningExport
{
    int id = 0;
    QString name; // of the preset
    QString kind;
    QString destination;
    double fraction = 0;
    std::optional<double> secondsLeft;
    bool isWaiting = false;
};

// Carries projects out in the background, two at once, the others wait their turn. Thread: main; the work runs in the pool on
// a copy of the project, so that editing goes on meanwhile, also when the project is closed.
class ExportRunner : public QObject
{
    Q_OBJECT

public:
    static constexpr int kAtOnce = 2;

    explicit ExportRunner(QObject *parent = nullptr);
    ~ExportRunner() override; // cancels and waits: nothing half is left behind

    // CONFLICT while one writes to the same place; PERMISSION_DENIED when its folder cannot be made.
    [[nodiscard]] Result<int> start(const QString &name, std::shared_ptr<const render::ExportInput> input, const render::ExportJob &job,
                                    const QString &bundle);
    void cancel(int id);
    void cancelAll();
    [[nodiscard]] bool isRunning() const { return !m_runs.empty(); }
    [[nodiscard]] std::vector<RunningExport> running() const; // in the order they were started

Q_SIGNALS:
    void progressed();
    // However it went; `bundle` is the project's.
    void ended(const sc::project::ExportRecord &record, const QString &bundle);
    void failed(const sc::Problem &problem); // also CANCELLED

private:
    struct Run;
    void startWaiting();
    void onDone(Run *run);

    // Not the pool of everyone: painting large pictures waits for that one, and would wait for ever while exports fill it.
    QThreadPool m_pool;
    std::vector<std::unique_ptr<Run>> m_runs;
    int m_nextId = 1;
};

// "2 min 10 s left", "less than 10 s left"; empty when nothing is known.
[[nodiscard]] QString timeLeftText(std::optional<double> seconds);

} // namespace sc::ui
