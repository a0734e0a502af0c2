// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

// What a person wants to know of a finished cut.
namespace sc::timeline {

inline constexpr Ticks kFlashGap = Ticks(Ticks::kPerSecond / 10); // shorter gaps are problems

struct ReportOverlap
{
    ClipId first;
    ClipId second;
    QString firstName;
    QString secondName;
    TickRange range;
};

struct ReportGap
{
    ClipId before; // empty at the beginning
    ClipId after;
    QString beforeName;
    QString afterName;
    TickRange range;
    [[nodiscard]] bool isProblem() const { return range.length() < kFlashGap; }
};

struct TimelineReport
{
    int clips = 0;                       // live ones
    Ticks totalLength;                   // sum of their lengths
    Ticks end;                           // of the last one
    std::vector<ReportOverlap> overlaps; // also between scenes, when asked for the project
    std::vector<ReportGap> gaps;         // of a project also the one before its first clip
    int offBeat = 0;                     // starts of clips further than half a frame from a beat; 0 without beats
    QString verdict;                     // one translated sentence
    bool good = true;                    // no overlap, no flash gap
};

// Of the whole project, or of one scene.
[[nodiscard]] TimelineReport timelineReport(const Timeline &timeline, const SceneId &scene = {});
[[nodiscard]] QJsonObject toJson(const TimelineReport &report, FrameRate rate);

} // namespace sc::timeline
