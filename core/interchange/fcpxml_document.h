// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/interchange/fcpxml.h"

#include <QtCore/QStringList>

#include <optional>
#include <vector>

// What an FCPXML export says, before it is spelt: whole frames of the project's rate, from the program's start.
namespace sc::interchange {

struct DocumentMarker
{
    enum class Kind { Note, ToDo, Chapter };
    Ticks time; // on an item: timeline time, on the frame grid; on the song: time in its file, any
    Kind kind = Kind::Note;
    QString name;
    QString note;
};

// One item of the primary storyline. Items touch.
struct DocumentItem
{
    bool isGap = false;
    QString name;
    std::int64_t start = 0; // frames
    std::int64_t length = 0;
    QString mediaFile; // file name in the media folder
    QString note;
    QString keyword; // name of the scene
    std::vector<DocumentMarker> markers;
    [[nodiscard]] std::int64_t end() const { return start + length; }
};

struct DocumentSong
{
    QString title;
    QString mediaFile;
    int channels = 2;
    std::int64_t samples = 0; // of the whole file, 48 kHz
    std::int64_t start = 0;   // frames on the timeline
    std::int64_t in = 0;      // frames into the file
    std::int64_t length = 0;  // frames
    double gainDb = 0;
    std::vector<DocumentMarker> markers;
};

struct FcpxmlDocument
{
    QString name; // of project and event
    QString version;
    FrameRate rate;
    int width = 0;
    int height = 0;
    std::int64_t tcStart = 0; // frames
    std::int64_t length = 0;  // frames
    std::vector<DocumentItem> items;
    std::optional<DocumentSong> song;
    QStringList notices;
};

inline constexpr int kSongSampleRate = 48000;

// The storyline of the project: clips in order, overlaps of different scenes resolved in favour of the earlier clip, gaps
// between. RESOURCE_NOT_FOUND when there is neither a clip nor a song.
[[nodiscard]] Result<FcpxmlDocument> documentOf(const timeline::Timeline &timeline, const FcpxmlOptions &options);

// Silence before the song in its file, so that the file begins on a frame of the timeline, and where it then lies.
struct SongPlace
{
    std::int64_t start = 0; // frames on the timeline
    std::int64_t in = 0;    // frames into the file
    Ticks padding;          // less than a frame
};
[[nodiscard]] SongPlace songPlace(const timeline::Timeline &timeline);

// Adds the song once its file is written, with the markers that sit on it.
void addSong(FcpxmlDocument &document, const timeline::Timeline &timeline, const FcpxmlOptions &options, DocumentSong song);

[[nodiscard]] int markerCount(const FcpxmlDocument &document);

// The document as FCPXML. `mediaFolder` is where its media will lie, absolute.
[[nodiscard]] QByteArray writeFcpxml(const FcpxmlDocument &document, const QString &mediaFolder);

} // namespace sc::interchange
