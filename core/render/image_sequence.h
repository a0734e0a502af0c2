// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/render/movie_options.h"
#include "core/timeline/model.h"

#include <optional>

namespace sc::render {

enum class ImageFormat { Png, Jpeg, Tiff, WebP };
[[nodiscard]] QString suffixOf(ImageFormat format); // ".png"
// Those that this Qt writes; PNG and JPEG always.
[[nodiscard]] std::vector<ImageFormat> imageFormats();

// A picture a frame, 8 bit sRGB, "name.000001.png", in a folder that appears whole or not at all.
struct ImageExport
{
    QString folder; // absolute; what lies there under such names is replaced, everything else stays
    int width = 0;  // px; 0 = the project's
    int height = 0;
    ImageFormat format = ImageFormat::Png;
    int quality = 92; // of JPEG and WebP, 1..100
    int firstNumber = 1;
    bool hasAlpha = false; // gaps are transparent; PNG, TIFF and WebP
    bool withSong = true;  // the song of the same length beside them, as 24-bit WAV
    std::optional<TickRange> range;
    std::optional<FrameRate> rate;
    playback::Framing framing = playback::Framing::Fit;
    BurnIn burnIn;
    playback::ShotMediaMap media;
    MissingTakes missing = MissingTakes::Slate;
};

struct ImageResult
{
    QString folder;
    QString first; // file name
    std::int64_t images = 0;
    qint64 bytes = 0;
    std::vector<Problem> problems;
};

[[nodiscard]] std::int64_t imageCountOf(const timeline::Timeline &timeline, const ImageExport &options);
[[nodiscard]] qint64 estimateBytes(const timeline::Timeline &timeline, const ImageExport &options);

// Blocking. Pictures are written by as many threads as the machine has cores. The same problems as exportMovie().
[[nodiscard]] Result<ImageResult> exportImages(const timeline::Timeline &timeline, const QString &songFile, const ImageExport &options,
                                               const CancelToken &cancel = {}, const ProgressFn &progress = {});

} // namespace sc::render
