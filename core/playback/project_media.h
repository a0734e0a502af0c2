// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/shot_media.h"
#include "core/project/project_session.h"

namespace sc::playback {

enum class ShownTakes {
    Chosen, // the movie that was chosen for a clip, else the picture
    Stills, // pictures only, moved by their camera: for an animatic
};

// What the live clips of an open project show, with absolute paths: for the player and for movies.
[[nodiscard]] ShotMediaMap mediaOf(const project::ProjectSession &session, ShownTakes takes = ShownTakes::Chosen);
// The same for one clip, live or not; the file may be gone.
[[nodiscard]] ShotMedia shotMediaOf(const project::ProjectSession &session, const timeline::Clip &clip);

// The same, kept up to date from edit to edit: of a long project only what an edit touched is looked at again.
class ProjectMedia
{
public:
    void read(const project::ProjectSession &session) { m_media = mediaOf(session); }
    void update(const project::ProjectSession &session, const project::ChangeSet &change);
    void clear() { m_media.clear(); }
    [[nodiscard]] const ShotMediaMap &media() const { return m_media; }

private:
    ShotMediaMap m_media;
};

} // namespace sc::playback
