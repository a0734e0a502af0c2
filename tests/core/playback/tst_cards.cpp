// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/camera_move.h"
#include "core/playback/card_type.h"
#include "core/playback/compositor.h"
#include "core/playback/image_sampler.h"
#include "core/playback/section_colours.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/support/test_main.h"

#include <QtGui/QFontMetricsF>
#include <QtTest/QTest>

#include <thread>

using namespace sc;
using namespace sc::playback;

namespace {

constexpr QSize kSmall(160, 90);

timeline::Timeline twoShots(const timeline::Transition &in, const timeline::Transition &out = {})
{
    timeline::Timeline timeline = test::beatProgram(FrameRate(), 60, 4, 2);
    timeline.clips[0].direction.out = out;
    timeline.clips[1].direction.in = in;
    return timeline;
}

} // namespace

class TestCards : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSameFrameIsTheSamePixelsInEveryThread()
    {
        const timeline::Timeline timeline = test::beatProgram(FrameRate(), 120, 8, 2);
        const QImage here = renderFrame(timeline, 37, QSize(320, 180));
        Compositor compositor(timeline, QSize(320, 180));
        for (const std::int64_t other : {0, 190, 40, 36})
            (void)compositor.frame(other);
        QCOMPARE(compositor.frame(37), here);
        QImage there;
        std::thread([&] { there = renderFrame(timeline, 37, QSize(320, 180)); }).join();
        QCOMPARE(there, here);
    }

    void everyCutShowsOnItsFrame_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate &rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.displayName())) << rate.toString();
    }
    void everyCutShowsOnItsFrame()
    {
        QFETCH(QString, rate);
        const timeline::Timeline timeline = test::beatProgram(*FrameRate::parse(rate), 118, 24, 2, 2);
        Compositor compositor(timeline, kSmall);
        for (size_t i = 1; i < timeline.clips.size(); ++i) {
            const std::int64_t cut = timeline.project.frameRate.frameAt(timeline.clips[i].start, Rounding::Nearest);
            const auto before = test::meanColour(compositor.frame(cut - 2));
            const auto last = test::meanColour(compositor.frame(cut - 1));
            const auto first = test::meanColour(compositor.frame(cut));
            QVERIFY2(test::distance(before, last) < 3, "a card changes slowly");
            QVERIFY2(test::distance(last, first) > 12, qPrintable(QStringLiteral("cut %1: %2").arg(i).arg(test::distance(last, first))));
        }
    }

    void gapsAndWhatComesAfterTheEndAreBlack()
    {
        timeline::Timeline timeline = test::beatProgram(FrameRate(), 60, 8, 2);
        timeline.clips[1].isLive = false;
        Compositor compositor(timeline, kSmall);
        QCOMPARE(compositor.frameCount(), std::int64_t(8 * 24));
        QImage black(kSmall, QImage::Format_RGB32);
        black.fill(Qt::black);
        QVERIFY(compositor.frame(47) != black);
        QCOMPARE(compositor.frame(48), black);
        QCOMPARE(compositor.frame(95), black);
        QVERIFY(compositor.frame(96) != black);
        QCOMPARE(compositor.frame(8 * 24), black);
        QCOMPARE(compositor.frame(-1), black);
    }

    void anEmptyTimelineIsBlackAndHasNoFrames()
    {
        Compositor compositor(timeline::Timeline{}, kSmall);
        QCOMPARE(compositor.frameCount(), std::int64_t(0));
        QCOMPARE(compositor.frame(0).pixel(3, 3), QRgb(0xff000000));
        QVERIFY(Compositor(timeline::Timeline{}, QSize()).frame(0).isNull());
    }

    void aFadeFromBlackStartsBlackAndEndsWithTheCard()
    {
        const timeline::Timeline faded = twoShots({timeline::TransitionKind::FadeBlack, Ticks::seconds(1)});
        Compositor plain(twoShots({}), kSmall);
        Compositor compositor(faded, kSmall);
        const double full = test::meanColour(plain.frame(60)).blue;
        QVERIFY(test::meanColour(compositor.frame(48)).blue < 3);
        QVERIFY(std::abs(test::meanColour(compositor.frame(60)).blue / full - 0.5) < 0.1);
        QCOMPARE(compositor.frame(72), plain.frame(72));
        QCOMPARE(compositor.frame(47), plain.frame(47));
    }

    void aDissolveGoesFromOneCardToTheOther()
    {
        Compositor plain(twoShots({}), kSmall);
        Compositor compositor(twoShots({timeline::TransitionKind::Dissolve, Ticks::seconds(1)}), kSmall);
        const auto first = test::meanColour(plain.frame(47));
        const auto second = test::meanColour(plain.frame(60));
        const auto middle = test::meanColour(compositor.frame(60));
        QVERIFY(test::distance(test::meanColour(compositor.frame(48)), first) < 4);
        QVERIFY(std::abs(middle.blue - (first.blue + second.blue) / 2) < 4);
        QCOMPARE(compositor.frame(73), plain.frame(73));
    }

    void aDissolveOnBothSidesMeetsInTheMiddle()
    {
        const timeline::Transition dissolve{timeline::TransitionKind::Dissolve, Ticks::seconds(1)};
        Compositor plain(twoShots({}), kSmall);
        Compositor compositor(twoShots(dissolve, dissolve), kSmall);
        const auto first = test::meanColour(plain.frame(20));
        const auto second = test::meanColour(plain.frame(80));
        const auto cut = test::meanColour(compositor.frame(48));
        QVERIFY(std::abs(cut.blue - (first.blue + second.blue) / 2) < 4);
        QVERIFY(test::distance(test::meanColour(compositor.frame(47)), cut) < 4);
    }

    void theCameraMovesAsItsWordsSay()
    {
        timeline::ShotDirection direction;
        direction.motionStrength = 1;
        const Ticks length = Ticks::seconds(4);
        const auto travel = [&](const char *words) {
            direction.cameraMove = QString::fromLatin1(words);
            const CameraView a = cameraView(direction, length, Ticks(), 1);
            const CameraView b = cameraView(direction, length, length, 1);
            return CameraView{b.zoom - a.zoom, b.x - a.x, b.y - a.y};
        };
        QVERIFY(travel("Push in").zoom > 0.1);
        QVERIFY(travel("slow dolly in").zoom > 0.1);
        QVERIFY(travel("pull out").zoom < -0.1);
        QVERIFY(travel("dolly out").zoom < -0.1);
        QVERIFY(travel("pan left").x < -0.1);
        QVERIFY(travel("Truck right").x > 0.1);
        QVERIFY(travel("tilt up").y < -0.1);
        QVERIFY(travel("tilt down").y > 0.1);
        QCOMPARE(travel("static"), (CameraView{0, 0, 0}));
        QVERIFY(travel("").x != 0 || travel("").y != 0);
        direction.motionStrength = 0;
        QCOMPARE(travel("push in").zoom, 0.0);
        direction.motionStrength = std::numeric_limits<double>::quiet_NaN();
        QVERIFY(travel("push in").zoom > 0);
    }

    void theCameraNeverLooksPastThePicture()
    {
        timeline::ShotDirection direction;
        direction.motionStrength = 1;
        for (const char *words : {"pull out and pan left", "pull back, tilt up, right", "pan left", "tilt down", ""}) {
            direction.cameraMove = QString::fromLatin1(words);
            for (int step = -1; step <= 21; ++step) {
                const CameraView view = cameraView(direction, Ticks::seconds(300), Ticks::seconds(15) * step, 9);
                QVERIFY(0.5 / view.zoom + std::abs(view.x) <= kOverscan / 2 + 1e-9);
                QVERIFY(0.5 / view.zoom + std::abs(view.y) <= kOverscan / 2 + 1e-9);
            }
        }
    }

    void aTenthOfAPixelShows()
    {
        QImage canvas(40, 10, QImage::Format_RGB32);
        canvas.fill(Qt::black);
        for (int y = 0; y < 10; ++y)
            canvas.setPixel(20, y, 0xffffffff);
        QImage target(20, 8, QImage::Format_RGB32);
        sampleView(target, canvas, QRectF(10, 1, 20, 8));
        QCOMPARE(target.pixel(10, 4), QRgb(0xffffffff));
        sampleView(target, canvas, QRectF(10.1, 1, 20, 8));
        QVERIFY(std::abs(qGreen(target.pixel(10, 4)) - 230) < 3);
        QVERIFY(std::abs(qGreen(target.pixel(9, 4)) - 25) < 3);
        sampleView(target, canvas, QRectF(-5, -5, 60, 60));
        QCOMPARE(target.pixel(0, 0), QRgb(0xff000000));
    }

    void textThatDoesNotFitIsCutWithAnEllipsis()
    {
        const QFont font = cardFont(20, QFont::Normal);
        const QString prompt = QStringLiteral("neon rain over a very long avenue ").repeated(300);
        const QStringList lines = wrapText(prompt, font, 300, 2);
        QCOMPARE(lines.size(), qsizetype(2));
        QVERIFY(lines.back().endsWith(QChar(0x2026)));
        for (const QString &line : lines)
            QVERIFY(QFontMetricsF(font).horizontalAdvance(line) <= 301);
        QCOMPARE(wrapText(QStringLiteral("  \n "), font, 300, 2), QStringList{});
        QCOMPARE(wrapText(QStringLiteral("one\ntwo"), font, 300, 2), (QStringList{QStringLiteral("one"), QStringLiteral("two")}));
        const FittedText word = fitText(QString(400, u'W'), QFont::Bold, 60, 20, 300, 1);
        QCOMPARE(word.lines.size(), qsizetype(1));
        QVERIFY(QFontMetricsF(word.font).horizontalAdvance(word.lines.front()) <= 301);
    }

    void strangeWordsAndSizesArePainted()
    {
        timeline::Timeline timeline = test::beatProgram(FrameRate(), 60, 4, 2);
        timeline::Clip &clip = timeline.clips[0];
        clip.id = ClipId();
        clip.scene = SceneId(QStringLiteral("nobody's"));
        clip.name = QString();
        clip.lyrics = QString::fromUtf8("\xF0\x9F\x8E\xB5 \xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7\n\n") +
                      QChar(0xd800);
        clip.imagePrompt = QString(10000, u'x');
        timeline.scenes[0].isLive = true;
        timeline.clips[1].scene = timeline.scenes[0].id;
        timeline.scenes[0].colour = -7;
        for (const QSize size : {QSize(1, 1), QSize(64, 8192), QSize(8192, 64), QSize(640, 360), QSize(360, 640)}) {
            Compositor compositor(timeline, size);
            QCOMPARE(compositor.frame(0).size(), size);
            QCOMPARE(compositor.frame(60).size(), size);
        }
        QCOMPARE(sectionColour(-7), sectionColour(3));
        QCOMPARE(sectionColour(13), sectionColour(3));
    }
};

SC_TEST(TestCards)
#include "tst_cards.moc"
