// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card_grid.h"

#include "tests/support/test_main.h"
#include "ui/theme/theme.h"
#include "ui/widgets/picture_cache.h"

#include <QtTest/QTest>
#include <QtWidgets/QApplication>

using namespace sc::ui;

class TestCardGrid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // Whatever the width and whether or not the cards need a scroll bar: as many columns as there is room for.
    void columnsFillTheWidth()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        constexpr int kLeast = 150;
        PictureCache pictures;
        CardGrid grid(QStringLiteral("Cards"), kLeast, 90, pictures);
        std::vector<GridCard> cards(6);
        for (size_t i = 0; i < cards.size(); ++i)
            cards[i].id = QString::number(i);
        grid.setCards(cards);
        grid.show();
        for (int width = 380; width <= 700; width += 7) {
            for (int height : {300, 1200}) {
                grid.resize(width, height);
                grid.doItemsLayout();
                const int top = grid.visualRect(grid.model()->index(0, 0)).top();
                QVERIFY2(grid.visualRect(grid.model()->index(1, 0)).top() == top,
                         qPrintable(QStringLiteral("%1 x %2").arg(width).arg(height)));
            }
        }
    }
};

SC_TEST(TestCardGrid)
#include "tst_card_grid.moc"
