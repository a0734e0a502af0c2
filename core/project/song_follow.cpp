// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/song_follow.h"

#include "core/project/song_facts.h"
#include "core/timeline/project_edits.h"

#include <QtCore/QCoreApplication>

namespace sc::project {

bool isSongOf(const timeline::Timeline &timeline, const QString &contentHash)
{
    return timeline.project.song && !contentHash.isEmpty() && timeline.project.song->media.hash == contentHash;
}

Result<timeline::Timeline> withSongFacts(const timeline::Timeline &timeline, const audio::Analysis &analysis)
{
    if (!timeline.project.song)
        return std::unexpected(
            Problem(ProblemCode::MediaMissing, QCoreApplication::translate("sc::project", "The project has no song yet.")));
    timeline::Timeline edited = timeline;
    // Beats first and by themselves: edges follow from the old grid to the new one.
    if (!(edited.project.song->map.grid == analysis.map.grid)) {
        SC_TRY_ASSIGN(followed, timeline::setBeatGrid(edited, {analysis.map.grid}));
        edited = std::move(followed);
    }
    timeline::Song &song = *edited.project.song;
    timeline::Song facts = songFacts(analysis, song.media.path, song.title, song.artist);
    facts.media = song.media;
    facts.title = song.title;
    facts.artist = song.artist;
    song = std::move(facts);
    return edited;
}

Result<> followSong(ProjectSession &session, const QString &contentHash, const audio::Analysis &analysis)
{
    if (!isSongOf(session.timeline(), contentHash))
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::project", "The project has another song.")));
    return session.apply(QCoreApplication::translate("sc::project", "Follow the corrected song"),
                         withSongFacts(session.timeline(), analysis));
}

} // namespace sc::project
