// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/export/export_screen.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

using namespace sc;
using namespace sc::ui;

namespace {

constexpr double kSeconds = 4;

timeline::Song songFixture()
{
    timeline::Song song;
    song.title = QStringLiteral("Short");
    song.map.duration = Ticks::fromSeconds(kSeconds);
    song.map.grid.regions.push_back({Ticks(), song.map.duration, 120, Ticks(), 4, 1, 1, GridOrigin::Detected, {}});
    song.map.sections.push_back({Ticks(), song.map.duration, QStringLiteral("verse"), 0.5, 0.5, -1});
    return song;
}

// A library, a real project of 320 by 180 with two shots on a real song, and the screen that carries it out.
struct Desk
{
    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    std::unique_ptr<project::ProjectSession> session;
    playback::Player player;
    ActionRegistry actions;
    std::unique_ptr<AppContext> context;
    std::unique_ptr<ExportScreen> screen;

    Result<> make()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        const ProfilePaths profile{folder.filePath(QStringLiteral("profile"))};
        SC_TRY(ensureProfile(profile));
        SC_TRY_ASSIGN(opened, library::Library::open(profile));
        library = std::move(opened);
        SC_TRY_ASSIGN(made, project::ProjectSession::create(folder.filePath(QStringLiteral("bundle")),
                                                            {QStringLiteral("Short"), FrameRate(), 320, 180}));
        session = std::move(made);
        const QString song = folder.filePath(QStringLiteral("short.wav"));
        if (!test::writeWav(song, test::sine(kSeconds, 44100, 2), 44100, 2))
            return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("no song")));
        SC_TRY(session->setSong(song, songFixture(), true));
        SC_TRY(session->apply(QStringLiteral("Two shots"), twoShots(session->timeline())));
        context = std::make_unique<AppContext>(AppContext::Services{library.get(), &player, &actions});
        context->setSession(session.get());
        screen = std::make_unique<ExportScreen>(*context);
        screen->resize(1200, 800);
        screen->show();
        return {};
    }

    static timeline::Timeline twoShots(timeline::Timeline t)
    {
        timeline::Scene scene;
        scene.id = SceneId::create();
        scene.length = Ticks::fromSeconds(kSeconds);
        t.scenes = {scene};
        const FrameRate rate = t.project.frameRate;
        for (const std::int64_t start : {0, 48}) {
            timeline::Clip clip;
            clip.id = ClipId::create();
            clip.scene = scene.id;
            clip.name = QStringLiteral("Shot at %1").arg(start);
            clip.start = rate.timeOf(start);
            clip.length = rate.timeOf(48);
            t.clips.push_back(clip);
        }
        return t;
    }

    [[nodiscard]] Result<> start(const ExportSettings &settings) const
    {
        return screen->runner().start(session->timeline(), session->absolutePath(session->timeline().project.song->media), settings);
    }
    [[nodiscard]] QString target(const QString &name) const { return folder.filePath(QStringLiteral("out/") + name); }
    [[nodiscard]] QStringList written() const
    {
        return QDir(folder.filePath(QStringLiteral("out"))).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    }
};

ExportSettings movieTo(const QString &file)
{
    ExportSettings settings;
    settings.kind = ExportKind::Movie;
    settings.destination = file;
    return settings;
}

} // namespace

class TestExportRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theMovieIsWrittenWithProgressAndWrittenAgainOverTheOldOne()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy progress(&desk.screen->runner(), &ExportRunner::progressed);
        QSignalSpy finished(&desk.screen->runner(), &ExportRunner::finished);
        QSignalSpy problems(desk.context.get(), &AppContext::problemRaised);
        QSignalSpy notices(desk.context.get(), &AppContext::noticeRaised);
        const QString file = desk.target(QStringLiteral("short.mp4"));
        for (int round = 1; round <= 2; ++round) {
            SC_VERIFY_OK(desk.start(movieTo(file)));
            QTRY_COMPARE_WITH_TIMEOUT(finished.size() + problems.size(), round, 60'000);
            QVERIFY(problems.isEmpty());
            QVERIFY(progress.size() > 1);
            QVERIFY(QFileInfo(file).size() > 5'000);
        }
        QCOMPARE(desk.written(), QStringList{QStringLiteral("short.mp4")});
        QCOMPARE(notices.size(), 2);
        QCOMPARE(desk.screen->runner().lastRuns().size(), 1);
    }

    void theFinalCutProjectIsWrittenTwiceWithItsMedia()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy progress(&desk.screen->runner(), &ExportRunner::progressed);
        QSignalSpy finished(&desk.screen->runner(), &ExportRunner::finished);
        QSignalSpy problems(desk.context.get(), &AppContext::problemRaised);
        ExportSettings settings;
        settings.destination = desk.target(QStringLiteral("short.fcpxml"));
        for (int round = 1; round <= 2; ++round) {
            SC_VERIFY_OK(desk.start(settings));
            QTRY_COMPARE_WITH_TIMEOUT(finished.size() + problems.size(), round, 60'000);
            QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().first().value<Problem>().toLogLine()));
            QVERIFY(test::readFile(settings.destination).contains("<fcpxml version=\"1.10\""));
        }
        QVERIFY(!progress.isEmpty());
        QCOMPARE(desk.written(), (QStringList{QStringLiteral("short Media"), QStringLiteral("short.fcpxml")}));
    }

    void aCancelledExportLeavesNothing()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy failed(&desk.screen->runner(), &ExportRunner::failed);
        QSignalSpy finished(&desk.screen->runner(), &ExportRunner::finished);
        SC_VERIFY_OK(desk.start(movieTo(desk.target(QStringLiteral("short.mp4")))));
        SC_COMPARE_PROBLEM(desk.start(movieTo(desk.target(QStringLiteral("other.mp4")))), ProblemCode::Conflict);
        desk.screen->runner().cancel();
        QTRY_COMPARE_WITH_TIMEOUT(failed.size() + finished.size(), 1, 60'000);
        QCOMPARE(problemCodeName(failed.first().first().value<Problem>().code()), QStringLiteral("CANCELLED"));
        QCOMPARE(desk.written(), QStringList());
        QVERIFY(desk.screen->runner().lastRuns().isEmpty());
    }

    void theButtonExportsBesideTheProject()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy finished(&desk.screen->runner(), &ExportRunner::finished);
        QVERIFY(desk.actions.isEnabled(QStringLiteral("export.run")));
        desk.actions.trigger(QStringLiteral("export.run"));
        QVERIFY(desk.screen->runner().isRunning());
        QVERIFY(finished.wait(60'000));
        QVERIFY(QFileInfo::exists(desk.session->bundle() + QStringLiteral("/exports/Short.fcpxml")));
    }
};

SC_TEST(TestExportRun)
#include "tst_export_run.moc"
