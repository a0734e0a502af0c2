// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/export_source.h"

#include "core/project/bundle_content.h"
#include "core/project/take_shelf.h"

#include <algorithm>

namespace sc::interchange {

const TakeSource *ExportSource::find(const ClipId &clip, const TakeId &take) const
{
    const auto found = takes.constFind(clip);
    if (found == takes.cend() || take.isEmpty())
        return nullptr;
    const auto it = std::ranges::find_if(*found, [&](const TakeSource &source) { return source.take.id == take; });
    return it == found->end() ? nullptr : &*it;
}

Result<ExportSource> exportSourceOf(const project::ProjectSession &session, bool complete)
{
    ExportSource source;
    source.timeline = session.timeline();
    const std::optional<timeline::Song> &song = source.timeline.project.song;
    if (song && !song->media.isEmpty())
        source.songFile = session.absolutePath(song->media);
    QHash<ClipId, std::vector<TakeSource>> kept; // by the clip that keeps them
    SC_TRY_ASSIGN(takes, session.takes().all());
    for (timeline::Take &take : takes) {
        TakeSource one{take, session.absolutePath(take.media), {}, {}};
        if (const auto recipe = session.takes().recipeOf(take.id)) {
            one.prompt = recipe->prompt;
            one.negativePrompt = recipe->negativePrompt;
        }
        kept[take.clip].push_back(std::move(one));
    }
    for (const timeline::Clip &clip : source.timeline.clips) {
        const auto found = kept.constFind(timeline::takesKeptBy(clip));
        if (found != kept.cend())
            source.takes.insert(clip.id, *found);
    }
    if (complete) {
        SC_TRY_ASSIGN(content, project::contentOf(session));
        source.content = std::move(content);
    }
    return source;
}

} // namespace sc::interchange
