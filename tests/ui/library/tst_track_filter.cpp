// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/library/track_filter.h"

#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

library::Track song(const QString &title, std::optional<double> bpm = {}, const QString &key = {})
{
    library::Track track;
    track.id = TrackId(title);
    track.title = title;
    track.bpm = bpm;
    track.key = key;
    track.duration = Ticks::seconds(200);
    track.addedAt = QStringLiteral("2026-11-01T12:00:00.000Z");
    return track;
}

QStringList titles(const std::vector<library::Track> &tracks)
{
    QStringList list;
    for (const library::Track &track : tracks)
        list.append(track.title);
    return list;
}

const QString kNow = QStringLiteral("2026-11-20T12:00:00.000Z");

} // namespace

class TestTrackFilter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void titlesSortAsPeopleRead()
    {
        const std::vector tracks{song(QStringLiteral("night 10")), song(QStringLiteral("Night 2")), song(QStringLiteral("Álbum"))};
        QCOMPARE(titles(arranged(tracks, {}, kNow)),
                 QStringList({QStringLiteral("Álbum"), QStringLiteral("Night 2"), QStringLiteral("night 10")}));
    }

    void songsWithoutAValueStandLastEitherWay()
    {
        const std::vector tracks{song(QStringLiteral("none")), song(QStringLiteral("slow"), 70), song(QStringLiteral("fast"), 170)};
        TrackView view;
        view.sortBy = TrackColumn::Bpm;
        QCOMPARE(titles(arranged(tracks, view, kNow)),
                 QStringList({QStringLiteral("slow"), QStringLiteral("fast"), QStringLiteral("none")}));
        view.ascending = false;
        QCOMPARE(titles(arranged(tracks, view, kNow)),
                 QStringList({QStringLiteral("fast"), QStringLiteral("slow"), QStringLiteral("none")}));
    }

    void keysSortRoundTheWheel()
    {
        const std::vector tracks{song(QStringLiteral("8A"), 1, QStringLiteral("A minor")),
                                 song(QStringLiteral("10A"), 1, QStringLiteral("B minor")),
                                 song(QStringLiteral("8B"), 1, QStringLiteral("C major"))};
        TrackView view;
        view.sortBy = TrackColumn::Key;
        QCOMPARE(titles(arranged(tracks, view, kNow)), QStringList({QStringLiteral("8A"), QStringLiteral("8B"), QStringLiteral("10A")}));
    }

    void shelvesHoldWhatTheyAreCalled()
    {
        library::Track old = song(QStringLiteral("old"));
        old.addedAt = QStringLiteral("2020-01-01T00:00:00.000Z");
        library::Track loved = song(QStringLiteral("loved"));
        loved.favourite = true;
        library::Track gone = song(QStringLiteral("gone"));
        gone.missing = true;
        const std::vector tracks{old, loved, gone};
        const auto on = [&](Collection shelf) {
            TrackView view;
            view.collection = shelf;
            return titles(arranged(tracks, view, kNow));
        };
        QCOMPARE(on(Collection::All).size(), 3);
        QCOMPARE(on(Collection::Recent), QStringList({QStringLiteral("gone"), QStringLiteral("loved")}));
        QCOMPARE(on(Collection::Favourites), QStringList{QStringLiteral("loved")});
        QCOMPARE(on(Collection::Missing), QStringList{QStringLiteral("gone")});
    }

    void aSearchKeepsOnlyWhatItFound()
    {
        const std::vector tracks{song(QStringLiteral("a")), song(QStringLiteral("b"))};
        TrackView view;
        view.found = QSet<TrackId>{TrackId(QStringLiteral("b"))};
        QCOMPARE(titles(arranged(tracks, view, kNow)), QStringList{QStringLiteral("b")});
        view.found = QSet<TrackId>();
        QVERIFY(arranged(tracks, view, kNow).empty());
    }

    void theSummaryCountsHoursOnlyWhenThereAreSome()
    {
        QVERIFY(summaryOf({song(QStringLiteral("a"))}).contains(u"3 min"));
        std::vector<library::Track> many(40, song(QStringLiteral("a")));
        QVERIFY(summaryOf(many).contains(u"2 h 13 min"));
    }
};

SC_TEST(TestTrackFilter)
#include "tst_track_filter.moc"
