// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// A cut as it was read from a file of any format: ours, to see that it says what was meant, or another program's. Whole frames of
// the cut's rate from its first frame.
namespace sc::interchange {

enum class CutFormat { Fcpxml, Xmeml, Otio, Edl };
[[nodiscard]] QString cutFormatName(CutFormat format); // "FCPXML"

struct CutItem
{
    QString name;
    std::int64_t start = 0;
    std::int64_t length = 0;
    bool isGap = false;
    bool isMissing = false; // a clip without media
    bool isEnabled = true;
    QString mediaFile;       // path, or the name alone; empty when it names none
    std::optional<Ticks> in; // from the first frame of its media
    double speed = 1;        // 0 = stands still
    QStringList alternates;  // names
    [[nodiscard]] std::int64_t end() const { return start + length; }
};

struct CutTransition
{
    std::int64_t cut = 0;
    std::int64_t before = 0; // frames before the cut
    std::int64_t behind = 0;
    bool operator==(const CutTransition &) const = default;
};

struct CutTrack
{
    bool isSound = false;
    QString name;
    std::vector<CutItem> items; // by start, touching
    std::vector<CutTransition> transitions;
};

struct CutMarker
{
    std::int64_t frame = 0;
    std::int64_t length = 1;
    QString name;
    QString note;
};

struct ReadCut
{
    CutFormat format = CutFormat::Fcpxml;
    QString version;
    QString name;
    FrameRate rate;
    std::int64_t tcStart = 0; // timecode of the first frame, in frames
    bool dropFrame = false;
    int width = 0; // 0 = the format does not say
    int height = 0;
    std::int64_t length = 0;
    std::vector<CutTrack> tracks;   // pictures from the lowest up, then sound
    std::vector<CutMarker> markers; // on the timeline and on clips, by frame
    QStringList notices;            // what was not understood, translated

    [[nodiscard]] const CutTrack *picture(size_t index = 0) const;
    [[nodiscard]] const CutTrack *sound() const; // the first one with something on it
    [[nodiscard]] size_t pictureCount() const;
};

// An EDL does not say its rate. Nothing given: from the FCM line, the file's name or the largest frame number, with a notice.
struct EdlReading
{
    std::optional<FrameRate> rate;
    QString fileName;
    std::optional<std::int64_t> start; // frames; nothing: the full hour before the first event
};

// VALIDATION_ERROR with line and reason, FILE_TOO_LARGE over 64 MB, NEWER_VERSION for schemas of a newer OpenTimelineIO.
[[nodiscard]] Result<ReadCut> readEdl(const QByteArray &bytes, const EdlReading &reading = {});
[[nodiscard]] Result<ReadCut> readOtio(const QByteArray &bytes);
[[nodiscard]] Result<ReadCut> readXmeml(const QByteArray &bytes);
[[nodiscard]] Result<ReadCut> readFcpxmlCut(const QByteArray &bytes);
// .otioz: the cut inside; media files of the archive are named "media/…".
[[nodiscard]] Result<ReadCut> readOtioz(const QByteArray &bytes);

// What the format's own rules and common sense say against it, one translated sentence each. `baseFolder` is where relative media
// paths begin; empty: media are not looked for.
[[nodiscard]] QStringList checkEdl(const QByteArray &bytes, const EdlReading &reading = {});
[[nodiscard]] QStringList checkOtio(const QByteArray &bytes, const QString &baseFolder = {});
[[nodiscard]] QStringList checkXmeml(const QByteArray &bytes, const QString &baseFolder = {});

// Recognised by content, then by ending. INVALID_FILE_TYPE when it is none of ours.
struct CheckedCut
{
    ReadCut cut;
    QStringList breaches;
};
[[nodiscard]] Result<CheckedCut> checkCutFile(const QString &file, std::optional<FrameRate> edlRate = {});

struct Edit;
// Where the two differ: cut points, places in media, transitions, song. Empty = the file says what the project says. A gap at
// the end counts for nothing; missing clips count as gaps.
struct CompareRules
{
    bool song = true;
    bool transitions = true;
    bool sources = true;
};
[[nodiscard]] QStringList differences(const Edit &edit, const ReadCut &cut, const CompareRules &rules = {});

} // namespace sc::interchange
