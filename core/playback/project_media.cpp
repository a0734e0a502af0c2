// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/project_media.h"

#include "core/project/take_shelf.h"

#include <QtCore/QCoreApplication>

#include <optional>

namespace sc::playback {

namespace {

constexpr int kFew = 20;

// Nothing is copied, translated or looked for on the disk that need not be: there are thousands of clips.
std::optional<ShotMedia> mediaOf(const project::ProjectSession &session, const timeline::Clip &clip, const QString &name,
                                 ShownTakes takes = ShownTakes::Chosen)
{
    const bool isVideo = takes == ShownTakes::Chosen && !clip.selectedVideo.isEmpty();
    const TakeId &chosen = isVideo ? clip.selectedVideo : clip.selectedImage;
    if (chosen.isEmpty())
        return std::nullopt;
    const timeline::Take *take = session.takes().find(chosen);
    return ShotMedia{isVideo ? ShotMedia::Kind::Video : ShotMedia::Kind::Still, take ? session.absolutePath(take->media) : QString(),
                     take && !take->proxy.isEmpty() ? session.absolutePath(take->proxy) : QString(), name.arg(clip.name)};
}

QString slateName()
{
    return QCoreApplication::translate("sc::playback", "Take of “%1”");
}

} // namespace

ShotMediaMap mediaOf(const project::ProjectSession &session, ShownTakes takes)
{
    const QString name = slateName();
    const std::vector<const timeline::Clip *> clips = timeline::liveClips(session.timeline());
    ShotMediaMap media;
    media.reserve(std::ssize(clips));
    for (const timeline::Clip *clip : clips) {
        if (auto shown = mediaOf(session, *clip, name, takes))
            media.insert(clip->id, *std::move(shown));
    }
    return media;
}

void ProjectMedia::update(const project::ProjectSession &session, const project::ChangeSet &change)
{
    // Which clips live, or show a take that changed, is not told by the clips' own rows; and finding one takes a walk.
    if (change.project || change.structure || !change.scenes.isEmpty() || !change.takes.isEmpty() || change.clips.size() > kFew)
        return read(session);
    const QString name = slateName();
    for (const QString &id : change.clips) {
        const timeline::Clip *clip = timeline::findClip(session.timeline(), ClipId(id));
        const timeline::Scene *scene = clip != nullptr ? timeline::findScene(session.timeline(), clip->scene) : nullptr;
        const bool isLive = clip != nullptr && clip->isLive && scene != nullptr && scene->isLive;
        auto shown = isLive ? mediaOf(session, *clip, name) : std::nullopt;
        if (shown)
            m_media.insert(ClipId(id), *std::move(shown));
        else
            m_media.remove(ClipId(id));
    }
}

ShotMedia shotMediaOf(const project::ProjectSession &session, const timeline::Clip &clip)
{
    using Kind = project::DisplayedMedia::Kind;
    const project::DisplayedMedia shown = session.takes().displayedMedia(clip);
    ShotMedia media;
    media.kind = shown.kind == Kind::Video   ? ShotMedia::Kind::Video
                 : shown.kind == Kind::Image ? ShotMedia::Kind::Still
                                             : ShotMedia::Kind::Card;
    media.file = shown.path;
    media.proxy = shown.proxyPath;
    media.name = shown.take ? shown.take->originalName : clip.name;
    return media;
}

} // namespace sc::playback
