// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_edits.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/library/library_screen.h"
#include "ui/shell/main_window.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/ways_out.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QApplication>

using namespace sc;
using namespace sc::ui;

namespace {

// Everything that main() makes, on a profile of its own.
struct Studio
{
    QTemporaryDir folder;
    std::unique_ptr<library::Library> library;
    playback::Player player;
    ActionRegistry actions;
    std::unique_ptr<AppContext> context;
    std::unique_ptr<StudioController> controller;
    std::unique_ptr<MainWindow> window;

    Studio()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        const ProfilePaths profile{folder.path()};
        if (!ensureProfile(profile))
            return;
        auto opened = library::Library::open(profile);
        if (!opened)
            return;
        library = std::move(*opened);
        context = std::make_unique<AppContext>(AppContext::Services{library.get(), &player, &actions});
        controller = std::make_unique<StudioController>(*context, folder.filePath(QStringLiteral("projects")), folder.path());
        const auto plain = [](AppContext &) { return new QWidget; };
        window = std::make_unique<MainWindow>(
            *context, *controller,
            ScreenFactories{{ScreenId::Library, [](AppContext &c) -> QWidget * { return new LibraryScreen(c); }},
                            {ScreenId::Analysis, plain},
                            {ScreenId::Timeline, plain},
                            {ScreenId::Scenes, plain},
                            {ScreenId::Export, plain}});
        window->show();
    }
    ~Studio()
    {
        window.reset();
        controller.reset();
    }
};

} // namespace

class TestStudioFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDroppedSongBecomesACutProject()
    {
        Studio studio;
        QVERIFY(studio.window);
        QSignalSpy ready(studio.controller.get(), &StudioController::projectReady);
        QSignalSpy problems(studio.context.get(), &AppContext::problemRaised);
        studio.controller->useDemoSong();
        QVERIFY(studio.controller->making());
        QVERIFY2(ready.wait(120'000), problems.isEmpty() ? "" : qPrintable(problems.first().first().value<Problem>().toLogLine()));
        QVERIFY(!studio.controller->making());
        QCOMPARE(studio.window->currentScreen(), ScreenId::Timeline);

        project::ProjectSession *session = studio.context->session();
        QVERIFY(session != nullptr);
        QVERIFY(session->timeline().project.song.has_value());
        const auto shots = timeline::liveClips(session->timeline()).size();
        QVERIFY(shots > 10);
        QVERIFY(QFileInfo::exists(session->absolutePath(session->timeline().project.song->media)));
        QVERIFY(!session->waveform().isEmpty());
        QCOMPARE(studio.player.length(), timeline::programLength(session->timeline()));
        QCOMPARE(studio.library->recentProjects().size(), size_t(1));
        QCOMPARE(studio.library->tracks().front().usedIn, 1);

        // Planning is one step; undoing it leaves the song.
        QVERIFY(studio.actions.isEnabled(QStringLiteral("edit.undo")));
        studio.actions.trigger(QStringLiteral("edit.undo"));
        QCOMPARE(timeline::liveClips(session->timeline()).size(), size_t(0));
        studio.actions.trigger(QStringLiteral("edit.redo"));
        QCOMPARE(timeline::liveClips(session->timeline()).size(), shots);

        // A corrected beat grid moves the project's cuts along, in one step of undo.
        const TrackId songInLibrary = studio.library->tracks().front().id;
        const BeatGrid heard = studio.library->analysis(songInLibrary)->map.grid;
        const auto shifted = audio::shiftBeats(heard, heard.regions.front().start, Ticks::fromSeconds(0.1));
        SC_VERIFY_OK(shifted);
        audio::Corrections corrections;
        corrections.grid = *shifted;
        const timeline::Timeline before = session->timeline();
        SC_VERIFY_OK(studio.library->setCorrections(songInLibrary, corrections));
        QCOMPARE(session->timeline().project.song->map.grid, *shifted);
        QVERIFY(session->timeline().clips != before.clips);
        studio.controller->undo();
        QVERIFY(session->timeline() == before);
        SC_VERIFY_OK(studio.library->setCorrections(songInLibrary, {}));

        // Open again after closing, by dropping the bundle.
        const QString bundle = session->bundle();
        studio.controller->closeProject();
        QVERIFY(studio.context->session() == nullptr);
        QCOMPARE(studio.window->currentScreen(), ScreenId::Library);
        studio.controller->takeIn({bundle}, true);
        QVERIFY(studio.context->session() != nullptr);
        QCOMPARE(timeline::liveClips(studio.context->session()->timeline()).size(), shots);

        // A second project of the same song gets a place of its own.
        studio.controller->newProject(studio.library->tracks().front().id);
        QTRY_COMPARE(ready.size(), 3);
        QVERIFY(studio.context->session()->bundle() != bundle);
        QCOMPARE(studio.library->tracks().front().usedIn, 2);
        QVERIFY(problems.isEmpty());
    }

    void whatIsNoSongIsRefusedAndNothingIsMade()
    {
        Studio studio;
        QVERIFY(studio.window);
        const QString file = studio.folder.filePath(QStringLiteral("notes.mp3"));
        QFile text(file);
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("only words, no sound\n");
        text.close();
        QSignalSpy problems(studio.context.get(), &AppContext::problemRaised);
        studio.controller->takeIn({file}, true);
        QTRY_COMPARE(problems.size(), 1);
        QCOMPARE(problemCodeName(problems.first().first().value<Problem>().code()), QStringLiteral("INVALID_FILE_TYPE"));
        QVERIFY(!studio.controller->making());
        QVERIFY(studio.context->session() == nullptr);
        QVERIFY(studio.library->tracks().empty());
    }

    void aProjectThatIsNotThereIsSaidSo()
    {
        Studio studio;
        QVERIFY(studio.window);
        QSignalSpy problems(studio.context.get(), &AppContext::problemRaised);
        studio.controller->openProject(studio.folder.filePath(QStringLiteral("nowhere")));
        QCOMPARE(problems.size(), 1);
        QCOMPARE(problemCodeName(problems.first().first().value<Problem>().code()), QStringLiteral("RESOURCE_NOT_FOUND"));
        QVERIFY(studio.context->session() == nullptr);
    }

    void aProjectThatIsOpenAlreadyOpensForReadingOnly()
    {
        Studio studio;
        QVERIFY(studio.window);
        const QString bundle = studio.folder.filePath(QStringLiteral("taken"));
        const auto holder = project::ProjectSession::create(bundle, {QStringLiteral("Taken"), FrameRate(), 320, 180});
        SC_VERIFY_OK(holder);
        QSignalSpy problems(studio.context.get(), &AppContext::problemRaised);
        studio.controller->openProject(bundle);
        QCOMPARE(problems.size(), 1);
        takeFirstWayOut(studio, problems, QStringLiteral("open.readonly"));
        QVERIFY(studio.context->session() != nullptr);
        QVERIFY(studio.context->session()->isReadOnly());
    }

    void aDamagedProjectIsRestoredFromItsDialog()
    {
        Studio studio;
        QVERIFY(studio.window);
        const QString bundle = studio.folder.filePath(QStringLiteral("damaged"));
        SC_VERIFY_OK(project::ProjectSession::create(bundle, {QStringLiteral("Damaged"), FrameRate(), 320, 180}));
        SC_VERIFY_OK(project::ProjectSession::open(bundle)); // makes a copy of what is good
        QVERIFY(test::writeFile(bundle + QStringLiteral("/project.db"), "Dear diary, today "));
        QSignalSpy problems(studio.context.get(), &AppContext::problemRaised);
        studio.controller->openProject(bundle);
        QCOMPARE(problems.size(), 1);
        takeFirstWayOut(studio, problems, QStringLiteral("restore"));
        QCOMPARE(problems.size(), 1);
        QVERIFY(studio.context->session() != nullptr);
        QCOMPARE(studio.context->session()->timeline().project.name, QStringLiteral("Damaged"));
    }

    void aProjectThatCannotBeMadeInItsFolderIsMadeInAnother()
    {
        Studio studio;
        QVERIFY(studio.window);
        QVERIFY(test::writeFile(studio.folder.filePath(QStringLiteral("projects")), "a file in the folder's place"));
        const QString song = studio.folder.filePath(QStringLiteral("song.wav"));
        QVERIFY(test::writeWav(song, test::sine(4, 44100, 1), 44100, 1));
        QSignalSpy problems(studio.context.get(), &AppContext::problemRaised);
        QSignalSpy wanted(studio.controller.get(), &StudioController::projectsFolderWanted);
        QSignalSpy ready(studio.controller.get(), &StudioController::projectReady);
        // The dialog for the folder must not stop the test; its answer is given below.
        QObject::disconnect(studio.controller.get(), &StudioController::projectsFolderWanted, studio.window.get(), nullptr);
        studio.controller->takeIn({song}, true);
        QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, 60'000);
        takeFirstWayOut(studio, problems, QStringLiteral("choose.place"));
        QCOMPARE(wanted.size(), 1);
        studio.controller->makeProjectIn(studio.folder.filePath(QStringLiteral("elsewhere")), wanted.first().first().value<TrackId>());
        QCOMPARE(ready.size(), 1);
        QVERIFY(studio.context->session()->bundle().startsWith(studio.folder.filePath(QStringLiteral("elsewhere"))));
    }

    void aButtonThatCannotActIsNotShown()
    {
        QVERIFY(waysOut(Problem(ProblemCode::NewerVersion, QStringLiteral("x"))).isEmpty());
        QVERIFY(waysOut(Problem(ProblemCode::InternalError, QStringLiteral("x"))).isEmpty());
        const Problem damaged = Problem(ProblemCode::DatabaseError, QStringLiteral("x"));
        QVERIFY(waysOut(damaged).isEmpty()); // of what is not known
        QVERIFY(waysOut(damaged.withEntity(QStringLiteral("project"), QStringLiteral("an id"))).isEmpty());
        QCOMPARE(waysOut(damaged.withEntity(QStringLiteral("project"), QDir::tempPath())).size(), 1);
        const Problem large = Problem(ProblemCode::FileTooLarge, QStringLiteral("x"))
                                  .withEntity(QStringLiteral("file"), QStringLiteral("/song.wav"))
                                  .withAction(QStringLiteral("import.anyway"), QStringLiteral("Import anyway"))
                                  .withAction(QStringLiteral("cancel"), QStringLiteral("Leave it out"));
        QCOMPARE(waysOut(large).size(), 1);
    }

private:
    static void takeFirstWayOut(Studio &studio, const QSignalSpy &problems, const QString &expected)
    {
        const Problem problem = problems.last().first().value<Problem>();
        const QList<ProblemAction> ways = waysOut(problem);
        QVERIFY2(!ways.isEmpty(), qPrintable(problem.toLogLine()));
        QCOMPARE(ways.first().id, expected);
        Q_EMIT studio.context->problemActionChosen(problem, ways.first().id);
    }
};

SC_TEST(TestStudioFlow)
#include "tst_studio_flow.moc"
