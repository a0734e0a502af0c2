// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

// Edits of clips that do not change where a clip lies: for those see clip_moves.h.
namespace sc::timeline {

inline constexpr Ticks kDefaultClipLength = Ticks::seconds(5);
inline constexpr Ticks kMaxTransitionLength = Ticks::seconds(5);

struct AddClip
{
    ClipId id = ClipId::create();
    SceneId scene; // empty: the live scene at `start`, else the last live one; a new "Scene 1" when there is none
    QString name;  // empty: "Clip n"
    QString lyrics;
    QString imagePrompt;
    QString videoPrompt;
    QString negativePrompt;
    QString notes;
    std::optional<Ticks> start;  // nothing: behind the scene's last clip
    bool nextFreePlace = false;  // `start` is a wish: the first gap at or after it that fits
    std::optional<Ticks> length; // nothing: 5 s, or to the next bar with `toNextBar`
    bool toNextBar = false;
    OverlapMode overlap = OverlapMode::Refuse;
    bool ripple = false;     // everything from `start` on makes room first
    bool bindToBeats = true; // edges that lie on a beat's frame follow that beat
};
[[nodiscard]] Result<Timeline> addClip(const Timeline &timeline, const AddClip &request);

// Only what is set changes.
struct EditClip
{
    ClipId clip;
    std::optional<QString> name;        // 1..200
    std::optional<QString> lyrics;      // <= 5000
    std::optional<QString> imagePrompt; // <= 10 000 each
    std::optional<QString> videoPrompt;
    std::optional<QString> negativePrompt;
    std::optional<QString> notes; // <= 5000
    std::optional<ShotDirection> direction;
    std::optional<ClipGeneration> generation; // as a whole; CONFLICT when the shot would go on from itself
    std::optional<Ticks> sourceIn;            // >= 0
    std::optional<int> speedNumerator;        // 0 = freeze frame; else numerator / denominator in 1/8..8
    std::optional<int> speedDenominator;
};
[[nodiscard]] Result<Timeline> editClip(const Timeline &timeline, const EditClip &request);

// A live clip takes its alternates with it. With `ripple` what follows in the scene and later scenes close up.
struct DeleteClips
{
    std::vector<ClipId> clips;
    bool ripple = false;
};
[[nodiscard]] Result<Timeline> deleteClips(const Timeline &timeline, const DeleteClips &request);

// The copy goes to `start`, or to the next free place behind the clip. It is neither locked nor an alternate.
struct DuplicateClip
{
    ClipId clip;
    ClipId id = ClipId::create(); // of the copy
    std::optional<Ticks> start;
    OverlapMode overlap = OverlapMode::Refuse;
    bool bindToBeats = true;
};
[[nodiscard]] Result<Timeline> duplicateClip(const Timeline &timeline, const DuplicateClip &request);

// The one edit that a locked item takes.
struct SetLocked
{
    std::vector<SceneId> scenes;
    std::vector<ClipId> clips;
    bool locked = true;
};
[[nodiscard]] Result<Timeline> setLocked(const Timeline &timeline, const SetLocked &request);

// First gap of the scene, at or after `wish`, that holds `length`; else behind its last live clip. On the grid.
[[nodiscard]] Ticks nextFreePlace(const Timeline &timeline, const SceneId &scene, Ticks wish, Ticks length);

} // namespace sc::timeline
