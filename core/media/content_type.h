// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QByteArray>
#include <QtCore/QString>

class QIODevice;

namespace sc::media {

// What a file's bytes say it is, whatever its name says. Only a container we support has a demuxer: we name it to
// FFmpeg ourselves, because FFmpeg's own guess takes plain text for MP3, subtitles or a play list.
struct ContentType
{
    enum class Kind {
        Media,   // demuxer names who reads it
        Foreign, // something else; looksLike says what
        Damaged, // was meant to be media: a tag without sound, nothing but zeros
    };
    Kind kind = Kind::Foreign;
    QByteArray demuxer; // FFmpeg's short name
    QString looksLike;  // translated, with article: "a text file", "an MP3 file"
};

// Reads the beginning (and what follows an ID3 tag) of an open, seekable device.
[[nodiscard]] ContentType sniffContent(QIODevice &device);

} // namespace sc::media
