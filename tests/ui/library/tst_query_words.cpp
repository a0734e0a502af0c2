// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/library/label_words.h"
#include "ui/library/query_words.h"
#include "ui/library/shelf.h"
#include "ui/library/tag_editor.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;
using library::TrackQuery;

namespace {

// A query in which everything is set that has a chip.
TrackQuery full()
{
    TrackQuery query;
    query.bpm = {60, 140};
    query.loudness = {-20, {}};
    query.energy = {{}, 0.5};
    query.duration = {120, 300};
    query.key = QStringLiteral("A minor");
    query.withCompatibleKeys = true;
    query.genres = {QStringLiteral("house")};
    query.moods = {QStringLiteral("dreamy"), QStringLiteral("tense"), QStringLiteral("sad")};
    query.withoutInstruments = {QStringLiteral("vocals")};
    query.minRating = 3;
    query.tags = {QStringLiteral("summer")};
    query.addedFrom = QStringLiteral("2026-11-01");
    query.addedTo = QStringLiteral("2026-11-30");
    query.status = {library::TrackStatus::Error};
    query.usedInProject = true;
    query.favourite = true;
    query.missing = false;
    return query;
}

} // namespace

class TestQueryWords : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFilterHasNameIconAndChip()
    {
        const TrackQuery query = full();
        for (const FilterKind kind : filterKinds()) {
            QVERIFY(isSet(query, kind));
            QVERIFY(!isSet(TrackQuery(), kind));
            QVERIFY(!filterName(kind).isEmpty());
            QVERIFY(!filterIcon(kind).isEmpty());
            QVERIFY2(!chipText(query, kind).isEmpty(), qPrintable(filterName(kind)));
        }
    }

    void takingEveryChipAwayLeavesNothing()
    {
        TrackQuery query = full();
        for (const FilterKind kind : filterKinds()) {
            clearFilter(query, kind);
            QVERIFY(!isSet(query, kind));
        }
        QCOMPARE(query, TrackQuery());
    }

    void chipsSayWhatAPersonWouldSay()
    {
        const TrackQuery query = full();
        QCOMPARE(chipText(query, FilterKind::Bpm), QStringLiteral("BPM 60 to 140"));
        QCOMPARE(chipText(query, FilterKind::Loudness), QStringLiteral("Loudness from -20"));
        QCOMPARE(chipText(query, FilterKind::Energy), QStringLiteral("Energy up to 50"));
        QCOMPARE(chipText(query, FilterKind::Key), QStringLiteral("Fits 8A"));
        QCOMPARE(chipText(query, FilterKind::Mood), QStringLiteral("Dreamy, Tense and 1 more"));
        QCOMPARE(chipText(query, FilterKind::Instrument), QStringLiteral("No vocals"));
        QVERIFY(chipText(query, FilterKind::Added).startsWith(QStringLiteral("Added in ")));
        QVERIFY(nameFor(query).size() <= 100);
    }

    void everyPlaceOnTheWheelIsAKey()
    {
        for (int number = 1; number <= 12; ++number) {
            for (const QString &mode : {QStringLiteral("A"), QStringLiteral("B")})
                QVERIFY(!keyOfCamelot(QString::number(number) + mode).isEmpty());
        }
        QCOMPARE(keyOfCamelot(QStringLiteral("8A")), QStringLiteral("A minor"));
        QVERIFY(keyOfCamelot(QString()).isEmpty());
        QVERIFY(keyOfCamelot(QStringLiteral("13A")).isEmpty());
        QCOMPARE(compatibleCamelots(QStringLiteral("12B")),
                 QStringList({QStringLiteral("12B"), QStringLiteral("11B"), QStringLiteral("1B"), QStringLiteral("12A")}));
    }

    void endsOfRangesAreReadAsTyped()
    {
        bool good = false;
        QCOMPARE(rangeEndFrom(QStringLiteral(" 128.5 "), FilterKind::Bpm, &good), 128.5);
        QVERIFY(good);
        QCOMPARE(rangeEndFrom(QStringLiteral("40"), FilterKind::Energy, &good), 0.4);
        QCOMPARE(rangeEndFrom(QStringLiteral("3:20"), FilterKind::Length, &good), 200.0);
        QCOMPARE(rangeEndFrom(QStringLiteral("3"), FilterKind::Length, &good), 180.0);
        QVERIFY(!rangeEndFrom(QString(), FilterKind::Bpm, &good));
        QVERIFY(good);
        for (const QString &wrong : {QStringLiteral("fast"), QStringLiteral("nan"), QStringLiteral("1e999")}) {
            QVERIFY(!rangeEndFrom(wrong, FilterKind::Bpm, &good));
            QVERIFY2(!good, qPrintable(wrong));
        }
        for (const QString &wrong : {QStringLiteral("3:75"), QStringLiteral("1:2:3"), QStringLiteral(":")}) {
            QVERIFY(!rangeEndFrom(wrong, FilterKind::Length, &good));
            QVERIFY2(!good, qPrintable(wrong));
        }
        QCOMPARE(rangeEndText(rangeEndFrom(QStringLiteral("3:20"), FilterKind::Length, &good), FilterKind::Length), QStringLiteral("3:20"));
    }

    void shelvesNarrowTheFilter()
    {
        const QDate today(2026, 11, 20);
        TrackQuery filter;
        filter.bpm = {100, {}};
        QCOMPARE(queryOf({Shelf::Kind::All, {}}, filter, today), filter);
        QCOMPARE(queryOf({Shelf::Kind::Recent, {}}, filter, today).addedFrom, QStringLiteral("2026-10-22"));
        filter.addedFrom = QStringLiteral("2026-11-10");
        QCOMPARE(queryOf({Shelf::Kind::Recent, {}}, filter, today).addedFrom, QStringLiteral("2026-11-10"));
        QCOMPARE(queryOf({Shelf::Kind::Missing, {}}, filter, today).missing, std::optional(true));
        const CollectionId id(QStringLiteral("c"));
        QCOMPARE(queryOf({Shelf::Kind::Collection, id}, filter, today).collection, std::optional(id));
    }

    void tagsAreEachThereOnce()
    {
        QCOMPARE(tagsFrom(QStringLiteral(" summer ,live,, Summer,two  words")),
                 QStringList({QStringLiteral("summer"), QStringLiteral("live"), QStringLiteral("two words")}));
        QVERIFY(tagsFrom(QStringLiteral(" , ")).isEmpty());
    }

    void wordsOfASongThatNobodyKnowsAreShownAsTheyAre()
    {
        QCOMPARE(labelWord(QStringLiteral("drum and bass")), QStringLiteral("Drum and bass"));
        QCOMPARE(labelWord(QStringLiteral("R&B")), QStringLiteral("R&B"));
        QCOMPARE(labelWord(QStringLiteral("Zouk-Folk")), QStringLiteral("Zouk-Folk"));
        QCOMPARE(moodNames().size(), 20);
        QCOMPARE(instrumentNames().size(), 15);
        QCOMPARE(genreNames().size(), 26);
    }
};

SC_TEST(TestQueryWords)
#include "tst_query_words.moc"
