// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/beat_decoder.h"

#include "core/audio/features.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace sc::audio {

namespace {

constexpr double kPeriodsPerOctave = 32;
constexpr int kTempoReach = 4; // grid steps one beat may move: about 9 %
constexpr float kNever = -1e9F;

struct Period
{
    double frames = 0;
    int width = 1;           // frames at its start in which the beat shows
    int shortest = 0;        // interval in whole frames
    std::vector<float> cost; // of interval shortest + i
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
            period.cost.push_back(static_cast<float>(-0.5 * std::pow((d - p) / sigma, 2)));
        grid.push_back(std::move(period));
    }
    return grid;
}

constexpr int kBlock = 16; // frames worked on at once: fewer than the shortest interval
using Block = std::array<float, kBlock>;
using Choices = std::array<std::int32_t, kBlock>;

// Where values + plus is more than `top`, puts it there and `index` into `choice`. Written so that compilers make it
// vector code without being asked for it: no branches, no store that depends on a condition.
void keepBetter(const float *values, float plus, std::int32_t index, Block &top, Choices &choice)
{
    Block sum;
    Choices chosen;
    for (size_t n = 0; n < kBlock; ++n)
        sum[n] = values[n] + plus;
    for (size_t n = 0; n < kBlock; ++n) {
        const std::int32_t keep = sum[n] > top[n] ? 0 : -1;
        chosen[n] = (choice[n] & keep) | (index & ~keep);
    }
    choice = chosen;
    for (size_t n = 0; n < kBlock; ++n)
        top[n] = std::max(top[n], sum[n]);
}

// Values are kept against a base that follows the song, so that single precision is enough over hours.
class Decoder
{
public:
    Decoder(std::span<const float> activation, const BeatModel &model)
        : m_grid(periodGrid(model)), m_count(static_cast<int>(activation.size())), m_cancel(model.cancel)
    {
        m_beatSum.assign(activation.size() + 1, 0.0);
        m_restSum.assign(activation.size() + 1, 0.0);
        for (size_t i = 0; i < activation.size(); ++i) {
            const double b = std::clamp(double(activation[i]), 0.001, 0.98);
            m_beatSum[i + 1] = m_beatSum[i] + std::log(b);
            m_restSum[i + 1] = m_restSum[i] + std::log((1 - b) / 15);
        }
        m_reach = m_grid.back().shortest + static_cast<int>(m_grid.back().cost.size());
        m_history.assign(m_grid.size(), std::vector<float>(static_cast<size_t>(m_reach + kHistory), kNever));
        m_ended.resize(m_grid.size());
        m_interval.resize(m_grid.size());
        m_back.resize(activation.size() * m_grid.size());
        for (int step = 0; step <= kTempoReach; ++step)
            m_change.push_back(static_cast<float>(-model.tightness * step / kPeriodsPerOctave * std::log(2.0)));
    }

    BeatPath run()
    {
        for (int t = 0; t < m_count; t += kBlock) {
            if (t - m_start + kBlock > kHistory) {
                if (m_cancel.isCancelled())
                    return {};
                forget(t);
            }
            for (size_t k = 0; k < m_grid.size(); ++k)
                endBlock(t, k);
            for (size_t k = 0; k < m_grid.size(); ++k)
                beginBlock(t, k);
        }
        return trace();
    }

private:
    static constexpr int kHistory = 1024;

    struct Back
    {
        std::uint8_t interval = 0; // index into Period::cost + 1; 0 = first beat of the song
        std::uint8_t period = 0;
    };

    // Of a beat of period k at frame t: the likelihood of the best way there, plus that of the beat itself, less the rest that
    // the next interval's sum counts twice.
    float *history(size_t k, int t) { return m_history[k].data() + (t - m_start + m_reach); }

    [[nodiscard]] double rest(int t) const { return m_restSum[static_cast<size_t>(t)]; }
    [[nodiscard]] double beatPart(int t, int width) const
    {
        const int hit = std::min(m_count, t + width);
        return m_beatSum[static_cast<size_t>(hit)] - m_beatSum[static_cast<size_t>(t)] - rest(hit);
    }

    // Moves the window of history up to frame t, and the base to the best value in it.
    void forget(int t)
    {
        float best = kNever;
        for (std::vector<float> &row : m_history) {
            std::move(row.begin() + (t - m_start), row.begin() + (t - m_start + m_reach), row.begin());
            best = std::max(best, *std::max_element(row.begin(), row.begin() + m_reach));
        }
        for (std::vector<float> &row : m_history) {
            for (int i = 0; i < m_reach; ++i)
                row[static_cast<size_t>(i)] = std::max(kNever, row[static_cast<size_t>(i)] - best);
        }
        m_base += double(best);
        m_start = t;
    }

    // Best way for a beat of period k to end at each frame of the block.
    void endBlock(int t, size_t k)
    {
        const Period &period = m_grid[k];
        Block top;
        Choices choice;
        top.fill(kNever);
        choice.fill(0);
        for (size_t i = 0; i < period.cost.size(); ++i) {
            const int from = t - period.shortest - static_cast<int>(i);
            const float *before = history(k, from);
            const float cost = period.cost[i];
            const auto index = static_cast<std::int32_t>(i + 1);
            keepBetter(before, cost, index, top, choice);
        }
        m_ended[k] = top;
        m_interval[k] = choice;
    }

    void beginBlock(int t, size_t k)
    {
        const auto steps = static_cast<size_t>(kTempoReach);
        const size_t from = k > steps ? k - steps : 0;
        const size_t to = std::min(m_grid.size() - 1, k + steps);
        Block top;
        Choices choice;
        top.fill(kNever);
        choice.fill(0);
        for (size_t j = from; j <= to; ++j) {
            const float change = m_change[j > k ? j - k : k - j];
            const auto index = static_cast<std::int32_t>(j);
            keepBetter(m_ended[j].data(), change, index, top, choice);
        }
        float *out = history(k, t);
        const int count = std::min(kBlock, m_count - t);
        for (int n = 0; n < count; ++n) {
            const auto at = static_cast<size_t>(n);
            Back &back = m_back[static_cast<size_t>(t + n) * m_grid.size() + k];
            back = {static_cast<std::uint8_t>(m_interval[static_cast<size_t>(choice[at])][at]), static_cast<std::uint8_t>(choice[at])};
            // `top` leaves out the rest up to here, which is the same for all.
            double value = top[at] > kNever / 2 ? double(top[at]) : double(kNever);
            // The first beat lies within one period of the start; everything before it is rest.
            if (t + n < m_grid[k].frames + 1 && -m_base > value) {
                value = -m_base;
                back = {};
            }
            out[n] = value > double(kNever) / 2 ? static_cast<float>(value + rest(t + n) + beatPart(t + n, m_grid[k].width)) : kNever;
        }
    }

    BeatPath trace()
    {
        BeatPath path;
        double top = double(kNever) / 2;
        int t = -1;
        size_t k = 0;
        for (int from = std::max({0, m_count - m_reach, m_start - m_reach}); from < m_count; ++from) {
            for (size_t j = 0; j < m_grid.size(); ++j) {
                if (from + m_grid[j].frames < m_count)
                    continue;
                const double value = double(*history(j, from));
                if (value > top) {
                    top = value;
                    t = from;
                    k = j;
                }
            }
        }
        path.logLikelihood = t >= 0 ? (top + m_base + rest(m_count)) / m_count : 0;
        while (t >= 0) {
            path.frames.push_back(t);
            const Back back = m_back[static_cast<size_t>(t) * m_grid.size() + k];
            if (back.interval == 0)
                break;
            k = back.period;
            t -= m_grid[k].shortest + back.interval - 1;
        }
        std::reverse(path.frames.begin(), path.frames.end());
        return path;
    }

    std::vector<Period> m_grid;
    int m_count;
    CancelToken m_cancel;
    int m_reach = 0; // longest interval
    int m_start = 0; // frame that follows the first m_reach values of each row of m_history
    double m_base = 0;
    std::vector<double> m_beatSum;
    std::vector<double> m_restSum;
    std::vector<std::vector<float>> m_history; // of each period
    std::vector<Block> m_ended;
    std::vector<Choices> m_interval;
    std::vector<Back> m_back;
    std::vector<float> m_change;
};

} // namespace

BeatPath decodeBeats(std::span<const float> activation, const BeatModel &model)
{
    if (activation.empty())
        return {};
    return Decoder(activation, model).run();
}

} // namespace sc::audio
