// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/song_words.h"

#include "core/project/project_session.h"
#include "ui/analysis/song_playback.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFileInfo>

namespace sc::ui {

SongWords::SongWords(AppContext &context, QObject *parent) : QObject(parent), m_context(context)
{
    const auto follow = [this] {
        if (m_context.session() != nullptr)
            connect(m_context.session(), &project::ProjectSession::changed, this, &SongWords::refresh);
        refresh();
    };
    connect(&context, &AppContext::sessionChanged, this, follow);
    follow();
}

void SongWords::setTrack(const library::Track *track)
{
    const bool same = m_track && track != nullptr && m_track->id == track->id && m_track->file == track->file;
    m_track = track ? std::optional(*track) : std::nullopt;
    if (same)
        return;
    m_fromFile = false;
    refresh();
}

void SongWords::refresh()
{
    const project::ProjectSession *session = m_context.session();
    if (m_track && session != nullptr && isProjectSong(*session, *m_track) && !session->timeline().lyrics.empty()) {
        ++m_generation;
        m_fromFile = false;
        if (m_lines == session->timeline().lyrics)
            return;
        m_lines = session->timeline().lyrics;
        m_origin = tr("from the project");
        m_plainOnly = false;
        Q_EMIT changed();
        return;
    }
    if (m_fromFile)
        return;
    const int generation = ++m_generation;
    take({});
    if (!m_track)
        return;
    m_fromFile = true;
    QtConcurrent::run([file = m_track->file] {
        return interchange::lyricsOfSong(file);
    }).then(this, [this, generation](const interchange::SongLyrics &lyrics) {
        if (generation == m_generation)
            take(lyrics);
    });
}

void SongWords::take(const interchange::SongLyrics &lyrics)
{
    using Origin = interchange::SongLyrics::Origin;
    if (m_lines.empty() && !m_plainOnly && lyrics.origin == Origin::None)
        return;
    m_lines = lyrics.lines;
    m_plainOnly = !lyrics.plain.isEmpty();
    m_origin = lyrics.origin == Origin::None         ? QString()
               : lyrics.origin == Origin::FileBeside ? tr("from %1").arg(QFileInfo(lyrics.file).fileName())
                                                     : tr("from the song's tags");
    Q_EMIT changed();
}

} // namespace sc::ui
