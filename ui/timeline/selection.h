// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/timeline/clip_index.h"

#include <QtCore/QSet>

#include <optional>
#include <vector>

namespace sc::ui {

// What is selected on the timeline: shots, or one scene. Value; knows nothing of widgets. The current shot is the one
// that keys act from and that wears the ring; the anchor is where a Shift range begins.
class Selection
{
public:
    enum class How { Replace, Toggle, Extend };

    void click(const ClipId &clip, How how, const ClipIndex &index);
    void selectScene(const SceneId &scene);
    void setClips(const std::vector<ClipId> &clips); // the last one becomes current
    void addClips(const std::vector<ClipId> &clips);
    void selectAll(const ClipIndex &index);
    void clear();
    // Drops what the timeline no longer has. True when something went.
    bool prune(const timeline::Timeline &timeline);

    [[nodiscard]] bool isEmpty() const { return m_clips.empty() && m_scene.isEmpty(); }
    [[nodiscard]] bool contains(const ClipId &clip) const { return m_ids.contains(clip.text()); }
    [[nodiscard]] const std::vector<ClipId> &clips() const { return m_clips; }
    [[nodiscard]] const ClipId &current() const { return m_current; }
    [[nodiscard]] const SceneId &scene() const { return m_scene; } // empty unless a scene is selected
    bool operator==(const Selection &) const = default;

private:
    void rebuild();

    std::vector<ClipId> m_clips; // in the order they were chosen
    QSet<QString> m_ids;
    ClipId m_current;
    ClipId m_anchor;
    SceneId m_scene;
};

} // namespace sc::ui
