// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/colour_facts.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::generation {

namespace {

constexpr int kLookSide = 128; // px

struct Lab
{
    double l, a, b;
};

// sRGB (IEC 61966-2-1) to linear light.
double linearOf(double value)
{
    return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

double encodedOf(double light)
{
    const double clamped = std::clamp(light, 0.0, 1.0);
    return clamped <= 0.0031308 ? clamped * 12.92 : 1.055 * std::pow(clamped, 1 / 2.4) - 0.055;
}

constexpr double kEpsilon = 216.0 / 24389; // of CIE 15:2004
constexpr double kKappa = 24389.0 / 27;
constexpr double kWhiteX = 0.95047;
constexpr double kWhiteZ = 1.08883;

double labCurve(double t)
{
    return t > kEpsilon ? std::cbrt(t) : (kKappa * t + 16) / 116;
}

double labCurveBack(double f)
{
    return f * f * f > kEpsilon ? f * f * f : (116 * f - 16) / kKappa;
}

Lab labOf(double r, double g, double b) // linear, 0..1
{
    const double x = labCurve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / kWhiteX);
    const double y = labCurve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = labCurve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / kWhiteZ);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

std::array<double, 3> rgbOf(const Lab &lab) // encoded, 0..1
{
    const double fy = (lab.l + 16) / 116;
    const double x = labCurveBack(fy + lab.a / 500) * kWhiteX;
    const double y = labCurveBack(fy);
    const double z = labCurveBack(fy - lab.b / 200) * kWhiteZ;
    return {encodedOf(3.2404542 * x - 1.5371385 * y - 0.4985314 * z), encodedOf(-0.9692660 * x + 1.8760108 * y + 0.0415560 * z),
            encodedOf(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)};
}

const std::array<double, 256> &linearTable()
{
    static const std::array<double, 256> table = [] {
        std::array<double, 256> values{};
        for (size_t i = 0; i < values.size(); ++i)
            values[i] = linearOf(double(i) / 255);
        return values;
    }();
    return table;
}

double gainOf(double from, double to)
{
    if (from < 1e-3 || to < 1e-3)
        return 1;
    return std::clamp(to / from, 1 / ColourTransfer::kMaxStretch, ColourTransfer::kMaxStretch);
}

} // namespace

std::array<double, 3> labOf(QRgb colour)
{
    const auto &linear = linearTable();
    const Lab lab = labOf(linear[size_t(qRed(colour))], linear[size_t(qGreen(colour))], linear[size_t(qBlue(colour))]);
    return {lab.l, lab.a, lab.b};
}

ColourFacts colourFactsOf(const QImage &image)
{
    const bool isLarge = std::max(image.width(), image.height()) > kLookSide;
    const QImage look = (isLarge ? image.scaled(kLookSide, kLookSide, Qt::KeepAspectRatio, Qt::SmoothTransformation) : image)
                            .convertToFormat(QImage::Format_RGB32);
    ColourFacts facts;
    const double count = double(look.width()) * look.height();
    if (count < 1)
        return facts;
    const auto &linear = linearTable();
    double lightSquares = 0;
    double redSquares = 0;
    double yellowSquares = 0;
    for (int y = 0; y < look.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(look.constScanLine(y));
        for (int x = 0; x < look.width(); ++x) {
            const Lab lab = labOf(linear[size_t(qRed(line[x]))], linear[size_t(qGreen(line[x]))], linear[size_t(qBlue(line[x]))]);
            facts.light += lab.l;
            facts.red += lab.a;
            facts.yellow += lab.b;
            facts.chroma += std::hypot(lab.a, lab.b);
            lightSquares += lab.l * lab.l;
            redSquares += lab.a * lab.a;
            yellowSquares += lab.b * lab.b;
        }
    }
    for (double *sum : {&facts.light, &facts.red, &facts.yellow, &facts.chroma})
        *sum /= count;
    const auto spread = [count](double squares, double mean) { return std::sqrt(std::max(0.0, squares / count - mean * mean)); };
    facts.lightSpread = spread(lightSquares, facts.light);
    facts.redSpread = spread(redSquares, facts.red);
    facts.yellowSpread = spread(yellowSquares, facts.yellow);
    return facts;
}

ColourFacts meanOf(const std::vector<ColourFacts> &facts)
{
    ColourFacts mean;
    for (double ColourFacts::*member : {&ColourFacts::light, &ColourFacts::red, &ColourFacts::yellow, &ColourFacts::lightSpread,
                                        &ColourFacts::redSpread, &ColourFacts::yellowSpread, &ColourFacts::chroma}) {
        for (const ColourFacts &each : facts)
            mean.*member += each.*member;
        if (!facts.empty())
            mean.*member /= double(facts.size());
    }
    return mean;
}

double colourDifference(const ColourFacts &a, const ColourFacts &b)
{
    return std::hypot(a.light - b.light, a.red - b.red, a.yellow - b.yellow);
}

double ColourTransfer::lightGain() const
{
    return gainOf(from.lightSpread, to.lightSpread);
}

double ColourTransfer::redGain() const
{
    return gainOf(from.redSpread, to.redSpread);
}

double ColourTransfer::yellowGain() const
{
    return gainOf(from.yellowSpread, to.yellowSpread);
}

ColourMapper::ColourMapper(const ColourTransfer &transfer)
{
    m_table.reserve(size_t(kNodes) * kNodes * kNodes);
    const auto value = [](int node) { return linearOf(double(node) / (kNodes - 1)); };
    for (int r = 0; r < kNodes; ++r) {
        for (int g = 0; g < kNodes; ++g) {
            for (int b = 0; b < kNodes; ++b) {
                Lab lab = labOf(value(r), value(g), value(b));
                lab.l = (lab.l - transfer.from.light) * transfer.lightGain() + transfer.to.light;
                lab.a = (lab.a - transfer.from.red) * transfer.redGain() + transfer.to.red;
                lab.b = (lab.b - transfer.from.yellow) * transfer.yellowGain() + transfer.to.yellow;
                const auto rgb = rgbOf(lab);
                m_table.push_back({float(rgb[0] * 255), float(rgb[1] * 255), float(rgb[2] * 255)});
            }
        }
    }
}

ColourMapper::Node ColourMapper::at(float r, float g, float b) const
{
    constexpr float kScale = (kNodes - 1) / 255.0F;
    const float place[3] = {r * kScale, g * kScale, b * kScale};
    int low[3];
    float part[3];
    for (int i = 0; i < 3; ++i) {
        low[i] = std::min(int(place[i]), kNodes - 2);
        part[i] = place[i] - float(low[i]);
    }
    Node sum{0, 0, 0};
    for (int corner = 0; corner < 8; ++corner) {
        float weight = 1;
        int index = 0;
        for (int i = 0; i < 3; ++i) {
            const bool isHigh = corner & (1 << i);
            weight *= isHigh ? part[i] : 1 - part[i];
            index = index * kNodes + low[i] + (isHigh ? 1 : 0);
        }
        const Node &node = m_table[size_t(index)];
        sum.r += node.r * weight;
        sum.g += node.g * weight;
        sum.b += node.b * weight;
    }
    return sum;
}

QImage ColourMapper::apply(const QImage &image, double strength) const
{
    QImage mapped = image.convertToFormat(QImage::Format_RGB32);
    const auto share = float(std::clamp(strength, 0.0, 1.0));
    for (int y = 0; y < mapped.height(); ++y) {
        auto *line = reinterpret_cast<QRgb *>(mapped.scanLine(y));
        for (int x = 0; x < mapped.width(); ++x) {
            const auto r = float(qRed(line[x]));
            const auto g = float(qGreen(line[x]));
            const auto b = float(qBlue(line[x]));
            const Node node = at(r, g, b);
            line[x] =
                qRgb(int(r + (node.r - r) * share + 0.5F), int(g + (node.g - g) * share + 0.5F), int(b + (node.b - b) * share + 0.5F));
        }
    }
    return mapped;
}

} // namespace sc::generation
