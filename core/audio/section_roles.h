// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/section_finder.h"

namespace sc::audio {

// What a section is like, and what it is like against the rest of its song.
struct SectionRole
{
    double loudness = 0; // LUFS
    double low = 0;      // dB under 160 Hz
    double high = 0;     // dB above 4 kHz
    double energy = 0;   // 0..1 within the song
    double rise = 0;     // onset rate, brightness and loudness of its second half against its first, without its last bar
    double fall = 0;     // LU from its first half to its second, without its last bar
    double tonal = 0;    // of pitch, against the song's mean
    double bars = 0;
};

[[nodiscard]] SectionRole roleOf(const SectionSpan &span, const std::vector<BarFeatures> &bars);

} // namespace sc::audio
