// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/studio.h"
#include "core/project/project_session.h"

// What a take is good for beside being shown: kept in the pool, a character's reference, the start of the next shot.
namespace sc::generation {

// A row in the pool with the same media. DUPLICATE_RESOURCE when the pool has that content, RESOURCE_NOT_FOUND.
[[nodiscard]] Result<TakeId> sendToPool(project::ProjectSession &session, const TakeId &take);
// The same for several in one step, without those that the pool has; DUPLICATE_RESOURCE when it has them all.
[[nodiscard]] Result<std::vector<TakeId>> sendToPool(project::ProjectSession &session, const std::vector<TakeId> &takes);

// The picture of a take as a file: its own, or frame `at` of a movie cut out into the bundle. MEDIA_MISSING. Blocking.
[[nodiscard]] Result<QString> pictureOf(const project::ProjectSession &session, const TakeId &take, Ticks at = {});
// That picture among the references of a character. NOTHING_TO_UPDATE when it is there already.
[[nodiscard]] Result<> addReference(Studio &studio, const CharacterId &character, const QString &picture);

// The live shot that follows in the song; null behind the last one.
[[nodiscard]] const timeline::Clip *clipAfter(const timeline::Timeline &timeline, const ClipId &clip);
// The next shot goes on from this one. RESOURCE_NOT_FOUND for the last shot, and what editClip() finds.
[[nodiscard]] Result<timeline::Timeline> startNextFrom(const timeline::Timeline &timeline, const ClipId &clip);

} // namespace sc::generation
