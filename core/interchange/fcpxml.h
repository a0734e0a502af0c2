// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"
#include "core/timeline/model.h"

#include <QtCore/QStringList>

namespace sc::interchange {

struct FcpxmlOptions
{
    QString destination; // .fcpxml
    QString version = QStringLiteral("1.10");
    bool startAtOneHour = true; // tcStart 01:00:00:00
    bool beatMarkers = false;   // every beat; bars are always cheap enough
    bool barMarkers = true;
    bool sectionMarkers = true; // chapters
    bool lyricMarkers = false;
    bool promptNotes = true;
};

struct FcpxmlResult
{
    QString file;
    QString mediaFolder; // cards and song that the file refers to
    int clips = 0;
    int gaps = 0;
    int markers = 0;
    QStringList notices; // what was changed or left out, translated
};

// A timeline without takes, every clip as its card: exports.h has all that a project knows.
[[nodiscard]] Result<FcpxmlResult> exportFcpxml(const timeline::Timeline &timeline, const QString &songFile, const FcpxmlOptions &options,
                                                const CancelToken &cancel = {}, const ProgressFn &progress = {});

// One item of the primary storyline, read back. Times are timeline time (sequence start taken off).
struct ReadClip
{
    QString name;
    Ticks start;
    Ticks length;
    bool isGap = false;
    QString mediaFile;
};

struct ReadFcpxml
{
    QString version;
    FrameRate frameRate;
    int width = 0;
    int height = 0;
    Ticks duration;
    std::vector<ReadClip> spine;
    std::optional<ReadClip> song;
    int markers = 0;
};

// Reads what we write and the plain shapes other programs write. VALIDATION_ERROR with line and reason.
[[nodiscard]] Result<ReadFcpxml> readFcpxml(const QByteArray &xml);

enum class MediaLookup { Look, Skip };
// The semantic rules the DTD cannot see: grid, no holes, ids, asset ranges, lanes, transitions with handles, markers inside their
// clips, encoded URLs, media that exist. One sentence a breach.
[[nodiscard]] QStringList checkFcpxml(const QByteArray &xml, MediaLookup media = MediaLookup::Look);

} // namespace sc::interchange
