// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/viewer/compare_layout.h"
#include "ui/viewer/compare_side.h"
#include "ui/viewer/picture_difference.h"

#include <QtTest/QTest>

#include <random>

using namespace sc;
using namespace sc::ui;

class TestCompareLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoCellsLieWherePicturesAreLarger()
    {
        const QRectF box(0, 0, 1002, 600);
        const auto wide = compareCells(CompareMode::TwoUp, {16, 9}, QRectF(0, 0, 600, 902));
        QCOMPARE(wide[0].left(), wide[1].left()); // above each other
        const auto high = compareCells(CompareMode::TwoUp, {9, 16}, box);
        QCOMPARE(high[0].top(), high[1].top());
        QCOMPARE(compareCells(CompareMode::FourUp, {16, 9}, box).size(), size_t(4));
        QCOMPARE(compareCells(CompareMode::Wipe, {16, 9}, box), std::vector{box});
    }

    void whatLiesUnderThePointerStaysThereWhileEnlarging()
    {
        std::mt19937 random(11);
        const auto roll = [&](double low, double high) { return std::uniform_real_distribution<double>(low, high)(random); };
        for (int i = 0; i < 500; ++i) {
            const QSizeF picture(roll(100, 4000), roll(100, 4000));
            const QRectF cell(roll(-50, 50), roll(-50, 50), roll(100, 2000), roll(100, 1500));
            CompareLook look = zoomedAt({}, roll(4, 12), cell.center(), picture, cell);
            const QRectF before = pictureRect(picture, cell, look);
            const QPointF at = cell.center();
            const CompareLook next = zoomedAt(look, 1.5, at, picture, cell);
            const QRectF after = pictureRect(picture, cell, next);
            const double placeBefore = (at.x() - before.left()) / before.width();
            const double placeAfter = (at.x() - after.left()) / after.width();
            QVERIFY(std::abs(placeBefore - placeAfter) < 0.01);
            // Never further than its edges.
            const CompareLook moved = movedBy(next, QPointF(roll(-9000, 9000), roll(-9000, 9000)), picture, cell);
            const QRectF held = pictureRect(picture, cell, moved);
            if (held.width() > cell.width())
                QVERIFY(held.left() <= cell.left() + 1e-6 && held.right() >= cell.right() - 1e-6);
            else
                QVERIFY(std::abs(held.center().x() - cell.center().x()) < 1e-6);
            look = heldInside({1e9, {7, -7}}, picture, cell);
            QVERIFY(look.enlargement <= CompareLook::kMost);
        }
    }

    void framesAndTimesOfAMovieGoBothWays()
    {
        CompareSide side;
        side.isMovie = true;
        side.frames = 97;
        for (const auto &[numerator, denominator] : {std::pair(24, 1), std::pair(30000, 1001), std::pair(25, 2)}) {
            side.rateNumerator = numerator;
            side.rateDenominator = denominator;
            for (qint64 frame = 0; frame < side.frames; ++frame)
                QCOMPARE(side.frameAt(side.timeOf(frame)), frame);
            QCOMPARE(side.frameAt(Ticks(-5)), 0);
            QCOMPARE(side.frameAt(Ticks::seconds(9999)), side.frames - 1);
        }
    }

    void theDifferenceIsBlackWhereNothingDiffers()
    {
        QImage one(40, 30, QImage::Format_RGB32);
        one.fill(QColor(100, 120, 140));
        QImage two = one;
        QCOMPARE(differenceOf(one, two).mean, 0.0);
        two.setPixel(3, 4, qRgb(100, 120, 240));
        const PictureDifference found = differenceOf(one, two, 2);
        QCOMPARE(qBlue(found.image.pixel(3, 4)), 200);
        QCOMPARE(found.image.pixel(0, 0), qRgb(0, 0, 0));
        QCOMPARE(found.share, 1.0 / 1200);
        QVERIFY(differenceOf(one, QImage()).image.isNull());
        QCOMPARE(differenceOf(one, one.scaled(80, 60)).mean, 0.0); // another size
    }
};

SC_TEST(TestCompareLayout)
#include "tst_compare_layout.moc"
