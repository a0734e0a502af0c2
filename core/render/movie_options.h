// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/media/movie_format.h"
#include "core/playback/compositor.h"
#include "core/render/missing_takes.h"

#include <QtCore/QJsonObject>

#include <optional>

// What a movie is to be.
namespace sc::render {

// Words laid over the pictures.
struct BurnIn
{
    bool lyrics = false;   // the line that is sung
    bool timecode = false; // of the program, at the project's rate
    bool names = false;    // scene and shot
    bool startAtOneHour = true;
    [[nodiscard]] bool isEmpty() const { return !lyrics && !timecode && !names; }
    bool operator==(const BurnIn &) const = default;
};

enum class LoudnessWay {
    AsIs,    // the song as the project has it
    Limit,   // to the target, a true-peak limiter keeps the peaks down
    GainOnly // as near to the target as the peaks allow; nothing but a gain
};

struct SoundOptions
{
    media::AudioCodec codec = media::AudioCodec::Aac;
    qint64 bitRate = 256'000; // of AAC and Opus, 32 000 to 512 000
    bool keepsSong = false;   // the song's own packets, where the container takes them
    bool isSilent = false;    // no sound track
    LoudnessWay loudness = LoudnessWay::AsIs;
    double targetLufs = -14; // -60 to -5
    double peakDbtp = -1;    // -9 to 0; true peak, between the samples too
    bool operator==(const SoundOptions &) const = default;
};

enum class PictureContent {
    Program,
    WordsOnly, // what is burnt in, over nothing: with alpha to be laid over a cut elsewhere
};

struct PictureOptions
{
    media::VideoCodec codec = media::VideoCodec::H264;
    QString profile;    // of ProRes and DNxHR
    QString encoder;    // FFmpeg's name; empty: by software
    qint64 bitRate = 0; // bit/s; 0: by quality
    QString speed;      // of the encoder, x264's word; empty: a fast one
    bool isFullRange = false;
    bool hasAlpha = false; // gaps are transparent
    bool timecodeTrack = false;
    PictureContent content = PictureContent::Program;
    playback::Framing framing = playback::Framing::Fit;
    double focus = 0.5;            // 0..1, of Fill: which part of a picture that is too wide or too high stays
    std::optional<FrameRate> rate; // nothing = the project's
    bool operator==(const PictureOptions &) const = default;
};

} // namespace sc::render
