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

class TestVideoReader : public QObject
{
    Q_OBJECT

    static constexpr int kFrames = 400;
    QTemporaryDir m_dir;

    QString at(const QString &name) const { return m_dir.filePath(name); }

    static QStringList longGop()
    {
        return {QStringLiteral("-c:v"),     QStringLiteral("libx264"),  QStringLiteral("-preset"),
                QStringLiteral("veryfast"), QStringLiteral("-g"),       QStringLiteral("250"),
                QStringLiteral("-bf"),      QStringLiteral("3"),        QStringLiteral("-sc_threshold"),
                QStringLiteral("0"),        QStringLiteral("-pix_fmt"), QStringLiteral("yuv420p")};
    }

private Q_SLOTS:
    void everyFrameIsFoundExactly_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("rate");
        QTest::newRow("mp4 25") << QStringLiteral("a.mp4") << QStringLiteral("25/1");
        QTest::newRow("mp4 ntsc") << QStringLiteral("b.mp4") << QStringLiteral("30000/1001");
        QTest::newRow("mkv film") << QStringLiteral("c.mkv") << QStringLiteral("24000/1001");
        QTest::newRow("mkv 60") << QStringLiteral("d.mkv") << QStringLiteral("60000/1001");
        QTest::newRow("mov 24") << QStringLiteral("e.mov") << QStringLiteral("24/1");
    }

    void everyFrameIsFoundExactly()
    {
        QFETCH(QString, name);
        QFETCH(QString, rate);
        const FrameRate fps = *FrameRate::parse(rate);
        const QString problem = test::makeNumberedMovie(at(name), kFrames, rate, longGop());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(name));
        SC_VERIFY_OK(reader);

        QRandomGenerator random(7);
        for (int round = 0; round < 40; ++round) {
            const int number = random.bounded(kFrames);
            // Its first moment and its middle.
            const Ticks into = round % 2 ? Ticks(fps.frameLength().value() / 2) : Ticks();
            const auto frame = (*reader)->frameAt(fps.timeOf(number) + into);
            SC_VERIFY_OK(frame);
            QCOMPARE(test::numberOf(frame->image), number);
        }
        // Reading goes on after the frame that was asked for.
        SC_VERIFY_OK((*reader)->frameAt(fps.timeOf(251)));
        const auto following = (*reader)->next();
        SC_VERIFY_OK(following);
        QCOMPARE(test::numberOf((*following)->image), 252);
    }

    void readingInOrderGivesEveryFrameOnce()
    {
        const QString problem = test::makeNumberedMovie(at(QStringLiteral("all.mp4")), kFrames, QStringLiteral("30/1"), longGop());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("all.mp4")));
        SC_VERIFY_OK(reader);
        const FrameRate fps = *FrameRate::parse(u"30");
        for (int number = 0; number < kFrames; ++number) {
            const auto frame = (*reader)->next();
            SC_VERIFY_OK(frame);
            QVERIFY(frame->has_value());
            QCOMPARE(test::numberOf((*frame)->image), number);
            QCOMPARE((*frame)->time, fps.timeOf(number));
        }
        const auto end = (*reader)->next();
        SC_VERIFY_OK(end);
        QVERIFY(!end->has_value());
        // Before the first and behind the last there is the first and the last.
        QCOMPARE(test::numberOf((*reader)->frameAt(Ticks::seconds(-5))->image), 0);
        QCOMPARE(test::numberOf((*reader)->frameAt(Ticks::seconds(500))->image), kFrames - 1);
        QCOMPARE(test::numberOf((*reader)->frameAt(fps.timeOf(3))->image), 3);
    }

    void turnedPicturesStandUpright()
    {
        QString problem = test::makeNumberedMovie(at(QStringLiteral("flat.mp4")), 3, QStringLiteral("25/1"), longGop());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("flat.mp4")), QStringLiteral("-c"), QStringLiteral("copy"),
                                   QStringLiteral("-metadata:s:v"), QStringLiteral("rotate=90"), at(QStringLiteral("turned.mp4"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const auto reader = VideoReader::open(at(QStringLiteral("turned.mp4")));
        SC_VERIFY_OK(reader);
        const auto frame = (*reader)->next();
        SC_VERIFY_OK(frame);
        QCOMPARE((*frame)->image.size(), QSize(64, 256));
    }

    void coverArtIsNoMovie()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(1, 44100, 1), 44100, 1));
        QVERIFY(test::numberedImage(5).save(at(QStringLiteral("cover.png"))));
        const QString problem =
            test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), QStringLiteral("-i"), at(QStringLiteral("cover.png")),
                             QStringLiteral("-map"), QStringLiteral("0"), QStringLiteral("-map"), QStringLiteral("1"),
                             QStringLiteral("-disposition:v"), QStringLiteral("attached_pic"), at(QStringLiteral("cover.mp3"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        SC_COMPARE_PROBLEM(VideoReader::open(at(QStringLiteral("cover.mp3"))), ProblemCode::InvalidFileType);
    }

    void damagedMoviesEndWithoutHarm()
    {
        const QString whole = at(QStringLiteral("frag.mkv"));
        const QString problem = test::makeNumberedMovie(whole, 100, QStringLiteral("25/1"), longGop());
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        QByteArray bytes = test::readFile(whole);
        QRandomGenerator random(3);
        for (qsizetype i = 2000; i < bytes.size(); i += 50)
            bytes[i] = char(random.bounded(256));
        QVERIFY(test::writeFile(at(QStringLiteral("dirty.mkv")), bytes));
        const auto reader = VideoReader::open(at(QStringLiteral("dirty.mkv")));
        if (!reader)
            return;
        int frames = 0;
        for (auto frame = (*reader)->next(); frame && frame->has_value(); frame = (*reader)->next())
            ++frames;
        QVERIFY(frames <= 200);
        (void)(*reader)->frameAt(Ticks::seconds(2));
    }
};

SC_TEST(TestVideoReader)
#include "tst_video_reader.moc"
