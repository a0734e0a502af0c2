// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/theme/backdrop.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QDir>
#include <QtCore/QElapsedTimer>
#include <QtGui/QPainter>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace sc::ui;

namespace {

QImage painted(const std::function<void(QPainter &)> &paint, double dpr = 1)
{
    QImage image(QSize(120, 80) * dpr, QImage::Format_ARGB32_Premultiplied);
    image.setDevicePixelRatio(dpr);
    image.fill(Qt::transparent);
    QPainter painter(&image);
    paint(painter);
    return image;
}

bool isEmpty(const QImage &image)
{
    QImage blank(image.size(), image.format());
    blank.fill(Qt::transparent);
    blank.setDevicePixelRatio(image.devicePixelRatio());
    return image == blank;
}

} // namespace

class TestPainting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBackdropIsTheSameEachTimeAndHasNoBands()
    {
        const Theme theme = builtInTheme();
        const QImage picture = makeBackdrop(theme, {600, 400}, 1);
        QCOMPARE(picture, makeBackdrop(theme, {600, 400}, 1));
        // Dithered: neighbours on a slow slope are not all equal.
        int changes = 0;
        for (int x = 1; x < 600; ++x)
            changes += picture.pixel(x, 60) != picture.pixel(x - 1, 60) ? 1 : 0;
        QVERIFY(changes > 200);
        QCOMPARE(makeBackdrop(theme, {600, 400}, 2).size(), QSize(1200, 800));
        QCOMPARE(makeBackdrop(theme, {}, 1).size(), QSize(1, 1));
    }

    void aGlowLiesOutsideItsBoxAndFadesAway()
    {
        for (const double dpr : {1.0, 2.0}) {
            const QImage image = painted([](QPainter &p) { drawGlow(p, {40, 30, 40, 20}, 7, 16, QColor(0, 0, 255, 255)); }, dpr);
            const auto alpha = [&](int x, int y) { return qAlpha(image.pixel(static_cast<int>(x * dpr), static_cast<int>(y * dpr))); };
            QCOMPARE(alpha(60, 40), 0);
            QVERIFY(alpha(60, 28) > 60);
            QVERIFY(alpha(60, 20) < alpha(60, 28));
            QCOMPARE(alpha(2, 2), 0);
        }
    }

    void nineParts_andOnePiece_lookAlike()
    {
        // The same light around a small box and a large one: equal beside the middle of an edge.
        const QImage image = painted([](QPainter &p) { drawGlow(p, {20, 20, 100, 60}, 4, 8, Qt::red); });
        const QImage small = painted([](QPainter &p) { drawGlow(p, {20, 20, 22, 60}, 4, 8, Qt::red); });
        QVERIFY(std::abs(qAlpha(image.pixel(15, 50)) - qAlpha(small.pixel(15, 50))) <= 2);
    }

    void everyIconOfTheResourcesDraws()
    {
        QVERIFY(!isEmpty(markPixmap(24, 1).toImage()));
        const QStringList files = QDir(QStringLiteral(":/icons")).entryList();
        QVERIFY(files.size() > 60);
        for (QString name : files) {
            name.chop(4);
            for (const int px : {12, 16, 20})
                QVERIFY2(!isEmpty(iconPixmap(name, px, Qt::white, 2).toImage()), qPrintable(name));
        }
    }

    void anIconTakesTheColourItIsGiven()
    {
        const QImage image = iconPixmap(QStringLiteral("plus"), 24, QColor(255, 0, 0), 1).toImage();
        const QColor middle = image.pixelColor(12, 12);
        QVERIFY(middle.red() > 200 && middle.green() < 30 && middle.blue() < 30);
    }

    void controlsOfEveryKindAndStateDrawInEveryLook()
    {
        for (const Look look : {Look::Dark, Look::Light, Look::HighContrast}) {
            const Theme theme = builtInTheme({.look = look});
            for (const auto kind :
                 {ControlKind::Default, ControlKind::Primary, ControlKind::Generate, ControlKind::On, ControlKind::Danger}) {
                for (const auto state : {ControlState::Rest, ControlState::Hover, ControlState::Pressed, ControlState::Disabled})
                    QVERIFY(!isEmpty(painted([&](QPainter &p) { drawControl(p, {10, 10, 80, 28}, theme, kind, state); })));
            }
            QVERIFY(isEmpty(painted([&](QPainter &p) {
                drawControl(p, {10, 10, 80, 28}, theme, ControlKind::Quiet, ControlState::Rest);
            })));
        }
    }

    void aPlainButtonIsDrawnByTheStyle()
    {
        applyTheme(*qApp, builtInTheme());
        QPushButton button(QStringLiteral("Export"));
        QCOMPARE(button.sizeHint().height(), 28);
        button.resize(button.sizeHint());
        const QImage rest = button.grab().toImage();
        button.setProperty("kind", QStringLiteral("primary"));
        QVERIFY(button.grab().toImage() != rest);
    }

    void aTextOfSeveralLinesLiesInAWellUnlessItHasNoFrame()
    {
        applyTheme(*qApp, builtInTheme());
        QPlainTextEdit text(QStringLiteral("A red car"));
        text.resize(200, 80);
        text.ensurePolished();
        QCOMPARE(text.frameWidth(), 4);
        const QImage rest = text.grab().toImage();
        text.setProperty("wrong", true);
        const QImage wrong = text.grab().toImage();
        QVERIFY(wrong != rest);
        text.setProperty("wrong", false);
        QCOMPARE(text.grab().toImage(), rest);
        text.setFrameShape(QFrame::NoFrame);
        QCOMPARE(text.frameWidth(), 0);
        QVERIFY(text.grab().toImage() != rest);
    }
};

SC_TEST(TestPainting)
#include "tst_painting.moc"
