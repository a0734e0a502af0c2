// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_playback.h"

#include "core/playback/player.h"
#include "core/project/project_session.h"

namespace sc::ui {

bool isProjectSong(const project::ProjectSession &session, const library::Track &track)
{
    const auto &song = session.timeline().project.song;
    if (!song)
        return false;
    const bool sameContent = !track.contentHash.isEmpty() && song->media.hash == track.contentHash;
    return sameContent || session.absolutePath(song->media) == track.file;
}

SongPlayback::SongPlayback(AppContext &context, SongView *song, QObject *parent) : QObject(parent), m_context(context), m_song(song)
{
    playback::Player &player = context.player();
    connect(song, &SongView::seekRequested, this, [this, &player](Ticks t) {
        take();
        if (isPlayed())
            player.seek(t + songStart());
        m_song->setPlayhead(t); // at once, whatever the player does with pictures
    });
    connect(&player, &playback::Player::positionChanged, this, [this](Ticks t) {
        if (isPlayed())
            m_song->setPlayhead(t - songStart());
    });
}

void SongPlayback::setTrack(const library::Track *track)
{
    const bool other = !m_track || track == nullptr || m_track->id != track->id;
    m_track = track ? std::optional(*track) : std::nullopt;
    if (!other)
        return;
    m_song->setPlayhead(isPlayed() ? m_context.player().position() - songStart() : Ticks());
}

Ticks SongPlayback::songStart() const
{
    return m_context.session() && m_context.previewTrack().isEmpty() ? m_context.session()->timeline().project.songOffset : Ticks();
}

bool SongPlayback::isPlayed() const
{
    if (!m_context.previewTrack().isEmpty() || m_context.session() == nullptr)
        return m_context.previewTrack() == m_context.currentTrack();
    return m_track && isProjectSong(*m_context.session(), *m_track);
}

void SongPlayback::take()
{
    if (!isPlayed() && !m_context.player().isPlaying())
        m_context.setPreviewTrack(m_context.currentTrack());
}

void SongPlayback::loop(TickRange range)
{
    take();
    playback::Player &player = m_context.player();
    player.setLoop(TickRange{range.start + songStart(), range.end + songStart()});
    player.seek(range.start + songStart());
    player.play();
}

} // namespace sc::ui
