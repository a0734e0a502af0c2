// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/widgets/action_registry.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QLineEdit>

using namespace sc::ui;

namespace {

struct Window
{
    QWidget widget;
    QLineEdit *field = new QLineEdit;
    QWidget *screen = new QWidget;

    Window()
    {
        auto *column = new QVBoxLayout(&widget);
        column->addWidget(field);
        column->addWidget(screen);
        screen->setFocusPolicy(Qt::StrongFocus);
        widget.show();
        widget.activateWindow();
    }
};

ActionSpec spec(const QString &id, const QString &keys, std::function<void()> run, QWidget *scope = nullptr)
{
    return {id,
            id,
            QStringLiteral("Group"),
            {},
            keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{QKeySequence(keys)},
            std::move(run),
            {},
            false,
            scope};
}

} // namespace

class TestActions : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aKeyRunsItsActionAnywhereInTheWindow()
    {
        Window window;
        ActionRegistry actions;
        actions.setWindow(&window.widget);
        int runs = 0;
        actions.add(spec(QStringLiteral("a"), QStringLiteral("Ctrl+G"), [&] { ++runs; }));
        QVERIFY(QTest::qWaitForWindowActive(&window.widget));
        window.screen->setFocus();
        QTest::keyClick(window.screen, Qt::Key_G, Qt::ControlModifier);
        QCOMPARE(runs, 1);
    }

    void plainKeysDoNothingWhileTyping()
    {
        Window window;
        ActionRegistry actions;
        actions.setWindow(&window.widget);
        int runs = 0;
        actions.add(spec(QStringLiteral("k"), QStringLiteral("K"), [&] { ++runs; }));
        actions.add(spec(QStringLiteral("space"), QStringLiteral("Space"), [&] { ++runs; }));
        QVERIFY(QTest::qWaitForWindowActive(&window.widget));
        window.field->setFocus();
        QTest::keyClick(window.field, Qt::Key_K);
        QTest::keyClick(window.field, Qt::Key_Space);
        QCOMPARE(runs, 0);
        QCOMPARE(window.field->text(), QStringLiteral("k "));
        window.screen->setFocus();
        QTest::keyClick(window.screen, Qt::Key_K);
        QCOMPARE(runs, 1);
    }

    void aVisibleScreensKeyWinsOverTheWindows()
    {
        Window window;
        ActionRegistry actions;
        actions.setWindow(&window.widget);
        QStringList ran;
        actions.add(spec(QStringLiteral("window"), QStringLiteral("Ctrl+J"), [&] { ran << QStringLiteral("window"); }));
        actions.add(spec(
            QStringLiteral("screen"), QStringLiteral("Ctrl+J"), [&] { ran << QStringLiteral("screen"); }, window.screen));
        QVERIFY(QTest::qWaitForWindowActive(&window.widget));
        QTest::keyClick(&window.widget, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(ran, QStringList{QStringLiteral("screen")});
        window.screen->hide();
        QTRY_VERIFY(!actions.action(QStringLiteral("window"))->shortcuts().isEmpty());
        QTest::keyClick(&window.widget, Qt::Key_J, Qt::ControlModifier);
        QCOMPARE(ran.last(), QStringLiteral("window"));
    }

    void whatIsNotPossibleIsGreyAndDoesNotRun()
    {
        ActionRegistry actions;
        bool possible = false;
        int runs = 0;
        ActionSpec s = spec(QStringLiteral("x"), {}, [&] { ++runs; });
        s.enabled = [&] { return possible; };
        const QAction *action = actions.add(s);
        QVERIFY(!action->isEnabled());
        actions.trigger(QStringLiteral("x"));
        QCOMPARE(runs, 0);
        possible = true;
        actions.refresh();
        QVERIFY(action->isEnabled());
        actions.trigger(QStringLiteral("x"));
        QCOMPARE(runs, 1);
        actions.trigger(QStringLiteral("unknown"));
    }

    void addingAnIdAgainReplacesTheAction()
    {
        ActionRegistry actions;
        int runs = 0;
        actions.add(spec(QStringLiteral("x"), {}, [&] { runs += 1; }));
        actions.add(spec(QStringLiteral("x"), {}, [&] { runs += 10; }));
        actions.trigger(QStringLiteral("x"));
        QCOMPARE(runs, 10);
        QCOMPARE(actions.all().size(), size_t(1));
    }
};

SC_TEST(TestActions)
#include "tst_actions.moc"
