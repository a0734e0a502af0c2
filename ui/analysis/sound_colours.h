// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/sound_facts.h"

#include <QtGui/QRgb>

#include <array>

namespace sc::ui {

struct Theme;

// 256 colours from silence to full strength.
using ColourTable = std::array<QRgb, 256>;
[[nodiscard]] const ColourTable &spectrumTable(); // dark through purple and orange to a warm white, on every look
[[nodiscard]] ColourTable chromaTable(const Theme &theme);

// How the levels of one song are spread over the table: quiet and loud songs both show their structure.
struct LevelRange
{
    float floor = 40; // level (of 255) that is black
    float ceiling = 230;
    bool operator==(const LevelRange &) const = default;
};
[[nodiscard]] LevelRange levelRangeOf(const audio::SpectrumPicture &picture);

// Frequency of a place in the picture: 0 = bottom, 1 = top, mel-spaced 30..16 000 Hz.
[[nodiscard]] double frequencyAt(double place);

} // namespace sc::ui
