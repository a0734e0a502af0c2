// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/generation_service.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/gallery/gallery_studio.h"
#include "ui/gallery/compare_page.h"
#include "ui/gallery/filter_panel.h"
#include "ui/gallery/gallery_bar.h"
#include "ui/gallery/gallery_dialogs.h"
#include "ui/gallery/gallery_popovers.h"
#include "ui/gallery/selection_bar.h"
#include "ui/gallery/take_files.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/take_drag.h"

#include <QtCore/QDir>
#include <QtCore/QMimeData>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::ui;
using namespace sc::test;

class TestGalleryWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<GalleryStudio> m_studio;

    void drop(QMimeData &data, QPoint at) const
    {
        QDragEnterEvent enter(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_studio->view().viewport(), &enter);
        QDragMoveEvent move(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_studio->view().viewport(), &move);
        QDropEvent drop(at, Qt::CopyAction, &data, Qt::LeftButton, {});
        QApplication::sendEvent(m_studio->view().viewport(), &drop);
    }
    [[nodiscard]] bool saysWhatToDo() const
    {
        const auto states = m_studio->view().viewport()->findChildren<EmptyState *>();
        return std::ranges::any_of(states, [](const EmptyState *state) { return state->isVisible(); });
    }
    [[nodiscard]] int shown() const { return m_studio->page().model().rowCount(); }
    void open(bool withTakes = true)
    {
        m_studio = openGallery(withTakes);
        QVERIFY(m_studio);
    }

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { m_studio.reset(); }

    void takesStandInStacksByScene()
    {
        QCOMPARE(shown(), 4); // three stacks and the pool's
        QCOMPARE(m_studio->page().model().cell(0).stack.size(), size_t(3));
        QCOMPARE(m_studio->desk().groups().size(), size_t(3));
        QCOMPARE(m_studio->desk().groups()[0].title, QStringLiteral("Verse"));
        QCOMPARE(m_studio->desk().groups()[2].shots, 0);
        m_studio->click(0);
        QTest::keyClick(&m_studio->view(), Qt::Key_O);
        QCOMPARE(shown(), 6);
        QCOMPARE(m_studio->page().model().takeAt(0), m_studio->takes[2]); // the newest first
        QTest::keyClick(&m_studio->view(), Qt::Key_O);
        QCOMPARE(shown(), 4);
        // A press on its number does the same.
        const QRect cell = m_studio->cellOf(0);
        QTest::mouseClick(m_studio->view().viewport(), Qt::LeftButton, {}, QPoint(cell.right() - 12, cell.top() + 12));
        QCOMPARE(shown(), 6);
    }

    void picturesComeInTheBackground()
    {
        const timeline::Take &take = m_studio->take(3); // the movie
        TakeThumbnails &thumbnails = m_studio->desk().thumbnails();
        QTRY_VERIFY(!thumbnails.of(take, QSize(80, 45), 1).isNull());
        QCOMPARE(thumbnails.of(take, QSize(80, 45), 1).size(), QSize(80, 45));
        QVERIFY(thumbnails.cachedKilobytes() <= TakeThumbnails::kCacheKilobytes);
    }

    void filtersAddWithinAListAndNarrowBetweenLists()
    {
        FilterRow *verse = m_studio->page().filters().row(generation::GalleryFacet::Scene, QStringLiteral("scene-1"));
        QVERIFY(verse);
        QCOMPARE(verse->count(), 4);
        QTest::mouseClick(verse, Qt::LeftButton);
        QCOMPARE(m_studio->desk().found().size(), size_t(4));
        FilterRow *video = m_studio->page().filters().row(generation::GalleryFacet::Kind, QStringLiteral("video"));
        QCOMPARE(video->count(), 1);
        QTest::mouseClick(video, Qt::LeftButton);
        QCOMPARE(m_studio->desk().found().size(), size_t(1));
        QTest::mouseClick(m_studio->page().filters().row(generation::GalleryFacet::Kind, QStringLiteral("image")), Qt::LeftButton);
        QCOMPARE(m_studio->desk().found().size(), size_t(4)); // both kinds
        m_studio->actions.trigger(QStringLiteral("gallery.clearFilters"));
        QCOMPARE(m_studio->desk().found().size(), size_t(7));
        m_studio->page().bar().search().setFocus();
        QTest::keyClicks(&m_studio->page().bar().search(), QStringLiteral("ROOF"));
        QTest::keyClick(&m_studio->page().bar().search(), Qt::Key_Return);
        QCOMPARE(m_studio->desk().found().size(), size_t(2)); // by their prompt
        QTest::keyClicks(&m_studio->page().bar().search(), QStringLiteral("xyz"));
        QTest::keyClick(&m_studio->page().bar().search(), Qt::Key_Return);
        QVERIFY(saysWhatToDo()); // that nothing fits
    }

    void whatNoFilterCanBeIsSaidAndNotLookedFor()
    {
        m_studio->page().openMoreFilters(&m_studio->page().bar());
        auto *more = m_studio->screen->window()->findChild<MoreFilters *>();
        QVERIFY(more);
        more->seed()->setText(QStringLiteral("six"));
        QVERIFY(!more->problem().isEmpty());
        QCOMPARE(m_studio->desk().found().size(), size_t(7));
        more->seed()->setText(QStringLiteral("6"));
        QVERIFY(more->problem().isEmpty());
        QCOMPARE(m_studio->desk().found().size(), size_t(1));
        more->from()->setText(QStringLiteral("2026-13-45"));
        QVERIFY(!more->problem().isEmpty());
        more->close();
    }

    void severalAreMarkedInOneStep()
    {
        m_studio->click(3);
        m_studio->click(4, Qt::ControlModifier);
        m_studio->click(6, Qt::ControlModifier);
        QVERIFY(m_studio->page().selectionBar().isVisible());
        QCOMPARE(m_studio->view().picked().size(), size_t(3));
        QTest::keyClick(&m_studio->view(), Qt::Key_4);
        QCOMPARE(m_studio->take(3).rating, 4);
        QCOMPARE(m_studio->take(6).rating, 4);
        QTest::keyClick(&m_studio->view(), Qt::Key_X);
        QCOMPARE(m_studio->take(6).verdict, timeline::TakeVerdict::Rejected);
        QCOMPARE(m_studio->view().picked().size(), size_t(3)); // they stay selected
        QTest::keyClick(&m_studio->view(), Qt::Key_X);
        QCOMPARE(m_studio->take(6).verdict, timeline::TakeVerdict::None); // taken back
        QTest::keyClick(&m_studio->view(), Qt::Key_Return, Qt::ShiftModifier);
        QCOMPARE(m_studio->take(3).verdict, timeline::TakeVerdict::Approved);
        for (int step = 0; step < 4; ++step)
            SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(m_studio->take(3).rating, 0);
        QCOMPARE(m_studio->take(6).rating, 0);
        QTest::keyClick(&m_studio->view(), Qt::Key_Escape);
        QVERIFY(!m_studio->page().selectionBar().isVisible());
    }

    void tagsAreAddedToAllAndTakenAway()
    {
        m_studio->view().pick({m_studio->takes[3], m_studio->takes[6]});
        m_studio->page().editTags();
        auto *tags = m_studio->screen->window()->findChild<TagPopover *>();
        QVERIFY(tags);
        QTest::keyClicks(tags->field(), QStringLiteral("rain"));
        QTest::keyClick(tags->field(), Qt::Key_Return);
        QCOMPARE(m_studio->take(3).tags, QStringList{QStringLiteral("rain")});
        QCOMPARE(m_studio->take(6).tags, QStringList{QStringLiteral("rain")});
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        QTest::keyClicks(tags->field(), QString(101, u'x'));
        QTest::keyClick(tags->field(), Qt::Key_Return);
        QCOMPARE(problems.count(), 1);
        tags->close();
        SC_VERIFY_OK(m_studio->session->undo()); // one step
        QVERIFY(m_studio->take(3).tags.isEmpty() && m_studio->take(6).tags.isEmpty());
    }

    void chosenTakesAreDeletedOnlyAfterTheirShotsWereNamed()
    {
        m_studio->click(6); // in the pool: shown nowhere
        QTest::keyClick(&m_studio->view(), Qt::Key_Delete);
        QVERIFY(!m_studio->session->takes().find(m_studio->takes[6]));
        SC_VERIFY_OK(m_studio->session->undo());
        m_studio->view().pick({m_studio->takes[3], m_studio->takes[6]});
        QTest::keyClick(&m_studio->view(), Qt::Key_Delete);
        auto *ask = m_studio->screen->window()->findChild<DeleteAsk *>();
        QVERIFY(ask && ask->isVisible());
        QVERIFY(m_studio->session->takes().find(m_studio->takes[3])); // not yet
        Q_EMIT ask->accepted(false);
        QVERIFY(m_studio->session->takes().find(m_studio->takes[3])); // only what nothing shows
        QVERIFY(!m_studio->session->takes().find(m_studio->takes[6]));
        SC_VERIFY_OK(m_studio->session->undo());
        Q_EMIT ask->accepted(true);
        QVERIFY(!m_studio->session->takes().find(m_studio->takes[3]));
        ask->close();
    }

    void picturesAreDroppedIntoThePoolAndOntoAShot()
    {
        QSignalSpy in(&m_studio->page().files(), &TakeFiles::broughtIn);
        QMimeData pool;
        pool.setUrls({QUrl::fromLocalFile(m_studio->picture(20))});
        drop(pool, QPoint(m_studio->view().viewport()->width() / 2, m_studio->view().viewport()->height() - 8));
        QTRY_COMPARE(in.count(), 1);
        QCOMPARE(m_studio->session->takes().count(), 8);
        QVERIFY(m_studio->session->takes().all()->back().clip.isEmpty());
        QMimeData shot;
        shot.setUrls({QUrl::fromLocalFile(m_studio->picture(21))});
        drop(shot, m_studio->cellOf(4).center());
        QTRY_COMPARE(in.count(), 2);
        QCOMPARE(m_studio->session->takes().all()->back().clip, galleryClip(4));
        // The same again is pointed to, what is no picture is named.
        QSignalSpy notices(m_studio->context.get(), &AppContext::noticeRaised);
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        const QString bad = m_studio->folder.filePath(QStringLiteral("no.png"));
        QVERIFY(writeFile(bad, "this is no picture"));
        m_studio->page().files().bringIn({m_studio->picture(20), bad}, {});
        QTRY_COMPARE(problems.count(), 1);
        QTRY_COMPARE(in.count(), 3);
        QCOMPARE(m_studio->session->takes().count(), 9);
        QCOMPARE(notices.count(), 1);
    }

    void aTakeIsDroppedOnAnotherShot()
    {
        QMimeData data;
        putTakes(data, {m_studio->takes[6]});
        drop(data, m_studio->cellOf(3).center());
        const auto takes = m_studio->session->takes().takesOf(galleryClip(2));
        SC_VERIFY_OK(takes);
        QCOMPARE(takes->size(), size_t(2));
        QCOMPARE(takes->back().media.path, m_studio->take(6).media.path); // rows, not files
        QVERIFY(m_studio->desk().moveTo({m_studio->takes[6]}, galleryClip(5)));
        QCOMPARE(m_studio->take(6).clip, galleryClip(5));
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), galleryClip(5))->selectedImage, m_studio->takes[6]);
        SC_VERIFY_OK(m_studio->session->undo());
        QVERIFY(m_studio->take(6).clip.isEmpty());
    }

    void filesAreCopiedOutByShotAndTake()
    {
        QTemporaryDir out;
        QSignalSpy exported(&m_studio->page().files(), &TakeFiles::exported);
        m_studio->page().files().exportTo({m_studio->takes[0], m_studio->takes[1], m_studio->takes[3]}, out.path());
        QTRY_COMPARE(exported.count(), 1);
        QCOMPARE(QDir(out.path()).entryList(QDir::Files),
                 (QStringList{QStringLiteral("001 c1 - take 1.png"), QStringLiteral("001 c1 - take 2.png"),
                              QStringLiteral("002 c2 - take 1.mp4")}));
        m_studio->page().files().exportTo({m_studio->takes[0]}, out.path());
        QTRY_COMPARE(exported.count(), 2);
        QVERIFY(QFile::exists(out.filePath(QStringLiteral("001 c1 - take 1 (2).png")))); // nothing is overwritten
        QVERIFY(QFile::remove(m_studio->session->absolutePath(m_studio->take(0).media)));
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        m_studio->page().files().exportTo({m_studio->takes[0]}, out.path());
        QTRY_COMPARE(problems.count(), 1);
    }

    void alikePicturesAndEqualMakingAreFound()
    {
        m_studio->click(0);
        m_studio->view().pick({m_studio->takes[0]});
        m_studio->page().findSameMaking();
        QCOMPARE(m_studio->desk().found().size(), size_t(2)); // the same words, another seed
        m_studio->desk().setFilter({});
        m_studio->view().pick({m_studio->takes[6]});
        m_studio->page().findSimilar();
        QTRY_VERIFY(m_studio->desk().filter().only.has_value());
        QVERIFY(m_studio->desk().filter().only->contains(m_studio->takes[6]));
    }

    void cleaningUpLeavesWhatAPersonWanted()
    {
        QVERIFY(m_studio->desk().rate({m_studio->takes[1]}, 3));
        m_studio->page().openCleanUp();
        CleanUpDialog &dialog = m_studio->page().cleanUp();
        QVERIFY(dialog.isVisible());
        QTest::mouseClick(dialog.act(), Qt::LeftButton);
        QVERIFY(m_studio->session->takes().find(m_studio->takes[0])); // chosen
        QVERIFY(m_studio->session->takes().find(m_studio->takes[1])); // rated
        QVERIFY(!m_studio->session->takes().find(m_studio->takes[2]));
        SC_VERIFY_OK(m_studio->session->undo());
        QVERIFY(m_studio->session->takes().find(m_studio->takes[2]));
    }

    void aSharedPictureIsUsedByAnotherProject()
    {
        QSignalSpy in(&m_studio->page().files(), &TakeFiles::broughtIn);
        m_studio->page().files().share({m_studio->takes[0]});
        QTRY_COMPARE(in.count(), 1);
        m_studio->actions.trigger(QStringLiteral("gallery.shared"));
        QVERIFY(m_studio->desk().isShared());
        QCOMPARE(shown(), 1);
        QCOMPARE(m_studio->page().model().item(0).clipName, QStringLiteral("c1"));
        QVERIFY(m_studio->desk().applyTo({m_studio->page().model().takeAt(0)}, galleryClip(6)));
        QTRY_COMPARE(m_studio->session->takes().countOf(galleryClip(6)), 1);
        m_studio->page().files().bringIn({m_studio->picture(1)}, {}); // the same content once
        QTRY_COMPARE(in.count(), 2);
        QCOMPARE(shown(), 1);
        QVERIFY(m_studio->desk().remove({m_studio->page().model().takeAt(0)}));
        QTRY_COMPARE(shown(), 0);
        m_studio->desk().setScope(GalleryScope::Project);
        QCOMPARE(m_studio->desk().index().items().size(), size_t(8)); // the project keeps its own
    }

    void keysWalkAndTheListIsTheSame()
    {
        m_studio->click(0);
        QTest::keyClick(&m_studio->view(), Qt::Key_Right);
        QCOMPARE(m_studio->view().current(), m_studio->takes[3]);
        QTest::keyClick(&m_studio->view(), Qt::Key_End);
        QCOMPARE(m_studio->view().current(), m_studio->takes[6]);
        QTest::keyClick(&m_studio->view(), Qt::Key_V);
        QVERIFY(m_studio->view().isList());
        QTest::keyClick(&m_studio->view(), Qt::Key_Up);
        QVERIFY(m_studio->view().current() == m_studio->page().model().takeAt(2));
        QTest::keyClick(&m_studio->view(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_studio->view().picked().size(), size_t(4));
        QTest::keyClick(&m_studio->view(), Qt::Key_C);
        QCOMPARE(m_studio->screen->page(), static_cast<QWidget *>(&m_studio->screen->compare()));
        QCOMPARE(m_studio->screen->compare().takes().size(), size_t(4));
    }

    void aMissingFileIsSaidAndFound()
    {
        QVERIFY(QFile::remove(m_studio->session->absolutePath(m_studio->take(6).media)));
        m_studio->desk().setActive(false);
        SC_VERIFY_OK(m_studio->session->takes().rate({m_studio->takes[0]}, 1));
        SC_VERIFY_OK(m_studio->session->takes().move({m_studio->takes[5]}, galleryClip(3))); // all is read again
        m_studio->desk().setActive(true);
        m_studio->actions.trigger(QStringLiteral("gallery.missing"));
        QCOMPARE(m_studio->desk().found().size(), size_t(1));
        QVERIFY(m_studio->desk().item(m_studio->takes[6])->isMissing);
        m_studio->view().grab();
    }

    void takesAreGroupedByTheBatchTheyCameFrom()
    {
        const auto service = generation::GenerationService::open({m_studio->folder.filePath(QStringLiteral("profile"))}, {.runs = false});
        SC_VERIFY_OK(service);
        AppContext context({m_studio->library.get(), &m_studio->player, &m_studio->actions, service->get()});
        context.setSession(m_studio->session.get());
        GalleryDesk desk(context);
        desk.setActive(true);
        desk.setGrouping(generation::GalleryGrouping::Batch);
        QCOMPARE(desk.groups().size(), size_t(1)); // of no batch
        generation::Batch batch;
        batch.name = QStringLiteral("Night shift");
        generation::Job job;
        job.prompt = QStringLiteral("rain");
        job.family = QStringLiteral("sdxl");
        SC_VERIFY_OK((*service)->store().addBatch(batch, {job}, true));
        SC_VERIFY_OK((*service)->store().editJob((*service)->store().jobs()->front().id, [&](generation::JobEdit &edit) -> Result<> {
            edit.job().takeIds = {m_studio->takes[0].text(), m_studio->takes[3].text()};
            return {};
        }));
        Q_EMIT(*service)->batchesChanged();
        QTRY_COMPARE(desk.groups().size(), size_t(2));
        QCOMPARE(desk.groups().front().title, QStringLiteral("Night shift"));
        QCOMPARE(desk.groups().front().items.size(), size_t(2));
        QVERIFY(desk.groups().back().key.isEmpty()); // the rest
    }

    void withoutTakesAndWithoutAProjectItSaysWhatToDo()
    {
        open(false);
        QVERIFY(saysWhatToDo());
        m_studio->context->setSession(nullptr);
        QVERIFY(m_studio->screen->page() != &m_studio->page());
        m_studio->screen->showReview();
        QVERIFY(m_studio->screen->page() != static_cast<QWidget *>(&m_studio->page()));
    }

    void thousandsOfTakesNeedNoWidgetEach()
    {
        std::vector<project::NewTake> many;
        for (int i = 0; i < 3000; ++i) {
            project::NewTake made;
            made.take = m_studio->take(6);
            made.take.id = TakeId::create();
            made.take.media.hash = QString::number(i);
            many.push_back(made);
        }
        SC_VERIFY_OK(m_studio->session->takes().add(QStringLiteral("Many"), std::move(many)));
        QTRY_COMPARE(m_studio->desk().index().items().size(), size_t(3007));
        QVERIFY(m_studio->view().findChildren<QWidget *>().size() < 20);
        QTest::keyClick(&m_studio->view(), Qt::Key_End);
        QTest::keyClick(&m_studio->view(), Qt::Key_A, Qt::ControlModifier);
        QVERIFY(m_studio->view().picked().size() > 3000);
        QTest::keyClick(&m_studio->view(), Qt::Key_3);
        SC_VERIFY_OK(m_studio->session->undo()); // one step
        QCOMPARE(m_studio->take(6).rating, 0);
    }
};

SC_TEST(TestGalleryWindow)
#include "tst_gallery_window.moc"
