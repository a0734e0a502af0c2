// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/compositor.h"
#include "core/playback/player.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using playback::Player;

namespace {

constexpr QSize kSmall(160, 90);

struct Seen
{
    QImage image;
    Ticks time;
};

} // namespace

class TestPlayer : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_song;
    timeline::Timeline m_program = test::beatProgram(FrameRate(), 120, 20, 2);

    // The last picture that was shown.
    static std::shared_ptr<Seen> watch(Player &player)
    {
        auto seen = std::make_shared<Seen>();
        seen->time = Ticks::seconds(-1);
        connect(&player, &Player::frameReady, &player, [seen](const QImage &image, Ticks time) { *seen = {image, time}; });
        return seen;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_folder.filePath(QStringLiteral("song.wav"));
        QVERIFY(test::writeWav(m_song, test::sine(20, 48000, 2, 440, 0.5), 48000, 2));
    }

    void playsAtTheSpeedOfTheSong()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        std::vector<Ticks> frames;
        connect(&player, &Player::frameReady, this, [&](const QImage &, Ticks time) { frames.push_back(time); });
        QSignalSpy playing(&player, &Player::playingChanged);
        QSignalSpy positions(&player, &Player::positionChanged);
        player.play();
        QVERIFY(player.isPlaying());
        QTRY_VERIFY(player.position() > Ticks::fromSeconds(0.2));
        QElapsedTimer watch;
        watch.start();
        const Ticks from = player.position();
        QTRY_VERIFY(player.position() - from > Ticks::seconds(1));
        const double speed = (player.position() - from).toSeconds() / (static_cast<double>(watch.nsecsElapsed()) * 1e-9);
        QVERIFY2(std::abs(speed - 1) < 0.03, qPrintable(QString::number(speed)));
        player.pause();
        QCOMPARE(playing.count(), 2);
        QVERIFY(positions.count() > 20);
        QVERIFY(std::ranges::is_sorted(frames));
        QVERIFY(frames.size() > 12);
    }

    void seekShowsTheVeryFrame()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        const auto seen = watch(player);
        const Ticks cut = m_program.clips[3].start;
        for (const Ticks t : {cut, cut - Ticks(1), cut + Ticks::fromSeconds(0.3)}) {
            player.seek(t);
            QCOMPARE(player.position(), t);
            const std::int64_t frame = m_program.project.frameRate.frameAt(t);
            QTRY_COMPARE(seen->time, m_program.project.frameRate.timeOf(frame));
            QCOMPARE(seen->image, playback::renderFrame(m_program, frame, kSmall));
        }
    }

    void manySeeksEndWithTheNewest()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        QSignalSpy frames(&player, &Player::frameReady);
        const auto seen = watch(player);
        for (int i = 0; i <= 400; ++i)
            player.seek(m_program.project.frameRate.timeOf(i));
        QTRY_COMPARE(seen->time, m_program.project.frameRate.timeOf(400));
        QVERIFY2(frames.count() < 50, "requests that were overtaken are not worked off");
        player.seek(Ticks::seconds(-5));
        QCOMPARE(player.position(), Ticks());
        player.seek(Ticks::seconds(500));
        QCOMPARE(player.position(), player.length());
    }

    void stepsAreWholeFrames()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        m_program.project.frameRate = *FrameRate::parse(QStringLiteral("24000/1001"));
        player.setProgram(m_program, m_song);
        const FrameRate rate = m_program.project.frameRate;
        const auto seen = watch(player);
        player.seek(rate.timeOf(100) + Ticks(5));
        player.stepFrames(1);
        QCOMPARE(player.position(), rate.timeOf(101));
        player.stepFrames(-3);
        QCOMPARE(player.position(), rate.timeOf(98));
        QTRY_COMPARE(seen->time, rate.timeOf(98));
        player.stepFrames(-1000);
        QCOMPARE(player.position(), Ticks());
        player.stepFrames(100000);
        QCOMPARE(player.position(), player.length() - rate.frameLength());
        m_program.project.frameRate = FrameRate();
    }

    void theLoopComesBack()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        const TickRange loop{Ticks::fromSeconds(2), Ticks::fromSeconds(2.4)};
        player.setLoop(loop);
        player.seek(Ticks::fromSeconds(2.1));
        int returns = 0;
        bool isInside = true;
        Ticks last = player.position();
        connect(&player, &Player::frameReady, this, [&](const QImage &, Ticks time) {
            returns += time < last ? 1 : 0;
            isInside = isInside && time >= loop.start && time < loop.end;
            last = time;
        });
        player.play();
        QTRY_VERIFY(returns >= 3);
        QVERIFY(isInside);
        QVERIFY(loop.contains(player.position()));
        player.setLoop({});
        QTRY_VERIFY(player.position() > Ticks::fromSeconds(2.6));
    }

    void anEditWhilePlayingKeepsThePlace()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        const auto seen = watch(player);
        player.seek(Ticks::seconds(5));
        player.play();
        QTRY_VERIFY(player.position() > Ticks::fromSeconds(5.2));
        const Ticks before = player.position();
        timeline::Timeline edited = m_program;
        edited.clips[6].name = QStringLiteral("Another name");
        player.setProgram(edited, m_song);
        QVERIFY(player.isPlaying());
        QVERIFY(player.position() >= before);
        QVERIFY(player.position() < before + Ticks::fromSeconds(0.5));
        QTRY_VERIFY(seen->time > before + Ticks::fromSeconds(0.3));
        const std::int64_t frame = m_program.project.frameRate.frameAt(seen->time);
        QCOMPARE(seen->image, playback::renderFrame(edited, frame, kSmall));
    }

    void withoutItsSongThePicturePlays()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_folder.filePath(QStringLiteral("gone.wav")));
        const auto seen = watch(player);
        QSignalSpy problems(&player, &Player::problemOccurred);
        player.play();
        QTRY_VERIFY(seen->time > Ticks::fromSeconds(0.3));
        QCOMPARE(problems.count(), 1);
        QCOMPARE(problems[0][0].value<Problem>().code(), ProblemCode::MediaMissing);
    }

    void aBareSongPlaysWithItsLevelsAndStopsAtItsEnd()
    {
        Player player(Player::Output::Silent);
        player.setSong(m_song, Ticks::fromSeconds(0.6));
        QCOMPARE(player.length(), Ticks::fromSeconds(0.6));
        float loudest = 0;
        connect(&player, &Player::levelsChanged, this, [&](float left, float) { loudest = std::max(loudest, left); });
        player.play();
        QTRY_VERIFY(!player.isPlaying());
        QCOMPARE(player.position(), player.length());
        QVERIFY(std::abs(loudest - 0.5f) < 0.02f);
        player.play();
        QVERIFY(player.position() < player.length());
        player.togglePlay();
        QVERIFY(!player.isPlaying());
    }

    void pausingRestsOnTheFrameThatIsSeen()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        const auto seen = watch(player);
        player.play();
        QTRY_VERIFY(player.position() > Ticks::fromSeconds(0.2));
        player.pause();
        const Ticks rest = player.position();
        QVERIFY(m_program.project.frameRate.isOnGrid(rest));
        QTRY_COMPARE(seen->time, rest);
        QCOMPARE(player.position(), rest);
    }

    void scrubbingIsHeardAndStopsByItself()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        const auto seen = watch(player);
        player.scrub(Ticks::seconds(3));
        player.scrub(Ticks::seconds(4));
        QTRY_COMPARE(seen->time, Ticks::seconds(4));
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.position(), Ticks::seconds(4));
    }

    void takesPlayFrameForFrameEitherWay()
    {
        const QString movie = m_folder.filePath(QStringLiteral("take.mp4"));
        const QString problem = test::makeNumberedMovie(movie, 120, QStringLiteral("25/1"), test::longGopEncoder());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const FrameRate rate = *FrameRate::parse(u"25");
        timeline::Timeline program = test::clipProgram(rate, {30, 30, 30});
        test::Takes takes;
        for (size_t i = 0; i < 3; ++i) {
            program.clips[i].sourceIn = rate.timeOf(int(i) * 40);
            takes.video(program.clips[i], movie);
        }
        Player player(Player::Output::Silent);
        player.setPreviewSize(test::kNumbered);
        player.setProgram(program, m_song, takes.map);
        int wrong = 0;
        std::vector<std::int64_t> seen;
        connect(&player, &Player::frameReady, this, [&](const QImage &image, Ticks time) {
            const std::int64_t frame = rate.frameAt(time);
            seen.push_back(frame);
            wrong += test::numberOf(image) == frame / 30 * 40 + frame % 30 ? 0 : 1;
        });
        player.play();
        QTRY_VERIFY(player.position() > rate.timeOf(70));
        player.pause();
        QCOMPARE(wrong, 0);
        QVERIFY(seen.size() > 20);
        seen.clear();
        player.shuttle(true);
        QCOMPARE(player.currentSpeed(), (playback::PlaySpeed{-1, 1}));
        QTRY_VERIFY(!player.isPlaying());
        QCOMPARE(player.position(), Ticks());
        QCOMPARE(wrong, 0);
        QVERIFY(seen.size() > 20);
        QVERIFY(std::is_sorted(seen.rbegin(), seen.rend()));
        QCOMPARE(player.currentSpeed(), playback::PlaySpeed());
    }

    void speedsKeepTheirPace()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        QSignalSpy speeds(&player, &Player::speedChanged);
        for (const playback::PlaySpeed speed : {playback::PlaySpeed{1, 4}, {4, 1}, {-2, 1}}) {
            player.seek(Ticks::seconds(8));
            player.playAt(speed);
            QTRY_VERIFY(abs(player.position() - Ticks::seconds(8)) > Ticks::fromSeconds(0.05));
            QElapsedTimer watch;
            watch.start();
            const Ticks from = player.position();
            QTRY_VERIFY(watch.elapsed() > 700);
            const double seconds = static_cast<double>(watch.nsecsElapsed()) * 1e-9;
            const double pace = (player.position() - from).toSeconds() / seconds;
            QVERIFY2(std::abs(pace / speed.factor() - 1) < 0.05, qPrintable(QString::number(pace)));
        }
        player.pause();
        QCOMPARE(player.currentSpeed(), playback::PlaySpeed());
        QCOMPARE(speeds.count(), 4);
        player.setSpeed({1, 2});
        player.play();
        QCOMPARE(player.currentSpeed(), (playback::PlaySpeed{1, 2}));
        player.shuttle(false);
        QCOMPARE(player.currentSpeed(), (playback::PlaySpeed{1, 1}));
        player.pause();
        QCOMPARE(player.currentSpeed(), (playback::PlaySpeed{1, 2}));
    }

    void theLoopComesBackBackwards()
    {
        Player player(Player::Output::Silent);
        player.setPreviewSize(kSmall);
        player.setProgram(m_program, m_song);
        const TickRange loop{Ticks::fromSeconds(2), Ticks::fromSeconds(2.4)};
        player.setLoop(loop);
        player.seek(Ticks::fromSeconds(2.3));
        int returns = 0;
        Ticks last = player.position();
        connect(&player, &Player::frameReady, this, [&](const QImage &, Ticks time) {
            returns += time > last ? 1 : 0;
            last = time;
        });
        player.playAt({-1, 1});
        QTRY_VERIFY(returns >= 3);
        QVERIFY(loop.contains(player.position()));
    }

    void aTakeThatVanishesWhilePlayingStopsNothing()
    {
        const FrameRate rate = *FrameRate::parse(u"25");
        const timeline::Timeline program = test::clipProgram(rate, {25, 25, 25});
        test::Takes takes;
        for (int i = 0; i < 3; ++i) {
            const QString movie = m_folder.filePath(QStringLiteral("v%1.mp4").arg(i));
            const QString problem = test::makeNumberedMovie(movie, 30, QStringLiteral("25/1"), test::longGopEncoder());
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
            takes.video(program.clips[size_t(i)], movie);
        }
        Player player(Player::Output::Silent);
        player.setPreviewSize(test::kNumbered);
        player.setProgram(program, m_song, takes.map);
        const auto seen = watch(player);
        QSignalSpy problems(&player, &Player::problemOccurred);
        player.setLoop(TickRange{{}, rate.timeOf(75)});
        player.play();
        QTRY_VERIFY(seen->time > rate.timeOf(5));
        QVERIFY(QFile::remove(m_folder.filePath(QStringLiteral("v2.mp4"))));
        player.setProgram(program, m_song, takes.map);
        player.setPreviewSize(test::kNumbered / 2); // nothing of it is cached in this size
        QTRY_COMPARE(problems.count(), 1);
        QCOMPARE(problems[0][0].value<Problem>().code(), ProblemCode::MediaMissing);
        QVERIFY(problems[0][0].value<Problem>().text().contains(QStringLiteral("v2.mp4")));
        QTRY_VERIFY(seen->time > rate.timeOf(60));
        QTRY_VERIFY(seen->time < rate.timeOf(20));
        QVERIFY(player.isPlaying());
        QCOMPARE(problems.count(), 1);
    }

    void nothingToPlayStaysStill()
    {
        Player player(Player::Output::Silent);
        player.play();
        QVERIFY(!player.isPlaying());
        player.setProgram({}, {});
        player.setPreviewSize(kSmall);
        player.stepFrames(1);
        player.scrub(Ticks::seconds(1));
        player.play();
        QVERIFY(!player.isPlaying());
        QCOMPARE(player.length(), Ticks());
    }
};

SC_TEST(TestPlayer)
#include "tst_player.moc"
