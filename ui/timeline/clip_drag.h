// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/edit_options.h"
#include "core/timeline/snapping.h"
#include "core/timeline/transition_edits.h"

#include <span>
#include <vector>

namespace sc::ui {

// What the toolbar of the timeline chooses and every edit there obeys.
struct EditPreferences
{
    timeline::OverlapMode overlap = timeline::OverlapMode::Refuse;
    bool ripple = false;
    bool snap = true;
    int nudgeFrames = 1; // how far one nudge goes
    timeline::SnapKinds snapTo;
    bool operator==(const EditPreferences &) const = default;
};

// One drag of a shot, of one of its edges or of a scene, as a value: made on press, told where the pointer is, asked what the
// timeline would look like. Nothing is stored before the caller takes preview() on release; dropping the value is Esc.
class ClipDrag
{
public:
    enum class Kind {
        Move,
        TrimIn,
        TrimOut,
        RollIn,    // the cut at its start, with the shot before
        RollOut,   // the cut at its end, with the shot behind
        Slip,      // another part of its picture in the same place
        Slide,     // between its neighbours
        Promote,   // an alternate becomes a shot of its own
        Scene,     // a scene with its shots; over another scene it changes places
        StretchIn, // an edge moves and the speed follows
        StretchOut,
        TransitionIn, // the length of the transition at its start
        TransitionOut,
    };

    // `clips` move together and hold `grabbed`; all but Move take only that one. `pressedAt`: time under the pointer.
    ClipDrag(timeline::Timeline base, Kind kind, const ClipId &grabbed, std::vector<ClipId> clips, Ticks pressedAt,
             const EditPreferences &preferences, std::optional<Ticks> playhead);
    [[nodiscard]] static ClipDrag ofScene(timeline::Timeline base, const SceneId &scene, Ticks pressedAt,
                                          const EditPreferences &preferences, std::optional<Ticks> playhead);

    // How long the movies behind the shots are: the handles of transitions. Without it nothing is limited.
    void setMediaLength(timeline::MediaLengthOf mediaLength) { m_mediaLength = std::move(mediaLength); }
    // The pointer is at `pointer`; targets within `tolerance` catch the edge unless `free` (Alt held).
    void moveTo(Ticks pointer, Ticks tolerance, bool free);

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] const ClipId &grabbed() const { return m_grabbed; }
    [[nodiscard]] const std::vector<ClipId> &clips() const { return m_clips; }
    [[nodiscard]] const timeline::Timeline &base() const { return m_base; }
    // The timeline as it would be, or why it cannot be.
    [[nodiscard]] const Result<timeline::Timeline> &preview() const { return m_preview; }
    [[nodiscard]] bool changesAnything() const { return m_preview.has_value() && (m_moved != Ticks() || m_newPlace); }
    [[nodiscard]] bool isTrim() const { return m_kind == Kind::TrimIn || m_kind == Kind::TrimOut; }
    [[nodiscard]] bool isStretch() const { return m_kind == Kind::StretchIn || m_kind == Kind::StretchOut; }
    [[nodiscard]] bool isTransition() const { return m_kind == Kind::TransitionIn || m_kind == Kind::TransitionOut; }
    // The edge it moves, or at which its transition lies.
    [[nodiscard]] timeline::ClipEdge edge() const;
    // Where the transition could reach at most, by both shots and their handles.
    [[nodiscard]] TickRange longestTransition() const;
    [[nodiscard]] bool isRoll() const { return m_kind == Kind::RollIn || m_kind == Kind::RollOut; }
    [[nodiscard]] const SceneId &scene() const { return m_scene; }           // of a drag of a scene
    [[nodiscard]] std::optional<int> newPlace() const { return m_newPlace; } // 0-based, among the live scenes
    // The same distance in beats of the grid, fractions of a beat by its own length; 0 without beats.
    [[nodiscard]] double movedBeats(std::span<const Beat> beats) const;
    [[nodiscard]] const std::optional<timeline::SnapTarget> &target() const { return m_target; }
    [[nodiscard]] TickRange before() const { return m_before; } // of the grabbed clip
    [[nodiscard]] TickRange wished() const { return m_wished; } // where it was put, also when refused
    // Where it would fit instead, when a move was refused for want of room.
    [[nodiscard]] std::optional<TickRange> nextPlace() const { return m_nextPlace; }
    [[nodiscard]] std::int64_t movedFrames() const; // signed, of the edge or clip
    [[nodiscard]] QString editName() const;         // translated, for the history

private:
    void move(Ticks wishedStart, Ticks tolerance, bool free);
    void trim(Ticks wishedEdge, Ticks tolerance, bool free);
    void roll(Ticks wishedEdge, Ticks tolerance, bool free);
    void slip(Ticks by);
    void slide(Ticks wishedStart, Ticks tolerance, bool free);
    void promote(Ticks wishedStart, Ticks tolerance, bool free);
    void stretch(Ticks wishedEdge, Ticks tolerance, bool free);
    void resizeTransition(Ticks pointer);
    void moveScene(Ticks pointer, Ticks wishedStart, Ticks tolerance, bool free);
    [[nodiscard]] Ticks snappedStart(Ticks wishedStart, Ticks tolerance, bool free);
    [[nodiscard]] Ticks snappedEdge(Ticks wishedEdge, Ticks lowest, Ticks highest, Ticks tolerance, bool free);
    [[nodiscard]] bool isMovedTo(TickRange wished, Ticks moved); // false: nothing new since the last call
    void offerNextPlace();
    [[nodiscard]] SceneId sceneUnder(Ticks start) const;

    timeline::Timeline m_base;
    Kind m_kind;
    ClipId m_grabbed;
    std::vector<ClipId> m_clips;
    Ticks m_pressedAt;
    EditPreferences m_preferences;
    timeline::MediaLengthOf m_mediaLength;
    std::vector<timeline::SnapTarget> m_targets;
    SceneId m_scene;
    std::optional<int> m_newPlace;
    TickRange m_before;
    TickRange m_wished;
    Ticks m_moved;
    Result<timeline::Timeline> m_preview;
    std::optional<timeline::SnapTarget> m_target;
    std::optional<TickRange> m_nextPlace;
};

} // namespace sc::ui
