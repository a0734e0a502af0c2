// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/mixer.h"
#include "core/playback/picture_feeder.h"
#include "core/playback/play_clock.h"
#include "core/playback/sample_ring.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <numeric>
#include <thread>

using namespace sc;
using namespace sc::playback;

namespace {

constexpr int kRate = 48000;

// Song sample n has the value of n, so that every sample tells where it comes from.
float valueOf(std::int64_t sample)
{
    return static_cast<float>(sample % 40000) / 50000.f + 0.01f;
}

} // namespace

class TestMixer : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    QString m_song;

    [[nodiscard]] std::unique_ptr<Mixer> mixerWith(Ticks offset = {}, double gainDb = 0) const
    {
        auto mixer = std::make_unique<Mixer>(kRate);
        auto song = SongStream::open({m_song, offset, gainDb}, kRate);
        if (song)
            mixer->setSong(std::move(*song));
        return mixer;
    }

    [[nodiscard]] static std::vector<float> left(const std::vector<float> &stereo)
    {
        std::vector<float> mono;
        for (size_t i = 0; i < stereo.size(); i += 2)
            mono.push_back(stereo[i]);
        return mono;
    }

private Q_SLOTS:
    void initTestCase()
    {
        m_song = m_folder.filePath(QStringLiteral("counting.wav"));
        std::vector<float> samples(kRate * 4);
        for (size_t i = 0; i < samples.size(); ++i)
            samples[i] = valueOf(static_cast<std::int64_t>(i));
        QVERIFY(test::writeWav(m_song, samples, kRate, 1, test::WavFormat::Float32));
    }

    void theSongLiesOnItsSample()
    {
        const auto mixer = mixerWith(Ticks::seconds(1));
        PlayRoute route;
        route.start = kRate - 10;
        std::vector<float> out(40);
        SC_VERIFY_OK(mixer->mix(route, 0, out));
        const std::vector<float> heard = left(out);
        QCOMPARE(heard[9], 0.f);
        for (size_t i = 10; i < heard.size(); ++i)
            QCOMPARE(heard[i], valueOf(static_cast<std::int64_t>(i) - 10));
        SC_VERIFY_OK(mixer->mix(route, kRate * 5, out));
        QCOMPARE(left(out)[5], 0.f);
    }

    void gainIsInDecibels()
    {
        const auto mixer = mixerWith({}, -6.0205999);
        std::vector<float> out(2000);
        SC_VERIFY_OK(mixer->mix({}, 0, out));
        QVERIFY(std::abs(left(out)[900] - valueOf(900) / 2) < 1e-6f);
    }

    void theLoopJumpsOnTheVerySample()
    {
        const auto mixer = mixerWith();
        PlayRoute route;
        route.start = 5000;
        route.loop = SampleRange{4801, 14402};
        const std::int64_t length = route.loop->length();
        const std::int64_t firstWrap = route.loop->end - route.start;
        std::vector<float> heard;
        // Blocks of an odd size put the jump at another place of the block in each pass.
        std::vector<float> out(2 * 511);
        for (std::int64_t at = 0; at < firstWrap + 4 * length; at += 511) {
            SC_VERIFY_OK(mixer->mix(route, at, out));
            const std::vector<float> block = left(out);
            heard.insert(heard.end(), block.begin(), block.end());
        }
        const std::int64_t fade = kRate / 250;
        for (std::int64_t i = 0; i < std::ssize(heard); ++i) {
            const std::int64_t program = route.programAt(i);
            if (program < route.loop->end - fade)
                QCOMPARE(heard[static_cast<size_t>(i)], valueOf(program));
        }
        for (int pass = 0; pass < 4; ++pass) {
            const auto jump = static_cast<size_t>(firstWrap + pass * length);
            QCOMPARE(heard[jump], valueOf(route.loop->start));
            // The last sample before the jump is already the one before the loop's start.
            QCOMPARE(heard[jump - 1], valueOf(route.loop->start - 1));
        }
    }

    void aLoopThatIsBehindIsLeftOut()
    {
        const PlayRoute route = PlayRoute::from(Ticks::seconds(9), TickRange{Ticks::seconds(2), Ticks::seconds(4)}, kRate);
        QVERIFY(!route.loop);
        QCOMPARE(route.programAt(kRate), std::int64_t(10 * kRate));
        const PlayRoute inside = PlayRoute::from(Ticks::seconds(1), TickRange{Ticks::seconds(2), Ticks::seconds(4)}, kRate);
        QCOMPARE(inside.programAt(3 * kRate), std::int64_t(2 * kRate));
        QCOMPARE(inside.programAt(3 * kRate - 1), std::int64_t(4 * kRate - 1));
        QCOMPARE(inside.programAt(3 * kRate + 1'000'000 * std::int64_t(2 * kRate) + 7), std::int64_t(2 * kRate + 7));
    }

    void theMetronomeClicksOnEveryBeat()
    {
        Mixer mixer(kRate);
        const timeline::Timeline timeline = test::beatProgram(FrameRate(), 133, 6, 2);
        const std::vector<Beat> beats = timeline::timelineBeats(timeline);
        mixer.setBeats(beats);
        mixer.setMetronome(true);
        std::vector<float> out(static_cast<size_t>(2 * kRate * 6));
        for (std::int64_t at = 0; at < 6 * kRate; at += 480)
            SC_VERIFY_OK(mixer.mix({}, at, std::span(out).subspan(static_cast<size_t>(at * 2), 960)));
        const std::vector<float> heard = left(out);
        for (size_t i = 1; i + 1 < beats.size(); ++i) {
            const auto at = static_cast<size_t>(beats[i].time.toSamples(kRate));
            QCOMPARE(heard[at - 1], 0.f);
            QVERIFY(heard[at + 1] > 0.01f);
        }
        QVERIFY(*std::max_element(heard.begin(), heard.begin() + 1000) > *std::max_element(heard.begin() + 21000, heard.begin() + 23000));
        mixer.setMetronome(false);
        SC_VERIFY_OK(mixer.mix({}, 0, out));
        QCOMPARE(*std::ranges::max_element(out), 0.f);
    }

    void aSongThatIsGoneIsAProblem()
    {
        SC_COMPARE_PROBLEM(SongStream::open({m_folder.filePath(QStringLiteral("gone.wav")), {}, 0}, kRate), ProblemCode::MediaMissing);
    }

    void theRingHandsEverySampleOverInOrder()
    {
        SampleRing ring(1000);
        constexpr size_t count = 300'000;
        std::thread writer([&] {
            std::vector<float> block(64);
            for (size_t sent = 0; sent < count;) {
                std::iota(block.begin(), block.end(), static_cast<float>(sent));
                sent += ring.write(std::span(block).first(std::min(block.size(), count - sent)));
            }
        });
        size_t received = 0;
        bool isInOrder = true;
        std::vector<float> block(100);
        while (received < count) {
            const size_t got = ring.read(block);
            for (size_t i = 0; i < got; ++i)
                isInOrder = isInOrder && block[i] == static_cast<float>(received + i);
            received += got;
        }
        writer.join();
        QVERIFY(isInOrder);
        QCOMPARE(ring.readable(), size_t(0));
    }

    void theClockIsSmoothOverCoarseReports()
    {
        PlayClock clock(kRate);
        constexpr std::int64_t ms = 1'000'000;
        QCOMPARE(clock.at(500 * ms), std::int64_t(0));
        clock.observe(900 * ms, 0);
        QCOMPARE(clock.at(1000 * ms), std::int64_t(0)); // a device that wakes late is waited for
        std::int64_t last = 0;
        double worst = 0;
        for (std::int64_t t = 0; t < 10'000; t += 8) {
            // 1 % of the reports are steps of 21 ms, all of them round down to one.
            clock.observe((1000 + t) * ms, (t / 21) * 21 * kRate / 1000 + 1);
            const std::int64_t now = clock.at((1000 + t + 4) * ms);
            QVERIFY(now >= last);
            if (t > 2000)
                worst = std::max(worst, std::abs(double(now - last) - 384));
            last = now;
        }
        QVERIFY2(worst < 6, qPrintable(QString::number(worst)));
        QVERIFY(std::abs(double(last) / kRate - 9.99) < 0.03);
    }

    void theClockFollowsAJumpOfTheDevice()
    {
        PlayClock clock(kRate);
        clock.observe(1'000'000'000, 100);
        clock.observe(2'000'000'000, 100 + kRate + kRate / 2);
        QCOMPARE(clock.at(2'000'000'000), std::int64_t(100 + kRate + kRate / 2));
        clock.observe(2'100'000'000, 100);
        QVERIFY(clock.at(2'100'000'000) >= 100 + kRate + kRate / 2); // never back
    }

    void picturesFollowTheLoopToTheSample_data()
    {
        QTest::addColumn<QString>("rate");
        for (const FrameRate &rate : FrameRate::supported())
            QTest::newRow(qPrintable(rate.displayName())) << rate.toString();
    }
    void picturesFollowTheLoopToTheSample()
    {
        QFETCH(QString, rate);
        const FrameRate frameRate = *FrameRate::parse(rate);
        const TickRange loop{frameRate.timeOf(31), frameRate.timeOf(50)};
        const PlayRoute route = PlayRoute::from(frameRate.timeOf(37), loop, 44100);
        FrameWalk walk(route, frameRate, 0);
        std::int64_t expected = 37;
        for (int i = 0; i < 200; ++i) {
            QCOMPARE(walk.frame(), expected);
            QCOMPARE(route.programAt(walk.due()), frameRate.timeOf(expected).toSamples(44100));
            walk.advance();
            expected = expected == 49 ? 31 : expected + 1;
        }
    }
};

SC_TEST(TestMixer)
#include "tst_mixer.moc"
