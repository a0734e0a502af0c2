// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/exports.h"

#include <QtCore/QSet>

// What every format says of a cut, before it is spelt: whole frames of the project's rate from the program's start. The writers
// only format it; what a format cannot say is settled here and told in a notice.
namespace sc::interchange {

inline constexpr int kSongSampleRate = 48000;

// Frames per second of a file; any fraction, unlike FrameRate.
struct MediaRate
{
    int numerator = 0; // 0 = has none (a still)
    int denominator = 1;
    [[nodiscard]] bool isNone() const { return numerator <= 0 || denominator <= 0; }
    [[nodiscard]] std::int64_t framesIn(Ticks time) const { return mulDivFloor(time.value(), numerator, Ticks::kPerSecond * denominator); }
    [[nodiscard]] Ticks timeOf(std::int64_t frame) const { return Ticks::fromRational(frame * denominator, numerator); }
    [[nodiscard]] double toDouble() const { return isNone() ? 0 : static_cast<double>(numerator) / denominator; }
    [[nodiscard]] int nominal() const { return isNone() ? 0 : (numerator + denominator - 1) / denominator; }
    bool operator==(const MediaRate &) const = default;
};
[[nodiscard]] inline MediaRate mediaRate(FrameRate rate)
{
    return {rate.numerator(), rate.denominator()};
}

// What a picture's numbers mean, as ISO 23001-8 has it; 2 = the file does not say.
struct MediaColour
{
    int primaries = 2;
    int transfer = 2;
    int matrix = 2;
    [[nodiscard]] bool isHdr() const { return transfer == 16 || transfer == 18; } // PQ, HLG
    bool operator==(const MediaColour &) const = default;
};

enum class MediaMake {
    AsIs, // named where it lies
    Link, // hard link, else a copy
    Copy,
    Card,    // the clip's card is drawn
    Frame,   // one picture of a movie
    Still,   // a movie is made of the picture
    Conform, // made anew: constant rate of the project, upright, at the clip's speed
    Rewrap,  // the same pictures in a movie with a timecode of its own
    Song,    // 48 kHz WAV
};

// One file that the cut refers to.
struct EditMedia
{
    enum class Kind { Movie, Still, Sound };
    Kind kind = Kind::Movie;
    QString file;   // absolute, where it lies once the export is done
    QString name;   // file name with its ending
    QString folder; // inside the media folder, with a slash; empty = itself
    QString reel;   // A-Z 0-9 _, at most 8, unique in the cut
    MediaRate rate;
    std::int64_t frames = 0;     // of a movie, in its own rate
    std::int64_t startFrame = 0; // its first timecode, counted in its own rate
    bool dropFrame = false;      // of that timecode
    int width = 0;
    int height = 0;
    MediaColour colour;
    int bitDepth = 8;
    int channels = 0; // of its sound; 0 = none
    int sampleRate = 0;
    std::int64_t samples = 0; // of a sound
    bool isMissing = false;
    bool isVariable = false; // its rate varies, `rate` is the average
    bool isRotated = false;

    MediaMake make = MediaMake::AsIs;
    QString origin;          // absolute, of Link, Copy, Frame, Conform, Rewrap, Still
    int shot = -1;           // of Card: index of the live clip in time order
    std::int64_t cardAt = 0; // frame of the program that the card is drawn for
    Ticks frameAt;           // of Frame
    int speedNumerator = 1;  // of Conform
    int speedDenominator = 1;
    bool isStillMovie = false; // of Card, Frame and Still: a movie of that one picture, `frames` long

    // Without end for a still.
    [[nodiscard]] std::optional<Ticks> length() const
    {
        return kind == Kind::Movie && !rate.isNone() ? std::optional(rate.timeOf(frames)) : std::nullopt;
    }
};

// Another picture for the same place.
struct EditAlternate
{
    QString name;
    int media = -1;
    Ticks in;
    int speedNumerator = 1;
    int speedDenominator = 1;
};

struct EditItem
{
    bool isGap = false;
    bool isLost = false; // a gap where a clip's media are missing: some formats say so
    QString name;
    ClipId clip;
    std::int64_t start = 0; // frames
    std::int64_t length = 0;
    int media = -1;
    Ticks in; // from the first frame of its media, in the media's time
    int speedNumerator = 1;
    int speedDenominator = 1;
    bool enabled = true;
    QString note;
    QString scene;
    QList<std::pair<QString, QString>> facts; // "prompt", "seed", "model": for metadata
    std::vector<EditAlternate> alternates;
    [[nodiscard]] std::int64_t end() const { return start + length; }
    [[nodiscard]] bool isRetimed() const { return speedNumerator != speedDenominator; }
};

// Over the cut at the start of item `right`, or over the end of the last one. A side without a clip is black.
struct EditTransition
{
    size_t right = 0; // index into items; items.size() = end of the track
    timeline::TransitionKind kind = timeline::TransitionKind::Dissolve;
    std::int64_t cut = 0;    // frame
    std::int64_t before = 0; // frames before the cut
    std::int64_t behind = 0;
    [[nodiscard]] std::int64_t start() const { return cut - before; }
    [[nodiscard]] std::int64_t length() const { return before + behind; }
    [[nodiscard]] std::int64_t end() const { return cut + behind; }
};

// Items touch and begin at 0; a gap at the end is only on the first track.
struct EditTrack
{
    std::vector<EditItem> items;
    std::vector<EditTransition> transitions; // by cut
};

struct EditMarker
{
    enum class Kind { Note, ToDo, Chapter, Scene, Lyric, Failure };
    std::int64_t frame = 0;
    std::int64_t length = 1;
    Kind kind = Kind::Note;
    QString name;
    QString note;
};

// In the song's own file, between frames too.
struct SongMarker
{
    Ticks time;
    QString name;
    bool isBar = false;
};

struct EditSong
{
    QString title;
    int media = -1;
    std::int64_t start = 0;  // frames on the timeline
    std::int64_t in = 0;     // frames of the project's rate into the file
    std::int64_t length = 0; // frames
    double gainDb = 0;
    std::vector<SongMarker> markers; // bars or beats
    [[nodiscard]] std::int64_t end() const { return start + length; }
};

struct Edit
{
    QString name;
    FrameRate rate;
    int width = 0;
    int height = 0;
    bool dropFrame = false;
    std::int64_t tcStart = 0; // frames
    std::int64_t length = 0;
    std::vector<EditMedia> media;
    std::vector<EditTrack> tracks; // of pictures, the lowest first; never empty
    std::optional<EditSong> song;
    std::vector<EditMarker> markers; // by frame
    QStringList notices;
    int placeholders = 0;
    int missing = 0;

    [[nodiscard]] int clipCount() const;
    [[nodiscard]] int gapCount() const;
    [[nodiscard]] int transitionCount() const;
    [[nodiscard]] int markerCount() const;
    [[nodiscard]] const EditMedia *mediaOf(const EditItem &item) const
    {
        return item.media < 0 ? nullptr : &media[static_cast<size_t>(item.media)];
    }
};

// Before and behind what a shot shows of a movie that is made of a still: for transitions.
[[nodiscard]] inline std::int64_t stillHandle(FrameRate rate)
{
    return std::int64_t(5) * rate.nominal();
}

// What a format can say.
struct EditRules
{
    bool centredTransitions = false; // between two shots only in the middle of their cut
    bool centredFades = false;       // at gaps too
    bool centredPairs = false;       // what lies on both sides of a cut lies evenly
    bool cleanFrame = false;         // a shot is seen for a frame before it is mixed away
    bool stills = true;
    bool retimes = true;
    bool wholeDay = false;      // no timecode beyond 24 h
    bool songFile = true;       // a WAV is made
    bool bundleFolders = false; // Media/, Song/ and Alternates/ instead of one folder
};
[[nodiscard]] EditRules rulesOf(ExportKind kind);

// The cut of the live clips. `mediaFolder` is where made, copied and linked files will lie, absolute. Looks at files.
// RESOURCE_NOT_FOUND when there is neither a clip nor a song, VALIDATION_ERROR beyond 24 h where the format ends there.
[[nodiscard]] Result<Edit> editOf(const ExportSource &source, const CutOptions &options, const EditRules &rules,
                                  const QString &mediaFolder);

// Where the song's file begins: silence before it, so that it begins on a frame of the timeline.
struct SongPlace
{
    std::int64_t start = 0; // frames on the timeline
    std::int64_t in = 0;    // frames into the file
    Ticks padding;          // less than a frame
};
[[nodiscard]] SongPlace songPlace(const timeline::Timeline &timeline);
// Sets the song's length and markers once the samples of its file are known.
void placeSong(Edit &edit, const timeline::Timeline &timeline, const CutOptions &options, std::int64_t samples);

// Parts of editOf().
class MediaTable
{
public:
    MediaTable(Edit &edit, const ExportSource &source, const CutOptions &options, const EditRules &rules, QString folder);

    // Gives the index, adds each file once.
    [[nodiscard]] int card(int shot, const timeline::Clip &clip, std::int64_t at, std::int64_t length);
    // -1 for a still whose file is gone.
    [[nodiscard]] int take(const TakeSource &source, const timeline::Clip &clip, int shot, int number, bool isAlternate);
    [[nodiscard]] int song();
    void finish(); // names, reels, timecodes, notices

private:
    struct Facts
    {
        bool exists = false;
        int rotation = 0;
        MediaColour colour;
        int bitDepth = 8;
        int channels = 0;
        int sampleRate = 0;
    };
    [[nodiscard]] const Facts &factsOf(const QString &file);
    [[nodiscard]] int add(EditMedia media, const QString &key);
    [[nodiscard]] QString uniqueName(const QString &wanted);
    [[nodiscard]] int still(const TakeSource &source, const QString &stem, const timeline::Clip &clip);
    [[nodiscard]] int frozen(const TakeSource &source, const QString &stem, const timeline::Clip &clip);
    void makeStillMovie(EditMedia &media, std::int64_t length) const;
    void chooseMake(EditMedia &media, const QString &stem) const;
    void giveReels();
    void giveTimecodes();

    Edit &m_edit;
    const ExportSource &m_source;
    const CutOptions &m_options;
    const EditRules &m_rules;
    QString m_folder;
    QHash<QString, int> m_known;
    QHash<QString, Facts> m_facts;
    QSet<QString> m_names; // of made files, lower case
    int m_cards = 0;
    int m_flattened = 0;
    bool m_isAlternate = false; // what is being added
};
void addTransitions(Edit &edit, const timeline::Timeline &timeline, const EditRules &rules);
void addMarkers(Edit &edit, const ExportSource &source, const CutOptions &options);

} // namespace sc::interchange
