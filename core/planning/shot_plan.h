// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

#include <map>

// Song to scenes and shots.
namespace sc::planning {

// How long the shots of a section are.
struct ShotLength
{
    enum class Unit { Beats, Bars, ByEnergy };
    Unit unit = Unit::ByEnergy;
    double count = 1; // beats: 0.5, 1, 2; bars: 1, 2, 4, 8
    bool operator==(const ShotLength &) const = default;
};
// "2beats", "1/2beat", "4bars", "energy". VALIDATION_ERROR with the allowed forms.
[[nodiscard]] Result<ShotLength> parseShotLength(QStringView text);

struct SectionRule
{
    ShotLength length;
    double variation = 0; // 0..1: how far single shots leave the rule, always to another musical length
    int maxShots = 0;     // 0 = no limit
};

struct PlanOptions
{
    // By section label, however it is spelt ("Pre-Chorus", "prechorus"); "default" is for all others. None: by energy.
    std::map<QString, SectionRule> rules;
    quint64 seed = 1;
    Ticks maxShotLength = Ticks::seconds(10); // longer shots are divided on bars
};

struct PlanPreview
{
    timeline::Timeline timeline; // as it would be
    int scenes = 0;
    int shots = 0;
    double averageShotSeconds = 0;
    std::vector<double> cutRate; // cuts a minute, one value a bar
};

// Scenes = sections, clips = shots; every boundary on the frame nearest to a beat, each computed from the beat's exact
// time. Locked scenes and clips are kept and planned around, everything else is replaced. The same seed gives the same plan
// (ids apart). Where nothing is locked the shots cover the song from the first frame of the program without a hole. A song without beats is
// cut on whole seconds and says so in the clips' notes; MEDIA_MISSING without a song.
[[nodiscard]] Result<PlanPreview> planShots(const timeline::Timeline &timeline, const PlanOptions &options);

} // namespace sc::planning
