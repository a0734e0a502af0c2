// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/practice/practice_picture.h"
#include "tests/support/test_main.h"

#include <QtTest/QTest>

using namespace sc::practice;

class TestPracticePicture : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void equalRequestsGiveEqualPixels()
    {
        const PictureRequest request{.prompt = QStringLiteral("a neon city at night"),
                                     .seed = 7,
                                     .model = QStringLiteral("flux1-dev.safetensors"),
                                     .size = QSize(320, 200)};
        QCOMPARE(paintPicture(request), paintPicture(request));
    }

    void promptSeedAndTimeChangeThePicture()
    {
        const PictureRequest plain{.prompt = QStringLiteral("a forest"), .seed = 1, .size = QSize(160, 90), .labelled = false};
        PictureRequest other = plain;
        other.seed = 2;
        QVERIFY(paintPicture(plain) != paintPicture(other));
        other = plain;
        other.prompt = QStringLiteral("the sea");
        QVERIFY(paintPicture(plain) != paintPicture(other));
        other = plain;
        other.length = 2;
        other.time = 1;
        QVERIFY(paintPicture(plain) != paintPicture(other));
    }

    void isNeitherBlackNorFlat()
    {
        for (int seed = 0; seed < 12; ++seed) {
            const QImage image = paintPicture({.prompt = QStringLiteral("anything"), .seed = seed, .size = QSize(96, 54)});
            int least = 255;
            int most = 0;
            for (int y = 0; y < image.height(); ++y)
                for (int x = 0; x < image.width(); ++x) {
                    least = std::min(least, qGray(image.pixel(x, y)));
                    most = std::max(most, qGray(image.pixel(x, y)));
                }
            QVERIFY2(most - least > 60, QByteArray::number(seed));
        }
    }

    void takesOddSizes()
    {
        for (const QSize &size : {QSize(1, 1), QSize(2, 300), QSize(3000, 16)})
            QCOMPARE(paintPicture({.prompt = QStringLiteral("city"), .seed = 1, .size = size}).size(), size);
    }

    void movesFromOnePictureToAnother()
    {
        QImage red(64, 64, QImage::Format_RGB32);
        red.fill(Qt::red);
        QImage blue(32, 80, QImage::Format_RGB32);
        blue.fill(Qt::blue);
        PictureRequest request{
            .prompt = QStringLiteral("x"), .size = QSize(64, 64), .length = 1, .first = red, .last = blue, .labelled = false};
        QVERIFY(qRed(paintPicture(request).pixel(32, 32)) > 250);
        request.time = 1;
        QVERIFY(qBlue(paintPicture(request).pixel(32, 32)) > 250);
    }
};

SC_TEST(TestPracticePicture)
#include "tst_practice_picture.moc"
