// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/take_shelf.h"
#include "tests/support/test_main.h"
#include "tests/ui/characters/cast_studio.h"
#include "ui/characters/character_page.h"
#include "ui/characters/characters_screen.h"
#include "ui/characters/identity_panel.h"
#include "ui/characters/method_card.h"
#include "ui/characters/on_screen.h"
#include "ui/characters/reference_strip.h"
#include "ui/characters/sheet_card.h"
#include "ui/characters/sheet_dialog.h"
#include "ui/theme/theme.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/song_map_strip.h"

#include <QtTest/QTest>
#include <QtWidgets/QRadioButton>

using namespace sc;
using namespace sc::generation;
using namespace sc::test;
using namespace sc::ui;

namespace {
constexpr int kPatienceMs = 120'000;
}

// The characters screen on a real bundle, by mouse and keys.
class TestCharactersScreen : public QObject
{
    Q_OBJECT

    std::unique_ptr<CastStudio> m_studio;
    std::unique_ptr<CharactersScreen> m_screen;

    void open(bool withServer = false)
    {
        m_screen.reset();
        m_studio = std::make_unique<CastStudio>(withServer);
        m_screen = std::make_unique<CharactersScreen>(*m_studio->context, m_studio->editor);
        m_screen->resize(1376, 788);
        m_screen->show();
    }
    [[nodiscard]] CharacterId add(const QString &name, int picture = 1) const
    {
        Character character = m_studio->world.ready(name);
        character.references.front().media = m_studio->studio().takePicture(m_studio->world.picture(picture), Scope::Project).value();
        return m_studio->studio().save(character).value();
    }
    [[nodiscard]] Character now(const CharacterId &id) const { return m_studio->studio().character(id).value(); }
    void click(QWidget *widget) const { QTest::mouseClick(widget, Qt::LeftButton); }

private Q_SLOTS:
    void initTestCase() { applyTheme(*qApp, builtInTheme({.reducedMotion = true})); }
    void cleanup()
    {
        m_screen.reset();
        m_studio.reset();
    }

    void aQuickCharacterIsMadeByKeys()
    {
        open();
        QVERIFY(m_screen->grid().cards().empty());
        m_studio->actions.trigger(s("characters.quick"));
        auto *quick = m_screen->findChild<QuickCharacter *>();
        QTRY_VERIFY(quick && quick->isVisible());
        QTest::keyClicks(quick->name()->edit(), s("Rhea"));
        quick->addPictures({m_studio->world.picture(3)});
        QTest::keyClick(quick->name()->edit(), Qt::Key_Return);
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
        QCOMPARE(m_screen->grid().cards().front().badge, s("Ready"));
        QCOMPARE(m_screen->desk().current()->references.size(), 1U);
        // The same name again: a free one is offered, the name stays typed.
        m_studio->actions.trigger(s("characters.quick"));
        QTest::keyClicks(quick->name()->edit(), s("rhea"));
        QTest::keyClick(quick->name()->edit(), Qt::Key_Return);
        QVERIFY(quick->isVisible());
        QVERIFY(quick->name()->isWrong());
        QTest::keyClick(quick, Qt::Key_Escape);
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
    }

    void whatCannotBeReadIsSkippedWithTheReason()
    {
        open();
        const CharacterId id = add(s("Rhea"));
        QSignalSpy notices(m_studio->context.get(), &AppContext::noticeRaised);
        const QString words = m_studio->world.dir.filePath(s("notes.png"));
        QVERIFY(writeFile(words, "words"));
        m_screen->desk().open(id);
        QVERIFY(!m_screen->desk().addPictures({words, m_studio->world.picture(5)}));
        QCOMPARE(notices.count(), 1);
        QVERIFY(notices.front().front().value<Notice>().text.contains(s("notes.png")));
        QCOMPARE(now(id).references.size(), 2U);
    }

    void referencesAreWeighedGivenRolesAndTakenOut()
    {
        open();
        const CharacterId id = add(s("Rhea"));
        QTRY_VERIFY(m_screen->desk().find(id));
        m_screen->desk().open(id);
        QVERIFY(!m_screen->desk().addPictures({m_studio->world.picture(6)}));
        ReferenceStrip &strip = m_screen->page().references();
        QTRY_COMPARE(strip.cells().size(), 2U);
        QTest::mouseClick(&strip, Qt::LeftButton, {}, strip.cellRect(0).topLeft() + QPoint(20, 60));
        QCOMPARE(strip.current(), 0);
        QTest::keyClick(&strip, Qt::Key_Plus);
        QCOMPARE(now(id).references.front().weight, 1.1);
        QTest::keyClick(&strip, Qt::Key_F);
        QCOMPARE(now(id).face.hash, now(id).references.front().media.hash);
        QVERIFY(strip.cells().front().isFace);
        QTest::keyClick(&strip, Qt::Key_Right);
        QTest::keyClick(&strip, Qt::Key_Delete);
        QCOMPARE(now(id).references.size(), 1U);
        SC_VERIFY_OK(m_studio->world.session->undo());
        QTRY_COMPARE(strip.cells().size(), 2U);
    }

    void aMethodThatLacksSomethingCannotBeChosen()
    {
        open();
        const CharacterId id = add(s("Rhea"));
        QTRY_VERIFY(m_screen->desk().find(id));
        MethodCard &card = m_screen->page().method();
        QTRY_VERIFY(!card.radio(CharacterMethod::InstantId)->isEnabled());
        QVERIFY(card.radio(CharacterMethod::InstantId)->toolTip().contains(s("face")));
        QTest::mouseClick(card.radio(CharacterMethod::PromptOnly), Qt::LeftButton, {}, QPoint(9, 13));
        QCOMPARE(int(now(id).method), int(CharacterMethod::PromptOnly));
        // Without pictures the card says what is missing.
        Character bare = now(id);
        bare.references.clear();
        bare.method = CharacterMethod::IpAdapter;
        SC_VERIFY_OK(m_studio->studio().save(bare));
        QTRY_COMPARE(m_screen->grid().cards().front().badge, s("Needs a reference"));
        QVERIFY(!m_screen->identity().testButton()->isEnabled());
    }

    void aNameThatIsTakenIsRefusedAtItsField()
    {
        open();
        (void)add(s("Rhea"));
        const CharacterId other = add(s("Coupe"), 2);
        QTRY_VERIFY(m_screen->desk().find(other));
        m_screen->desk().open(other);
        LineField *name = m_screen->identity().name();
        name->edit()->setFocus();
        name->edit()->selectAll();
        QTest::keyClicks(name->edit(), s("RHEA"));
        QTest::keyClick(name->edit(), Qt::Key_Return);
        QVERIFY(name->isWrong());
        QCOMPARE(name->edit()->text(), s("RHEA"));
        QCOMPARE(now(other).name, s("Coupe"));
    }

    void itGoesIntoTheSelectedShotsAndIsSeenThere()
    {
        open();
        const CharacterId rhea = add(s("Rhea"));
        const CharacterId coupe = add(s("Coupe"), 2);
        QTRY_VERIFY(m_screen->desk().find(coupe));
        m_screen->desk().open(rhea);
        QVERIFY(!m_screen->identity().applyButton()->isEnabled());
        m_studio->select({0, 2});
        QTRY_VERIFY(m_screen->identity().applyButton()->isEnabled());
        click(m_screen->identity().applyButton());
        QCOMPARE(m_screen->desk().clipsWith(rhea).size(), 2U);
        QCOMPARE(m_studio->world.clip(0).imagePrompt, s("a street")); // its own text stays
        QTRY_COMPARE(m_screen->page().onScreen().map().marks().size(), 2U);
        QTRY_VERIFY(m_screen->grid().cards()[size_t(m_screen->grid().rowOf(rhea.text()))].detailFigure.startsWith(s("2 shot")));
        // A mark leads to its shot.
        QSignalSpy screens(m_studio->context.get(), &AppContext::screenRequested);
        SongMapStrip &map = m_screen->page().onScreen().map();
        QTest::mouseClick(&map, Qt::LeftButton, {}, map.markRect(1).center().toPoint());
        QCOMPARE(screens.count(), 1);
        QCOMPARE(m_studio->editor.selection().current(), m_studio->world.id(2));
        // Several go in turn.
        m_studio->select({0, 1, 2});
        m_screen->grid().selectAll();
        click(m_screen->identity().applyButton());
        QCOMPARE(m_studio->world.clip(1).generation.characters.size(), 1U);
        // Used: deleting lists the shots and asks.
        m_screen->desk().open(rhea);
        m_screen->remove();
        QVERIFY(m_screen->desk().find(rhea));
        auto *gone = m_screen->window()->findChild<QPushButton *>(s("deleteAnyway"));
        QVERIFY(gone);
        click(gone);
        QTRY_VERIFY(!m_screen->desk().find(rhea));
        SC_VERIFY_OK(m_studio->world.session->undo());
        QTRY_VERIFY(m_screen->desk().find(rhea));
        QCOMPARE(m_screen->desk().clipsWith(rhea).size(), 3U);
    }

    void aTestSheetFillsUpAndWhatIsApprovedBecomesAReference()
    {
        open(true);
        const CharacterId id = add(s("Rhea"));
        QTRY_VERIFY(m_screen->desk().find(id));
        SheetSpec spec;
        spec.profile = SheetProfile::Poses;
        spec.count = 3;
        spec.params = {{s("width"), 256}, {s("height"), 256}, {s("family"), s("sdxl")}};
        QVERIFY(m_screen->desk().startSheet(spec));
        SheetCard &card = m_screen->page().sheet();
        QVERIFY(card.isVisible());
        const auto sheet = [&] { return m_screen->desk().sheetOf(id); };
        QCOMPARE(sheet()->jobs.size(), 3U);
        QTRY_VERIFY_WITH_TIMEOUT(!sheet()->isRunning(), kPatienceMs);
        QTRY_VERIFY(card.stateOf(sheet()->jobs.front()) == SheetCard::CellState::Undecided);
        QTest::mouseClick(card.childAt(card.verdictRect(0, true).center()), Qt::LeftButton, {},
                          card.childAt(card.verdictRect(0, true).center())->mapFrom(&card, card.verdictRect(0, true).center()));
        QTRY_COMPARE(now(id).references.size(), 2U);
        QTRY_VERIFY(card.stateOf(sheet()->jobs[0]) == SheetCard::CellState::Approved);
        QTest::mouseClick(card.childAt(card.verdictRect(1, false).center()), Qt::LeftButton, {},
                          card.childAt(card.verdictRect(1, false).center())->mapFrom(&card, card.verdictRect(1, false).center()));
        QTRY_VERIFY(card.stateOf(sheet()->jobs[1]) == SheetCard::CellState::Rejected);
        m_screen->desk().approveRest();
        QTRY_COMPARE(now(id).references.size(), 3U);
        QVERIFY(card.stateOf(sheet()->jobs[1]) == SheetCard::CellState::Rejected);
        m_screen->desk().closeSheet();
        QTRY_VERIFY(!card.isVisible());
    }

    void itIsSharedDuplicatedFoundAndExported()
    {
        open();
        const CharacterId id = add(s("Rhea"));
        QTRY_VERIFY(m_screen->desk().find(id));
        m_screen->desk().open(id);
        m_screen->duplicate();
        QTRY_COMPARE(m_screen->grid().cards().size(), 2U);
        m_screen->desk().open(id);
        m_screen->share();
        QTRY_VERIFY(m_screen->desk().find(id)->scope == Scope::Shared);
        QTest::keyClicks(&m_screen->search(), s("rhea 2"));
        QTRY_COMPARE(m_screen->grid().cards().size(), 1U);
        m_screen->search().clear();
        const QString folder = m_studio->world.dir.filePath(s("set"));
        m_screen->exportTrainingSet(folder);
        QVERIFY(QFile::exists(folder + s("/rhea_2_01.txt")) || QFile::exists(folder + s("/rhea_01.txt")));
    }

    void itFitsANarrowWindow()
    {
        open();
        (void)add(s("Rhea"));
        m_screen->resize(968, 528);
        QTRY_VERIFY(m_screen->page().isVisible());
        QVERIFY(!m_screen->identity().isVisible());
        m_screen->toggleIdentity();
        QVERIFY(m_screen->identity().isVisible());
        QVERIFY(!m_screen->identity().geometry().intersects(m_screen->page().geometry()));
    }
};

SC_TEST(TestCharactersScreen)
#include "tst_characters_screen.moc"
