// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/analyze_correct.h"

#include "app/cli/library_access.h"
#include "core/audio/grid_edits.h"
#include "core/audio/section_edits.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace sc::cli {

namespace {

using audio::Corrections;

Problem invalid(const QString &sentence)
{
    return Problem(ProblemCode::ValidationError, sentence);
}

Result<double> numberOption(const Arguments &arguments, const QString &option)
{
    bool ok = false;
    const double number = arguments.value(option).toDouble(&ok);
    if (!ok || !std::isfinite(number))
        return std::unexpected(
            invalid(QCoreApplication::translate("sc::cli", "--%1 takes a number, not \"%2\".").arg(option, arguments.value(option))));
    return number;
}

// "N=VALUE": a section counted from 1, as `analyze sections` numbers them.
struct IndexedValue
{
    size_t index = 0;
    QString value;
};
Result<IndexedValue> indexedValue(const QString &text, const QString &option)
{
    bool ok = false;
    const int number = text.section(u'=', 0, 0).toInt(&ok);
    if (!ok || number < 1)
        return std::unexpected(invalid(
            QCoreApplication::translate("sc::cli", "--%1 begins with the section's number, from 1, not \"%2\".").arg(option, text)));
    return IndexedValue{static_cast<size_t>(number - 1), text.section(u'=', 1)};
}

class GridChange
{
public:
    GridChange(const Arguments &arguments, const audio::Analysis &measured, BeatGrid grid)
        : m_arguments(arguments), m_measured(measured), m_grid(std::move(grid))
    {
    }

    Result<BeatGrid> run()
    {
        if (m_arguments.has(QStringLiteral("at"))) {
            SC_TRY_ASSIGN(time, songTime(m_arguments.value(QStringLiteral("at"))));
            m_at = time;
        }
        SC_TRY(scale());
        SC_TRY(tempo());
        SC_TRY(taps());
        SC_TRY(places());
        if (m_arguments.has(QStringLiteral("metre"))) {
            SC_TRY_ASSIGN(beats, m_arguments.integer(QStringLiteral("metre"), 1, audio::kMostBeatsPerBar));
            SC_TRY(take(audio::setBeatsPerBar(m_grid, m_at, *beats)));
        }
        return m_grid;
    }

private:
    Result<> take(const Result<BeatGrid> &edited)
    {
        if (!edited)
            return std::unexpected(edited.error());
        m_grid = *edited;
        return {};
    }

    Result<> scale()
    {
        static const std::array<std::pair<QString, audio::TempoRatio>, 4> kRatios = {
            std::pair{QStringLiteral("3:2"), audio::TempoRatio::ThreeToTwo},
            {QStringLiteral("2:3"), audio::TempoRatio::TwoToThree},
            {QStringLiteral("4:3"), audio::TempoRatio::FourToThree},
            {QStringLiteral("3:4"), audio::TempoRatio::ThreeToFour}};
        if (m_arguments.has(QStringLiteral("half")))
            SC_TRY(take(audio::scaleTempo(m_grid, m_at, audio::TempoRatio::Half)));
        if (m_arguments.has(QStringLiteral("double")))
            SC_TRY(take(audio::scaleTempo(m_grid, m_at, audio::TempoRatio::Double)));
        for (const QString &wanted : m_arguments.values(QStringLiteral("ratio"))) {
            const auto ratio = std::ranges::find(kRatios, wanted, &std::pair<QString, audio::TempoRatio>::first);
            if (ratio == kRatios.end())
                return std::unexpected(
                    Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no ratio \"%1\".").arg(wanted))
                        .withDetail(QStringLiteral("3:2, 2:3, 4:3, 3:4")));
            SC_TRY(take(audio::scaleTempo(m_grid, m_at, ratio->second)));
        }
        return {};
    }

    Result<> tempo()
    {
        if (!m_arguments.has(QStringLiteral("bpm")))
            return {};
        SC_TRY_ASSIGN(bpm, numberOption(m_arguments, QStringLiteral("bpm")));
        // Where nothing was heard a grid begins at the given place.
        if (m_grid.isEmpty())
            return take(audio::makeGrid({Ticks(), m_measured.duration}, bpm, m_at, 4));
        return take(audio::setTempo(m_grid, m_at, bpm));
    }

    Result<> taps()
    {
        if (!m_arguments.has(QStringLiteral("tap")))
            return {};
        std::vector<Ticks> times;
        for (const QString &word : m_arguments.value(QStringLiteral("tap")).split(u',', Qt::SkipEmptyParts)) {
            SC_TRY_ASSIGN(time, songTime(word.trimmed()));
            times.push_back(time);
        }
        const auto tapped = audio::tempoOfTaps(times, m_measured.onsets);
        if (!tapped)
            return std::unexpected(
                invalid(QCoreApplication::translate("sc::cli", "A tempo needs at least %1 even taps.").arg(audio::kFewestTaps)));
        if (m_grid.isEmpty())
            SC_TRY(take(audio::makeGrid({Ticks(), m_measured.duration}, tapped->bpm, tapped->anchor, 4)));
        const auto applied = audio::applyTaps(m_grid, times.front(), *tapped);
        return !applied && applied.error().code() == ProblemCode::NothingToUpdate ? Result<>() : take(applied);
    }

    Result<> places()
    {
        if (m_arguments.has(QStringLiteral("shift"))) {
            SC_TRY_ASSIGN(milliseconds, numberOption(m_arguments, QStringLiteral("shift")));
            SC_TRY(take(audio::shiftBeats(m_grid, m_at, Ticks::fromSeconds(milliseconds / 1000))));
        }
        using Edit = Result<BeatGrid> (*)(const BeatGrid &, Ticks);
        for (const auto &[option, edit] : {std::pair<QString, Edit>{QStringLiteral("split"), audio::splitRegion},
                                           {QStringLiteral("merge"), audio::mergeRegions},
                                           {QStringLiteral("downbeat"), audio::setDownbeat}}) {
            for (const QString &word : m_arguments.values(option)) {
                SC_TRY_ASSIGN(time, songTime(word));
                SC_TRY(take(edit(m_grid, time)));
            }
        }
        return {};
    }

    const Arguments &m_arguments;
    const audio::Analysis &m_measured;
    BeatGrid m_grid;
    Ticks m_at;
};

Result<audio::Sections> changedSections(const Arguments &arguments, audio::Sections sections)
{
    const auto take = [&](const Result<audio::Sections> &edited) -> Result<> {
        if (!edited)
            return std::unexpected(edited.error());
        sections = *edited;
        return {};
    };
    for (const QString &word : arguments.values(QStringLiteral("split-section"))) {
        SC_TRY_ASSIGN(time, songTime(word));
        SC_TRY(take(audio::splitSection(sections, time)));
    }
    for (const QString &word : arguments.values(QStringLiteral("merge-section"))) {
        SC_TRY_ASSIGN(one, indexedValue(word, QStringLiteral("merge-section")));
        SC_TRY(take(audio::mergeSectionWithNext(sections, one.index)));
    }
    for (const QString &word : arguments.values(QStringLiteral("remove-section"))) {
        SC_TRY_ASSIGN(one, indexedValue(word, QStringLiteral("remove-section")));
        SC_TRY(take(audio::removeSection(sections, one.index)));
    }
    for (const QString &word : arguments.values(QStringLiteral("move-section"))) {
        SC_TRY_ASSIGN(one, indexedValue(word, QStringLiteral("move-section")));
        SC_TRY_ASSIGN(time, songTime(one.value));
        SC_TRY(take(audio::moveSectionStart(sections, one.index, time)));
    }
    for (const QString &word : arguments.values(QStringLiteral("section-range"))) {
        SC_TRY_ASSIGN(one, indexedValue(word, QStringLiteral("section-range")));
        SC_TRY_ASSIGN(start, songTime(one.value.section(QStringLiteral(".."), 0, 0)));
        SC_TRY_ASSIGN(end, songTime(one.value.section(QStringLiteral(".."), 1)));
        const bool trims = arguments.has(QStringLiteral("trim"));
        SC_TRY(take(audio::setSectionRange(sections, one.index, {start, end},
                                           trims ? audio::SectionOverlap::Trim : audio::SectionOverlap::Refuse)));
    }
    for (const QString &word : arguments.values(QStringLiteral("section"))) {
        SC_TRY_ASSIGN(one, indexedValue(word, QStringLiteral("section")));
        SC_TRY(take(audio::renameSection(sections, one.index, one.value)));
    }
    return sections;
}

// "genre:techno"
Result<Corrections> changedLabels(const Arguments &arguments, Corrections corrections)
{
    constexpr std::array kKinds = {audio::LabelKind::Genre, audio::LabelKind::Mood, audio::LabelKind::Instrument, audio::LabelKind::Tag};
    for (const bool isThere : {true, false}) {
        for (const QString &word : arguments.values(isThere ? QStringLiteral("label") : QStringLiteral("no-label"))) {
            const auto kind = std::ranges::find(kKinds, word.section(u':', 0, 0), audio::labelKindName);
            if (kind == kKinds.end() || !word.contains(u':'))
                return std::unexpected(
                    Problem(ProblemCode::InvalidParameter,
                            QCoreApplication::translate("sc::cli", "A label is written KIND:NAME, not \"%1\".").arg(word))
                        .withDetail(QStringLiteral("genre:techno, mood:dreamy, instrument:piano, tag:fast")));
            corrections = audio::withLabel(std::move(corrections), {*kind, word.section(u':', 1).trimmed(), isThere});
        }
    }
    return corrections;
}

Result<Corrections> afterResets(const Arguments &arguments, Corrections corrections)
{
    for (const QString &word : arguments.values(QStringLiteral("reset"))) {
        bool isKnown = false;
        for (const audio::CorrectionKind kind : audio::kCorrectionKinds) {
            if (word != QLatin1String("all") && word != audio::correctionKindName(kind))
                continue;
            corrections = audio::reset(std::move(corrections), kind);
            isKnown = true;
        }
        if (!isKnown)
            return std::unexpected(Problem(ProblemCode::InvalidParameter,
                                           QCoreApplication::translate("sc::cli", "There is no correction \"%1\" to reset.").arg(word))
                                       .withDetail(QStringLiteral("grid, key, sections, labels, all")));
    }
    return corrections;
}

bool hasAny(const Arguments &arguments, std::initializer_list<const char *> options)
{
    return std::ranges::any_of(options, [&](const char *option) { return arguments.has(QLatin1String(option)); });
}

} // namespace

std::vector<OptionSpec> correctOptions()
{
    const auto text = [](const char *help) { return QCoreApplication::translate("sc::cli", help); };
    return {
        {QStringLiteral("at"), QStringLiteral("TIME"),
         text(QT_TRANSLATE_NOOP("sc::cli", "the part of the beat grid that is meant; 0 unless told"))},
        {QStringLiteral("half"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "half the tempo"))},
        {QStringLiteral("double"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "twice the tempo"))},
        {QStringLiteral("ratio"), QStringLiteral("N:M"), text(QT_TRANSLATE_NOOP("sc::cli", "3:2, 2:3, 4:3 or 3:4 of the tempo"))},
        {QStringLiteral("bpm"), QStringLiteral("BPM"), text(QT_TRANSLATE_NOOP("sc::cli", "this tempo; the first downbeat stays"))},
        {QStringLiteral("tap"), QStringLiteral("T,T,..."),
         text(QT_TRANSLATE_NOOP("sc::cli", "four times and more at which somebody tapped"))},
        {QStringLiteral("shift"), QStringLiteral("MS"), text(QT_TRANSLATE_NOOP("sc::cli", "all beats later by so many milliseconds"))},
        {QStringLiteral("downbeat"), QStringLiteral("TIME"), text(QT_TRANSLATE_NOOP("sc::cli", "the beat there is beat one"))},
        {QStringLiteral("metre"), QStringLiteral("N"), text(QT_TRANSLATE_NOOP("sc::cli", "beats a bar"))},
        {QStringLiteral("split"), QStringLiteral("TIME"), text(QT_TRANSLATE_NOOP("sc::cli", "divide the beat grid at the beat there"))},
        {QStringLiteral("merge"), QStringLiteral("TIME"), text(QT_TRANSLATE_NOOP("sc::cli", "join the part there with the next one"))},
        {QStringLiteral("key"), QStringLiteral("KEY"), text(QT_TRANSLATE_NOOP("sc::cli", "\"A minor\""))},
        {QStringLiteral("section"), QStringLiteral("N=NAME"), text(QT_TRANSLATE_NOOP("sc::cli", "call section N so"))},
        {QStringLiteral("move-section"), QStringLiteral("N=TIME"),
         text(QT_TRANSLATE_NOOP("sc::cli", "section N begins there; its neighbour ends there"))},
        {QStringLiteral("section-range"), QStringLiteral("N=TIME..TIME"), text(QT_TRANSLATE_NOOP("sc::cli", "both ends of section N"))},
        {QStringLiteral("trim"), {}, text(QT_TRANSLATE_NOOP("sc::cli", "--section-range may shorten the neighbours"))},
        {QStringLiteral("split-section"), QStringLiteral("TIME"), text(QT_TRANSLATE_NOOP("sc::cli", "divide the section there"))},
        {QStringLiteral("merge-section"), QStringLiteral("N"), text(QT_TRANSLATE_NOOP("sc::cli", "join section N with the next one"))},
        {QStringLiteral("remove-section"), QStringLiteral("N"), text(QT_TRANSLATE_NOOP("sc::cli", "section N goes to its neighbour"))},
        {QStringLiteral("label"), QStringLiteral("KIND:NAME"),
         text(QT_TRANSLATE_NOOP("sc::cli", "the song is this: genre, mood, instrument or tag"))},
        {QStringLiteral("no-label"), QStringLiteral("KIND:NAME"), text(QT_TRANSLATE_NOOP("sc::cli", "the song is not this"))},
        {QStringLiteral("reset"), QStringLiteral("KIND"),
         text(QT_TRANSLATE_NOOP("sc::cli", "what was measured counts again: grid, key, sections, labels, all"))},
    };
}

Result<Corrections> correctedBy(const Arguments &arguments, const audio::Analysis &measured, Corrections corrections)
{
    const bool changesGrid = hasAny(arguments, {"half", "double", "ratio", "bpm", "tap", "shift", "downbeat", "metre", "split", "merge"});
    const bool changesSections =
        hasAny(arguments, {"section", "move-section", "section-range", "split-section", "merge-section", "remove-section"});
    if (!changesGrid && !changesSections && !hasAny(arguments, {"key", "label", "no-label", "reset"}))
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::cli", "Say what is to be corrected."))
                                   .withDetail(QStringLiteral("storycanvas-cli help analyze correct")));
    SC_TRY_ASSIGN(after, afterResets(arguments, std::move(corrections)));
    if (changesGrid) {
        SC_TRY_ASSIGN(grid, GridChange(arguments, measured, after.grid.value_or(measured.map.grid)).run());
        after.grid = std::move(grid);
    }
    if (changesSections) {
        SC_TRY_ASSIGN(sections, changedSections(arguments, after.sections.value_or(measured.map.sections)));
        after.sections = std::move(sections);
    }
    if (arguments.has(QStringLiteral("key")))
        after.key = arguments.value(QStringLiteral("key")).simplified();
    SC_TRY_ASSIGN(labelled, changedLabels(arguments, std::move(after)));
    return labelled;
}

} // namespace sc::cli
