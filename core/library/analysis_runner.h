// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analyzer.h"
#include "core/base/id.h"

#include <QtCore/QObject>
#include <QtCore/QThreadPool>

#include <deque>
#include <unordered_map>

namespace sc::library {

// Runs analyses in threads of its own, one song a core, first come first served. Knows nothing of the database: its
// owner stores what the signals tell. Signals come on the owner's thread.
class AnalysisRunner : public QObject
{
    Q_OBJECT

public:
    AnalysisRunner();
    ~AnalysisRunner() override; // cancels and waits

    // Does nothing when this song waits or is in work already.
    // `userModel`: the setting of audio::userModelSetting(), for labels by a model of the person's own.
    void setThreads(int count); // songs at once; 0: as many as the machine has processors
    void start(const TrackId &id, const QString &file, const audio::AnalyzeOptions &options, const QString &userModel = {});
    void cancel(const TrackId &id);
    [[nodiscard]] bool has(const TrackId &id) const { return m_jobs.contains(id.text()); }

Q_SIGNALS:
    void started(const sc::TrackId &id);
    void progress(const sc::TrackId &id, double fraction);
    void partial(const sc::TrackId &id, const sc::audio::Analysis &soFar);
    void finished(const sc::TrackId &id, const sc::Result<sc::audio::Analysis> &result);

private:
    struct Job
    {
        TrackId id;
        QString file;
        audio::AnalyzeOptions options;
        QString userModel;
        CancelToken cancel;
    };
    void startNext();
    void run(const Job &job);
    void end(const TrackId &id, const Result<audio::Analysis> &result);

    std::unordered_map<QString, Job> m_jobs; // waiting and in work, by track
    std::deque<TrackId> m_waiting;
    int m_inWork = 0;
    QThreadPool m_pool;
};

} // namespace sc::library
