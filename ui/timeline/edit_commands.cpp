// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/edit_commands.h"

#include "core/timeline/edits.h"
#include "ui/timeline/edit_each.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::edit)
};

void goToNearest(TimelineEditor &editor, const std::vector<Ticks> &times, int direction)
{
    const FrameRate rate = editor.frameRate();
    const Ticks now = rate.snap(editor.playhead());
    std::optional<Ticks> found;
    for (const Ticks t : times) {
        const Ticks frame = rate.snap(t);
        if (direction > 0 && frame > now && (!found || frame < *found))
            found = frame;
        if (direction < 0 && frame < now && (!found || frame > *found))
            found = frame;
    }
    if (found)
        goToTime(editor, *found);
}

} // namespace

void splitAtPlayhead(TimelineEditor &editor)
{
    const Ticks at = editor.frameRate().snap(editor.playhead());
    std::vector<ClipId> under;
    for (const ClipId &id : editor.selection().clips()) {
        const timeline::Clip *clip = timeline::findClip(editor.timeline(), id);
        if (clip && clip->start < at && at < clip->end())
            under.push_back(id);
    }
    if (under.empty()) {
        if (const ClipIndex::Entry *entry = editor.index().at(at))
            under.push_back(editor.timeline().clips[size_t(entry->clip)].id);
    }
    onEach(editor, Words::tr("Split shot"), under,
           [at](const timeline::Timeline &t, const ClipId &clip) { return timeline::splitClip(t, {.clip = clip, .at = at}); });
}

void splitAt(TimelineEditor &editor, const ClipId &clip, Ticks t)
{
    editor.commit(Words::tr("Split shot"), timeline::splitClip(editor.timeline(), {.clip = clip, .at = t}));
}

void splitOnBeats(TimelineEditor &editor, bool onlyDownbeats)
{
    onEach(editor, onlyDownbeats ? Words::tr("Split on bars") : Words::tr("Split on beats"), editor.targets(),
           [onlyDownbeats](const timeline::Timeline &t, const ClipId &clip) {
               return timeline::splitClipOnBeats(t, {.clip = clip, .onlyDownbeats = onlyDownbeats});
           });
}

void deleteSelection(TimelineEditor &editor)
{
    const Selection selection = editor.selection();
    if (!selection.scene().isEmpty()) {
        editor.commit(Words::tr("Delete scene"),
                      timeline::deleteScene(editor.timeline(), {.scene = selection.scene(), .ripple = editor.preferences().ripple}));
        return;
    }
    if (selection.clips().empty()) {
        nothingToActOn(editor);
        return;
    }
    const int n = int(selection.clips().size());
    // The neighbour takes over, so that keys can go on from there.
    const int place = editor.index().positionOf(selection.clips().front());
    if (!editor.commit(n == 1 ? Words::tr("Delete shot") : Words::tr("Delete %n shots", nullptr, n),
                       timeline::deleteClips(editor.timeline(), {.clips = selection.clips(), .ripple = editor.preferences().ripple})))
        return;
    const std::vector<ClipId> ids = editor.index().ids();
    if (!ids.empty())
        editor.selectClip(ids[std::min(ids.size() - 1, size_t(std::max(0, place)))]);
}

void duplicate(TimelineEditor &editor)
{
    if (!editor.selection().scene().isEmpty()) {
        editor.commit(Words::tr("Duplicate scene"), timeline::duplicateScene(editor.timeline(), {.scene = editor.selection().scene()}));
        return;
    }
    std::vector<ClipId> copies;
    onEach(editor, Words::tr("Duplicate shot"), editor.targets(), [&](const timeline::Timeline &t, const ClipId &clip) {
        const timeline::DuplicateClip request{.clip = clip};
        copies.push_back(request.id);
        return timeline::duplicateClip(t, request);
    });
    std::erase_if(copies, [&](const ClipId &id) { return editor.index().positionOf(id) < 0; });
    if (copies.empty())
        return;
    Selection selection;
    selection.setClips(copies);
    editor.setSelection(selection);
    Q_EMIT editor.revealRequested(timeline::findClip(editor.timeline(), copies.back())->start);
}

void trimToPlayhead(TimelineEditor &editor, timeline::ClipEdge edge)
{
    const Ticks to = editor.frameRate().snap(editor.playhead());
    const EditPreferences preferences = editor.preferences();
    onEach(editor, Words::tr("Trim shot"), editor.targets(), [&](const timeline::Timeline &t, const ClipId &clip) {
        return timeline::trimClip(t, {.clip = clip, .edge = edge, .to = to, .overlap = preferences.overlap, .ripple = preferences.ripple});
    });
}

void nudge(TimelineEditor &editor, int frames)
{
    const std::vector<ClipId> clips = editor.selection().clips();
    if (clips.empty()) {
        nothingToActOn(editor);
        return;
    }
    const Ticks by = editor.frameRate().timeOf(frames * editor.preferences().nudgeFrames);
    editor.commit(Words::tr("Nudge shot"),
                  timeline::moveClips(editor.timeline(), {.clips = clips, .by = by, .overlap = editor.preferences().overlap}));
}

void toggleLock(TimelineEditor &editor)
{
    const timeline::Timeline &t = editor.timeline();
    if (const timeline::Scene *scene = timeline::findScene(t, editor.selection().scene())) {
        editor.commit(scene->locked ? Words::tr("Unlock scene") : Words::tr("Lock scene"),
                      timeline::setLocked(t, {.scenes = {scene->id}, .locked = !scene->locked}));
        return;
    }
    const std::vector<ClipId> clips = editor.targets();
    if (clips.empty()) {
        nothingToActOn(editor);
        return;
    }
    const bool lock = !std::ranges::all_of(clips, [&](const ClipId &id) { return timeline::findClip(t, id)->locked; });
    editor.commit(lock ? Words::tr("Lock shot") : Words::tr("Unlock shot"), timeline::setLocked(t, {.clips = clips, .locked = lock}));
}

void rename(TimelineEditor &editor, const ClipId &clip, const QString &name)
{
    editor.commit(Words::tr("Rename shot"), timeline::editClip(editor.timeline(), {.clip = clip, .name = name}));
}

void alignCutsToBeats(TimelineEditor &editor)
{
    editor.commit(Words::tr("Align cuts to beats"), timeline::alignToBeats(editor.timeline(), {}));
}

void savePoint(TimelineEditor &editor)
{
    if (!editor.session())
        return;
    const QString name = Words::tr("Save point %1").arg(QDateTime::currentDateTime().toString(QStringLiteral("HH:mm:ss")));
    if (const Result<> made = editor.session()->addSavePoint(name); !made)
        editor.report(made.error());
}

void newClip(TimelineEditor &editor)
{
    timeline::AddClip request;
    request.start = editor.frameRate().snap(editor.playhead());
    request.nextFreePlace = true;
    request.toNextBar = !editor.beats().empty();
    if (!editor.commit(Words::tr("New shot"), timeline::addClip(editor.timeline(), request)))
        return;
    editor.selectClip(request.id);
    if (const timeline::Clip *clip = timeline::findClip(editor.timeline(), request.id))
        Q_EMIT editor.revealRequested(clip->start);
}

void newScene(TimelineEditor &editor)
{
    const timeline::AddScene request;
    if (!editor.commit(Words::tr("New scene"), timeline::addScene(editor.timeline(), request)))
        return;
    Selection selection;
    selection.selectScene(request.id);
    editor.setSelection(selection);
}

void newMarker(TimelineEditor &editor)
{
    editor.commit(Words::tr("New marker"), timeline::addMarker(editor.timeline(), {.time = editor.playhead()}));
}

void selectAll(TimelineEditor &editor)
{
    Selection selection = editor.selection();
    selection.selectAll(editor.index());
    editor.setSelection(selection);
}

void selectNone(TimelineEditor &editor)
{
    editor.setSelection({});
}

void selectBy(TimelineEditor &editor, const ClipFilter &filter)
{
    const std::vector<ClipId> found = filtered(editor.timeline(), editor.index(), editor.beats(), filter, editor.states());
    if (found.empty()) {
        editor.report(Problem(ProblemCode::NothingToUpdate, Words::tr("No shot is like that.")));
        return;
    }
    Selection selection;
    selection.setClips(found);
    editor.setSelection(selection);
    Q_EMIT editor.revealRequested(timeline::findClip(editor.timeline(), found.front())->start);
}

void goToLane(TimelineEditor &editor, int direction)
{
    const timeline::Timeline &t = editor.timeline();
    if (direction < 0) {
        const std::vector<ClipId> clips = editor.targets();
        const timeline::Clip *clip = clips.empty() ? nullptr : timeline::findClip(t, clips.back());
        if (!clip)
            return;
        Selection selection;
        selection.selectScene(clip->scene);
        editor.setSelection(selection);
        return;
    }
    const timeline::Scene *scene = timeline::findScene(t, editor.selection().scene());
    if (!scene)
        return;
    const ClipIndex::Entry *under = scene->range().contains(editor.playhead()) ? editor.index().at(editor.playhead()) : nullptr;
    const ClipIndex::Slice slice = editor.index().slice(scene->range());
    if (!under && slice.first < slice.last)
        under = &editor.index().entries()[slice.first];
    if (under)
        editor.selectClip(t.clips[size_t(under->clip)].id);
}

void goToClip(TimelineEditor &editor, int direction)
{
    const auto &entries = editor.index().entries();
    if (entries.empty())
        return;
    int place = editor.index().positionOf(editor.selection().current());
    if (place >= 0) {
        place = std::clamp(place + direction, 0, int(entries.size()) - 1);
    } else {
        const Ticks now = editor.playhead();
        const auto after = std::ranges::upper_bound(entries, now, {}, [](const ClipIndex::Entry &e) { return e.range.start; });
        place = std::clamp(int(after - entries.begin()) - (direction < 0 ? 1 : 0), 0, int(entries.size()) - 1);
    }
    const ClipIndex::Entry entry = entries[size_t(place)];
    editor.selectClip(editor.timeline().clips[size_t(entry.clip)].id);
    goToTime(editor, entry.range.start);
}

void goToBeat(TimelineEditor &editor, int direction)
{
    std::vector<Ticks> times;
    for (const Beat &beat : editor.beats())
        times.push_back(beat.time);
    goToNearest(editor, times, direction);
}

void goToSection(TimelineEditor &editor, int direction)
{
    const auto &song = editor.timeline().project.song;
    if (!song)
        return;
    std::vector<Ticks> times;
    for (const Section &section : song->map.sections)
        times.push_back(section.start + editor.timeline().project.songOffset);
    goToNearest(editor, times, direction);
}

void goToTime(TimelineEditor &editor, Ticks t)
{
    editor.seek(t);
    Q_EMIT editor.revealRequested(t);
}

} // namespace sc::ui::edit
