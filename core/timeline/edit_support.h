// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/model.h"

#include <QtCore/QSet>

#include <algorithm>

// What the edit families stand on. Internal to core/timeline.
namespace sc::timeline {

inline constexpr int kPaletteSize = 10; // section colours of the look
inline constexpr Ticks kEmptySceneLength = Ticks::seconds(1);

using ClipSet = QSet<ClipId>;

// Look-ups that refuse what may not be edited: RESOURCE_NOT_FOUND, or CONFLICT naming the locked item.
[[nodiscard]] Result<Scene *> knownScene(Timeline &timeline, const SceneId &id);
[[nodiscard]] Result<Clip *> knownClip(Timeline &timeline, const ClipId &id);
[[nodiscard]] Result<Scene *> editableScene(Timeline &timeline, const SceneId &id);
[[nodiscard]] Result<Clip *> editableClip(Timeline &timeline, const ClipId &id);
// CONFLICT when the clip or its scene is locked.
[[nodiscard]] Result<> requireUnlocked(const Timeline &timeline, const Clip &clip);
[[nodiscard]] Result<> requireUnlocked(const Scene &scene);
[[nodiscard]] Problem noSuch(const QString &kind, const QString &id);

// VALIDATION_ERROR naming the limit unless start is in 0..10 000 s / length in 1 frame..300 s.
[[nodiscard]] Result<> checkStart(Ticks start);
[[nodiscard]] Result<> checkLength(Ticks length, FrameRate rate);
[[nodiscard]] Problem outOfRange(const QString &field, const QString &rule);

// "1.250 s (30 frames)"
[[nodiscard]] QString lengthText(Ticks length, FrameRate rate);
// "0:12.500 (frame 300)"
[[nodiscard]] QString placeText(Ticks time, FrameRate rate);

// The first "base n", counting from `from`, that `isTaken` does not know.
[[nodiscard]] QString numberedName(const QString &base, int from, const std::function<bool(const QString &)> &isTaken);

// A clip and its alternates, or a scene and its alternates: the id of the original.
template<class Item> [[nodiscard]] auto rootOf(const Item &item)
{
    return item.parent.isEmpty() ? item.id : item.parent;
}
// A copy, or what leaves its group: an original of its own.
template<class Item> void makeOriginal(Item &item)
{
    item.parent = {};
    item.alternateNumber = 0;
    item.alternatesMade = 0;
}
// When the original leaves its group while another one is live, the live one takes its place as original.
template<class Item> void passOnOriginal(std::vector<Item> &items, const Item &leaving)
{
    const auto live = std::ranges::find_if(items, [&](const Item &each) { return each.isLive && each.parent == leaving.id; });
    const auto heir = live == items.end() ? decltype(leaving.id)() : live->id;
    if (live != items.end())
        live->alternatesMade = std::max(live->alternatesMade, leaving.alternatesMade);
    for (Item &each : items) {
        if (each.parent == leaving.id)
            each.parent = each.id == heir ? decltype(leaving.id)() : heir;
    }
}
// Ids of the clip and of every clip of its group in the same scene.
[[nodiscard]] ClipSet groupOf(const Timeline &timeline, const Clip &clip);

// Scene with every clip of it. CONFLICT when it or one of its clips is locked, VALIDATION_ERROR beyond the limits.
[[nodiscard]] Result<> shiftScene(Timeline &timeline, const SceneId &scene, Ticks by);
// The scene and its alternates.
[[nodiscard]] Result<> shiftSceneGroup(Timeline &timeline, const Scene &scene, Ticks by);
// What begins at or after `from`: clips of `scene` except `staying`, and other live scenes with their alternates.
[[nodiscard]] Result<> rippleShift(Timeline &timeline, const SceneId &scene, Ticks from, Ticks by, const ClipSet &staying);

// How far sourceIn goes when a clip's start moves by `by` and the picture stays in place.
[[nodiscard]] Ticks sourceShift(const Clip &clip, Ticks by);

// The last step of every edit: bindings of changed edges are kept, moved to the beat they now lie on, or dropped; edges
// of `bindNew` that changed are bound when they lie on a beat; then normalise().
[[nodiscard]] Timeline settled(const Timeline &before, Timeline after, const ClipSet &bindNew = {});

} // namespace sc::timeline
