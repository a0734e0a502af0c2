// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/result_checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <numeric>
#include <span>

namespace sc::generation {

namespace {

constexpr int kBlurReach = 4; // px to each side: nine taps
constexpr std::array kBlurSides = {512, 256, 128};
constexpr double kFlat = 0.0005; // mean step between neighbours below which there is nothing to see

QImage greyOf(const QImage &picture)
{
    return picture.convertToFormat(QImage::Format_Grayscale8);
}

// Box filtered; never enlarged.
QImage shrunkTo(const QImage &grey, int side)
{
    if (std::max(grey.width(), grey.height()) <= side)
        return grey;
    return grey.scaled(side, side, Qt::KeepAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_Grayscale8);
}

// Edges of one line, and how much of them a blur of nine takes away.
struct LineEdges
{
    double before = 0;
    double lost = 0;
};

LineEdges edgesOf(std::span<const double> line, std::vector<double> &blurred)
{
    const auto size = static_cast<int>(line.size());
    blurred.resize(line.size());
    for (int i = 0; i < size; ++i) {
        double sum = 0;
        for (int k = -kBlurReach; k <= kBlurReach; ++k)
            sum += line[static_cast<size_t>(std::clamp(i + k, 0, size - 1))];
        blurred[static_cast<size_t>(i)] = sum / (2 * kBlurReach + 1);
    }
    LineEdges edges;
    for (size_t i = 1; i < line.size(); ++i) {
        const double before = std::abs(line[i] - line[i - 1]);
        edges.before += before;
        edges.lost += std::max(0.0, before - std::abs(blurred[i] - blurred[i - 1]));
    }
    return edges;
}

// Along lines (or columns) of a grey picture.
double blurAlong(const QImage &grey, bool columns)
{
    const int lines = columns ? grey.width() : grey.height();
    const int length = columns ? grey.height() : grey.width();
    std::vector<double> line(static_cast<size_t>(length));
    std::vector<double> blurred;
    LineEdges all;
    for (int l = 0; l < lines; ++l) {
        for (int i = 0; i < length; ++i)
            line[static_cast<size_t>(i)] = (columns ? grey.constScanLine(i)[l] : grey.constScanLine(l)[i]) / 255.0;
        const LineEdges edges = edgesOf(line, blurred);
        all.before += edges.before;
        all.lost += edges.lost;
    }
    if (all.before < kFlat * lines * length)
        return 1;
    return (all.before - all.lost) / all.before;
}

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::ranges::nth_element(values, middle);
    return *middle;
}

} // namespace

double blurOf(const QImage &picture)
{
    const QImage grey = greyOf(picture);
    if (grey.isNull())
        return 0;
    double worst = 0;
    for (const int side : kBlurSides) {
        const QImage at = shrunkTo(grey, side);
        worst = std::max({worst, blurAlong(at, false), blurAlong(at, true)});
        if (at.size() == grey.size() && side != kBlurSides.front())
            break; // smaller than that already
    }
    return std::clamp(worst, 0.0, 1.0);
}

double blackShareOf(const QImage &picture)
{
    const QImage grey = greyOf(picture);
    qint64 black = 0;
    for (int y = 0; y < grey.height(); ++y) {
        const std::span line(grey.constScanLine(y), static_cast<size_t>(grey.width()));
        black += std::ranges::count_if(line, [](uchar level) { return level < kBlackLevel * 255; });
    }
    return grey.isNull() ? 0 : double(black) / (double(grey.width()) * grey.height());
}

void ResultWatcher::see(const QImage &frame)
{
    const QImage small = greyOf(frame.scaled(kSide, kSide, Qt::IgnoreAspectRatio, Qt::SmoothTransformation));
    Small kept;
    kept.reserve(static_cast<size_t>(kSide * kSide));
    for (int y = 0; y < small.height(); ++y)
        kept.insert(kept.end(), small.constScanLine(y), small.constScanLine(y) + small.width());
    m_brightness.push_back(kept.empty() ? 0 : std::accumulate(kept.begin(), kept.end(), 0.0) / (255.0 * double(kept.size())));
    m_black.push_back(blackShareOf(frame));
    m_frames.push_back(std::move(kept));
}

void ResultWatcher::seeSharpness(const QImage &frame)
{
    m_blur.push_back(blurOf(frame));
}

bool ResultWatcher::isSame(size_t a, size_t b) const
{
    const Small &left = m_frames[a];
    const Small &right = m_frames[b];
    // The mean tells most pairs apart.
    if (left.size() != right.size() || std::abs(m_brightness[a] - m_brightness[b]) >= kStillDifference)
        return false;
    qint64 difference = 0;
    const auto limit = static_cast<qint64>(kStillDifference * 255 * double(left.size()));
    for (size_t i = 0; i < left.size(); ++i)
        difference += std::abs(int(left[i]) - int(right[i]));
    return difference <= limit;
}

double ResultWatcher::black() const
{
    if (m_black.empty())
        return 0;
    return double(std::ranges::count_if(m_black, [](double share) { return share >= kBlackShare; })) / double(m_black.size());
}

double ResultWatcher::frozen() const
{
    if (m_frames.size() < 2)
        return 0;
    size_t longest = 0;
    size_t run = 0;
    for (size_t i = 1; i < m_frames.size(); ++i) {
        run = isSame(i - 1, i) ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return double(longest) / double(m_frames.size() - 1);
}

double ResultWatcher::repeated() const
{
    if (m_frames.size() < 2)
        return 0;
    size_t again = 0;
    for (size_t i = 1; i < m_frames.size(); ++i) {
        // A run that stands still is one frame that lasts; every second frame doubled is not.
        const bool standsStill = isSame(i - 1, i) && ((i >= 2 && isSame(i - 2, i - 1)) || (i + 1 < m_frames.size() && isSame(i, i + 1)));
        if (standsStill)
            continue;
        for (size_t earlier = 0; earlier < i; ++earlier) {
            if (isSame(earlier, i)) {
                ++again;
                break;
            }
        }
    }
    return double(again) / double(m_frames.size());
}

double ResultWatcher::blurred() const
{
    return medianOf(m_blur);
}

// Brightness against the mean of its neighbours: a pan or a fade goes on in one direction and leaves nothing, one cut leaves two
// values that the median passes over.
double ResultWatcher::flicker() const
{
    std::vector<double> jumps;
    for (size_t i = 1; i + 1 < m_brightness.size(); ++i)
        jumps.push_back(std::abs(m_brightness[i] - (m_brightness[i - 1] + m_brightness[i + 1]) / 2));
    return std::clamp(medianOf(std::move(jumps)), 0.0, 1.0);
}

std::vector<timeline::TakeCheck> ResultWatcher::findings(qint64 asked) const
{
    std::vector<timeline::TakeCheck> found;
    const auto add = [&](const char *name, double score, double from) {
        if (score >= from)
            found.push_back({QString::fromLatin1(name), std::min(1.0, score)});
    };
    add("black", black(), frames() > 1 ? kBlackFramesFrom : 1);
    add("frozen", frozen(), kFrozenFrom);
    add("repeated", repeated(), kRepeatedFrom);
    // Nothing can be sharp in the dark.
    if (black() < 0.5)
        add("blurred", blurred(), kBlurredFrom);
    add("flicker", flicker(), kFlickerFrom);
    if (asked > 0 && frames() != asked)
        found.push_back({QStringLiteral("wrong_length"), std::min(1.0, std::abs(double(frames() - asked)) / double(asked))});
    return found;
}

} // namespace sc::generation
