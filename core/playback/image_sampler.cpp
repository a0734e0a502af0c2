// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/image_sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace sc::playback {

namespace {

// Four channels spread over the 16-bit lanes of one word, so that one multiplication serves all of them.
std::uint64_t spread(QRgb pixel)
{
    const std::uint64_t wide = pixel;
    return ((wide & 0xff000000ULL) << 24) | ((wide & 0x00ff0000ULL) << 16) | ((wide & 0x0000ff00ULL) << 8) | (wide & 0xffULL);
}

QRgb packed(std::uint64_t lanes)
{
    return static_cast<QRgb>(((lanes >> 24) & 0xff000000ULL) | ((lanes >> 16) & 0x00ff0000ULL) | ((lanes >> 8) & 0x0000ff00ULL) |
                             (lanes & 0xffULL));
}

constexpr std::uint64_t kLaneMask = 0x00ff00ff00ff00ffULL;
constexpr std::uint64_t kLaneHalf = 0x0080008000800080ULL;

// fraction of 256 parts of b.
std::uint64_t mixed(std::uint64_t a, std::uint64_t b, std::uint32_t fraction)
{
    return ((a * (256 - fraction) + b * fraction + kLaneHalf) >> 8) & kLaneMask;
}

struct Tap
{
    int first = 0; // index into the row
    int second = 0;
    std::uint32_t fraction = 0; // 0..255 of the second
};

// Where each of `count` target pixels lies on an axis of `size` source pixels.
std::vector<Tap> tapsFor(int count, double start, double length, int size)
{
    std::vector<Tap> taps(static_cast<size_t>(count));
    const double step = length / count;
    for (int i = 0; i < count; ++i) {
        const double centre = start + (i + 0.5) * step - 0.5;
        const auto fixed = static_cast<std::int64_t>(std::floor(centre * 256 + 0.5));
        const auto whole = static_cast<int>(std::clamp<std::int64_t>(fixed >> 8, -1, size));
        taps[static_cast<size_t>(i)] = {std::clamp(whole, 0, size - 1), std::clamp(whole + 1, 0, size - 1),
                                        static_cast<std::uint32_t>(fixed & 0xff)};
    }
    return taps;
}

} // namespace

void sampleView(QImage &target, const QImage &canvas, const QRectF &source)
{
    if (target.isNull() || canvas.isNull())
        return;
    const std::vector<Tap> columns = tapsFor(target.width(), source.x(), source.width(), canvas.width());
    const std::vector<Tap> rows = tapsFor(target.height(), source.y(), source.height(), canvas.height());
    const int left = columns.front().first;
    const int right = columns.back().second;
    std::vector<std::uint64_t> blended(static_cast<size_t>(canvas.width()));

    for (int y = 0; y < target.height(); ++y) {
        const Tap &row = rows[static_cast<size_t>(y)];
        const auto *above = reinterpret_cast<const QRgb *>(canvas.constScanLine(row.first));
        const auto *below = reinterpret_cast<const QRgb *>(canvas.constScanLine(row.second));
        for (int x = left; x <= right; ++x)
            blended[static_cast<size_t>(x)] = mixed(spread(above[x]), spread(below[x]), row.fraction);
        auto *out = reinterpret_cast<QRgb *>(target.scanLine(y));
        for (const Tap &column : columns)
            *out++ =
                packed(mixed(blended[static_cast<size_t>(column.first)], blended[static_cast<size_t>(column.second)], column.fraction));
    }
}

void mixInto(QImage &target, const QImage &other, double weight)
{
    if (target.size() != other.size())
        return;
    const auto fraction = static_cast<std::uint32_t>(std::lround(std::clamp(weight, 0.0, 1.0) * 256));
    for (int y = 0; y < target.height(); ++y) {
        auto *out = reinterpret_cast<QRgb *>(target.scanLine(y));
        const auto *in = reinterpret_cast<const QRgb *>(other.constScanLine(y));
        for (int x = 0; x < target.width(); ++x)
            out[x] = packed(mixed(spread(out[x]), spread(in[x]), fraction));
    }
}

void mixColourInto(QImage &target, QRgb colour, double weight)
{
    const auto fraction = static_cast<std::uint32_t>(std::lround(std::clamp(weight, 0.0, 1.0) * 256));
    const std::uint64_t wide = spread(colour);
    for (int y = 0; y < target.height(); ++y) {
        auto *out = reinterpret_cast<QRgb *>(target.scanLine(y));
        for (int x = 0; x < target.width(); ++x)
            out[x] = packed(mixed(spread(out[x]), wide, fraction));
    }
}

} // namespace sc::playback
