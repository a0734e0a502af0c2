// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/song_lyrics.h"
#include "core/library/track.h"
#include "ui/widgets/app_context.h"

#include <optional>

namespace sc::ui {

// The lyrics of the current song: those of the open project when it is made on this song and has some, else what lies
// beside the song's file or in its tags, read in the pool. Thread: main.
class SongWords : public QObject
{
    Q_OBJECT

public:
    explicit SongWords(AppContext &context, QObject *parent = nullptr);

    void setTrack(const library::Track *track);
    [[nodiscard]] const std::vector<timeline::LyricLine> &lines() const { return m_lines; }
    [[nodiscard]] const QString &origin() const { return m_origin; } // "from the project", "from Song.lrc", for a tooltip
    [[nodiscard]] bool hasPlainOnly() const { return m_plainOnly; }  // there are words, but without times

Q_SIGNALS:
    void changed();

private:
    void refresh();
    void take(const interchange::SongLyrics &lyrics);

    AppContext &m_context;
    std::optional<library::Track> m_track;
    std::vector<timeline::LyricLine> m_lines;
    QString m_origin;
    bool m_plainOnly = false;
    bool m_fromFile = false; // the file was asked already
    int m_generation = 0;    // of what is asked for
};

} // namespace sc::ui
