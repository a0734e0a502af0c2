// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/watch_folders.h"
#include "core/media/audio_reader.h"
#include "tests/core/library/library_test.h"

using namespace sc;
using namespace sc::library;

// Songs whose files moved, tags that go into files, folders that are watched: all with real files.
class TestLibraryFiles : public test::LibraryTest
{
    Q_OBJECT

    static std::vector<float> samplesOf(const QString &path)
    {
        const auto buffer = media::readAll(path, {}, 60);
        return buffer ? buffer->samples : std::vector<float>();
    }

private Q_SLOTS:
    void missingSongsAreFoundByTheirContent()
    {
        const TrackId moved = import(song(QStringLiteral("old/moved.wav"), 1));
        const TrackId gone = import(song(QStringLiteral("old/gone.wav"), 2));
        const TrackId there = import(song(QStringLiteral("old/there.wav"), 3));
        QVERIFY(QDir().mkpath(at(QStringLiteral("new/deep/er"))));
        QVERIFY(QFile::rename(at(QStringLiteral("old/moved.wav")), at(QStringLiteral("new/deep/er/another name.bin"))));
        QVERIFY(QFile::remove(at(QStringLiteral("old/gone.wav"))));
        song(QStringLiteral("new/gone.wav"), 4); // the name and the size alone prove nothing
        QVERIFY(QFile::copy(at(QStringLiteral("old/there.wav")), at(QStringLiteral("new/copy.wav"))));
        std::vector<double> progress;
        const auto found =
            m_library->relocateMissing(at(QStringLiteral("new")), {}, [&](double fraction) { progress.push_back(fraction); });
        SC_VERIFY_OK(found);
        QCOMPARE(*found, 1);
        QVERIFY(std::ranges::is_sorted(progress));
        QCOMPARE(progress.back(), 1.0);
        QCOMPARE(m_library->track(moved)->file, at(QStringLiteral("new/deep/er/another name.bin")));
        QVERIFY(!m_library->track(moved)->missing);
        QVERIFY(m_library->track(gone)->missing);
        QCOMPARE(m_library->track(there)->file, at(QStringLiteral("old/there.wav")));

        const CancelToken cancel;
        cancel.cancel();
        SC_COMPARE_PROBLEM(m_library->relocateMissing(at(QStringLiteral("new")), cancel), ProblemCode::Cancelled);
        SC_COMPARE_PROBLEM(m_library->relocateMissing(at(QStringLiteral("nowhere"))), ProblemCode::ResourceNotFound);
    }

    void missingSongsAreFoundInTheBackground()
    {
        const TrackId id = import(song(QStringLiteral("old.wav"), 1));
        QVERIFY(QDir().mkpath(at(QStringLiteral("new"))));
        QVERIFY(QFile::rename(at(QStringLiteral("old.wav")), at(QStringLiteral("new/a.wav"))));
        QSignalSpy finished(m_library.get(), &Library::relocationFinished);
        m_library->startRelocation(at(QStringLiteral("new")));
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(*finished[0][0].value<Result<int>>(), 1);
        QVERIFY(!m_library->track(id)->missing);
    }

    void oneSongIsRelinkedToItsOwnContentOnly()
    {
        const TrackId id = import(song(QStringLiteral("a.wav"), 1));
        const TrackId other = import(song(QStringLiteral("b.wav"), 2));
        QVERIFY(QFile::rename(at(QStringLiteral("a.wav")), at(QStringLiteral("c.wav"))));
        song(QStringLiteral("d.wav"), 5);
        SC_COMPARE_PROBLEM(m_library->relocate(id, at(QStringLiteral("d.wav"))), ProblemCode::Conflict);
        SC_COMPARE_PROBLEM(m_library->relocate(id, at(QStringLiteral("b.wav"))), ProblemCode::DuplicateResource);
        SC_COMPARE_PROBLEM(m_library->relocate(id, at(QStringLiteral("nothing.wav"))), ProblemCode::MediaMissing);
        SC_VERIFY_OK(m_library->relocate(id, at(QStringLiteral("c.wav"))));
        QVERIFY(!m_library->track(id)->missing);
        QCOMPARE(m_library->track(other)->file, at(QStringLiteral("b.wav")));
    }

    void tagsGoIntoTheFileAndTheSoundStays_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("encoder");
        QTest::newRow("mp3") << QStringLiteral("a.mp3") << QStringList{};
        QTest::newRow("mp3 with ID3v2.3") << QStringLiteral("b.mp3") << QStringList{QStringLiteral("-id3v2_version"), QStringLiteral("3")};
        QTest::newRow("mp3 without tags") << QStringLiteral("c.mp3")
                                          << QStringList{QStringLiteral("-map_metadata"), QStringLiteral("-1"),
                                                         QStringLiteral("-write_id3v2"), QStringLiteral("0")};
        QTest::newRow("flac") << QStringLiteral("a.flac") << QStringList{};
        QTest::newRow("m4a") << QStringLiteral("a.m4a") << QStringList{};
        QTest::newRow("m4a, index first") << QStringLiteral("b.m4a")
                                          << QStringList{QStringLiteral("-movflags"), QStringLiteral("faststart")};
        QTest::newRow("vorbis") << QStringLiteral("a.ogg") << QStringList{QStringLiteral("-c:a"), QStringLiteral("libvorbis")};
        QTest::newRow("opus") << QStringLiteral("a.opus") << QStringList{};
        QTest::newRow("wav") << QStringLiteral("a.wav") << QStringList{};
        QTest::newRow("aiff") << QStringLiteral("a.aiff") << QStringList{};
    }

    void tagsGoIntoTheFileAndTheSoundStays()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, encoder);
        QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(2, 44100, 2), 44100, 2));
        const QString problem =
            test::runFfmpeg(QStringList{QStringLiteral("-i"), at(QStringLiteral("tone.wav")), QStringLiteral("-metadata"),
                                        QStringLiteral("title=Before"), QStringLiteral("-metadata"), QStringLiteral("composer=Somebody")} +
                            encoder + QStringList{at(name)});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const TrackId id = import(at(name));
        const std::vector<float> before = samplesOf(at(name));
        const QByteArray bytes = test::readFile(at(name));
        QVERIFY(!before.empty());
        Track track = *m_library->track(id);
        track.title = QStringLiteral("Néon 🎵");
        track.artist = QStringLiteral("The Ghosts");
        track.album = QStringLiteral("Night");
        track.genreTag = QStringLiteral("Synthwave");
        track.year = 2026;
        track.trackNumber = 7;
        track.comment = QString(400, u'x'); // longer than what was there
        SC_VERIFY_OK(m_library->editTags(track));
        const auto backup = m_library->writeTagsToFile(id);
        SC_VERIFY_OK(backup);
        QCOMPARE(test::readFile(*backup), bytes);
        QVERIFY(backup->startsWith(profile().backups()));
        QVERIFY(samplesOf(at(name)) == before);
        SC_COMPARE_PROBLEM(m_library->writeTagsToFile(id), ProblemCode::NothingToUpdate);
        // The library knows the file as it is now.
        const auto again = m_library->importNow({at(name)}, {});
        QCOMPARE(again.front().kind, ImportOutcome::Kind::AlreadyThere);
        // Somebody else reads what was written.
        SC_VERIFY_OK(m_library->remove(id));
        const auto track2 = m_library->track(import(at(name)));
        SC_VERIFY_OK(track2);
        QCOMPARE(track2->title, track.title);
        QCOMPARE(track2->artist, track.artist);
        QCOMPARE(track2->album, track.album);
        QCOMPARE(track2->genreTag, track.genreTag);
        QCOMPARE(track2->year, track.year);
        QCOMPARE(track2->trackNumber, track.trackNumber);
        QCOMPARE(track2->comment, track.comment);
        QCOMPARE(QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden).size(), 2); // nothing unfinished lies about
        QCOMPARE(QDir(profile().backups() + QStringLiteral("/songs")).entryList(QDir::Files | QDir::Hidden).size(), 1);
    }

    void whatCannotBeWrittenStaysAsItWas()
    {
        QVERIFY(test::writeWav(at(QStringLiteral("tone.wav")), test::sine(1, 44100, 2), 44100, 2));
        const QString problem = test::runFfmpeg({QStringLiteral("-i"), at(QStringLiteral("tone.wav")), at(QStringLiteral("a.mka"))});
        QVERIFY2(problem.isEmpty(), qPrintable(problem));
        const TrackId matroska = import(at(QStringLiteral("a.mka")));
        const QByteArray bytes = test::readFile(at(QStringLiteral("a.mka")));
        Track track = *m_library->track(matroska);
        track.title = QStringLiteral("New");
        SC_VERIFY_OK(m_library->editTags(track));
        SC_COMPARE_PROBLEM(m_library->writeTagsToFile(matroska), ProblemCode::InvalidFileType);
        QCOMPARE(test::readFile(at(QStringLiteral("a.mka"))), bytes);

        const TrackId wave = import(at(QStringLiteral("tone.wav")));
        track = *m_library->track(wave);
        track.title = QStringLiteral("New");
        SC_VERIFY_OK(m_library->editTags(track));
        const QByteArray tone = test::readFile(at(QStringLiteral("tone.wav")));
        QVERIFY(QFile::setPermissions(at(QStringLiteral("tone.wav")), QFile::ReadOwner));
        if (!QFileInfo(at(QStringLiteral("tone.wav"))).isWritable()) {
            SC_COMPARE_PROBLEM(m_library->writeTagsToFile(wave), ProblemCode::PermissionDenied);
            QCOMPARE(test::readFile(at(QStringLiteral("tone.wav"))), tone);
        }
        QVERIFY(QFile::remove(at(QStringLiteral("tone.wav"))));
        SC_COMPARE_PROBLEM(m_library->writeTagsToFile(wave), ProblemCode::MediaMissing);
        QCOMPARE(m_library->track(wave)->title, QStringLiteral("New"));
    }

    void aBackupThatCannotBeMadeStopsTheWriting()
    {
        const TrackId id = import(song(QStringLiteral("a.wav"), 1));
        Track track = *m_library->track(id);
        track.title = QStringLiteral("New");
        SC_VERIFY_OK(m_library->editTags(track));
        const QByteArray bytes = test::readFile(at(QStringLiteral("a.wav")));
        QVERIFY(test::writeFile(profile().backups() + QStringLiteral("/songs"), "a file in the folder's place"));
        QVERIFY(!m_library->writeTagsToFile(id));
        QCOMPARE(test::readFile(at(QStringLiteral("a.wav"))), bytes);
    }

    void watchedFoldersFillTheLibrary()
    {
        song(QStringLiteral("watched/one.wav"), 1);
        SC_COMPARE_PROBLEM(m_library->setWatchFolders({at(QStringLiteral("nowhere"))}), ProblemCode::ValidationError);
        SC_VERIFY_OK(m_library->setWatchFolders({at(QStringLiteral("watched")), at(QStringLiteral("watched/."))}));
        QCOMPARE(m_library->watchFolders(), QStringList{at(QStringLiteral("watched"))});
        QTRY_COMPARE_WITH_TIMEOUT(m_library->trackCount(), 1, 30'000);
        // While it runs, also in folders that come later.
        song(QStringLiteral("watched/deep/two.wav"), 2);
        QTRY_COMPARE_WITH_TIMEOUT(m_library->trackCount(), 2, 30'000);
        // What was taken out stays out, and a start looks again.
        const TrackId one = m_library->tracks().front().id;
        SC_VERIFY_OK(m_library->remove(one));
        m_library.reset();
        song(QStringLiteral("watched/three.wav"), 3);
        reopen();
        QSignalSpy outcomes(m_library.get(), &Library::importOutcome);
        QTRY_COMPARE_WITH_TIMEOUT(m_library->trackCount(), 2, 30'000);
        QCOMPARE(outcomes.size(), 1); // the others are not even looked at
        QSignalSpy vanished(m_library.get(), &Library::watchFolderVanished);
        QVERIFY(QDir(at(QStringLiteral("watched"))).removeRecursively());
        QTRY_COMPARE_WITH_TIMEOUT(vanished.size(), 1, 30'000);
        QCOMPARE(vanished[0][0].toString(), at(QStringLiteral("watched")));
        SC_VERIFY_OK(m_library->setWatchFolders({}));
        QVERIFY(m_library->watchFolders().isEmpty());
    }

    // A slow download, on a clock that the test turns: it is whole when nothing came for a second and a half.
    void aFileThatGrowsIsWaitedFor()
    {
        QVERIFY(QDir().mkpath(at(QStringLiteral("watched"))));
        WatchFolders watch;
        qint64 now = 0;
        watch.setClock([&now] { return now; });
        QSignalSpy found(&watch, &WatchFolders::found);
        QSignalSpy looked(&watch, &WatchFolders::looked);
        const auto lookAfter = [&](qint64 milliseconds) {
            now += milliseconds;
            const qsizetype before = looked.size();
            watch.look();
            QTRY_VERIFY_WITH_TIMEOUT(looked.size() > before, 30'000);
        };
        watch.start({at(QStringLiteral("watched"))}, [] { return QHash<QString, FileStamp>(); });
        QFile file(at(QStringLiteral("watched/slow.wav")));
        const QByteArray bytes = test::wavBytes(test::sine(1, 8000, 1), 8000, 1);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const qsizetype part = bytes.size() / 8;
        for (int i = 0; i < 8; ++i) {
            QVERIFY(file.write(bytes.mid(i * part, i == 7 ? -1 : part)) > 0);
            QVERIFY(file.flush());
            lookAfter(2000);
            lookAfter(0); // two looks close together tell nothing
            QCOMPARE(found.size(), 0);
        }
        file.close();
        lookAfter(1499);
        QCOMPARE(found.size(), 0);
        lookAfter(1);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0][0].toStringList(), QStringList{file.fileName()});
        lookAfter(60'000); // told once
        QCOMPARE(found.size(), 1);
    }
};

SC_TEST(TestLibraryFiles)
#include "tst_library_files.moc"
