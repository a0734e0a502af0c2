// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/clip_values.h"

#include <QtCore/QCoreApplication>

namespace sc::ui {

namespace {

// Keeps `shared` while every value is the same.
template<class T> void agree(std::optional<T> &shared, const T &value, bool first)
{
    if (first)
        shared = value;
    else if (shared && *shared != value)
        shared.reset();
}

} // namespace

ClipValues valuesOf(const timeline::Timeline &timeline, const std::vector<ClipId> &clips)
{
    ClipValues values;
    for (const ClipId &id : clips) {
        const timeline::Clip *clip = timeline::findClip(timeline, id);
        if (!clip)
            continue;
        const bool first = values.count++ == 0;
        agree(values.name, clip->name, first);
        agree(values.lyrics, clip->lyrics, first);
        agree(values.imagePrompt, clip->imagePrompt, first);
        agree(values.cameraMove, clip->direction.cameraMove, first);
        agree(values.start, clip->start, first);
        agree(values.end, clip->end(), first);
        agree(values.length, clip->length, first);
        agree(values.locked, clip->locked, first);
        const timeline::Scene *scene = timeline::findScene(timeline, clip->scene);
        values.anyLocked = values.anyLocked || clip->locked || (scene && scene->locked);
    }
    return values;
}

std::vector<CameraMove> cameraMoves()
{
    struct Words
    {
        Q_DECLARE_TR_FUNCTIONS(sc::ui)
    };
    return {{QString(), Words::tr("Not chosen")},
            {QStringLiteral("static"), Words::tr("Static")},
            {QStringLiteral("push in"), Words::tr("Push in")},
            {QStringLiteral("slow push in"), Words::tr("Slow push in")},
            {QStringLiteral("pull out"), Words::tr("Pull out")},
            {QStringLiteral("pan left"), Words::tr("Pan left")},
            {QStringLiteral("pan right"), Words::tr("Pan right")},
            {QStringLiteral("tilt up"), Words::tr("Tilt up")},
            {QStringLiteral("tilt down"), Words::tr("Tilt down")},
            {QStringLiteral("truck left"), Words::tr("Truck left")},
            {QStringLiteral("truck right"), Words::tr("Truck right")},
            {QStringLiteral("drift"), Words::tr("Drift")},
            {QStringLiteral("crane up"), Words::tr("Crane up")},
            {QStringLiteral("crane down"), Words::tr("Crane down")}};
}

} // namespace sc::ui
