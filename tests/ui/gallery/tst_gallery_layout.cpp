// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/gallery/gallery_layout.h"
#include "ui/gallery/review_round.h"

#include <QtTest/QTest>

#include <random>
#include <set>

using namespace sc;
using namespace sc::ui;

class TestGalleryLayout : public QObject
{
    Q_OBJECT

    static GalleryPlan randomPlan(std::mt19937 &random)
    {
        const auto roll = [&](int low, int high) { return std::uniform_int_distribution<int>(low, high)(random); };
        GalleryPlan plan;
        plan.groups = roll(0, 4);
        int stacks = 0;
        for (int group = 0; group < std::max(1, plan.groups); ++group) {
            plan.folded.push_back(roll(0, 5) == 0);
            for (int i = roll(0, 30); i > 0; --i) {
                if (roll(0, 8) > 0) {
                    plan.cells.push_back({group, -1, roll(0, 1) == 0});
                    continue;
                }
                for (int taken = roll(2, 9); taken > 0; --taken)
                    plan.cells.push_back({group, stacks, false});
                ++stacks;
            }
        }
        if (plan.groups == 0)
            plan.folded.assign(1, false);
        return plan;
    }

private Q_SLOTS:
    void cellsNeverOverlapAndAreFoundWhereTheyLie()
    {
        std::mt19937 random(5);
        for (int round = 0; round < 200; ++round) {
            const GalleryPlan plan = randomPlan(random);
            GalleryStyle style;
            style.isList = round % 5 == 0;
            style.cellWidth = std::uniform_int_distribution<int>(80, 400)(random);
            style.shape = round % 3 ? 16 / 9.0 : 0.75;
            const int width = std::uniform_int_distribution<int>(40, 2600)(random);
            const GalleryLayout layout = layOutGallery(plan, width, style);
            int placed = 0;
            for (size_t cell = 0; cell < layout.cells.size(); ++cell) {
                const QRect &box = layout.cells[cell];
                const bool isFolded = plan.folded[size_t(plan.cells[cell].group)];
                QCOMPARE(box.isEmpty(), isFolded);
                if (isFolded)
                    continue;
                ++placed;
                QVERIFY(box.bottom() < layout.height);
                QCOMPARE(layout.cellAt(box.center()), int(cell)); // nothing lies over it
                QVERIFY(layout.rowOf(int(cell)) >= 0);
                QCOMPARE(layout.cellAfter(int(cell), 0), int(cell));
            }
            int inRows = 0;
            int bottom = -1;
            for (const std::vector<int> &row : layout.rows) {
                inRows += int(row.size());
                QVERIFY(layout.cells[size_t(row.front())].top() > bottom); // rows go down
                bottom = layout.cells[size_t(row.front())].bottom();
            }
            QCOMPARE(inRows, placed);
            for (const GalleryLayout::Plate &plate : layout.plates)
                QVERIFY(plate.box.contains(layout.cells[size_t(plate.firstCell)]));
        }
    }

    void walkingForwardsMeetsEveryCellOnce()
    {
        std::mt19937 random(9);
        GalleryPlan plan = randomPlan(random);
        plan.folded.assign(plan.folded.size(), false);
        const GalleryLayout layout = layOutGallery(plan, 900, {});
        if (layout.rows.empty())
            return;
        std::set<int> met;
        int cell = layout.rows.front().front();
        for (size_t i = 0; i < layout.cells.size(); ++i) {
            met.insert(cell);
            cell = layout.cellAfter(cell, 1);
        }
        QCOMPARE(met.size(), layout.cells.size());
        QCOMPARE(layout.cellAfter(layout.rows.back().back(), 1), layout.rows.back().back());
        QCOMPARE(layout.cellBelow(layout.rows.front().front(), -1), layout.rows.front().front());
    }

    void aRoundGoesFromTakeToTakeAndBackByUndo()
    {
        std::vector<generation::GalleryItem> items;
        for (int i = 0; i < 5; ++i) {
            generation::GalleryItem item;
            item.take.id = TakeId(QStringLiteral("t%1").arg(i));
            if (i == 2)
                item.take.verdict = timeline::TakeVerdict::Rejected;
            if (i == 3)
                item.isMissing = true;
            items.push_back(item);
        }
        ReviewRound round;
        round.begin(generation::GalleryIndex::of(items), ReviewShow::NotJudged);
        QCOMPARE(round.takes().size(), size_t(3)); // judged and missing ones are left out
        round.judged(timeline::TakeVerdict::Approved, 4);
        items[0].take.verdict = timeline::TakeVerdict::Approved;
        QVERIFY(round.goToNextOpen());
        round.follow(generation::GalleryIndex::of(items));
        QCOMPARE(round.takes().size(), size_t(3)); // what was judged now stays in the row
        QCOMPARE(round.current(), TakeId(QStringLiteral("t1")));
        QCOMPARE(round.approved(), 1);
        QCOMPARE(round.secondsLeft(), 8.0);
        QVERIFY(round.takeBack(generation::GalleryIndex::of(items)).isEmpty());
        items[0].take.verdict = timeline::TakeVerdict::None; // undone
        QCOMPARE(round.takeBack(generation::GalleryIndex::of(items)), TakeId(QStringLiteral("t0")));
        QCOMPARE(round.done(), 0);
        for (int i = 0; i < 3; ++i) {
            round.judged(timeline::TakeVerdict::Rejected, 1);
            QCOMPARE(round.goToNextOpen(), i < 2);
        }
        QCOMPARE(round.left(), 0);
        round.begin({}, ReviewShow::All);
        QVERIFY(round.current().isEmpty());
        QVERIFY(!round.step(1));
    }
};

SC_TEST(TestGalleryLayout)
#include "tst_gallery_layout.moc"
