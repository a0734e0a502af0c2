// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library.h"
#include "core/library/library_schema.h"
#include "core/library/track_table.h"
#include "core/store/database.h"
#include "core/store/transaction.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::library;

class TestLibrary : public QObject
{
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<Library> m_library;

    ProfilePaths profile() const { return {m_dir->path()}; }

    void reopen()
    {
        m_library.reset();
        auto opened = Library::open(profile());
        SC_VERIFY_OK(opened);
        m_library = std::move(*opened);
    }

    static std::unique_ptr<store::Database> database(const ProfilePaths &paths)
    {
        auto opened = store::Database::open(paths.libraryDb(), {QStringLiteral("test")});
        return opened ? std::move(*opened) : nullptr;
    }

    static Track songCalled(const QString &title, const QString &artist = {})
    {
        Track track;
        track.id = TrackId::create();
        track.file = QStringLiteral("/music/%1.wav").arg(track.id.text());
        track.title = title;
        track.artist = artist;
        track.contentHash = track.id.text();
        track.addedAt = QStringLiteral("2026-01-01T00:00:00.000Z");
        return track;
    }

    // As another process would.
    void add(const std::vector<Track> &tracks) const
    {
        const auto db = database(profile());
        auto transaction = store::Transaction::begin(*db);
        SC_VERIFY_OK(transaction);
        TrackTable table(*db);
        for (const Track &track : tracks)
            SC_VERIFY_OK(table.insert(track));
        SC_VERIFY_OK(transaction->commit());
    }

    QStringList titles(const std::vector<Track> &tracks) const
    {
        QStringList list;
        for (const Track &track : tracks)
            list.append(track.title);
        return list;
    }

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        reopen();
    }

    void cleanup() { m_library.reset(); }

    void songsAreListedByTitle()
    {
        add({songCalled(QStringLiteral("zebra")), songCalled(QStringLiteral("Track 10")), songCalled(QStringLiteral("apple")),
             songCalled(QStringLiteral("Track 9")), songCalled(QStringLiteral("Banana"))});
        QCOMPARE(titles(m_library->tracks()), QStringList({QStringLiteral("apple"), QStringLiteral("Banana"), QStringLiteral("Track 9"),
                                                           QStringLiteral("Track 10"), QStringLiteral("zebra")}));
        for (const Track &track : m_library->tracks())
            QVERIFY(track.missing);
    }

    void whatAnotherProcessAddsIsSeen()
    {
        QVERIFY(m_library->tracks().empty());
        add({songCalled(QStringLiteral("New"))});
        QCOMPARE(m_library->tracks().size(), size_t(1));
    }

    void searchFindsBeginningsOfWordsWithoutAccents()
    {
        add({songCalled(QStringLiteral("Neon Drive"), QStringLiteral("Björk")),
             songCalled(QStringLiteral("Midnight City"), QStringLiteral("M83")),
             songCalled(QStringLiteral("Drive My Car"), QStringLiteral("Beatles"))});
        const auto find = [this](const QString &text) {
            const auto found = m_library->search(text);
            return found ? titles(*found) : QStringList{found.error().toLogLine()};
        };
        QCOMPARE(find(QStringLiteral("driv")), QStringList({QStringLiteral("Drive My Car"), QStringLiteral("Neon Drive")}));
        QCOMPARE(find(QStringLiteral("bjork")), QStringList{QStringLiteral("Neon Drive")});
        QCOMPARE(find(QStringLiteral("NEON dr")), QStringList{QStringLiteral("Neon Drive")});
        QCOMPARE(find(QStringLiteral("nothing")), QStringList());
        QCOMPARE(find(QStringLiteral("  ")).size(), 3);
        // What a person types is never a query language.
        for (const char *hostile :
             {"\"", "drive OR car", "NEAR(", "title:neon", "a*b", "-neon", "^", "';DROP TABLE track;--", "\\", "(", "*"})
            SC_VERIFY_OK(m_library->search(QString::fromUtf8(hostile)));
        QCOMPARE(m_library->tracks().size(), size_t(3));
    }

    void searchFollowsEditsAndRemovals()
    {
        add({songCalled(QStringLiteral("Old name"))});
        Track track = m_library->tracks().front();
        track.title = QStringLiteral("Fresh words");
        track.album = QStringLiteral("Collected");
        QSignalSpy changed(m_library.get(), &Library::trackChanged);
        SC_VERIFY_OK(m_library->editTags(track));
        QCOMPARE(changed.size(), 1);
        QVERIFY(m_library->search(QStringLiteral("old"))->empty());
        QCOMPARE(m_library->search(QStringLiteral("fresh"))->size(), size_t(1));
        QCOMPARE(m_library->search(QStringLiteral("collec"))->size(), size_t(1));
        SC_VERIFY_OK(m_library->remove(track.id));
        QVERIFY(m_library->search(QStringLiteral("fresh"))->empty());
        QVERIFY(m_library->tracks().empty());
        SC_COMPARE_PROBLEM(m_library->remove(track.id), ProblemCode::ResourceNotFound);
    }

    void aBrokenSearchIndexIsMadeAnew()
    {
        add({songCalled(QStringLiteral("Neon Drive"))});
        SC_VERIFY_OK(database(profile())->execute(QStringLiteral("UPDATE track_text_data SET block = x'00'")));
        reopen();
        const auto found = m_library->search(QStringLiteral("neon"));
        SC_VERIFY_OK(found);
        QCOMPARE(found->size(), size_t(1));
    }

    void editsAreCheckedAndKept()
    {
        add({songCalled(QStringLiteral("Song"))});
        Track track = m_library->tracks().front();
        SC_COMPARE_PROBLEM(m_library->setRating(track.id, 6), ProblemCode::ValidationError);
        SC_COMPARE_PROBLEM(m_library->setRating(TrackId(QStringLiteral("nobody")), 3), ProblemCode::ResourceNotFound);
        SC_VERIFY_OK(m_library->setRating(track.id, 5));
        SC_COMPARE_PROBLEM(m_library->setRating(track.id, 5), ProblemCode::NothingToUpdate);
        SC_VERIFY_OK(m_library->setFavourite(track.id, true));
        track.title = QStringLiteral("   ");
        SC_COMPARE_PROBLEM(m_library->editTags(track), ProblemCode::ValidationError);
        track.title = QString(501, u'x');
        SC_COMPARE_PROBLEM(m_library->editTags(track), ProblemCode::ValidationError);
        reopen();
        track = *m_library->track(track.id);
        QCOMPARE(track.rating, 5);
        QVERIFY(track.favourite);
        QCOMPARE(track.title, QStringLiteral("Song"));
    }

    void settingsAndRecentProjectsAreKept()
    {
        QCOMPARE(m_library->setting(QStringLiteral("look"), QStringLiteral("dark")), QStringLiteral("dark"));
        SC_VERIFY_OK(m_library->setSetting(QStringLiteral("look"), QStringLiteral("light")));
        SC_VERIFY_OK(m_library->setSetting(QStringLiteral("look"), QString()));
        SC_VERIFY_OK(m_library->noteRecentProject(QStringLiteral("/a"), QStringLiteral("A")));
        SC_VERIFY_OK(m_library->noteRecentProject(QStringLiteral("/b"), QStringLiteral("B")));
        SC_VERIFY_OK(m_library->noteRecentProject(QStringLiteral("/a"), QStringLiteral("A again")));
        reopen();
        QCOMPARE(m_library->setting(QStringLiteral("look"), QStringLiteral("dark")), QString());
        const auto recent = m_library->recentProjects();
        QCOMPARE(recent.size(), size_t(2));
        QCOMPARE(recent[0].name, QStringLiteral("A again"));
        QCOMPARE(recent[1].bundle, QStringLiteral("/b"));
    }

    void aDamagedLibraryIsNamedAndItsBackupRestored()
    {
        add({songCalled(QStringLiteral("Kept"))});
        // Opening copies what was written since the last copy; closing waits for that.
        reopen();
        m_library.reset();
        QByteArray bytes = test::readFile(profile().libraryDb());
        QVERIFY(test::writeFile(profile().libraryDb(), QByteArray("garbage").repeated(5000)));
        SC_COMPARE_PROBLEM(Library::open(profile()), ProblemCode::DatabaseError);
        SC_VERIFY_OK(Library::restoreNewestBackup(profile()));
        reopen();
        QCOMPARE(titles(m_library->tracks()), QStringList{QStringLiteral("Kept")});
    }

    void aNewerLibraryIsNotTouched()
    {
        m_library.reset();
        SC_VERIFY_OK(database(profile())->execute(QStringLiteral("PRAGMA user_version = 999")));
        SC_COMPARE_PROBLEM(Library::open(profile()), ProblemCode::NewerVersion);
    }

    void tenThousandSongsAreListedAndFoundAfterReopening()
    {
        constexpr int kSongs = 10'000;
        std::vector<Track> tracks;
        for (int i = 0; i < kSongs; ++i)
            tracks.push_back(
                songCalled(QStringLiteral("Song %1 of %2").arg(i * 7919 % kSongs).arg(i % 97), QStringLiteral("Artist %1").arg(i % 311)));
        add(tracks);
        reopen();
        QCOMPARE(m_library->tracks().size(), size_t(kSongs));
        QVERIFY(!m_library->search(QStringLiteral("artist 31"))->empty());
        QCOMPARE(m_library->search(QStringLiteral("s"))->size(), size_t(kSongs));
        SC_VERIFY_OK(m_library->setRating(m_library->tracks()[5000].id, 3));
        QCOMPARE(m_library->tracks()[5000].rating, 3);
    }
};

SC_TEST(TestLibrary)
#include "tst_library.moc"
