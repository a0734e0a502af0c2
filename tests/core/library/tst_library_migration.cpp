// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library.h"
#include "core/library/library_schema.h"
#include "core/store/database.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>

using namespace sc;
using namespace sc::library;

// Libraries of older programs open with everything that was in them.
class TestLibraryMigration : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLibraryOfTheFirstVersionKeepsEverything()
    {
        QTemporaryDir dir;
        const ProfilePaths profile{dir.path()};
        SC_VERIFY_OK(ensureProfile(profile));
        const TrackId id = TrackId::create();
        {
            store::OpenOptions options;
            options.label = QStringLiteral("test");
            options.create = true;
            options.applicationId = kLibraryApplicationId;
            auto db = store::Database::open(profile.libraryDb(), options);
            SC_VERIFY_OK(db);
            SC_VERIFY_OK(store::migrate(**db, libraryMigrations().first(1)));
            QCOMPARE(*(*db)->userVersion(), 1);
            SC_VERIFY_OK(
                (*db)->execute(QStringLiteral("INSERT INTO track (id, file, file_name, title, artist, content_hash, added_at, rating, "
                                              "status, bpm, musical_key) VALUES (?, '/music/a.wav', 'a.wav', 'Neon Drive', 'Ghosts', "
                                              "'h', '2026-01-01T00:00:00.000Z', 4, 'analysed', 118.5, 'A minor')"),
                               {id.text()}));
            SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO track_text (rowid, title, artist, album, genre, file_name) "
                                                       "SELECT n, title, artist, album, genre, file_name FROM track")));
            SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO setting VALUES ('look', 'light')")));
            SC_VERIFY_OK((*db)->execute(QStringLiteral("INSERT INTO recent_project VALUES ('/p', 'P', '2026-01-01')")));
        }
        auto library = Library::open(profile);
        SC_VERIFY_OK(library);
        const auto track = (*library)->track(id);
        SC_VERIFY_OK(track);
        QCOMPARE(track->title, QStringLiteral("Neon Drive"));
        QCOMPARE(track->rating, 4);
        QCOMPARE(track->bpm, std::optional<double>(118.5));
        QCOMPARE(track->playCount, 0);
        QVERIFY(track->tags.isEmpty());
        QCOMPARE((*library)->search(QStringLiteral("neon gho"))->size(), size_t(1));
        SC_VERIFY_OK((*library)->setTags({id}, {QStringLiteral("night")}, {}));
        QCOMPARE((*library)->search(QStringLiteral("nigh"))->size(), size_t(1));
        QCOMPARE((*library)->setting(QStringLiteral("look")), QStringLiteral("light"));
        QCOMPARE((*library)->recentProjects().size(), size_t(1));
        // The library as it was lies among the backups.
        QVERIFY(!QDir(profile.backups()).entryList({QStringLiteral("library-*.db")}).isEmpty());
    }
};

SC_TEST(TestLibraryMigration)
#include "tst_library_migration.moc"
