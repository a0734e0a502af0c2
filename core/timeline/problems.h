// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/transition_edits.h"

#include <QtCore/QJsonObject>
#include <QtCore/QStringList>

#include <array>
#include <map>
#include <span>

// Everything that is wrong with a cut, or may be: one list for the window, the command line and the checks before an
// export. Fixes are in problem_fixes.h.
namespace sc::timeline {

enum class FindingKind {
    Rule,         // breaks a rule that no edit breaks: the file was changed from outside
    MissingMedia, // a file is gone
    Overlap,      // two live clips at one time
    FlashGap,     // black for less than 0.1 s
    FlashFrame,   // a shot of less than 0.1 s
    Transition,   // a transition that its shots have no room for
    Handles,      // a dissolve or wipe beyond the media of one of its shots, whose first or last frame stands still there
    OffBeat,      // a cut further than half a frame from its beat and from the half-beat
    Gap,          // black for longer
};
inline constexpr std::array kFindingKinds = {FindingKind::Rule,     FindingKind::MissingMedia, FindingKind::Overlap,
                                             FindingKind::FlashGap, FindingKind::FlashFrame,   FindingKind::Transition,
                                             FindingKind::Handles,  FindingKind::OffBeat,      FindingKind::Gap};
[[nodiscard]] QString findingKindName(FindingKind kind); // "flash_gap": for files and scripts
[[nodiscard]] std::optional<FindingKind> findingKindFromName(const QString &name);
[[nodiscard]] QString findingKindTitle(FindingKind kind); // translated, plural: "Flash gaps"

enum class Severity { Error, Warning, Info };
[[nodiscard]] Severity severityOf(FindingKind kind);
[[nodiscard]] QString severityName(Severity severity); // "error"

struct Finding
{
    FindingKind kind = FindingKind::Rule;
    QString entityKind; // "clip", "scene", "project", "take"
    QString entityId;
    ClipId clip;  // to show: the later one of two
    ClipId other; // the earlier one, if there are two
    QString name; // of `clip` or of the entity
    QString otherName;
    TickRange range;        // where; empty for a cut
    double errorFrames = 0; // of OffBeat: positive = late
    bool atEnd = false;     // of OffBeat: the cut is where the clip ends
    QString detail;         // of Rule and MissingMedia: the sentence, the path; of Handles: the clip whose media are over
    Ticks allowed;          // of Handles: the length that the media last for
    bool locked = false;    // a clip that a fix may have to change is locked

    [[nodiscard]] Severity severity() const { return severityOf(kind); }
    // The same trouble, also after an edit elsewhere.
    [[nodiscard]] bool isSame(const Finding &one) const
    {
        return kind == one.kind && clip == one.clip && other == one.other && atEnd == one.atEnd && entityId == one.entityId;
    }
    bool operator==(const Finding &) const = default;
};
[[nodiscard]] QString findingText(const Finding &finding, FrameRate rate); // one translated sentence with names and amounts

// A file that is gone, found by whoever may look at disks.
struct MissingFile
{
    QString entityKind; // "project" (its song), "take"
    QString entityId;
    QString name;
    QString path;
    ClipId clip; // that shows it
    bool operator==(const MissingFile &) const = default;
};

struct ProblemReport
{
    std::vector<Finding> findings; // by severity, kind, time
    int clips = 0;                 // live ones
    Ticks totalLength;
    Ticks end;
    [[nodiscard]] int count(FindingKind kind) const;
    [[nodiscard]] int count(Severity severity) const;
    [[nodiscard]] bool isGood() const { return count(Severity::Error) == 0; }
};
// `rules` also runs validate(), which is many times slower and finds nothing after an edit. Any thread.
struct ProblemSources
{
    std::span<const Beat> beats; // of timelineBeats()
    std::span<const MissingFile> missing;
    bool rules = true;
    MediaLengthOf mediaLength = {}; // without: nothing is said of handles
};
[[nodiscard]] ProblemReport findProblems(const Timeline &timeline, const ProblemSources &sources);
[[nodiscard]] QString verdictOf(const ProblemReport &report); // one translated sentence

[[nodiscard]] QJsonObject toJson(const ProblemReport &report, FrameRate rate);

} // namespace sc::timeline
