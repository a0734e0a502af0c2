// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

#include <QtCore/QFlags>
#include <QtCore/QJsonObject>

// Copy and paste of clips, within a project and between projects.
namespace sc::timeline {

inline constexpr auto kClipsMimeType = "application/x-storycanvas-clips+json";

// Live clips as they were when they were copied, times counted from the first one's start.
struct CopiedClips
{
    ProjectId project;       // they come from: their takes are only there
    std::vector<Clip> clips; // by start
    [[nodiscard]] bool isEmpty() const { return clips.empty(); }
    bool operator==(const CopiedClips &) const = default;
};

// RESOURCE_NOT_FOUND, VALIDATION_ERROR when none is named.
[[nodiscard]] Result<CopiedClips> copyClips(const Timeline &timeline, const std::vector<ClipId> &clips);
[[nodiscard]] QJsonObject toJson(const CopiedClips &copied);
[[nodiscard]] Result<CopiedClips> copiedClipsFromJson(const QJsonObject &json); // VALIDATION_ERROR

// Puts them where `at` is, keeping their distances, rounded to the grid clip by clip. Takes of another project are dropped:
// the prompts say how to make them again.
struct PasteClips
{
    CopiedClips copied;
    Ticks at;
    SceneId scene;           // empty: the live scene at `at`, else the last one
    std::vector<ClipId> ids; // of the new clips, in the order of `copied`; missing ones are made
    OverlapMode overlap = OverlapMode::Refuse;
    bool ripple = false; // what begins at or after `at` makes room first
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> pasteClips(const Timeline &timeline, const PasteClips &request);

enum class ClipAttribute {
    Prompts = 0x1,
    Lyrics = 0x2,
    Direction = 0x4, // shot type, angle, camera move, motion
    Transitions = 0x8,
    Speed = 0x10,
    Notes = 0x20,
    Length = 0x40,
    Takes = 0x80,       // only within the project
    Generation = 0x100, // characters, style template, parameters
};
Q_DECLARE_FLAGS(ClipAttributes, ClipAttribute)
Q_DECLARE_OPERATORS_FOR_FLAGS(ClipAttributes)

// Gives the chosen attributes of the first copied clip to all of `clips`; of as many copied clips as there are `clips` each
// gives to the one in its place.
struct PasteAttributes
{
    CopiedClips copied;
    std::vector<ClipId> clips;
    ClipAttributes attributes = ClipAttribute::Prompts | ClipAttribute::Direction;
};
[[nodiscard]] Result<Timeline> pasteAttributes(const Timeline &timeline, const PasteAttributes &request);

} // namespace sc::timeline
