// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/library/library_test.h"

#include <QtCore/QtEndian>

using namespace sc;
using namespace sc::library;

// What an import leaves in the library: nothing twice, nothing lost.
class TestImport : public test::LibraryTest
{
    Q_OBJECT

    // Silence, which takes no room on the disk.
    static bool largeSong(const QString &path, int number)
    {
        QByteArray header = test::wavBytes({}, 192000, 8);
        const auto dataBytes = qToLittleEndian(quint32(kDefaultSizeLimit + 16 * number));
        header.replace(40, 4, reinterpret_cast<const char *>(&dataBytes), 4);
        return test::writeFile(path, header) && QFile::resize(path, kDefaultSizeLimit + 16 * number + header.size());
    }

private Q_SLOTS:
    void aSongIsInTheLibraryWithItsFacts()
    {
        const QString path = at(QStringLiteral("Neon Drive.wav"));
        QVERIFY(test::writeWav(path, test::sine(2, 44100, 2), 44100, 2));
        const ImportOutcome outcome = importOne(path);
        QCOMPARE(outcome.kind, ImportOutcome::Kind::Imported);
        reopen();
        const auto track = m_library->track(outcome.track);
        SC_VERIFY_OK(track);
        QCOMPARE(track->file, path);
        QCOMPARE(track->title, QStringLiteral("Neon Drive"));
        QCOMPARE(track->duration, Ticks::seconds(2));
        QCOMPARE(track->sampleRate, 44100);
        QCOMPARE(track->channels, 2);
        QCOMPARE(track->bitDepth, 16);
        QCOMPARE(track->codec, QStringLiteral("pcm_s16le"));
        QCOMPARE(track->size, QFileInfo(path).size());
        QCOMPARE(track->contentHash.size(), 64);
        QCOMPARE(track->status, TrackStatus::Imported);
        QVERIFY(!track->missing);
        QVERIFY(!track->addedAt.isEmpty());
    }

    void theSameFileTwiceIsOneSong()
    {
        const QString path = song(QStringLiteral("a.wav"), 1);
        const ImportOutcome first = importOne(path);
        QCOMPARE(first.kind, ImportOutcome::Kind::Imported);
        const ImportOutcome again = importOne(path);
        QCOMPARE(again.kind, ImportOutcome::Kind::AlreadyThere);
        QCOMPARE(again.track, first.track);
        // Only touched: still the same song.
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-3), QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(importOne(path).kind, ImportOutcome::Kind::AlreadyThere);
        QCOMPARE(m_library->tracks().size(), size_t(1));
    }

    void equalFilesAtTwoPlacesAreOneSong()
    {
        const QString path = song(QStringLiteral("music/a.wav"), 1);
        QVERIFY(QFile::copy(path, at(QStringLiteral("music/b.wav"))));
        // In one import the first by name wins, however the threads run.
        const auto outcomes = m_library->importNow({at(QStringLiteral("music"))}, {});
        QCOMPARE(outcomes.size(), size_t(2));
        QCOMPARE(outcomes[0].kind, ImportOutcome::Kind::Imported);
        QCOMPARE(outcomes[1].kind, ImportOutcome::Kind::AlreadyThere);
        QCOMPARE(outcomes[1].track, outcomes[0].track);
        QVERIFY(QFile::copy(path, at(QStringLiteral("c.wav"))));
        QCOMPARE(importOne(at(QStringLiteral("c.wav"))).kind, ImportOutcome::Kind::AlreadyThere);
        QCOMPARE(m_library->tracks().size(), size_t(1));
        QCOMPARE(m_library->tracks().front().file, path);
    }

    void aMovedFileIsFollowed()
    {
        const QString path = song(QStringLiteral("old.wav"), 1);
        const TrackId id = importOne(path).track;
        SC_VERIFY_OK(m_library->setRating(id, 4));
        QVERIFY(QFile::rename(path, at(QStringLiteral("new.wav"))));
        QVERIFY(m_library->track(id)->missing);
        const ImportOutcome outcome = importOne(at(QStringLiteral("new.wav")));
        QCOMPARE(outcome.kind, ImportOutcome::Kind::Updated);
        QCOMPARE(outcome.track, id);
        const auto track = m_library->track(id);
        QCOMPARE(track->file, at(QStringLiteral("new.wav")));
        QCOMPARE(track->rating, 4);
        QVERIFY(!track->missing);
        QCOMPARE(m_library->tracks().size(), size_t(1));
    }

    void newContentAtAnOldPlaceUpdatesTheSong()
    {
        const QString path = song(QStringLiteral("mix.wav"), 1);
        const TrackId id = importOne(path).track;
        SC_VERIFY_OK(m_library->setFavourite(id, true));
        const QString before = m_library->track(id)->contentHash;
        QVERIFY(test::writeWav(path, test::sine(0.2, 8000, 1, 300), 8000, 1));
        const ImportOutcome outcome = importOne(path);
        QCOMPARE(outcome.kind, ImportOutcome::Kind::Updated);
        QCOMPARE(outcome.track, id);
        const auto track = m_library->track(id);
        QVERIFY(track->contentHash != before);
        QVERIFY(track->favourite);
        QCOMPARE(track->duration, Ticks::fromSeconds(0.2));
    }

    void importInTheBackgroundTellsOfEveryFile()
    {
        constexpr int kSongs = 40;
        for (int i = 0; i < kSongs; ++i)
            QVERIFY(!song(QStringLiteral("many/%1/song %2.wav").arg(i % 3).arg(i), i).isEmpty());
        QSignalSpy finished(m_library.get(), &Library::importFinished);
        QSignalSpy outcomes(m_library.get(), &Library::importOutcome);
        QSignalSpy progress(m_library.get(), &Library::importProgress);
        QSignalSpy changed(m_library.get(), &Library::tracksChanged);
        m_library->startImport({at(QStringLiteral("many"))});
        m_library->startImport({at(QStringLiteral("many/0"))});
        QVERIFY(m_library->isImporting());
        QTRY_COMPARE(finished.size(), 2);
        QVERIFY(!m_library->isImporting());
        QCOMPARE(finished[0][0].value<std::vector<ImportOutcome>>().size(), size_t(kSongs));
        QCOMPARE(outcomes.size(), kSongs + 14);
        QCOMPARE(progress[kSongs - 1][0].toInt(), kSongs);
        QCOMPARE(progress[kSongs - 1][1].toInt(), kSongs);
        QVERIFY(!changed.isEmpty());
        QCOMPARE(m_library->tracks().size(), size_t(kSongs));
    }

    void cancellingKeepsWhatWasImported()
    {
        constexpr int kSongs = 300;
        for (int i = 0; i < kSongs; ++i)
            QVERIFY(!song(QStringLiteral("many/song %1.wav").arg(i, 3, 10, QLatin1Char('0')), i).isEmpty());
        QSignalSpy finished(m_library.get(), &Library::importFinished);
        int seen = 0;
        connect(m_library.get(), &Library::importOutcome, this, [&] {
            if (++seen == 10)
                m_library->cancelImport();
        });
        m_library->startImport({at(QStringLiteral("many"))});
        QTRY_COMPARE(finished.size(), 1);
        const auto outcomes = finished[0][0].value<std::vector<ImportOutcome>>();
        QCOMPARE(outcomes.size(), size_t(kSongs));
        const auto imported = std::ranges::count(outcomes, ImportOutcome::Kind::Imported, &ImportOutcome::kind);
        const auto cancelled = std::ranges::count(outcomes, ImportOutcome::Kind::Cancelled, &ImportOutcome::kind);
        QVERIFY(imported >= 10);
        QVERIFY(cancelled > 0);
        QCOMPARE(imported + cancelled, std::ptrdiff_t(kSongs));
        reopen();
        QCOMPARE(std::ssize(m_library->tracks()), imported);
        // Later it can go on where it was left.
        const auto rest = m_library->importNow({at(QStringLiteral("many"))}, {});
        QCOMPARE(std::ranges::count(rest, ImportOutcome::Kind::Imported, &ImportOutcome::kind), cancelled);
    }

    void anImportOfFiveHundredIsPausedCancelledAndGoesOn()
    {
        constexpr int kSongs = 500;
        for (int i = 0; i < kSongs; ++i)
            QVERIFY(!song(QStringLiteral("many/song %1.wav").arg(i, 3, 10, QLatin1Char('0')), i).isEmpty());
        QSignalSpy finished(m_library.get(), &Library::importFinished);
        QSignalSpy progress(m_library.get(), &Library::importProgress);
        int seen = 0;
        connect(m_library.get(), &Library::importOutcome, this, [&] {
            if (++seen == 50)
                m_library->pauseImport(true);
        });
        m_library->startImport({at(QStringLiteral("many"))});
        QTRY_VERIFY(m_library->isImportPaused());
        // What was in work is finished; then nothing moves.
        QTRY_VERIFY(m_library->isImportResting());
        QVERIFY(seen < kSongs);
        QCOMPARE(m_library->trackCount(), seen);
        const qsizetype told = progress.size();
        QCoreApplication::processEvents();
        QVERIFY(m_library->isImportResting());
        QCOMPARE(progress.size(), told);
        QVERIFY(seen >= 50 && seen < kSongs);
        QVERIFY(m_library->isImporting());
        const int paused = seen;
        m_library->pauseImport(false);
        QVERIFY(!m_library->isImportPaused());
        QTRY_VERIFY(seen > paused);
        // Cancelled while it is paused, it ends at once.
        m_library->pauseImport(true);
        m_library->cancelImport();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0][0].value<std::vector<ImportOutcome>>().size(), size_t(kSongs));
        QVERIFY(!m_library->isImportPaused());
        QVERIFY(!m_library->isImporting());
        m_library->startImport({at(QStringLiteral("many"))});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 60'000);
        QCOMPARE(m_library->trackCount(), kSongs);
        QCOMPARE(progress.back()[0].toInt(), kSongs);
        QCOMPARE(progress.back()[1].toInt(), kSongs);
    }

    void refusedFilesAreTriedOnceMore()
    {
        QVERIFY(QDir().mkpath(at(QStringLiteral("in"))));
        QVERIFY(test::writeFile(at(QStringLiteral("in/later.wav")), "not yet"));
        song(QStringLiteral("in/now.wav"), 1);
        QSignalSpy finished(m_library.get(), &Library::importFinished);
        m_library->startImport({at(QStringLiteral("in"))});
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(m_library->trackCount(), 1);
        song(QStringLiteral("in/later.wav"), 2);
        m_library->retryRefused();
        QTRY_COMPARE(finished.size(), 2);
        const auto again = finished[1][0].value<std::vector<ImportOutcome>>();
        QCOMPARE(again.size(), size_t(1));
        QCOMPARE(again.front().kind, ImportOutcome::Kind::Imported);
        m_library->retryRefused();
        QVERIFY(!m_library->isImporting());
    }

    void theCommandLineCanCancelToo()
    {
        for (int i = 0; i < 300; ++i)
            QVERIFY(!song(QStringLiteral("many/song %1.wav").arg(i), i).isEmpty());
        const CancelToken cancel;
        const auto outcomes = m_library->importNow({at(QStringLiteral("many"))}, {}, cancel, [&](const ImportOutcome &, int done, int) {
            if (done == 5)
                cancel.cancel();
        });
        QCOMPARE(outcomes.size(), size_t(300));
        QVERIFY(std::ranges::count(outcomes, ImportOutcome::Kind::Cancelled, &ImportOutcome::kind) > 0);
        QCOMPARE(std::ssize(m_library->tracks()), std::ranges::count(outcomes, ImportOutcome::Kind::Imported, &ImportOutcome::kind));
    }

    void aLibraryClosedDuringAnImportKeepsWhatWasThere()
    {
        for (int i = 0; i < 200; ++i)
            QVERIFY(!song(QStringLiteral("many/song %1.wav").arg(i), i).isEmpty());
        int seen = 0;
        connect(m_library.get(), &Library::importOutcome, this, [&seen] { ++seen; });
        m_library->startImport({at(QStringLiteral("many"))});
        QTRY_VERIFY(seen >= 3);
        const size_t before = m_library->tracks().size();
        reopen();
        QCOMPARE(m_library->tracks().size(), before);
        QVERIFY(before >= 3);
        // The next start knows of it, and goes on where it was.
        QCOMPARE(m_library->unfinishedImport(), QStringList{at(QStringLiteral("many"))});
        QSignalSpy finished(m_library.get(), &Library::importFinished);
        m_library->startImport(m_library->unfinishedImport());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        const auto outcomes = finished[0][0].value<std::vector<ImportOutcome>>();
        QCOMPARE(std::ranges::count(outcomes, ImportOutcome::Kind::AlreadyThere, &ImportOutcome::kind), std::ptrdiff_t(before));
        QCOMPARE(m_library->trackCount(), 200);
        QVERIFY(m_library->unfinishedImport().isEmpty());
        reopen();
        QVERIFY(m_library->unfinishedImport().isEmpty());
    }

    void severalLargeFilesAreOneQuestion()
    {
        QVERIFY(QDir().mkpath(at(QStringLiteral("in"))));
        for (int i = 0; i < 3; ++i) {
            QVERIFY(largeSong(at(QStringLiteral("in/large %1.wav").arg(i)), i));
        }
        song(QStringLiteral("in/small.wav"), 1);
        QVERIFY(test::writeFile(at(QStringLiteral("in/text.mp3")), "words, words, words"));
        QSignalSpy finished(m_library.get(), &Library::importFinished);
        m_library->startImport({at(QStringLiteral("in"))});
        QTRY_COMPARE(finished.size(), 1);
        const auto outcomes = finished[0][0].value<std::vector<ImportOutcome>>();
        const auto question = askAboutLarge(outcomes);
        QVERIFY(question);
        QCOMPARE(question->code(), ProblemCode::FileTooLarge);
        QCOMPARE(question->actions().front().id, QStringLiteral("import.anyway"));
        QVERIFY(question->text().startsWith(QStringLiteral("3 files")));
        m_library->retryRefused({true});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 60'000);
        const auto again = finished[1][0].value<std::vector<ImportOutcome>>();
        QCOMPARE(again.size(), size_t(3)); // not the text once more
        QCOMPARE(m_library->trackCount(), 4);
        QVERIFY(!askAboutLarge(again));
    }

    void veryLargeFilesAreAskedAbout()
    {
        const QString path = at(QStringLiteral("large.wav"));
        QVERIFY(largeSong(path, 0));
        const ImportOutcome asked = importOne(path);
        QCOMPARE(asked.kind, ImportOutcome::Kind::Refused);
        QCOMPARE(asked.problem->code(), ProblemCode::FileTooLarge);
        QCOMPARE(asked.problem->actions().front().id, QStringLiteral("import.anyway"));
        QVERIFY(m_library->tracks().empty());
        QCOMPARE(importOne(path, {true}).kind, ImportOutcome::Kind::Imported);
    }
};

SC_TEST(TestImport)
#include "tst_import.moc"
