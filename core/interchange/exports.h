// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/interchange/export_source.h"
#include "core/interchange/lyrics_text.h"

// Every export that is no movie: one function a kind, all of one shape. They block, belong on a worker thread, write under
// temporary names and put everything in its place at the end; a cancel, a full disk or any other problem leaves what was
// there. What was written is read back and checked before the export counts as done. Made and copied media lie beside the file,
// in "<name> Media" or "<name> EDL Media".
namespace sc::interchange {

enum class ExportKind { Fcpxml, Resolve, Xmeml, Otio, Edl, Json, ShotList, Storyboard, Lyrics, Markers };

struct ExportKindInfo
{
    ExportKind kind = ExportKind::Fcpxml;
    QString name;    // "fcpxml": on the command line and in presets
    QString title;   // "Final Cut Pro (FCPXML)", translated
    QString purpose; // one line, translated
    QString suffix;  // ".fcpxml"; empty for a folder
};
[[nodiscard]] std::vector<ExportKindInfo> exportKinds(); // in the order of a list
[[nodiscard]] ExportKindInfo exportKindInfo(ExportKind kind);
[[nodiscard]] std::optional<ExportKind> exportKindFromName(const QString &name);

// What becomes of the files that shots show.
enum class MediaPolicy {
    Reference, // named where they lie
    HardLink,  // linked into the media folder, copied where that cannot be
    Copy,      // copied into the media folder under safe names
};
// A shot that shows nothing yet.
enum class PlaceholderPolicy {
    Card, // its card, as a picture in the media folder
    Gap,  // nothing; a to-do marker says so
};
enum class OverlapPolicy {
    Earlier, // the earlier clip shows and the later one is trimmed, as the monitor has it
    Later,   // the later one shows
    Tracks,  // both whole, the later one on the next track
};
enum class AlternatesPolicy {
    None,
    Alternates,         // other versions of the shot
    AlternatesAndTakes, // and the takes that were not chosen
};

// What every cut says, whatever the format.
struct CutOptions
{
    QString destination; // file, or folder of the Resolve bundle
    bool startAtOneHour = true;
    bool dropFrame = false; // at 29.97 and 59.94 only
    MediaPolicy media = MediaPolicy::Reference;
    // Files that other programs stumble over (varying rate, rotation, another rate, speed) are made anew at the project's
    // constant rate, upright; stills become movies where the format has none. Into the media folder.
    bool conform = false;
    bool uniqueTimecode = false; // with `conform`: every movie begins at a timecode that no other one has
    PlaceholderPolicy placeholders = PlaceholderPolicy::Card;
    OverlapPolicy overlaps = OverlapPolicy::Earlier;
    AlternatesPolicy alternates = AlternatesPolicy::AlternatesAndTakes;
    bool transitions = true;
    bool barMarkers = true;
    bool beatMarkers = false;
    bool sceneMarkers = true;
    bool lyricMarkers = false;
    bool projectMarkers = true;
    bool notes = true; // prompts, seeds, notes
    QString pathFrom;  // "/home/ana": media paths that begin so are written with `pathTo` instead
    QString pathTo;    // "/Users/ana", "D:/Films"; for a machine where the files will lie elsewhere
};

enum class CutTarget { FinalCut, Resolve, Generic };
enum class SongLayout {
    Connected, // on the first item
    Locked,    // picture and song hang on one gap, so that nothing ripples against the song
};
struct FcpxmlExport
{
    CutOptions cut;
    QString version = QStringLiteral("1.10"); // 1.8 to 1.14
    CutTarget target = CutTarget::FinalCut;
    SongLayout layout = SongLayout::Connected;
};

enum class EdlProfile {
    Generic,  // reels of eight characters
    Premiere, // reel AX, clip names
    Resolve,  // reel = the file's name without its ending
};
struct EdlExport
{
    CutOptions cut;
    EdlProfile profile = EdlProfile::Generic;
    bool song = true;        // a list of its own for the sound
    bool markerList = false; // timeline markers as Resolve reads them
};

enum class PathStyle { FileUrl, PlainPath };
struct OtioExport
{
    CutOptions cut;
    bool zipped = false; // .otioz with the media inside
    PathStyle paths = PathStyle::FileUrl;
    bool alternatesTrack = false; // disabled clips on a track, besides the references
};

struct XmemlExport
{
    CutOptions cut;
    bool doubleSlash = false; // file://localhost//…, which some Resolve versions want
};

// A folder with FCPXML, OTIO, EDLs of cut and markers, Media and a read-me. The cut's media are always collected.
struct ResolveExport
{
    CutOptions cut;
    QString version = QStringLiteral("1.10");
};

enum class JsonForm {
    Readable, // storycanvas_v1: what a person or a script wants to know
    Complete, // storycanvas_v2: the whole bundle
};
struct JsonExport
{
    QString destination;
    JsonForm form = JsonForm::Readable;
    bool withMedia = false; // of v2: the files too, into "<name> Media" beside it
};

struct StoryboardExport
{
    QString destination;
    int columns = 3; // 1..6
    int rows = 3;    // 1..8
    bool isLandscape = true;
    bool lyrics = true;
    bool notes = true;
    bool prompts = false;
};

struct LyricsExport
{
    QString destination;
    LyricsFormat format = LyricsFormat::Lrc;
    bool programTime = true; // of SRT and VTT: times count from the first frame; else from the song's first sample
};

enum class MarkersFormat { Csv, ResolveEdl };
struct MarkersExport
{
    CutOptions cut; // destination, start and which markers
    MarkersFormat format = MarkersFormat::Csv;
};

struct ShotListExport
{
    QString destination;
};

struct ExportReport
{
    QStringList files;   // absolute; the first one is what to open
    QString mediaFolder; // empty when none was made
    int clips = 0;
    int gaps = 0;
    int transitions = 0;
    int markers = 0;
    int mediaFiles = 0;   // made, copied or linked
    qint64 bytes = 0;     // of all that was written
    QStringList notices;  // what was changed, shortened or left out, translated
    QStringList problems; // found by reading back, translated; what would make the file useless fails the export instead
};

using ExportResult = Result<ExportReport>;
// RESOURCE_NOT_FOUND (nothing to export), VALIDATION_ERROR (destination, options), PERMISSION_DENIED, INSUFFICIENT_STORAGE,
// MEDIA_MISSING (the song), CANCELLED, INTERNAL_ERROR (did not pass its own check).
[[nodiscard]] ExportResult exportFcpxml(const ExportSource &source, const FcpxmlExport &options, const CancelToken &cancel = {},
                                        const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportEdl(const ExportSource &source, const EdlExport &options, const CancelToken &cancel = {},
                                     const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportOtio(const ExportSource &source, const OtioExport &options, const CancelToken &cancel = {},
                                      const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportXmeml(const ExportSource &source, const XmemlExport &options, const CancelToken &cancel = {},
                                       const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportResolve(const ExportSource &source, const ResolveExport &options, const CancelToken &cancel = {},
                                         const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportJson(const ExportSource &source, const JsonExport &options, const CancelToken &cancel = {},
                                      const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportStoryboard(const ExportSource &source, const StoryboardExport &options, const CancelToken &cancel = {},
                                            const ProgressFn &progress = {});
[[nodiscard]] ExportResult exportLyrics(const ExportSource &source, const LyricsExport &options);
[[nodiscard]] ExportResult exportMarkers(const ExportSource &source, const MarkersExport &options);
[[nodiscard]] ExportResult exportShotList(const ExportSource &source, const ShotListExport &options);

// What an export of this kind would write and lose, from memory and a look at the files: for a summary and a check before.
struct ExportPreview
{
    int clips = 0;
    int gaps = 0;
    int transitions = 0;
    int markers = 0;
    int placeholders = 0; // shots that show nothing yet
    int missing = 0;      // shots whose file is gone
    Ticks length;
    QStringList notices;
};
[[nodiscard]] Result<ExportPreview> previewCut(const ExportSource &source, const CutOptions &options, ExportKind kind);

} // namespace sc::interchange
