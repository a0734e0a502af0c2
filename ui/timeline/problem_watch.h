// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/problems.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace sc::ui {

class TimelineEditor;

// What is wrong with the open project, kept up to date after each edit. What shows at once (overlaps, gaps, flashes,
// beats) is looked for when the edit is done; broken rules and missing files a little later, the rules in another thread.
class ProblemWatch : public QObject
{
    Q_OBJECT

public:
    explicit ProblemWatch(TimelineEditor *editor, QObject *parent = nullptr);
    ~ProblemWatch() override;

    [[nodiscard]] const timeline::ProblemReport &report() const { return m_report; }
    void lookNow(); // for callers that cannot wait for the event loop

Q_SIGNALS:
    void reportChanged();

private:
    void lookDeeper();

    TimelineEditor *m_editor;
    timeline::ProblemReport m_report;
    std::vector<timeline::Finding> m_broken; // rules, of the last deep look
    std::vector<timeline::MissingFile> m_missing;
    QTimer m_soon;
    QTimer m_later;
    QFutureWatcher<std::vector<timeline::Finding>> m_deep;
};

} // namespace sc::ui
