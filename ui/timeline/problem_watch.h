// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/stale_shots.h"
#include "core/timeline/problems.h"
#include "ui/timeline/clip_state.h"

#include <QtCore/QFileSystemWatcher>
#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace sc::ui {

class MediaRelinker;
class TimelineEditor;

// What is wrong with the open project, kept up to date after each edit. What shows at once (overlaps, gaps, flashes,
// beats) is looked for when the edit is done; broken rules and missing files a little later, in another thread, and again
// when something happens where the files lie. Tells the editor which shots miss their file or show a take that is out of date.
class ProblemWatch : public QObject
{
    Q_OBJECT

public:
    explicit ProblemWatch(TimelineEditor *editor, QObject *parent = nullptr);
    ~ProblemWatch() override;

    [[nodiscard]] const timeline::ProblemReport &report() const { return m_report; }
    void lookNow();      // for callers that cannot wait for the event loop
    void lookForFiles(); // something may have come or gone
    [[nodiscard]] MediaRelinker *relinker() const { return m_relinker; }

Q_SIGNALS:
    void reportChanged();

private:
    // What a deep look found.
    struct Deep
    {
        std::vector<timeline::Finding> broken; // rules
        std::vector<timeline::MissingFile> missing;
        QStringList folders; // where the files lie
    };
    void lookDeeper();
    void take(const Deep &found);
    void lookForStale();
    void watchFolders(const QStringList &folders);
    [[nodiscard]] ShotStates states() const;

    TimelineEditor *m_editor;
    timeline::ProblemReport m_report;
    std::vector<timeline::Finding> m_broken; // rules, of the last deep look
    std::vector<timeline::MissingFile> m_missing;
    QTimer m_soon;
    QTimer m_later;
    QTimer m_slice;
    generation::StaleShots m_stale;
    QFutureWatcher<Deep> m_deep;
    QFileSystemWatcher m_folders;
    MediaRelinker *m_relinker;
};

} // namespace sc::ui
