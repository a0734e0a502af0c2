// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/planning/plan_rules.h"

// Song to scenes and shots.
namespace sc::planning {

struct PlanOptions
{
    SectionRules rules; // none: by energy
    quint64 seed = 1;
    Ticks maxShotLength = Ticks::seconds(10); // longer shots are divided on bars; see also familyLimits()
    bool lyrics = true;                       // lines that are sung during a scene or shot become its text, where it has none
};

// What a new shot was given, for whoever binds shots to more than words.
struct GivenShot
{
    ClipId clip;
    QString label;     // of its section
    QString character; // empty: nobody
    bool operator==(const GivenShot &) const = default;
};

struct PlanBar
{
    TickRange range;        // timeline time
    double cutRate = 0;     // cuts a minute, planned
    double presentRate = 0; // and as the timeline is now
    double energy = 0;      // 0..1 within the song
};

struct LabelFigures
{
    QString label; // as the song has it; empty for a song without sections
    int sections = 0;
    int bars = 0;
    int shots = 0;       // those that stay included
    int lockedShots = 0; // of these, those that stay
    int divided = 0;     // shots that the longest length allowed divides
    double longestWishedSeconds = 0;
    double longestMadeSeconds = 0;
    [[nodiscard]] bool isAllLocked() const { return shots > 0 && lockedShots == shots; }
};

struct PlanPreview
{
    timeline::Timeline timeline; // as it would be
    int scenes = 0;
    int shots = 0;
    double averageShotSeconds = 0;
    double shortestShotSeconds = 0;
    double longestShotSeconds = 0;
    int onBeat = 0;              // shots that begin on a beat
    std::vector<double> cutRate; // cuts a minute, one value a bar
    std::vector<PlanBar> bars;
    std::vector<LabelFigures> labels; // in the order of the song
    std::vector<GivenShot> given;     // the new shots, by start
    int shotsNow = 0;                 // live shots before
    int replaced = 0;                 // of these, those that go
    int replacedWithTakes = 0;        // of these, those that have a picture
    QStringList unknownVariables;     // of the prompts; they stay as typed
};

// Scenes = sections, clips = shots; every boundary on the frame nearest to a beat, each computed from the beat's exact
// time. Locked scenes and clips are kept and planned around, everything else is replaced. The same seed gives the same plan
// (ids apart). Where nothing is locked the shots cover the song from the first frame of the program without a hole. A song without beats is
// cut on whole seconds and says so in the clips' notes; MEDIA_MISSING without a song, VALIDATION_ERROR for rules out of range.
[[nodiscard]] Result<PlanPreview> planShots(const timeline::Timeline &timeline, const PlanOptions &options);

} // namespace sc::planning
