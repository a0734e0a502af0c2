// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/audio/analysis_check.h"

#include "core/audio/analyzer.h"
#include "tests/support/media_maker.h"

#include <QtCore/QTemporaryDir>

#include <cmath>
#include <numbers>

namespace sc::test {

std::vector<float> metronome(double bpm, double seconds, int sampleRate, double first)
{
    std::vector<float> samples(static_cast<size_t>(seconds * sampleRate), 0.0F);
    for (int n = 0;; ++n) {
        const auto start = static_cast<size_t>(std::llround((first + n * 60 / bpm) * sampleRate));
        if (start >= samples.size())
            return samples;
        const auto length = static_cast<size_t>(0.04 * sampleRate);
        for (size_t i = 0; i < length && start + i < samples.size(); ++i) {
            const double t = static_cast<double>(i) / sampleRate;
            samples[start + i] = static_cast<float>(0.8 * std::exp(-t / 0.008) * std::sin(2 * std::numbers::pi * 1800 * t));
        }
    }
}

std::vector<float> noise(double seconds, int sampleRate, float level)
{
    std::vector<float> samples(static_cast<size_t>(seconds * sampleRate));
    std::uint32_t state = 12345;
    for (float &sample : samples) {
        state = state * 1664525U + 1013904223U;
        sample = level * (static_cast<float>(state >> 8) / 8388608.0F - 1.0F);
    }
    return samples;
}

Result<audio::Analysis> analyzeSamples(std::span<const float> samples, int sampleRate, int channels, audio::AnalysisLevel level)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("sound.wav"));
    if (!writeWav(path, samples, sampleRate, channels, WavFormat::Float32))
        return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("the test's sound cannot be written")));
    return audio::analyzeFile(path, {level, {}});
}

std::vector<double> secondsOf(const std::vector<Beat> &beats, bool downbeatsOnly)
{
    std::vector<double> times;
    for (const Beat &beat : beats) {
        if (!downbeatsOnly || beat.isDownbeat())
            times.push_back(beat.time.toSeconds());
    }
    return times;
}

double fMeasure(std::vector<double> truth, std::vector<double> found, double window, double from)
{
    std::erase_if(truth, [&](double time) { return time < from; });
    std::erase_if(found, [&](double time) { return time < from; });
    size_t matched = 0;
    for (size_t i = 0, j = 0; i < truth.size() && j < found.size();) {
        const double apart = found[j] - truth[i];
        if (std::abs(apart) <= window) {
            ++matched;
            ++i;
            ++j;
        } else if (apart < 0) {
            ++j;
        } else {
            ++i;
        }
    }
    const size_t total = truth.size() + found.size();
    return total > 0 ? 2.0 * static_cast<double>(matched) / static_cast<double>(total) : 1;
}

} // namespace sc::test
