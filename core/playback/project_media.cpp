// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/project_media.h"

#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>

namespace sc::playback {

// At every edit, for thousands of clips: nothing is copied, translated or looked for on the disk that need not be.
ShotMediaMap mediaOf(const project::ProjectSession &session)
{
    const QString name = QCoreApplication::translate("sc::playback", "Take of “%1”");
    const std::vector<const timeline::Clip *> clips = timeline::liveClips(session.timeline());
    ShotMediaMap media;
    media.reserve(std::ssize(clips));
    for (const timeline::Clip *clip : clips) {
        const bool isVideo = !clip->selectedVideo.isEmpty();
        const TakeId &chosen = isVideo ? clip->selectedVideo : clip->selectedImage;
        if (chosen.isEmpty())
            continue;
        const timeline::Take *take = session.takes().find(chosen);
        media.insert(clip->id,
                     {isVideo ? ShotMedia::Kind::Video : ShotMedia::Kind::Still, take ? session.absolutePath(take->media) : QString(),
                      take && !take->proxy.isEmpty() ? session.absolutePath(take->proxy) : QString(), name.arg(clip->name)});
    }
    return media;
}

} // namespace sc::playback
