// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/figures.h"

namespace sc::timeline {

ClipState clipState(const Clip &clip)
{
    if (!clip.selectedImage.isEmpty() || !clip.selectedVideo.isEmpty())
        return ClipState::Ready;
    return clip.imagePrompt.isEmpty() && clip.videoPrompt.isEmpty() ? ClipState::Empty : ClipState::Planned;
}

QString clipStateName(ClipState state)
{
    switch (state) {
    case ClipState::Empty:
        return QStringLiteral("empty");
    case ClipState::Planned:
        return QStringLiteral("planned");
    case ClipState::Ready:
        return QStringLiteral("ready");
    }
    return {};
}

SceneFigures sceneFigures(const Timeline &timeline, const SceneId &id)
{
    SceneFigures figures;
    Ticks sum;
    for (const Clip &clip : timeline.clips) {
        if (clip.scene != id || !clip.isLive)
            continue;
        ++figures.shots;
        figures.ready += clipState(clip) == ClipState::Ready ? 1 : 0;
        sum += clip.length;
    }
    if (const Scene *scene = findScene(timeline, id))
        figures.length = scene->length;
    if (figures.shots > 0)
        figures.average = Ticks(sum.value() / figures.shots);
    return figures;
}

QJsonObject toJson(const SceneFigures &figures)
{
    return {{QStringLiteral("shots"), figures.shots},
            {QStringLiteral("ready"), figures.ready},
            {QStringLiteral("ready_share"), figures.readyShare()},
            {QStringLiteral("length_s"), figures.length.toSeconds()},
            {QStringLiteral("average_shot_s"), figures.average.toSeconds()}};
}

} // namespace sc::timeline
