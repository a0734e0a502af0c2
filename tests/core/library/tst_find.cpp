// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/keys.h"
#include "core/library/library.h"
#include "core/library/track_table.h"
#include "core/store/database.h"
#include "core/store/transaction.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QJsonDocument>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::library;

namespace {

Track song(const QString &title, const std::function<void(Track &)> &edit = {})
{
    Track track;
    track.id = TrackId::create();
    track.file = QStringLiteral("/music/%1.wav").arg(track.id.text());
    track.title = title;
    track.contentHash = track.id.text();
    track.addedAt = QStringLiteral("2026-01-15T12:00:00.000Z");
    track.status = TrackStatus::Analysed;
    if (edit)
        edit(track);
    return track;
}

// With single quotes, to be read more easily here.
QJsonObject objectOf(QByteArray json)
{
    return QJsonDocument::fromJson(json.replace('\'', '"')).object();
}

} // namespace

// What a query finds and in which order; tags, collections and figures of the same songs.
class TestFind : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Library> m_library;

    void fill(const std::vector<Track> &tracks)
    {
        auto db = store::Database::open(ProfilePaths{m_dir->path()}.libraryDb(), {QStringLiteral("test")});
        SC_VERIFY_OK(db);
        auto transaction = store::Transaction::begin(**db);
        SC_VERIFY_OK(transaction);
        TrackTable table(**db);
        for (const Track &track : tracks)
            SC_VERIFY_OK(table.insert(track));
        SC_VERIFY_OK(transaction->commit());
    }

    QString found(const TrackQuery &query) const
    {
        const auto ids = m_library->find(query);
        if (!ids)
            return ids.error().toLogLine();
        QStringList titles;
        for (const TrackId &id : *ids)
            titles.append(m_library->listed(id)->title);
        return titles.join(u' ');
    }

    TrackId idOf(const QString &title) const
    {
        for (const Track &track : m_library->tracks()) {
            if (track.title == title)
                return track.id;
        }
        return {};
    }

    void fillThree()
    {
        fill({song(QStringLiteral("one"),
                   [](Track &track) {
                       track.bpm = 120;
                       track.key = QStringLiteral("A minor");
                       track.lufs = -14;
                       track.energy = 0.5;
                       track.rating = 3;
                       track.duration = Ticks::seconds(180);
                       track.genreTag = QStringLiteral("Pop/Rock");
                       track.genres = QStringList{QStringLiteral("synthwave")};
                       track.moods = QStringList{QStringLiteral("dreamy")};
                       track.instruments = QStringList{QStringLiteral("drums"), QStringLiteral("vocals")};
                       track.artist = QStringLiteral("Zed");
                   }),
              song(QStringLiteral("two"),
                   [](Track &track) {
                       track.bpm = 128;
                       track.key = QStringLiteral("C major");
                       track.lufs = -8;
                       track.energy = 0.9;
                       track.rating = 5;
                       track.favourite = true;
                       track.duration = Ticks::seconds(240);
                       track.genres = QStringList{QStringLiteral("house")};
                       track.moods = QStringList{QStringLiteral("euphoric")};
                       track.instruments = QStringList{QStringLiteral("drums")};
                       track.artist = QStringLiteral("abba");
                       track.addedAt = QStringLiteral("2026-02-20T12:00:00.000Z");
                   }),
              song(QStringLiteral("three"), [](Track &track) {
                  track.status = TrackStatus::Imported;
                  track.duration = Ticks::seconds(60);
                  track.addedAt = QStringLiteral("2026-03-01T12:00:00.000Z");
              })});
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        auto opened = Library::open({m_dir->path()});
        SC_VERIFY_OK(opened);
        m_library = std::move(*opened);
    }

    void cleanup() { m_library.reset(); }

    void everyFieldNarrows_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::addColumn<QString>("titles");
        const auto row = [](const char *query, const char *titles) {
            QTest::newRow(query) << QByteArray(query) << QString::fromLatin1(titles);
        };
        row("{}", "one three two");
        row("{'bpm':{'from':120,'to':120}}", "one");
        row("{'bpm':{'from':121}}", "two");
        row("{'bpm':{'from':130,'to':110}}", "one two"); // the wrong way round
        row("{'loudness':{'to':-10}}", "one");
        row("{'energy':{'from':0.6}}", "two");
        row("{'duration':{'to':180}}", "one three");
        row("{'key':'A minor'}", "one");
        row("{'key':'8a'}", "one");
        row("{'key':'A minor','compatible_keys':true}", "one two");
        row("{'key':'F# minor','compatible_keys':true}", "");
        row("{'genres':['ROCK']}", "one");
        row("{'genres':['pop/rock']}", "one");
        row("{'genres':['house','synthwave']}", "one two");
        row("{'genres':['polka']}", "");
        row("{'moods':['dreamy']}", "one");
        row("{'instruments':['drums']}", "one two");
        row("{'instruments':['drums','vocals']}", "one");
        row("{'instruments':['drums'],'without_instruments':['vocals']}", "two");
        row("{'min_rating':4}", "two");
        row("{'favourite':false}", "one three");
        row("{'status':['imported','error']}", "three");
        row("{'missing':true}", "one three two");
        row("{'missing':false}", "");
        row("{'used_in_project':true}", "");
        row("{'added_from':'2026-02-20'}", "three two");
        row("{'added_from':'2026-02-01','added_to':'2026-02-20'}", "two");
        row("{'added_from':'2026-02-20','added_to':'2026-02-01'}", "two");
        row("{'text':'t'}", "three two");
        row("{'text':'zed'}", "one");
        row("{'text':'...'}", "one three two");
        row("{'text':'t','min_rating':1}", "two");
        row("{'sort':'artist'}", "two one three");
        row("{'sort':'artist','descending':true}", "one two three");
        row("{'sort':'bpm','descending':true}", "two one three");
        row("{'sort':'duration'}", "three one two");
        row("{'sort':'key'}", "one two three");
        row("{'sort':'loudness'}", "one two three");
        row("{'sort':'rating','descending':true}", "two one three");
        row("{'sort':'added','descending':true}", "three two one");
        row("{'sort':'mood'}", "one two three");
        row("{'sort':'genre'}", "two one three");
        row("{'sort':'status'}", "three one two");
        row("{'sort':'last_played'}", "one three two");
        row("{'descending':true}", "two three one");
    }

    void everyFieldNarrows()
    {
        QFETCH(QByteArray, query);
        QFETCH(QString, titles);
        fillThree();
        const QJsonObject json = objectOf(query);
        const auto read = trackQueryFromJson(json);
        SC_VERIFY_OK(read);
        QCOMPARE(found(*read), titles);
        const auto again = trackQueryFromJson(toJson(*read));
        SC_VERIFY_OK(again);
        QVERIFY(*again == *read);
    }

    void wrongQueriesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("query");
        for (const char *query :
             {"{'bpm':5}", "{'bpm':{'from':'x'}}", "{'genres':'house'}", "{'genres':[5]}", "{'status':['lost']}", "{'key':'H moll'}",
              "{'min_rating':9}", "{'added_from':'yesterday'}", "{'sort':'smell'}", "{'favourite':'yes'}", "{'text':5}"})
            QTest::newRow(query) << QByteArray(query);
    }

    void wrongQueriesAreNamed()
    {
        QFETCH(QByteArray, query);
        SC_COMPARE_PROBLEM(trackQueryFromJson(objectOf(query)), ProblemCode::ValidationError);
    }

    void rangesTheWrongWayRoundArePutRightAndSaid()
    {
        TrackQuery query;
        query.bpm = {140, 100};
        const QStringList said = straighten(query);
        QCOMPARE(said.size(), 1);
        QVERIFY(said.front().contains(QStringLiteral("100 to 140")));
        QVERIFY((query.bpm == NumberRange{100, 140}));
        QVERIFY(straighten(query).isEmpty());
        QVERIFY(!query.isEverything());
        QVERIFY(TrackQuery{}.isEverything());
    }

    void ordersFollowEveryChange()
    {
        std::vector<Track> tracks;
        for (int i = 0; i < 60; ++i)
            tracks.push_back(song(QStringLiteral("s%1").arg(i * 37 % 60), [i](Track &track) {
                track.artist = i % 5 == 0 ? QString() : QStringLiteral("Artist %1").arg(i % 7);
                if (i % 3 != 0)
                    track.bpm = 100 + i % 11;
            }));
        fill(tracks);
        const std::vector<TrackSort> sorts = {TrackSort::Title,  TrackSort::Artist,    TrackSort::Bpm,
                                              TrackSort::Rating, TrackSort::PlayCount, TrackSort::LastPlayed};
        const auto all = [&] {
            QStringList orders;
            for (const TrackSort sort : sorts) {
                for (const bool isDescending : {false, true}) {
                    TrackQuery query;
                    query.sort = sort;
                    query.isDescending = isDescending;
                    orders.append(found(query));
                }
            }
            return orders;
        };
        (void)all();
        for (int i = 0; i < 60; i += 4) {
            Track track = *m_library->track(tracks[size_t(i)].id);
            track.title += QStringLiteral(" b");
            track.artist = QStringLiteral("artist %1").arg(i % 9);
            SC_VERIFY_OK(m_library->editTags(track));
            SC_VERIFY_OK(m_library->setRating(tracks[size_t(i + 1)].id, 1 + i % 5));
            SC_VERIFY_OK(m_library->notePlayed(tracks[size_t(i + 2)].id));
            SC_VERIFY_OK(m_library->remove(tracks[size_t(i + 3)].id));
        }
        const QStringList kept = all();
        // Made anew they are the same.
        m_library.reset();
        auto opened = Library::open({m_dir->path()});
        SC_VERIFY_OK(opened);
        m_library = std::move(*opened);
        QCOMPARE(kept, all());
        QCOMPARE(m_library->trackCount(), 45);
    }

    void tagsHaveOneSpellingAndAreFound()
    {
        fillThree();
        const TrackId one = idOf(QStringLiteral("one"));
        const TrackId two = idOf(QStringLiteral("two"));
        SC_VERIFY_OK(m_library->setTags({one, two}, {QStringLiteral("Summer"), QStringLiteral(" night drive ")}, {}));
        SC_VERIFY_OK(m_library->setTags({two}, {QStringLiteral("ÉTÉ")}, {QStringLiteral("SUMMER")}));
        SC_COMPARE_PROBLEM(m_library->setTags({one}, {QStringLiteral("sUMMER")}, {}), ProblemCode::NothingToUpdate);
        QCOMPARE(m_library->track(one)->tags, QStringList({QStringLiteral("night drive"), QStringLiteral("Summer")}));
        TrackQuery query;
        query.tags = {QStringLiteral("NIGHT drive")};
        QCOMPARE(found(query), QStringLiteral("one two"));
        query.tags.append(QStringLiteral("été"));
        QCOMPARE(found(query), QStringLiteral("two"));
        query = {};
        query.text = QStringLiteral("summ");
        QCOMPARE(found(query), QStringLiteral("one"));
        QCOMPARE(m_library->tags().size(), size_t(3));

        SC_COMPARE_PROBLEM(m_library->renameTag(QStringLiteral("summer"), QStringLiteral("été")), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(m_library->renameTag(QStringLiteral("winter"), QStringLiteral("x")), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(m_library->renameTag(QStringLiteral("summer"), QStringLiteral("  ")), ProblemCode::ValidationError);
        SC_VERIFY_OK(m_library->renameTag(QStringLiteral("night drive"), QStringLiteral("Night Drive")));
        SC_VERIFY_OK(m_library->renameTag(QStringLiteral("summer"), QStringLiteral("été"), true));
        QCOMPARE(m_library->track(one)->tags, QStringList({QStringLiteral("Night Drive"), QStringLiteral("ÉTÉ")}));
        QCOMPARE(m_library->tags().size(), size_t(2));
        query.text = QStringLiteral("summ");
        QCOMPARE(found(query), QString());
        SC_COMPARE_PROBLEM(m_library->setTags({one}, {QString(61, u'x')}, {}), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(m_library->setTags({one}, {QStringLiteral("a\nb")}, {}), ProblemCode::ValidationError);
        SC_VERIFY_OK(m_library->setTags({one}, {QString(60, u'x')}, {}));
        SC_VERIFY_OK(m_library->setTagColour(QStringLiteral("été"), 4));
        SC_COMPARE_PROBLEM(m_library->setTagColour(QStringLiteral("été"), 9), ProblemCode::ValidationError);
        QCOMPARE(m_library->tags()[2].colour + m_library->tags()[1].colour, 4);
        // A word that no song has any more is no tag.
        SC_VERIFY_OK(m_library->remove(one));
        QCOMPARE(m_library->tags().size(), size_t(2));
    }

    void collectionsHoldSongsAndQueries()
    {
        fillThree();
        const TrackId one = idOf(QStringLiteral("one"));
        const auto shelf = m_library->addCollection(QStringLiteral("Shelf"));
        SC_VERIFY_OK(shelf);
        SC_COMPARE_PROBLEM(m_library->addCollection(QStringLiteral(" sHELF ")), ProblemCode::DuplicateResource);
        SC_COMPARE_PROBLEM(m_library->addCollection(QString()), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(m_library->addCollection(QString(101, u'x')), ProblemCode::ValidationError);
        QSignalSpy changed(m_library.get(), &Library::collectionsChanged);
        SC_VERIFY_OK(m_library->putInCollection(*shelf, {one, idOf(QStringLiteral("three"))}, true));
        SC_COMPARE_PROBLEM(m_library->putInCollection(*shelf, {one}, true), ProblemCode::NothingToUpdate);
        SC_COMPARE_PROBLEM(m_library->putInCollection(*shelf, {TrackId(QStringLiteral("nobody"))}, true), ProblemCode::ResourceNotFound);
        QCOMPARE(changed.size(), 1);
        TrackQuery query;
        query.collection = *shelf;
        QCOMPARE(found(query), QStringLiteral("one three"));

        query.status = {TrackStatus::Imported};
        const auto smart = m_library->addCollection(QStringLiteral("clever"), query);
        SC_VERIFY_OK(smart);
        SC_COMPARE_PROBLEM(m_library->putInCollection(*smart, {one}, true), ProblemCode::ValidationError);
        TrackQuery inner;
        inner.collection = *smart;
        QCOMPARE(found(inner), QStringLiteral("three"));
        const auto collections = m_library->collections();
        QCOMPARE(collections.size(), size_t(2));
        QCOMPARE(collections[0].name, QStringLiteral("clever"));
        QCOMPARE(collections[0].count, 1);
        QVERIFY(collections[0].query == query);
        QCOMPARE(collections[1].count, 2);

        Collection circle = collections[0];
        circle.query->collection = *smart;
        SC_COMPARE_PROBLEM(m_library->editCollection(circle), ProblemCode::Conflict);
        circle.query = query;
        SC_COMPARE_PROBLEM(m_library->editCollection(circle), ProblemCode::NothingToUpdate);
        circle.name = QStringLiteral("Renamed");
        SC_VERIFY_OK(m_library->editCollection(circle));
        SC_VERIFY_OK(m_library->putInCollection(*shelf, {one}, false));
        SC_VERIFY_OK(m_library->remove(idOf(QStringLiteral("three"))));
        QCOMPARE(m_library->collections()[1].count, 0);
        SC_VERIFY_OK(m_library->removeCollection(*shelf));
        SC_COMPARE_PROBLEM(m_library->removeCollection(*shelf), ProblemCode::ResourceNotFound);
        SC_COMPARE_PROBLEM(m_library->find(inner), ProblemCode::ResourceNotFound); // looks into the one that went
        QCOMPARE(m_library->trackCount(), 2);
    }

    void playsAndProjectsAreCounted()
    {
        fillThree();
        const TrackId one = idOf(QStringLiteral("one"));
        SC_VERIFY_OK(m_library->notePlayed(one));
        SC_VERIFY_OK(m_library->notePlayed(one));
        QCOMPARE(m_library->track(one)->playCount, 2);
        QVERIFY(!m_library->track(one)->lastPlayedAt.isEmpty());
        const QString hash = m_library->track(one)->contentHash;
        SC_VERIFY_OK(m_library->noteUsed(QStringLiteral("/a"), hash));
        SC_VERIFY_OK(m_library->noteUsed(QStringLiteral("/b"), hash));
        SC_VERIFY_OK(m_library->noteUsed(QStringLiteral("/b"), hash));
        QCOMPARE(m_library->listed(one)->usedIn, 2);
        TrackQuery query;
        query.usedInProject = true;
        QCOMPARE(found(query), QStringLiteral("one"));
        SC_VERIFY_OK(m_library->noteUsed(QStringLiteral("/a"), m_library->track(idOf(QStringLiteral("two")))->contentHash));
        SC_VERIFY_OK(m_library->noteUsed(QStringLiteral("/b"), QString()));
        QCOMPARE(found(query), QStringLiteral("two"));
        QCOMPARE(m_library->track(one)->usedIn, 0);
    }

    void coloursAreKept()
    {
        fillThree();
        const TrackId one = idOf(QStringLiteral("one"));
        SC_VERIFY_OK(m_library->setColour(one, 8));
        SC_COMPARE_PROBLEM(m_library->setColour(one, 9), ProblemCode::ValidationError);
        QCOMPARE(m_library->track(one)->colour, 8);
    }

    void figuresCountEverySong()
    {
        fillThree();
        const auto stats = m_library->statistics();
        SC_VERIFY_OK(stats);
        QCOMPARE(stats->tracks, 3);
        QCOMPARE(stats->analysed, 2);
        QCOMPARE(stats->missing, 3);
        QCOMPARE(stats->duration, Ticks::seconds(480));
        QCOMPARE(stats->bpm[size_t((120 - stats->bpmFrom) / stats->bpmStep)], 1);
        QCOMPARE(stats->bpm[size_t((125 - stats->bpmFrom) / stats->bpmStep)], 1);
        QCOMPARE(stats->energy[9], 1);
        QCOMPARE(stats->loudness[13], 1);
        QCOMPARE(stats->ratings, std::vector<int>({1, 0, 0, 1, 0, 1}));
        QCOMPARE(stats->keys.size(), size_t(24));
        QCOMPARE(stats->keys[0].name, QStringLiteral("C major"));
        QCOMPARE(stats->keys[0].count, 1);
        QCOMPARE(stats->keys[21].name, QStringLiteral("A minor"));
        QCOMPARE(stats->keys[21].count, 1);
        QCOMPARE(stats->genres.size(), size_t(3));
        QCOMPARE(stats->moods.size(), size_t(2));
    }

    void keysHaveTheirPlaceOnTheWheel()
    {
        for (const QString &key : keyNames())
            QVERIFY(wheelPlace(key) >= 0);
        QCOMPARE(wheelPlace(QStringLiteral("A minor")), wheelPlace(QStringLiteral("8A")));
        QCOMPARE(wheelPlace(QStringLiteral("13A")), -1);
        QCOMPARE(wheelPlace(QStringLiteral("8C")), -1);
        QCOMPARE(wheelPlace(QString()), -1);
        // 12 and 1 are neighbours.
        QVERIFY(compatiblePlaces(wheelPlace(QStringLiteral("12A"))) & (1U << wheelPlace(QStringLiteral("1A"))));
        QVERIFY(!(compatiblePlaces(wheelPlace(QStringLiteral("12A"))) & (1U << wheelPlace(QStringLiteral("1B")))));
    }
};

SC_TEST(TestFind)
#include "tst_find.moc"
