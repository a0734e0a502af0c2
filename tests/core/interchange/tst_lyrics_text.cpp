// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/lyrics_text.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QStringEncoder>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::interchange;
using timeline::LyricLine;

class TestLyricsText : public QObject
{
    Q_OBJECT

private:
    static qint64 ms(Ticks time) { return time.value() * 1000 / Ticks::kPerSecond; }

    static QString shown(const LyricsText &lyrics)
    {
        QStringList parts;
        for (const LyricLine &line : lyrics.lines)
            parts += QStringLiteral("%1-%2 %3").arg(ms(line.start)).arg(line.end ? ms(*line.end) : -1).arg(line.text);
        return parts.join(u'|');
    }

    static LyricsText withoutIds(LyricsText lyrics)
    {
        for (LyricLine &line : lyrics.lines)
            line.id = {};
        return lyrics;
    }

private Q_SLOTS:
    void lrcIsReadWithTagsOffsetsRepeatsAndEnds()
    {
        const auto read = readLyrics("\xef\xbb\xbf[ti: Neon Drive]\r\n[ar:Rhea]\n[offset:+500]\n[00:12.30][01:02.30]Lights on the water\n"
                                     "[00:15]Gone\n[00:17.5]\n[length:03:31]\nno stamp\n[00:20.123]Back again \xe2\x99\xa5\n");
        SC_VERIFY_OK(read);
        QCOMPARE(read->title, QStringLiteral("Neon Drive"));
        QCOMPARE(read->artist, QStringLiteral("Rhea"));
        // A positive offset shows the words earlier.
        QCOMPARE(shown(*read),
                 QStringLiteral("11800--1 Lights on the water|14500-17000 Gone|19623--1 Back again \u2665|61800--1 Lights on the water"));
        QCOMPARE(read->format, LyricsFormat::Lrc);
    }

    void enhancedLrcKeepsWordTimes()
    {
        const auto read = readLyrics("[00:10.00]<00:10.00>Lights <00:10.45>on <00:10.80>the <00:11.02>water\n");
        SC_VERIFY_OK(read);
        QCOMPARE(read->format, LyricsFormat::EnhancedLrc);
        const LyricLine &line = read->lines.front();
        QCOMPARE(line.text, QStringLiteral("Lights on the water"));
        QCOMPARE(line.words.size(), size_t(4));
        QCOMPARE(ms(line.words[3].start), 11020);
        QCOMPARE(line.words[3].text, QStringLiteral("water"));
    }

    void everyCentisecondOfLrcComesBack()
    {
        QByteArray text;
        for (int cs = 0; cs < 30'000; cs += 7)
            text += QStringLiteral("[%1:%2.%3]line %4\n")
                        .arg(cs / 6000, 2, 10, QLatin1Char('0'))
                        .arg(cs / 100 % 60, 2, 10, QLatin1Char('0'))
                        .arg(cs % 100, 2, 10, QLatin1Char('0'))
                        .arg(cs)
                        .toUtf8();
        const auto read = readLyrics(text);
        SC_VERIFY_OK(read);
        QCOMPARE(writeLyrics(*read, LyricsFormat::Lrc), text);
    }

    void subRipComesBackToTheMillisecond()
    {
        const QByteArray text =
            "1\n00:00:01,001 --> 00:00:03,999\nLights on the water\nand in my eyes\n\n2\n01:02:03,004 --> 01:02:05,678\nGone\n\n";
        const auto read = readLyrics(text);
        SC_VERIFY_OK(read);
        QCOMPARE(shown(*read), QStringLiteral("1001-3999 Lights on the water\nand in my eyes|3723004-3725678 Gone"));
        QCOMPARE(writeLyrics(*read, LyricsFormat::Srt), text);
    }

    void webVttComesBackWithWordsAndMarkup()
    {
        const auto read = readLyrics(
            "WEBVTT - lyrics\n\nNOTE not sung\n\nSTYLE\n::cue { color: red }\n\nintro\n00:01.000 --> 00:03.500 align:middle\n"
            "<v Rhea>Lights <00:00:01.700>on <00:00:02.250><i>the</i> water</v>\n\n00:04.000 --> 00:05.000\nA &amp; B &lt;3\n\n");
        SC_VERIFY_OK(read);
        QCOMPARE(shown(*read), QStringLiteral("1000-3500 Lights on the water|4000-5000 A & B <3"));
        QCOMPARE(read->lines.front().words.size(), size_t(3));
        const auto again = readLyrics(writeLyrics(*read, LyricsFormat::Vtt));
        SC_VERIFY_OK(again);
        QVERIFY(withoutIds(*again).lines == withoutIds(*read).lines);
    }

    void otherEncodingsAreUnderstood()
    {
        const QString text = QStringLiteral("[00:01.00]Für Élise\n");
        QStringEncoder utf16(QStringConverter::Utf16LE, QStringConverter::Flag::WriteBom);
        QCOMPARE(readLyrics(utf16.encode(text))->lines.front().text, QStringLiteral("Für Élise"));
        const auto latin = readLyrics(text.toLatin1());
        SC_VERIFY_OK(latin);
        QCOMPARE(latin->lines.front().text, QStringLiteral("Für Élise"));
        QCOMPARE(latin->notices.size(), 1);
    }

    void whatIsNoLyricsIsRefusedAndBrokenCuesAreCounted()
    {
        for (const QByteArray &bytes : {QByteArray(), QByteArray("plain words\nwithout times\n"), QByteArray("[ti:only a title]"),
                                        QByteArray("\x00\x01\xff\xfe[[", 6), QByteArray("00:00:05,000 --> 00:00:02,000\nbackwards\n"),
                                        QByteArray("1\n99999:00 --> x\n\n")}) {
            const auto read = readLyrics(bytes);
            QVERIFY(!read);
            QCOMPARE(read.error().code(), ProblemCode::InvalidFileType);
        }
        QCOMPARE(readLyrics(QByteArray(5'000'000, '[')).error().code(), ProblemCode::FileTooLarge);
        const auto some = readLyrics("00:00:01,000 --> 00:00:02,000\ngood\n\n00:00:05,000 --> 00:00:02,000\nbackwards\n");
        SC_VERIFY_OK(some);
        QCOMPARE(some->lines.size(), size_t(1));
        QCOMPARE(some->notices.size(), 1);
        const auto early = readLyrics("[offset:5000]\n[00:02.00]a\n[00:07.00]b\n");
        QCOMPARE(shown(*early), QStringLiteral("0--1 a|2000--1 b"));
        QCOMPARE(early->notices.size(), 1);
        const auto wordy = readLyrics("[00:02.00]" + QByteArray(900, 'x') + "\n");
        QCOMPARE(wordy->lines.front().text.size(), 500);
        QCOMPARE(wordy->notices.size(), 1);
    }
};

SC_TEST(TestLyricsText)
#include "tst_lyrics_text.moc"
