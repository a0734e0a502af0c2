// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/colour_facts.h"
#include "core/project/take_shelf.h"

// Where one shot ends and the next goes on: the last frame or the last window of frames as a start for generating, and the
// colours at the seam brought together.
namespace sc::generation {

// One place in a clip's chosen take. A value: made on the session's thread, read on any.
struct ShownPlace
{
    QString bundle; // absolute path
    QString file;   // absolute path of the take's media
    ClipId clip;
    QString clipName;
    bool isMovie = false;
    Ticks at;     // in the movie: start of the frame that shows
    Ticks length; // of the movie
    int rateNumerator = 0;
    int rateDenominator = 1;
};

// The last frame that the clip shows, which with slip, trim and speed need not be its take's last; and the first one.
// RESOURCE_NOT_FOUND when the clip is gone or shows a card, MEDIA_MISSING.
[[nodiscard]] Result<ShownPlace> lastShown(const project::ProjectSession &session, const ClipId &clip);
[[nodiscard]] Result<ShownPlace> firstShown(const project::ProjectSession &session, const ClipId &clip);
// The live clip that ends where this one starts, or last before it. RESOURCE_NOT_FOUND for the first.
[[nodiscard]] Result<ClipId> clipBefore(const timeline::Timeline &timeline, const ClipId &clip);

// The frame itself, by exact seek. Any thread; blocking.
[[nodiscard]] Result<QImage> frameOf(const ShownPlace &place);
// The frame as a PNG in the bundle's media/ under the name of its content; gives the absolute path, for "media:<path>".
[[nodiscard]] Result<QString> writeFrame(const ShownPlace &place);
// The `frames` frames up to the place (fewer where the movie begins later), as a movie of the same rate, for families that go on from
// moving pictures. VALIDATION_ERROR for a picture or fewer than 2 frames.
[[nodiscard]] Result<QString> writeWindow(const ShownPlace &place, int frames);

// How well two shots meet in colour.
struct SeamMeasure
{
    ColourFacts before; // last frame of the first
    ColourFacts after;  // first frame of the second
    [[nodiscard]] double difference() const { return colourDifference(before, after); }
};
[[nodiscard]] Result<SeamMeasure> measureSeam(const ShownPlace &last, const ShownPlace &first);

struct SeamMatch
{
    SeamMeasure asItWas;
    SeamMeasure matched;   // measured again on the file that was written
    project::NewTake take; // of the second clip: its media with the first's colours
};
// Writes the second shot's media anew with the colours that it has at the seam moved to those before it, the whole take alike, or
// fading out over `fade` seconds behind the seam. A new take, tagged "colour matched"; the old one stays. NOTHING_TO_UPDATE below a
// difference that nobody sees. Any thread; blocking.
[[nodiscard]] Result<SeamMatch> matchSeam(const ShownPlace &last, const ShownPlace &first, double fade = 0);

} // namespace sc::generation
