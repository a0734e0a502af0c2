// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/edit_support.h"

#include "core/base/timecode.h"
#include "core/timeline/beat_binding.h"
#include "core/timeline/normalise.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

namespace sc::timeline {

namespace {

template<class Item, class IdType> Result<Item *> known(std::vector<Item> &items, const IdType &id, const QString &kind)
{
    const auto it = std::ranges::find(items, id, &Item::id);
    if (it == items.end())
        return std::unexpected(noSuch(kind, id.text()));
    return &*it;
}

Problem lockedProblem(const QString &text, const QString &kind, const QString &id)
{
    return Problem(ProblemCode::Conflict, text)
        .withEntity(kind, id)
        .withAction(QStringLiteral("unlock"), QCoreApplication::translate("sc::timeline", "Unlock it"));
}

std::optional<BeatRef> settledEdge(const std::optional<BeatRef> &carried, bool changed, bool bind, std::span<const Beat> beats, Ticks edge,
                                   FrameRate rate)
{
    if (!changed)
        return carried;
    return carried || bind ? beatAtEdge(beats, edge, rate) : std::nullopt;
}

} // namespace

Problem noSuch(const QString &kind, const QString &id)
{
    const QString text = kind == QLatin1String("scene") ? QCoreApplication::translate("sc::timeline", "This scene does not exist any more.")
                         : kind == QLatin1String("clip")
                             ? QCoreApplication::translate("sc::timeline", "This clip does not exist any more.")
                             : QCoreApplication::translate("sc::timeline", "This marker does not exist any more.");
    return Problem(ProblemCode::ResourceNotFound, text).withDetail(id).withEntity(kind, id);
}

Result<Scene *> knownScene(Timeline &timeline, const SceneId &id)
{
    return known(timeline.scenes, id, QStringLiteral("scene"));
}

Result<Clip *> knownClip(Timeline &timeline, const ClipId &id)
{
    return known(timeline.clips, id, QStringLiteral("clip"));
}

Result<> requireUnlocked(const Scene &scene)
{
    if (!scene.locked)
        return {};
    return std::unexpected(lockedProblem(QCoreApplication::translate("sc::timeline", "The scene “%1” is locked.").arg(scene.name),
                                         QStringLiteral("scene"), scene.id.text()));
}

Result<> requireUnlocked(const Timeline &timeline, const Clip &clip)
{
    if (clip.locked)
        return std::unexpected(lockedProblem(QCoreApplication::translate("sc::timeline", "The clip “%1” is locked.").arg(clip.name),
                                             QStringLiteral("clip"), clip.id.text()));
    const Scene *scene = findScene(timeline, clip.scene);
    return scene ? requireUnlocked(*scene) : Result<>();
}

Result<Scene *> editableScene(Timeline &timeline, const SceneId &id)
{
    SC_TRY_ASSIGN(scene, knownScene(timeline, id));
    SC_TRY(requireUnlocked(*scene));
    return scene;
}

Result<Clip *> editableClip(Timeline &timeline, const ClipId &id)
{
    SC_TRY_ASSIGN(clip, knownClip(timeline, id));
    SC_TRY(requireUnlocked(timeline, *clip));
    return clip;
}

Problem outOfRange(const QString &field, const QString &rule)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::timeline", "%1 is out of range: it must be %2.").arg(field, rule));
}

Result<> checkStart(Ticks start)
{
    if (start >= Ticks() && start <= kMaxPosition)
        return {};
    return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The start"),
                                      QCoreApplication::translate("sc::timeline", "0 to 10 000 seconds"))
                               .withDetail(formatClock(start)));
}

Result<> checkLength(Ticks length, FrameRate rate)
{
    if (length >= rate.frameLength() && length <= kMaxClipLength)
        return {};
    return std::unexpected(outOfRange(QCoreApplication::translate("sc::timeline", "The length"),
                                      QCoreApplication::translate("sc::timeline", "1 frame to 300 seconds"))
                               .withDetail(lengthText(length, rate)));
}

QString lengthText(Ticks length, FrameRate rate)
{
    const int frames = static_cast<int>(rate.frameAt(length, Rounding::Nearest));
    return QCoreApplication::translate("sc::timeline", "%1 s (%n frames)", nullptr, frames)
        .arg(QString::number(length.toSeconds(), 'f', 3));
}

QString placeText(Ticks time, FrameRate rate)
{
    return QCoreApplication::translate("sc::timeline", "%1 (frame %2)").arg(formatClock(time)).arg(rate.frameAt(time, Rounding::Nearest));
}

QString numberedName(const QString &base, int from, const std::function<bool(const QString &)> &isTaken)
{
    for (int number = from;; ++number) {
        QString name = QStringLiteral("%1 %2").arg(base).arg(number);
        if (!isTaken(name))
            return name;
    }
}

ClipSet groupOf(const Timeline &timeline, const Clip &clip)
{
    ClipSet group;
    for (const Clip &other : timeline.clips) {
        if (other.scene == clip.scene && rootOf(other) == rootOf(clip))
            group.insert(other.id);
    }
    return group;
}

Result<> shiftScene(Timeline &timeline, const SceneId &id, Ticks by)
{
    if (by == Ticks())
        return {};
    SC_TRY_ASSIGN(scene, editableScene(timeline, id));
    SC_TRY(checkStart(scene->start + by));
    scene->start += by;
    for (Clip &clip : timeline.clips) {
        if (clip.scene != id)
            continue;
        SC_TRY(requireUnlocked(timeline, clip));
        SC_TRY(checkStart(clip.start + by));
        clip.start += by;
    }
    return {};
}

Result<> shiftSceneGroup(Timeline &timeline, const Scene &scene, Ticks by)
{
    std::vector<SceneId> group;
    for (const Scene &other : timeline.scenes) {
        if (rootOf(other) == rootOf(scene))
            group.push_back(other.id);
    }
    for (const SceneId &id : group)
        SC_TRY(shiftScene(timeline, id, by));
    return {};
}

Result<> rippleShift(Timeline &timeline, const SceneId &sceneId, Ticks from, Ticks by, const ClipSet &staying)
{
    if (by == Ticks())
        return {};
    for (Clip &clip : timeline.clips) {
        if (clip.scene != sceneId || clip.start < from || staying.contains(clip.id))
            continue;
        SC_TRY(requireUnlocked(timeline, clip));
        SC_TRY(checkStart(clip.start + by));
        clip.start += by;
    }
    std::vector<Scene> later;
    const Scene *own = findScene(timeline, sceneId);
    for (const Scene &scene : timeline.scenes) {
        if (scene.isLive && scene.start >= from && (!own || rootOf(scene) != rootOf(*own)))
            later.push_back(scene);
    }
    for (const Scene &scene : later)
        SC_TRY(shiftSceneGroup(timeline, scene, by));
    for (Scene &scene : timeline.scenes) {
        if (scene.id == sceneId && !scene.autoLength)
            scene.length = std::max(scene.length + by, timeline.project.frameRate.frameLength());
    }
    return {};
}

Ticks sourceShift(const Clip &clip, Ticks by)
{
    if (clip.speedNumerator == 0 || clip.speedDenominator == 0)
        return {};
    return Ticks(mulDivRound(by.value(), clip.speedNumerator, clip.speedDenominator));
}

Timeline settled(const Timeline &before, Timeline after, const ClipSet &bindNew)
{
    // Most edits leave most clips at their place in the list: only what is not there is looked up by id.
    QHash<ClipId, const Clip *> old;
    const auto previousOf = [&](size_t place, const ClipId &id) -> const Clip * {
        if (place < before.clips.size() && before.clips[place].id == id)
            return &before.clips[place];
        if (old.isEmpty()) {
            old.reserve(static_cast<qsizetype>(before.clips.size()));
            for (const Clip &clip : before.clips)
                old.insert(clip.id, &clip);
        }
        return old.value(id);
    };
    std::optional<std::vector<Beat>> beats; // a long song has thousands: only when an edge asks for them
    const FrameRate rate = after.project.frameRate;
    for (size_t i = 0; i < after.clips.size(); ++i) {
        Clip &clip = after.clips[i];
        const Clip *previous = previousOf(i, clip.id);
        const bool inChanged = !previous || previous->start != clip.start;
        const bool outChanged = !previous || previous->end() != clip.end();
        const bool bind = bindNew.contains(clip.id);
        if (!((inChanged && (bind || clip.beatIn)) || (outChanged && (bind || clip.beatOut))))
            continue;
        if (!beats)
            beats = timelineBeats(after);
        clip.beatIn = settledEdge(clip.beatIn, inChanged, bind, *beats, clip.start, rate);
        clip.beatOut = settledEdge(clip.beatOut, outChanged, bind, *beats, clip.end(), rate);
    }
    normalise(after);
    return after;
}

} // namespace sc::timeline
