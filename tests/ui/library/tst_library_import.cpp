// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/library/library_studio.h"
#include "ui/library/import_strip.h"
#include "ui/library/refused_files.h"
#include "ui/widgets/buttons.h"

#include <QtTest/QSignalSpy>

using namespace sc;
using namespace sc::ui;
using sc::test::Studio;

namespace {

constexpr int kSongs = 500;
constexpr int kPatience = 120'000; // ms, with a loaded machine

QAbstractButton *named(const Studio &studio, const QString &accessibleName)
{
    for (auto *button : studio.window->findChildren<QAbstractButton *>()) {
        if (button->isVisible() && button->accessibleName() == accessibleName)
            return button;
    }
    return nullptr;
}

} // namespace

// Many files at once, in the window: progress, stop, and going on, in the same run and in the next.
class TestLibraryImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fiveHundredFilesAreCancelledAndFetchedLater()
    {
        Studio studio;
        for (int i = 0; i < kSongs; ++i)
            studio.make(QStringLiteral("song %1").arg(i, 3, 10, QLatin1Char('0')));
        QSignalSpy finished(studio.library.get(), &library::Library::importFinished);
        QStringList spoken;
        connect(studio.library.get(), &library::Library::importProgress, studio.screen, [&](int done) {
            spoken.append(studio.screen->importStrip().accessibleDescription());
            if (done == 60)
                QTest::mouseClick(named(studio, QStringLiteral("Cancel the import")), Qt::LeftButton);
        });
        studio.library->startImport({studio.music()});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        QVERIFY(spoken.contains(QStringLiteral("Importing 59 of 500. ")));
        QVERIFY(!studio.screen->importStrip().isVisible());
        const int came = studio.library->trackCount();
        QVERIFY(came >= 60 && came < kSongs);
        QTRY_COMPARE(studio.songs().model().rowCount(), came);
        // The next start has them; the rest is fetched, nothing twice.
        studio.restart();
        QCOMPARE(studio.songs().model().rowCount(), came);
        QSignalSpy again(studio.library.get(), &library::Library::importFinished);
        studio.library->startImport({studio.music()});
        QTRY_COMPARE_WITH_TIMEOUT(again.size(), 1, kPatience);
        QTRY_COMPARE(studio.songs().model().rowCount(), kSongs);
    }

    void anImportThatTheEndOfTheProgramBrokeOffIsOfferedAgain()
    {
        Studio studio;
        for (int i = 0; i < kSongs; ++i)
            studio.make(QStringLiteral("song %1").arg(i, 3, 10, QLatin1Char('0')));
        int seen = 0;
        connect(studio.library.get(), &library::Library::importOutcome, studio.screen, [&seen] { ++seen; });
        studio.library->startImport({studio.music()});
        QTRY_VERIFY_WITH_TIMEOUT(seen >= 20, kPatience);
        const int came = studio.library->trackCount();
        QVERIFY(came < kSongs);
        std::vector<Notice> notices;
        studio.restart([&](AppContext &context) {
            connect(&context, &AppContext::noticeRaised, &context, [&notices](const Notice &notice) { notices.push_back(notice); });
        });
        QTRY_COMPARE(notices.size(), size_t(1));
        QCOMPARE(notices.front().actionLabel, QStringLiteral("Go on"));
        QSignalSpy finished(studio.library.get(), &library::Library::importFinished);
        notices.front().action();
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        QTRY_COMPARE(studio.songs().model().rowCount(), kSongs);
        studio.restart([&](AppContext &context) {
            connect(&context, &AppContext::noticeRaised, &context, [&notices](const Notice &notice) { notices.push_back(notice); });
        });
        QCoreApplication::processEvents();
        QCOMPARE(notices.size(), size_t(1)); // asked once
    }

    void aMixedFolderBringsItsSongsAndNamesTheRest()
    {
        Studio studio;
        studio.make(QStringLiteral("good"));
        QDir().mkpath(studio.music() + QStringLiteral("/deep/deeper"));
        studio.make(QStringLiteral("deep/deeper/Ünïcode 🎵 'quoted' & <b>"));
        const auto put = [&](const QString &name, const QByteArray &bytes) {
            QVERIFY(sc::test::writeFile(studio.music() + u'/' + name, bytes));
        };
        put(QStringLiteral("empty.wav"), {});
        put(QStringLiteral("text.mp3"), QByteArray("words, words\n").repeated(50));
        put(QStringLiteral("cover.jpg"), QByteArray("\xFF\xD8\xFF\xE0", 4).repeated(30));
        put(QStringLiteral("notes.txt"), "not a song");
        QSignalSpy finished(studio.library.get(), &library::Library::importFinished);
        studio.library->startImport({studio.music()});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, kPatience);
        QTRY_COMPARE(studio.shown(), (QStringList{QStringLiteral("good"), QStringLiteral("Ünïcode 🎵 'quoted' & <b>")}));
        QCOMPARE(studio.screen->importStrip().refused().size(), size_t(2));
        auto *show = studio.withText<QPushButton>(QStringLiteral("Show"));
        QVERIFY(show != nullptr);
        QTest::mouseClick(show, Qt::LeftButton);
        const auto *list = studio.window->findChild<RefusedFiles *>();
        QVERIFY(list != nullptr && list->isVisible());
    }
};

SC_TEST(TestLibraryImport)
#include "tst_library_import.moc"
