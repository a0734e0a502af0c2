// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_lists.h"
#include "core/accounts/apple_match.h"

#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::accounts;

class TestAppleMatch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesOfShopsAreTheSame_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::newRow("case and accents") << QStringLiteral("Déjà Vu") << QStringLiteral("DEJA VU");
        QTest::newRow("guests") << QStringLiteral("Halogen (feat. Mila Sund)") << QStringLiteral("Halogen feat. Mila Sund");
        QTest::newRow("remaster") << QStringLiteral("Overpass - Remastered 2011") << QStringLiteral("Overpass");
        QTest::newRow("remaster first") << QStringLiteral("Overpass - 2011 Remaster") << QStringLiteral("Overpass [2011 Remaster]");
        QTest::newRow("punctuation") << QStringLiteral("Don't Stop!") << QStringLiteral("Dont Stop");
        QTest::newRow("full width") << QStringLiteral("ＮＥＯＮ") << QStringLiteral("neon");
    }

    void titlesOfShopsAreTheSame()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QCOMPARE(plainTitle(a), plainTitle(b));
        QVERIFY(!plainTitle(a).isEmpty());
    }

    void differentSongsStayApart()
    {
        QVERIFY(plainTitle(QStringLiteral("Halogen (Live)")) != plainTitle(QStringLiteral("Halogen")));
        QVERIFY(plainTitle(QStringLiteral("Part 1")) != plainTitle(QStringLiteral("Part 2")));
        QVERIFY(plainTitle(QStringLiteral("(Intro)")) != plainTitle(QStringLiteral("(Outro)")));
        QVERIFY(!plainTitle(QStringLiteral("ليل")).isEmpty());
    }

    void anIsrcOutweighsAGuess()
    {
        const std::vector<AppleSong> songs{song("Halogen", "Rhea Volt", 200'000, "SERC12400001")};
        const std::vector<LocalSong> files{
            {QStringLiteral("guess"), QStringLiteral("Halogen"), QStringLiteral("Rhea Volt"), {}, 200'000},
            {QStringLiteral("same"), QStringLiteral("track 7"), {}, QStringLiteral("se-rc1-24-00001"), 209'000}};
        QCOMPARE(matchFiles(songs, files), (std::vector<AppleMatch>{{0, 1, MatchKind::Isrc, 9'000}}));
    }

    void guessesNeedTitleArtistAndLength()
    {
        const std::vector<LocalSong> files{
            {QStringLiteral("a"), QStringLiteral("Halogen"), QStringLiteral("Rhea Volt & Mila Sund"), {}, 201'900},
            {QStringLiteral("b"), QStringLiteral("halogen"), QStringLiteral("rhea volt"), {}, 199'500}};
        QCOMPARE(matchFiles({song("Halogen", "Rhea Volt", 200'000)}, files), (std::vector<AppleMatch>{{0, 1, MatchKind::Guess, -500}}));
        QVERIFY(matchFiles({song("Halogen", "Rhea Volt", 204'000)}, files).empty());
        QVERIFY(matchFiles({song("Halogen", "Somebody", 200'000)}, files).empty());
        QVERIFY(matchFiles({song("Halogen", "Rhea Volt", 0)}, files).empty());
        QVERIFY(matchFiles({}, files).empty());
        QVERIFY(matchFiles({song("Halogen", "Rhea Volt", 200'000)}, {}).empty());
    }

    void listsAreKeptForADay()
    {
        QTemporaryDir folder;
        const AppleLists lists(ProfilePaths{folder.path()});
        const QDateTime now = QDateTime::currentDateTimeUtc();
        QVERIFY(!lists.find(QStringLiteral("playlists"), now));
        lists.keep(QStringLiteral("playlists"),
                   itemsOf(std::vector<ApplePlaylist>{{.id = QStringLiteral("p.1"), .name = QStringLiteral("Rain")}}), now);
        lists.keep(QStringLiteral("songs"), {}, now.addSecs(3600));
        const auto kept = lists.find(QStringLiteral("playlists"), now.addSecs(23 * 3600));
        QVERIFY(kept);
        QCOMPARE(playlistFromJson(kept->items.at(0).toObject()).name, QStringLiteral("Rain"));
        QCOMPARE(ageText(kept->at, now.addSecs(7'300)), QStringLiteral("as of 2 h ago"));
        QVERIFY(!lists.find(QStringLiteral("playlists"), now.addSecs(25 * 3600)));
        // What is too old goes with the next one that is kept.
        lists.keep(QStringLiteral("songs"), {}, now.addSecs(25 * 3600));
        QVERIFY(!test::readFile(folder.filePath(QStringLiteral("apple_lists.json"))).contains("Rain"));
        lists.clear();
        QVERIFY(!lists.find(QStringLiteral("songs"), now.addSecs(25 * 3600)));
        QVERIFY(test::writeFile(folder.filePath(QStringLiteral("apple_lists.json")), "no json"));
        QVERIFY(!lists.find(QStringLiteral("songs"), now));
    }

    void valuesKeepTheirJson()
    {
        AppleSong one = song("Ä", "B", 1, "SERC12400001");
        one.genres = {QStringLiteral("Pop")};
        one.isExplicit = true;
        one.artwork = {QStringLiteral("https://x.mzstatic.com/{w}x{h}.jpg"), 10, 20};
        QCOMPARE(songFromJson(toJson(one)), one);
    }

private:
    static AppleSong song(const char *name, const char *artist, qint64 ms, const char *isrc = "")
    {
        AppleSong song{.id = QStringLiteral("1"), .type = QStringLiteral("songs")};
        song.name = QString::fromUtf8(name);
        song.artist = QString::fromUtf8(artist);
        song.durationMs = ms;
        song.isrc = QString::fromLatin1(isrc);
        return song;
    }
};

SC_TEST(TestAppleMatch)
#include "tst_apple_match.moc"
