// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/song_lyrics.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtCore/QtEndian>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::interchange;
using namespace sc::test;
using Origin = SongLyrics::Origin;

namespace {

QByteArray bigEndian(quint32 value)
{
    QByteArray bytes(4, '\0');
    qToBigEndian(value, bytes.data());
    return bytes;
}

// An ID3v2.3 tag with timed lyrics in milliseconds.
QByteArray syltTag(const std::vector<std::pair<quint32, QByteArray>> &lines)
{
    QByteArray body("\0eng\x02\x01\0", 7);
    for (const auto &[ms, text] : lines)
        body += text + '\0' + bigEndian(ms);
    const QByteArray frame = "SYLT" + bigEndian(quint32(body.size())) + QByteArray(2, '\0') + body;
    QByteArray size(4, '\0');
    for (int i = 0; i < 4; ++i)
        size[3 - i] = char((frame.size() >> (7 * i)) & 0x7f);
    return QByteArray("ID3\x03\0\0", 6) + size + frame;
}

} // namespace

// The words that come with a song's file: beside it, timed in its tags, plain in its tags.
class TestSongLyrics : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString at(const QString &name) const { return m_folder.filePath(name); }

    bool encode(const QString &name, const QStringList &options) const
    {
        return runFfmpeg(QStringList{QStringLiteral("-y"), QStringLiteral("-i"), at(QStringLiteral("tone.wav"))} + options +
                         QStringList{at(name)})
            .isEmpty();
    }

private Q_SLOTS:
    void initTestCase() { QVERIFY(writeWav(at(QStringLiteral("tone.wav")), sine(2, 44'100, 1), 44'100, 1)); }

    void aSongWithoutWordsHasNone()
    {
        const SongLyrics lyrics = lyricsOfSong(at(QStringLiteral("tone.wav")));
        QCOMPARE(lyrics.origin, Origin::None);
        QVERIFY(lyrics.lines.empty() && lyrics.plain.isEmpty() && lyrics.notices.isEmpty());
    }

    void aFileBesideCountsMost()
    {
        QVERIFY(encode(QStringLiteral("Beside.flac"), {QStringLiteral("-metadata"), QStringLiteral("LYRICS=[00:01.00]from the tag")}));
        const SongLyrics tag = lyricsOfSong(at(QStringLiteral("Beside.flac")));
        QCOMPARE(tag.origin, Origin::Tag);
        QCOMPARE(tag.lines.size(), size_t(1));
        QVERIFY(writeFile(at(QStringLiteral("beside.SRT")), "1\n00:00:00,500 --> 00:00:01,000\nfrom the subtitles\n"));
        QCOMPARE(lyricsOfSong(at(QStringLiteral("Beside.flac"))).lines.front().text, QStringLiteral("from the subtitles"));
        QVERIFY(writeFile(at(QStringLiteral("beside.lrc")), "[00:00.25]from the file\n[00:01.00]and more\n"));
        const SongLyrics lyrics = lyricsOfSong(at(QStringLiteral("Beside.flac")));
        QCOMPARE(lyrics.origin, Origin::FileBeside);
        QVERIFY(lyrics.file.endsWith(QStringLiteral("beside.lrc")));
        QCOMPARE(lyrics.lines.size(), size_t(2));
        QCOMPARE(lyrics.lines.front().start, Ticks::fromSeconds(0.25));
    }

    void aFileBesideWithoutTimesIsSaidAndTheTagsCount()
    {
        QVERIFY(encode(QStringLiteral("Poor.m4a"), {QStringLiteral("-metadata"), QStringLiteral("lyrics=Line one\nLine two")}));
        QVERIFY(writeFile(at(QStringLiteral("Poor.lrc")), "no stamps at all\n"));
        const SongLyrics lyrics = lyricsOfSong(at(QStringLiteral("Poor.m4a")));
        QCOMPARE(lyrics.origin, Origin::Tag);
        QVERIFY(lyrics.lines.empty());
        QVERIFY(lyrics.plain.startsWith(QStringLiteral("Line one")));
        QCOMPARE(lyrics.notices.size(), 1);
        QVERIFY(lyrics.notices.front().contains(QStringLiteral("Poor.lrc")));
    }

    void timedTagsAreRead_data()
    {
        QTest::addColumn<bool>("byWords");
        QTest::newRow("a line each") << false;
        QTest::newRow("words, a feed before each line") << true;
    }

    void timedTagsAreRead()
    {
        QFETCH(bool, byWords);
        QVERIFY(encode(QStringLiteral("bare.mp3"),
                       {QStringLiteral("-id3v2_version"), QStringLiteral("0"), QStringLiteral("-c:a"), QStringLiteral("libmp3lame")}));
        const QByteArray tag =
            byWords ? syltTag({{100, "\nFirst"}, {300, " line"}, {900, "\nSecond"}}) : syltTag({{100, "First line"}, {900, "Second"}});
        const QString song = at(QStringLiteral("timed.mp3"));
        QVERIFY(writeFile(song, tag + readFile(at(QStringLiteral("bare.mp3")))));
        const SongLyrics lyrics = lyricsOfSong(song);
        QCOMPARE(lyrics.origin, Origin::TimedTag);
        QCOMPARE(lyrics.lines.size(), size_t(2));
        QCOMPARE(lyrics.lines[0].text, QStringLiteral("First line"));
        QCOMPARE(lyrics.lines[0].start, Ticks::fromSeconds(0.1));
        QCOMPARE(lyrics.lines[1].start, Ticks::fromSeconds(0.9));
        QCOMPARE(timeline::endOfLyric(lyrics.lines, 0, Ticks::seconds(2)), Ticks::fromSeconds(0.9));
        QCOMPARE(timeline::endOfLyric(lyrics.lines, 1, Ticks::seconds(2)), Ticks::seconds(2));
    }

    void aFileThatIsNoneIsEmpty()
    {
        QVERIFY(writeFile(at(QStringLiteral("junk.mp3")), QByteArray(4000, '\x7f')));
        QCOMPARE(lyricsOfSong(at(QStringLiteral("junk.mp3"))).origin, Origin::None);
        QCOMPARE(lyricsOfSong(at(QStringLiteral("not there.mp3"))).origin, Origin::None);
    }
};

SC_TEST(TestSongLyrics)
#include "tst_song_lyrics.moc"
