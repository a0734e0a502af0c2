// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/problem_watch.h"

#include "core/project/missing_media.h"
#include "core/project/take_shelf.h"
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
    connect(editor, &TimelineEditor::timelineSettled, this, [this] {
        m_soon.start(0);
        m_later.start(kDeepAfterMs);
    });
    connect(editor, &TimelineEditor::sessionChanged, this, [this] {
        m_broken.clear();
        m_missing.clear();
    });
    connect(&m_soon, &QTimer::timeout, this, &ProblemWatch::lookNow);
    connect(&m_later, &QTimer::timeout, this, &ProblemWatch::lookDeeper);
    connect(&m_deep, &QFutureWatcherBase::finished, this, [this] {
        if (m_later.isActive() && m_later.remainingTime() <= kDeepAfterMs)
            return; // edited meanwhile: another look follows
        take(m_deep.result());
    });
    connect(&m_folders, &QFileSystemWatcher::directoryChanged, this, &ProblemWatch::lookForFiles);
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
    m_report = timeline::findProblems(m_editor->timeline(), {.beats = m_editor->beats(), .missing = m_missing, .rules = false});
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
    m_editor->setStates(states());
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
    ShotStates states;
    const project::ProjectSession *session = m_editor->session();
    if (!session)
        return states;
    // What shows counts: a movie hides the picture that was chosen beside it.
    const auto shownBy = [](const timeline::Clip &clip) { return clip.selectedVideo.isEmpty() ? clip.selectedImage : clip.selectedVideo; };
    QSet<QString> gone;
    for (const timeline::MissingFile &file : m_missing)
        gone.insert(file.entityId);
    std::vector<TakeId> chosen;
    for (const timeline::Clip &clip : session->timeline().clips) {
        if (const TakeId take = shownBy(clip); !take.isEmpty())
            chosen.push_back(take);
    }
    const QHash<TakeId, QString> words = session->takes().clipWordsOf(chosen);
    for (const timeline::Clip &clip : session->timeline().clips) {
        const TakeId take = shownBy(clip);
        if (take.isEmpty())
            continue;
        if (gone.contains(take.text()))
            states.missing.insert(clip.id);
        if (const auto said = words.constFind(take); said != words.constEnd() && isStale(clip, *said))
            states.stale.insert(clip.id);
    }
    return states;
}

} // namespace sc::ui
