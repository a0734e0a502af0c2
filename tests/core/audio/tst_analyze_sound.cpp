// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/analyzer.h"
#include "tests/core/audio/analysis_check.h"
#include "tests/support/media_maker.h"
#include "tests/support/result_check.h"
#include "tests/support/test_main.h"

#include <QtCore/QTemporaryDir>

#include <algorithm>
#include <cmath>

using namespace sc;
using namespace sc::audio;
using namespace sc::test;

namespace {

constexpr int kRate = 44100;

std::vector<float> scaled(std::vector<float> samples, float factor, float ceiling = 1e9F)
{
    for (float &sample : samples)
        sample = std::clamp(sample * factor, -ceiling, ceiling);
    return samples;
}

std::vector<float> mixed(std::vector<float> a, const std::vector<float> &b)
{
    for (size_t i = 0; i < a.size() && i < b.size(); ++i)
        a[i] += b[i];
    return a;
}

} // namespace

class TestAnalyzeSound : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSineIsNarrowAndNoiseIsWide()
    {
        const auto tone = analyzeSamples(sine(6, kRate, 1, 1000, 0.5), kRate, 1, AnalysisLevel::Detailed);
        const auto hiss = analyzeSamples(noise(6, kRate, 0.5F), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(tone);
        SC_VERIFY_OK(hiss);
        const SpectralDetail &narrow = tone->spectral;
        const SpectralDetail &wide = hiss->spectral;
        QVERIFY2(narrow.bandwidthHz.value_or(999) < 60, qPrintable(QString::number(narrow.bandwidthHz.value_or(999))));
        QVERIFY(std::abs(narrow.rolloffHz.value_or(0) - 1000) < 50);
        QVERIFY(narrow.flatness.value_or(1) < 0.001);
        QVERIFY(narrow.flux.value_or(1) < 0.05);
        QVERIFY(std::abs(narrow.rmsDb.value_or(0) + 9.03) < 0.05);
        QVERIFY(std::abs(narrow.crestDb.value_or(0) - 3.01) < 0.05);
        QCOMPARE(narrow.stereoWidth.value_or(9), 0.0);
        // White noise over 0..22 050 Hz: 85 % of its power lie below 18.7 kHz; its evenly spread 20..16 000 Hz deviate by 4613 Hz.
        QVERIFY2(std::abs(wide.rolloffHz.value_or(0) / 18743 - 1) < 0.03, qPrintable(QString::number(wide.rolloffHz.value_or(0))));
        QVERIFY2(std::abs(wide.bandwidthHz.value_or(0) / 4613 - 1) < 0.03, qPrintable(QString::number(wide.bandwidthHz.value_or(0))));
        QVERIFY(wide.flatness.value_or(0) > 0.8);
        QVERIFY(narrow.contrast[3] > wide.contrast[3] + 20); // the octave of 1000 Hz
        QVERIFY(std::abs(wide.mfcc[0] - narrow.mfcc[0]) > 50);
        QVERIFY(narrow.mfccSpread[5] < 5);
    }

    void widthIsThatOfTheSides()
    {
        std::vector<float> wide = sine(5, kRate, 2, 500, 0.3);
        const std::vector<float> other = sine(5, kRate, 1, 730, 0.3);
        for (size_t i = 0; i < other.size(); ++i)
            wide[2 * i + 1] = other[i];
        const auto apart = analyzeSamples(wide, kRate, 2, AnalysisLevel::Detailed);
        const auto together = analyzeSamples(sine(5, kRate, 2, 500, 0.3), kRate, 2, AnalysisLevel::Detailed);
        SC_VERIFY_OK(apart);
        SC_VERIFY_OK(together);
        QVERIFY(std::abs(apart->spectral.stereoWidth.value_or(0) - 1) < 0.02);
        QVERIFY(together->spectral.stereoWidth.value_or(1) < 0.01);
    }

    void spectralDetailIsOfTheDetailedLevel()
    {
        const auto standard = analyzeSamples(metronome(120, 6, kRate), kRate, 1, AnalysisLevel::Standard);
        SC_VERIFY_OK(standard);
        QVERIFY(standard->spectral == SpectralDetail());
        QVERIFY(standard->quality.score);
        QVERIFY(!standard->picture.isEmpty());
    }

    void clippedSamplesAreCountedAndCost()
    {
        // A tone twice as loud as its ceiling lies at it for two thirds of the time.
        const auto clean = analyzeSamples(mixed(sine(6, kRate, 1, 220, 0.6), noise(6, kRate, 0.05F)), kRate, 1);
        const auto clipped = analyzeSamples(scaled(mixed(sine(6, kRate, 1, 220, 0.6), noise(6, kRate, 0.05F)), 2, 0.7F), kRate, 1);
        SC_VERIFY_OK(clean);
        SC_VERIFY_OK(clipped);
        QCOMPARE(clean->quality.clippedSamples, std::int64_t(0));
        QVERIFY2(clipped->quality.clippingShare > 0.5 && clipped->quality.clippingShare < 0.7,
                 qPrintable(QString::number(clipped->quality.clippingShare)));
        QVERIFY(clipped->quality.score.value_or(100) < clean->quality.score.value_or(0) - 40);
    }

    void theRoundTopOfASlowWaveIsNotClipped()
    {
        for (const double hertz : {30.0, 55.0, 110.0}) {
            QTemporaryDir folder;
            const QString path = folder.filePath(QStringLiteral("slow.wav"));
            QVERIFY(writeWav(path, sine(5, kRate, 1, hertz, 0.9), kRate, 1, WavFormat::Int16));
            const auto analysis = analyzeFile(path);
            SC_VERIFY_OK(analysis);
            QCOMPARE(analysis->quality.clippedSamples, std::int64_t(0));
        }
    }

    void whatAPoorEncoderCutOffIsSeen()
    {
        QTemporaryDir folder;
        const QString song = folder.filePath(QStringLiteral("song.wav"));
        // Cymbals: bursts of noise that die away twice a second.
        std::vector<float> full = noise(10, kRate, 0.5F);
        for (size_t i = 0; i < full.size(); ++i)
            full[i] *= std::exp(-16.0F * static_cast<float>(i % (kRate / 2)) / kRate);
        QVERIFY(writeWav(song, full, kRate, 1));
        const QString cut = folder.filePath(QStringLiteral("cut.mp3"));
        QCOMPARE(runFfmpeg({QStringLiteral("-y"), QStringLiteral("-i"), song, QStringLiteral("-c:a"), QStringLiteral("libmp3lame"),
                            QStringLiteral("-b:a"), QStringLiteral("48k"), QStringLiteral("-cutoff"), QStringLiteral("11000"), cut}),
                 QString());
        const auto whole = analyzeFile(song);
        const auto poor = analyzeFile(cut);
        SC_VERIFY_OK(whole);
        SC_VERIFY_OK(poor);
        QVERIFY(whole->quality.bandwidthHz.value_or(0) > 21000);
        QVERIFY2(std::abs(poor->quality.bandwidthHz.value_or(0) - 11000) < 700,
                 qPrintable(QString::number(poor->quality.bandwidthHz.value_or(0))));
        QVERIFY(poor->quality.score.value_or(100) < whole->quality.score.value_or(0) - 15);
    }

    void theNoiseFloorIsThatOfThePauses()
    {
        // Uniform noise of +-0.001: -64.8 dBFS.
        std::vector<float> samples = noise(12, kRate, 0.001F);
        const std::vector<float> tone = sine(12, kRate, 1, 330, 0.4);
        for (size_t i = 0; i < samples.size(); ++i)
            samples[i] += (i / kRate) % 2 == 0 ? tone[i] : 0;
        const auto analysis = analyzeSamples(samples, kRate, 1);
        SC_VERIFY_OK(analysis);
        QVERIFY2(std::abs(analysis->quality.noiseFloorDb.value_or(0) + 64.8) < 1,
                 qPrintable(QString::number(analysis->quality.noiseFloorDb.value_or(0))));
    }

    void silenceHasNoQuality()
    {
        const auto analysis = analyzeSamples(std::vector<float>(kRate * 5, 0.0F), kRate, 1, AnalysisLevel::Detailed);
        SC_VERIFY_OK(analysis);
        QVERIFY(!analysis->quality.score);
        QVERIFY(!analysis->quality.noiseFloorDb);
        QVERIFY(!analysis->quality.bandwidthHz);
        QVERIFY(analysis->spectral == SpectralDetail());
        QVERIFY(analysis->fingerprint.isEmpty());
    }

    void thePictureShowsWhenAndWhere()
    {
        // Two seconds of A4, two of silence, two of C6.
        std::vector<float> samples = sine(2, kRate, 1, 440, 1.0);
        samples.resize(size_t(4) * kRate, 0.0F);
        const std::vector<float> high = sine(2, kRate, 1, 1046.5, 0.5);
        samples.insert(samples.end(), high.begin(), high.end());
        const auto analysis = analyzeSamples(samples, kRate, 1);
        SC_VERIFY_OK(analysis);
        const SpectrumPicture &picture = analysis->picture;
        QCOMPARE(picture.step, Ticks(Ticks::kPerSecond / 10));
        QCOMPARE(picture.bands.size(), size_t(60));
        QCOMPARE(picture.notes.size(), size_t(60));
        const auto loudest = [&](size_t column) { return std::ranges::max_element(picture.bands[column]) - picture.bands[column].begin(); };
        QVERIFY(*std::ranges::max_element(picture.bands[10]) >= 253);
        QVERIFY(loudest(50) > loudest(10) + 8);
        QCOMPARE(*std::ranges::max_element(picture.bands[30]), std::uint8_t(0));
        QVERIFY(picture.notes[10][9] > 200); // A
        QVERIFY(picture.notes[50][0] > 100); // C
        QVERIFY(picture.notes[10][0] < 60);
        QCOMPARE(*std::ranges::max_element(picture.notes[30]), std::uint8_t(0));
        // Half of full scale lies 6 dB down.
        QVERIFY(std::abs(*std::ranges::max_element(picture.bands[50]) - (255 - 255 * 6.02 / 90)) < 5);
    }

    void valuesThatAreNoNumbersAreCounted()
    {
        std::vector<float> samples = noise(3, kRate, 0.1F);
        for (size_t i = 1000; i < 1007; ++i)
            samples[i] = i % 2 ? std::numeric_limits<float>::quiet_NaN() : -std::numeric_limits<float>::infinity();
        const auto analysis = analyzeSamples(samples, kRate, 1);
        SC_VERIFY_OK(analysis);
        QCOMPARE(analysis->warnings.size(), 1);
        QVERIFY(analysis->warnings.front().contains(u'7'));
    }

    void customDoesOnlyWhatIsAsked()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("song.wav"));
        QVERIFY(writeWav(path, mixed(metronome(120, 12, kRate), sine(12, kRate, 1, 440, 0.2)), kRate, 1));
        const auto levels = analyzeFile(path, {AnalysisLevel::Custom, {}});
        SC_VERIFY_OK(levels);
        QVERIFY(levels->integratedLufs && levels->truePeakDbtp && !levels->waveform.isEmpty());
        QVERIFY(!levels->tempo.value && levels->onsets.empty() && !levels->key.value && !levels->spectralCentroid.value);
        QVERIFY(levels->picture.isEmpty() && !levels->quality.score && levels->fingerprint.isEmpty() && levels->map.sections.empty());
        const auto quality = analyzeFile(path, {AnalysisLevel::Custom, Feature::Quality});
        SC_VERIFY_OK(quality);
        QVERIFY(quality->quality.score && !quality->tempo.value && quality->picture.isEmpty());
        const auto picture = analyzeFile(path, {AnalysisLevel::Custom, Feature::Picture});
        SC_VERIFY_OK(picture);
        QVERIFY(!picture->picture.isEmpty() && !picture->quality.score && !picture->tempo.value);
        const auto structure = analyzeFile(path, {AnalysisLevel::Custom, Feature::Structure});
        SC_VERIFY_OK(structure);
        QVERIFY2(structure->tempo.value, "sections need beats");
        QVERIFY(!structure->map.sections.empty() && structure->picture.isEmpty());
    }

    void partsAreToldAsTheyBecomeKnown()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("song.wav"));
        QVERIFY(writeWav(path, mixed(metronome(120, 20, kRate), sine(20, kRate, 1, 440, 0.1)), kRate, 1));
        std::vector<Analysis> parts;
        const auto whole = analyzeFile(path, {}, {}, {}, [&](const Analysis &soFar) { parts.push_back(soFar); });
        SC_VERIFY_OK(whole);
        // First the waveform while the file is read, each time a little more of it and of nothing else.
        const auto heard = std::ranges::find_if(parts, [](const Analysis &part) { return part.integratedLufs.has_value(); });
        QVERIFY2(heard - parts.begin() >= 10, qPrintable(QString::number(heard - parts.begin())));
        std::int64_t before = 0;
        for (auto part = parts.begin(); part != heard; ++part) {
            QVERIFY(part->waveform.sampleCount > before && part->waveform.sampleCount < whole->waveform.sampleCount);
            QCOMPARE(part->duration, whole->duration);
            QVERIFY(part->onsets.empty() && part->map.sections.empty() && part->picture.isEmpty());
            const std::vector<WaveformPoint> &points = part->waveform.levels.front();
            QVERIFY(std::equal(points.begin(), points.end(), whole->waveform.levels.front().begin()));
            before = part->waveform.sampleCount;
        }
        QVERIFY(parts.end() - heard >= 3);
        QVERIFY(heard->waveform == whole->waveform && !heard->tempo.value);
        QVERIFY(parts.back().tempo.value && parts.back().tempo == whole->tempo && parts.back().map.grid == whole->map.grid);
        QVERIFY(std::ranges::is_sorted(parts, {}, [](const Analysis &part) { return part.tempo.value.has_value(); }));
    }
};

SC_TEST(TestAnalyzeSound)
#include "tst_analyze_sound.moc"
