// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/project/project_session.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QSet>

#include <memory>
#include <optional>

namespace sc::ui {

// What a person sets going: bring songs in, hear them, make a project of one and cut it, open and close projects,
// undo and redo. Owns the open project. Everything long runs in the library's pool; results and problems go to the
// AppContext. Thread: main.
class StudioController : public QObject
{
    Q_OBJECT

public:
    // New bundles are made in `projectsFolder`; copies of things that ship with the program go to `profileFolder`.
    StudioController(AppContext &context, QString projectsFolder, QString profileFolder, QObject *parent = nullptr);
    ~StudioController() override;

    // A dropped bundle is opened; anything else is imported. With `thenProject` the first song becomes a project.
    void takeIn(const QStringList &paths, bool thenProject);
    void useDemoSong();
    // Analyses the song if that has not been done, makes a bundle, plans the shots and opens it.
    void newProject(const TrackId &track);
    // The same, with this folder for new bundles from now on.
    void makeProjectIn(const QString &folder, const TrackId &track);
    void setProjectsFolder(const QString &folder) { m_projectsFolder = folder; }
    // Whether new songs are listened to as they arrive, and how closely; a project listens to its song in any case.
    void setListening(bool automatic, const audio::AnalyzeOptions &options);
    void openProject(const QString &bundle, project::OpenMode mode = project::OpenMode::ReadWrite);
    void closeProject();
    void undo();
    void redo();
    void savePoint();

    // What the song on its way to a project is doing: for the first-run page and the top bar.
    struct Making
    {
        QString song;
        double fraction = -1; // of the analysis; negative while waiting
    };
    [[nodiscard]] std::optional<Making> making() const { return m_making; }
    void cancelMaking();

Q_SIGNALS:
    void makingChanged();
    void projectReady();                                 // just made: show the timeline
    void projectsFolderWanted(const sc::TrackId &track); // nothing can be written in the usual one

private:
    void onImportOutcome(const library::ImportOutcome &outcome);
    void onImportFinished(const std::vector<library::ImportOutcome> &outcomes);
    void onAnalysisFinished(const TrackId &track);
    void followCorrections(const TrackId &track);
    void onAnalysisFailed(const TrackId &track, const Problem &problem);
    void onProblemAction(const Problem &problem, const QString &actionId);
    void makeProject(const TrackId &track);
    void restoreProject(const QString &bundle);
    [[nodiscard]] Result<> fillProject(project::ProjectSession &session, const library::Track &track,
                                       const audio::Analysis &analysis) const;
    [[nodiscard]] QString freeBundleName(const QString &title) const;
    void setMaking(std::optional<Making> making);
    void adopt(std::unique_ptr<project::ProjectSession> session);
    void report(const Problem &problem) { Q_EMIT m_context.problemRaised(problem); }

    AppContext &m_context;
    QString m_projectsFolder;
    QString m_profileFolder;
    std::unique_ptr<project::ProjectSession> m_session;
    std::optional<Making> m_making;
    TrackId m_makingTrack; // waits for its analysis
    bool m_projectAfterImport = false;
    bool m_isListening = true;
    audio::AnalyzeOptions m_listening;
};

} // namespace sc::ui
