// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QImage>

#include <array>
#include <vector>

// How a picture's colours lie in CIELAB (D65): what two shots that meet, or a whole film, are compared by.
namespace sc::generation {

struct ColourFacts
{
    double light = 0;       // mean L*, 0..100
    double red = 0;         // mean a*: green below, red above 0
    double yellow = 0;      // mean b*: blue below, yellow above 0
    double lightSpread = 0; // standard deviation of L*: contrast
    double redSpread = 0;
    double yellowSpread = 0;
    double chroma = 0; // mean of sqrt(a*^2 + b*^2): how colourful
    bool operator==(const ColourFacts &) const = default;
};

// L*, a*, b* of one pixel.
[[nodiscard]] std::array<double, 3> labOf(QRgb colour);
// Looked at in at most 128 x 128 px.
[[nodiscard]] ColourFacts colourFactsOf(const QImage &image);
// Their mean: of several frames of one movie.
[[nodiscard]] ColourFacts meanOf(const std::vector<ColourFacts> &facts);
// CIE 1976 colour difference of the means. About 2 is just seen side by side, 10 at a glance.
[[nodiscard]] double colourDifference(const ColourFacts &a, const ColourFacts &b);

// A transfer of colours after E. Reinhard, M. Ashikhmin, B. Gooch, P. Shirley, "Color Transfer between Images" (IEEE CG&A 21(5), 2001),
// in CIELAB: each channel is moved and stretched so that its mean and deviation become the target's. Stretching is held
// within kMaxStretch, because a flat frame would else be torn apart.
struct ColourTransfer
{
    ColourFacts from;
    ColourFacts to;
    static constexpr double kMaxStretch = 1.5;

    [[nodiscard]] double lightGain() const;
    [[nodiscard]] double redGain() const;
    [[nodiscard]] double yellowGain() const;
};

// Applies one transfer to many pictures through a table of colours.
class ColourMapper
{
public:
    explicit ColourMapper(const ColourTransfer &transfer);
    // strength 0: as it was, 1: all of it. RGB32.
    [[nodiscard]] QImage apply(const QImage &image, double strength = 1) const;

private:
    struct Node
    {
        float r, g, b; // 0..255
    };
    static constexpr int kNodes = 33;                       // per channel
    [[nodiscard]] Node at(float r, float g, float b) const; // 0..255, between the nodes
    std::vector<Node> m_table;
};

} // namespace sc::generation
