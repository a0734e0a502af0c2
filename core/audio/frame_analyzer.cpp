// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/frame_analyzer.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace sc::audio {

namespace {

constexpr double kLowestHz = 30;
constexpr double kHighestHz = 17000;
// The log spectrum is log10(1 + k * magnitude). Little compression in the low band, so that a kick stands above the bass.
constexpr std::array<float, kBands> kCompression = {60, 600, 1000, 1000};
constexpr float kMinMagnitude = 1e-9F;

int bandOf(double hz)
{
    return hz < 160 ? 0 : hz < 800 ? 1 : hz < 4000 ? 2 : 3;
}

double melOf(double hz)
{
    return 2595 * std::log10(1 + hz / 700);
}

double hzOfMel(double mel)
{
    return 700 * (std::pow(10, mel / 2595) - 1);
}

// Weights of a triangle with its top at `centre`, by bin, summing to one.
std::pair<int, std::vector<float>> triangle(double left, double centre, double right, double binHz, int bins)
{
    const int first = std::clamp(static_cast<int>(std::ceil(left / binHz)), 0, bins - 1);
    const int last = std::clamp(static_cast<int>(std::floor(right / binHz)), first, bins - 1);
    std::vector<float> weights;
    float sum = 0;
    for (int bin = first; bin <= last; ++bin) {
        const double hz = bin * binHz;
        const double weight = hz <= centre ? (hz - left) / std::max(1e-9, centre - left) : (right - hz) / std::max(1e-9, right - centre);
        weights.push_back(static_cast<float>(std::max(1e-3, weight)));
        sum += weights.back();
    }
    for (float &weight : weights)
        weight /= sum;
    return {first, weights};
}

} // namespace

FrameAnalyzer::FrameAnalyzer(double sampleRate, bool withColumns)
    : m_rate(sampleRate),
      m_size(std::max(256, static_cast<int>(std::bit_floor(static_cast<unsigned>(std::max(1.0, sampleRate * 0.0655)))))),
      m_fft(m_size),
      m_window(hannWindow(m_size)),
      m_buffer(static_cast<size_t>(m_size / 2), 0.0F),
      m_bufferStart(-m_size / 2)
{
    if (withColumns)
        m_columns.emplace(sampleRate, m_size);
    makeFilters();
    const auto bins = static_cast<size_t>(m_size / 2 + 1);
    m_magnitude.resize(bins);
    m_turn.resize(bins);
    m_last.resize(bins);
    for (std::vector<float> &log : m_logs)
        log.assign(m_filters.size(), 0.0F);
}

void FrameAnalyzer::makeFilters()
{
    const int bins = m_size / 2 + 1;
    const double binHz = m_rate / m_size;
    const double top = std::min(kHighestHz, m_rate / 2 - binHz);
    // Low filters that are narrower than a bin fall on the same bin; only one of them is kept.
    int lastCentre = 0;
    for (double hz = kLowestHz; hz < top; hz *= std::exp2(1.0 / 24)) {
        const int centre = static_cast<int>(std::lround(hz / binHz));
        if (centre == lastCentre || centre < 1 || centre >= bins)
            continue;
        lastCentre = centre;
        const double mid = centre * binHz;
        const double reach = std::max(binHz, mid * (std::exp2(1.0 / 24) - 1));
        auto [first, weights] = triangle(mid - reach, mid, mid + reach, binHz, bins);
        m_filters.push_back({first, std::move(weights), bandOf(mid)});
    }
    const double melTop = melOf(std::min(16000.0, top));
    const double melLow = melOf(30);
    for (int i = 0; i < kMelBands; ++i) {
        const auto edge = [&](int n) { return hzOfMel(melLow + (melTop - melLow) * n / (kMelBands + 1)); };
        auto [first, weights] = triangle(edge(i), edge(i + 1), edge(i + 2), binHz, bins);
        m_melFilters.push_back({first, std::move(weights), 0});
    }
    for (int bin = 0; bin < bins; ++bin)
        m_bandEnds[static_cast<size_t>(bandOf(bin * binHz))] = static_cast<size_t>(bin) + 1;
    for (size_t band = 1; band < kBands; ++band)
        m_bandEnds[band] = std::max(m_bandEnds[band], m_bandEnds[band - 1]);
}

void FrameAnalyzer::push(std::span<const float> mono, float gain)
{
    m_gain = gain;
    m_buffer.insert(m_buffer.end(), mono.begin(), mono.end());
    m_sampleCount += std::ssize(mono);
    drain(m_sampleCount);
}

void FrameAnalyzer::drain(std::int64_t knownSamples)
{
    for (;; ++m_frameCount) {
        const std::int64_t centre = std::llround(static_cast<double>(m_frameCount) * m_rate / kFrameRate);
        if (centre + m_size / 2 > knownSamples || centre >= m_sampleCount)
            break;
        analyze(m_buffer.data() + (centre - m_size / 2 - m_bufferStart));
    }
    const std::int64_t next = std::llround(static_cast<double>(m_frameCount) * m_rate / kFrameRate) - m_size / 2;
    if (const std::int64_t drop = std::min<std::int64_t>(next - m_bufferStart, std::ssize(m_buffer)); drop > 16 * m_size) {
        m_buffer.erase(m_buffer.begin(), m_buffer.begin() + drop);
        m_bufferStart += drop;
    }
}

void FrameAnalyzer::analyze(const float *samples)
{
    const std::span<float> input = m_fft.input();
    double power = 0;
    for (size_t i = 0; i < input.size(); ++i) {
        input[i] = samples[i] * m_window[i];
        power += double(input[i]) * double(input[i]);
    }
    const std::span<const std::complex<float>> bins = m_fft.run();
    const float scale = 4.0F / static_cast<float>(m_size);
    for (size_t i = 0; i < bins.size(); ++i)
        m_magnitude[i] = scale * std::sqrt(std::norm(bins[i]));
    // The mean of the squared window is 3/8.
    m_frames.rms.push_back(static_cast<float>(std::sqrt(power / (0.375 * m_size))));
    addFlux();
    addSoftFlux(bins);
    addLevels();
    addMel();
    addShape();
    if (m_columns)
        m_columns->addFrame(m_magnitude, 1 / (m_gain * m_gain));
}

void FrameAnalyzer::addFlux()
{
    std::rotate(m_logs.begin(), m_logs.begin() + 2, m_logs.end());
    std::vector<float> &now = m_logs[0];
    const std::vector<float> &before = m_logs[2];
    for (size_t f = 0; f < m_filters.size(); ++f) {
        const Filter &filter = m_filters[f];
        float sum = 0;
        for (size_t i = 0; i < filter.weights.size(); ++i)
            sum += filter.weights[i] * m_magnitude[static_cast<size_t>(filter.firstBin) + i];
        now[f] = std::log10(1 + kCompression[static_cast<size_t>(filter.band)] * sum);
    }
    std::array<float, kBands> flux{};
    for (size_t f = 0; f < m_filters.size(); ++f) {
        float reference = before[f];
        if (f > 0)
            reference = std::max(reference, before[f - 1]);
        if (f + 1 < before.size())
            reference = std::max(reference, before[f + 1]);
        flux[static_cast<size_t>(m_filters[f].band)] += std::max(0.0F, now[f] - reference);
    }
    for (size_t band = 0; band < kBands; ++band)
        m_frames.flux[band].push_back(m_frameCount < 2 ? 0.0F : flux[band]);
}

void FrameAnalyzer::addSoftFlux(std::span<const std::complex<float>> bins)
{
    const float scale = 4.0F / static_cast<float>(m_size);
    const auto top = static_cast<size_t>(std::min<double>(static_cast<double>(bins.size()), 5000 / (m_rate / m_size)));
    float sum = 0;
    for (size_t i = 1; i < top; ++i) {
        const std::complex<float> predicted = m_last[i] * m_turn[i];
        if (std::norm(bins[i]) >= std::norm(m_last[i]))
            sum += std::sqrt(std::norm(bins[i] - predicted)) * scale;
        const std::complex<float> turn = bins[i] * std::conj(m_last[i]);
        const float size = std::sqrt(std::norm(turn));
        m_turn[i] = size > kMinMagnitude ? turn / size : std::complex<float>(1, 0);
        m_last[i] = bins[i];
    }
    m_frames.softFlux.push_back(m_frameCount < 2 ? 0.0F : std::log10(1 + 100 * sum));
}

void FrameAnalyzer::addLevels()
{
    size_t bin = 1;
    for (size_t band = 0; band < kBands; ++band) {
        // In strands that the processor can run side by side.
        std::array<float, 4> power{};
        for (; bin + 4 <= m_bandEnds[band]; bin += 4) {
            for (size_t k = 0; k < 4; ++k)
                power[k] += m_magnitude[bin + k] * m_magnitude[bin + k];
        }
        for (; bin < m_bandEnds[band]; ++bin)
            power[0] += m_magnitude[bin] * m_magnitude[bin];
        // 1.5 bins of a Hann line, half for RMS.
        m_frames.level[band].push_back(std::sqrt((power[0] + power[1] + power[2] + power[3]) / 3));
    }
}

void FrameAnalyzer::addMel()
{
    for (size_t f = 0; f < m_melFilters.size(); ++f) {
        const Filter &filter = m_melFilters[f];
        float sum = 0;
        for (size_t i = 0; i < filter.weights.size(); ++i) {
            const float magnitude = m_magnitude[static_cast<size_t>(filter.firstBin) + i];
            sum += filter.weights[i] * magnitude * magnitude;
        }
        m_mel[f] += sum;
    }
    constexpr auto kPerMel = static_cast<std::int64_t>(kFrameRate / kSlowRate);
    if (m_frameCount % kPerMel != kPerMel - 1)
        return;
    for (float &value : m_mel)
        value = std::log10(1e-8F + value / kPerMel);
    m_melFrames.push_back(m_mel);
    m_mel.fill(0);
}

void FrameAnalyzer::addShape()
{
    const double binHz = m_rate / m_size;
    const auto first = static_cast<size_t>(std::max(1.0, std::floor(20 / binHz)));
    const auto last = std::min(m_magnitude.size(), static_cast<size_t>(16000 / binHz) + 1);
    float peak = 0;
    for (size_t i = first; i < last; ++i)
        peak = std::max(peak, m_magnitude[i]);
    // Bins 80 dB under the strongest are the window's and the converter's noise, not the sound's colour.
    const float floor = peak * 1e-4F;
    double sum = 0;
    double weighted = 0;
    float logSum = 0;
    for (size_t i = first; i < last; ++i) {
        if (m_magnitude[i] > floor) {
            sum += double(m_magnitude[i]);
            weighted += double(m_magnitude[i]) * static_cast<double>(i) * binHz;
        }
        if (i % 4 == 0)
            logSum += std::log(m_magnitude[i] + kMinMagnitude);
    }
    m_centroid.push_back(sum > 0 ? static_cast<float>(weighted / sum) : 0.0F);
    const auto count = static_cast<double>(last - first);
    const double geometric = std::exp(double(logSum) / std::max(1.0, count / 4));
    m_flatness.push_back(sum > 0 ? static_cast<float>(std::min(1.0, geometric * count / sum)) : 0.0F);
}

void FrameAnalyzer::finish(FrameSeries &frames, std::vector<MelFrame> &mel, SpectralSummary &summary)
{
    m_buffer.insert(m_buffer.end(), static_cast<size_t>(m_size), 0.0F);
    drain(m_sampleCount + m_size);
    float loudest = 0;
    for (const float rms : m_frames.rms)
        loudest = std::max(loudest, rms);
    double weights = 0;
    double mean = 0;
    double square = 0;
    double flatness = 0;
    for (size_t i = 0; i < m_frames.rms.size(); ++i) {
        if (loudest < 1e-6F || m_frames.rms[i] < loudest * 1e-3F)
            continue;
        const double weight = double(m_frames.rms[i]) * double(m_frames.rms[i]);
        weights += weight;
        mean += weight * double(m_centroid[i]);
        square += weight * double(m_centroid[i]) * double(m_centroid[i]);
        flatness += weight * double(m_flatness[i]);
    }
    if (weights > 0) {
        summary.centroidHz = mean / weights;
        summary.centroidSpreadHz = std::sqrt(std::max(0.0, square / weights - *summary.centroidHz * *summary.centroidHz));
        summary.flatness = flatness / weights;
    }
    addQuietest(summary);
    if (m_columns)
        m_columns->finish();
    frames = std::move(m_frames);
    mel = std::move(m_melFrames);
}

void FrameAnalyzer::addQuietest(SpectralSummary &summary) const
{
    constexpr size_t kTenth = 10;
    constexpr float kDigitalSilence = 3e-6F;      // a tenth of a 16-bit step
    std::vector<std::pair<float, float>> moments; // level, flatness
    for (size_t i = 0; i + kTenth <= m_frames.rms.size(); i += kTenth) {
        const auto from = static_cast<std::ptrdiff_t>(i);
        const float level = std::accumulate(m_frames.rms.begin() + from, m_frames.rms.begin() + from + kTenth, 0.0F) / kTenth;
        const float flatness = std::accumulate(m_flatness.begin() + from, m_flatness.begin() + from + kTenth, 0.0F) / kTenth;
        if (level > kDigitalSilence * m_gain)
            moments.emplace_back(level / m_gain, flatness);
    }
    if (moments.empty())
        return;
    const size_t few = moments.size() / 100 + 1;
    std::partial_sort(moments.begin(), moments.begin() + static_cast<std::ptrdiff_t>(few), moments.end());
    summary.quietestDb = 20 * std::log10(double(moments[few - 1].first));
    for (size_t i = 0; i < few; ++i)
        summary.quietestFlatness += double(moments[i].second) / static_cast<double>(few);
}

} // namespace sc::audio
