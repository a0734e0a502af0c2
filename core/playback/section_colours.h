// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QRgb>

#include <array>

// The section palette of the dark look, for pictures that core paints; core knows no theme. Scene::colour indexes it.
namespace sc::playback {

inline constexpr std::array<QRgb, 10> kSectionColours = {
    0xffd3dfe4, // intro
    0xff426ef0, // verse
    0xff75c7f0, // prechorus
    0xfff8bc54, // chorus
    0xffb79ce2, // bridge
    0xffede197, // build
    0xfff55ca8, // drop
    0xff27916e, // break
    0xffdf6c49, // solo
    0xff656876, // outro
};

// Any index is good: it wraps around.
[[nodiscard]] constexpr QRgb sectionColour(int index)
{
    constexpr int count = static_cast<int>(kSectionColours.size());
    return kSectionColours[static_cast<size_t>(((index % count) + count) % count)];
}

} // namespace sc::playback
