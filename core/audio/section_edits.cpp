// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/audio/section_edits.h"

#include "core/base/text.h"
#include "core/base/timecode.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::audio {

namespace {

Result<> checkIndex(const Sections &sections, size_t index)
{
    if (index < sections.size())
        return {};
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound,
                QCoreApplication::translate("sc::audio", "The song has %1 sections, not %2.").arg(sections.size()).arg(index + 1)));
}

Problem tooShort()
{
    return Problem(
        ProblemCode::ValidationError,
        QCoreApplication::translate("sc::audio", "A section is at least %1 s long.").arg(kShortestSection.toSeconds(), 0, 'f', 1));
}

Problem unchanged()
{
    return Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::audio", "The sections are like that already."));
}

void noteMoved(Section &section)
{
    section.repeatGroup = -1;
    section.confidence = 1;
}

Problem overlapProblem(const Section &section, const Section &neighbour, Ticks overlap)
{
    return Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::audio", "\"%1\" would lie over %2 s of \"%3\".")
                                              .arg(section.label)
                                              .arg(overlap.toSeconds(), 0, 'f', 2)
                                              .arg(neighbour.label))
        .withEntity(QStringLiteral("section"), neighbour.label)
        .withAction(QStringLiteral("section.trim"), QCoreApplication::translate("sc::audio", "Trim \"%1\"").arg(neighbour.label));
}

} // namespace

Result<Sections> renameSection(Sections sections, size_t index, const QString &label)
{
    SC_TRY(checkIndex(sections, index));
    SC_TRY_ASSIGN(clean,
                  cleanText(label, TextKind::SingleLine, 1, kLongestSectionLabel, QCoreApplication::translate("sc::audio", "Section")));
    Section &section = sections[index];
    if (section.label == clean && section.confidence >= 1)
        return std::unexpected(unchanged());
    section.label = clean;
    section.confidence = 1;
    return sections;
}

Result<Sections> moveSectionStart(Sections sections, size_t index, Ticks to)
{
    SC_TRY(checkIndex(sections, index));
    if (index == 0)
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::audio", "The first section begins with the song.")));
    Section &before = sections[index - 1];
    Section &section = sections[index];
    if (section.start == to)
        return std::unexpected(unchanged());
    if (to - before.start < kShortestSection || section.end - to < kShortestSection)
        return std::unexpected(tooShort());
    before.end = section.start = to;
    noteMoved(before);
    noteMoved(section);
    return sections;
}

Result<Sections> splitSection(Sections sections, Ticks at)
{
    const auto found = std::ranges::find_if(sections, [at](const Section &one) { return at >= one.start && at < one.end; });
    if (found == sections.end())
        return std::unexpected(Problem(ProblemCode::ResourceNotFound,
                                       QCoreApplication::translate("sc::audio", "There is no section at %1.").arg(formatClock(at, 2))));
    if (at - found->start < kShortestSection || found->end - at < kShortestSection)
        return std::unexpected(tooShort());
    noteMoved(*found);
    Section second = *found;
    found->end = second.start = at;
    sections.insert(found + 1, second);
    return sections;
}

Result<Sections> mergeSectionWithNext(Sections sections, size_t index)
{
    SC_TRY(checkIndex(sections, index));
    if (index + 1 >= sections.size())
        return std::unexpected(
            Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::audio", "There is no section after this one.")));
    Section &section = sections[index];
    const Section &next = sections[index + 1];
    const double first = (section.end - section.start).toSeconds();
    const double second = (next.end - next.start).toSeconds();
    section.energy = (section.energy * first + next.energy * second) / (first + second);
    section.end = next.end;
    noteMoved(section);
    sections.erase(sections.begin() + std::ptrdiff_t(index) + 1);
    return sections;
}

Result<Sections> removeSection(Sections sections, size_t index)
{
    SC_TRY(checkIndex(sections, index));
    if (sections.size() == 1)
        return std::unexpected(
            Problem(ProblemCode::ValidationError,
                    QCoreApplication::translate("sc::audio", "The last section cannot be removed: the song has to be something.")));
    Section &heir = sections[index > 0 ? index - 1 : 1];
    heir.start = std::min(heir.start, sections[index].start);
    heir.end = std::max(heir.end, sections[index].end);
    noteMoved(heir);
    sections.erase(sections.begin() + std::ptrdiff_t(index));
    return sections;
}

Result<Sections> setSectionRange(Sections sections, size_t index, TickRange range, SectionOverlap overlap)
{
    SC_TRY(checkIndex(sections, index));
    Section &section = sections[index];
    const TickRange wished{index == 0 ? section.start : range.start, index + 1 == sections.size() ? section.end : range.end};
    if (wished.start == section.start && wished.end == section.end)
        return std::unexpected(unchanged());
    if (wished.length() < kShortestSection)
        return std::unexpected(tooShort());
    if (overlap == SectionOverlap::Refuse && wished.start < section.start)
        return std::unexpected(overlapProblem(section, sections[index - 1], section.start - wished.start));
    if (overlap == SectionOverlap::Refuse && wished.end > section.end)
        return std::unexpected(overlapProblem(section, sections[index + 1], wished.end - section.end));
    if (index > 0 && wished.start != section.start) {
        Section &before = sections[index - 1];
        before.end = wished.start;
        noteMoved(before);
        if (before.end - before.start < kShortestSection)
            return std::unexpected(tooShort());
    }
    if (index + 1 < sections.size() && wished.end != section.end) {
        Section &after = sections[index + 1];
        after.start = wished.end;
        noteMoved(after);
        if (after.end - after.start < kShortestSection)
            return std::unexpected(tooShort());
    }
    section.start = wished.start;
    section.end = wished.end;
    noteMoved(section);
    return sections;
}

Result<> checkSections(const Sections &sections)
{
    for (size_t i = 0; i < sections.size(); ++i) {
        const Section &section = sections[i];
        // Short ones may have been heard; only edits make none.
        if (section.end <= section.start)
            return std::unexpected(tooShort());
        if (i > 0 && section.start != sections[i - 1].end)
            return std::unexpected(
                Problem(ProblemCode::ValidationError,
                        QCoreApplication::translate("sc::audio", "Sections follow one another without gaps or overlaps.")));
        SC_TRY(
            cleanText(section.label, TextKind::SingleLine, 1, kLongestSectionLabel, QCoreApplication::translate("sc::audio", "Section")));
    }
    return {};
}

Sections fitSections(const Sections &sections, Ticks duration)
{
    Sections result;
    for (Section section : sections) {
        section.start = std::max(section.start, Ticks());
        section.end = std::min(section.end, duration);
        if (section.end > section.start)
            result.push_back(std::move(section));
    }
    if (!result.empty()) {
        result.front().start = Ticks();
        result.back().end = duration;
    }
    return result;
}

} // namespace sc::audio
