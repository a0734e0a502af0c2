// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/widgets/toast_stack.h"

#include <QtTest/QTest>
#include <QtWidgets/QPushButton>

using namespace sc::ui;

class TestToasts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atMostFourStandAtATime()
    {
        QWidget window;
        window.resize(1024, 640);
        window.show();
        ToastStack toasts(&window);
        for (int i = 0; i < 7; ++i)
            toasts.show({Notice::Level::Error, QString::number(i), {}, {}, {}});
        QCOMPARE(toasts.count(), 4);
        QVERIFY(window.rect().adjusted(0, 0, 30, 0).contains(toasts.geometry()));
    }

    void theActionRunsOnceAndClosesIt()
    {
        QWidget window;
        window.show();
        ToastStack toasts(&window);
        int runs = 0;
        toasts.show(
            {Notice::Level::Info, QStringLiteral("3 shots moved"), QStringLiteral("by 1 beat"), QStringLiteral("Undo"), [&] { ++runs; }});
        QTest::mouseClick(toasts.findChild<QPushButton *>(), Qt::LeftButton);
        QCOMPARE(runs, 1);
        QCOMPARE(toasts.count(), 0);
        QVERIFY(!toasts.isVisible());
    }

    void allCanBeClosedAtOnce()
    {
        QWidget window;
        window.show();
        ToastStack toasts(&window);
        for (int i = 0; i < 3; ++i)
            toasts.show({Notice::Level::Error, QString::number(i), {}, {}, {}});
        toasts.closeAll();
        QCOMPARE(toasts.count(), 0);
        QVERIFY(!toasts.isVisible());
    }
};

SC_TEST(TestToasts)
#include "tst_toasts.moc"
