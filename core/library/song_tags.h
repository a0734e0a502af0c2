// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/probe.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace sc::library {

inline constexpr int kMaxTagLength = 500; // code points

// What a song says about itself, tidied: single lines, NFC, no control characters, at most kMaxTagLength.
struct SongTags
{
    QString title; // empty when the file does not say
    QString artist;
    QString album;
    QString genre;
    int year = 0; // 0 = not known
    int trackNumber = 0;
    QString comment;
    QString isrc;     // as it stands there
    QByteArray cover; // the encoded picture as it lies in the file; empty when none
};

// Reads tags and front cover through TagLib by what the probe found the file to be, not by its name; containers that
// TagLib does not know give what the probe read. Never fails: what cannot be read is empty. Any thread.
[[nodiscard]] SongTags readTags(const QString &path, const media::MediaInfo &info);

// The picture for the library: a JPEG of at most 600 x 600 pixels. Empty when `encoded` is no picture we can read.
[[nodiscard]] QByteArray artworkJpeg(const QByteArray &encoded);

} // namespace sc::library
