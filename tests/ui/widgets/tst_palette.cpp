// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/widgets/command_palette.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLineEdit>

using namespace sc::ui;

namespace {

PaletteItem item(const QString &group, const QString &text, std::function<void()> run = {})
{
    return {group, text, {}, {}, {}, std::move(run)};
}

} // namespace

class TestPalette : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lettersMatchInOrderWithoutRegardToCase()
    {
        QVERIFY(fuzzyMatch(u"expt", u"Export"));
        QVERIFY(fuzzyMatch(u"EX", u"export"));
        QVERIFY(!fuzzyMatch(u"tx", u"Export"));
        QVERIFY(!fuzzyMatch(u"exportt", u"Export"));
        QVERIFY(fuzzyMatch(u"", u"anything"));
        QVERIFY(!fuzzyMatch(u"a", u""));
    }

    void startsOfWordsCountMoreThanMiddles()
    {
        QVERIFY(fuzzyMatch(u"np", u"New project")->score > fuzzyMatch(u"np", u"Open project")->score);
        QVERIFY(fuzzyMatch(u"exp", u"Export")->score > fuzzyMatch(u"exp", u"Next part")->score);
        QCOMPARE(fuzzyMatch(u"np", u"New project")->positions, QList<int>({0, 4}));
    }

    void emojiAndOddTextNeitherCrashNorMatchByChance()
    {
        QVERIFY(!fuzzyMatch(u"z", QStringView(u"\U0001F3B5\n\u0000", 4)));
        QVERIFY(fuzzyMatch(u"\U0001F3B5", u"song \U0001F3B5"));
    }

    void typingNarrowsAndEnterRuns()
    {
        QWidget window;
        window.resize(1024, 640);
        window.show();
        QString ran;
        CommandPalette palette(
            &window,
            [&] {
                return std::vector{item(QStringLiteral("Actions"), QStringLiteral("Import songs"), [&] { ran = QStringLiteral("import"); }),
                                   item(QStringLiteral("Actions"), QStringLiteral("Export"), [&] { ran = QStringLiteral("export"); })};
            },
            [](const QString &) { return std::vector<PaletteItem>(); });
        palette.openWith();
        QCOMPARE(palette.shownTexts().size(), 2);
        auto *input = palette.findChild<QLineEdit *>();
        QTest::keyClicks(input, QStringLiteral("expo"));
        QCOMPARE(palette.shownTexts(), QStringList{QStringLiteral("Export")});
        QTest::keyClick(input, Qt::Key_Return);
        QCOMPARE(ran, QStringLiteral("export"));
        QVERIFY(!palette.isVisible());
    }

    void whatWasUsedLatelyComesFirst()
    {
        QWidget window;
        window.show();
        CommandPalette palette(
            &window,
            [] {
                return std::vector{item(QStringLiteral("A"), QStringLiteral("Alpha"), [] {}),
                                   item(QStringLiteral("A"), QStringLiteral("Beta"), [] {})};
            },
            [](const QString &) { return std::vector<PaletteItem>(); });
        palette.openWith();
        auto *input = palette.findChild<QLineEdit *>();
        QTest::keyClick(input, Qt::Key_Down);
        QTest::keyClick(input, Qt::Key_Return);
        palette.openWith();
        QCOMPARE(palette.shownTexts().first(), QStringLiteral("Beta"));
    }

    void escapeClosesAndGivesTheFocusBack()
    {
        QWidget window;
        QLineEdit before(&window);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        before.setFocus();
        CommandPalette palette(
            &window, [] { return std::vector<PaletteItem>(); }, [](const QString &) { return std::vector<PaletteItem>(); });
        palette.openWith(QStringLiteral("zzz"));
        QVERIFY(palette.isVisible());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!palette.isVisible());
        QVERIFY(before.hasFocus());
    }

    void atMostNineRowsAndArgumentsFirst()
    {
        QWidget window;
        window.show();
        CommandPalette palette(
            &window,
            [] {
                std::vector<PaletteItem> many;
                for (int i = 0; i < 40; ++i)
                    many.push_back(item(QStringLiteral("Songs"), QStringLiteral("go song %1").arg(i)));
                return many;
            },
            [](const QString &typed) {
                return typed.startsWith(u"go ") ? std::vector{item(QStringLiteral("Go to"), QStringLiteral("Go to 1:23"))}
                                                : std::vector<PaletteItem>();
            });
        palette.openWith(QStringLiteral("go s"));
        QCOMPARE(palette.shownTexts().size(), 9);
        QCOMPARE(palette.shownTexts().first(), QStringLiteral("Go to 1:23"));
    }
};

SC_TEST(TestPalette)
#include "tst_palette.moc"
