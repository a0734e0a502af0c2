// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/image_sampler.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <vector>

namespace sc::playback {

namespace {

// One pixel as four 16-bit lanes of one word, so that one multiplication serves all of them.
using Lanes = std::uint64_t;

constexpr Lanes kLaneMask = 0x00ff00ff00ff00ffULL;
constexpr Lanes kLaneHalf = 0x0080008000800080ULL;

// Pixels lie in memory as rows of 16-bit channels; a copy of eight bytes is one load.
Lanes lanesAt(const std::vector<std::uint16_t> &row, int pixel)
{
    Lanes lanes = 0;
    std::memcpy(&lanes, row.data() + size_t(pixel) * 4, sizeof lanes);
    return lanes;
}

// fraction of 256 parts of b.
Lanes mixed(Lanes a, Lanes b, std::uint32_t fraction)
{
    return ((a * (256 - fraction) + b * fraction + kLaneHalf) >> 8) & kLaneMask;
}

// The loops below stay this plain because the compiler then turns them into vector code.
void mixRows(std::uint16_t *out, const uchar *a, const uchar *b, int count, std::uint32_t fraction)
{
    const auto first = static_cast<std::uint16_t>(256 - fraction);
    const auto second = static_cast<std::uint16_t>(fraction);
    for (int i = 0; i < count; ++i)
        out[i] = static_cast<std::uint16_t>(static_cast<std::uint16_t>(a[i] * first + b[i] * second + 128) >> 8);
}

void mixBytes(uchar *out, const uchar *in, int count, std::uint32_t fraction)
{
    const auto first = static_cast<std::uint16_t>(256 - fraction);
    const auto second = static_cast<std::uint16_t>(fraction);
    for (int i = 0; i < count; ++i)
        out[i] = static_cast<uchar>(static_cast<std::uint16_t>(out[i] * first + in[i] * second + 128) >> 8);
}

void narrow(uchar *out, const std::uint16_t *lanes, int count)
{
    for (int i = 0; i < count; ++i)
        out[i] = static_cast<uchar>(lanes[i]);
}

std::uint32_t fractionOf(double weight)
{
    return static_cast<std::uint32_t>(std::lround(std::clamp(weight, 0.0, 1.0) * 256));
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
    const int used = columns.back().second - left + 1;
    std::vector<std::uint16_t> upright(static_cast<size_t>(used) * 4);
    std::vector<std::uint16_t> done(columns.size() * 4);

    for (int y = 0; y < target.height(); ++y) {
        const Tap &row = rows[static_cast<size_t>(y)];
        mixRows(upright.data(), canvas.constScanLine(row.first) + 4 * left, canvas.constScanLine(row.second) + 4 * left, 4 * used,
                row.fraction);
        std::uint16_t *out = done.data();
        for (const Tap &column : columns) {
            const Lanes lanes = mixed(lanesAt(upright, column.first - left), lanesAt(upright, column.second - left), column.fraction);
            std::memcpy(out, &lanes, sizeof lanes);
            out += 4;
        }
        narrow(target.scanLine(y), done.data(), 4 * target.width());
    }
}

void mixInto(QImage &target, const QImage &other, double weight)
{
    if (target.size() != other.size())
        return;
    for (int y = 0; y < target.height(); ++y)
        mixBytes(target.scanLine(y), other.constScanLine(y), 4 * target.width(), fractionOf(weight));
}

void mixColourInto(QImage &target, QRgb colour, double weight)
{
    const std::vector<QRgb> row(static_cast<size_t>(target.width()), colour);
    for (int y = 0; y < target.height(); ++y)
        mixBytes(target.scanLine(y), reinterpret_cast<const uchar *>(row.data()), 4 * target.width(), fractionOf(weight));
}

} // namespace sc::playback
