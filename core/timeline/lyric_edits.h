// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/timeline/model.h"

// Edits of lyric lines. Times are song time and kept as given: only cuts are rounded to frames. Times must be rising
// within a line; lines may overlap one another.
namespace sc::timeline {

// Replaces all lines, as an import does. Lines without an id get one.
struct SetLyrics
{
    std::vector<LyricLine> lines;
};
[[nodiscard]] Result<Timeline> setLyrics(const Timeline &timeline, const SetLyrics &request);

struct AddLyricLine
{
    LyricId id = LyricId::create();
    Ticks start;
    std::optional<Ticks> end;
    QString text; // 1..500
    LyricSource source = LyricSource::Typed;
};
[[nodiscard]] Result<Timeline> addLyricLine(const Timeline &timeline, const AddLyricLine &request);

// Only what is set changes. A changed text drops the words' times unless there are as many words as before.
struct EditLyricLine
{
    LyricId line;
    std::optional<Ticks> start;
    std::optional<Ticks> end;
    bool dropEnd = false; // until the next line again
    std::optional<QString> text;
};
[[nodiscard]] Result<Timeline> editLyricLine(const Timeline &timeline, const EditLyricLine &request);

struct DeleteLyricLines
{
    std::vector<LyricId> lines;
};
[[nodiscard]] Result<Timeline> deleteLyricLines(const Timeline &timeline, const DeleteLyricLines &request);

// Moves all lines and their words.
struct ShiftLyrics
{
    Ticks by;
};
[[nodiscard]] Result<Timeline> shiftLyrics(const Timeline &timeline, const ShiftLyrics &request);

// Gives plain lines the times that were tapped while the song played: the first text begins at the first tap, and so on.
// A tap more than there are texts ends the last line. VALIDATION_ERROR unless the taps rise and there is one for each text.
struct TapLyrics
{
    QStringList texts;
    std::vector<Ticks> taps; // song time
};
[[nodiscard]] Result<Timeline> tapLyrics(const Timeline &timeline, const TapLyrics &request);

// Writes the lines that are sung during a scene or clip into its lyrics. A line belongs where most of it lies.
struct ApplyLyrics
{
    bool scenes = true;
    bool clips = true;
    bool onlyEmpty = true; // leave words that are there already
};
[[nodiscard]] Result<Timeline> applyLyrics(const Timeline &timeline, const ApplyLyrics &request);

} // namespace sc::timeline
