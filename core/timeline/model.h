// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/frame_rate.h"
#include "core/base/id.h"
#include "core/base/song_map.h"
#include "core/timeline/generation_values.h"

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

// The cut as a value: what the editing functions take and give, what the store keeps and every screen draws.
// Times are timeline time (0 = first frame) unless a name says song. Plain data; equality is field by field.
namespace sc::timeline {

inline constexpr int kMaxNameLength = 200;
inline constexpr int kMaxDescriptionLength = 2000;
inline constexpr int kMaxLyricsLength = 5000;
inline constexpr int kMaxPromptLength = 10000;
inline constexpr int kMaxLyricLineLength = 500;
inline constexpr int kMaxDirectionLength = 200;
inline constexpr Ticks kMaxPosition = Ticks::seconds(10'000);
inline constexpr Ticks kMaxClipLength = Ticks::seconds(300);

// A file the project needs. Inside the bundle: `path` relative to it, otherwise absolute.
struct MediaRef
{
    QString path;
    qint64 size = 0; // bytes
    QString hash;    // SHA-256 of the content, hex
    [[nodiscard]] bool isEmpty() const { return path.isEmpty(); }
    bool operator==(const MediaRef &) const = default;
};

// The project's song, with the facts that stay true without the library.
struct Song
{
    MediaRef media;
    QString title;
    QString artist;
    int sampleRate = 0; // Hz
    int channels = 0;
    double bpm = 0;        // 0 = not known
    QString key;           // "A minor", empty = not known
    QString timeSignature; // "4/4"
    std::optional<double> loudnessLufs;
    SongMap map;
    bool operator==(const Song &) const = default;
};

struct Project
{
    ProjectId id;
    QString name;
    QString description;
    FrameRate frameRate;
    int width = 1920; // px, even, 64..8192
    int height = 1080;
    std::optional<Song> song;
    Ticks songOffset;      // where song time 0 lies on the timeline; may be negative
    double songGainDb = 0; // -60..+12
    LookBible look;
    QString defaultFamily; // of model families, "sdxl"; empty: none was chosen
    QString defaultPreset; // "fast", "quality" or an own one; empty: the family's first
    QString createdAt;     // UTC, ISO 8601 with milliseconds
    bool operator==(const Project &) const = default;
};

// Directions for a whole scene, each one line of at most 200; empty = nothing was said.
struct SceneDirection
{
    QString location;
    QString timeOfDay;
    QString weather;
    QString mood;
    QString emotionalTone;
    QString cameraNotes;
    bool operator==(const SceneDirection &) const = default;
};

struct Scene
{
    SceneId id;
    QString name;
    QString description;
    QString lyrics;
    SceneDirection direction;
    std::vector<PromptTemplateId> promptTemplates; // the first one words the shots that have no prompt of their own
    int order = 0;                                 // dense from 0
    Ticks start;
    Ticks length; // of its clips when autoLength
    bool autoLength = true;
    int colour = 0;                    // index into the section palette of the look
    QString sectionLabel;              // label of the song section it was planned from
    std::optional<Ticks> sectionStart; // song time of that section
    SceneId parent;                    // set on alternates
    int alternateNumber = 0;
    int alternatesMade = 0; // of an original: the highest number ever given
    bool isLive = true;
    bool locked = false;

    [[nodiscard]] Ticks end() const { return start + length; }
    [[nodiscard]] TickRange range() const { return {start, end()}; }
    bool operator==(const Scene &) const = default;
};

enum class TransitionKind { Cut, Dissolve, FadeBlack, FadeWhite, Wipe };

struct Transition
{
    TransitionKind kind = TransitionKind::Cut;
    Ticks length; // 0..5 s
    bool operator==(const Transition &) const = default;
};

// Directions for one shot; empty words mean nothing was chosen.
struct ShotDirection
{
    QString shotType; // "wide", "close-up"
    QString cameraAngle;
    QString cameraMove;          // "push in", "pan left": moves the animatic's card too
    double motionStrength = 0.5; // 0..1
    Transition in;
    Transition out;
    bool operator==(const ShotDirection &) const = default;
};

// Binds an edge to a beat: the edge lies on the frame nearest to beat `index` of the song's grid.
struct BeatRef
{
    int index = 0; // into BeatGrid::beats()
    bool operator==(const BeatRef &) const = default;
};

struct Clip
{
    ClipId id;
    SceneId scene;
    QString name;
    QString lyrics;
    Ticks start;   // 0..10 000 s, on the frame grid
    Ticks length;  // 1 frame..300 s, on the frame grid
    int order = 0; // by start within the scene, dense
    QString imagePrompt;
    QString videoPrompt;
    QString negativePrompt;
    ShotDirection direction;
    ClipGeneration generation;
    Ticks sourceIn;         // slip inside the chosen take
    int speedNumerator = 1; // 1/8..8; 0 = freeze frame
    int speedDenominator = 1;
    TakeId selectedImage; // of its takes, see takesKeptBy() in take.h
    TakeId selectedVideo;
    int activeVersion = 0; // number of the saved version it stands at, 0 = none was saved
    ClipId takesOf;        // the clip whose takes it has: the one it was split or copied from; empty = its own
    std::optional<BeatRef> beatIn;
    std::optional<BeatRef> beatOut;
    ClipId parent; // set on alternates
    int alternateNumber = 0;
    int alternatesMade = 0; // of an original: the highest number ever given
    bool isLive = true;
    bool locked = false;
    QString notes;

    [[nodiscard]] Ticks end() const { return start + length; }
    [[nodiscard]] TickRange range() const { return {start, end()}; }
    bool operator==(const Clip &) const = default;
};

enum class MarkerKind { Note, Beat, Section, ToDo, Chapter };

struct Marker
{
    MarkerId id;
    Ticks time;
    Ticks length;
    QString name;   // <= 200
    int colour = 0; // 0..7
    MarkerKind kind = MarkerKind::Note;
    QString note;
    bool operator==(const Marker &) const = default;
};

enum class LyricSource { Typed, Tapped, Lrc, EnhancedLrc, Srt, Vtt };

struct LyricWord
{
    Ticks start; // song time
    QString text;
    bool operator==(const LyricWord &) const = default;
};

// A line that is sung. Song time, so that lines stay with the song wherever it lies. Lines may overlap one another.
struct LyricLine
{
    LyricId id;
    Ticks start;
    std::optional<Ticks> end;     // nothing: until the next line begins
    QString text;                 // 1..500, may have line breaks
    std::vector<LyricWord> words; // rising; empty where only the line is timed
    LyricSource source = LyricSource::Typed;
    double confidence = 1; // 0..1
    bool operator==(const LyricLine &) const = default;
};

// Everything of one project that an edit can change.
struct Timeline
{
    Project project;
    std::vector<Scene> scenes;     // by order, then alternateNumber
    std::vector<Clip> clips;       // by start, then id
    std::vector<Marker> markers;   // by time, then id
    std::vector<LyricLine> lyrics; // by start, then id

    bool operator==(const Timeline &) const = default;
};

// Look-ups; nothing found gives nullptr. Pointers hold until the timeline changes.
[[nodiscard]] const Scene *findScene(const Timeline &timeline, const SceneId &id);
[[nodiscard]] const Clip *findClip(const Timeline &timeline, const ClipId &id);
[[nodiscard]] std::vector<const Clip *> clipsOf(const Timeline &timeline, const SceneId &scene); // by start
[[nodiscard]] std::vector<const Clip *> liveClips(const Timeline &timeline);                     // of live scenes, by start
[[nodiscard]] const Clip *clipAt(const Timeline &timeline, Ticks t);                             // the live clip that shows at t
[[nodiscard]] Ticks endOf(const Timeline &timeline);                                             // end of the last live clip
// What plays: from 0 to the end of the last live clip or of the song, whichever is later, in whole frames.
[[nodiscard]] Ticks programLength(const Timeline &timeline);
// Song beats in timeline time, earliest first; also those that fall before 0 with a negative offset.
[[nodiscard]] std::vector<Beat> timelineBeats(const Timeline &timeline);

// End of a line: its own, or the start of the next one that begins later; of the last the song's end. Song time.
[[nodiscard]] Ticks endOfLyric(const Timeline &timeline, size_t index);
[[nodiscard]] Ticks endOfLyric(const std::vector<LyricLine> &lyrics, size_t index, Ticks songEnd);

} // namespace sc::timeline
