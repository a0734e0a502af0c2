// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/gallery/gallery_studio.h"
#include "ui/gallery/check_rows.h"
#include "ui/gallery/compare_page.h"
#include "ui/gallery/review_page.h"
#include "ui/gallery/review_plates.h"
#include "ui/gallery/take_files.h"
#include "ui/widgets/buttons.h"

#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QPlainTextEdit>

using namespace sc;
using namespace sc::ui;
using namespace sc::test;

class TestReviewWindow : public QObject
{
    Q_OBJECT

    std::unique_ptr<GalleryStudio> m_studio;

    [[nodiscard]] ReviewPage &review() const { return m_studio->screen->review(); }

private Q_SLOTS:
    void init()
    {
        m_studio = openGallery();
        QVERIFY(m_studio);
        m_studio->screen->showReview();
        QVERIFY(review().isVisible());
    }
    void cleanup() { m_studio.reset(); }

    void takesComeInSongOrderAndTheNextFollowsAVerdict()
    {
        QCOMPARE(review().round().takes().size(), size_t(7));
        QCOMPARE(review().current(), m_studio->takes[0]);
        QTest::keyClick(&review(), Qt::Key_Return);
        QCOMPARE(m_studio->take(0).verdict, timeline::TakeVerdict::Approved);
        QCOMPARE(review().current(), m_studio->takes[1]);
        QTest::keyClick(&review(), Qt::Key_X);
        QCOMPARE(m_studio->take(1).verdict, timeline::TakeVerdict::Rejected);
        QCOMPARE(review().round().approved(), 1);
        QCOMPARE(review().round().rejected(), 1);
        SC_VERIFY_OK(m_studio->session->undo()); // brings the take back
        QTRY_COMPARE(review().current(), m_studio->takes[1]);
        QCOMPARE(review().round().rejected(), 0);
        QTest::keyClick(&review(), Qt::Key_5);
        QCOMPARE(m_studio->take(1).rating, 5);
        QTest::keyClick(&review(), Qt::Key_Tab);
        QCOMPARE(review().current(), m_studio->takes[2]);
        QTest::keyClick(&review(), Qt::Key_Tab, Qt::ShiftModifier);
        QCOMPARE(review().current(), m_studio->takes[1]);
    }

    void approvingMakesItTheChosenTakeInOneStep()
    {
        review().goTo(m_studio->takes[2]);
        QVERIFY(timeline::findClip(m_studio->session->timeline(), galleryClip(1))->selectedImage == m_studio->takes[0]);
        QTest::keyClick(&review(), Qt::Key_Return);
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), galleryClip(1))->selectedImage, m_studio->takes[2]);
        SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), galleryClip(1))->selectedImage, m_studio->takes[0]);
        QCOMPARE(m_studio->take(2).verdict, timeline::TakeVerdict::None);
        review().goTo(m_studio->takes[2]);
        review().judgement().chooses()->setChecked(false);
        QTest::keyClick(&review(), Qt::Key_Return);
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), galleryClip(1))->selectedImage, m_studio->takes[0]);
    }

    void aNoteIsKeptWithoutBeingAskedForAndGoesOut()
    {
        QPlainTextEdit *note = review().judgement().note();
        note->setFocus();
        QTest::keyClicks(note, QStringLiteral("too fast x"));
        QCOMPARE(m_studio->take(0).verdict, timeline::TakeVerdict::None); // keys write while one types
        review().step(1);
        QCOMPARE(m_studio->take(0).notes, QStringLiteral("too fast x"));
        review().step(-1);
        QCOMPARE(note->toPlainText(), QStringLiteral("too fast x"));
        const QString file = m_studio->folder.filePath(QStringLiteral("notes.md"));
        m_studio->page().files().exportNotes(m_studio->desk().index().items(), file);
        const QString text = QString::fromUtf8(readFile(file));
        QVERIFY(text.contains(QStringLiteral("## 1 c1")));
        QVERIFY(text.contains(QStringLiteral("> too fast x")));
        const QString table = m_studio->folder.filePath(QStringLiteral("notes.csv"));
        m_studio->page().files().exportNotes(m_studio->desk().index().items(), table);
        QVERIFY(readFile(table).contains("too fast x"));
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        m_studio->page().files().exportNotes(m_studio->desk().index().items(), m_studio->folder.filePath(QStringLiteral("notes.exe")));
        QCOMPARE(problems.count(), 1);
    }

    void theMovieIsShownFrameByFrameAndWithTheSongsTime()
    {
        review().goTo(m_studio->takes[3]);
        QTRY_COMPARE(numberOf(review().view().pictureOf(0)), 0);
        QTest::keyClick(&review(), Qt::Key_Period);
        QTRY_COMPARE(numberOf(review().view().pictureOf(0)), 1);
        // With sound the player's place in the song says which frame.
        QVERIFY(m_studio->player.loop().has_value());
        QCOMPARE(m_studio->player.loop()->start, Ticks::seconds(2));
        Q_EMIT m_studio->player.positionChanged(Ticks::seconds(3));
        QTRY_COMPARE(numberOf(review().view().pictureOf(0)), 24);
        review().setSound(false);
        review().togglePlay();
        QVERIFY(review().isPlaying());
        review().togglePlay();
        m_studio->screen->showGallery();
        QVERIFY(!m_studio->player.loop().has_value()); // the loop was ours
    }

    void onlyWhatIsLookedForComes()
    {
        review().setShow(ReviewShow::Flagged);
        QVERIFY(review().current().isEmpty()); // says that nothing is flagged
        review().approve();                    // nothing to do
        review().setShow(ReviewShow::All);
        QCOMPARE(review().round().takes().size(), size_t(7));
        QVERIFY(m_studio->desk().reject({m_studio->takes[0]}));
        review().setShow(ReviewShow::NotJudged);
        QCOMPARE(review().round().takes().size(), size_t(6));
    }

    void whenAllAreJudgedItSaysSo()
    {
        for (int i = 0; i < 7; ++i)
            QTest::keyClick(&review(), Qt::Key_X);
        QCOMPARE(review().round().left(), 0);
        for (int i = 0; i < 7; ++i)
            QCOMPARE(m_studio->take(i).verdict, timeline::TakeVerdict::Rejected);
        m_studio->screen->showGallery();
        m_studio->screen->showReview();
        QCOMPARE(review().round().show(), ReviewShow::All); // nothing is left to judge
    }

    void itIsComparedWithTheChosenTakeAndBack()
    {
        review().goTo(m_studio->takes[1]);
        QTest::keyClick(&review(), Qt::Key_C);
        ComparePage &compare = m_studio->screen->compare();
        QCOMPARE(m_studio->screen->page(), static_cast<QWidget *>(&compare));
        QCOMPARE(compare.takes(), (std::vector{m_studio->takes[1], m_studio->takes[0]}));
        QTRY_COMPARE(numberOf(compare.view().pictureOf(1)), 1);
        QTest::keyClick(&compare, Qt::Key_Return); // chooses the current one
        QCOMPARE(timeline::findClip(m_studio->session->timeline(), galleryClip(1))->selectedImage, m_studio->takes[1]);
        QTest::keyClick(&compare, Qt::Key_Escape);
        QCOMPARE(m_studio->screen->page(), static_cast<QWidget *>(&review()));
    }

    void thePictureSaysWhatTheChecksFound()
    {
        project::ProjectSession &session = *m_studio->session;
        auto picture = project::takeFromFile(session.takes().intakeOf(m_studio->picture(9)));
        SC_VERIFY_OK(picture);
        picture->clip = galleryClip(1);
        picture->checks = {{QStringLiteral("blurred"), 0.71}};
        timeline::Take movie = m_studio->take(3);
        movie.id = TakeId::create();
        movie.checks = {{QStringLiteral("flicker"), 0.02}, {QStringLiteral("frozen"), 0.8}};
        const auto ids = session.takes().add(QStringLiteral("Flagged"), {{*picture, {}, false, false}, {movie, {}, false, false}});
        SC_VERIFY_OK(ids);
        ReviewPage &review = m_studio->screen->review();
        m_studio->screen->showReview(ids->front());
        QCOMPARE(review.plates().findings(), QStringList{QStringLiteral("Blurred 0.71")});
        m_studio->screen->showReview(ids->back());
        QCOMPARE(review.plates().findings(),
                 (QStringList{QStringLiteral("Flicker 0.02, the whole take"), QStringLiteral("Frozen 0.80, the whole take")}));
        m_studio->screen->showReview(m_studio->takes[0]);
        QVERIFY(review.plates().findings().isEmpty());
    }

    void checksSayWhatStandsOut()
    {
        timeline::Take take = m_studio->take(3);
        QVERIFY(CheckRows::rowsOf(take).front().isUnknown); // brought along
        take.provider = timeline::TakeProvider::ComfyUi;
        take.checks = {{QStringLiteral("frozen"), 0.8}};
        const auto rows = CheckRows::rowsOf(take);
        QCOMPARE(rows.size(), size_t(6));
        QVERIFY(rows.front().isFlagged && rows.front().share > CheckRows::kLimitPlace);
        QVERIFY(rows.back().share < CheckRows::kLimitPlace);
        take.kind = timeline::TakeKind::Image;
        QCOMPARE(CheckRows::rowsOf(take).size(), size_t(2)); // a picture can be blurred or black
    }

    void aSmallWindowKeepsEverythingInReach()
    {
        m_studio->screen->resize(960, 560);
        QVERIFY(review().judgement().approve()->isVisible());
        QVERIFY(review().view().height() > 150);
        m_studio->screen->grab();
    }
};

SC_TEST(TestReviewWindow)
#include "tst_review_window.moc"
