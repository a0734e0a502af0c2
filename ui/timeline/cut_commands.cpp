// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/cut_commands.h"

#include "core/base/json.h"
#include "core/timeline/edits.h"
#include "ui/timeline/edit_each.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>

#include <algorithm>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::edit)
};

Result<timeline::CopiedClips> clipsOnClipboard()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    const QByteArray text = mime ? mime->data(QLatin1String(timeline::kClipsMimeType)) : QByteArray();
    if (text.isEmpty())
        return std::unexpected(Problem(ProblemCode::ValidationError, Words::tr("Nothing was copied. Select shots and copy them first.")));
    SC_TRY_ASSIGN(json, parseJsonObject(text, QStringLiteral("clipboard")));
    return timeline::copiedClipsFromJson(json);
}

void selectAll(TimelineEditor &editor, const std::vector<ClipId> &ids)
{
    Selection selection;
    selection.setClips(ids);
    editor.setSelection(selection);
}

} // namespace

void copySelection(const TimelineEditor &editor)
{
    const auto copied = timeline::copyClips(editor.timeline(), editor.targets());
    if (!copied)
        return;
    auto mime = std::make_unique<QMimeData>();
    mime->setData(QLatin1String(timeline::kClipsMimeType), toCompactJson(timeline::toJson(*copied)));
    QStringList names;
    for (const timeline::Clip &clip : copied->clips)
        names += clip.name;
    mime->setText(names.join(u'\n'));
    QGuiApplication::clipboard()->setMimeData(mime.release()); // the clipboard owns it
}

void cutSelection(TimelineEditor &editor)
{
    const std::vector<ClipId> clips = editor.targets();
    copySelection(editor);
    editor.commit(Words::tr("Cut shots"),
                  timeline::deleteClips(editor.timeline(), {.clips = clips, .ripple = editor.preferences().ripple}));
}

bool canPaste()
{
    const QMimeData *mime = QGuiApplication::clipboard()->mimeData();
    return mime && mime->hasFormat(QLatin1String(timeline::kClipsMimeType));
}

namespace {

void pasteAt(TimelineEditor &editor, Ticks at, const SceneId &scene, bool ripple)
{
    const auto copied = clipsOnClipboard();
    if (!copied) {
        editor.report(copied.error());
        return;
    }
    timeline::PasteClips request;
    request.copied = *copied;
    request.at = at;
    request.scene = scene;
    request.overlap = editor.preferences().overlap;
    request.ripple = ripple;
    for (size_t i = 0; i < copied->clips.size(); ++i)
        request.ids.push_back(ClipId::create());
    if (!editor.commit(Words::tr("Paste shots"), timeline::pasteClips(editor.timeline(), request)))
        return;
    selectAll(editor, request.ids);
    Q_EMIT editor.revealRequested(request.at);
}

} // namespace

void paste(TimelineEditor &editor)
{
    pasteAt(editor, editor.frameRate().snap(editor.playhead()), {}, editor.preferences().ripple);
}

void pasteBehind(TimelineEditor &editor)
{
    if (const timeline::Clip *current = timeline::findClip(editor.timeline(), editor.selection().current()); current && current->isLive)
        return pasteAt(editor, current->end(), current->scene, true);
    Ticks end;
    for (const ClipIndex::Entry &entry : editor.index().entries())
        end = std::max(end, entry.range.end);
    pasteAt(editor, end, {}, true);
}

void pasteAttributes(TimelineEditor &editor)
{
    const auto copied = clipsOnClipboard();
    if (!copied) {
        editor.report(copied.error());
        return;
    }
    using enum timeline::ClipAttribute;
    editor.commit(
        Words::tr("Paste attributes"),
        timeline::pasteAttributes(editor.timeline(),
                                  {.copied = *copied, .clips = editor.targets(), .attributes = Prompts | Direction | Transitions | Speed}));
}

void rollToPlayhead(TimelineEditor &editor)
{
    const Ticks to = editor.frameRate().snap(editor.playhead());
    onEach(editor, Words::tr("Roll cut"), editor.targets(), [to](const timeline::Timeline &t, const ClipId &id) {
        const timeline::Clip *clip = timeline::findClip(t, id);
        const bool atStart = !clip || abs(clip->start - to) <= abs(clip->end() - to);
        return timeline::rollCut(t, {.clip = id, .edge = atStart ? timeline::ClipEdge::In : timeline::ClipEdge::Out, .to = to});
    });
}

void slip(TimelineEditor &editor, int frames)
{
    const Ticks by = editor.frameRate().timeOf(frames);
    onEach(editor, Words::tr("Slip shot"), editor.targets(), [by](const timeline::Timeline &t, const ClipId &id) {
        return timeline::slipClip(t, {.clip = id, .by = by, .mediaLength = {}});
    });
}

void slide(TimelineEditor &editor, int frames)
{
    const Ticks by = editor.frameRate().timeOf(frames);
    onEach(editor, Words::tr("Slide shot"), editor.targets(),
           [by](const timeline::Timeline &t, const ClipId &id) { return timeline::slideClip(t, {.clip = id, .by = by}); });
}

void join(TimelineEditor &editor)
{
    const std::vector<ClipId> clips = editor.selection().clips();
    editor.commit(Words::tr("Join shots"), timeline::joinClips(editor.timeline(), {clips}));
}

void setBeats(TimelineEditor &editor, double beats)
{
    const EditPreferences preferences = editor.preferences();
    onEach(editor, Words::tr("Set length in beats"), editor.targets(), [&](const timeline::Timeline &t, const ClipId &id) {
        return timeline::setLengthInBeats(t, {.clip = id, .beats = beats, .overlap = preferences.overlap, .ripple = preferences.ripple});
    });
}

void nudgeBeats(TimelineEditor &editor, int beats)
{
    editor.commit(
        Words::tr("Nudge shot"),
        timeline::nudgeByBeats(editor.timeline(), {.clips = editor.targets(), .beats = beats, .overlap = editor.preferences().overlap}));
}

void closeGaps(TimelineEditor &editor)
{
    timeline::CloseGaps request;
    request.fix = editor.preferences().ripple ? timeline::GapFix::Ripple : timeline::GapFix::Extend;
    editor.commit(Words::tr("Close gaps"), timeline::closeGaps(editor.timeline(), request));
}

void newAlternate(TimelineEditor &editor)
{
    if (!editor.selection().scene().isEmpty()) {
        editor.commit(Words::tr("New scene alternate"),
                      timeline::addSceneAlternate(editor.timeline(), {.scene = editor.selection().scene()}));
        return;
    }
    onEach(editor, Words::tr("New alternate"), editor.targets(),
           [](const timeline::Timeline &t, const ClipId &id) { return timeline::addClipAlternate(t, {.clip = id}); });
}

void makeLive(TimelineEditor &editor, const ClipId &alternate)
{
    if (editor.commit(Words::tr("Make alternate live"), timeline::makeClipLive(editor.timeline(), {alternate})))
        editor.selectClip(alternate);
}

void nextAlternate(TimelineEditor &editor)
{
    std::vector<ClipId> live;
    onEach(editor, Words::tr("Next alternate"), editor.targets(), [&](const timeline::Timeline &t, const ClipId &id) {
        Result<timeline::Timeline> cycled = timeline::cycleClip(t, {id});
        if (cycled) {
            for (const ClipId &each : timeline::alternatesOf(*cycled, id)) {
                if (timeline::findClip(*cycled, each)->isLive)
                    live.push_back(each);
            }
        }
        return cycled;
    });
    std::erase_if(live, [&](const ClipId &id) { return editor.index().positionOf(id) < 0; });
    if (!live.empty())
        selectAll(editor, live);
}

void promote(TimelineEditor &editor)
{
    onEach(editor, Words::tr("Promote alternate"), editor.targets(), [](const timeline::Timeline &t, const ClipId &id) {
        return timeline::promoteClip(t, {id, {}});
    });
}

} // namespace sc::ui::edit
