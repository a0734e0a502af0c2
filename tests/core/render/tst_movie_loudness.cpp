// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/media/audio_reader.h"
#include "core/render/movie_export.h"
#include "core/render/program_sound.h"
#include "core/render/true_peak_limiter.h"
#include "tests/core/playback/program_fixture.h"
#include "tests/core/render/ffmpeg_ears.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

using namespace sc;
using media::AudioCodec;
using media::Container;

class TestMovieLoudness : public QObject
{
    Q_OBJECT

    static constexpr double kSeconds = 12;
    QTemporaryDir m_folder;

    [[nodiscard]] QString place(const QString &name) const { return m_folder.filePath(name); }
    [[nodiscard]] static timeline::Timeline program() { return test::beatProgram(FrameRate(), 120, kSeconds, 4); }

private Q_SLOTS:
    void theTargetIsMetAsFfmpegMeasures_data()
    {
        QTest::addColumn<int>("sound");
        QTest::addColumn<int>("container");
        QTest::addColumn<double>("level");
        QTest::addColumn<double>("lufs");
        QTest::addColumn<double>("peak");
        QTest::newRow("AAC, quiet song up to -14") << int(AudioCodec::Aac) << int(Container::Mp4) << 0.3 << -14.0 << -1.0;
        QTest::newRow("AAC, loud song down to -23") << int(AudioCodec::Aac) << int(Container::Mp4) << 1.6 << -23.0 << -1.0;
        QTest::newRow("AAC, up to -11 under -1.5") << int(AudioCodec::Aac) << int(Container::Mp4) << 1.0 << -11.0 << -1.5;
        QTest::newRow("PCM, up to -12") << int(AudioCodec::Pcm24) << int(Container::Mov) << 0.5 << -12.0 << -1.0;
        QTest::newRow("Opus, up to -14") << int(AudioCodec::Opus) << int(Container::Mkv) << 0.5 << -14.0 << -1.0;
    }
    void theTargetIsMetAsFfmpegMeasures()
    {
        QFETCH(int, sound);
        QFETCH(int, container);
        QFETCH(double, level);
        QFETCH(double, lufs);
        QFETCH(double, peak);
        if (!media::canEncode(AudioCodec(sound)))
            QSKIP("the FFmpeg of this machine has no such encoder");
        QVERIFY(test::writeWav(place(QStringLiteral("song.wav")), test::bangingSong(kSeconds, 44100, level), 44100, 2));
        render::MovieExport options{place(QStringLiteral("loud") + media::suffixOf(Container(container)))};
        options.container = Container(container);
        options.sound.codec = AudioCodec(sound);
        options.sound.loudness = render::LoudnessWay::Limit;
        options.sound.targetLufs = lufs;
        options.sound.peakDbtp = peak;
        const auto made = render::exportMovie(program(), place(QStringLiteral("song.wav")), options);
        SC_VERIFY_OK(made);
        QVERIFY2(made->problems.empty(), made->problems.empty() ? "" : qPrintable(made->problems.front().text()));
        const auto heard = test::ebuR128(options.destination);
        QVERIFY(heard);
        QVERIFY2(std::abs(heard->lufs - lufs) <= 0.5, qPrintable(QStringLiteral("%1 LUFS").arg(heard->lufs)));
        QVERIFY2(heard->peak <= peak, qPrintable(QStringLiteral("%1 dBTP").arg(heard->peak)));
        // And we say what is there.
        QVERIFY(made->loudness && made->loudness->lufs);
        QVERIFY(std::abs(*made->loudness->lufs - heard->lufs) <= 0.2);
        QVERIFY(std::abs(made->loudness->peakDbtp - heard->peak) <= 0.3);
    }

    void aGainAloneGoesAsFarAsThePeaksAllow()
    {
        QVERIFY(test::writeWav(place(QStringLiteral("song.wav")), test::bangingSong(kSeconds, 48000, 0.5), 48000, 2));
        render::MovieExport options{place(QStringLiteral("gain.mov"))};
        options.container = Container::Mov;
        options.sound.codec = AudioCodec::Pcm24;
        options.sound.loudness = render::LoudnessWay::GainOnly;
        options.sound.targetLufs = -6;
        const auto made = render::exportMovie(program(), place(QStringLiteral("song.wav")), options);
        SC_VERIFY_OK(made);
        QCOMPARE(made->problems.size(), size_t(1)); // -6 is not reached, and that is said
        const auto heard = test::ebuR128(options.destination);
        QVERIFY(heard);
        QVERIFY2(heard->peak <= -1.0 && heard->peak > -1.6, qPrintable(QString::number(heard->peak)));
    }

    void silenceStaysSilence()
    {
        QVERIFY(test::writeWav(place(QStringLiteral("silent.wav")), std::vector<float>(48000 * 2 * 3, 0.F), 48000, 2));
        render::MovieExport options{place(QStringLiteral("silent.mp4"))};
        options.sound.loudness = render::LoudnessWay::Limit;
        const auto made = render::exportMovie(program(), place(QStringLiteral("silent.wav")), options);
        SC_VERIFY_OK(made);
        QVERIFY(made->loudness && !made->loudness->lufs);
    }

    void theSongsOwnPacketsAreKeptWhereAsked()
    {
        QVERIFY(test::writeWav(place(QStringLiteral("song.wav")), test::bangingSong(kSeconds, 44100, 0.7), 44100, 2));
        const QString song = place(QStringLiteral("song.m4a"));
        QVERIFY(
            test::runFfmpeg({QStringLiteral("-i"), place(QStringLiteral("song.wav")), QStringLiteral("-c:a"), QStringLiteral("aac"), song})
                .isEmpty());
        render::MovieExport options{place(QStringLiteral("kept.mp4"))};
        options.sound.keepsSong = true;
        SC_VERIFY_OK(render::exportMovie(program(), song, options));
        const auto packets = [](const QString &file) {
            QStringList sums;
            for (const QString &line :
                 test::ffmpeg({QStringLiteral("-i"), file, QStringLiteral("-map"), QStringLiteral("0:a"), QStringLiteral("-c"),
                               QStringLiteral("copy"), QStringLiteral("-f"), QStringLiteral("framecrc"), QStringLiteral("-")})
                     .output.split(u'\n')) {
                if (!line.isEmpty() && !line.startsWith(u'#'))
                    sums << line.section(u',', 4, 5).trimmed(); // size and checksum
            }
            return sums;
        };
        const QStringList kept = packets(options.destination);
        const QStringList original = packets(song);
        QVERIFY(kept.size() > 400);
        QVERIFY(original.size() - kept.size() <= 2); // what lies behind the program's end
        QCOMPARE(kept, original.mid(0, kept.size()));
        QCOMPARE(test::decodingErrors(options.destination), QString());

        timeline::Timeline louder = program();
        louder.project.songGainDb = 2;
        SC_COMPARE_PROBLEM(render::exportMovie(louder, song, options), ProblemCode::InvalidParameter);
    }

    void aKeptSongLiesWhereTheProjectPutsIt()
    {
        QVERIFY(test::writeWav(place(QStringLiteral("click.wav")), test::clickTrack(48000 * 6, 2, {48000 * 3}), 48000, 2));
        const QString song = place(QStringLiteral("click.m4a"));
        QVERIFY(
            test::runFfmpeg({QStringLiteral("-i"), place(QStringLiteral("click.wav")), QStringLiteral("-c:a"), QStringLiteral("aac"), song})
                .isEmpty());
        for (const double offset : {0.0, 1.25, -1.5}) {
            timeline::Timeline moved = test::beatProgram(FrameRate(), 120, 6, 4);
            moved.project.songOffset = Ticks::fromSeconds(offset);
            render::MovieExport options{place(QStringLiteral("moved.mp4"))};
            options.sound.keepsSong = true;
            SC_VERIFY_OK(render::exportMovie(moved, song, options));
            QVERIFY(test::runFfmpeg({QStringLiteral("-copyts"), QStringLiteral("-i"), options.destination, QStringLiteral("-vn"),
                                     QStringLiteral("-af"), QStringLiteral("aresample=48000:async=1:first_pts=0"),
                                     place(QStringLiteral("moved.wav"))})
                        .isEmpty());
            const auto heard = media::readAll(place(QStringLiteral("moved.wav")), {48000, 2}, 60);
            SC_VERIFY_OK(heard);
            const double at = static_cast<double>(test::findClick(heard->samples, 2)) / 48000;
            QVERIFY2(std::abs(at - 3 - offset) < 0.5 / 24, qPrintable(QStringLiteral("%1 at %2").arg(offset).arg(at)));
        }
    }

    void theLimiterKeepsEveryPeakDownAndLeavesTheRestAlone()
    {
        const std::vector<float> song = test::bangingSong(5, 48000, 1.4);
        for (const double ceiling : {-0.5, -3.0, -9.0}) {
            render::TruePeakLimiter limiter(2, 48000, ceiling);
            std::vector<float> out;
            // In pieces of odd sizes: what comes out does not depend on them.
            for (size_t at = 0, step = 2; at < song.size(); at += step, step = step * 3 % 1998 + 2)
                limiter.push(std::span(song).subspan(at, std::min(step, song.size() - at)), out);
            limiter.finish(out);
            QCOMPARE(out.size(), song.size());
            render::LoudnessGauge gauge(2, 48000);
            gauge.push(out);
            QVERIFY2(gauge.loudness().peakDbtp <= ceiling + 0.1, qPrintable(QString::number(gauge.loudness().peakDbtp)));
            QVERIFY(gauge.loudness().peakDbtp > ceiling - 0.6);

            render::TruePeakLimiter again(2, 48000, ceiling);
            std::vector<float> whole;
            again.push(song, whole);
            again.finish(whole);
            QVERIFY(whole == out);
        }
        std::vector<float> quiet = test::sine(1, 48000, 2, 440, 0.3);
        render::TruePeakLimiter limiter(2, 48000, -1);
        std::vector<float> out;
        limiter.push(quiet, out);
        limiter.finish(out);
        QVERIFY(out == quiet);
    }
};

SC_TEST(TestMovieLoudness)
#include "tst_movie_loudness.moc"
