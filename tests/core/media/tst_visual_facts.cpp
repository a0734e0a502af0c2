// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/frame_rate.h"
#include "core/media/visual_facts.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

using namespace sc;

class TestVisualFacts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QString at(const QString &name) const { return m_dir.filePath(name); }
    static QStringList words(const QString &text) { return text.split(u' '); }

private Q_SLOTS:
    void aMovieIsCountedFrameByFrame_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("rate");
        QTest::addColumn<QString>("encoder");
        QTest::newRow("mp4 with b frames") << QStringLiteral("a.mp4") << QStringLiteral("24/1") << QStringLiteral("-c:v libx264 -bf 3 -g 50");
        QTest::newRow("mkv ntsc") << QStringLiteral("b.mkv") << QStringLiteral("30000/1001") << QStringLiteral("-c:v libx264");
        QTest::newRow("prores") << QStringLiteral("c.mov") << QStringLiteral("25/1") << QStringLiteral("-c:v prores_ks");
        QTest::newRow("webm") << QStringLiteral("d.webm") << QStringLiteral("60/1") << QStringLiteral("-c:v libvpx-vp9 -deadline realtime");
    }

    void aMovieIsCountedFrameByFrame()
    {
        QFETCH(QString, name);
        QFETCH(QString, rate);
        QFETCH(QString, encoder);
        QCOMPARE(test::makeNumberedMovie(at(name), 53, rate, words(encoder)), QString());
        const auto facts = media::measureVisual(at(name));
        SC_VERIFY_OK(facts);
        QVERIFY(facts->isMovie);
        QCOMPARE(facts->frames, 53);
        QCOMPARE(QSize(facts->width, facts->height), QSize(256, 64));
        QVERIFY(!facts->isRateVariable);
        const FrameRate fps = *FrameRate::parse(rate);
        QVERIFY(abs(facts->length - fps.timeOf(53)) < Ticks::fromSeconds(0.002));
        QVERIFY(qAbs(double(facts->rateNumerator) / facts->rateDenominator - fps.toDouble()) < 0.05);
    }

    void aVaryingRateIsSeen()
    {
        QCOMPARE(test::makeNumberedMovie(at(QStringLiteral("even.mkv")), 60, QStringLiteral("30/1"), words(QStringLiteral("-c:v libx264"))),
                 QString());
        QCOMPARE(test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("even.mkv")), QStringLiteral("-vf"),
                                  QStringLiteral("setpts='if(lt(N,30),N,30+(N-30)*3)/30/TB'"), QStringLiteral("-vsync"), QStringLiteral("vfr"),
                                  QStringLiteral("-c:v"), QStringLiteral("libx264"), at(QStringLiteral("vfr.mkv"))}),
                 QString());
        const auto facts = media::measureVisual(at(QStringLiteral("vfr.mkv")));
        SC_VERIFY_OK(facts);
        QVERIFY(facts->isRateVariable);
        QCOMPARE(facts->frames, 60);
        QVERIFY2(abs(facts->length - Ticks::seconds(4)) < Ticks::fromSeconds(0.12), qPrintable(QString::number(facts->length.toSeconds())));
    }

    void aTimecodeOfTheFileIsRead()
    {
        QCOMPARE(test::makeNumberedMovie(at(QStringLiteral("tc.mov")), 10, QStringLiteral("24/1"),
                                         words(QStringLiteral("-c:v prores_ks -timecode 01:00:00:00"))),
                 QString());
        const auto facts = media::measureVisual(at(QStringLiteral("tc.mov")));
        SC_VERIFY_OK(facts);
        QCOMPARE(facts->startTimecode, QStringLiteral("01:00:00:00"));
        QCOMPARE(facts->frames, 10);
    }

    void aPictureHasOneFrameWhateverItsNameSays()
    {
        QVERIFY(test::numberedImage(3, {120, 90}).save(at(QStringLiteral("p.png"))));
        QVERIFY(QFile::copy(at(QStringLiteral("p.png")), at(QStringLiteral("p.mp4"))));
        for (const char *name : {"p.png", "p.mp4"}) {
            const auto facts = media::measureVisual(at(QString::fromLatin1(name)));
            SC_VERIFY_OK(facts);
            QVERIFY(!facts->isMovie);
            QCOMPARE(QSize(facts->width, facts->height), QSize(120, 90));
            QCOMPARE(facts->length, Ticks());
        }
    }

    void whatCannotBeUsedIsSaid()
    {
        SC_COMPARE_PROBLEM(media::measureVisual(at(QStringLiteral("nowhere.png"))), ProblemCode::MediaMissing);
        SC_COMPARE_PROBLEM(media::measureVisual(m_dir.path()), ProblemCode::InvalidFileType);
        QVERIFY(test::writeFile(at(QStringLiteral("empty.png")), {}));
        SC_COMPARE_PROBLEM(media::measureVisual(at(QStringLiteral("empty.png"))), ProblemCode::FileDamaged);
        QVERIFY(test::writeFile(at(QStringLiteral("text.png")), "Dear reader, this is a letter and no picture at all."));
        const auto text = media::measureVisual(at(QStringLiteral("text.png")));
        SC_COMPARE_PROBLEM(text, ProblemCode::InvalidFileType);
        QVERIFY2(text.error().detail().contains(QStringLiteral("PNG")), qPrintable(text.error().detail()));
        QVERIFY(test::numberedImage(3).save(at(QStringLiteral("whole.png"))));
        const QByteArray whole = test::readFile(at(QStringLiteral("whole.png")));
        QVERIFY(test::writeFile(at(QStringLiteral("half.png")), whole.left(60)));
        SC_COMPARE_PROBLEM(media::measureVisual(at(QStringLiteral("half.png"))), ProblemCode::FileDamaged);
        QVERIFY(test::writeWav(at(QStringLiteral("sound.wav")), test::sine(1, 8000, 1), 8000, 1));
        SC_COMPARE_PROBLEM(media::measureVisual(at(QStringLiteral("sound.wav"))), ProblemCode::InvalidFileType);
    }
};

SC_TEST(TestVisualFacts)
#include "tst_visual_facts.moc"
