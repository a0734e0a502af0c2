// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/render/loudness.h"
#include "core/render/movie_options.h"
#include "core/timeline/model.h"

#include <optional>

// Timeline to a finished movie.
namespace sc::render {

struct MovieExport
{
    QString destination; // written under a temporary name beside it and renamed at the end
    int width = 0;       // 0 = the project's
    int height = 0;
    int quality = 18;               // 0 (best) to 51, as x264's CRF; other codecs have it on their own scale
    std::optional<TickRange> range; // nothing = whole program
    playback::ShotMediaMap media;   // clips that are not in it show their cards
    MissingTakes missing = MissingTakes::Slate;

    media::Container container = media::Container::Mp4;
    bool fastStart = true; // of MP4 and MOV: the index in front
    PictureOptions picture;
    SoundOptions sound;
    BurnIn burnIn;
    int threads = 0; // of the encoder; 0: as many as the machine has
};

struct MovieResult
{
    QString file;
    std::int64_t frames = 0;
    qint64 bytes = 0;
    std::optional<Ticks> soundEndsAt; // program time from which the movie is silent because the song's file is damaged there
    std::vector<Problem> problems;    // takes that are missing, unreadable or damaged; a loudness that could not be reached
    Ticks length;
    std::optional<Loudness> loudness; // of the finished file, where a target was asked for
    int storedPictures = 0;           // frames that went from take to movie without becoming RGB on the way
};

// About how large the movie becomes, in bytes; for the screen and the check of the disk.
[[nodiscard]] qint64 estimateBytes(const timeline::Timeline &timeline, const MovieExport &options);
// Its frames and its size in px.
[[nodiscard]] std::int64_t frameCountOf(const timeline::Timeline &timeline, const MovieExport &options);
[[nodiscard]] QSize movieSize(const timeline::Timeline &timeline, const MovieExport &options);
// What would keep the movie from being made, before any work: range, size, codec, container, encoder, sound.
[[nodiscard]] Result<> checkMovieExport(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options);

// Blocking, for a worker thread. songFile: absolute, empty = silent movie. An existing destination is replaced only by
// a finished movie that was read back: its frames counted, its first and last decoded, its loudness measured where a target was
// set. Cancel, a full disk or any other problem leaves no half file.
// RESOURCE_NOT_FOUND (nothing to export), PERMISSION_DENIED, INSUFFICIENT_STORAGE, MEDIA_MISSING (song, takes), INVALID_PARAMETER
// (options; an encoder that is not there), RESULT_INVALID, CANCELLED.
[[nodiscard]] Result<MovieResult> exportMovie(const timeline::Timeline &timeline, const QString &songFile, const MovieExport &options,
                                              const CancelToken &cancel = {}, const ProgressFn &progress = {});

// A movie a live scene, "Film - 01 Verse.mp4" beside the destination; two are written at once. What was finished stays when a
// later one fails or is cancelled. Scenes outside the range are left out.
[[nodiscard]] Result<std::vector<MovieResult>> exportSceneMovies(const timeline::Timeline &timeline, const QString &songFile,
                                                                 const MovieExport &options, const CancelToken &cancel = {},
                                                                 const ProgressFn &progress = {});
struct SceneMovie
{
    QString file;
    TickRange range;
};
[[nodiscard]] std::vector<SceneMovie> sceneMoviesOf(const timeline::Timeline &timeline, const MovieExport &options);

} // namespace sc::render
