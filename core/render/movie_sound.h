// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/encoded_sound.h"
#include "core/render/movie_options.h"
#include "core/render/program_sound.h"

namespace sc::render {

// What a movie's sound track is made of: a stream to be encoded along with the pictures, or packets that exist already.
struct MovieSound
{
    std::unique_ptr<ProgramSound> stream;
    std::shared_ptr<const media::EncodedSound> encoded;
    std::vector<Problem> notices; // the target could not be reached
    [[nodiscard]] bool isSilent() const { return !stream && !encoded; }
};

// Brings the song to the wished loudness. With a target the mastered sound is measured; of AAC and Opus what a player decodes
// is measured, since coding makes peaks of its own, and mastering is repeated with what was learnt until target and limit hold.
// Without a song file: silent. Blocking, about a tenth of a second a minute of song without a target, ten times that with one.
[[nodiscard]] Result<MovieSound> makeMovieSound(const playback::SongPlacement &song, SampleSpan span, const SoundOptions &options,
                                                media::Container container, const CancelToken &cancel);

// The mastering that brings the program to the target; for tests and for telling what would happen.
struct MasteringPlan
{
    Mastering mastering;
    Loudness before;
    Loudness after;
    bool isReached = true; // within 0.2 LU
};
[[nodiscard]] Result<MasteringPlan> planMastering(const playback::SongPlacement &song, SampleSpan span, const SoundOptions &options,
                                                  const CancelToken &cancel);

} // namespace sc::render
