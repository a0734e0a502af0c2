// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/picture_likeness.h"

#include "core/generation/colour_facts.h"
#include "core/media/video_reader.h"
#include "core/project/project_session.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>
#include <QtGui/QImageReader>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace sc::generation {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::generation)
};

constexpr int kLook = 128;      // px, side of the square that edges are looked for in
constexpr int kBlock = 4;       // px, of one edge block
constexpr int kPlaces = 4;      // a side
constexpr double kEdgeFrom = 5; // of L*: weaker is no edge
// What two unlike pictures have on average, found on pairs of drawings and photographs: each part becomes about 0..1.
constexpr double kLayoutRange = 260;
constexpr double kEdgeRange = 9;
constexpr double kHueRange = 1.3;

using Plane = std::array<double, size_t(PictureLikeness::kSide) * PictureLikeness::kSide>;

// DCT-II of 8 x 8, orthonormal.
Plane dctOf(const Plane &plane)
{
    constexpr int n = PictureLikeness::kSide;
    static const auto table = [] {
        std::array<std::array<double, n>, n> cosine{};
        for (int k = 0; k < n; ++k) {
            for (int i = 0; i < n; ++i)
                cosine[size_t(k)][size_t(i)] = std::sqrt((k == 0 ? 1.0 : 2.0) / n) * std::cos(std::numbers::pi * (i + 0.5) * k / n);
        }
        return cosine;
    }();
    Plane rows{};
    Plane both{};
    for (size_t y = 0; y < n; ++y) {
        for (size_t k = 0; k < n; ++k) {
            for (size_t x = 0; x < n; ++x)
                rows[y * n + k] += table[k][x] * plane[y * n + x];
        }
    }
    for (size_t k = 0; k < n; ++k) {
        for (size_t x = 0; x < n; ++x) {
            for (size_t y = 0; y < n; ++y)
                both[k * n + x] += table[k][y] * rows[y * n + x];
        }
    }
    return both;
}

// The first places of the zigzag through an 8 x 8 block.
constexpr std::array<int, 10> kZigzag{0, 1, 8, 16, 9, 2, 3, 10, 17, 24};

void measureLayout(const QImage &picture, PictureLikeness &likeness)
{
    constexpr int n = PictureLikeness::kSide;
    const QImage small = picture.scaled(n, n, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    std::array<Plane, 3> planes{};
    for (int y = 0; y < n; ++y) {
        for (int x = 0; x < n; ++x) {
            const auto lab = labOf(small.pixel(x, y));
            for (size_t c = 0; c < 3; ++c)
                planes[c][size_t(y * n + x)] = lab[c];
        }
    }
    size_t at = 0;
    for (size_t c = 0; c < 3; ++c) {
        const Plane coefficients = dctOf(planes[c]);
        const int kept = c == 0 ? PictureLikeness::kLight : PictureLikeness::kColour;
        for (int i = 0; i < kept; ++i)
            likeness.layout[at++] = float(coefficients[size_t(kZigzag[size_t(i)])]);
    }
}

// Of a block of four means, as the standard has it: which of five filters answers most.
int edgeKindOf(double a, double b, double c, double d)
{
    const double root = std::numbers::sqrt2;
    const std::array<double, 5> strengths{std::abs(a - b + c - d), std::abs(a + b - c - d), std::abs(root * (a - d)),
                                          std::abs(root * (b - c)), std::abs(2 * (a - b - c + d))};
    const auto most = std::ranges::max_element(strengths);
    return *most < kEdgeFrom ? -1 : int(most - strengths.begin());
}

void measureEdges(const QImage &picture, PictureLikeness &likeness)
{
    const QImage look = picture.scaled(kLook, kLook, Qt::IgnoreAspectRatio, Qt::SmoothTransformation).convertToFormat(QImage::Format_RGB32);
    std::vector<double> light(size_t(kLook) * kLook);
    std::array<double, PictureLikeness::kHues> hues{};
    double colour = 0;
    for (int y = 0; y < kLook; ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(look.constScanLine(y));
        for (int x = 0; x < kLook; ++x) {
            const auto lab = labOf(line[x]);
            light[size_t(y * kLook + x)] = lab[0];
            const double chroma = std::hypot(lab[1], lab[2]);
            const double turn = std::atan2(lab[2], lab[1]) / (2 * std::numbers::pi) + 0.5;
            hues[size_t(turn * PictureLikeness::kHues) % PictureLikeness::kHues] += chroma;
            colour += chroma;
        }
    }
    for (size_t i = 0; i < hues.size(); ++i)
        likeness.hues[i] = colour > 0 ? float(hues[i] / colour) : 0;
    const double mean = colour / (double(kLook) * kLook);
    likeness.hues.back() = float(std::exp(-mean / 20)); // grey 1, colourful towards 0

    const auto meanAt = [&](int x, int y) {
        double sum = 0;
        for (int v = 0; v < kBlock / 2; ++v) {
            for (int u = 0; u < kBlock / 2; ++u)
                sum += light[size_t((y + v) * kLook + x + u)];
        }
        return sum / (kBlock * kBlock / 4.0);
    };
    constexpr int placeSide = kLook / kPlaces;
    static_assert(placeSide % kBlock == 0);
    constexpr int perSide = placeSide / kBlock;
    constexpr double blocks = perSide * perSide;
    for (int y = 0; y < kLook; y += kBlock) {
        for (int x = 0; x < kLook; x += kBlock) {
            const int half = kBlock / 2;
            const int kind = edgeKindOf(meanAt(x, y), meanAt(x + half, y), meanAt(x, y + half), meanAt(x + half, y + half));
            if (kind >= 0)
                likeness.edges[size_t((y / placeSide * kPlaces + x / placeSide) * 5 + kind)] += float(1 / blocks);
        }
    }
}

} // namespace

PictureLikeness likenessOf(const QImage &picture)
{
    PictureLikeness likeness;
    if (picture.isNull())
        return likeness;
    measureLayout(picture, likeness);
    measureEdges(picture, likeness);
    return likeness;
}

double likenessDistance(const PictureLikeness &a, const PictureLikeness &b)
{
    double layout = 0;
    for (size_t i = 0; i < a.layout.size(); ++i)
        layout += (a.layout[i] - b.layout[i]) * (a.layout[i] - b.layout[i]);
    double edges = 0;
    for (size_t i = 0; i < a.edges.size(); ++i)
        edges += std::abs(a.edges[i] - b.edges[i]);
    double hues = 0;
    for (size_t i = 0; i < a.hues.size(); ++i)
        hues += std::abs(a.hues[i] - b.hues[i]);
    // Hues of what is grey are noise.
    hues *= 1 - double(std::max(a.hues.back(), b.hues.back()));
    const auto part = [](double value, double range) { return std::min(1.0, value / range); };
    return 0.4 * part(std::sqrt(layout), kLayoutRange) + 0.35 * part(edges, kEdgeRange) + 0.25 * part(hues, kHueRange);
}

LikenessSource likenessSourceOf(const project::ProjectSession &session, const timeline::Take &take)
{
    return {take.id,
            take.media.hash,
            take.thumb.isEmpty() ? QString() : session.absolutePath(take.thumb),
            session.absolutePath(take.media),
            take.isVideo(),
            take.length};
}

Result<PictureLikeness> measureLikeness(const LikenessSource &source)
{
    if (!source.thumb.isEmpty() && QFileInfo::exists(source.thumb)) {
        const QImage small(source.thumb);
        if (!small.isNull())
            return likenessOf(small);
    }
    if (!QFileInfo::exists(source.file))
        return std::unexpected(Problem(ProblemCode::MediaMissing, Text::tr("The file of the take is not there.")).withDetail(source.file));
    if (!source.isMovie) {
        QImageReader reader(source.file);
        reader.setDecideFormatFromContent(true);
        reader.setAutoTransform(true);
        if (const QSize size = reader.size(); size.isValid() && std::max(size.width(), size.height()) > 2 * kLook)
            reader.setScaledSize(size.scaled(2 * kLook, 2 * kLook, Qt::KeepAspectRatioByExpanding));
        const QImage image = reader.read();
        if (!image.isNull())
            return likenessOf(image);
        return std::unexpected(
            Problem(ProblemCode::FileDamaged, Text::tr("The picture of the take cannot be read.")).withDetail(reader.errorString()));
    }
    SC_TRY_ASSIGN(reader, media::VideoReader::open(source.file, {QSize(2 * kLook, 2 * kLook), true}));
    SC_TRY_ASSIGN(frame, reader->frameAt(Ticks(source.length.value() / 2)));
    return likenessOf(frame.image);
}

} // namespace sc::generation
