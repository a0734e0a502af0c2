// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/camera_move.h"
#include "core/playback/slate_painter.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/playback/take_fixture.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QRandomGenerator>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::playback;

namespace {

constexpr int kFrames = 200;

QImage plain(QSize size, QRgb colour)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

// Largest difference of the mean colours.
double difference(const QImage &image, QRgb colour)
{
    return test::distance(test::meanColour(image), {double(qRed(colour)), double(qGreen(colour)), double(qBlue(colour))});
}

} // namespace

// The program with takes, as pictures.
class TestTakes : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString m_movie;
    const FrameRate m_rate = *FrameRate::parse(u"25");

    QString at(const char *name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    // A movie of one colour.
    QString colourMovie(const char *name, const char *colour, int frames = 50) const
    {
        const QString problem =
            test::runFfmpeg(QStringList{QStringLiteral("-f"), QStringLiteral("lavfi"), QStringLiteral("-i"),
                                        QStringLiteral("color=%1:s=256x64:r=25:d=%2").arg(QLatin1String(colour)).arg(frames / 25.0)} +
                            test::longGopEncoder() + QStringList{at(name)});
        return problem.isEmpty() ? at(name) : QString();
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_movie = at("numbers.mp4");
        const QString problem = test::makeNumberedMovie(m_movie, kFrames, QStringLiteral("25/1"), test::longGopEncoder());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
    }

    void speedAndSlipChooseTheFrame_data()
    {
        QTest::addColumn<int>("numerator");
        QTest::addColumn<int>("denominator");
        QTest::addColumn<int>("sourceIn");
        QTest::newRow("normal") << 1 << 1 << 0;
        QTest::newRow("slipped") << 1 << 1 << 37;
        QTest::newRow("double") << 2 << 1 << 10;
        QTest::newRow("eight times") << 8 << 1 << 0;
        QTest::newRow("half") << 1 << 2 << 20;
        QTest::newRow("an eighth") << 1 << 8 << 50;
        QTest::newRow("three halves") << 3 << 2 << 1;
        QTest::newRow("frozen") << 0 << 1 << 77;
        QTest::newRow("longer than its media") << 1 << 1 << 180;
    }

    void speedAndSlipChooseTheFrame()
    {
        QFETCH(int, numerator);
        QFETCH(int, denominator);
        QFETCH(int, sourceIn);
        timeline::Timeline program = test::clipProgram(m_rate, {10, 60, 10});
        timeline::Clip &clip = program.clips[1];
        clip.speedNumerator = numerator;
        clip.speedDenominator = denominator;
        clip.sourceIn = m_rate.timeOf(sourceIn);
        test::Takes takes;
        takes.video(clip, m_movie);
        Compositor compositor(program, test::kNumbered, takes.media());
        std::vector<int> order;
        for (int i = 0; i < 60; ++i)
            order.push_back(i);
        for (int i = 59; i >= 0; i -= 3)
            order.push_back(-i);
        QRandomGenerator random(4);
        for (int i = 0; i < 20; ++i)
            order.push_back(random.bounded(60));
        for (const int step : order) {
            const int frame = std::abs(step);
            const int wanted = std::min(kFrames - 1, sourceIn + frame * numerator / denominator);
            const QImage image = compositor.frame(10 + frame, step < 0 ? Direction::Backward : Direction::Forward);
            QCOMPARE(image.size(), test::kNumbered);
            QCOMPARE(test::numberOf(image), wanted);
        }
    }

    void cutsBetweenPlacesOfOneFileAreExact()
    {
        timeline::Timeline program = test::clipProgram(m_rate, {7, 7, 7, 7, 7, 7});
        test::Takes takes;
        for (size_t i = 0; i < program.clips.size(); ++i) {
            program.clips[i].sourceIn = m_rate.timeOf(i % 2 ? 150 - int(i) : 20 + int(i));
            takes.video(program.clips[i], m_movie);
        }
        Compositor compositor(program, test::kNumbered, takes.media());
        for (int frame = 0; frame < 42; ++frame) {
            const int shot = frame / 7;
            QCOMPARE(test::numberOf(compositor.frame(frame)), (shot % 2 ? 150 - shot : 20 + shot) + frame % 7);
        }
    }

    void otherRatesFollowTheClock()
    {
        // 30000/1001 pictures a second in a program of 24: each program frame shows what the movie shows at that time.
        const QString movie = at("ntsc.mp4");
        const QString problem = test::makeNumberedMovie(movie, 120, QStringLiteral("30000/1001"), test::longGopEncoder());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const FrameRate film = *FrameRate::parse(u"24");
        const timeline::Timeline program = test::clipProgram(film, {90});
        test::Takes takes;
        takes.video(program.clips[0], movie);
        Compositor compositor(program, test::kNumbered, takes.media());
        const FrameRate ntsc = *FrameRate::parse(u"30000/1001");
        for (int frame = 1; frame < 90; ++frame)
            QCOMPARE(test::numberOf(compositor.frame(frame)), int(ntsc.frameAt(film.timeOf(frame))));
    }

    void transitionsMixAnyTwo()
    {
        const QString red = colourMovie("red.mp4", "red");
        const QString blue = at("blue.png");
        QVERIFY(!red.isEmpty() && plain({300, 200}, 0xff0000ff).save(blue));
        for (const auto kind : {timeline::TransitionKind::Dissolve, timeline::TransitionKind::Wipe, timeline::TransitionKind::FadeBlack,
                                timeline::TransitionKind::FadeWhite}) {
            timeline::Timeline program = test::clipProgram(m_rate, {30, 30});
            program.clips[1].direction.in = {kind, m_rate.timeOf(20)};
            test::Takes takes;
            takes.video(program.clips[0], red);
            takes.still(program.clips[1], blue);
            Compositor compositor(program, test::kNumbered, takes.media());
            QVERIFY(difference(compositor.frame(29), 0xfffe0000) < 6);
            QVERIFY(difference(compositor.frame(55), 0xff0000ff) < 2);
            const QImage half = compositor.frame(40);
            switch (kind) {
            case timeline::TransitionKind::Dissolve:
            case timeline::TransitionKind::Wipe:
                QVERIFY(difference(half, 0xff7f007f) < 6);
                break;
            case timeline::TransitionKind::FadeBlack:
                QVERIFY(difference(half, 0xff00007f) < 6);
                break;
            default:
                QVERIFY(difference(half, 0xff7f7fff) < 6);
            }
            // A wipe has both, a dissolve one mixture.
            const bool isEven = qAbs(qRed(half.pixel(5, 30)) - qRed(half.pixel(250, 30))) < 20;
            QCOMPARE(isEven, kind != timeline::TransitionKind::Wipe);
        }
    }

    void aTransitionShowsTheHandles()
    {
        // The first clip goes on behind its end, the second runs up before its start.
        timeline::Timeline program = test::clipProgram(m_rate, {40, 40});
        program.clips[0].direction.out = {timeline::TransitionKind::Wipe, m_rate.timeOf(10)};
        program.clips[1].direction.in = {timeline::TransitionKind::Wipe, m_rate.timeOf(10)};
        program.clips[1].sourceIn = m_rate.timeOf(100);
        test::Takes takes;
        takes.video(program.clips[0], m_movie);
        takes.video(program.clips[1], m_movie);
        Compositor compositor(program, test::kNumbered, takes.media());
        Compositor alone(test::clipProgram(m_rate, {80}), test::kNumbered, takes.media());
        for (const int frame : {36, 39, 41, 45}) {
            const QImage image = compositor.frame(frame);
            const QImage ending = alone.frame(frame);
            // The later shot comes in from the left: the right edge still shows the first.
            QCOMPARE(image.copy(248, 0, 8, 64), ending.copy(248, 0, 8, 64));
        }
    }

    void aStillCoversTheFrameAndMoves()
    {
        QImage picture(400, 400, QImage::Format_RGB32);
        picture.fill(0xff204060);
        for (int y = 190; y < 210; ++y) {
            for (int x = 190; x < 210; ++x)
                picture.setPixel(x, y, 0xffffffff);
        }
        QVERIFY(picture.save(at("square.png")));
        timeline::Timeline program = test::clipProgram(m_rate, {50, 50});
        program.clips[0].direction.cameraMove = QStringLiteral("pan left");
        program.clips[0].direction.motionStrength = 1;
        program.clips[1].direction.cameraMove = QStringLiteral("static");
        test::Takes takes;
        takes.still(program.clips[0], at("square.png"));
        takes.still(program.clips[1], at("square.png"));
        const QSize frame(320, 180);
        Compositor compositor(program, frame, takes.media());
        const QImage first = compositor.frame(1);
        QVERIFY(first != compositor.frame(45));
        QVERIFY(qBlue(first.pixel(2, 2)) > 80); // covered to the corners
        QCOMPARE(compositor.frame(55), compositor.frame(95));
    }

    void shapesAreKept()
    {
        // 4:1 in a square frame: bars above and below.
        const timeline::Timeline program = test::clipProgram(m_rate, {20});
        test::Takes takes;
        takes.video(program.clips[0], m_movie);
        const QImage image = renderFrame(program, 15, {256, 256}, takes.media());
        QCOMPARE(test::numberOf(image.copy(0, 96, 256, 64)), 15);
        QCOMPARE(image.pixel(200, 90), qRgb(0, 0, 0));
        QCOMPARE(image.pixel(10, 90), qRgb(0, 0, 0));
    }

    void whatIsNotThereHasASlateThatNamesIt()
    {
        const timeline::Timeline program = test::clipProgram(m_rate, {10, 10, 10, 10});
        const QString text = at("words.mp4");
        QVERIFY(test::writeFile(text, "these are words, no movie"));
        test::Takes takes;
        takes.video(program.clips[0], at("gone.mp4"));
        takes.still(program.clips[1], at("gone.png"));
        takes.video(program.clips[2], text);
        takes.map[program.clips[3].id] = {ShotMedia::Kind::Video, {}, {}, QStringLiteral("Lost take")};
        const ProgramMedia media = takes.media();
        Compositor compositor(program, {640, 360}, media);
        QStringList told;
        for (int shot = 0; shot < 3; ++shot) {
            const QImage image = compositor.frame(shot * 10 + 3);
            QVERIFY(difference(image, 0xff000000) > 10);
            for (const Problem &problem : media.store->takeProblems())
                told << problemCodeName(problem.code());
            QCOMPARE(compositor.frame(shot * 10 + 4), image);
        }
        QCOMPARE(told,
                 QStringList({QStringLiteral("MEDIA_MISSING"), QStringLiteral("MEDIA_MISSING"), QStringLiteral("INVALID_FILE_TYPE")}));
        QVERIFY(media.store->takeProblems().empty());
        QCOMPARE(compositor.frame(35), paintSlate({640, 360}, QStringLiteral("Lost take"), {}));
        QVERIFY(paintSlate({640, 360}, QStringLiteral("A"), {}) != paintSlate({640, 360}, QStringLiteral("B"), {}));
    }

    void aFileThatReturnsIsShownAgain()
    {
        const timeline::Timeline program = test::clipProgram(m_rate, {100});
        const QString file = at("coming.mp4");
        test::Takes takes;
        takes.video(program.clips[0], file);
        Compositor compositor(program, test::kNumbered, takes.media());
        const QImage slate = compositor.frame(20);
        QVERIFY(QFile::copy(m_movie, file));
        QTRY_VERIFY(compositor.frame(20) != slate);
        QCOMPARE(test::numberOf(compositor.frame(20)), 20);
    }

    void theCacheKeepsToItsLimit()
    {
        constexpr qint64 limit = 40 * 256 * 64 * 4;
        const timeline::Timeline program = test::clipProgram(m_rate, {kFrames});
        test::Takes takes;
        takes.video(program.clips[0], m_movie);
        ProgramMedia media = takes.media();
        media.store = std::make_shared<MediaStore>(limit);
        Compositor compositor(program, test::kNumbered, media);
        for (int frame = 0; frame < kFrames; ++frame) {
            QCOMPARE(test::numberOf(compositor.frame(frame)), frame);
            QVERIFY(media.store->cachedBytes() <= limit);
        }
        for (int frame = kFrames - 1; frame >= 0; --frame) {
            QCOMPARE(test::numberOf(compositor.frame(frame, Direction::Backward)), frame);
            QVERIFY(media.store->cachedBytes() <= limit);
        }
        QVERIFY(media.store->cachedBytes() > limit / 2);
    }

    void whatWasPreparedIsThere()
    {
        const timeline::Timeline program = test::clipProgram(m_rate, {50, 50});
        test::Takes takes;
        takes.video(program.clips[1], m_movie);
        const ProgramMedia media = takes.media();
        Compositor compositor(program, test::kNumbered, media);
        QCOMPARE(compositor.cutsBetween({}, m_rate.timeOf(60)), std::vector<Ticks>{m_rate.timeOf(50)});
        QCOMPARE(media.store->cachedBytes(), 0);
        compositor.prepare(m_rate.timeOf(50));
        QTRY_VERIFY(media.store->cachedBytes() > 0);
        // The file may go now: it stands open.
        QCOMPARE(test::numberOf(compositor.frame(50)), 0);
        QCOMPARE(test::numberOf(compositor.frame(51)), 1);
    }
};

SC_TEST(TestTakes)
#include "tst_takes.moc"
