// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library.h"
#include "core/library/track_list.h"
#include "core/library/track_table.h"
#include "core/store/transaction.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

#include <random>

using namespace sc;
using namespace sc::library;

namespace {

// Few different values, so that many songs are equal in each.
Track randomSong(std::mt19937 &random, const TrackId &id)
{
    const auto pick = [&random](const char *words) {
        const QStringList list = QString::fromLatin1(words).split(u'|');
        return list[static_cast<qsizetype>(random() % static_cast<size_t>(list.size()))];
    };
    Track track;
    track.id = id;
    track.file = QStringLiteral("/music/%1.wav").arg(id.text());
    track.contentHash = id.text();
    track.title = pick("Song 2|Song 10|song 2|Élan|Echo|echo|Zebra|alpha");
    track.artist = pick("|Abba|abba|Zed|Éric|Eric 2|Eric 10");
    track.album = pick("|One|Two|three");
    track.genreTag = pick("|House|house|Techno");
    track.moods = QStringList{pick("calm|tense")};
    track.key = pick("|A minor|C major|F# minor");
    if (random() % 4 != 0)
        track.bpm = 90 + static_cast<double>(random() % 5);
    if (random() % 4 != 0)
        track.lufs = -static_cast<double>(random() % 4);
    if (random() % 4 != 0)
        track.energy = static_cast<double>(random() % 3) / 2;
    track.rating = static_cast<int>(random() % 6);
    track.playCount = static_cast<int>(random() % 3);
    track.status = static_cast<TrackStatus>(random() % 5);
    track.duration = Ticks::seconds(static_cast<std::int64_t>(60 + random() % 4));
    track.addedAt = QStringLiteral("2026-01-%1T12:00:00.000Z").arg(1 + random() % 9, 2, 10, QLatin1Char('0'));
    if (random() % 2 == 0)
        track.lastPlayedAt = QStringLiteral("2026-02-%1T12:00:00.000Z").arg(1 + random() % 9, 2, 10, QLatin1Char('0'));
    return track;
}

std::vector<TrackId> idsOf(const TrackList &list, TrackSort sort, bool isDescending)
{
    std::vector<TrackId> ids;
    for (const TrackList::Slot slot : list.order(sort, isDescending))
        ids.push_back(list.id(slot));
    return ids;
}

// Songs with their rows, and the same put into a list of its own: what an order must be whatever happened before.
class Songs
{
public:
    explicit Songs(unsigned seed) : m_random(seed)
    {
        for (int i = 0; i < 60; ++i)
            m_rows.push_back({++m_lastRow, randomSong(m_random, TrackId::create())});
        list.assign(m_rows);
    }

    void changeOne()
    {
        const size_t place = m_random() % m_rows.size();
        switch (m_random() % 3) {
        case 0:
            m_rows.push_back({++m_lastRow, randomSong(m_random, TrackId::create())});
            list.put(m_rows.back());
            break;
        case 1:
            m_rows[place].track = randomSong(m_random, m_rows[place].track.id);
            list.put(m_rows[place]);
            break;
        default:
            if (m_rows.size() > 1) {
                list.remove(m_rows[place].track.id);
                m_rows.erase(m_rows.begin() + static_cast<std::ptrdiff_t>(place));
            }
        }
    }

    void readAgain() { list.assign(m_rows); }

    void verifyOrders() const
    {
        TrackList fresh;
        fresh.assign(m_rows);
        for (int sort = 0; sort <= static_cast<int>(kLastTrackSort); ++sort) {
            for (const bool isDescending : {false, true})
                QCOMPARE(idsOf(list, static_cast<TrackSort>(sort), isDescending), idsOf(fresh, static_cast<TrackSort>(sort), isDescending));
        }
    }

    TrackList list;

private:
    std::mt19937 m_random;
    std::vector<TrackRow> m_rows;
    qint64 m_lastRow = 0;
};

} // namespace

// Orders that are made ahead, on another thread, while songs come, go and change.
class TestTrackOrders : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ordersMadeAheadAreThoseThatWouldBeMadeAtOnce()
    {
        for (unsigned seed = 1; seed <= 40; ++seed) {
            Songs songs(seed);
            int rounds = 0;
            while (auto source = songs.list.nextOrder()) {
                TrackOrders made = bothOrders(*source, {});
                for (unsigned change = 0; change < seed % 7; ++change)
                    songs.changeOne();
                QVERIFY(songs.list.takeOrders(std::move(made)));
                ++rounds;
            }
            QCOMPARE(rounds, static_cast<int>(kLastTrackSort) + 1);
            songs.verifyOrders();
            songs.changeOne();
            songs.verifyOrders();
        }
    }

    void anOrderOfAListThatWasReadAgainIsRefused()
    {
        Songs songs(7);
        TrackOrders made = bothOrders(*songs.list.nextOrder(), {});
        songs.changeOne();
        songs.readAgain();
        QVERIFY(!songs.list.takeOrders(std::move(made)));
        songs.verifyOrders();
    }

    void anOrderBehindTooManyChangesIsMadeAgain()
    {
        Songs songs(8);
        const auto source = songs.list.nextOrder();
        const TrackSort sort = source->sort;
        for (int change = 0; change < 1000; ++change)
            songs.changeOne();
        QVERIFY(!songs.list.takeOrders(bothOrders(*source, {})));
        const auto again = songs.list.nextOrder();
        QCOMPARE(again->sort, sort);
        QVERIFY(songs.list.takeOrders(bothOrders(*again, {})));
        songs.verifyOrders();
    }

    void whatWasAskedForMeanwhileStays()
    {
        Songs songs(9);
        const auto source = songs.list.nextOrder();
        const std::vector<TrackId> asked = idsOf(songs.list, source->sort, true);
        songs.changeOne();
        QVERIFY(songs.list.takeOrders(bothOrders(*source, {})));
        songs.verifyOrders();
    }

    void aCancelledSortGivesNothingAndEnds()
    {
        Songs songs(10);
        const CancelToken cancel;
        cancel.cancel();
        const TrackOrders made = bothOrders(*songs.list.nextOrder(), cancel);
        QVERIFY(made.rising.size() + made.falling.size() < 120);
    }

    void aLibraryPreparesEveryOrderOnceItWasRead()
    {
        const QTemporaryDir dir;
        const ProfilePaths profile{dir.path()};
        std::mt19937 random(11);
        SC_VERIFY_OK(Library::open(profile));
        {
            auto db = store::Database::open(profile.libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            auto transaction = store::Transaction::begin(**db);
            for (int i = 0; i < 300; ++i)
                SC_VERIFY_OK(TrackTable(**db).insert(randomSong(random, TrackId::create())));
            SC_VERIFY_OK(transaction->commit());
        }
        auto library = Library::open(profile);
        SC_VERIFY_OK(library);
        QSignalSpy prepared(library->get(), &Library::ordersPrepared);
        const auto all = (*library)->find({});
        SC_VERIFY_OK(all);
        SC_VERIFY_OK((*library)->setRating(all->front(), 3)); // while they are made
        QTRY_COMPARE(prepared.size(), 1);
        auto other = Library::open(profile); // asked cold: every order is made at once
        for (int sort = 0; sort <= static_cast<int>(kLastTrackSort); ++sort) {
            TrackQuery query;
            query.sort = static_cast<TrackSort>(sort);
            query.isDescending = sort % 2 == 0;
            QCOMPARE(*(*library)->find(query), *(*other)->find(query));
        }
        // Closing does not wait for what is left to make.
        *other = nullptr;
        library->reset();
    }
};

SC_TEST(TestTrackOrders)
#include "tst_track_orders.moc"
