// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/project_media.h"

#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>

namespace sc::playback {

ShotMediaMap mediaOf(const project::ProjectSession &session)
{
    using Shown = project::DisplayedMedia;
    ShotMediaMap media;
    for (const timeline::Clip *clip : timeline::liveClips(session.timeline())) {
        const Shown shown = session.takes().chosenMedia(*clip);
        if (shown.kind == Shown::Kind::Card)
            continue;
        const auto kind = shown.kind == Shown::Kind::Video ? ShotMedia::Kind::Video : ShotMedia::Kind::Still;
        const QString name = QCoreApplication::translate("sc::playback", "Take of “%1”").arg(clip->name);
        media.insert(clip->id, {kind, shown.path, shown.proxyPath, name});
    }
    return media;
}

} // namespace sc::playback
