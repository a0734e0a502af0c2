// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/library/library.h"
#include "core/playback/shot_media.h"
#include "ui/export/export_settings.h"

#include <QtCore/QFutureWatcher>

namespace sc::ui {

// One export that was finished, as the list of last exports keeps it.
struct ExportRun
{
    ExportKind kind = ExportKind::FinalCut;
    QString file;
    QString at;          // UTC, ISO 8601
    qint64 bytes = 0;    // with the media it brought along
    QStringList notices; // what was changed or left out
    bool operator==(const ExportRun &) const = default;
};

// Carries a project out in the background, one export at a time. Thread: main; the work runs in the pool on a copy of
// the timeline, so that editing goes on meanwhile.
class ExportRunner : public QObject
{
    Q_OBJECT

public:
    explicit ExportRunner(library::Library &library, QObject *parent = nullptr);
    ~ExportRunner() override; // cancels and waits: nothing half is left behind

    // CONFLICT while one runs.
    [[nodiscard]] Result<> start(const timeline::Timeline &timeline, const QString &songFile, const ExportSettings &settings,
                                 const playback::ShotMediaMap &media = {}); // takes of the clips; the others show their cards
    void cancel();
    [[nodiscard]] bool isRunning() const { return m_watcher.isRunning(); }
    [[nodiscard]] const QList<ExportRun> &lastRuns() const { return m_runs; } // newest first, at most 10

Q_SIGNALS:
    void progressed(double fraction);
    void finished(const sc::ui::ExportRun &run);
    void failed(const sc::Problem &problem); // also CANCELLED

private:
    void onDone();
    void loadRuns();
    void keepRuns();

    library::Library &m_library;
    QFutureWatcher<Result<ExportRun>> m_watcher;
    CancelToken m_cancel;
    QList<ExportRun> m_runs;
};

} // namespace sc::ui
