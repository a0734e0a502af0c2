// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"
#include "core/project/take_shelf.h"
#include "core/project/version_shelf.h"
#include "core/timeline/clip_edits.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/timeline/clip_details.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/row_list.h"
#include "ui/timeline/take_page.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_screen.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/timeline/version_page.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/segment.h"

#include <QtCore/QMimeData>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace sc;
using namespace sc::ui;

// Takes, versions and the further fields of a shot, in a real window on a real bundle, by drop, mouse and keys.
class TestShotPages : public QObject
{
    Q_OBJECT

    struct Studio
    {
        QTemporaryDir folder;
        std::unique_ptr<project::ProjectSession> session;
        playback::Player player;
        ActionRegistry actions;
        std::unique_ptr<AppContext> context;
        std::unique_ptr<TimelineScreen> screen;
        std::vector<Problem> problems;

        [[nodiscard]] TimelineEditor &editor() const { return *screen->editor(); }
        [[nodiscard]] const timeline::Clip &clip(size_t i) const { return session->timeline().clips[i]; }
        [[nodiscard]] std::vector<timeline::Take> takes(size_t i) const { return session->takes().takesOf(clip(i).id).value(); }
        void run(const char *action) const { actions.action(QLatin1String("timeline.") + QLatin1String(action))->trigger(); }
        void select(size_t i) const { screen->editor()->selectClip(clip(i).id); }
    };
    std::unique_ptr<Studio> m_studio;

    [[nodiscard]] QString picture(int number) const
    {
        const QString path = m_studio->folder.filePath(QStringLiteral("p%1.png").arg(number));
        return test::numberedImage(number).save(path) ? path : QString();
    }

    // Lets files go over shot i; true when the surface took them.
    bool drop(size_t i, const QStringList &files)
    {
        TimelineSurface &surface = *m_studio->screen->surface();
        const QPointF at = surface.boxOf(m_studio->clip(i).id).center();
        QMimeData data;
        QList<QUrl> urls;
        for (const QString &file : files)
            urls.append(QUrl::fromLocalFile(file));
        data.setUrls(urls);
        QDragEnterEvent enter(at.toPoint(), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        enter.ignore();
        QApplication::sendEvent(&surface, &enter);
        if (!enter.isAccepted())
            return false;
        QDropEvent event(at, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        event.ignore();
        QApplication::sendEvent(&surface, &event);
        return event.isAccepted();
    }

    template<class Widget> Widget *find() const { return m_studio->screen->findChild<Widget *>(); }
    LineField *line(const QString &label) const
    {
        for (LineField *field : find<ClipDetails>()->findChildren<LineField *>()) {
            if (field->edit()->accessibleName() == label)
                return field;
        }
        return nullptr;
    }
    void type(LineField *field, const QString &text)
    {
        QVERIFY(field);
        field->edit()->setFocus();
        field->edit()->selectAll();
        QTest::keyClicks(field->edit(), text);
        QTest::keyClick(field->edit(), Qt::Key_Return);
    }

private Q_SLOTS:
    void init()
    {
        auto s = std::make_unique<Studio>();
        auto made = project::ProjectSession::create(s->folder.filePath(QStringLiteral("cut")), {.name = QStringLiteral("Cut")});
        SC_VERIFY_OK(made);
        s->session = std::move(*made);
        timeline::Timeline t = s->session->timeline();
        timeline::Timeline row = test::shotsInARow(4, 48);
        t.scenes = row.scenes;
        t.clips = row.clips;
        SC_VERIFY_OK(s->session->apply(QStringLiteral("Shots"), t));
        s->context = std::make_unique<AppContext>(AppContext::Services{nullptr, &s->player, &s->actions});
        connect(s->context.get(), &AppContext::problemRaised, this,
                [p = s.get()](const Problem &problem) { p->problems.push_back(problem); });
        s->screen = std::make_unique<TimelineScreen>(*s->context);
        s->screen->resize(1376, 788);
        s->context->setSession(s->session.get());
        s->screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(s->screen.get()));
        s->screen->activateWindow();
        m_studio = std::move(s);
    }
    void cleanup() { m_studio.reset(); }

    void aPictureDroppedOnAShotBecomesItsTakeAndIsShown()
    {
        QVERIFY(drop(1, {picture(1), picture(2)}));
        QTRY_COMPARE(m_studio->takes(1).size(), 2U);
        QCOMPARE(m_studio->clip(1).selectedImage, m_studio->takes(1).front().id);
        QCOMPARE(m_studio->session->undoName(), QStringLiteral("Add media as take"));
        m_studio->run("showTakes");
        QCOMPARE(find<RowList>() != nullptr, true);
        SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(m_studio->takes(1).size(), 0U);
    }

    void whatIsNoPictureIsLeftToTheWindowOrSaid()
    {
        const QString song = m_studio->folder.filePath(QStringLiteral("a.mp3"));
        QVERIFY(test::writeFile(song, "x"));
        QVERIFY(!drop(1, {song}));
        const QString letter = m_studio->folder.filePath(QStringLiteral("a.png"));
        QVERIFY(test::writeFile(letter, "Dear reader, this is a letter and no picture."));
        QVERIFY(drop(1, {letter}));
        QTRY_COMPARE(m_studio->problems.size(), 1U);
        QCOMPARE(m_studio->problems.front().code(), ProblemCode::InvalidFileType);
    }

    void keysChooseRateRejectAndDeleteATake()
    {
        QVERIFY(drop(0, {picture(1), picture(2)}));
        QTRY_COMPARE(m_studio->takes(0).size(), 2U);
        m_studio->select(0);
        m_studio->run("showTakes");
        auto *page = find<TakePage>();
        auto *list = page->findChild<RowList *>();
        QVERIFY(list && list->isVisible());
        list->setFocus();
        list->setCurrentIndex(list->model()->index(1, 0));
        QTest::keyClick(list, Qt::Key_Return);
        QCOMPARE(m_studio->clip(0).selectedImage, m_studio->takes(0)[1].id);
        QTest::keyClick(list, Qt::Key_4);
        QCOMPARE(m_studio->takes(0)[1].rating, 4);
        QTest::keyClick(list, Qt::Key_X);
        QCOMPARE(m_studio->takes(0)[1].verdict, timeline::TakeVerdict::Rejected);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(m_studio->clip(0).selectedImage.isEmpty());
        QTest::keyClick(list, Qt::Key_Delete);
        QCOMPARE(m_studio->takes(0).size(), 1U);
        QCOMPARE(m_studio->session->timeline().clips.size(), 4U); // the take was meant, not the shot
    }

    void takesOfTheListHaveTheirPictures()
    {
        QStringList files;
        for (const QColor colour : {Qt::darkRed, Qt::darkBlue}) {
            QImage plain(320, 180, QImage::Format_RGB32);
            plain.fill(colour);
            files.append(m_studio->folder.filePath(colour.name().mid(1) + QStringLiteral(".png")));
            QVERIFY(plain.save(files.back()));
        }
        QVERIFY(drop(0, files));
        QTRY_COMPARE(m_studio->takes(0).size(), 2U);
        m_studio->select(0);
        m_studio->run("showTakes");
        auto *list = find<TakePage>()->findChild<RowList *>();
        QVERIFY(list->row(0).pictured);
        (void)list->grab(); // asks for what is in view
        QTRY_VERIFY(!list->row(0).picture.isNull() && !list->row(1).picture.isNull());
        QCOMPARE(list->row(0).picture.deviceIndependentSize().toSize(), kRowPicture);
        QVERIFY(list->row(0).picture.toImage() != list->row(1).picture.toImage());
        // A file that is gone has a sign instead.
        const timeline::Take gone = m_studio->takes(0)[1];
        QVERIFY(QFile::remove(m_studio->session->absolutePath(gone.media)));
        find<TakePage>()->refresh();
        QVERIFY(list->row(1).picture.isNull());
        QCOMPARE(list->row(1).icon, QStringLiteral("missing"));
    }

    void keysOfTheLanesMeanTheTakeThatShows()
    {
        QVERIFY(drop(0, {picture(1)}));
        QTRY_COMPARE(m_studio->takes(0).size(), 1U);
        TimelineSurface *surface = m_studio->screen->surface();
        m_studio->select(0);
        surface->setFocus();
        QTest::keyClick(surface, Qt::Key_4);
        QCOMPARE(m_studio->takes(0)[0].rating, 4);
        QTest::keyClick(surface, Qt::Key_4);
        QCOMPARE(m_studio->takes(0)[0].rating, 0);
        QTest::keyClick(surface, Qt::Key_X);
        QCOMPARE(m_studio->takes(0)[0].verdict, timeline::TakeVerdict::Rejected);
        QTest::keyClick(surface, Qt::Key_X);
        QCOMPARE(m_studio->takes(0)[0].verdict, timeline::TakeVerdict::None);
        QSignalSpy asked(m_studio->context.get(), &AppContext::generateRequested);
        QTest::keyClick(surface, Qt::Key_C);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked[0][0].value<std::vector<ClipId>>(), std::vector<ClipId>{m_studio->clip(0).id});
    }

    void pSendsWhatTheShotsShowToThePool()
    {
        QVERIFY(drop(0, {picture(1)}));
        QVERIFY(drop(1, {picture(2)}));
        QTRY_VERIFY(!m_studio->clip(0).selectedImage.isEmpty() && !m_studio->clip(1).selectedImage.isEmpty());
        const auto inPool = [&] {
            const auto all = m_studio->session->takes().all().value();
            return std::ranges::count_if(all, [](const timeline::Take &take) { return take.clip.isEmpty(); });
        };
        QSignalSpy said(m_studio->context.get(), &AppContext::noticeRaised);
        TimelineSurface *surface = m_studio->screen->surface();
        surface->setFocus();
        m_studio->select(0);
        QTest::keyClick(surface, Qt::Key_P);
        QCOMPARE(inPool(), 1);
        QCOMPARE(said.size(), 1);
        QCOMPARE(m_studio->session->undoName(), QStringLiteral("Send to pool"));
        QTest::keyClick(surface, Qt::Key_P); // the pool has it
        QCOMPARE(inPool(), 1);
        QCOMPARE(m_studio->problems.back().code(), ProblemCode::DuplicateResource);
        Selection both;
        both.setClips({m_studio->clip(0).id, m_studio->clip(1).id});
        m_studio->editor().setSelection(both);
        QTest::keyClick(surface, Qt::Key_P); // the one that it has not
        QCOMPARE(inPool(), 2);
        SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(inPool(), 1);
        m_studio->select(3); // shows nothing
        QTest::keyClick(surface, Qt::Key_P);
        QCOMPARE(m_studio->problems.back().code(), ProblemCode::NothingToUpdate);
    }

    void transitionsSpeedAndFreezeHaveActions()
    {
        m_studio->select(1);
        m_studio->run("dissolveIn");
        QCOMPARE(m_studio->clip(0).direction.out.length + m_studio->clip(1).direction.in.length, Ticks::fromSeconds(0.5));
        m_studio->run("longerIn");
        QCOMPARE(timeline::transitionAt(m_studio->session->timeline(), m_studio->clip(1).id, timeline::ClipEdge::In).range.length(),
                 m_studio->editor().frameRate().timeOf(14));
        m_studio->run("noTransitionIn");
        QCOMPARE(m_studio->clip(1).direction, timeline::ShotDirection());
        m_studio->run("speedDouble");
        QCOMPARE(timeline::speedOf(m_studio->clip(1)), (timeline::Speed{2, 1}));
        m_studio->editor().notePlayhead(m_studio->clip(2).start + Ticks::seconds(1));
        m_studio->run("freeze");
        QCOMPARE(m_studio->session->timeline().clips.size(), 5U);
        QCOMPARE(m_studio->clip(3).speedNumerator, 0);
        QVERIFY(m_studio->problems.empty());
    }

    void whatIsShownRoundedAndEnteredAgainChangesNothing()
    {
        constexpr double kStrength = 0.6890833083747891;
        timeline::ShotDirection direction = m_studio->clip(1).direction;
        direction.motionStrength = kStrength;
        SC_VERIFY_OK(
            m_studio->session->apply(QStringLiteral("Plan"), timeline::editClip(m_studio->session->timeline(),
                                                                                {.clip = m_studio->clip(1).id, .direction = direction})));
        m_studio->select(1);
        QCOMPARE(line(QStringLiteral("Motion strength"))->edit()->text(), QStringLiteral("0.69"));
        type(line(QStringLiteral("Motion strength")), QStringLiteral("0.69"));
        QCOMPARE(m_studio->clip(1).direction.motionStrength, kStrength);
        QVERIFY(m_studio->problems.empty());
    }

    void everyFieldIsEditedAndUnequalOnesAreMixed()
    {
        m_studio->select(1);
        type(line(QStringLiteral("Speed")), QStringLiteral("50%"));
        QCOMPARE(timeline::speedOf(m_studio->clip(1)), (timeline::Speed{1, 2}));
        type(line(QStringLiteral("Shot type")), QStringLiteral("wide"));
        QCOMPARE(m_studio->clip(1).direction.shotType, QStringLiteral("wide"));
        type(line(QStringLiteral("Motion strength")), QStringLiteral("7"));
        QVERIFY(line(QStringLiteral("Motion strength"))->isWrong());
        QCOMPARE(m_studio->clip(1).direction.motionStrength, 0.5);
        type(line(QStringLiteral("Length")), QStringLiteral("12 fr")); // the first one: into the shot
        QCOMPARE(timeline::transitionAt(m_studio->session->timeline(), m_studio->clip(1).id, timeline::ClipEdge::In).kind,
                 timeline::TransitionKind::Dissolve);
        Selection both;
        both.setClips({m_studio->clip(1).id, m_studio->clip(2).id});
        m_studio->editor().setSelection(both);
        QCOMPARE(line(QStringLiteral("Speed"))->edit()->placeholderText(), QStringLiteral("mixed"));
        type(line(QStringLiteral("Camera angle")), QStringLiteral("low"));
        QCOMPARE(m_studio->clip(2).direction.cameraAngle, QStringLiteral("low"));
        QCOMPARE(m_studio->clip(2).direction.shotType, QString()); // what was not touched stays
        QCOMPARE(m_studio->clip(1).direction.shotType, QStringLiteral("wide"));
    }

    void versionsAreSavedComparedAndRestored()
    {
        m_studio->select(0);
        m_studio->run("saveVersion");
        QCOMPARE(m_studio->clip(0).activeVersion, 1);
        SC_VERIFY_OK(m_studio->session->apply(
            QStringLiteral("Prompt"),
            timeline::editClip(m_studio->session->timeline(), {.clip = m_studio->clip(0).id, .imagePrompt = QStringLiteral("boat")})));
        find<Segment>();
        for (Segment *segment : m_studio->screen->findChildren<Segment *>()) {
            if (segment->accessibleName() == QLatin1String("Page of the shot"))
                segment->setCurrent(2);
        }
        auto *page = find<VersionPage>();
        QTRY_VERIFY(page->isVisible());
        QStringList shown;
        for (const TextLabel *label : page->findChildren<TextLabel *>())
            shown += label->text();
        QVERIFY2(shown.contains(QStringLiteral("Image prompt (differs)")) && shown.contains(QStringLiteral("boat")),
                 qPrintable(shown.join(u'|')));
        for (QAbstractButton *button : page->findChildren<QAbstractButton *>()) {
            if (button->text() == QLatin1String("Restore the left one"))
                button->click();
        }
        QCOMPARE(m_studio->clip(0).imagePrompt, QString());
        QCOMPARE(m_studio->clip(0).activeVersion, 2);
    }
};

SC_TEST(TestShotPages)
#include "tst_shot_pages.moc"
