// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/player_feed.h"

#include "core/library/library.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"

namespace sc::ui {

PlayerFeed::PlayerFeed(AppContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    connect(&context, &AppContext::sessionAboutToChange, this, [this] { disconnect(m_sessionChanges); });
    connect(&context, &AppContext::sessionChanged, this, &PlayerFeed::watchSession);
    connect(&context, &AppContext::previewTrackChanged, this, &PlayerFeed::feed);
    const auto feedAgain = [this](const TrackId &track) {
        if (track == m_context.previewTrack())
            feed();
    };
    connect(&context.library(), &library::Library::analysisFinished, this, feedAgain);
    connect(&context.library(), &library::Library::correctionsChanged, this, feedAgain);
    connect(&m_proxies, &playback::ProxyShelf::proxiesChanged, this, [this] {
        if (const project::ProjectSession *session = m_context.session())
            m_media.read(*session);
        feed();
    });
    connect(&m_proxies, &playback::ProxyShelf::problemOccurred, &context, &AppContext::problemRaised);
    connect(&context.player(), &playback::Player::playingChanged, &m_proxies, &playback::ProxyShelf::setResting);
    connect(&context, &AppContext::sessionAboutToChange, this, [this] { m_proxies.setSession(nullptr); });
    watchSession();
}

void PlayerFeed::watchSession()
{
    if (project::ProjectSession *session = m_context.session()) {
        m_media.read(*session);
        m_sessionChanges = connect(session, &project::ProjectSession::changed, this, &PlayerFeed::takeChange);
    } else {
        m_media.clear();
    }
    feed();
    m_proxies.setSession(m_context.session());
}

void PlayerFeed::takeChange(const project::ChangeSet &change)
{
    m_media.update(*m_context.session(), change);
    feed();
}

void PlayerFeed::feed()
{
    if (!m_context.previewTrack().isEmpty())
        feedTrack(m_context.previewTrack());
    else
        feedProgram();
    Q_EMIT subjectChanged();
}

void PlayerFeed::feedProgram()
{
    Subject subject;
    const project::ProjectSession *session = m_context.session();
    if (session == nullptr) {
        m_context.player().setSong({}, {});
        m_subject = {};
        return;
    }
    const timeline::Timeline &timeline = session->timeline();
    QString file;
    subject.title = timeline.project.name;
    if (const auto &song = timeline.project.song) {
        file = session->absolutePath(song->media);
        subject.map = song->map;
        subject.beats = timeline::timelineBeats(timeline);
        subject.songStart = timeline.project.songOffset;
        // Shared with the pictures already drawn of it: copied only when the song changes.
        const bool same = m_subject.waveform && *m_subject.waveform == session->waveform();
        subject.waveform = same ? m_subject.waveform : std::make_shared<const audio::WaveformPyramid>(session->waveform());
        subject.bpm = song->bpm;
        subject.key = song->key;
        subject.timeSignature = song->timeSignature;
        subject.lufs = song->loudnessLufs;
    }
    m_context.player().setProgram(timeline, file, m_media.media());
    m_subject = std::move(subject);
}

void PlayerFeed::feedTrack(const TrackId &id)
{
    m_subject = {};
    const auto track = m_context.library().track(id);
    if (!track) {
        Q_EMIT m_context.problemRaised(track.error());
        return;
    }
    const auto analysis = m_context.library().analysis(id);
    m_context.player().setSong(track->file, track->duration, analysis ? analysis->map.grid.beats() : std::vector<Beat>());
    m_subject.title = track->title;
    if (analysis) {
        m_subject.map = analysis->map;
        m_subject.beats = analysis->map.grid.beats();
        m_subject.waveform = std::make_shared<const audio::WaveformPyramid>(analysis->waveform);
        m_subject.bpm = analysis->tempo.value.value_or(0);
        m_subject.key = analysis->key.value.value_or(QString());
        m_subject.timeSignature = analysis->timeSignature.value.value_or(QString());
        m_subject.lufs = analysis->integratedLufs;
    }
}

} // namespace sc::ui
