// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/frame_walk.h"
#include "core/playback/speed_mixer.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QRandomGenerator>
#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <cmath>

using namespace sc;
using namespace sc::playback;

namespace {

constexpr int kRate = 48000;

// Zero crossings upwards a second.
double hertzOf(std::span<const float> stereo)
{
    int crossings = 0;
    for (size_t i = 2; i < stereo.size(); i += 2)
        crossings += stereo[i - 2] < 0 && stereo[i] >= 0 ? 1 : 0;
    return crossings * double(kRate) / (double(stereo.size()) / 2);
}

} // namespace

// Other speeds and the way back: route, frames and sound.
class TestSpeeds : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;

    static std::vector<PlaySpeed> speeds()
    {
        return {{1, 1}, {1, 4}, {1, 2}, {2, 1}, {4, 1}, {8, 1}, {3, 2}, {-1, 1}, {-1, 4}, {-2, 1}, {-8, 1}, {-3, 2}};
    }

    std::unique_ptr<SongStream> song(const std::vector<float> &samples)
    {
        const QString file = m_dir.filePath(QStringLiteral("song.wav"));
        if (!test::writeWav(file, samples, kRate, 2))
            return nullptr;
        auto stream = SongStream::open({file, {}, 0}, kRate);
        return stream ? std::move(*stream) : nullptr;
    }

private Q_SLOTS:
    void theRouteIsExactAtEverySpeed()
    {
        QRandomGenerator random(9);
        for (const PlaySpeed speed : speeds()) {
            for (const bool hasLoop : {false, true}) {
                const std::optional<TickRange> loop =
                    hasLoop ? std::optional(TickRange{Ticks::fromSeconds(1.1), Ticks::fromSeconds(1.7)}) : std::nullopt;
                const PlayRoute route = PlayRoute::from(Ticks::fromSeconds(1.5), loop, kRate, speed);
                std::int64_t before = route.programAt(0);
                QCOMPARE(before, std::int64_t(72000));
                std::int64_t wraps = 0;
                for (std::int64_t elapsed = 1; elapsed < 2 * kRate; ++elapsed) {
                    const std::int64_t here = route.programAt(elapsed);
                    const std::int64_t way = speed.isBackward() ? before - here : here - before;
                    if (way < 0)
                        ++wraps;
                    else
                        QVERIFY(way <= std::abs(speed.numerator) / speed.denominator + 1);
                    if (loop)
                        QVERIFY(here >= loop->start.toSamples(kRate) && here < loop->end.toSamples(kRate));
                    before = here;
                }
                const double seconds = 2 * std::abs(speed.factor());
                if (hasLoop)
                    QVERIFY(std::abs(double(wraps) - seconds / 0.6) <= 1);
                else
                    QVERIFY(std::abs(double(std::abs(before - 72000)) / kRate - seconds) < 0.001);
            }
        }
    }

    void walkedFramesAreThoseThatAreHeard()
    {
        for (const char *text : {"24", "30000/1001", "25", "60"}) {
            const FrameRate rate = *FrameRate::parse(QString::fromLatin1(text));
            for (const PlaySpeed speed : speeds()) {
                for (const bool hasLoop : {false, true}) {
                    const std::optional<TickRange> loop =
                        hasLoop ? std::optional(TickRange{Ticks::fromSeconds(2.013), Ticks::fromSeconds(2.777)}) : std::nullopt;
                    const PlayRoute route = PlayRoute::from(Ticks::fromSeconds(2.5), loop, kRate, speed);
                    FrameWalk walk(route, rate, 0);
                    std::int64_t due = -1;
                    for (int i = 0; i < 150 && walk.due() != PlayRoute::kNever; ++i) {
                        QVERIFY(walk.due() > due);
                        due = walk.due();
                        // The frame holds the sample heard at its due time.
                        const std::int64_t sample = route.programAt(due);
                        QVERIFY(rate.timeOf(walk.frame()).toSamples(kRate) <= sample);
                        QVERIFY(rate.timeOf(walk.frame() + 1).toSamples(kRate) >= sample);
                        walk.advance();
                    }
                    QVERIFY(walk.due() == PlayRoute::kNever ? speed.isBackward() && !hasLoop : due > kRate);
                }
            }
        }
    }

    void backToTheBeginningEveryFrameIsMet()
    {
        const FrameRate rate = *FrameRate::parse(u"25");
        FrameWalk walk(PlayRoute::from(rate.timeOf(40), {}, kRate, {-1, 1}), rate, 0);
        for (int frame = 40; frame >= 0; --frame) {
            QCOMPARE(walk.frame(), std::int64_t(frame));
            walk.advance();
        }
        QCOMPARE(walk.due(), PlayRoute::kNever);
    }

    void pressesGoFasterAndTurn()
    {
        PlaySpeed speed;
        speed = shuttled(speed, false, false);
        QCOMPARE(speed, (PlaySpeed{1, 1}));
        for (const int wanted : {2, 4, 8, 8}) {
            speed = shuttled(speed, true, false);
            QCOMPARE(speed, (PlaySpeed{wanted, 1}));
        }
        speed = shuttled(speed, true, true);
        QCOMPARE(speed, (PlaySpeed{-1, 1}));
        speed = shuttled(speed, true, true);
        QCOMPARE(speed, (PlaySpeed{-2, 1}));
        QCOMPARE(shuttled({1, 4}, true, false), (PlaySpeed{1, 1}));
    }

    void thePitchIsKept()
    {
        for (const PlaySpeed speed : speeds()) {
            if (speed.isNormal())
                continue;
            Mixer mixer(kRate);
            mixer.setSong(song(test::sine(30, kRate, 2, 440, 0.5)));
            SpeedMixer stretched(mixer, PlayRoute::from(Ticks::seconds(15), {}, kRate, speed));
            std::vector<float> out(size_t(kRate) * 2);
            SC_VERIFY_OK(stretched.make(std::span(out).first(size_t(kRate) / 2)));
            SC_VERIFY_OK(stretched.make(out));
            const double hertz = hertzOf(out);
            QVERIFY2(std::abs(hertz - 440) < 9, qPrintable(QStringLiteral("%1 Hz at %2").arg(hertz).arg(speed.factor())));
            float loudest = 0;
            for (const float v : out)
                loudest = std::max(loudest, std::abs(v));
            QVERIFY(loudest > 0.3f && loudest < 0.75f);
        }
    }

    void clicksAreHeardWhenTheirPicturesAreSeen()
    {
        // A click at every second; at speed s the n-th after the start is due after n/s seconds.
        std::vector<std::int64_t> clicks;
        for (int second = 0; second < 120; ++second)
            clicks.push_back(std::int64_t(second) * kRate);
        const std::vector<float> track = test::clickTrack(std::int64_t(120) * kRate, 2, clicks);
        for (const PlaySpeed speed : speeds()) {
            if (speed.isNormal())
                continue;
            Mixer mixer(kRate);
            mixer.setSong(song(track));
            const double start = 60.5;
            SpeedMixer stretched(mixer, PlayRoute::from(Ticks::fromSeconds(start), {}, kRate, speed));
            const double factor = std::abs(speed.factor());
            for (int n = 0; n < 5; ++n) {
                const double due = (n + 0.5) / factor;
                const double from = n / factor;
                const double until = (n + 1) / factor;
                std::vector<float> out(size_t(std::llround((until - from) * kRate)) * 2);
                SC_VERIFY_OK(stretched.make(out));
                // Stretching smears a click; its middle of weight is where it is.
                double weight = 0;
                double sum = 0;
                for (size_t i = 0; i < out.size(); i += 2) {
                    const double power = double(out[i]) * out[i];
                    weight += power;
                    sum += power * double(i / 2);
                }
                QVERIFY(weight > 0);
                const double heard = from + sum / weight / kRate;
                // Half a frame of 25 a second, in the program's time where that is slower.
                QVERIFY2(std::abs(heard - due) < 0.02 / std::min(1.0, factor * 2),
                         qPrintable(
                             QStringLiteral("click %1 at speed %2 heard %3 ms off").arg(n).arg(speed.factor()).arg((heard - due) * 1000)));
            }
        }
    }
};

SC_TEST(TestSpeeds)
#include "tst_speeds.moc"
