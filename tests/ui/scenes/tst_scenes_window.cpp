// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/timeline/edits.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "tests/ui/timeline/timeline_maker.h"
#include "ui/scenes/multi_edit_bar.h"
#include "ui/scenes/outline_view.h"
#include "ui/scenes/scenes_screen.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/search_field.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

using namespace sc;
using namespace sc::ui;

// The scenes screen in a real window on a real bundle, driven by mouse and keys. Two scenes of three shots of two
// seconds each, at 120 BPM: a shot is a bar long.
class TestScenesWindow : public QObject
{
    Q_OBJECT

    struct Studio
    {
        QTemporaryDir folder;
        std::unique_ptr<library::Library> library;
        std::unique_ptr<project::ProjectSession> session;
        playback::Player player;
        ActionRegistry actions;
        std::unique_ptr<AppContext> context;
        std::unique_ptr<TimelineEditor> editor;
        std::unique_ptr<ScenesScreen> screen;

        [[nodiscard]] ShotTable &table() const { return screen->table(); }
        [[nodiscard]] const timeline::Timeline &cut() const { return session->timeline(); }
    };

    std::unique_ptr<Studio> m_studio;

    static timeline::Timeline cutOf(const timeline::Project &project)
    {
        timeline::Timeline t;
        t.project = project;
        t.project.song = test::evenSong(120, 24);
        for (int scene = 0; scene < 2; ++scene) {
            const timeline::AddScene request{.id = SceneId(QStringLiteral("scene-%1").arg(scene + 1)),
                                             .name = scene == 0 ? QStringLiteral("Verse") : QStringLiteral("Chorus"),
                                             .start = Ticks::seconds(6 * scene),
                                             .length = {},
                                             .colour = {}};
            t = timeline::addScene(t, request).value();
            for (int shot = 0; shot < 3; ++shot) {
                timeline::AddClip clip;
                clip.id = ClipId(QStringLiteral("clip-%1").arg(scene * 3 + shot + 1));
                clip.scene = request.id;
                clip.name = QStringLiteral("c%1").arg(scene * 3 + shot + 1);
                clip.start = Ticks::seconds(6 * scene + 2 * shot);
                clip.length = Ticks::seconds(2);
                t = timeline::addClip(t, clip).value();
            }
        }
        return t;
    }

    static void makeScreen(Studio &s)
    {
        s.context = std::make_unique<AppContext>(AppContext::Services{s.library.get(), &s.player, &s.actions});
        s.editor = std::make_unique<TimelineEditor>();
        connect(s.editor.get(), &TimelineEditor::problemOccurred, s.context.get(), &AppContext::problemRaised);
        s.screen = std::make_unique<ScenesScreen>(*s.context, *s.editor);
        s.screen->resize(1376, 788);
    }

    void openStudio()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        auto s = std::make_unique<Studio>();
        const ProfilePaths profile{s->folder.filePath(QStringLiteral("profile"))};
        SC_VERIFY_OK(ensureProfile(profile));
        auto library = library::Library::open(profile);
        SC_VERIFY_OK(library);
        s->library = std::move(*library);
        auto made = project::ProjectSession::create(s->folder.filePath(QStringLiteral("cut")), {.name = QStringLiteral("Cut")});
        SC_VERIFY_OK(made);
        s->session = std::move(*made);
        SC_VERIFY_OK(s->session->apply(QStringLiteral("Shots"), cutOf(s->session->timeline().project)));
        makeScreen(*s);
        s->editor->setSession(s->session.get());
        s->screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(s->screen.get()));
        s->screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(s->screen.get()));
        s->table().setFocus();
        m_studio = std::move(s);
    }

    static ClipId clipId(int n) { return ClipId(QStringLiteral("clip-%1").arg(n)); }

    QPoint cell(int n, ShotColumn column) const
    {
        const ShotTable &table = m_studio->table();
        return table.visualRect(table.model()->index(m_studio->screen->model().rowOf(clipId(n)), int(column))).center();
    }
    void click(int n, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(m_studio->table().viewport(), Qt::LeftButton, modifiers, cell(n, ShotColumn::Name));
    }
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {})
    {
        QWidget *viewport = m_studio->table().viewport();
        QTest::mousePress(viewport, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 6; ++i) {
            const QPoint at = from + (to - from) * i / 6;
            QMouseEvent move(QEvent::MouseMove, at, viewport->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, modifiers);
            QApplication::sendEvent(viewport, &move);
        }
        QTest::mouseRelease(viewport, Qt::LeftButton, modifiers, to);
    }
    // "c1 c2 | c3": live shots by time, scenes divided.
    QString order() const
    {
        QString all;
        SceneId scene;
        for (const timeline::Clip *clip : timeline::liveClips(m_studio->cut())) {
            if (!scene.isEmpty() && clip->scene != scene)
                all += QStringLiteral("| ");
            scene = clip->scene;
            all += clip->name + u' ';
        }
        return all.trimmed();
    }
    const timeline::Clip &clip(int n) const { return *timeline::findClip(m_studio->cut(), clipId(n)); }
    CellEditor &field() const { return *m_studio->table().cellEditor(); }
    // Opens the cell with F2 and types.
    void edit(int n, ShotColumn column, const QString &text)
    {
        click(n);
        m_studio->table().selectionModel()->setCurrentIndex(
            m_studio->table().model()->index(m_studio->screen->model().rowOf(clipId(n)), int(column)), QItemSelectionModel::NoUpdate);
        QTest::keyClick(&m_studio->table(), Qt::Key_F2);
        QVERIFY(field().isOpen());
        field().selectAll();
        QTest::keyClicks(&field(), text);
    }

private Q_SLOTS:
    void init() { openStudio(); }
    void cleanup() { m_studio.reset(); }

    void whatIsChosenHereIsChosenOnTheTimelineAndBack()
    {
        click(2);
        QCOMPARE(m_studio->editor->selection().current(), clipId(2));
        click(4, Qt::ControlModifier);
        QCOMPARE(m_studio->editor->selection().clips().size(), size_t(2));
        QCOMPARE(m_studio->editor->selection().current(), clipId(4));
        click(6, Qt::ShiftModifier); // from 4 on; 2 stays
        QCOMPARE(m_studio->editor->selection().clips().size(), size_t(4));
        m_studio->editor->selectClip(clipId(5));
        QCOMPARE(m_studio->table().chosen(), std::vector{clipId(5)});
        const QPoint heading(60, m_studio->table().rowViewportPosition(0) + 10);
        QTest::mouseClick(m_studio->table().viewport(), Qt::LeftButton, {}, heading);
        QCOMPARE(m_studio->editor->selection().scene(), SceneId(QStringLiteral("scene-1")));
        QVERIFY(m_studio->table().chosen().empty());
    }

    void aCellIsEditedInPlaceAndTabGoesOn()
    {
        edit(2, ShotColumn::Name, QStringLiteral("Neon"));
        QTest::keyClick(&field(), Qt::Key_Tab);
        QCOMPARE(clip(2).name, QStringLiteral("Neon"));
        QVERIFY(field().isOpen());
        QCOMPARE(field().text(), QStringLiteral("2.1")); // In
        QTest::keyClick(&field(), Qt::Key_Tab);
        QCOMPARE(field().text(), QStringLiteral("1 bar"));
        field().selectAll();
        QTest::keyClicks(&field(), QStringLiteral("2 beats"));
        QTest::keyClick(&field(), Qt::Key_Return);
        QVERIFY(!field().isOpen());
        QCOMPARE(clip(2).length, Ticks::seconds(1));
        SC_VERIFY_OK(m_studio->session->undo());
        SC_VERIFY_OK(m_studio->session->undo());
        QCOMPARE(clip(2).name, QStringLiteral("c2"));
    }

    void aRefusedValueStaysOpenWithItsRule()
    {
        const timeline::Timeline before = m_studio->cut();
        edit(2, ShotColumn::Length, QStringLiteral("soon"));
        QTest::keyClick(&field(), Qt::Key_Return);
        QVERIFY(field().isOpen());
        QCOMPARE(field().text(), QStringLiteral("soon"));
        QVERIFY(!field().problem().isEmpty());
        QVERIFY(!field().accessibleDescription().isEmpty());
        QVERIFY(m_studio->cut() == before);
        field().selectAll();
        QTest::keyClicks(&field(), QStringLiteral("4 bars")); // lies over the next one
        QTest::keyClick(&field(), Qt::Key_Return);
        QVERIFY(field().problem().contains(QStringLiteral("c3")));
        QTest::keyClick(&field(), Qt::Key_Escape);
        QVERIFY(!field().isOpen());
        QVERIFY(m_studio->cut() == before);
        QVERIFY(m_studio->table().hasFocus());
    }

    void ctrlEnterChangesAllChosen()
    {
        click(1);
        click(3, Qt::ShiftModifier);
        m_studio->table().editCell(m_studio->screen->model().rowOf(clipId(3)), ShotColumn::Length);
        field().selectAll();
        QTest::keyClicks(&field(), QStringLiteral("1 beat"));
        QTest::keyClick(&field(), Qt::Key_Return, Qt::ControlModifier);
        for (int n = 1; n <= 3; ++n)
            QCOMPARE(clip(n).length, Ticks::fromSeconds(0.5));
        SC_VERIFY_OK(m_studio->session->undo()); // one step
        QCOMPARE(clip(1).length, Ticks::seconds(2));
        QCOMPARE(clip(3).length, Ticks::seconds(2));
    }

    void rowsAreDraggedByRippleAndBySwap()
    {
        drag(cell(1, ShotColumn::Name), cell(3, ShotColumn::Name) + QPoint(0, 12));
        QCOMPARE(order(), QStringLiteral("c2 c3 c1 | c4 c5 c6"));
        SC_VERIFY_OK(m_studio->session->undo());
        drag(cell(1, ShotColumn::Name), cell(3, ShotColumn::Name), Qt::AltModifier); // the other kind
        QCOMPARE(order(), QStringLiteral("c3 c2 c1 | c4 c5 c6"));
        SC_VERIFY_OK(m_studio->session->undo());
        m_studio->screen->setDropKind(DropKind::Swap);
        drag(cell(2, ShotColumn::Name), cell(5, ShotColumn::Name));
        QCOMPARE(order(), QStringLiteral("c1 c5 c3 | c4 c2 c6"));
        SC_VERIFY_OK(m_studio->session->undo());
        m_studio->screen->setDropKind(DropKind::Ripple);
        click(1);
        click(2, Qt::ControlModifier);
        drag(cell(1, ShotColumn::Name), cell(5, ShotColumn::Name) - QPoint(0, 12)); // both go
        QCOMPARE(order(), QStringLiteral("c3 | c4 c1 c2 c5 c6"));
        QCOMPARE(m_studio->cut().scenes[1].start, Ticks::seconds(2));
    }

    void copiedShotsArePastedBehindTheChosenOne()
    {
        click(2);
        QTest::keyClick(&m_studio->table(), Qt::Key_C, Qt::ControlModifier);
        click(4);
        QTest::keyClick(&m_studio->table(), Qt::Key_V, Qt::ControlModifier);
        QCOMPARE(order(), QStringLiteral("c1 c2 c3 | c4 c2 c5 c6"));
        SC_VERIFY_OK(m_studio->session->undo()); // one step
        QCOMPARE(order(), QStringLiteral("c1 c2 c3 | c4 c5 c6"));
        click(1);
        QTest::keyClick(&m_studio->table(), Qt::Key_X, Qt::ControlModifier);
        QCOMPARE(order(), QStringLiteral("c2 c3 | c4 c5 c6"));
    }

    void keysPutShotsInOrder()
    {
        click(3);
        QTest::keyClick(&m_studio->table(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(order(), QStringLiteral("c1 c3 c2 | c4 c5 c6"));
        QTest::keyClick(&m_studio->table(), Qt::Key_Down, Qt::AltModifier);
        QTest::keyClick(&m_studio->table(), Qt::Key_Down, Qt::AltModifier); // into the next scene
        QCOMPARE(order(), QStringLiteral("c1 c2 | c3 c4 c5 c6"));
        QTest::keyClick(&m_studio->table(), Qt::Key_Up, Qt::AltModifier);
        QCOMPARE(order(), QStringLiteral("c1 c2 c3 | c4 c5 c6"));
        click(1);
        click(6, Qt::ControlModifier);
        QTest::keyClick(&m_studio->table(), Qt::Key_X, Qt::AltModifier);
        QCOMPARE(order(), QStringLiteral("c6 c2 c3 | c4 c5 c1"));
    }

    void aDropIntoALockedSceneIsRefusedNamingIt()
    {
        SC_VERIFY_OK(m_studio->session->apply(
            QStringLiteral("Lock"), timeline::setLocked(m_studio->cut(), {.scenes = {SceneId(QStringLiteral("scene-2"))}, .clips = {}})));
        const timeline::Timeline before = m_studio->cut();
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        drag(cell(1, ShotColumn::Name), cell(5, ShotColumn::Name));
        QVERIFY(m_studio->cut() == before);
        QCOMPARE(problems.count(), 1);
        const auto problem = problems.first().first().value<Problem>();
        QCOMPARE(problem.code(), ProblemCode::Conflict);
        QVERIFY(problem.text().contains(QStringLiteral("Chorus")));
    }

    void theBarShowsMixedAndChangesOnlyWhatWasTouched()
    {
        SC_VERIFY_OK(m_studio->session->apply(QStringLiteral("Shot"), withCell({m_studio->cut(), m_studio->editor->beats(), {}},
                                                                               {clipId(1)}, ShotColumn::Shot, QStringLiteral("wide"))));
        QVERIFY(!m_studio->screen->multiEdit().isVisible());
        click(1);
        click(3, Qt::ShiftModifier);
        MultiEditBar &bar = m_studio->screen->multiEdit();
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.shot()->edit()->placeholderText(), QStringLiteral("mixed"));
        QCOMPARE(bar.length()->edit()->text(), QStringLiteral("1 bar"));
        QVERIFY(!bar.applyButton()->isEnabled());
        bar.length()->edit()->setFocus();
        bar.length()->edit()->selectAll();
        QTest::keyClicks(bar.length()->edit(), QStringLiteral("nonsense"));
        QTest::mouseClick(bar.applyButton(), Qt::LeftButton);
        QVERIFY(bar.length()->isWrong());
        QCOMPARE(bar.length()->edit()->text(), QStringLiteral("nonsense"));
        bar.length()->edit()->setFocus();
        bar.length()->edit()->selectAll();
        QTest::keyClicks(bar.length()->edit(), QStringLiteral("2 beats"));
        QTest::mouseClick(bar.applyButton(), Qt::LeftButton);
        for (int n = 1; n <= 3; ++n)
            QCOMPARE(clip(n).length, Ticks::seconds(1));
        QCOMPARE(clip(1).direction.shotType, QStringLiteral("wide"));
        QVERIFY(clip(2).direction.shotType.isEmpty());
        QVERIFY(clip(4).length == Ticks::seconds(2));
        SC_VERIFY_OK(m_studio->session->undo()); // one step
        QCOMPARE(clip(2).length, Ticks::seconds(2));
        QTest::keyClick(&m_studio->table(), Qt::Key_Escape);
        QVERIFY(!bar.isVisible());
    }

    void shotsAreMadeDuplicatedAlternatedLockedAndDeletedByKeys()
    {
        click(2);
        QTest::keyClick(&m_studio->table(), Qt::Key_A);
        QTest::keyClick(&m_studio->table(), Qt::Key_A, Qt::ShiftModifier);
        QVERIFY(!clip(2).isLive);
        click(3);
        QTest::keyClick(&m_studio->table(), Qt::Key_L, Qt::ControlModifier);
        QVERIFY(clip(3).locked);
        QTest::keyClick(&m_studio->table(), Qt::Key_L, Qt::ControlModifier);
        QTest::keyClick(&m_studio->table(), Qt::Key_D, Qt::ControlModifier);
        QCOMPARE(timeline::liveClips(m_studio->cut()).size(), size_t(7));
        QTest::keyClick(&m_studio->table(), Qt::Key_Delete);
        QCOMPARE(timeline::liveClips(m_studio->cut()).size(), size_t(6));
        QTest::keyClick(&m_studio->table(), Qt::Key_N);
        QCOMPARE(timeline::liveClips(m_studio->cut()).size(), size_t(7));
        QVERIFY(field().isOpen()); // its name at once
        QTest::keyClicks(&field(), QStringLiteral("Fresh"));
        QTest::keyClick(&field(), Qt::Key_Return);
        QVERIFY(order().contains(QStringLiteral("Fresh")));
    }

    void scenesAreDraggedInTheOutlineAndEditedInTheInspector()
    {
        OutlineView &outline = m_studio->screen->outline();
        const auto box = [&](int row) { return outline.visualRect(outline.model()->index(row, 0)); };
        const QPoint from = box(0).center();
        const QPoint to(from.x(), box(1).bottom() - 3);
        QTest::mousePress(outline.viewport(), Qt::LeftButton, {}, from);
        for (const QPoint &at : {(from + to) / 2, to}) {
            QMouseEvent move(QEvent::MouseMove, at, outline.viewport()->mapToGlobal(at), Qt::NoButton, Qt::LeftButton, {});
            QApplication::sendEvent(outline.viewport(), &move);
        }
        QTest::mouseRelease(outline.viewport(), Qt::LeftButton, {}, to);
        QCOMPARE(order(), QStringLiteral("c4 c5 c6 | c1 c2 c3"));

        QTest::mouseClick(outline.viewport(), Qt::LeftButton, {}, box(1).center());
        QCOMPARE(m_studio->editor->selection().scene(), SceneId(QStringLiteral("scene-1")));
        LineField *weather = nullptr;
        for (auto *each : m_studio->screen->findChildren<LineField *>()) {
            if (each->isVisible() && each->edit()->accessibleName() == u"Weather")
                weather = each;
        }
        QVERIFY(weather);
        weather->edit()->setFocus();
        QTest::keyClicks(weather->edit(), QString(201, u'r'));
        QTest::keyClick(weather->edit(), Qt::Key_Return);
        QVERIFY(weather->isWrong());
        QCOMPARE(weather->edit()->text().size(), qsizetype(201));
        weather->edit()->selectAll();
        QTest::keyClicks(weather->edit(), QStringLiteral("After rain"));
        QTest::keyClick(weather->edit(), Qt::Key_Return);
        QCOMPARE(timeline::findScene(m_studio->cut(), SceneId(QStringLiteral("scene-1")))->direction.weather, QStringLiteral("After rain"));
        SC_VERIFY_OK(m_studio->session->undo());
        QVERIFY(timeline::findScene(m_studio->cut(), SceneId(QStringLiteral("scene-1")))->direction.weather.isEmpty());
    }

    void searchAndSortLeaveTheSelectionAlone()
    {
        click(4);
        m_studio->screen->search().setFocus();
        QTest::keyClicks(&m_studio->screen->search(), QStringLiteral("c4"));
        QCOMPARE(m_studio->screen->model().shotCount(), 1);
        QCOMPARE(m_studio->editor->selection().current(), clipId(4));
        m_studio->screen->search().clear();
        ShotColumns columns = m_studio->table().columns();
        columns.sort = ShotColumn::Name;
        columns.descending = true;
        m_studio->table().setColumns(columns);
        QCOMPARE(m_studio->screen->model().rowCount(), 6);
        QCOMPARE(m_studio->screen->model().clipAt(0)->id, clipId(6));
        Q_EMIT m_studio->table().columnsChanged();
        QVERIFY(m_studio->library->setting(QStringLiteral("scenes/columns")).contains(QStringLiteral("\"name\"")));
    }

    void theShotListGoesOutAndIn()
    {
        QSignalSpy notices(m_studio->context.get(), &AppContext::noticeRaised);
        const QString file = m_studio->folder.filePath(QStringLiteral("shots.csv"));
        m_studio->screen->listFiles().exportTo(file);
        QFile csv(file);
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QByteArray table = csv.readAll();
        csv.close();
        table.replace(",c3,", ",Third,");
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write(table);
        csv.close();
        m_studio->screen->listFiles().importFrom(file);
        QCOMPARE(clip(3).name, QStringLiteral("Third"));
        QCOMPARE(notices.count(), 2);
        QSignalSpy problems(m_studio->context.get(), &AppContext::problemRaised);
        QVERIFY(csv.open(QIODevice::WriteOnly));
        csv.write("\x89PNG\0\0", 6);
        csv.close();
        m_studio->screen->listFiles().importFrom(file);
        QCOMPARE(problems.count(), 1);
    }

    void fiveThousandShotsAreOneListWithoutAWidgetARow()
    {
        timeline::Timeline t = m_studio->cut();
        const timeline::Timeline many = test::shotsInARow(5000, 12);
        t.scenes = many.scenes;
        t.clips = many.clips;
        SC_VERIFY_OK(m_studio->session->apply(QStringLiteral("Many"), t));
        QCOMPARE(m_studio->screen->model().shotCount(), 5000);
        const qsizetype widgets = m_studio->table().findChildren<QWidget *>().size();
        QVERIFY(widgets < 60);
        m_studio->table().verticalScrollBar()->setValue(m_studio->table().verticalScrollBar()->maximum());
        QTRY_VERIFY(!m_studio->table().visualRect(m_studio->table().model()->index(5000, int(ShotColumn::Name))).isEmpty());
        QCOMPARE(m_studio->table().findChildren<QWidget *>().size(), widgets);
        QTest::keyClick(&m_studio->table(), Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(m_studio->editor->selection().clips().size(), size_t(5000));
    }

    void withoutAProjectTheScreenSaysHowToGetOne()
    {
        m_studio->editor->setSession(nullptr);
        QVERIFY(!m_studio->table().isVisible());
        QCOMPARE(m_studio->screen->model().rowCount(), 0);
        QVERIFY(!m_studio->screen->multiEdit().isVisible());
    }
};

SC_TEST(TestScenesWindow)
#include "tst_scenes_window.moc"
