// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"
#include "ui/theme/colour.h"
#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QtCore/QFile>
#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>
#include <QtWidgets/QApplication>

#include <cmath>

using namespace sc;
using namespace sc::ui;

namespace {

double luminance(const QColor &c)
{
    const auto linear = [](float v) {
        return static_cast<double>(v) <= 0.04045 ? static_cast<double>(v) / 12.92 : std::pow((static_cast<double>(v) + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

QByteArray tokens()
{
    QFile file(QStringLiteral(":/tokens.json"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void coloursAreReadAsTheTokensWriteThem()
    {
        QCOMPARE(parseColour(u"hsl(220 90% 60%)")->name(), QStringLiteral("#3d7af5"));
        QCOMPARE(parseColour(u"rgba(255,255,255,0.2)")->alpha(), 51);
        QCOMPARE(parseColour(u"hsla(220,14%,16%,0.74)")->alpha(), 189);
        QCOMPARE(parseColour(u"#A65AF2")->name(), QStringLiteral("#a65af2"));
    }

    void whatIsNoColourIsRefused()
    {
        for (const QStringView text : {u"", u"hsl(", u"hsl(1 2)", u"hsl(a b c)", u"rgb()", u"#xyz", u"blue light", u"hsl(1 2 3 4 5)"})
            QVERIFY2(!parseColour(text), qPrintable(text.toString()));
    }

    void everyLookHasItsSpecifiedColours()
    {
        QCOMPARE(builtInTheme().brand.blue.name(), QStringLiteral("#3d7af5"));
        QCOMPARE(builtInTheme().surface.background.name(), QStringLiteral("#111317"));
        QCOMPARE(builtInTheme({.look = Look::Light}).brand.blue.name(), QStringLiteral("#1957e6"));
        QCOMPARE(builtInTheme({.look = Look::HighContrast}).accent.focusRing.name(), QStringLiteral("#ffe433"));
    }

    void wordsReachTheirContrastOnEverySurface()
    {
        for (const Look look : {Look::Dark, Look::Light, Look::HighContrast}) {
            const Theme t = builtInTheme({.look = look});
            for (const QColor &surface : {t.surface.well, t.surface.background, t.surface.surface, t.surface.raised, t.surface.floating}) {
                for (const QColor &ink : {t.text.primary, t.text.secondary, t.text.tertiary, t.text.blue, t.text.cyan, t.semantic.success,
                                          t.semantic.warning, t.semantic.danger})
                    QVERIFY2(contrast(ink, surface) >= 4.5, qPrintable(ink.name() + surface.name()));
            }
            QVERIFY(contrast(Qt::white, t.accent.primaryTop) >= 4.5);
        }
    }

    void aMissingTokenIsNamed()
    {
        QByteArray broken = tokens();
        broken.replace("\"playhead\": {\n     \"value\"", "\"playhead\": {\n     \"other\"");
        const auto theme = loadTheme(broken, {});
        SC_COMPARE_PROBLEM(theme, ProblemCode::ValidationError);
        QVERIFY(theme.error().text().contains(u"playhead"));
        SC_COMPARE_PROBLEM(loadTheme("[]", {}), ProblemCode::ValidationError);
    }

    void highContrastHasNoGlassAndNoGlow()
    {
        const Theme t = builtInTheme({.look = Look::HighContrast});
        QCOMPARE(t.glass.panelTop, t.surface.surface);
        QCOMPARE(t.glass.panelTop.alpha(), 255);
        QCOMPARE(t.glow.focus.colour.alpha(), 0);
    }

    void figuresAreAllAsWideAsOneAnother()
    {
        const ThemeFonts fonts = makeFonts();
        for (const QFont &font : {fonts.caption, fonts.body, fonts.controlStrong, fonts.figure, fonts.timecode}) {
            QVERIFY(QFontInfo(font).family().contains(u"StoryCanvas Sans") || QFontInfo(font).family().contains(u"JetBrains Mono"));
            const QFontMetricsF metrics(font);
            for (const QChar figure : QStringLiteral("0123456789"))
                QVERIFY(std::abs(metrics.horizontalAdvance(figure) - metrics.horizontalAdvance(u'0')) <
                        1.0 / 32); // the rasteriser counts in 64ths
        }
    }

    void figuresStandInTheMiddleOfTheirPlace()
    {
        // A face whose bearings were lost draws every glyph at the left of its place: "1 57" instead of "157".
        for (const QFont &font : {makeFonts().figure, makeFonts().body}) {
            const QFontMetricsF metrics(font);
            const double left = metrics.leftBearing(u'1');
            const double right = metrics.rightBearing(u'1');
            QVERIFY2(left > 0.5 && right > 0.5 && std::abs(left - right) < 0.2 * metrics.horizontalAdvance(u'1'),
                     qPrintable(QStringLiteral("%1 %2").arg(left).arg(right)));
        }
    }

    void weightsAreRealFaces()
    {
        const ThemeFonts fonts = makeFonts();
        QCOMPARE(QFontInfo(fonts.controlStrong).weight(), static_cast<int>(QFont::DemiBold));
        QVERIFY(QFontMetricsF(fonts.controlStrong).horizontalAdvance(QStringLiteral("Neon Drive")) >
                QFontMetricsF(fonts.body).horizontalAdvance(QStringLiteral("Neon Drive")));
    }

    void reducedMotionMovesNothing()
    {
        for (const MotionKind kind : {MotionKind::Quick, MotionKind::Standard, MotionKind::Large}) {
            QVERIFY(motionDuration(kind, false) >= 150);
            QCOMPARE(motionDuration(kind, true), 0);
        }
        QCOMPARE(motionDuration(MotionKind::Fade, true), 100);
    }

    void aMovementEndsExactlyAtItsEnd()
    {
        applyTheme(*qApp, builtInTheme({.reducedMotion = true}));
        double last = 0;
        bool done = false;
        startMotion(
            this, MotionKind::Large, 0, 10, [&](double v) { last = v; }, [&] { done = true; });
        QTRY_VERIFY(done);
        QCOMPARE(last, 10.0);
    }
};

SC_TEST(TestTheme)
#include "tst_theme.moc"
