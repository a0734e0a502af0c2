// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/stereo_view.h"

#include "core/media/audio_reader.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>
#include <new>

namespace sc::audio {

namespace {

constexpr std::int64_t kMostPoints = 1 << 20;
constexpr size_t kSmallestLevel = 2048;
constexpr double kSilence = 1e-10; // power

std::int8_t toSigned(float value)
{
    return static_cast<std::int8_t>(std::lround(std::clamp(value, -1.0F, 1.0F) * 127));
}

StereoPoint merged(const StereoPoint &a, const StereoPoint &b)
{
    return {std::min(a.leftMin, b.leftMin),   std::max(a.leftMax, b.leftMax),  std::min(a.rightMin, b.rightMin),
            std::max(a.rightMax, b.rightMax), (a.leftPower + b.leftPower) / 2, (a.rightPower + b.rightPower) / 2,
            (a.product + b.product) / 2};
}

// One point from its samples.
class OpenPoint
{
public:
    void push(float left, float right)
    {
        m_left = {std::min(m_left.first, left), std::max(m_left.second, left)};
        m_right = {std::min(m_right.first, right), std::max(m_right.second, right)};
        m_leftPower += double(left) * left;
        m_rightPower += double(right) * right;
        m_product += double(left) * right;
        ++m_count;
    }
    [[nodiscard]] int count() const { return m_count; }
    [[nodiscard]] StereoPoint take()
    {
        const double count = std::max(1, m_count);
        const StereoPoint point{toSigned(m_left.first),
                                toSigned(m_left.second),
                                toSigned(m_right.first),
                                toSigned(m_right.second),
                                static_cast<float>(m_leftPower / count),
                                static_cast<float>(m_rightPower / count),
                                static_cast<float>(m_product / count)};
        *this = {};
        return point;
    }

private:
    std::pair<float, float> m_left{1, -1}; // extremes
    std::pair<float, float> m_right{1, -1};
    double m_leftPower = 0;
    double m_rightPower = 0;
    double m_product = 0;
    int m_count = 0;
};

void buildUpperLevels(StereoWaveform &wave)
{
    while (wave.levels.back().size() >= kSmallestLevel) {
        const std::vector<StereoPoint> &fine = wave.levels.back();
        std::vector<StereoPoint> coarse;
        coarse.reserve(fine.size() / 2 + 1);
        for (size_t i = 0; i < fine.size(); i += 2)
            coarse.push_back(i + 1 < fine.size() ? merged(fine[i], fine[i + 1]) : fine[i]);
        wave.levels.push_back(std::move(coarse));
    }
}

Result<StereoWaveform> readStereo(const QString &path, const CancelToken &cancel, const ProgressFn &progress)
{
    SC_TRY_ASSIGN(reader, media::AudioReader::open(path));
    StereoWaveform wave;
    wave.sampleRate = reader->sampleRate();
    wave.isMono = reader->channels() == 1;
    const double claimed = std::max(1e-3, reader->claimedDuration().toSeconds()) * wave.sampleRate;
    while (claimed / wave.stride > double(kMostPoints))
        wave.stride *= 2;
    wave.levels.emplace_back();
    const auto channels = static_cast<size_t>(reader->channels());
    const size_t other = channels > 1 ? 1 : 0;
    OpenPoint point;
    double told = 0;
    for (;;) {
        if (cancel.isCancelled())
            return std::unexpected(
                Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::audio", "Reading the song was cancelled.")));
        SC_TRY_ASSIGN(block, reader->read());
        if (block.empty())
            break;
        for (size_t i = 0; i + channels <= block.size(); i += channels) {
            point.push(block[i], block[i + other]);
            if (point.count() == wave.stride)
                wave.levels.front().push_back(point.take());
        }
        wave.sampleCount += std::ssize(block) / reader->channels();
        const double done = std::min(1.0, static_cast<double>(wave.sampleCount) / claimed);
        if (progress && done >= told + 0.02) {
            told = done;
            progress(done);
        }
    }
    if (point.count() > 0)
        wave.levels.front().push_back(point.take());
    buildUpperLevels(wave);
    return wave;
}

} // namespace

double StereoPoint::correlation() const
{
    const double both = double(leftPower) * double(rightPower);
    return both > kSilence * kSilence ? std::clamp(double(product) / std::sqrt(both), -1.0, 1.0) : 0;
}

int StereoWaveform::levelFor(Ticks span) const
{
    const double samples = span.toSeconds() * sampleRate;
    int level = 0;
    while (level + 1 < std::ssize(levels) && double(stride) * double(std::int64_t(2) << level) <= samples)
        ++level;
    return level;
}

StereoPoint StereoWaveform::over(int level, Ticks from, Ticks to) const
{
    if (level < 0 || level >= std::ssize(levels) || to <= from)
        return {};
    const std::vector<StereoPoint> &points = levels[static_cast<size_t>(level)];
    const double perPoint = double(stride) * double(std::int64_t(1) << level);
    const auto first = std::max<std::int64_t>(0, static_cast<std::int64_t>(std::floor(from.toSeconds() * sampleRate / perPoint)));
    const auto end =
        std::min<std::int64_t>(std::ssize(points), static_cast<std::int64_t>(std::ceil(to.toSeconds() * sampleRate / perPoint)));
    if (first >= end)
        return {};
    StereoPoint all = points[static_cast<size_t>(first)];
    for (std::int64_t i = first + 1; i < end; ++i) {
        const StereoPoint &next = points[static_cast<size_t>(i)];
        all.leftMin = std::min(all.leftMin, next.leftMin);
        all.leftMax = std::max(all.leftMax, next.leftMax);
        all.rightMin = std::min(all.rightMin, next.rightMin);
        all.rightMax = std::max(all.rightMax, next.rightMax);
        all.leftPower += next.leftPower;
        all.rightPower += next.rightPower;
        all.product += next.product;
    }
    const auto count = static_cast<float>(end - first);
    all.leftPower /= count;
    all.rightPower /= count;
    all.product /= count;
    return all;
}

Result<StereoWaveform> stereoOf(const QString &path, const CancelToken &cancel, const ProgressFn &progress)
{
    try {
        return readStereo(path, cancel, progress);
    } catch (const std::bad_alloc &) {
        return std::unexpected(Problem(ProblemCode::OutOfMemory,
                                       QCoreApplication::translate("sc::audio", "There is not enough memory to look at this file.")));
    }
}

} // namespace sc::audio
