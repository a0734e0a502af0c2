// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/file_copies.h"
#include "core/library/library_schema.h"
#include "core/media/audio_reader.h"
#include "core/store/database.h"
#include "tests/core/library/library_test.h"

#include <QtCore/QDir>

using namespace sc;
using namespace sc::library;

// Copies of files that are made before tags go into them: how long they stay, and the way back.
class TestFileCopies : public test::LibraryTest
{
    Q_OBJECT

    QString folder() const { return profile().backups() + QStringLiteral("/songs"); }

    [[nodiscard]] bool rename(const TrackId &id, const QString &title) const
    {
        Track track = *m_library->track(id);
        track.title = title;
        return m_library->editTags(track).has_value();
    }

    // Files as the copies of `days` ago are called; the content does not count.
    [[nodiscard]] bool copyOf(const QString &song, int days, qint64 size = 10) const
    {
        const QString at = QDateTime::currentDateTimeUtc().addDays(-days).toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
        QDir().mkpath(folder());
        const QString path = QStringLiteral("%1/%2-%3").arg(folder(), at, song);
        return test::writeFile(path, "x") && QFile::resize(path, size);
    }

    QStringList copies() const { return QDir(folder()).entryList(QDir::Files, QDir::Name); }

    void thin(const QDateTime &now = QDateTime::currentDateTimeUtc())
    {
        auto db = store::Database::open(profile().libraryDb(), {QStringLiteral("test")});
        SC_VERIFY_OK(db);
        SC_VERIFY_OK(FileCopies(**db, folder()).thin(now));
    }

private Q_SLOTS:
    void aFileIsPutBackAsItWas()
    {
        const QString path = song(QStringLiteral("a.wav"), 1);
        const QByteArray before = test::readFile(path);
        const TrackId id = import(path);
        QVERIFY(rename(id, QStringLiteral("New title")));
        const auto copy = m_library->writeTagsToFile(id);
        SC_VERIFY_OK(copy);
        const QByteArray written = test::readFile(path);
        QVERIFY(written != before);
        const auto known = m_library->fileCopies();
        QCOMPARE(known.size(), size_t(1));
        QCOMPARE(known.front().name, QFileInfo(*copy).fileName());
        QCOMPARE(known.front().track, id);
        QCOMPARE(known.front().file, path);
        QCOMPARE(known.front().size, before.size());
        QVERIFY(!known.front().madeAt.isEmpty());
        SC_VERIFY_OK(m_library->putFileBack(known.front().name));
        QCOMPARE(test::readFile(path), before);
        // The library keeps its words, knows the file, and the file of in between is a copy now.
        QCOMPARE(m_library->track(id)->title, QStringLiteral("New title"));
        QCOMPARE(m_library->track(id)->contentHash, importOne(path).track == id ? m_library->track(id)->contentHash : QString());
        QCOMPARE(m_library->fileCopies().size(), size_t(2));
        QCOMPARE(test::readFile(folder() + u'/' + m_library->fileCopies().front().name), written);
        SC_COMPARE_PROBLEM(m_library->putFileBack(known.front().name), ProblemCode::NothingToUpdate);
        SC_COMPARE_PROBLEM(m_library->putFileBack(QStringLiteral("../library.db")), ProblemCode::ResourceNotFound);
    }

    void aFileThatIsGoneIsMadeAgain()
    {
        const QString path = song(QStringLiteral("a.wav"), 1);
        const QByteArray before = test::readFile(path);
        const TrackId id = import(path);
        QVERIFY(rename(id, QStringLiteral("New title")));
        SC_VERIFY_OK(m_library->writeTagsToFile(id));
        QVERIFY(QFile::remove(path));
        QVERIFY(m_library->track(id)->missing);
        SC_VERIFY_OK(m_library->putFileBack(m_library->fileCopies().front().name));
        QCOMPARE(test::readFile(path), before);
        QVERIFY(!m_library->track(id)->missing);
    }

    void aFileWithAnotherSoundIsLeftAlone()
    {
        const QString path = song(QStringLiteral("a.wav"), 1);
        const TrackId id = import(path);
        QVERIFY(rename(id, QStringLiteral("New title")));
        SC_VERIFY_OK(m_library->writeTagsToFile(id));
        const QString copy = m_library->fileCopies().front().name;
        QVERIFY(!song(QStringLiteral("a.wav"), 2).isEmpty()); // another take of it
        const QByteArray other = test::readFile(path);
        SC_COMPARE_PROBLEM(m_library->putFileBack(copy), ProblemCode::Conflict);
        QCOMPARE(test::readFile(path), other);
    }

    void fiveOfASongAreKept()
    {
        const TrackId id = import(song(QStringLiteral("a.wav"), 1));
        const TrackId other = import(song(QStringLiteral("b.wav"), 2));
        QVERIFY(rename(other, QStringLiteral("Another")));
        SC_VERIFY_OK(m_library->writeTagsToFile(other));
        QString latest;
        for (int i = 0; i < 8; ++i) {
            QVERIFY(rename(id, QStringLiteral("Title %1").arg(i)));
            const auto copy = m_library->writeTagsToFile(id);
            SC_VERIFY_OK(copy);
            latest = *copy;
        }
        QCOMPARE(copies().size(), 6);
        QCOMPARE(m_library->fileCopies().size(), size_t(6));
        QVERIFY(QFile::exists(latest));
    }

    void oldCopiesGoAndTheLatestStays()
    {
        QVERIFY(copyOf(QStringLiteral("a.wav"), 200));
        QVERIFY(copyOf(QStringLiteral("b.wav"), 95));
        QVERIFY(copyOf(QStringLiteral("c.wav"), 80));
        QVERIFY(test::writeFile(folder() + QStringLiteral("/notes.txt"), "not ours"));
        thin();
        QCOMPARE(copies().size(), 2);
        QVERIFY(copies().front().endsWith(QStringLiteral("-c.wav")));
        thin(QDateTime::currentDateTimeUtc().addYears(1));
        QCOMPARE(copies().size(), 2); // the latest one always
    }

    void theBytesOfOldOnesAreBounded()
    {
        for (int i = 0; i < 6; ++i) // take no room on the disk
            QVERIFY(copyOf(QStringLiteral("old %1.wav").arg(i), 10 + i, 500LL << 20));
        for (int i = 0; i < 6; ++i)
            QVERIFY(copyOf(QStringLiteral("new %1.wav").arg(i), i, 500LL << 20));
        thin();
        const QStringList left = copies();
        QCOMPARE(left.filter(QStringLiteral("new")).size(), 6); // of a week: all
        QCOMPARE(left.filter(QStringLiteral("old")).size(), 4); // 2 GB
        QVERIFY(left.filter(QStringLiteral("old 5")).isEmpty());
    }

    void severalSongsAreWrittenInTheBackground()
    {
        std::vector<TrackId> ids;
        for (int i = 0; i < 6; ++i) {
            ids.push_back(import(song(QStringLiteral("in/%1.wav").arg(i), i)));
            if (i > 0)
                QVERIFY(rename(ids.back(), QStringLiteral("Title %1").arg(i)));
        }
        QVERIFY(QFile::remove(at(QStringLiteral("in/5.wav"))));
        QSignalSpy finished(m_library.get(), &Library::tagWritingFinished);
        QSignalSpy progress(m_library.get(), &Library::tagWritingProgress);
        m_library->startWritingTags(ids);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        const auto report = finished[0][0].value<TagWriting>();
        QCOMPARE(report.written + report.unchanged, 5);
        QVERIFY(report.written >= 4);
        QCOMPARE(report.problems.size(), size_t(1));
        QCOMPARE(report.problems.front().code(), ProblemCode::MediaMissing);
        QVERIFY(!report.isCancelled);
        QCOMPARE(progress.size(), 6);
        QCOMPARE(progress.back()[0].toInt(), 6);
        QCOMPARE(m_library->fileCopies().size(), size_t(report.written));
        // What the library knows of the files is right: nothing is imported as new.
        QCOMPARE(importOne(at(QStringLiteral("in/1.wav"))).kind, ImportOutcome::Kind::AlreadyThere);
    }

    void writingCanBeStopped()
    {
        std::vector<TrackId> ids;
        for (int i = 0; i < 30; ++i) {
            ids.push_back(import(song(QStringLiteral("in/%1.wav").arg(i), i)));
            QVERIFY(rename(ids.back(), QStringLiteral("Title %1").arg(i)));
        }
        QSignalSpy finished(m_library.get(), &Library::tagWritingFinished);
        connect(m_library.get(), &Library::tagWritingProgress, this, [this](int done) {
            if (done == 3)
                m_library->cancelWritingTags();
        });
        m_library->startWritingTags(ids);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        const auto report = finished[0][0].value<TagWriting>();
        QVERIFY(report.isCancelled);
        QVERIFY(report.written >= 3);
        QCOMPARE(copies().size(), report.written);
    }
};

SC_TEST(TestFileCopies)
#include "tst_file_copies.moc"
