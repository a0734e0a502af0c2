// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library.h"
#include "tests/core/openai/model_server.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/settings/settings_screen.h"
#include "ui/settings/shortcuts_page.h"
#include "ui/settings/words_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

using namespace sc;
using namespace sc::ui;

// The settings in a real window on a real profile, driven by mouse and keys.
class TestSettingsWindow : public QObject
{
    Q_OBJECT

    struct Studio
    {
        QTemporaryDir folder;
        std::unique_ptr<library::Library> library;
        ActionRegistry actions;
        std::unique_ptr<AppContext> context;
        std::unique_ptr<SettingsStore> store;
        std::unique_ptr<accounts::SecretStore> secrets;
        std::unique_ptr<openai::WordsDesk> words;
        std::unique_ptr<SettingsScreen> screen;
        std::unique_ptr<QWidget> other; // another screen
        QStringList ran;
    };

    std::unique_ptr<Studio> m;

    void add(const char *id, const char *keys, QWidget *scope = nullptr)
    {
        m->actions.add({.id = QLatin1String(id),
                        .text = QLatin1String(id),
                        .group = QStringLiteral("Test"),
                        .icon = {},
                        .shortcuts = {QKeySequence(QLatin1String(keys))},
                        .run = [this, id] { m->ran.append(QLatin1String(id)); },
                        .enabled = {},
                        .scope = scope});
    }
    ShortcutsPage &page() const { return m->screen->shortcuts(); }
    // The next keys for an action.
    void record(const char *id, Qt::Key key, Qt::KeyboardModifiers modifiers = {}, int slot = 0)
    {
        page().startRecording(QLatin1String(id), slot);
        QTest::keyClick(m->screen.get(), key, modifiers);
        QVERIFY(!page().isRecording());
    }
    QString keysOf(const char *id) const { return QKeySequence::listToString(m->actions.spec(QLatin1String(id))->shortcuts); }

private Q_SLOTS:
    void init()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        m = std::make_unique<Studio>();
        const ProfilePaths profile{m->folder.path()};
        SC_VERIFY_OK(ensureProfile(profile));
        auto library = library::Library::open(profile);
        SC_VERIFY_OK(library);
        m->library = std::move(*library);
        m->context = std::make_unique<AppContext>(AppContext::Services{m->library.get(), nullptr, &m->actions});
        m->store = std::make_unique<SettingsStore>(*m->library);
        m->secrets = std::make_unique<accounts::SecretStore>(profile);
        m->words = std::make_unique<openai::WordsDesk>(profile, *m->secrets, sc::test::quickServiceTimes());
        m->screen = std::make_unique<SettingsScreen>(*m->context, *m->store, *m->words);
        m->other = std::make_unique<QWidget>();
        m->actions.setWindow(m->screen.get());
        add("test.split", "S");
        add("test.join", "Ctrl+J");
        add("other.cut", "S", m->other.get());
        m->screen->resize(1376, 788);
        m->screen->show();
        QVERIFY(QTest::qWaitForWindowExposed(m->screen.get()));
        m->screen->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m->screen.get()));
    }
    void cleanup() { m.reset(); }

    void helpWithWordsIsSetUp()
    {
        SC_VERIFY_OK(accounts::sealNow(*m->secrets, QStringLiteral("four plain words")));
        test::HostileServer server;
        server.on(QStringLiteral("/v1/models"),
                  test::HostileServer::Reply::json(
                      {{QStringLiteral("data"), QJsonArray{QJsonObject{{QStringLiteral("id"), QStringLiteral("small")}},
                                                           QJsonObject{{QStringLiteral("id"), QStringLiteral("large")}}}}}));
        m->actions.trigger(QStringLiteral("settings.words"));
        QCOMPARE(m->screen->page(), QStringLiteral("words"));
        WordsPage &page = m->screen->words();
        QCOMPARE(page.state().text(), QStringLiteral("off"));
        QVERIFY(!page.keepButton().isEnabled());
        QVERIFY(!page.offButton().isEnabled());
        QTest::keyClicks(&page.address(), QStringLiteral("nowhere at all"));
        QTest::mouseClick(&page.modelsButton(), Qt::LeftButton);
        QVERIFY(page.problem().text().contains(QStringLiteral("not the address")));
        page.address().clear();
        QTest::keyClicks(&page.address(), server.url().toString());
        QTest::keyClicks(&page.key(), QStringLiteral("sk-marker"));
        QTest::keyClick(&page.key(), Qt::Key_Return);
        QTRY_VERIFY(page.keepButton().isEnabled());
        QVERIFY(page.problem().text().isEmpty());
        QTest::keyClick(&page.model(), Qt::Key_Down);
        QCOMPARE(page.model().value().toString(), QStringLiteral("small")); // by name: large, small
        QTest::mouseClick(&page.keepButton(), Qt::LeftButton);
        QTRY_VERIFY(page.state().text().contains(QStringLiteral("with small")));
        QVERIFY(page.key().text().isEmpty());
        QCOMPARE(m->words->service().value()->keyReference, QStringLiteral("keychain:openai/words"));
        QVERIFY(!page.allowSwitch().isVisible()); // this machine: no question
        QTest::keyClicks(&m->screen->search(), QStringLiteral("ollama"));
        QCOMPARE(m->screen->hitsOn(QStringLiteral("words")), 1);
        m->screen->search().clear();

        server.on(QStringLiteral("/v1/models"), test::failure(401, QStringLiteral("wrong key")));
        QTest::mouseClick(&page.keepButton(), Qt::LeftButton);
        QTRY_VERIFY(page.problem().text().contains(QStringLiteral("does not accept the key")));
        QTest::mouseClick(&page.offButton(), Qt::LeftButton);
        QTRY_COMPARE(page.state().text(), QStringLiteral("off"));
        QTRY_VERIFY(m->secrets->names().isEmpty());
    }

    void nothingGoesToAStrangerBeforeTheSwitchIsOn()
    {
        openai::Service stranger;
        stranger.base = QUrl(QStringLiteral("https://models.invalid/v1"));
        stranger.model = QStringLiteral("m");
        SC_VERIFY_OK(openai::ServiceBook(ProfilePaths{m->folder.path()}).put(openai::ServiceUse::Words, stranger));
        Q_EMIT m->words->changed();
        m->screen->showPage(QStringLiteral("words"));
        WordsPage &page = m->screen->words();
        QVERIFY(page.allowSwitch().isVisible());
        QVERIFY(!page.allowSwitch().isChecked());
        QTest::mouseClick(&page.allowSwitch(), Qt::LeftButton);
        QVERIFY(m->words->service().value()->isAllowed);
        QTest::mouseClick(&page.allowSwitch(), Qt::LeftButton);
        QVERIFY(!m->words->service().value()->isAllowed);
    }

    void aSwitchActsAtOnceAndIsKept()
    {
        QSignalSpy changes(m->store.get(), &SettingsStore::changed);
        Switch *motion = nullptr;
        for (auto *each : m->screen->findChildren<Switch *>()) {
            if (each->accessibleName() == u"Reduced motion")
                motion = each;
        }
        QVERIFY(motion && motion->isVisible());
        QTest::mouseClick(motion, Qt::LeftButton);
        QVERIFY(m->store->isOn(QStringLiteral("general.reduced_motion")));
        QCOMPARE(changes.count(), 1);
        QVERIFY(SettingsStore(*m->library).isChanged(QStringLiteral("general.reduced_motion")));
        SC_VERIFY_OK(m->store->resetPage(QStringLiteral("general")));
        QVERIFY(!motion->isChecked());
    }

    void aRefusedNumberStaysInItsFieldAndTheOldOneCounts()
    {
        m->screen->showPage(QStringLiteral("timeline"));
        QLineEdit *nudge = nullptr;
        for (auto *each : m->screen->findChildren<QLineEdit *>()) {
            if (each->accessibleName() == u"Nudge")
                nudge = each;
        }
        QVERIFY(nudge && nudge->isVisible());
        nudge->setFocus();
        nudge->selectAll();
        QTest::keyClicks(nudge, QStringLiteral("900"));
        QTest::keyClick(nudge, Qt::Key_Tab);
        QCOMPARE(nudge->text(), QStringLiteral("900"));
        QVERIFY(nudge->property("wrong").toBool());
        QVERIFY(nudge->accessibleDescription().contains(QStringLiteral("240")));
        QCOMPARE(m->store->number(QStringLiteral("timeline.nudge")), 1);
        nudge->setFocus();
        nudge->selectAll();
        QTest::keyClicks(nudge, QStringLiteral("12"));
        QTest::keyClick(nudge, Qt::Key_Return);
        QVERIFY(!nudge->property("wrong").toBool());
        QCOMPARE(m->store->number(QStringLiteral("timeline.nudge")), 12);
    }

    void searchCountsHitsAndEnterGoesToThem()
    {
        m->screen->search().setFocus();
        QTest::keyClicks(&m->screen->search(), QStringLiteral("ripple"));
        QVERIFY(m->screen->hitsOn(QStringLiteral("timeline")) >= 1);
        QCOMPARE(m->screen->hitsOn(QStringLiteral("general")), 0);
        QTest::keyClick(&m->screen->search(), Qt::Key_Return);
        QCOMPARE(m->screen->page(), QStringLiteral("timeline"));
        QTest::keyClick(&m->screen->search(), Qt::Key_Escape);
        QCOMPARE(m->screen->hitsOn(QStringLiteral("general")), -1);
    }

    void newKeysWorkAtOnceAndAreKept()
    {
        m->screen->showPage(QStringLiteral("shortcuts"));
        record("test.split", Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(keysOf("test.split"), QStringLiteral("Ctrl+Shift+B"));
        QTest::keyClick(m->screen.get(), Qt::Key_B, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(m->ran, QStringList{QStringLiteral("test.split")});
        record("test.split", Qt::Key_Y, {}, 1);
        QCOMPARE(keysOf("test.split"), QStringLiteral("Ctrl+Shift+B; Y"));
        QVERIFY(m->library->setting(QStringLiteral("keys")).contains(QStringLiteral("Ctrl+Shift+B")));
        // A registry that starts later has them, also for actions that come after.
        ActionRegistry later;
        later.setBindings(keyBindingsFromText(m->library->setting(QStringLiteral("keys")).toUtf8()).value());
        later.add(
            {.id = QStringLiteral("test.split"), .text = {}, .group = {}, .icon = {}, .shortcuts = {Qt::Key_S}, .run = {}, .enabled = {}});
        QCOMPARE(later.shortcutText(QStringLiteral("test.split")), QStringLiteral("Ctrl+Shift+B"));
        page().resetAction(QStringLiteral("test.split"));
        QCOMPARE(keysOf("test.split"), QStringLiteral("S"));
        QVERIFY(!m->actions.isChanged(QStringLiteral("test.split")));
    }

    void tooltipsSayTheNewKeys()
    {
        IconButton button(QStringLiteral("split"), QStringLiteral("Split"), m->screen.get());
        button.setAction(m->actions, QStringLiteral("test.split"));
        m->actions.setKeys(QStringLiteral("test.split"), {QKeySequence(QStringLiteral("Ctrl+U"))});
        QVERIFY(button.toolTip().contains(QStringLiteral("Ctrl+U")));
    }

    void aConflictNamesTheOtherActionAndSwaps()
    {
        m->screen->showPage(QStringLiteral("shortcuts"));
        record("test.split", Qt::Key_J, Qt::ControlModifier);
        QVERIFY(page().conflictText().contains(QStringLiteral("test.join")));
        QCOMPARE(keysOf("test.split"), QStringLiteral("S")); // nothing yet
        page().keepOld();
        QVERIFY(page().conflictText().isEmpty());

        record("test.split", Qt::Key_J, Qt::ControlModifier);
        PushButton *swap = nullptr;
        for (auto *each : page().findChildren<PushButton *>()) {
            if (each->isVisible() && each->text() == u"Swap")
                swap = each;
        }
        QVERIFY(swap);
        QTest::mouseClick(swap, Qt::LeftButton);
        QCOMPARE(keysOf("test.split"), QStringLiteral("Ctrl+J"));
        QCOMPARE(keysOf("test.join"), QStringLiteral("S"));

        record("test.join", Qt::Key_J, Qt::ControlModifier);
        page().takeOver();
        QCOMPARE(keysOf("test.join"), QStringLiteral("Ctrl+J"));
        QCOMPARE(keysOf("test.split"), QString());
        page().resetAll();
        QCOMPARE(keysOf("test.split"), QStringLiteral("S"));
        QCOMPARE(keysOf("test.join"), QStringLiteral("Ctrl+J"));
    }

    void placesThatCannotBeUsedTogetherDoNotConflict()
    {
        add("third.cut", "X", m->screen.get());
        QVERIFY(m->actions.conflicts(QStringLiteral("third.cut"), QKeySequence(Qt::Key_X)).isEmpty());
        // "other.cut" lives on another screen; only the window's own "test.split" is in the way.
        QCOMPARE(m->actions.conflicts(QStringLiteral("third.cut"), QKeySequence(Qt::Key_S)), QStringList{QStringLiteral("test.split")});
        // As delivered a screen's key may lie over the window's.
        QVERIFY(m->actions.conflicts(QStringLiteral("other.cut"), QKeySequence(Qt::Key_S)).isEmpty());
        // Keys that begin alike would wait for one another.
        QCOMPARE(m->actions.conflicts(QStringLiteral("test.split"), QKeySequence(QStringLiteral("Ctrl+J, S"))),
                 QStringList{QStringLiteral("test.join")});
    }

    void escLeavesAndBackspaceEmpties()
    {
        m->screen->showPage(QStringLiteral("shortcuts"));
        record("test.split", Qt::Key_Escape);
        QCOMPARE(keysOf("test.split"), QStringLiteral("S"));
        record("test.split", Qt::Key_Backspace);
        QCOMPARE(keysOf("test.split"), QString());
        QTest::keyClick(m->screen.get(), Qt::Key_S);
        QVERIFY(m->ran.isEmpty());
    }

    void shortcutsGoOutAndIn()
    {
        m->actions.setKeys(QStringLiteral("test.split"), {QKeySequence(QStringLiteral("Ctrl+U"))});
        const QString file = m->folder.filePath(QStringLiteral("keys.json"));
        QVERIFY(page().exportTo(file));
        page().resetAll();
        QVERIFY(page().importFrom(file));
        QCOMPARE(keysOf("test.split"), QStringLiteral("Ctrl+U"));
        QSignalSpy problems(m->context.get(), &AppContext::problemRaised);
        QFile bad(file);
        QVERIFY(bad.open(QIODevice::WriteOnly));
        bad.write("\x89PNG");
        bad.close();
        QVERIFY(!page().importFrom(file));
        QCOMPARE(problems.count(), 1);
        QCOMPARE(keysOf("test.split"), QStringLiteral("Ctrl+U")); // as it was
    }
};

SC_TEST(TestSettingsWindow)
#include "tst_settings_window.moc"
