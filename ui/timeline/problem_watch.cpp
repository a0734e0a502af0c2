// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/problem_watch.h"

#include "core/project/missing_media.h"
#include "ui/timeline/timeline_editor.h"

#include <QtConcurrent/QtConcurrentRun>

namespace sc::ui {

namespace {

constexpr int kDeepAfterMs = 600; // when the hand rests

} // namespace

ProblemWatch::ProblemWatch(TimelineEditor *editor, QObject *parent) : QObject(parent), m_editor(editor)
{
    m_soon.setSingleShot(true);
    m_later.setSingleShot(true);
    m_later.setInterval(kDeepAfterMs);
    connect(editor, &TimelineEditor::timelineSettled, this, [this] {
        m_soon.start(0);
        m_later.start();
    });
    connect(&m_soon, &QTimer::timeout, this, &ProblemWatch::lookNow);
    connect(&m_later, &QTimer::timeout, this, &ProblemWatch::lookDeeper);
    connect(&m_deep, &QFutureWatcherBase::finished, this, [this] {
        if (m_later.isActive())
            return; // edited meanwhile: another look follows
        m_broken = m_deep.result();
        lookNow();
    });
    lookNow();
    m_later.start();
}

ProblemWatch::~ProblemWatch()
{
    m_deep.waitForFinished();
}

void ProblemWatch::lookNow()
{
    m_soon.stop();
    m_report = timeline::findProblems(m_editor->timeline(), {.beats = m_editor->beats(), .missing = m_missing, .rules = false});
    m_report.findings.insert(m_report.findings.begin(), m_broken.begin(), m_broken.end());
    Q_EMIT reportChanged();
}

void ProblemWatch::lookDeeper()
{
    m_missing = m_editor->session() ? project::findMissingFiles(*m_editor->session()) : std::vector<timeline::MissingFile>();
    m_deep.setFuture(QtConcurrent::run([timeline = m_editor->timeline()] {
        std::vector<timeline::Finding> broken = timeline::findProblems(timeline, {.beats = {}, .missing = {}, .rules = true}).findings;
        std::erase_if(broken, [](const timeline::Finding &finding) { return finding.kind != timeline::FindingKind::Rule; });
        return broken;
    }));
}

} // namespace sc::ui
