// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test_main.h"
#include "ui/widgets/song_overview.h"
#include "ui/widgets/waveform_painter.h"

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>

using namespace sc;
using namespace sc::ui;

namespace {

// Ten seconds: silence, then half, then full scale.
audio::WaveformPyramid steps()
{
    audio::WaveformPyramid pyramid;
    pyramid.sampleRate = 44100;
    pyramid.sampleCount = 441000;
    const auto count = static_cast<size_t>(pyramid.sampleCount / audio::WaveformPyramid::kBaseStride);
    std::vector<audio::WaveformPoint> points(count);
    for (size_t i = 0; i < count; ++i) {
        if (i > count / 3)
            points[i] = {-60, 64, 90, 120, 60, 30};
        if (i > count * 2 / 3)
            points[i] = {-127, 127, 180, 255, 200, 160};
    }
    pyramid.levels.push_back(std::move(points));
    return pyramid;
}

int filled(const QImage &image, int x)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        count += qAlpha(image.pixel(x, y)) > 128 ? 1 : 0;
    return count;
}

const TickRange kAll{{}, Ticks::seconds(10)};

} // namespace

class TestWaveformPainter : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aColumnIsAsHighAsTheSoundIsLoud()
    {
        const QImage image =
            renderWaveform(steps(), kAll, {300, 100}, WaveformStyle::Bands, waveformColours(builtInTheme(), WaveformStyle::Bands), 1.0);
        QCOMPARE(filled(image, 50), 0);
        QVERIFY(std::abs(filled(image, 150) - 50) <= 2);
        QVERIFY(std::abs(filled(image, 280) - 100) <= 2);
    }

    void itIsMirrored()
    {
        const QImage image =
            renderWaveform(steps(), kAll, {300, 100}, WaveformStyle::Bands, waveformColours(builtInTheme(), WaveformStyle::Bands));
        for (int y = 0; y < 50; ++y)
            QCOMPARE(image.pixel(200, y), image.pixel(200, 99 - y));
    }

    void outsideTheSongThereIsNothing()
    {
        const QImage image = renderWaveform(steps(), {Ticks::seconds(-10), Ticks::seconds(20)}, {300, 40}, WaveformStyle::Quiet,
                                            waveformColours(builtInTheme(), WaveformStyle::Quiet));
        QCOMPARE(filled(image, 20), 0);
        QCOMPARE(filled(image, 299), 0);
        QVERIFY(filled(image, 190) > 20);
    }

    void emptySizesAndSongsAreHarmless()
    {
        const WaveformColours colours = waveformColours(builtInTheme(), WaveformStyle::Bands);
        QVERIFY(renderWaveform(steps(), kAll, {0, 10}, WaveformStyle::Bands, colours).isNull());
        QCOMPARE(renderWaveform({}, kAll, {10, 10}, WaveformStyle::Bands, colours).size(), QSize(10, 10));
        QCOMPARE(renderWaveform(steps(), {Ticks::seconds(5), Ticks::seconds(5)}, {10, 10}, WaveformStyle::Bands, colours).size(),
                 QSize(10, 10));
    }

    void pressingTheOverviewGoesThere()
    {
        SongOverview overview;
        overview.resize(400, 36);
        overview.setSong({}, std::make_shared<const audio::WaveformPyramid>(steps()), Ticks::seconds(10));
        QSignalSpy seeks(&overview, &SongOverview::seekRequested);
        QTest::mouseClick(&overview, Qt::LeftButton, {}, QPoint(100, 10));
        QCOMPARE(seeks.size(), 1);
        QCOMPARE(seeks.first().first().value<Ticks>(), Ticks::fromSeconds(2.5));
        overview.setPosition(Ticks::seconds(10));
        QTest::keyClick(&overview, Qt::Key_Right);
        QCOMPARE(seeks.last().first().value<Ticks>(), Ticks::seconds(10)); // not past the end
    }
};

SC_TEST(TestWaveformPainter)
#include "tst_waveform_painter.moc"
