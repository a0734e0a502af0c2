// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/frame_rate.h"
#include "core/media/video_reader.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::media;

namespace {

constexpr int kFrames = 180;

const QString kOpenGop = QStringLiteral("-c:v libx264 -preset veryfast -pix_fmt yuv420p -bf 3 -x264-params "
                                        "open-gop=1:keyint=48:min-keyint=48:scenecut=0:b-pyramid=normal");
const QString kLongGop = QStringLiteral("-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 250 -bf 3 -sc_threshold 0");

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

} // namespace

// Every kind of file that cameras, editors and generators write: frame for frame, in every order.
class TestVideoFormats : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    QString at(const QString &name) const { return m_dir.filePath(name); }

    // The frames of `file` are numbered from `first`; asks for them forwards, backwards and at random.
    static void checkEveryOrder(const QString &file, FrameRate fps, int first, int count)
    {
        const auto reader = VideoReader::open(file);
        SC_VERIFY_OK(reader);
        std::vector<int> order;
        for (int i = 0; i < count; ++i)
            order.push_back(i);
        for (int i = count - 1; i >= 0; i -= 7)
            order.push_back(i);
        QRandomGenerator random(11);
        for (int i = 0; i < 40; ++i)
            order.push_back(random.bounded(count));
        for (const int frame : order) {
            const Ticks into = frame % 2 ? Ticks(fps.frameLength().value() / 2) : Ticks();
            const auto found = (*reader)->frameAt(fps.timeOf(frame) + into);
            SC_VERIFY_OK(found);
            QCOMPARE(test::numberOf(found->image), frame + first);
            QVERIFY(found->time <= (*reader)->onFileClock(fps.timeOf(frame) + into));
            QVERIFY(found->end > (*reader)->onFileClock(fps.timeOf(frame) + into));
        }
        QVERIFY(!(*reader)->damagedAt());
    }

private Q_SLOTS:
    void theVeryFrameInEveryOrder_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("rate");
        QTest::addColumn<QString>("encoder");
        const auto row = [](const char *name, const char *file, const char *rate, const QString &encoder) {
            QTest::newRow(name) << QString::fromLatin1(file) << QString::fromLatin1(rate) << encoder;
        };
        row("h264 long gop", "long.mp4", "30000/1001", kLongGop);
        row("h264 open gop mp4", "open.mp4", "25/1", kOpenGop);
        row("h264 open gop mkv", "open.mkv", "30/1", kOpenGop);
        row("h264 starts at five seconds", "late.mkv", "24000/1001", kLongGop + QStringLiteral(" -output_ts_offset 5"));
        row("h264 negative dts", "negative.mp4", "25/1", kOpenGop + QStringLiteral(" -use_editlist 0 -movflags negative_cts_offsets"));
        row("h264 fragments", "fragments.mp4", "30/1", kOpenGop + QStringLiteral(" -movflags frag_keyframe+empty_moov"));
        row("h264 intra refresh", "refresh.mp4", "25/1",
            QStringLiteral("-c:v libx264 -preset veryfast -pix_fmt yuv420p -x264-params intra-refresh=1:keyint=60:bframes=0"));
        row("hevc open gop", "hevc.mp4", "30/1",
            QStringLiteral("-c:v libx265 -preset ultrafast -pix_fmt yuv420p -tag:v hvc1 -x265-params "
                           "open-gop=1:bframes=4:keyint=50:min-keyint=50:scenecut=0:log-level=none"));
        row("hevc closed gop", "hevc.mkv", "24000/1001",
            QStringLiteral("-c:v libx265 -preset ultrafast -pix_fmt yuv420p -x265-params open-gop=0:bframes=4:keyint=90:log-level=none"));
        row("vp9 hidden frames", "vp9.webm", "30/1",
            QStringLiteral("-c:v libvpx-vp9 -deadline good -cpu-used 5 -g 120 -auto-alt-ref 1 -lag-in-frames 16 -b:v 400k"));
        row("av1", "av1.mp4", "25/1", QStringLiteral("-c:v libsvtav1 -preset 10 -g 60 -pix_fmt yuv420p"));
        row("prores", "prores.mov", "24/1", QStringLiteral("-c:v prores_ks -profile:v 1"));
        row("mjpeg", "mjpeg.mov", "25/1", QStringLiteral("-c:v mjpeg -q:v 4 -pix_fmt yuvj420p"));
        row("mpeg2 open gop", "old.mov", "25/1", QStringLiteral("-c:v mpeg2video -q:v 3 -g 15 -bf 2"));
    }

    void theVeryFrameInEveryOrder()
    {
        QFETCH(QString, file);
        QFETCH(QString, rate);
        QFETCH(QString, encoder);
        const QString problem = test::makeNumberedMovie(at(file), kFrames, rate, words(encoder));
        if (problem.contains(QLatin1String("Unknown encoder")))
            QSKIP("this ffmpeg has no such encoder");
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        checkEveryOrder(at(file), *FrameRate::parse(rate), 0, kFrames);
    }

    void anEditListThatBeginsInsideAGop()
    {
        QString problem = test::makeNumberedMovie(at(QStringLiteral("whole.mp4")), kFrames, QStringLiteral("25/1"), words(kLongGop));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        problem = test::runFfmpeg(
            words(QStringLiteral("-ss 2 -i %1 -c copy %2").arg(at(QStringLiteral("whole.mp4")), at(QStringLiteral("cut.mp4")))));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        checkEveryOrder(at(QStringLiteral("cut.mp4")), *FrameRate::parse(u"25"), 50, kFrames - 50);
    }

    void everyFrameOnTheWayIsHandedOver()
    {
        const QString problem = test::makeNumberedMovie(at(QStringLiteral("way.mp4")), kFrames, QStringLiteral("25/1"), words(kLongGop));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("way.mp4")));
        SC_VERIFY_OK(reader);
        const FrameRate fps = *FrameRate::parse(u"25");
        SC_VERIFY_OK((*reader)->frameAt(fps.timeOf(170)));
        std::vector<int> met;
        Ticks end;
        const auto found = (*reader)->frameAt(fps.timeOf(150), fps.timeOf(120), [&](VideoReader::Frame frame) {
            QCOMPARE(frame.time, fps.timeOf(test::numberOf(frame.image)));
            met.push_back(test::numberOf(frame.image));
            end = frame.end;
        });
        SC_VERIFY_OK(found);
        QCOMPARE(test::numberOf(found->image), 150);
        QCOMPARE(std::ssize(met), 30);
        QCOMPARE(met.front(), 120);
        QCOMPARE(met.back(), 149);
        QCOMPARE(end, found->time);
    }

    void variableRatesKeepTheirTimes()
    {
        // Frame n is seen from n * n * 3 ms on: from 333 a second down to one in half a second.
        QString problem = test::makeNumberedMovie(at(QStringLiteral("vfr.mkv")), 100, QStringLiteral("25/1"),
                                                  words(QStringLiteral("-vf settb=1/1000,setpts=N*N*3 -vsync vfr -enc_time_base 1:1000 -c:v "
                                                                       "libx264 -preset veryfast -g 250 -bf 2 -pix_fmt yuv420p")));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("vfr.mkv")));
        SC_VERIFY_OK(reader);
        QRandomGenerator random(5);
        for (int round = 0; round < 60; ++round) {
            const int number = 1 + random.bounded(98);
            const double from = double(number) * number * 3;
            const double until = double(number + 1) * (number + 1) * 3;
            const auto found = (*reader)->frameAt(Ticks::fromSeconds((from + (until - from) * random.generateDouble() * 0.8) / 1000));
            SC_VERIFY_OK(found);
            QCOMPARE(test::numberOf(found->image), number);
            QVERIFY2(std::abs(found->time.toMilliseconds() - from) < 0.01,
                     qPrintable(QStringLiteral("frame %1 at %2 ms, not %3").arg(number).arg(found->time.toMilliseconds()).arg(from)));
            QVERIFY(std::abs(found->end.toMilliseconds() - until) < 0.01);
        }
    }

    void aLongStillInsideALongGopIsFound()
    {
        // A screen recording: nothing changes between seconds 1 and 9.
        QString problem = test::makeNumberedMovie(
            at(QStringLiteral("gap.mkv")), 60, QStringLiteral("25/1"),
            words(QStringLiteral(
                "-vf setpts=(N+gt(N\\,25)*200)/25/TB -vsync vfr -c:v libx264 -preset veryfast -g 250 -bf 3 -pix_fmt yuv420p")));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("gap.mkv")));
        SC_VERIFY_OK(reader);
        for (const double t : {8.9, 5.0, 1.05, 0.5, 7.0})
            QCOMPARE(test::numberOf((*reader)->frameAt(Ticks::fromSeconds(t))->image), std::min(25, int(t * 25)));
        QCOMPARE(test::numberOf((*reader)->frameAt(Ticks::fromSeconds(9.1))->image), 27);
    }

    void turnedPicturesStandUpright_data()
    {
        QTest::addColumn<int>("degrees"); // counter-clockwise, as this option of the ffmpeg program has it
        QTest::newRow("quarter") << 90;
        QTest::newRow("half") << 180;
        QTest::newRow("three quarters") << 270;
    }

    void turnedPicturesStandUpright()
    {
        QFETCH(int, degrees);
        // What a camera held upside down or sideways stores: the turned picture, and the tag that puts it right.
        const QString turn = degrees == 90    ? QStringLiteral("transpose=1")
                             : degrees == 180 ? QStringLiteral("hflip,vflip")
                                              : QStringLiteral("transpose=2");
        QString problem = test::makeNumberedMovie(at(QStringLiteral("stored.mp4")), 40, QStringLiteral("25/1"),
                                                  words(QStringLiteral("-vf ") + turn + u' ' + kLongGop));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        problem = test::runFfmpeg(words(QStringLiteral("-i %1 -c copy -metadata:s:v rotate=%2 %3")
                                            .arg(at(QStringLiteral("stored.mp4")))
                                            .arg(degrees)
                                            .arg(at(QStringLiteral("turned.mp4")))));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("turned.mp4")));
        SC_VERIFY_OK(reader);
        QCOMPARE((*reader)->size(), QSize(256, 64));
        for (const int number : {0, 39, 17}) {
            const auto frame = (*reader)->frameAt(FrameRate::parse(u"25")->timeOf(number));
            SC_VERIFY_OK(frame);
            QCOMPARE(frame->image.size(), QSize(256, 64));
            QCOMPARE(test::numberOf(frame->image), number);
        }
        // In a box it keeps its shape.
        const auto small = VideoReader::open(at(QStringLiteral("turned.mp4")), {QSize(128, 128), true});
        SC_VERIFY_OK(small);
        QCOMPARE((*small)->next()->value().image.size(), QSize(128, 32));
    }

    void oddPixelsBecomeSquare()
    {
        QString problem = test::makeNumberedMovie(at(QStringLiteral("wide.mp4")), 5, QStringLiteral("25/1"),
                                                  words(QStringLiteral("-vf setsar=64/45 ") + kLongGop));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto wide = VideoReader::open(at(QStringLiteral("wide.mp4")));
        SC_VERIFY_OK(wide);
        QCOMPARE((*wide)->next()->value().image.size(), QSize(364, 64));
        problem = test::makeNumberedMovie(at(QStringLiteral("tall.mp4")), 5, QStringLiteral("25/1"),
                                          words(QStringLiteral("-vf setsar=8/9 ") + kLongGop));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto tall = VideoReader::open(at(QStringLiteral("tall.mp4")));
        SC_VERIFY_OK(tall);
        QCOMPARE((*tall)->next()->value().image.size(), QSize(256, 72));
    }

    void damageInTheMiddleIsToldAndPassed()
    {
        const QString whole = at(QStringLiteral("sound.mkv"));
        const QString problem =
            test::makeNumberedMovie(whole, 300, QStringLiteral("25/1"),
                                    words(QStringLiteral("-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 50 -bf 2 -sc_threshold 0")));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QByteArray bytes = test::readFile(whole);
        QRandomGenerator random(3);
        for (qsizetype i = bytes.size() * 45 / 100; i < bytes.size() * 55 / 100; ++i)
            bytes[i] = char(random.bounded(256));
        const QString hurt = at(QStringLiteral("hurt.mkv"));
        QVERIFY(test::writeFile(hurt, bytes));
        const auto reader = VideoReader::open(hurt);
        SC_VERIFY_OK(reader);
        const FrameRate fps = *FrameRate::parse(u"25");
        for (const int number : {0, 60, 99})
            QCOMPARE(test::numberOf((*reader)->frameAt(fps.timeOf(number))->image), number);
        QVERIFY(!(*reader)->damagedAt());
        for (int number = 100; number < 300; number += 5)
            SC_VERIFY_OK((*reader)->frameAt(fps.timeOf(number)));
        QVERIFY((*reader)->damagedAt());
        QVERIFY(*(*reader)->damagedAt() > Ticks::seconds(3));
        QVERIFY(*(*reader)->damagedAt() < Ticks::seconds(8));
        for (const int number : {299, 255, 260, 30})
            QCOMPARE(test::numberOf((*reader)->frameAt(fps.timeOf(number))->image), number);
    }

    void aKeyFrameThatIsGoneCostsItsOwnPicturesOnly()
    {
        const QString whole = at(QStringLiteral("keys.mp4"));
        QString problem =
            test::makeNumberedMovie(whole, 150, QStringLiteral("25/1"),
                                    words(QStringLiteral("-c:v libx264 -preset veryfast -pix_fmt yuv420p -g 50 -bf 0 -sc_threshold 0")));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        problem = test::runFfmpeg(
            words(QStringLiteral("-i %1 -c copy -bsf:v noise=drop=eq(n\\,50) %2").arg(whole, at(QStringLiteral("gone.mkv")))));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("gone.mkv")));
        SC_VERIFY_OK(reader);
        const FrameRate fps = *FrameRate::parse(u"25");
        for (const int number : {140, 20, 100, 49, 149, 0})
            QCOMPARE(test::numberOf((*reader)->frameAt(fps.timeOf(number))->image), number);
        SC_VERIFY_OK((*reader)->frameAt(fps.timeOf(75)));
    }

    void aFileCutOffPlaysToItsEndAndSaysSo()
    {
        const QString whole = at(QStringLiteral("front.mp4"));
        const QString problem =
            test::makeNumberedMovie(whole, 300, QStringLiteral("25/1"), words(kOpenGop + QStringLiteral(" -movflags faststart")));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const QByteArray bytes = test::readFile(whole);
        QVERIFY(test::writeFile(at(QStringLiteral("half.mp4")), bytes.left(bytes.size() * 6 / 10)));
        const auto reader = VideoReader::open(at(QStringLiteral("half.mp4")));
        SC_VERIFY_OK(reader);
        const FrameRate fps = *FrameRate::parse(u"25");
        QCOMPARE(test::numberOf((*reader)->frameAt(fps.timeOf(80))->image), 80);
        QVERIFY(!(*reader)->damagedAt());
        const auto last = (*reader)->frameAt(fps.timeOf(290));
        SC_VERIFY_OK(last);
        const int number = test::numberOf(last->image);
        QVERIFY2(number > 100 && number < 200, qPrintable(QString::number(number)));
        QVERIFY((*reader)->damagedAt());
        const double told = (*reader)->damagedAt()->toSeconds();
        QVERIFY2(std::abs(told - fps.timeOf(number).toSeconds()) < 1,
                 qPrintable(QStringLiteral("told %1 s, last frame %2").arg(told).arg(number)));
        QCOMPARE(test::numberOf((*reader)->frameAt(fps.timeOf(10))->image), 10);
    }

    void aFileThatVanishesIsStillRead()
    {
        const QString file = at(QStringLiteral("gone.mp4"));
        const QString problem = test::makeNumberedMovie(file, 120, QStringLiteral("25/1"), words(kLongGop));
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(file);
        SC_VERIFY_OK(reader);
        const FrameRate fps = *FrameRate::parse(u"25");
        SC_VERIFY_OK((*reader)->frameAt(fps.timeOf(100)));
        QVERIFY(QFile::remove(file));
        // Through the open handle where the system allows it; never a crash.
        (void)(*reader)->frameAt(fps.timeOf(5));
        (void)(*reader)->frameAt(fps.timeOf(110));
        SC_COMPARE_PROBLEM(VideoReader::open(file), ProblemCode::MediaMissing);
    }
};

SC_TEST(TestVideoFormats)
#include "tst_video_formats.moc"
