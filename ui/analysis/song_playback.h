// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/track.h"
#include "ui/analysis/song_view.h"
#include "ui/widgets/app_context.h"

#include <optional>

namespace sc::ui {

// The project is made on this song.
[[nodiscard]] bool isProjectSong(const project::ProjectSession &session, const library::Track &track);

// The song of the analysis screen and the player: seeks go there, its position comes back. In a project the program
// plays, in which the song may begin later; else the song alone. Nothing follows a player that plays something else.
class SongPlayback : public QObject
{
    Q_OBJECT

public:
    SongPlayback(AppContext &context, SongView *song, QObject *parent = nullptr);

    void setTrack(const library::Track *track);
    void loop(TickRange range);          // of song time
    [[nodiscard]] bool isPlayed() const; // the player has this song

private:
    [[nodiscard]] Ticks songStart() const; // on the player's clock
    void take();                           // now it has

    AppContext &m_context;
    SongView *m_song;
    std::optional<library::Track> m_track;
};

} // namespace sc::ui
