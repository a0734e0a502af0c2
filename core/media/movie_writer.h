// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/result.h"
#include "core/media/encoded_sound.h"
#include "core/media/movie_format.h"
#include "core/media/picture.h"

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

    VideoCodec codec = VideoCodec::H264;
    Container container = Container::Mp4;
    QString profile;         // of ProRes and DNxHR; empty: the usual one
    QString encoder;         // FFmpeg's name of one; empty: the software's
    qint64 videoBitRate = 0; // bit/s; 0: by quality
    QString speed;           // x264's word, "medium"; empty: a fast one
    bool hasAlpha = false;
    bool isFullRange = false; // else limited, as television has it
    bool fastStart = true;    // index in front, so that players on the net begin at once
    QString timecode;         // "01:00:00:00" of the first frame; empty: none is written
    AudioCodec audioCodec = AudioCodec::Aac;
    std::shared_ptr<const EncodedSound> sound; // the whole sound; then no addAudio()
};

// Writes a movie, BT.709, to exactly the path given: H.264 and AAC in an MP4 with its index in front unless the settings say
// otherwise; atomic naming is the caller's. One owner thread. INSUFFICIENT_STORAGE / PERMISSION_DENIED when the disk says so,
// INVALID_PARAMETER for what the codec or this machine's FFmpeg cannot do. Destroying an unfinished writer closes and leaves
// the file for the caller to remove.
class MovieWriter
{
public:
    [[nodiscard]] static Result<std::unique_ptr<MovieWriter>> create(const QString &path, const MovieSettings &settings);
    virtual ~MovieWriter() = default;

    // Next frame in order; scaled to the movie's size if it differs.
    [[nodiscard]] virtual Result<> addFrame(const QImage &frame) = 0;
    // The same for a picture that was made in pictureFormat(), on any thread.
    [[nodiscard]] virtual Result<> addPicture(const Picture &picture) = 0;
    [[nodiscard]] virtual PictureFormat pictureFormat() const = 0;
    // Next interleaved samples at the movie's rate and channels.
    [[nodiscard]] virtual Result<> addAudio(std::span<const float> samples) = 0;
    // Flushes and finishes the file.
    [[nodiscard]] virtual Result<> finish() = 0;
};

// Whether this build of FFmpeg can encode `name` ("libx264", "aac").
[[nodiscard]] bool hasEncoder(const QString &name);

} // namespace sc::media
