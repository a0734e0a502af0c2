// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QString>

namespace sc::media {

// What a picture or a movie is, measured rather than claimed: every picture packet of a movie is counted.
struct VisualFacts
{
    bool isMovie = false;
    int width = 0; // px, upright
    int height = 0;
    qint64 frames = 1;
    int rateNumerator = 0; // frames per second, average over the whole movie; 0/1 for a picture
    int rateDenominator = 1;
    bool isRateVariable = false;
    Ticks length;          // from the first frame's start to the last one's end; 0 for a picture
    QString startTimecode; // "01:00:00:00"; empty when the file has none
};

// Looks at the content, never at the name; the first picture is decoded to prove that it can be. Problems name the file:
// MEDIA_MISSING, PERMISSION_DENIED, FILE_DAMAGED (empty, cut off, cannot be decoded), INVALID_FILE_TYPE (neither a picture
// nor a movie, with what it looks like). Reads a movie to its end, so not on a thread that paints. Any thread.
[[nodiscard]] Result<VisualFacts> measureVisual(const QString &path);

// The formats that work, for people: "PNG, JPEG, WebP, ... MP4, MOV, MKV, WebM".
[[nodiscard]] QString visualFormats();

} // namespace sc::media
