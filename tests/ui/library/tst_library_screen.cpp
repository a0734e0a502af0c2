// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/library/library_studio.h"
#include "ui/library/bring_back.h"
#include "ui/library/collections_panel.h"
#include "ui/library/file_work.h"
#include "ui/library/filter_bar.h"
#include "ui/library/import_strip.h"
#include "ui/library/library_commands.h"
#include "ui/library/shelf_row.h"
#include "ui/library/tag_editor.h"
#include "ui/library/work_strip.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::ui;
using sc::test::kFour;
using sc::test::Studio;

class TestLibraryScreen : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyLibraryOffersToImport()
    {
        Studio studio;
        auto *import = studio.withText<QPushButton>(QStringLiteral("Import songs"));
        QVERIFY(import != nullptr);
        QSignalSpy asked(studio.context.get(), &AppContext::importDialogRequested);
        QTest::mouseClick(import, Qt::LeftButton);
        QCOMPARE(asked.size(), 1);
    }

    void typingInTheListSearches()
    {
        Studio studio(kFour);
        QCOMPARE(studio.shown(), kFour);
        studio.songs().focusSongs();
        QTest::keyClicks(&studio.songs().table(), QStringLiteral("c"));
        QCOMPARE(studio.screen->search().text(), QStringLiteral("c"));
        QTRY_COMPARE(studio.shown(), QStringList{QStringLiteral("Cobalt")});
        studio.screen->search().setText(QStringLiteral("zzz"));
        QTRY_VERIFY(studio.shown().isEmpty());
        QVERIFY(!studio.songs().table().isVisible()); // words stand there instead
        studio.screen->search().clear();
        QTRY_COMPARE(studio.shown(), kFour);
    }

    void aPressOnAHeadSortsAndIsRemembered()
    {
        Studio studio(kFour);
        SC_VERIFY_OK(studio.library->setRating(studio.id(QStringLiteral("Cobalt")), 5));
        SC_VERIFY_OK(studio.library->setRating(studio.id(QStringLiteral("Amber")), 2));
        QHeaderView *head = studio.songs().table().horizontalHeader();
        const auto pressHead = [&](TrackColumn column) {
            const int section = static_cast<int>(column);
            QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                              QPoint(head->sectionViewportPosition(section) + 20, head->height() / 2));
        };
        pressHead(TrackColumn::Title); // sorted so already: the other way
        QTRY_COMPARE(studio.shown().first(), QStringLiteral("Dune"));
        pressHead(TrackColumn::Rating);
        pressHead(TrackColumn::Rating);
        QTRY_COMPARE(studio.shown().first(), QStringLiteral("Cobalt"));
        QCOMPARE(studio.library->setting(QStringLiteral("library.sort")), QStringLiteral("rating down"));
    }

    void artistsAlbumsAndPlaysAreColumnsThatSort()
    {
        Studio studio(kFour);
        SC_VERIFY_OK(studio.library->notePlayed(studio.id(QStringLiteral("Cobalt"))));
        library::Track edited = studio.track(QStringLiteral("Dune"));
        edited.artist = QStringLiteral("Ada");
        SC_VERIFY_OK(studio.library->editTags(edited));
        TrackTable &table = studio.songs().table();
        TrackColumns columns = table.columns();
        for (const TrackColumn column : {TrackColumn::Artist, TrackColumn::Album, TrackColumn::Plays})
            columns.shown[static_cast<size_t>(column)] = true;
        columns.shown[static_cast<size_t>(TrackColumn::Mood)] = false;
        columns.shown[static_cast<size_t>(TrackColumn::Waveform)] = false;
        table.setColumns(columns);
        const auto pressHead = [&table](TrackColumn column) {
            const QHeaderView *head = table.horizontalHeader();
            const int section = static_cast<int>(column);
            QVERIFY(!head->isSectionHidden(section));
            QTest::mouseClick(head->viewport(), Qt::LeftButton, {},
                              QPoint(head->sectionViewportPosition(section) + head->sectionSize(section) / 2, head->height() / 2));
        };
        pressHead(TrackColumn::Artist);
        QCOMPARE(studio.shown().first(), QStringLiteral("Dune")); // those without come last
        pressHead(TrackColumn::Plays);
        pressHead(TrackColumn::Plays);
        QCOMPARE(studio.shown().first(), QStringLiteral("Cobalt"));
        const int row = studio.songs().model().rowOf(studio.id(QStringLiteral("Cobalt")));
        QCOMPARE(studio.songs().model().index(row, static_cast<int>(TrackColumn::Plays)).data().toString(), QStringLiteral("1"));
    }

    void chosenColumnsAreRemembered()
    {
        Studio studio(kFour);
        TrackColumns columns = studio.songs().table().columns();
        columns.shown[static_cast<size_t>(TrackColumn::Genre)] = true;
        studio.songs().table().setColumns(columns);
        Q_EMIT studio.songs().table().columnsChanged();
        QVERIFY(!studio.songs().table().isColumnHidden(static_cast<int>(TrackColumn::Genre)));
        LibraryScreen again(*studio.context);
        QVERIFY(again.songs().table().columns() == columns);
    }

    void aFilterIsSetInItsPopoverAndTakenAwayByItsCross()
    {
        Studio studio(kFour);
        SC_VERIFY_OK(studio.library->setTags({studio.id(QStringLiteral("Basalt"))}, {QStringLiteral("rock")}, {}));
        studio.screen->filters().openEditor(FilterKind::Tag);
        auto *row = studio.withText<QAbstractButton>(QStringLiteral("rock"));
        QVERIFY(row != nullptr);
        QTest::mouseClick(row, Qt::LeftButton);
        QTRY_COMPARE(studio.shown(), QStringList{QStringLiteral("Basalt")});
        studio.screen->filters().closeEditor();
        auto *chip = studio.withText<Chip>(QStringLiteral("Tagged rock"));
        QVERIFY(chip != nullptr);
        QTest::mouseClick(chip, Qt::LeftButton, {}, QPoint(chip->width() - 8, chip->height() / 2));
        QTRY_COMPARE(studio.shown(), kFour);
    }

    void aRangeTheWrongWayRoundIsTurnedAndSaid()
    {
        Studio studio(kFour);
        QSignalSpy notices(studio.context.get(), &AppContext::noticeRaised);
        studio.screen->filters().openEditor(FilterKind::Bpm);
        QPointer<FilterEditor> editor = studio.screen->filters().editor();
        const auto fields = editor->findChildren<QLineEdit *>();
        QCOMPARE(fields.size(), 2);
        fields[0]->setFocus();
        fields[0]->selectAll();
        QTest::keyClicks(fields[0], QStringLiteral("140"));
        fields[1]->setFocus();
        QTest::keyClicks(fields[1], QStringLiteral("60"));
        QCOMPARE(fields[0]->text(), QStringLiteral("140")); // nothing is turned while it is typed
        QTest::keyClick(fields[1], Qt::Key_Return);
        QCOMPARE(studio.screen->filters().query().bpm, (library::NumberRange{60.0, 140.0}));
        QCOMPARE(notices.size(), 1);
        QVERIFY(!notices.first().first().value<Notice>().text.isEmpty());
    }

    void starsComeByKeyToAllThatArePicked()
    {
        Studio studio(kFour);
        studio.press(QStringLiteral("Basalt"));
        studio.press(QStringLiteral("Dune"), Qt::ControlModifier);
        studio.key(Qt::Key_4);
        QCOMPARE(studio.track(QStringLiteral("Basalt")).rating, 4);
        QCOMPARE(studio.track(QStringLiteral("Dune")).rating, 4);
        QCOMPARE(studio.track(QStringLiteral("Amber")).rating, 0);
        QTRY_COMPARE(studio.songs().picked().size(), size_t(2)); // the list was read anew and still has them
        studio.key(Qt::Key_0);
        QCOMPARE(studio.track(QStringLiteral("Dune")).rating, 0);
    }

    void severalSongsAreEditedAtOnce()
    {
        Studio studio(kFour);
        SC_VERIFY_OK(studio.library->setTags({studio.id(QStringLiteral("Amber"))}, {QStringLiteral("old")}, {}));
        studio.songs().focusSongs();
        studio.key(Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(studio.songs().picked().size(), size_t(4));
        studio.key(Qt::Key_F2);
        TagEditor *editor = studio.screen->commands().tagEditor();
        QVERIFY(editor != nullptr && editor->isVisible());
        QVERIFY(!editor->field(TagEditor::Title)->isEnabled());
        QCOMPARE(editor->field(TagEditor::Tags)->placeholderText().left(5), QStringLiteral("mixed"));
        QTest::keyClicks(editor->field(TagEditor::Artist), QStringLiteral("Rhea Volt"));
        QTest::keyClicks(editor->field(TagEditor::Tags), QStringLiteral("summer, live"));
        editor->save();
        QVERIFY(!editor->isVisible());
        for (const QString &title : kFour) {
            QCOMPARE(studio.track(title).artist, QStringLiteral("Rhea Volt"));
            QVERIFY(studio.track(title).tags.contains(QStringLiteral("summer")));
        }
        QVERIFY(studio.track(QStringLiteral("Amber")).tags.contains(QStringLiteral("old"))); // what was there stays
    }

    void aWrongTagIsSaidInTheDialog()
    {
        Studio studio(kFour);
        studio.press(QStringLiteral("Amber"));
        studio.key(Qt::Key_F2);
        TagEditor *editor = studio.screen->commands().tagEditor();
        editor->field(TagEditor::Title)->selectAll();
        QTest::keyClick(editor->field(TagEditor::Title), Qt::Key_Backspace);
        editor->save();
        QVERIFY(editor->isVisible());
        QCOMPARE(studio.track(QStringLiteral("Amber")).title, QStringLiteral("Amber"));
    }

    void songsDroppedOnACollectionGoIntoIt()
    {
        Studio studio(kFour);
        const auto made = studio.library->addCollection(QStringLiteral("Reel"));
        SC_VERIFY_OK(made);
        ShelfRow *row = studio.screen->collections().row({Shelf::Kind::Collection, *made});
        QVERIFY(row != nullptr);
        const SongList &songs = studio.songs();
        const std::unique_ptr<QMimeData> data(songs.model().mimeDataOf(
            {songs.model().rowOf(studio.id(QStringLiteral("Amber"))), songs.model().rowOf(studio.id(QStringLiteral("Dune")))}));
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(row, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(5, 5), Qt::CopyAction, data.get(), Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(row, &drop);
        QCOMPARE(studio.library->collections().front().count, 2);
        QTest::mouseClick(row, Qt::LeftButton);
        QTRY_COMPARE(studio.shown(), QStringList({QStringLiteral("Amber"), QStringLiteral("Dune")}));
    }

    void filesFromOutsideAreNothingForACollection()
    {
        Studio studio(kFour);
        const auto made = studio.library->addCollection(QStringLiteral("Reel"));
        SC_VERIFY_OK(made);
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(studio.music())});
        QDragEnterEvent enter(QPoint(5, 5), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(studio.screen->collections().row({Shelf::Kind::Collection, *made}), &enter);
        QVERIFY(!enter.isAccepted());
    }

    void aSmartCollectionKeepsTheFilters()
    {
        Studio studio(kFour);
        SC_VERIFY_OK(studio.library->setRating(studio.id(QStringLiteral("Cobalt")), 5));
        library::TrackQuery query;
        query.minRating = 4;
        studio.screen->setFilter(query);
        QCOMPARE(studio.shown(), QStringList{QStringLiteral("Cobalt")});
        const CollectionId made = studio.screen->commands().addCollection({}, query);
        QVERIFY(!made.isEmpty());
        studio.screen->setFilter({});
        QCOMPARE(studio.shown(), kFour);
        studio.screen->showShelf({Shelf::Kind::Smart, made});
        QCOMPARE(studio.shown(), QStringList{QStringLiteral("Cobalt")});
        QCOMPARE(studio.screen->filters().query().minRating, std::optional(4));
        studio.screen->showShelf({}); // its filters leave with it
        QCOMPARE(studio.shown(), kFour);
    }

    void aRemovedSongLeavesTheListAndKeepsItsFile()
    {
        Studio studio(kFour);
        const QString file = studio.track(QStringLiteral("Basalt")).file;
        QSignalSpy notices(studio.context.get(), &AppContext::noticeRaised);
        studio.press(QStringLiteral("Basalt"));
        studio.key(Qt::Key_Delete);
        QTRY_COMPARE(studio.shown().size(), 3);
        QVERIFY(QFile::exists(file));
        QCOMPARE(notices.size(), 1);
    }

    void undoBringsRemovedSongsBackWithStarsAndTags()
    {
        Studio studio(kFour);
        const TrackId id = studio.id(QStringLiteral("Basalt"));
        SC_VERIFY_OK(studio.library->setRating(id, 4));
        SC_VERIFY_OK(studio.library->setTags({id}, {QStringLiteral("night")}, {}));
        const library::Track before = *studio.library->listed(id);
        QSignalSpy notices(studio.context.get(), &AppContext::noticeRaised);
        studio.press(QStringLiteral("Basalt"));
        studio.press(QStringLiteral("Dune"), Qt::ControlModifier);
        studio.key(Qt::Key_Delete);
        QTRY_COMPARE(studio.shown().size(), 2);
        const auto notice = notices.back()[0].value<Notice>();
        QCOMPARE(notice.actionLabel, QStringLiteral("Undo"));
        notice.action();
        QTRY_COMPARE(studio.shown(), kFour);
        QCOMPARE(*studio.library->listed(id), before);
    }

    void whatWasRemovedComesBackLaterToo()
    {
        Studio studio(kFour);
        const TrackId id = studio.id(QStringLiteral("Cobalt"));
        SC_VERIFY_OK(studio.library->setRating(id, 5));
        studio.press(QStringLiteral("Cobalt"));
        studio.key(Qt::Key_Delete);
        studio.restart();
        QCOMPARE(studio.shown().size(), 3);
        studio.trigger(QStringLiteral("library.bring-back"));
        auto *button = studio.withText<QPushButton>(QStringLiteral("Bring back"));
        QVERIFY(button != nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_COMPARE(studio.shown(), kFour);
        QCOMPARE(studio.library->listed(id)->rating, 5);
        QVERIFY(studio.withText<QPushButton>(QStringLiteral("Bring back")) == nullptr);
        QTest::keyClick(studio.window->focusWidget(), Qt::Key_Escape);
        QVERIFY(!studio.screen->commands().bringBack()->isVisible());
    }

    void tagsGoIntoFilesBehindAStripAndAFileIsPutBack()
    {
        Studio studio(kFour);
        const TrackId id = studio.id(QStringLiteral("Amber"));
        const QString file = studio.track(QStringLiteral("Amber")).file;
        const QByteArray before = sc::test::readFile(file);
        library::Track edited = *studio.library->listed(id);
        edited.artist = QStringLiteral("Nobody");
        SC_VERIFY_OK(studio.library->editTags(edited));
        QSignalSpy finished(studio.library.get(), &library::Library::tagWritingFinished);
        QSignalSpy notices(studio.context.get(), &AppContext::noticeRaised);
        studio.press(QStringLiteral("Amber"));
        studio.trigger(QStringLiteral("library.write-tags"));
        const WorkStrip &strip = studio.screen->commands().fileWork().writing();
        QVERIFY(strip.isVisible());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 30'000);
        QVERIFY(!strip.isVisible());
        QCOMPARE(notices.back()[0].value<Notice>().level, Notice::Level::Success);
        QVERIFY(sc::test::readFile(file) != before);
        studio.screen->commands().openBringBack();
        QTest::keyClick(studio.screen->commands().bringBack()->findChild<Segment *>(), Qt::Key_Right);
        QPushButton *button = nullptr;
        QTRY_VERIFY((button = studio.withText<QPushButton>(QStringLiteral("Bring back"))) != nullptr);
        QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(sc::test::readFile(file), before);
        QCOMPARE(studio.library->listed(id)->artist, QStringLiteral("Nobody"));
    }

    void aSearchForMissingSongsIsStopped()
    {
        Studio studio(kFour);
        const QString elsewhere = studio.folder.filePath(QStringLiteral("elsewhere"));
        QVERIFY(QDir().mkpath(elsewhere));
        QVERIFY(QFile::rename(studio.track(QStringLiteral("Dune")).file, elsewhere + QStringLiteral("/x.wav")));
        QSignalSpy finished(studio.library.get(), &library::Library::relocationFinished);
        QSignalSpy notices(studio.context.get(), &AppContext::noticeRaised);
        studio.screen->commands().lookForMissingIn(elsewhere);
        auto *stop = studio.withText<QPushButton>(QStringLiteral("Stop"));
        QVERIFY(stop != nullptr); // the window goes on meanwhile
        QTest::mouseClick(stop, Qt::LeftButton);
        QTRY_COMPARE(finished.size(), 1);
        const auto found = finished[0][0].value<Result<int>>();
        QVERIFY(found || found.error().code() == ProblemCode::Cancelled);
        QVERIFY(!studio.screen->commands().fileWork().looking().isVisible());
        QCOMPARE(notices.size(), found ? 1 : 0); // stopped: nothing to say
    }

    void coversAndListHaveOneSelection()
    {
        Studio studio(kFour);
        studio.press(QStringLiteral("Cobalt"));
        studio.trigger(QStringLiteral("library.covers"));
        QVERIFY(studio.songs().isGrid());
        QCOMPARE(studio.songs().current(), studio.id(QStringLiteral("Cobalt")));
        studio.songs().focusSongs();
        studio.key(Qt::Key_Right);
        QCOMPARE(studio.context->currentTrack(), studio.id(QStringLiteral("Dune")));
        studio.key(Qt::Key_5);
        QCOMPARE(studio.track(QStringLiteral("Dune")).rating, 5);
        const TrackGrid &grid = studio.songs().grid();
        QTest::mouseClick(grid.viewport(), Qt::LeftButton, {}, grid.visualRect(studio.songs().model().index(0, 1)).center());
        QCOMPARE(studio.context->currentTrack(), studio.id(QStringLiteral("Amber")));
    }

    void theListIsUsableInTheSmallestWindow()
    {
        Studio studio(kFour);
        studio.screen->resize(960, 528);
        QCoreApplication::processEvents();
        QVERIFY(!studio.screen->collections().isVisible());
        const TrackTable &table = studio.songs().table();
        QVERIFY(table.isColumnHidden(static_cast<int>(TrackColumn::Mood)));
        QVERIFY(!table.isColumnHidden(static_cast<int>(TrackColumn::Bpm)));
        QVERIFY(table.columnWidth(static_cast<int>(TrackColumn::Title)) >= 140);
    }

    void anImportIsPausedAndGoesOn()
    {
        constexpr int kSongs = 300;
        Studio studio;
        for (int i = 0; i < kSongs; ++i)
            studio.make(QStringLiteral("song %1").arg(i));
        QSignalSpy finished(studio.library.get(), &library::Library::importFinished);
        QPushButton *pause = nullptr;
        connect(studio.library.get(), &library::Library::importProgress, this, [&](int done, int total) {
            if (pause != nullptr || total == 0 || done == total)
                return;
            pause = studio.withText<QPushButton>(QStringLiteral("Pause")); // the strip has shown itself
            QVERIFY(pause != nullptr);
            QTest::mouseClick(pause, Qt::LeftButton);
        });
        studio.library->startImport({studio.music()});
        QTRY_VERIFY_WITH_TIMEOUT(pause != nullptr, 60'000);
        QVERIFY(studio.library->isImportPaused());
        QCOMPARE(pause->text(), QStringLiteral("Resume"));
        QCOMPARE(finished.size(), 0);
        QTest::mouseClick(pause, Qt::LeftButton);
        QVERIFY(!studio.library->isImportPaused());
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        QTRY_COMPARE(studio.songs().model().rowCount(), kSongs);
    }

    void refusedFilesStayInTheStripUntilItIsClosed()
    {
        Studio studio;
        studio.make(QStringLiteral("good"));
        QVERIFY(sc::test::writeFile(studio.music() + QStringLiteral("/empty.wav"), {}));
        QSignalSpy finished(studio.library.get(), &library::Library::importFinished);
        studio.library->startImport({studio.music()});
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, 60'000);
        QVERIFY(studio.screen->importStrip().isVisible());
        QCOMPARE(studio.screen->importStrip().refused().size(), size_t(1));
        auto *again = studio.withText<QPushButton>(QStringLiteral("Try again"));
        QVERIFY(again != nullptr);
        studio.make(QStringLiteral("empty")); // the file is whole now
        QTest::mouseClick(again, Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 2, 60'000);
        QTRY_COMPARE(studio.shown().size(), 2);
    }

    void missingSongsAreFoundAgainInAnotherFolder()
    {
        Studio studio(kFour);
        const QString moved = studio.folder.filePath(QStringLiteral("elsewhere"));
        QVERIFY(QDir().mkpath(moved));
        const QString before = studio.track(QStringLiteral("Cobalt")).file;
        QVERIFY(QFile::rename(before, moved + QStringLiteral("/renamed.wav")));
        (void)studio.library->track(studio.id(QStringLiteral("Cobalt"))); // looks at the disk
        studio.screen->showShelf({Shelf::Kind::Missing, {}});
        QTRY_COMPARE(studio.shown(), QStringList{QStringLiteral("Cobalt")});
        QVERIFY(studio.withText<QPushButton>(QStringLiteral("Look in a folder")) != nullptr);
        studio.screen->commands().lookForMissingIn(moved);
        QTRY_VERIFY(studio.shown().isEmpty());
        QCOMPARE(studio.track(QStringLiteral("Cobalt")).file, moved + QStringLiteral("/renamed.wav"));
    }
};

SC_TEST(TestLibraryScreen)
#include "tst_library_screen.moc"
