// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/selection.h"

#include <algorithm>

namespace sc::ui {

void Selection::click(const ClipId &clip, How how, const ClipIndex &index)
{
    const int here = index.positionOf(clip);
    if (here < 0)
        return;
    m_scene = SceneId();
    if (how == How::Toggle && contains(clip)) {
        std::erase(m_clips, clip);
        m_current = m_clips.empty() ? ClipId() : m_clips.back();
    } else if (how == How::Extend && index.positionOf(m_anchor) >= 0) {
        const int anchor = index.positionOf(m_anchor);
        const std::vector<ClipId> ids = index.ids();
        m_clips.assign(ids.begin() + std::min(anchor, here), ids.begin() + std::max(anchor, here) + 1);
        m_current = clip;
    } else {
        if (how != How::Toggle)
            m_clips.clear();
        m_clips.push_back(clip);
        m_current = clip;
        m_anchor = clip;
    }
    rebuild();
}

void Selection::selectScene(const SceneId &scene)
{
    clear();
    m_scene = scene;
}

void Selection::setClips(const std::vector<ClipId> &clips)
{
    clear();
    addClips(clips);
}

void Selection::addClips(const std::vector<ClipId> &clips)
{
    m_scene = SceneId();
    for (const ClipId &clip : clips) {
        if (!contains(clip)) {
            m_clips.push_back(clip);
            m_ids.insert(clip.text());
        }
    }
    if (!m_clips.empty()) {
        m_current = m_clips.back();
        if (m_anchor.isEmpty())
            m_anchor = m_clips.front();
    }
}

void Selection::selectAll(const ClipIndex &index)
{
    const ClipId current = m_current;
    setClips(index.ids());
    if (contains(current))
        m_current = current;
}

void Selection::clear()
{
    *this = Selection();
}

bool Selection::prune(const timeline::Timeline &timeline)
{
    if (isEmpty())
        return false;
    const size_t before = m_clips.size();
    QSet<QString> known;
    for (const timeline::Clip &clip : timeline.clips)
        known.insert(clip.id.text());
    std::erase_if(m_clips, [&](const ClipId &id) { return !known.contains(id.text()); });
    const bool sceneGone = !m_scene.isEmpty() && !timeline::findScene(timeline, m_scene);
    if (sceneGone)
        m_scene = SceneId();
    if (m_clips.size() == before)
        return sceneGone;
    if (!known.contains(m_current.text()))
        m_current = m_clips.empty() ? ClipId() : m_clips.back();
    if (!known.contains(m_anchor.text()))
        m_anchor = m_current;
    rebuild();
    return true;
}

void Selection::rebuild()
{
    m_ids.clear();
    for (const ClipId &clip : m_clips)
        m_ids.insert(clip.text());
}

} // namespace sc::ui
