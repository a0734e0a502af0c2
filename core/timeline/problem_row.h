// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/problems.h"

// The live clips of a program in one row, with what is found by looking along it. Internal to core/timeline: the finder
// reads it, the fixes try their changes on copies of its places.
namespace sc::timeline {

struct RowPlace
{
    Ticks start;
    Ticks end;
    Transition in;
    Transition out;
    bool locked = false;
    bool gone = false; // removed by a fix
    [[nodiscard]] Ticks length() const { return end - start; }
};

inline constexpr int kNoPlace = -1;

struct RowProblem
{
    FindingKind kind = FindingKind::Gap;
    int clip = kNoPlace;  // places in the row; the later one of two
    int other = kNoPlace; // the earlier one
    TickRange range;
    [[nodiscard]] bool isSame(const RowProblem &one) const { return kind == one.kind && clip == one.clip && other == one.other; }
};
// Overlaps, gaps, flashes and transitions without room, by place. `places` by start, except those that are gone.
[[nodiscard]] std::vector<RowProblem> rowProblems(std::span<const RowPlace> places);

class ProblemRow
{
public:
    explicit ProblemRow(const Timeline &timeline);

    [[nodiscard]] const std::vector<const Clip *> &clips() const { return m_clips; }
    [[nodiscard]] const Clip *clip(int place) const { return place < 0 ? nullptr : m_clips[static_cast<size_t>(place)]; }
    [[nodiscard]] const std::vector<RowPlace> &places() const { return m_places; }
    [[nodiscard]] Ticks programEnd() const { return m_programEnd; }
    [[nodiscard]] std::vector<RowProblem> problems() const { return rowProblems(m_places); }

private:
    std::vector<const Clip *> m_clips; // live, by start
    std::vector<RowPlace> m_places;
    Ticks m_programEnd;
};

} // namespace sc::timeline
