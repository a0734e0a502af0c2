// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/grid_edits.h"
#include "core/library/library_schema.h"
#include "core/store/database.h"
#include "tests/core/library/library_test.h"

using namespace sc;
using namespace sc::library;

// Songs that leave the library and come back as they were.
class TestLibraryRemoval : public test::LibraryTest
{
    Q_OBJECT

    static audio::Analysis heard(double bpm)
    {
        audio::Analysis analysis;
        analysis.engineVersion = 1;
        analysis.duration = Ticks::seconds(30);
        analysis.sampleRate = 8000;
        analysis.channels = 1;
        analysis.tempo = {bpm, 0.9};
        analysis.key = {QStringLiteral("A minor"), 0.8};
        analysis.integratedLufs = -14.5;
        analysis.energy = {0.7, 0.9};
        analysis.waveform.sampleRate = 8000;
        analysis.waveform.sampleCount = 3LL * audio::WaveformPyramid::kBaseStride;
        analysis.waveform.levels = {{{-3, 7, 1, 2, 3, 4}, {-9, 9, 5, 6, 7, 8}, {0, 1, 0, 0, 0, 0}}};
        return analysis;
    }

    // Every row of every table that says something of a song, one a line; the search index by what it finds.
    QStringList everything() const
    {
        QStringList lines;
        auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
        if (!db)
            return {db.error().text()};
        const QStringList queries = {
            QStringLiteral(
                "SELECT 'track', id, file, title, artist, rating, favourite, colour, tags, added_at, last_played_at, play_count, "
                "used_in, bpm, musical_key, lufs, energy, quality, status, content_hash, has_artwork FROM track ORDER BY id"),
            QStringLiteral("SELECT 'analysis', track.id, analysis.id, level, made_at, is_current, json, hex(waveform), hex(overview), "
                           "hex(picture) FROM analysis JOIN track ON track.n = analysis.track ORDER BY analysis.id"),
            QStringLiteral("SELECT 'tag', track.id, name, tag.colour FROM track_tag JOIN tag ON tag.n = tag JOIN track ON track.n = track "
                           "ORDER BY track.id, folded"),
            QStringLiteral(
                "SELECT 'collection', track.id, collection.id FROM collection_track JOIN collection ON collection.n = collection "
                "JOIN track ON track.n = track ORDER BY track.id, collection.id"),
            QStringLiteral("SELECT 'project', track.id, bundle FROM project_track JOIN track ON track.n = track ORDER BY track.id, bundle"),
            QStringLiteral("SELECT 'correction', track.id, kind, json, made_at FROM correction JOIN track ON track.n = track "
                           "ORDER BY track.id, kind"),
            QStringLiteral("SELECT 'likeness', track.id, hex(profile) FROM likeness JOIN track ON track.n = track ORDER BY track.id"),
            QStringLiteral("SELECT 'print', track.id, hex(print) FROM fingerprint JOIN track ON track.n = track ORDER BY track.id"),
            QStringLiteral("SELECT 'found', track.id FROM track_text JOIN track ON track.n = track_text.rowid "
                           "WHERE track_text MATCH '\"night\"*' ORDER BY track.id"),
        };
        for (const QString &query : queries) {
            auto rows = (*db)->query(query);
            const auto columns = query.count(u',');
            while (rows && rows->next().value_or(false)) {
                QStringList values;
                for (qsizetype column = 0; column <= columns && rows->value(int(column)).isValid(); ++column)
                    values.append(rows->text(int(column)));
                lines.append(values.join(u'|'));
            }
        }
        return lines;
    }

    // A song that knows everything a song can know.
    TrackId richSong(const QString &name, int number)
    {
        const TrackId id = import(song(name, number));
        audio::Corrections corrections;
        corrections.key = QStringLiteral("F# minor");
        corrections.grid = *audio::makeGrid({Ticks(), Ticks::seconds(30)}, 121, Ticks(), 4);
        const auto shelf = m_library->addCollection(QStringLiteral("Set %1").arg(number));
        const bool isDone = shelf && m_library->storeAnalysis(id, heard(100)) && m_library->storeAnalysis(id, heard(120)) &&
                            m_library->setCorrections(id, corrections) && m_library->setRating(id, 4) &&
                            m_library->setFavourite(id, true) && m_library->setColour(id, 3) &&
                            m_library->setTags({id}, {QStringLiteral("Night drive"), QStringLiteral("B-side")}, {}) &&
                            m_library->setTagColour(QStringLiteral("B-side"), 5) && m_library->notePlayed(id) &&
                            m_library->noteUsed(QStringLiteral("/projects/%1").arg(number), m_library->track(id)->contentHash) &&
                            m_library->putInCollection(*shelf, {id}, true);
        return isDone ? id : TrackId();
    }

private Q_SLOTS:
    void aSongComesBackWithEverything()
    {
        const TrackId id = richSong(QStringLiteral("a.wav"), 1);
        const TrackId other = import(song(QStringLiteral("b.wav"), 2));
        const QStringList before = everything();
        QVERIFY(before.size() >= 12);
        SC_VERIFY_OK(m_library->remove(id));
        QVERIFY(m_library->tags().empty());
        QCOMPARE(m_library->trackCount(), 1);
        QCOMPARE(m_library->removedSongs().front().id, id);
        QVERIFY(!m_library->removedSongs().front().removedAt.isEmpty());
        // Its row number is taken by another song meanwhile, and the program is closed.
        const TrackId later = import(song(QStringLiteral("c.wav"), 3));
        reopen();
        QSignalSpy changed(m_library.get(), &Library::tracksChanged);
        SC_VERIFY_OK(m_library->bringBack({id}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(m_library->trackCount(), 3);
        QCOMPARE(m_library->listed(id)->tags, (QStringList{QStringLiteral("B-side"), QStringLiteral("Night drive")}));
        QCOMPARE(m_library->corrections(id).key, QStringLiteral("F# minor"));
        QCOMPARE(m_library->analysisHistory(id).size(), size_t(2));
        QVERIFY(m_library->removedSongs().empty());
        SC_VERIFY_OK(m_library->remove(later));
        QCOMPARE(everything(), before);
        QVERIFY(m_library->track(other).has_value());
        SC_COMPARE_PROBLEM(m_library->bringBack({id}), ProblemCode::ResourceNotFound);
    }

    void severalSongsLeaveAndComeBackTogether()
    {
        const TrackId one = richSong(QStringLiteral("a.wav"), 1);
        const TrackId two = richSong(QStringLiteral("b.wav"), 2);
        const QStringList before = everything();
        // All or none.
        SC_COMPARE_PROBLEM(m_library->remove({one, TrackId::create(), two}), ProblemCode::ResourceNotFound);
        QCOMPARE(everything(), before);
        SC_VERIFY_OK(m_library->remove({one, two}));
        QCOMPARE(m_library->trackCount(), 0);
        SC_COMPARE_PROBLEM(m_library->bringBack({one, TrackId::create()}), ProblemCode::ResourceNotFound);
        QCOMPARE(m_library->trackCount(), 0);
        SC_VERIFY_OK(m_library->bringBack({one, two}));
        QCOMPARE(everything(), before);
    }

    void likenessKnowsASongThatCameBack()
    {
        const TrackId one = richSong(QStringLiteral("a.wav"), 1);
        const TrackId two = richSong(QStringLiteral("b.wav"), 2);
        QCOMPARE(m_library->similar(one, audio::defaultLikenessWeights(), 5)->size(), size_t(1));
        SC_VERIFY_OK(m_library->remove(two));
        QCOMPARE(m_library->similar(one, audio::defaultLikenessWeights(), 5)->size(), size_t(0));
        SC_VERIFY_OK(m_library->bringBack({two}));
        QCOMPARE(m_library->similar(one, audio::defaultLikenessWeights(), 5)->front().track, two);
    }

    void theCoverComesBackToo()
    {
        const QString cover = at(QStringLiteral("cover.png"));
        QVERIFY(test::numberedImage(5).save(cover));
        const QString problem =
            test::runFfmpeg({QStringLiteral("-i"), song(QStringLiteral("a.wav"), 1), QStringLiteral("-i"), cover, QStringLiteral("-map"),
                             QStringLiteral("0"), QStringLiteral("-map"), QStringLiteral("1"), QStringLiteral("-disposition:v"),
                             QStringLiteral("attached_pic"), at(QStringLiteral("a.mp3"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const TrackId id = import(at(QStringLiteral("a.mp3")));
        const QImage before = m_library->artwork(id);
        QVERIFY(!before.isNull());
        SC_VERIFY_OK(m_library->remove(id));
        QVERIFY(m_library->artwork(id).isNull());
        SC_VERIFY_OK(m_library->bringBack({id}));
        QCOMPARE(m_library->artwork(id), before);
    }

    void aCollectionThatIsGoneIsNoObstacle()
    {
        const TrackId id = richSong(QStringLiteral("a.wav"), 1);
        SC_VERIFY_OK(m_library->remove(id));
        SC_VERIFY_OK(m_library->removeCollection(m_library->collections().front().id));
        SC_VERIFY_OK(m_library->bringBack({id}));
        QCOMPARE(m_library->listed(id)->rating, 4);
    }

    void aFileThatWasImportedAgainIsNotDoubled()
    {
        const QString path = song(QStringLiteral("a.wav"), 1);
        const TrackId id = import(path);
        SC_VERIFY_OK(m_library->remove(id));
        const TrackId again = import(path);
        SC_COMPARE_PROBLEM(m_library->bringBack({id}), ProblemCode::DuplicateResource);
        SC_VERIFY_OK(m_library->remove(again));
        SC_VERIFY_OK(m_library->bringBack({id}));
        QCOMPARE(m_library->tracks().front().id, id);
    }

    void aSongInWorkComesBackAsOneThatIsNot()
    {
        const TrackId id = import(song(QStringLiteral("a.wav"), 1));
        m_library->startAnalysis(id);
        QVERIFY(m_library->track(id)->status != TrackStatus::Imported);
        SC_VERIFY_OK(m_library->remove(id));
        SC_VERIFY_OK(m_library->bringBack({id}));
        QCOMPARE(m_library->track(id)->status, TrackStatus::Imported);
    }

    void afterAMonthItIsGone()
    {
        const TrackId old = import(song(QStringLiteral("a.wav"), 1));
        const TrackId fresh = import(song(QStringLiteral("b.wav"), 2));
        SC_VERIFY_OK(m_library->remove({old, fresh}));
        {
            auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
            SC_VERIFY_OK(db);
            SC_VERIFY_OK((*db)->execute(QStringLiteral("UPDATE removed_song SET removed_at = '2020-01-01T00:00:00.000Z' WHERE id = ?"),
                                        {old.text()}));
        }
        reopen();
        QCOMPARE(m_library->removedSongs().size(), size_t(1));
        SC_COMPARE_PROBLEM(m_library->bringBack({old}), ProblemCode::ResourceNotFound);
        SC_VERIFY_OK(m_library->bringBack({fresh}));
    }
};

SC_TEST(TestLibraryRemoval)
#include "tst_library_removal.moc"
