// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/loudness_meter.h"

#include <algorithm>
#include <cmath>

namespace sc::audio {

namespace {

constexpr double kOffset = -0.691;
constexpr double kAbsoluteGate = -70; // LUFS
constexpr double kBlockGate = 10;     // LU below the mean of what passed the absolute gate
constexpr double kRangeGate = 20;
constexpr double kMomentaryDepth = 60; // LU under the loudest moment, below which momentary loudness says no more
constexpr int kMarksPerSecond = 100;
constexpr int kMarksPerSlow = kMarksPerSecond / static_cast<int>(kSlowRate);
constexpr int kMomentary = 40;
constexpr int kShortTerm = 300;

double lufsOf(double meanSquare)
{
    return meanSquare > 0 ? kOffset + 10 * std::log10(meanSquare) : -1000;
}

double powerOf(double lufs)
{
    return std::pow(10, (lufs - kOffset) / 10);
}

// Mean power of those at least `gate` under the mean of those above the absolute gate; 0 when none is.
double gatedPower(const std::vector<double> &levels, double gate, double &threshold)
{
    const auto meanAbove = [&](double least) {
        double sum = 0;
        std::int64_t count = 0;
        for (const double level : levels) {
            if (level > least) {
                sum += powerOf(level);
                ++count;
            }
        }
        return count > 0 ? sum / static_cast<double>(count) : 0;
    };
    const double ungated = meanAbove(kAbsoluteGate);
    threshold = std::max(kAbsoluteGate, lufsOf(ungated) - gate);
    return ungated > 0 ? meanAbove(threshold) : 0;
}

std::optional<double> heardOf(double level)
{
    return level > kAbsoluteGate ? std::optional(level) : std::nullopt;
}

// EBU Tech 3342: from the 10th to the 95th percentile of what passes both gates.
std::optional<double> rangeOf(std::vector<double> levels)
{
    double threshold = 0;
    if (gatedPower(levels, kRangeGate, threshold) <= 0)
        return std::nullopt;
    std::erase_if(levels, [&](double level) { return level <= threshold; });
    std::ranges::sort(levels);
    const auto at = [&](double share) { return levels[static_cast<size_t>(std::lround(share * static_cast<double>(levels.size() - 1)))]; };
    return levels.empty() ? std::nullopt : std::optional(at(0.95) - at(0.10));
}

float held(double level, double least)
{
    return static_cast<float>(std::max(least, level));
}

} // namespace

LoudnessMeter::LoudnessMeter(int channels, int sampleRate)
    : m_channels(static_cast<size_t>(channels)),
      m_sampleRate(sampleRate),
      m_weighting(channels, sampleRate),
      m_truePeak(channels, sampleRate)
{
}

std::int64_t LoudnessMeter::markAt(std::int64_t index) const
{
    return (index * m_sampleRate + kMarksPerSecond / 2) / kMarksPerSecond;
}

void LoudnessMeter::push(std::span<const float> interleaved)
{
    m_truePeak.push(interleaved);
    while (!interleaved.empty()) {
        const std::int64_t mark = markAt(std::ssize(m_power) + 1);
        const std::int64_t frames =
            std::min<std::int64_t>(std::ssize(interleaved) / static_cast<std::int64_t>(m_channels), mark - m_frames);
        const size_t count = static_cast<size_t>(frames) * m_channels;
        m_open += m_weighting.power(interleaved.first(count));
        interleaved = interleaved.subspan(count);
        m_frames += frames;
        if (m_frames == mark) {
            m_power.push_back(m_open);
            m_open = 0;
        }
    }
}

double LoudnessMeter::lufs(std::int64_t end, std::int64_t length) const
{
    double sum = 0;
    for (std::int64_t i = std::max<std::int64_t>(0, end - length); i < end; ++i)
        sum += m_power[static_cast<size_t>(i)];
    return lufsOf(sum / static_cast<double>(markAt(length)));
}

LoudnessSeries LoudnessMeter::finish()
{
    LoudnessSeries series;
    m_truePeak.finish();
    if (m_truePeak.peak() > 0)
        series.truePeak = 20 * std::log10(double(m_truePeak.peak()));

    const auto marks = std::ssize(m_power);
    double loudest = kAbsoluteGate;
    std::vector<double> blocks; // every 100 ms
    for (std::int64_t end = kMomentary; end <= marks; ++end) {
        const double level = lufs(end, kMomentary);
        loudest = std::max(loudest, level);
        if (end % kMarksPerSlow == 0)
            blocks.push_back(level);
    }
    std::vector<double> shortTerm;
    for (std::int64_t end = kShortTerm; end <= marks; end += kMarksPerSlow)
        shortTerm.push_back(lufs(end, kShortTerm));
    double threshold = 0;
    if (const double power = gatedPower(blocks, kBlockGate, threshold); power > 0)
        series.integrated = lufsOf(power);
    series.momentaryMax = heardOf(loudest);
    if (!shortTerm.empty())
        series.shortTermMax = heardOf(*std::ranges::max_element(shortTerm));
    if (series.integrated)
        series.range = rangeOf(std::move(shortTerm));

    // A window's value belongs to its middle; the last whole window stands for what follows it.
    const auto count = static_cast<std::int64_t>(std::ceil(static_cast<double>(m_frames) / m_sampleRate * kSlowRate));
    const auto last = marks / kMarksPerSlow * kMarksPerSlow;
    const double least = series.integrated ? loudest - kMomentaryDepth : double(kSilentLufs);
    for (std::int64_t i = 1; i <= count; ++i) {
        series.momentary.push_back(held(lufs(std::min(last, i * kMarksPerSlow + kMomentary / 2), kMomentary), least));
        series.shortTerm.push_back(held(lufs(std::min(last, i * kMarksPerSlow + kShortTerm / 2), kShortTerm), double(kSilentLufs)));
    }
    return series;
}

} // namespace sc::audio
