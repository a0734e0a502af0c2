// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/studio_controller.h"

#include "core/base/text.h"
#include "core/generation/generation_service.h"
#include "core/planning/shot_plan.h"
#include "core/project/song_facts.h"
#include "core/project/song_follow.h"
#include "resources/resources.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>

namespace sc::ui {

StudioController::StudioController(AppContext &context, QString projectsFolder, QString profileFolder, QObject *parent)
    : QObject(parent), m_context(context), m_projectsFolder(std::move(projectsFolder)), m_profileFolder(std::move(profileFolder))
{
    library::Library &lib = context.library();
    connect(&lib, &library::Library::importOutcome, this, &StudioController::onImportOutcome);
    connect(&lib, &library::Library::importFinished, this, &StudioController::onImportFinished);
    connect(&lib, &library::Library::analysisFinished, this, &StudioController::onAnalysisFinished);
    connect(&lib, &library::Library::analysisFailed, this, &StudioController::onAnalysisFailed);
    connect(&lib, &library::Library::correctionsChanged, this, &StudioController::followCorrections);
    connect(&lib, &library::Library::analysisProgress, this, [this](const TrackId &track, double fraction) {
        if (m_making && track == m_makingTrack)
            setMaking(Making{m_making->song, fraction});
    });
    connect(&context, &AppContext::importRequested, this, [this](const QStringList &paths) { takeIn(paths, false); });
    connect(&context, &AppContext::newProjectRequested, this, &StudioController::newProject);
    connect(&context, &AppContext::problemActionChosen, this, &StudioController::onProblemAction);
}

StudioController::~StudioController()
{
    m_context.setSession(nullptr);
}

void StudioController::setMaking(std::optional<Making> making)
{
    m_making = std::move(making);
    Q_EMIT makingChanged();
}

void StudioController::cancelMaking()
{
    if (!m_makingTrack.isEmpty())
        m_context.library().cancelAnalysis(m_makingTrack);
    m_makingTrack = {};
    m_projectAfterImport = false;
    m_context.library().cancelImport();
    setMaking(std::nullopt);
}

void StudioController::takeIn(const QStringList &paths, bool thenProject)
{
    for (const QString &path : paths) {
        if (QFileInfo::exists(path + QStringLiteral("/project.db")))
            return openProject(path);
    }
    if (paths.isEmpty())
        return;
    m_projectAfterImport = thenProject;
    if (thenProject)
        setMaking(Making{QFileInfo(paths.first()).completeBaseName(), -1});
    m_context.library().startImport(paths);
}

void StudioController::useDemoSong()
{
    // The library keeps songs by file, so the one that ships inside the program becomes one.
    resources::init();
    const QString folder = m_profileFolder + QStringLiteral("/demo");
    const QString file = folder + QStringLiteral("/Neon Drive.m4a");
    if (!QFile::exists(file)) {
        if (const auto made = ensureFolder(folder); !made)
            return report(made.error());
        QFile source(QStringLiteral(":/demo/neon_drive.m4a"));
        if (!source.copy(file))
            return report(Problem(ProblemCode::PermissionDenied,
                                  tr("The demo song could not be written to “%1”.").arg(QDir::toNativeSeparators(folder)))
                              .withDetail(source.errorString()));
        QFile::setPermissions(file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    }
    takeIn({file}, true);
}

void StudioController::setListening(bool automatic, const audio::AnalyzeOptions &options)
{
    m_isListening = automatic;
    m_listening = options;
}

void StudioController::onImportOutcome(const library::ImportOutcome &outcome)
{
    using Kind = library::ImportOutcome::Kind;
    // Heard as they arrive: a list without tempo and key is of no use.
    if (m_isListening && (outcome.kind == Kind::Imported || outcome.kind == Kind::Updated))
        m_context.library().startAnalysis(outcome.track, m_listening);
}

void StudioController::onImportFinished(const std::vector<library::ImportOutcome> &outcomes)
{
    using Kind = library::ImportOutcome::Kind;
    const library::ImportOutcome *first = nullptr;
    int taken = 0, refused = 0;
    const library::ImportOutcome *problem = nullptr;
    for (const library::ImportOutcome &outcome : outcomes) {
        if (!outcome.track.isEmpty() && outcome.kind != Kind::Refused && outcome.kind != Kind::Cancelled) {
            first = first == nullptr ? &outcome : first;
            ++taken;
        } else if (outcome.kind == Kind::Refused && outcome.problem) {
            problem = problem == nullptr ? &outcome : problem;
            ++refused;
        }
    }
    const bool thenProject = std::exchange(m_projectAfterImport, false);
    if (refused == 1)
        report(*problem->problem);
    else if (refused > 1)
        Q_EMIT m_context.noticeRaised(
            {Notice::Level::Warning, tr("%n file(s) cannot be read", nullptr, refused), problem->problem->text(), {}, {}});
    if (first != nullptr)
        m_context.setCurrentTrack(first->track);
    if (thenProject && first != nullptr)
        return newProject(first->track);
    if (thenProject)
        setMaking(std::nullopt);
    if (taken > 0 && !thenProject)
        Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("%n song(s) in the library", nullptr, taken), {}, {}, {}});
}

void StudioController::newProject(const TrackId &track)
{
    const auto found = m_context.library().track(track);
    if (!found)
        return report(found.error());
    m_context.setCurrentTrack(track);
    if (m_context.library().analysis(track))
        return makeProject(track);
    m_makingTrack = track;
    setMaking(Making{found->title, -1});
    if (found->status != library::TrackStatus::Analysing && found->status != library::TrackStatus::Waiting)
        m_context.library().startAnalysis(track);
}

void StudioController::onAnalysisFinished(const TrackId &track)
{
    if (track == m_makingTrack)
        makeProject(track);
}

void StudioController::onAnalysisFailed(const TrackId &track, const Problem &problem)
{
    if (track == m_makingTrack) {
        m_makingTrack = {};
        setMaking(std::nullopt);
    }
    report(problem);
}

QString StudioController::freeBundleName(const QString &title) const
{
    const QString base = m_projectsFolder + u'/' + safeFileName(title);
    QString bundle = base;
    for (int n = 2; QFileInfo::exists(bundle); ++n)
        bundle = QStringLiteral("%1 %2").arg(base).arg(n);
    return bundle;
}

void StudioController::makeProject(const TrackId &track)
{
    m_makingTrack = {};
    const auto song = m_context.library().track(track);
    const auto analysis = m_context.library().analysis(track);
    setMaking(std::nullopt);
    if (!song || !analysis)
        return report(song ? Problem(ProblemCode::InternalError, tr("The analysis of “%1” is gone.").arg(song->title)) : song.error());
    if (const auto made = ensureFolder(m_projectsFolder); !made)
        return report(made.error().withEntity(about::kNewProject.toString(), track.text()));
    const QString bundle = freeBundleName(song->title);
    auto session = project::ProjectSession::create(bundle, {song->title, FrameRate(), 1920, 1080});
    if (!session)
        return report(session.error().withEntity(about::kNewProject.toString(), track.text()));
    if (const auto filled = fillProject(**session, *song, *analysis); !filled)
        report(filled.error()); // the project stands; what is missing can be done by hand
    adopt(std::move(*session));
    Q_EMIT projectReady();
}

Result<> StudioController::fillProject(project::ProjectSession &session, const library::Track &track, const audio::Analysis &analysis) const
{
    SC_TRY(session.setSong(track.file, project::songFacts(analysis, track.file, track.title, track.artist), true));
    SC_TRY(session.setWaveform(analysis.waveform));
    SC_TRY_ASSIGN(plan, planning::planShots(session.timeline(), {}));
    return session.apply(tr("Plan shots"), plan.timeline);
}

void StudioController::openProject(const QString &bundle, project::OpenMode mode)
{
    if (m_session && QFileInfo(m_session->bundle()) == QFileInfo(bundle))
        return Q_EMIT projectReady();
    if (m_context.generation() != nullptr)
        m_context.generation()->releaseBundle();
    auto session = project::ProjectSession::open(bundle, mode);
    if (!session)
        return report(session.error().withEntity(about::kProject.toString(), QFileInfo(bundle).absoluteFilePath()));
    adopt(std::move(*session));
    Q_EMIT projectReady();
}

void StudioController::adopt(std::unique_ptr<project::ProjectSession> session)
{
    m_context.setPreviewTrack({});
    m_context.setSession(session.get());
    m_session = std::move(session); // the old one goes when nobody looks at it any more
    const timeline::Project &project = m_session->timeline().project;
    if (const auto noted = m_context.library().noteRecentProject(m_session->bundle(), project.name); !noted)
        report(noted.error());
    const QString song = project.song ? project.song->media.hash : QString();
    if (const auto noted = m_context.library().noteUsed(m_session->bundle(), song); !noted)
        report(noted.error());
}

void StudioController::closeProject()
{
    m_context.setSession(nullptr);
    m_session.reset();
}

void StudioController::undo()
{
    if (m_session == nullptr)
        return;
    if (const auto name = m_session->undo(); !name)
        report(name.error());
}

void StudioController::redo()
{
    if (m_session == nullptr)
        return;
    if (const auto name = m_session->redo(); !name)
        report(name.error());
}

void StudioController::savePoint()
{
    if (m_session == nullptr)
        return;
    if (const auto made = m_session->addSavePoint(tr("Save point")); !made)
        return report(made.error());
    Q_EMIT m_context.noticeRaised({Notice::Level::Success,
                                   tr("Save point added"),
                                   tr("Every change is already on disk; this marks the place in the history."),
                                   {},
                                   {}});
}

// The open project goes with its song: cuts bound to beats follow the corrected ones, in one step of undo.
void StudioController::followCorrections(const TrackId &track)
{
    if (!m_session || m_session->isReadOnly())
        return;
    const auto song = m_context.library().track(track);
    const auto analysis = m_context.library().analysis(track);
    if (!song || !analysis)
        return;
    const Result<> followed = project::followSong(*m_session, song->contentHash, *analysis);
    if (!followed && followed.error().code() != ProblemCode::NothingToUpdate)
        report(followed.error());
}

void StudioController::onProblemAction(const Problem &problem, const QString &actionId)
{
    const QString &entity = problem.entity();
    const QString &kind = problem.entityKind();
    if (actionId == u"import.anyway")
        m_context.library().startImport({QDir::fromNativeSeparators(entity)}, {.allowLarge = true});
    else if (actionId == u"restore")
        restoreProject(entity);
    else if (actionId == u"open.readonly")
        openProject(entity, project::OpenMode::ReadOnly);
    else if (actionId == u"open.existing" || (actionId == u"retry" && kind == about::kProject))
        openProject(QDir::fromNativeSeparators(entity));
    else if (actionId == u"retry" && kind == about::kFile)
        takeIn({QDir::fromNativeSeparators(entity)}, false);
    else if (actionId == u"choose.file")
        Q_EMIT m_context.importDialogRequested();
    else if (actionId == u"choose.place" && kind == about::kNewProject)
        Q_EMIT projectsFolderWanted(TrackId(entity));
}

void StudioController::restoreProject(const QString &bundle)
{
    // The newest copy takes the place of the damaged file, which must not be open meanwhile.
    if (m_session && QFileInfo(m_session->bundle()) == QFileInfo(bundle))
        closeProject();
    if (const auto restored = project::ProjectSession::restoreNewestBackup(bundle); !restored)
        return report(restored.error());
    openProject(bundle);
}

void StudioController::makeProjectIn(const QString &folder, const TrackId &track)
{
    m_projectsFolder = folder;
    newProject(track);
}

} // namespace sc::ui
