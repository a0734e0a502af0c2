// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/problem_watch.h"

#include "core/library/shared_items.h"
#include "core/project/media_lengths.h"
#include "core/project/missing_media.h"
#include "ui/timeline/media_relinker.h"
#include "ui/timeline/timeline_editor.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFileInfo>

namespace sc::ui {

namespace {

constexpr int kDeepAfterMs = 600;     // when the hand rests
constexpr int kFilesAfterMs = 200;    // several files come or go together
constexpr int kMissingAgainMs = 5000; // a disk may come back without a word
constexpr int kWatchedFolders = 50;

} // namespace

ProblemWatch::ProblemWatch(TimelineEditor *editor, QObject *parent)
    : QObject(parent), m_editor(editor), m_relinker(new MediaRelinker(editor, this))
{
    m_soon.setSingleShot(true);
    m_later.setSingleShot(true);
    m_slice.setSingleShot(true);
    connect(editor, &TimelineEditor::timelineSettled, this, [this] {
        m_soon.start(0);
        m_later.start(kDeepAfterMs);
    });
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_broken.clear();
        m_missing.clear();
        m_stale.forget();
    });
    connect(&m_soon, &QTimer::timeout, this, &ProblemWatch::lookNow);
    connect(&m_later, &QTimer::timeout, this, &ProblemWatch::lookDeeper);
    connect(&m_slice, &QTimer::timeout, this, &ProblemWatch::lookForStale);
    connect(&m_deep, &QFutureWatcherBase::finished, this, [this] {
        if (m_later.isActive() && m_later.remainingTime() <= kDeepAfterMs)
            return; // edited meanwhile: another look follows
        take(m_deep.result());
    });
    connect(&m_folders, &QFileSystemWatcher::directoryChanged, this, &ProblemWatch::lookForFiles);
    if (editor->shared())
        connect(editor->shared(), &library::SharedItems::changed, this, &ProblemWatch::lookForFiles);
    connect(m_relinker, &MediaRelinker::finished, this, &ProblemWatch::lookForFiles);
    lookNow();
    m_later.start(kDeepAfterMs);
}

ProblemWatch::~ProblemWatch()
{
    m_deep.waitForFinished();
}

void ProblemWatch::lookForFiles()
{
    m_later.start(kFilesAfterMs);
}

void ProblemWatch::lookNow()
{
    m_soon.stop();
    m_report = timeline::findProblems(
        m_editor->timeline(),
        {.beats = m_editor->beats(), .missing = m_missing, .rules = false, .mediaLength = project::mediaLengthsOf(m_editor->session())});
    m_report.findings.insert(m_report.findings.begin(), m_broken.begin(), m_broken.end());
    Q_EMIT reportChanged();
}

void ProblemWatch::lookDeeper()
{
    std::vector<project::MediaUse> uses;
    if (m_editor->session())
        uses = project::shownMedia(*m_editor->session());
    m_deep.setFuture(QtConcurrent::run([timeline = m_editor->timeline(), uses = std::move(uses)] {
        Deep found;
        found.broken = timeline::findProblems(timeline, {.beats = {}, .missing = {}, .rules = true}).findings;
        std::erase_if(found.broken, [](const timeline::Finding &finding) { return finding.kind != timeline::FindingKind::Rule; });
        for (const project::MediaUse &use : uses) {
            const QString folder = QFileInfo(use.path).absolutePath();
            if (!found.folders.contains(folder) && found.folders.size() < kWatchedFolders && QFileInfo(folder).isDir())
                found.folders.append(folder);
        }
        found.missing = project::asMissingFiles(project::missingOf(uses));
        return found;
    }));
}

void ProblemWatch::take(const Deep &found)
{
    m_broken = found.broken;
    m_missing = found.missing;
    watchFolders(found.folders);
    lookNow();
    lookForStale();
    if (!m_missing.empty())
        m_later.start(kMissingAgainMs);
}

void ProblemWatch::watchFolders(const QStringList &folders)
{
    const QStringList before = m_folders.directories();
    for (const QString &folder : before) {
        if (!folders.contains(folder))
            m_folders.removePath(folder);
    }
    for (const QString &folder : folders) {
        if (!before.contains(folder))
            m_folders.addPath(folder);
    }
}

ShotStates ProblemWatch::states() const
{
    ShotStates states{.missing = {}, .stale = {}, .jobs = m_editor->states().jobs};
    const project::ProjectSession *session = m_editor->session();
    if (!session)
        return states;
    QSet<QString> gone;
    for (const timeline::MissingFile &file : m_missing)
        gone.insert(file.entityId);
    for (const timeline::Clip &clip : session->timeline().clips) {
        // What shows counts: a movie hides the picture that was chosen beside it.
        const TakeId &take = clip.selectedVideo.isEmpty() ? clip.selectedImage : clip.selectedVideo;
        if (!take.isEmpty() && gone.contains(take.text()))
            states.missing.insert(clip.id);
    }
    states.stale = m_stale.shots();
    return states;
}

// A slice of a frame at a time: a long project has thousands of takes.
void ProblemWatch::lookForStale()
{
    constexpr int kSliceMs = 8;
    const bool isThrough = m_stale.look({m_editor->session(), m_editor->shared()}, kSliceMs);
    m_editor->setStates(states());
    if (!isThrough)
        m_slice.start(0);
}

} // namespace sc::ui
