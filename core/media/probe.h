// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QMap>
#include <QtCore/QString>

#include <optional>

namespace sc::media {

struct AudioStreamInfo
{
    int index = -1;
    QString codec;      // "mp3", "pcm_s16le"
    int sampleRate = 0; // Hz
    int channels = 0;
    int bitDepth = 0;   // 0 where it has no meaning
    qint64 bitRate = 0; // bit/s, 0 = not known
};

struct VideoStreamInfo
{
    int index = -1;
    QString codec;
    int width = 0; // upright, after rotation
    int height = 0;
    int rateNumerator = 0; // average frame rate, 0/0 = not known
    int rateDenominator = 1;
    qint64 frames = 0; // 0 = not known
    int rotation = 0;  // degrees clockwise
    int bitDepth = 8;  // of a colour
    // As ISO 23001-8 numbers them; 2 = the file does not say.
    int primaries = 2;
    int transfer = 2;
    int matrix = 2;
};

struct MediaInfo
{
    QString container;                    // "mp3", "mov,mp4,m4a,3gp,3g2,mj2"
    Ticks duration;                       // container's claim; decode to know
    qint64 size = 0;                      // bytes
    std::optional<AudioStreamInfo> audio; // the first playable one
    std::optional<VideoStreamInfo> video; // cover art does not count
    QMap<QString, QString> tags;          // what the container itself says: "title", "artist"; keys in lower case, values as found
};

// Looks at the content, never at the name. Problems name the file:
// MEDIA_MISSING (not there), PERMISSION_DENIED, FILE_DAMAGED (empty, header cut off), INVALID_FILE_TYPE
// ("looks like a text file, cannot be read"), the latter with the formats that work in `detail`.
[[nodiscard]] Result<MediaInfo> probeFile(const QString &path);

// As probeFile, and INVALID_FILE_TYPE when nothing in it can be heard.
[[nodiscard]] Result<MediaInfo> probeSong(const QString &path);

} // namespace sc::media
