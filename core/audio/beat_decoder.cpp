// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/beat_decoder.h"

#include "core/audio/features.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>

namespace sc::audio {

namespace {

constexpr double kPeriodsPerOctave = 32;
constexpr int kTempoReach = 4; // grid steps one beat may move: about 9 %
constexpr double kNever = -std::numeric_limits<double>::infinity();

struct Period
{
    double frames = 0;
    int width = 1;            // frames at its start in which the beat shows
    int shortest = 0;         // interval in whole frames
    std::vector<double> cost; // of interval shortest + i
};

std::vector<Period> periodGrid(const BeatModel &model)
{
    std::vector<Period> grid;
    const double longest = 60 * kFrameRate / model.minBpm;
    for (double p = 60 * kFrameRate / model.maxBpm; p <= longest * 1.0001; p *= std::exp2(1 / kPeriodsPerOctave)) {
        Period period;
        period.frames = p;
        const double sigma = 0.6 + 0.012 * p;
        const auto reach = static_cast<int>(std::ceil(2 * sigma));
        period.width = std::max(1, static_cast<int>(std::lround(p / 16)));
        period.shortest = static_cast<int>(std::lround(p)) - reach;
        for (int d = period.shortest; d <= period.shortest + 2 * reach; ++d)
            period.cost.push_back(-0.5 * std::pow((d - p) / sigma, 2));
        grid.push_back(std::move(period));
    }
    return grid;
}

class Decoder
{
public:
    Decoder(std::span<const float> activation, const BeatModel &model)
        : m_grid(periodGrid(model)), m_count(static_cast<int>(activation.size()))
    {
        m_beatSum.assign(activation.size() + 1, 0.0);
        m_restSum.assign(activation.size() + 1, 0.0);
        for (size_t i = 0; i < activation.size(); ++i) {
            const double b = std::clamp(double(activation[i]), 0.001, 0.98);
            m_beatSum[i + 1] = m_beatSum[i] + std::log(b);
            m_restSum[i + 1] = m_restSum[i] + std::log((1 - b) / 15);
        }
        m_ringSize = m_grid.back().shortest + static_cast<int>(m_grid.back().cost.size()) + 1;
        m_ring.assign(static_cast<size_t>(m_ringSize) * m_grid.size(), kNever);
        m_back.resize(activation.size() * m_grid.size());
        for (int step = 0; step <= kTempoReach; ++step)
            m_change.push_back(-model.tightness * step / kPeriodsPerOctave * std::log(2.0));
    }

    BeatPath run()
    {
        std::vector<double> ended(m_grid.size());
        std::vector<std::uint8_t> interval(m_grid.size());
        for (int t = 0; t < m_count; ++t) {
            double *row = at(t);
            for (size_t k = 0; k < m_grid.size(); ++k)
                ended[k] = bestEnd(t, k, interval[k]);
            for (size_t k = 0; k < m_grid.size(); ++k)
                row[k] = begin(t, k, ended, interval);
        }
        return trace();
    }

private:
    struct Back
    {
        std::uint8_t interval = 0; // index into Period::cost + 1; 0 = first beat of the song
        std::uint8_t period = 0;
    };

    double *at(int t) { return m_ring.data() + static_cast<size_t>(t % m_ringSize) * m_grid.size(); }

    // Log likelihood of what lies from a beat at `t` to the next one `interval` later, or to the end.
    [[nodiscard]] double span(int t, int interval, int width) const
    {
        const int end = std::min(m_count, t + interval);
        const int hit = std::min(end, t + width);
        return m_beatSum[static_cast<size_t>(hit)] - m_beatSum[static_cast<size_t>(t)] + m_restSum[static_cast<size_t>(end)] -
               m_restSum[static_cast<size_t>(hit)];
    }

    double bestEnd(int t, size_t k, std::uint8_t &best)
    {
        const Period &period = m_grid[k];
        double top = kNever;
        best = 0;
        for (size_t i = 0; i < period.cost.size(); ++i) {
            const int from = t - period.shortest - static_cast<int>(i);
            if (from < 0)
                break;
            const double before = at(from)[k];
            if (before == kNever)
                continue;
            const double value = before + period.cost[i] + span(from, t - from, period.width);
            if (value > top) {
                top = value;
                best = static_cast<std::uint8_t>(i + 1);
            }
        }
        return top;
    }

    double begin(int t, size_t k, const std::vector<double> &ended, const std::vector<std::uint8_t> &interval)
    {
        Back &back = m_back[static_cast<size_t>(t) * m_grid.size() + k];
        back = {};
        // The first beat lies within one period of the start; everything before it is rest.
        double top = t < m_grid[k].frames + 1 ? m_restSum[static_cast<size_t>(t)] : kNever;
        const auto steps = static_cast<size_t>(kTempoReach);
        const size_t from = k > steps ? k - steps : 0;
        const size_t to = std::min(m_grid.size() - 1, k + steps);
        for (size_t j = from; j <= to; ++j) {
            if (ended[j] == kNever)
                continue;
            const double value = ended[j] + m_change[j > k ? j - k : k - j];
            if (value > top) {
                top = value;
                back = {interval[j], static_cast<std::uint8_t>(j)};
            }
        }
        return top;
    }

    BeatPath trace()
    {
        BeatPath path;
        double top = kNever;
        int t = -1;
        size_t k = 0;
        for (int from = std::max(0, m_count - m_ringSize + 1); from < m_count; ++from) {
            for (size_t j = 0; j < m_grid.size(); ++j) {
                if (from + m_grid[j].frames < m_count || at(from)[j] == kNever)
                    continue;
                const double value = at(from)[j] + span(from, m_count - from, m_grid[j].width);
                if (value > top) {
                    top = value;
                    t = from;
                    k = j;
                }
            }
        }
        while (t >= 0) {
            path.frames.push_back(t);
            const Back back = m_back[static_cast<size_t>(t) * m_grid.size() + k];
            if (back.interval == 0)
                break;
            k = back.period;
            t -= m_grid[k].shortest + back.interval - 1;
        }
        std::reverse(path.frames.begin(), path.frames.end());
        path.logLikelihood = m_count > 0 && top > kNever ? top / m_count : 0;
        return path;
    }

    std::vector<Period> m_grid;
    int m_count;
    int m_ringSize = 0;
    std::vector<double> m_beatSum;
    std::vector<double> m_restSum;
    std::vector<double> m_ring;
    std::vector<Back> m_back;
    std::vector<double> m_change;
};

} // namespace

BeatPath decodeBeats(std::span<const float> activation, const BeatModel &model)
{
    if (activation.empty())
        return {};
    return Decoder(activation, model).run();
}

} // namespace sc::audio
