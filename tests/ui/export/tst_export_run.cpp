// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/paths.h"
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/export_log.h"
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
#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QApplication>

#include <algorithm>

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

    [[nodiscard]] QString target(const QString &name) const { return folder.filePath(QStringLiteral("out/") + name); }
    [[nodiscard]] QStringList written() const
    {
        return QDir(folder.filePath(QStringLiteral("out"))).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::Hidden);
    }
};

// A widget of the screen by its object name.
template<class Widget> Widget *find(const ExportScreen &screen, const char *name)
{
    return screen.findChild<Widget *>(QLatin1String(name));
}

void press(QAbstractButton *button)
{
    QTest::mouseClick(button, Qt::LeftButton);
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
        QSignalSpy ended(&desk.screen->runner(), &ExportRunner::ended);
        QSignalSpy problems(desk.context.get(), &AppContext::problemRaised);
        QSignalSpy notices(desk.context.get(), &AppContext::noticeRaised);
        desk.screen->choosePreset(QStringLiteral("review"));
        desk.screen->setDestination(desk.target(QStringLiteral("short.mp4")));
        for (int round = 1; round <= 2; ++round) {
            press(find<QAbstractButton>(*desk.screen, "export"));
            QTRY_COMPARE_WITH_TIMEOUT(ended.size(), round, 60'000);
            QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().first().value<Problem>().toLogLine()));
            QVERIFY(progress.size() > 1);
            QVERIFY(QFileInfo(desk.target(QStringLiteral("short.mp4"))).size() > 5'000);
        }
        QCOMPARE(desk.written(), QStringList{QStringLiteral("short.mp4")});
        QCOMPARE(notices.size(), 2);
        const auto records = project::ExportLog(*desk.session).records();
        SC_VERIFY_OK(records);
        QCOMPARE(records->size(), size_t(2));
        QCOMPARE(records->front().end, project::ExportEnd::Done);
        QVERIFY(records->front().bytes > 5'000);
    }

    void theFinalCutProjectIsWritten()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy ended(&desk.screen->runner(), &ExportRunner::ended);
        QSignalSpy problems(desk.context.get(), &AppContext::problemRaised);
        press(find<QAbstractButton>(*desk.screen, "preset:finalcut"));
        desk.screen->setDestination(desk.target(QStringLiteral("short.fcpxml")));
        press(find<QAbstractButton>(*desk.screen, "export"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
        QVERIFY2(problems.isEmpty(), problems.isEmpty() ? "" : qPrintable(problems.first().first().value<Problem>().toLogLine()));
        QVERIFY(test::readFile(desk.target(QStringLiteral("short.fcpxml"))).contains("<fcpxml version=\"1.10\""));
    }

    void aCancelledExportLeavesNothingAndStandsInTheHistory()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy ended(&desk.screen->runner(), &ExportRunner::ended);
        desk.screen->choosePreset(QStringLiteral("master"));
        desk.screen->setDestination(desk.target(QStringLiteral("short.mov")));
        desk.actions.trigger(QStringLiteral("export.run"));
        QVERIFY(desk.screen->runner().isRunning());
        desk.actions.trigger(QStringLiteral("export.cancel"));
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 1, 60'000);
        const auto record = ended.first().first().value<project::ExportRecord>();
        QCOMPARE(record.end, project::ExportEnd::Cancelled);
        QCOMPARE(desk.written(), QStringList());
        const auto records = project::ExportLog(*desk.session).records();
        SC_VERIFY_OK(records);
        QCOMPARE(records->size(), size_t(1));
    }

    void twoRunAtOnceAndTheThirdWaits()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QSignalSpy ended(&desk.screen->runner(), &ExportRunner::ended);
        QSignalSpy problems(desk.context.get(), &AppContext::problemRaised);
        for (const char *preset : {"review", "animatic", "vertical"}) {
            desk.screen->choosePreset(QLatin1String(preset));
            desk.screen->setDestination(desk.target(QLatin1String(preset) + QStringLiteral(".mp4")));
            desk.actions.trigger(QStringLiteral("export.run"));
        }
        const auto running = desk.screen->runner().running();
        QCOMPARE(running.size(), size_t(3));
        QCOMPARE(std::ranges::count_if(running, &RunningExport::isWaiting), 1);
        desk.actions.trigger(QStringLiteral("export.run")); // the same place again
        QCOMPARE(problems.size(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(ended.size(), 3, 120'000);
        QCOMPARE(desk.written().size(), 3);
    }

    void aPlaceThatCannotTakeItIsAnsweredByAnother()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        QVERIFY(test::writeFile(desk.folder.filePath(QStringLiteral("out")), "a file"));
        QSignalSpy problems(desk.context.get(), &AppContext::problemRaised);
        desk.screen->choosePreset(QStringLiteral("review"));
        desk.screen->setDestination(desk.target(QStringLiteral("short.mp4")));
        press(find<QAbstractButton>(*desk.screen, "export"));
        QTRY_COMPARE_WITH_TIMEOUT(problems.size(), 1, 60'000);
        QCOMPARE(problems.first().first().value<Problem>().entityKind(), QStringLiteral("export"));
        QVERIFY(!desk.screen->runner().isRunning());
    }

    void optionsChangedByKeysStayWithTheirPresetAndCanBeKept()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        press(find<QAbstractButton>(*desk.screen, "preset:youtube"));
        auto *codec = find<QWidget>(*desk.screen, "codec");
        QVERIFY(codec);
        codec->setFocus();
        const QString before = desk.screen->job().destination;
        QVERIFY(before.endsWith(QStringLiteral(".mp4")));
        while (desk.screen->job().options.value(u"codec").toString() != u"prores") {
            QTest::keyClick(find<QWidget>(*desk.screen, "codec"), Qt::Key_Down);
            QCoreApplication::processEvents();
        }
        QVERIFY(desk.screen->job().destination.endsWith(QStringLiteral(".mov")));
        const QJsonObject changed = desk.screen->job().options;
        press(find<QAbstractButton>(*desk.screen, "preset:finalcut"));
        press(find<QAbstractButton>(*desk.screen, "preset:youtube"));
        QCOMPARE(desk.screen->job().options, changed);

        SC_VERIFY_OK(desk.screen->keepAsPreset(QStringLiteral("Festival")));
        SC_COMPARE_PROBLEM(desk.screen->keepAsPreset(QStringLiteral("festival")), ProblemCode::DuplicateResource);
        ExportScreen again(*desk.context);
        const auto own = render::presetsFromText(desk.library->setting(render::kPresetsSetting));
        QCOMPARE(own.size(), size_t(1));
        again.choosePreset(own.front().id);
        QCOMPARE(again.job().options, changed);
    }

    void whatIsWrongIsMendedFromHere()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        timeline::Timeline edited = desk.session->timeline();
        edited.clips[1].start += edited.project.frameRate.frameLength(); // a gap of one frame, off its beat
        SC_VERIFY_OK(desk.session->apply(QStringLiteral("Move clip"), edited));
        auto *fix = find<QAbstractButton>(*desk.screen, "fixAll");
        QTRY_VERIFY(fix->isVisible());
        press(fix);
        QCOMPARE(desk.session->timeline().clips[1].start, desk.session->timeline().clips[0].end());
        QCOMPARE(desk.session->undoName(), QStringLiteral("Fix before export"));
    }

    void withoutAProjectItSaysWhatToDo()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        desk.context->setSession(nullptr);
        QVERIFY(!desk.actions.isEnabled(QStringLiteral("export.run")));
        QVERIFY(!find<QAbstractButton>(*desk.screen, "export")->isVisible());
        desk.context->setSession(desk.session.get());
        QVERIFY(find<QAbstractButton>(*desk.screen, "export")->isVisible());
    }

    void everyPresetOfPicturesCanBeStartedFromThePalette()
    {
        Desk desk;
        SC_VERIFY_OK(desk.make());
        for (const render::ExportPreset &preset : render::builtInPresets()) {
            desk.actions.trigger(QStringLiteral("export.preset.") + preset.id);
            QCOMPARE(desk.screen->job().kind, preset.kind);
            QVERIFY(!desk.screen->job().destination.isEmpty());
        }
    }
};

SC_TEST(TestExportRun)
#include "tst_export_run.moc"
