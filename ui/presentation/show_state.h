// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_index.h"

#include <QtCore/QString>

namespace sc::ui {

enum class ShowView { Single = 1, Scene, Grid, Song };
// What leads from shot to shot.
enum class ShowAdvance { FollowSong, ByLength, ByHand };

// Where a show is: pure, so that it is tested without a window. Shots are the live ones in the order of time.
class ShowState
{
public:
    // Keeps the current shot where it is still there.
    void setTimeline(const timeline::Timeline &timeline);

    [[nodiscard]] bool isEmpty() const { return m_index.entries().empty(); }
    [[nodiscard]] int count() const { return int(m_index.entries().size()); }
    [[nodiscard]] int current() const { return m_current; } // from 0; -1: no shots
    [[nodiscard]] const timeline::Timeline &timeline() const { return m_timeline; }
    [[nodiscard]] const ClipIndex &index() const { return m_index; }
    [[nodiscard]] const timeline::Clip *clip(int shot) const;
    [[nodiscard]] const timeline::Clip *currentClip() const { return clip(m_current); }
    [[nodiscard]] const timeline::Scene *sceneOf(int shot) const;

    void goTo(int shot); // clamped
    // True when it moved; with `loop` on from the last to the first and back.
    bool step(int by, bool loop);
    bool stepScene(int by); // to the first shot of the scene before or after
    // The shot that plays at t; in a gap the one before it.
    [[nodiscard]] int shotAt(Ticks t) const;
    [[nodiscard]] std::pair<int, int> shotsOfScene() const; // first, behind the last, of the current shot's scene

    // "clip 3 of 42", "scene 4: Neon Drive".
    [[nodiscard]] QString placeText() const;
    [[nodiscard]] QString sceneText() const;
    // What the presenter reads: notes of the shot, else the description of the scene, else that of the project.
    [[nodiscard]] QString notes() const;
    [[nodiscard]] QString notesOrigin() const; // "shot 19", "scene 4", "show"; empty: none

private:
    timeline::Timeline m_timeline;
    ClipIndex m_index;
    int m_current = -1;
};

} // namespace sc::ui
