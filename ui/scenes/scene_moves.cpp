// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/scene_moves.h"

#include "core/timeline/edits.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QCoreApplication>

#include <climits>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ScenesScreen)
};

} // namespace

void placeShots(TimelineEditor &editor, const std::vector<ClipId> &clips, const SceneId &scene, int index)
{
    editor.commit(clips.size() == 1 ? Words::tr("Reorder shot") : Words::tr("Reorder %n shots", nullptr, int(clips.size())),
                  timeline::placeClips(editor.timeline(), {.clips = clips, .scene = scene, .index = index}));
}

void swapScenes(TimelineEditor &editor, const SceneId &one, const SceneId &other)
{
    if (one != other)
        editor.commit(Words::tr("Swap scenes"), timeline::swapScenes(editor.timeline(), {one, other}));
}

void moveScene(TimelineEditor &editor, const SceneId &scene, int index)
{
    const timeline::Scene *moved = timeline::findScene(editor.timeline(), scene);
    if (!moved)
        return;
    // The places were counted with the scene still in its own.
    const int to = index > moved->order ? index - 1 : index;
    if (to != moved->order)
        editor.commit(Words::tr("Reorder scenes"), timeline::reorderScenes(editor.timeline(), {.scene = scene, .index = to}));
}

void swapShots(TimelineEditor &editor, const ClipId &one, const ClipId &other)
{
    editor.commit(Words::tr("Swap shots"), timeline::swapClips(editor.timeline(), {one, other}));
}

void moveChosen(TimelineEditor &editor, int direction)
{
    const timeline::Timeline &t = editor.timeline();
    if (const timeline::Scene *scene = timeline::findScene(t, editor.selection().scene())) {
        editor.commit(Words::tr("Reorder scenes"), timeline::reorderScenes(t, {.scene = scene->id, .index = scene->order + direction}));
        return;
    }
    const std::vector<ClipId> clips = editor.selection().clips();
    if (clips.empty())
        return;
    // The block goes before the shot in front of it, or behind the one after it, on into the next scene.
    int first = INT_MAX;
    int last = -1;
    for (const ClipId &clip : clips) {
        const int place = editor.index().positionOf(clip);
        if (place < 0)
            return;
        first = std::min(first, place);
        last = std::max(last, place);
    }
    const int neighbour = direction < 0 ? first - 1 : last + 1;
    const auto &entries = editor.index().entries();
    if (neighbour < 0 || neighbour >= int(entries.size()))
        return;
    const timeline::Clip &beside = t.clips[size_t(entries[size_t(neighbour)].clip)];
    const timeline::Clip *own = timeline::findClip(t, clips.front());
    int index = 0;
    for (const timeline::Clip *clip : timeline::clipsOf(t, beside.scene)) {
        // Into another scene the block becomes its last or its first.
        const bool before = clip->start < beside.start || (clip->id == beside.id && (direction > 0) == (own->scene == beside.scene));
        index += clip->isLive && (before || (direction < 0 && own->scene != beside.scene)) ? 1 : 0;
    }
    if (direction > 0 && own->scene != beside.scene)
        index = 0;
    placeShots(editor, clips, beside.scene, index);
}

void swapChosen(TimelineEditor &editor)
{
    const std::vector<ClipId> clips = editor.selection().clips();
    if (clips.size() == 2)
        swapShots(editor, clips[0], clips[1]);
}

} // namespace sc::ui::edit
