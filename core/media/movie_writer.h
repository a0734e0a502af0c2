// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/result.h"

#include <QtCore/QString>
#include <QtGui/QImage>

#include <memory>
#include <span>

namespace sc::media {

struct MovieSettings
{
    int width = 1920;
    int height = 1080;
    FrameRate frameRate;
    int sampleRate = 48000; // Hz; 0 = no sound
    int channels = 2;
    int videoQuality = 18; // CRF of x264, 0..51, lower is better
    qint64 audioBitRate = 256000;
    QString title;
    double otherRate = 0; // frames per second that no project has (12, 16); 0: frameRate
    int threads = 0;      // of the video encoder; 0: as many as the machine has. 1 gives the same bytes everywhere
};

// Writes an H.264/AAC MP4 (BT.709, yuv420p, faststart) to exactly the path given; atomic naming is the caller's.
// One owner thread. INSUFFICIENT_STORAGE / PERMISSION_DENIED when the disk says so. Destroying an unfinished writer
// closes and leaves the file for the caller to remove.
class MovieWriter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<MovieWriter>> create(const QString &path, const MovieSettings &settings);
    virtual ~MovieWriter() = default;

    // Next frame in order; scaled to the movie's size if it differs.
    [[nodiscard]] virtual Result<> addFrame(const QImage &frame) = 0;
    // Next interleaved samples at the movie's rate and channels.
    [[nodiscard]] virtual Result<> addAudio(std::span<const float> samples) = 0;
    // Flushes and finishes the file.
    [[nodiscard]] virtual Result<> finish() = 0;
};

// Whether this build of FFmpeg can encode `name` ("libx264", "aac").
[[nodiscard]] bool hasEncoder(const QString &name);

} // namespace sc::media
