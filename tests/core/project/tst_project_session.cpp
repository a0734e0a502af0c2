// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/project/project_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::test;

class TstProjectSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFieldComesBackAsItWas();
    void anEditThatChangesNothingIsSaidAndNotStored();
    void aProblemOfTheEditIsPassedOn();
    void whatCannotBeStoredIsRefusedWholeAndNamed();
    void aClipWithoutItsSceneIsRefused();
    void theSongIsCopiedUnderASafeNameOfItsOwn();
    void aSongCanStayWhereItIs();
    void badSongFilesEndInTheirProblem();
    void pathsThatLeaveTheBundleLeadNowhere();
};

void TstProjectSession::everyFieldComesBackAsItWas()
{
    const QTemporaryDir dir;
    const QString bundle = dir.filePath(QStringLiteral("Fields"));
    auto session = ProjectSession::create(
        bundle,
        {.name = QStringLiteral("All \"fields\""), .frameRate = *FrameRate::fromFraction(60000, 1001), .width = 1080, .height = 1920});
    SC_VERIFY_OK(session);
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    SC_VERIFY_OK((*session)->setSong(song, songFixture(), false));
    timeline::Timeline full = filledTimeline((*session)->timeline(), 2, 2);
    full.project.description = QStringLiteral("two\nlines");
    full.project.songOffset = Ticks(-123'456'789'012);
    full.project.songGainDb = -1.0 / 3;
    timeline::Scene &scene = full.scenes[1];
    scene.description = scene.lyrics = scene.sectionLabel = QStringLiteral("it's 🎬");
    scene.autoLength = scene.isLive = false;
    scene.locked = true;
    scene.colour = 7;
    scene.sectionStart = Ticks(0);
    scene.parent = full.scenes[0].id;
    scene.alternateNumber = 2;
    timeline::Clip &clip = full.clips[1];
    clip.lyrics = clip.videoPrompt = clip.negativePrompt = clip.notes = QStringLiteral("a 'quoted' \"text\"");
    clip.direction = {QStringLiteral("wide"),
                      QStringLiteral("low"),
                      QStringLiteral("push in"),
                      1.0 / 3,
                      {timeline::TransitionKind::Dissolve, Ticks(1)},
                      {timeline::TransitionKind::Wipe, Ticks(9'007'199'254)}};
    clip.sourceIn = Ticks(5);
    clip.speedNumerator = 0;
    clip.speedDenominator = 3;
    clip.selectedImage = TakeId::create();
    clip.selectedVideo = TakeId::create();
    clip.beatIn = timeline::BeatRef{0};
    clip.beatOut = timeline::BeatRef{17};
    clip.parent = full.clips[0].id;
    clip.alternateNumber = 1;
    clip.isLive = false;
    clip.locked = true;
    for (int kind = 0; kind < 5; ++kind)
        full.markers.push_back({MarkerId::create(), Ticks(kind), Ticks(7), QStringLiteral("m"), 3, static_cast<timeline::MarkerKind>(kind),
                                QStringLiteral("n")});
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Everything"), full));
    QVERIFY((*session)->timeline().clips == full.clips);
    const timeline::Timeline shown = (*session)->timeline();
    session->reset();

    auto again = ProjectSession::open(bundle);
    SC_VERIFY_OK(again);
    const timeline::Timeline &read = (*again)->timeline();
    QVERIFY(read.project == shown.project);
    QVERIFY(read.scenes == full.scenes);
    QVERIFY(read.clips == full.clips);
    QVERIFY(read.markers == full.markers);
    QCOMPARE(read.project.song->bpm, songFixture().bpm);
    QCOMPARE(read.project.song->loudnessLufs, songFixture().loudnessLufs);
    QVERIFY(read.project.song->map.grid == songFixture().map.grid);
}

void TstProjectSession::anEditThatChangesNothingIsSaidAndNotStored()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Same")), {});
    SC_VERIFY_OK(session);
    QSignalSpy changed(session->get(), &ProjectSession::changed);
    const timeline::Timeline same = (*session)->timeline();
    SC_COMPARE_PROBLEM((*session)->apply(QStringLiteral("Nothing"), same), ProblemCode::NothingToUpdate);
    QVERIFY((*session)->history().empty());
    QVERIFY(changed.isEmpty());
}

void TstProjectSession::aProblemOfTheEditIsPassedOn()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Passed")), {});
    SC_VERIFY_OK(session);
    SC_COMPARE_PROBLEM(
        (*session)->apply(QStringLiteral("Delete"), timeline::deleteScene((*session)->timeline(), {.scene = SceneId::create()})),
        ProblemCode::ResourceNotFound);
}

void TstProjectSession::whatCannotBeStoredIsRefusedWholeAndNamed()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Refused")), {});
    SC_VERIFY_OK(session);
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Plan"), filledTimeline((*session)->timeline(), 1, 4)));
    const QByteArray before = (*session)->dumpTables().value();
    const timeline::Timeline good = (*session)->timeline();
    for (const QString &text : {QString(QChar(0)), QString(QChar(0xd800)), QString(QChar(QChar::ByteOrderMark)) + QStringLiteral("x")}) {
        timeline::Timeline bad = good;
        bad.clips[0].name = QStringLiteral("changed");
        bad.clips[2].notes = text;
        const Result<> refused = (*session)->apply(QStringLiteral("Bad text"), bad);
        SC_COMPARE_PROBLEM(refused, ProblemCode::ValidationError);
        QCOMPARE(refused.error().entity(), bad.clips[2].id.text());
    }
    timeline::Timeline bad = good;
    bad.clips[1].length = Ticks();
    SC_COMPARE_PROBLEM((*session)->apply(QStringLiteral("No length"), bad), ProblemCode::ValidationError);
    bad = good;
    bad.project.songGainDb = std::numeric_limits<double>::quiet_NaN();
    SC_COMPARE_PROBLEM((*session)->apply(QStringLiteral("No number"), bad), ProblemCode::ValidationError);
    bad = good;
    bad.clips.push_back(bad.clips.front());
    SC_COMPARE_PROBLEM((*session)->apply(QStringLiteral("Twice"), bad), ProblemCode::DuplicateResource);
    QVERIFY((*session)->timeline() == good);
    QCOMPARE((*session)->dumpTables().value(), before);
    QCOMPARE((*session)->history().size(), size_t(1));
}

void TstProjectSession::aClipWithoutItsSceneIsRefused()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Orphan")), {});
    SC_VERIFY_OK(session);
    timeline::Timeline orphaned = filledTimeline((*session)->timeline(), 1, 1);
    orphaned.scenes.clear();
    SC_COMPARE_PROBLEM((*session)->apply(QStringLiteral("Orphan"), orphaned), ProblemCode::Conflict);
    QVERIFY((*session)->timeline().clips.empty());
    SC_VERIFY_OK((*session)->apply(QStringLiteral("Scene"), timeline::addScene((*session)->timeline(), {})));
}

void TstProjectSession::theSongIsCopiedUnderASafeNameOfItsOwn()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Copy")), {});
    SC_VERIFY_OK(session);
    const QString folder = dir.filePath(QStringLiteral("other"));
    QVERIFY(QDir().mkpath(folder));
    const QString first = dir.filePath(QStringLiteral("Emoji 🎵\nand: more?.wav"));
    const QString second = folder + QStringLiteral("/Emoji 🎵\nand: more?.wav");
    QVERIFY(writeBytes(first, "first sound"));
    QVERIFY(writeBytes(second, "other sound"));

    SC_VERIFY_OK((*session)->setSong(first, songFixture(), true));
    const timeline::Song song = *(*session)->timeline().project.song;
    QCOMPARE((*session)->timeline().project.name, QStringLiteral("Neon \"Drive\""));
    QVERIFY2(song.media.path.startsWith(QStringLiteral("media/")) && !song.media.path.contains(u'\n'), qPrintable(song.media.path));
    QCOMPARE(song.media.size, 11);
    QCOMPARE(song.media.hash, hashOfFile(first));
    QCOMPARE(bytesOf((*session)->absolutePath(song.media)), QByteArray("first sound"));

    SC_VERIFY_OK((*session)->setSong(second, songFixture(), true));
    QVERIFY((*session)->timeline().project.song->media.path != song.media.path);
    SC_VERIFY_OK((*session)->setSong(first, songFixture(), true));
    QCOMPARE((*session)->timeline().project.song->media.path, song.media.path);
    QCOMPARE(QDir((*session)->bundle() + QStringLiteral("/media")).entryList(QDir::Files | QDir::Hidden).size(), 2);

    const QString longName = dir.filePath(QStringLiteral("🎵").repeated(60) + QStringLiteral(".wav"));
    QVERIFY(writeBytes(longName, "long"));
    SC_VERIFY_OK((*session)->setSong(longName, songFixture(), true));
    QCOMPARE(bytesOf((*session)->absolutePath((*session)->timeline().project.song->media)), QByteArray("long"));
}

void TstProjectSession::aSongCanStayWhereItIs()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Reference")), {.name = QStringLiteral("Mine")});
    SC_VERIFY_OK(session);
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    SC_VERIFY_OK((*session)->setSong(song, songFixture(), false));
    const timeline::MediaRef media = (*session)->timeline().project.song->media;
    QVERIFY(QDir::isAbsolutePath(media.path));
    QCOMPARE((*session)->absolutePath(media), song);
    QCOMPARE((*session)->timeline().project.name, QStringLiteral("Mine"));
    QVERIFY(QDir((*session)->bundle() + QStringLiteral("/media")).isEmpty());

    const QString inside = (*session)->bundle() + QStringLiteral("/media/already.wav");
    QVERIFY(writeBytes(inside, "sound"));
    SC_VERIFY_OK((*session)->setSong(inside, songFixture(), true));
    QCOMPARE((*session)->timeline().project.song->media.path, QStringLiteral("media/already.wav"));
}

void TstProjectSession::badSongFilesEndInTheirProblem()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Bad")), {});
    SC_VERIFY_OK(session);
    SC_COMPARE_PROBLEM((*session)->setSong(dir.filePath(QStringLiteral("gone.wav")), songFixture(), true), ProblemCode::MediaMissing);
    SC_COMPARE_PROBLEM((*session)->setSong(dir.path(), songFixture(), true), ProblemCode::InvalidFileType);
    const QString song = dir.filePath(QStringLiteral("song.wav"));
    QVERIFY(writeBytes(song, "sound"));
    timeline::Song facts = songFixture();
    facts.map.sections.push_back({Ticks(-5), Ticks(-9), QStringLiteral("x"), 0, 0, -1});
    SC_COMPARE_PROBLEM((*session)->setSong(song, facts, true), ProblemCode::ValidationError);
    QVERIFY(!(*session)->timeline().project.song);
}

void TstProjectSession::pathsThatLeaveTheBundleLeadNowhere()
{
    const QTemporaryDir dir;
    auto session = ProjectSession::create(dir.filePath(QStringLiteral("Paths")), {});
    SC_VERIFY_OK(session);
    QCOMPARE((*session)->absolutePath({QStringLiteral("../../etc/passwd"), 0, {}}), QString());
    QCOMPARE((*session)->absolutePath({QStringLiteral("media/../../Paths2/x"), 0, {}}), QString());
    QCOMPARE((*session)->absolutePath({}), QString());
    QCOMPARE((*session)->absolutePath({QStringLiteral("media/a.wav"), 0, {}}), (*session)->bundle() + QStringLiteral("/media/a.wav"));
}

SC_TEST(TstProjectSession)
#include "tst_project_session.moc"
