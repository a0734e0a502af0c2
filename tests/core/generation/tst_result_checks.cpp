// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/result_checks.h"
#include "tests/support/media_maker.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtGui/QPainter>
#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::generation;

namespace {

// Something with edges, soft light and grain, as a picture has; `shift` moves it, `light` is added.
QImage scene(double shift = 0, double light = 0, quint32 grain = 1)
{
    QImage image(320, 240, QImage::Format_RGB32);
    QRandomGenerator random(grain);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const double u = (x + shift) / 40.0;
            const double v = y / 30.0;
            const double soft = 0.5 + 0.2 * std::sin(u) * std::cos(v);
            const double edge = std::fmod(std::abs(u * 1.7 + v), 2.0) < 1 ? 0.15 : -0.15;
            const double value = std::clamp(soft + edge + light + (random.generateDouble() - 0.5) * 0.03, 0.0, 1.0);
            const int level = int(value * 255);
            image.setPixel(x, y, qRgb(level, level * 3 / 4, level / 2));
        }
    }
    return image;
}

QImage blurred(const QImage &image, int factor)
{
    return image.scaled(image.size() / factor, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
        .scaled(image.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

QImage filled(QColor colour)
{
    QImage image(320, 240, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

QStringList namesOf(const std::vector<timeline::TakeCheck> &checks)
{
    QStringList names;
    for (const auto &check : checks)
        names.append(check.name);
    return names;
}

double scoreOf(const std::vector<timeline::TakeCheck> &checks, const QString &name)
{
    for (const auto &check : checks) {
        if (check.name == name)
            return check.score;
    }
    return -1;
}

} // namespace

class TstResultChecks : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aGoodMovieHasNothingToShow()
    {
        ResultWatcher watcher;
        for (int i = 0; i < 48; ++i) {
            const QImage frame = scene(i * 3.0, 0, quint32(i + 1));
            watcher.see(frame);
            if (i % 16 == 0)
                watcher.seeSharpness(frame);
        }
        QCOMPARE(namesOf(watcher.findings(48)), QStringList());
        QVERIFY2(watcher.flicker() < kFlickerFrom / 2, qPrintable(QString::number(watcher.flicker())));
        QVERIFY2(watcher.blurred() < 0.45, qPrintable(QString::number(watcher.blurred())));
    }

    void aGoodPictureHasNothingToShow()
    {
        ResultWatcher watcher;
        watcher.see(scene());
        watcher.seeSharpness(scene());
        QCOMPARE(namesOf(watcher.findings()), QStringList());
    }

    void blackPicturesAreSeen()
    {
        ResultWatcher watcher;
        watcher.see(filled(QColor(10, 8, 12)));
        watcher.seeSharpness(filled(QColor(10, 8, 12)));
        QCOMPARE(namesOf(watcher.findings()), QStringList{QStringLiteral("black")});
        QCOMPARE(scoreOf(watcher.findings(), QStringLiteral("black")), 1.0);
        QCOMPARE(blackShareOf(filled(Qt::white)), 0.0);
    }

    void aMovieThatStartsBlackSaysHowMuch()
    {
        ResultWatcher watcher;
        for (int i = 0; i < 40; ++i)
            watcher.see(i < 10 ? filled(Qt::black) : scene(i * 4.0));
        QCOMPARE(namesOf(watcher.findings()), QStringList{QStringLiteral("black")});
        QCOMPARE(scoreOf(watcher.findings(), QStringLiteral("black")), 0.25);
    }

    void aFrozenMovieIsFrozenAndNotRepeated()
    {
        ResultWatcher watcher;
        for (int i = 0; i < 30; ++i)
            watcher.see(scene(std::min(i, 10) * 4.0, 0, 7));
        QCOMPARE(namesOf(watcher.findings()), QStringList{QStringLiteral("frozen")});
        QVERIFY(std::abs(watcher.frozen() - 19.0 / 29) < 1e-9);
    }

    void aLoopAndDoubledFramesAreRepeated()
    {
        ResultWatcher loop;
        for (int i = 0; i < 40; ++i)
            loop.see(scene((i % 20) * 5.0, 0, 3));
        QCOMPARE(namesOf(loop.findings()), QStringList{QStringLiteral("repeated")});
        QCOMPARE(loop.repeated(), 0.5);
        ResultWatcher doubled;
        for (int i = 0; i < 40; ++i)
            doubled.see(scene((i / 2) * 5.0, 0, 3));
        QCOMPARE(namesOf(doubled.findings()), QStringList{QStringLiteral("repeated")});
        QCOMPARE(doubled.repeated(), 0.5);
    }

    void blurGrowsWithBlurAndIsFlagged()
    {
        const double sharp = blurOf(scene());
        const double soft = blurOf(blurred(scene(), 4));
        const double softer = blurOf(blurred(scene(), 10));
        QVERIFY2(sharp < soft && soft < softer, qPrintable(QStringLiteral("%1 %2 %3").arg(sharp).arg(soft).arg(softer)));
        QVERIFY2(softer > kBlurredFrom, qPrintable(QString::number(softer)));
        QCOMPARE(blurOf(filled(Qt::gray)), 1.0);
        ResultWatcher watcher;
        watcher.see(blurred(scene(), 10));
        watcher.seeSharpness(blurred(scene(), 10));
        QCOMPARE(namesOf(watcher.findings()), QStringList{QStringLiteral("blurred")});
    }

    void flickerIsToldFromFadesCutsAndPans_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("flickers");
        QTest::newRow("fade") << 0 << false;
        QTest::newRow("one cut") << 1 << false;
        QTest::newRow("pan") << 2 << false;
        QTest::newRow("two per cent to and fro") << 3 << true;
        QTest::newRow("random five per cent") << 4 << true;
    }
    void flickerIsToldFromFadesCutsAndPans()
    {
        QFETCH(int, kind);
        QFETCH(bool, flickers);
        QRandomGenerator random(5);
        ResultWatcher watcher;
        for (int i = 0; i < 36; ++i) {
            const double light = kind == 0   ? i * 0.008
                                 : kind == 1 ? (i < 18 ? 0 : 0.3)
                                 : kind == 3 ? (i % 2 ? 0.02 : 0)
                                 : kind == 4 ? (random.generateDouble() - 0.5) * 0.1
                                             : 0;
            watcher.see(scene(i * 2.0, light, quint32(i)));
        }
        QVERIFY2((watcher.flicker() >= kFlickerFrom) == flickers, qPrintable(QString::number(watcher.flicker())));
    }

    void anotherLengthIsMeasured()
    {
        ResultWatcher watcher;
        for (int i = 0; i < 20; ++i)
            watcher.see(scene(i * 4.0));
        QCOMPARE(scoreOf(watcher.findings(25), QStringLiteral("wrong_length")), 0.2);
        QCOMPARE(scoreOf(watcher.findings(20), QStringLiteral("wrong_length")), -1.0);
        QCOMPARE(scoreOf(watcher.findings(), QStringLiteral("wrong_length")), -1.0);
        QCOMPARE(scoreOf(watcher.findings(5), QStringLiteral("wrong_length")), 1.0);
    }

    void nothingSeenFindsNothing()
    {
        const ResultWatcher watcher;
        QVERIFY(watcher.findings().empty());
        QCOMPARE(blurOf({}), 0.0);
        QCOMPARE(blackShareOf({}), 0.0);
    }

    void tinyPicturesAreMeasuredToo()
    {
        QImage dot(1, 1, QImage::Format_RGB32);
        dot.fill(Qt::white);
        ResultWatcher watcher;
        watcher.see(dot);
        watcher.seeSharpness(dot);
        QCOMPARE(namesOf(watcher.findings()), QStringList{QStringLiteral("blurred")}); // no detail at all
    }
};

SC_TEST(TstResultChecks)
#include "tst_result_checks.moc"
