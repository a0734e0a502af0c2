// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/analysis.h"
#include "core/project/project_session.h"

namespace sc::project {

// Whether the project's song is the file with this content (SHA-256, hex).
[[nodiscard]] bool isSongOf(const timeline::Timeline &timeline, const QString &contentHash);

// The timeline with its song as the analysis, corrected by hand, now says: beats, sections, moments, tempo, key, metre,
// loudness. Edges bound to beats follow theirs; locked and unbound ones stay, and the audit shows how far they are off now.
// MEDIA_MISSING without a song.
[[nodiscard]] Result<timeline::Timeline> withSongFacts(const timeline::Timeline &timeline, const audio::Analysis &analysis);

// What a window calls when a song was corrected or analysed anew: the open project follows in one undo step, if it is its
// song. NOTHING_TO_UPDATE when it is another one or says the same already.
[[nodiscard]] Result<> followSong(ProjectSession &session, const QString &contentHash, const audio::Analysis &analysis);

} // namespace sc::project
