// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/file_url.h"
#include "core/interchange/rational_time.h"
#include "core/interchange/staged_folder.h"
#include "core/interchange/wav_writer.h"
#include "core/interchange/xml_tree.h"
#include "core/media/audio_reader.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::interchange;

class TestInterchangeValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framesAreSpeltAsFinalCutSpellsThem()
    {
        QCOMPARE(frameDuration(FrameRate()), QStringLiteral("100/2400s"));
        QCOMPARE(frameDuration(*FrameRate::parse(u"23.976")), QStringLiteral("1001/24000s"));
        QCOMPARE(frameTime(0, FrameRate()), QStringLiteral("0s"));
        QCOMPARE(frameTime(86400, *FrameRate::parse(u"23.976")), QStringLiteral("86486400/24000s"));
        QCOMPARE(RationalTime::parse(u"86486400/24000s")->exactTicks(), std::optional(Ticks::fromRational(18018, 5)));
        QCOMPARE(exactTime(Ticks::fromSamples(3, 48000)), QStringLiteral("1/16000s"));
        QCOMPARE(exactTime(Ticks::seconds(5)), QStringLiteral("5s"));
        QCOMPARE(exactTime(Ticks()), QStringLiteral("0s"));
    }

    void everyFrameReadsBackExactly()
    {
        for (const FrameRate rate : FrameRate::supported()) {
            for (std::int64_t frame = 0; frame < 24 * 3600 * 60; frame += 9973)
                QCOMPARE(RationalTime::parse(frameTime(frame, rate))->exactTicks(), std::optional(rate.timeOf(frame)));
        }
    }

    void whatIsNoTimeIsRefused()
    {
        for (const QString &bad :
             {QStringLiteral("1.5s"), QStringLiteral("5"), QStringLiteral("s"), QStringLiteral("1/0s"), QStringLiteral("1/s"),
              QStringLiteral("/2s"), QStringLiteral("1/4294967296s"), QStringLiteral("99999999999999999999s"), QStringLiteral("1e3s"),
              QStringLiteral("--1s"), QStringLiteral("1/2/3s"), QStringLiteral("99999999999s"), QString()})
            QVERIFY2(!RationalTime::parse(bad), qPrintable(bad));
        QCOMPARE(RationalTime::parse(u"-1/2s")->nearestTicks(), Ticks::fromSeconds(-0.5));
        QVERIFY(!RationalTime::parse(u"1/7777777s")->exactTicks());
    }

    void urlsEscapeEverythingThatIsNotPlain()
    {
        QCOMPARE(fileUrl(QStringLiteral("/Users/ana/My Film/a&b'(1)#?%;[x].png")),
                 QStringLiteral("file:///Users/ana/My%20Film/a%26b%27%281%29%23%3F%25%3B%5Bx%5D.png"));
        QCOMPARE(fileUrl(QStringLiteral("C:/Users/x.png")), QStringLiteral("file:///C:/Users/x.png"));
        QCOMPARE(fileUrl(QStringLiteral("//server/share/x.png")), QStringLiteral("file://server/share/x.png"));
        const QString emoji = QStringLiteral("/tmp/\U0001F3B5 é.png");
        QCOMPARE(pathOfFileUrl(fileUrl(emoji)), emoji);
        QVERIFY(isStrictFileUrl(fileUrl(emoji)));
        for (const QString &bad : {QStringLiteral("file:///a b.png"), QStringLiteral("/tmp/x"), QStringLiteral("file:///%zz"),
                                   QStringLiteral("file:///é"), QStringLiteral("file:///a%2"), QString()})
            QVERIFY2(!isStrictFileUrl(bad), qPrintable(bad));
    }

    void namesBecomeSafe()
    {
        QCOMPARE(asciiFileName(QStringLiteral("Träume: shot/1")), QStringLiteral("Traume_shot_1"));
        QCOMPARE(asciiFileName(QStringLiteral("\U0001F3B5")), QStringLiteral("untitled"));
        QCOMPARE(xmlName(QStringLiteral("a\nb\x01 c")), QStringLiteral("a b c"));
        QCOMPARE(xmlName(QString(400, u'x')).size(), qsizetype(250));
        QString broken = QStringLiteral("ok");
        broken += QChar(0xd800);
        QCOMPARE(xmlText(broken), QStringLiteral("ok"));
    }

    void wavFilesKeepEverySample()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(QStringLiteral("x.wav"));
        const std::vector<float> samples = {0.f, 0.5f, -0.5f, 1.f, -1.f, 2.f, 0.25f};
        {
            auto writer = WavWriter::create(path, 48000, 1);
            SC_VERIFY_OK(writer);
            QVERIFY((*writer)->writeSilence(2).has_value());
            QVERIFY((*writer)->write(samples).has_value());
            QVERIFY((*writer)->finish().has_value());
            QCOMPARE((*writer)->frames(), std::int64_t(9));
        }
        QCOMPARE(QFileInfo(path).size(), qint64(44 + 27 + 1));
        const auto back = media::readAll(path, {}, 1);
        SC_VERIFY_OK(back);
        QCOMPARE(back->sampleRate, 48000);
        QCOMPARE(back->frames(), std::int64_t(9));
        const float expected[] = {0, 0, 0, 0.5f, -0.5f, 1, -1, 1, 0.25f};
        for (size_t i = 0; i < 9; ++i)
            QVERIFY2(std::abs(back->samples[i] - expected[i]) < 1e-6f, qPrintable(QString::number(i)));
    }

    void aStagedFolderAppearsWholeOrNotAtAll()
    {
        QTemporaryDir dir;
        const QString target = dir.filePath(QStringLiteral("x Media"));
        const QRegularExpression ours(QStringLiteral("^ours"));
        QDir().mkpath(target);
        QVERIFY(test::writeFile(target + QStringLiteral("/ours.png"), "old"));
        QVERIFY(test::writeFile(target + QStringLiteral("/mine.txt"), "mine"));
        {
            auto staged = StagedFolder::create(target, ours);
            SC_VERIFY_OK(staged);
            QVERIFY(test::writeFile(staged->path() + QStringLiteral("/ours.png"), "new"));
            QVERIFY(staged->publish().has_value());
            QCOMPARE(test::readFile(target + QStringLiteral("/ours.png")), QByteArray("new"));
        }
        QCOMPARE(test::readFile(target + QStringLiteral("/ours.png")), QByteArray("old"));
        {
            auto staged = StagedFolder::create(target, ours);
            SC_VERIFY_OK(staged);
            QVERIFY(test::writeFile(staged->path() + QStringLiteral("/ours2.png"), "new"));
            QVERIFY(staged->publish().has_value());
            QCOMPARE(staged->commit(), QString());
        }
        QCOMPARE(QDir(target).entryList(QDir::Files), (QStringList{QStringLiteral("mine.txt"), QStringLiteral("ours2.png")}));
        QCOMPARE(QDir(dir.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot), QStringList{QStringLiteral("x Media")});
    }
};

SC_TEST(TestInterchangeValues)
#include "tst_interchange_values.moc"
