// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/cell_edits.h"

#include "core/timeline/edits.h"
#include "core/timeline/figures.h"
#include "ui/timeline/clip_values.h"
#include "ui/timeline/position_text.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

namespace {

using timeline::Clip;
using timeline::Timeline;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::CellEdits)
};

QString cameraWord(const QString &stored)
{
    for (const CameraMove &move : cameraMoves()) {
        if (move.stored == stored)
            return stored.isEmpty() ? QString() : move.name;
    }
    return stored;
}

// A camera move by its name in the person's language, or as it is stored; any other words are kept as they are.
QString storedCamera(const QString &text)
{
    for (const CameraMove &move : cameraMoves()) {
        if (text.trimmed().compare(move.name, Qt::CaseInsensitive) == 0)
            return move.stored;
    }
    return text.trimmed();
}

QString stateWord(timeline::ClipState state)
{
    switch (state) {
    case timeline::ClipState::Empty:
        return Words::tr("Empty");
    case timeline::ClipState::Planned:
        return Words::tr("Planned");
    case timeline::ClipState::Ready:
        return Words::tr("Ready");
    }
    return {};
}

qint64 beatsOf(const CellContext &context, const Clip &clip)
{
    return qint64(*nearestBeat(context.beats, clip.end())) - qint64(*nearestBeat(context.beats, clip.start));
}

Result<Timeline> withLength(const CellContext &context, const Timeline &timeline, const Clip &clip, const QString &text)
{
    const EditPreferences &p = context.preferences;
    SC_TRY_ASSIGN(end, parseLength(text, clip.start, context.beats, timeline.project.frameRate));
    return timeline::trimClip(timeline,
                              {.clip = clip.id, .edge = timeline::ClipEdge::Out, .to = end, .overlap = p.overlap, .ripple = p.ripple});
}

Result<Timeline> withOne(const CellContext &context, const Timeline &timeline, const Clip &clip, ShotColumn column, const QString &text)
{
    const EditPreferences &p = context.preferences;
    timeline::EditClip fields;
    fields.clip = clip.id;
    switch (column) {
    case ShotColumn::Name:
        fields.name = text;
        break;
    case ShotColumn::Prompt:
        fields.imagePrompt = text;
        break;
    case ShotColumn::Notes:
        fields.notes = text;
        break;
    case ShotColumn::Shot:
        fields.direction = clip.direction;
        fields.direction->shotType = text.trimmed();
        break;
    case ShotColumn::Camera:
        fields.direction = clip.direction;
        fields.direction->cameraMove = storedCamera(text);
        break;
    case ShotColumn::Scene: {
        SC_TRY_ASSIGN(scene, sceneNamed(timeline, text));
        if (scene == clip.scene)
            return timeline;
        return timeline::placeClips(timeline, {.clips = {clip.id}, .scene = scene, .index = 1'000'000});
    }
    case ShotColumn::In: {
        SC_TRY_ASSIGN(start, parsePosition(text, context.beats, timeline.project.frameRate));
        return timeline::moveClip(timeline, {.clip = clip.id, .start = start, .scene = {}, .overlap = p.overlap, .ripple = p.ripple});
    }
    case ShotColumn::Out: {
        SC_TRY_ASSIGN(end, parsePosition(text, context.beats, timeline.project.frameRate));
        return timeline::trimClip(timeline,
                                  {.clip = clip.id, .edge = timeline::ClipEdge::Out, .to = end, .overlap = p.overlap, .ripple = p.ripple});
    }
    case ShotColumn::Length:
        return withLength(context, timeline, clip, text);
    case ShotColumn::Beats:
        return withLength(context, timeline, clip, text.trimmed() + QStringLiteral(" beats"));
    case ShotColumn::Number:
    case ShotColumn::Picture:
    case ShotColumn::Status:
        return timeline;
    }
    return timeline::editClip(timeline, fields);
}

} // namespace

QString cellText(const CellContext &context, const Clip &clip, int number, ShotColumn column)
{
    const FrameRate rate = context.timeline.project.frameRate;
    switch (column) {
    case ShotColumn::Number:
        return QString::number(number);
    case ShotColumn::Picture:
        return {};
    case ShotColumn::Scene: {
        const timeline::Scene *scene = timeline::findScene(context.timeline, clip.scene);
        return scene ? scene->name : QString();
    }
    case ShotColumn::Name:
        return clip.name;
    case ShotColumn::In:
        return positionText(context.beats, clip.start, rate);
    case ShotColumn::Out:
        return positionText(context.beats, clip.end(), rate);
    case ShotColumn::Length:
        return lengthText(context.beats, clip.range(), rate);
    case ShotColumn::Beats:
        return context.beats.size() < 2 ? QString() : QString::number(beatsOf(context, clip));
    case ShotColumn::Prompt:
        return clip.imagePrompt.isEmpty() ? Words::tr("no prompt yet") : clip.imagePrompt.simplified();
    case ShotColumn::Shot:
        return clip.direction.shotType;
    case ShotColumn::Camera:
        return cameraWord(clip.direction.cameraMove);
    case ShotColumn::Status:
        return stateWord(timeline::clipState(clip));
    case ShotColumn::Notes:
        return clip.notes.simplified();
    }
    return {};
}

QString editableText(const CellContext &context, const Clip &clip, ShotColumn column)
{
    switch (column) {
    case ShotColumn::Prompt:
        return clip.imagePrompt;
    case ShotColumn::Notes:
        return clip.notes;
    default:
        return cellText(context, clip, 0, column);
    }
}

Result<Timeline> withCell(const CellContext &context, const std::vector<ClipId> &clips, ShotColumn column, const QString &text)
{
    Result<Timeline> edited = context.timeline;
    for (const ClipId &id : clips) {
        const Clip *clip = timeline::findClip(*edited, id);
        if (!clip)
            continue;
        edited = withOne(context, *edited, Clip(*clip), column, text);
        if (!edited)
            break;
    }
    return edited;
}

QString nameOfEdit(ShotColumn column, int shots)
{
    const QString what = factsOf(column).title.toLower();
    return shots == 1 ? Words::tr("Change %1").arg(what) : Words::tr("Change %1 of %n shots", nullptr, shots).arg(what);
}

Result<SceneId> sceneNamed(const Timeline &timeline, const QString &text)
{
    const QString wanted = text.trimmed();
    QStringList names;
    for (const timeline::Scene &scene : timeline.scenes) {
        if (!scene.isLive)
            continue;
        if (scene.name.compare(wanted, Qt::CaseInsensitive) == 0 || QString::number(scene.order + 1) == wanted)
            return scene.id;
        names.append(QStringLiteral("%1 %2").arg(scene.order + 1).arg(scene.name));
    }
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, Words::tr("There is no scene “%1”. Write its number or name: %2.")
                                                                      .arg(wanted.left(60), names.mid(0, 6).join(QStringLiteral(", ")))));
}

} // namespace sc::ui
