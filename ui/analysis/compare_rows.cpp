// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/compare_rows.h"

#include "core/base/timecode.h"
#include "ui/analysis/music_words.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>
#include <QtCore/QLocale>

#include <algorithm>

namespace sc::ui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::CompareRows)
};

using Kind = audio::AnalysisDifference::Kind;

QString unknown()
{
    return Words::tr("not known");
}

QString number(const std::optional<double> &value, int digits, const QString &pattern)
{
    return value ? pattern.arg(decimals(*value, digits)) : unknown();
}

QString beatCount(const audio::Analysis &analysis, bool downbeats)
{
    const std::vector<Beat> beats = analysis.map.grid.beats();
    const auto count = downbeats ? std::ranges::count_if(beats, &Beat::isDownbeat) : std::ssize(beats);
    return QLocale().toString(qlonglong(count));
}

QString beatNote(const audio::AnalysisDifference &difference)
{
    QStringList parts;
    if (difference.largestShift != Ticks())
        parts << Words::tr("moved by %1 ms in the middle, %2 ms at most")
                     .arg(decimals(difference.medianShift.toMilliseconds(), 1), decimals(difference.largestShift.toMilliseconds(), 1));
    if (difference.added > 0)
        parts << Words::tr("%n new", nullptr, difference.added);
    if (difference.removed > 0)
        parts << Words::tr("%n gone", nullptr, difference.removed);
    return parts.join(QStringLiteral(", "));
}

QString sectionWords(const QString &label, TickRange place)
{
    return place.isEmpty() ? Words::tr("not there")
                           : Words::tr("%1, %2 to %3").arg(sectionWord(label), formatClock(place.start, 1), formatClock(place.end, 1));
}

// A section or label that one of both has otherwise.
CompareRow differenceRow(const audio::AnalysisDifference &difference)
{
    CompareRow row{.differs = true};
    switch (difference.kind) {
    case Kind::LabelAdded:
    case Kind::LabelRemoved: {
        const bool added = difference.kind == Kind::LabelAdded;
        row.name = Words::tr("Label");
        row.then = added ? Words::tr("not there") : audio::labelTitle(difference.before);
        row.now = added ? audio::labelTitle(difference.after) : Words::tr("not there");
        break;
    }
    default:
        row.name = Words::tr("Section");
        row.then = sectionWords(difference.before, difference.placeBefore);
        row.now = sectionWords(difference.after, difference.placeAfter);
        break;
    }
    return row;
}

} // namespace

std::vector<CompareRow> compareRows(const audio::Analysis &then, const audio::Analysis &now)
{
    const std::vector<audio::AnalysisDifference> differences = audio::compareAnalyses(then, now);
    std::vector<CompareRow> rows;
    const auto add = [&](Kind kind, const QString &name, const QString &a, const QString &b) {
        const auto found = std::ranges::find(differences, kind, &audio::AnalysisDifference::kind);
        CompareRow row{name, a, b, {}, found != differences.end()};
        if (row.differs && (kind == Kind::Beats || kind == Kind::Downbeats))
            row.note = beatNote(*found);
        rows.push_back(std::move(row));
    };
    const auto key = [](const audio::Analysis &a) { return a.key.value ? shortKey(*a.key.value) : unknown(); };
    add(Kind::Duration, Words::tr("Length"), formatClock(then.duration, 3), formatClock(now.duration, 3));
    add(Kind::Tempo, Words::tr("Tempo"), number(then.tempo.value, 2, Words::tr("%1 BPM")), number(now.tempo.value, 2, Words::tr("%1 BPM")));
    add(Kind::TimeSignature, Words::tr("Metre"), then.timeSignature.value.value_or(unknown()), now.timeSignature.value.value_or(unknown()));
    add(Kind::Key, Words::tr("Key"), key(then), key(now));
    add(Kind::Loudness, Words::tr("Loudness"), number(then.integratedLufs, 1, Words::tr("%1 LUFS")),
        number(now.integratedLufs, 1, Words::tr("%1 LUFS")));
    add(Kind::LoudnessRange, Words::tr("Range"), number(then.loudnessRange, 1, Words::tr("%1 LU")),
        number(now.loudnessRange, 1, Words::tr("%1 LU")));
    add(Kind::TruePeak, Words::tr("True peak"), number(then.truePeakDbtp, 1, Words::tr("%1 dBTP")),
        number(now.truePeakDbtp, 1, Words::tr("%1 dBTP")));
    add(Kind::Beats, Words::tr("Beats"), beatCount(then, false), beatCount(now, false));
    add(Kind::Downbeats, Words::tr("Downbeats"), beatCount(then, true), beatCount(now, true));
    for (const audio::AnalysisDifference &difference : differences) {
        if (difference.kind >= Kind::SectionAdded)
            rows.push_back(differenceRow(difference));
    }
    return rows;
}

QString noteDate(const QString &madeAt)
{
    const QDateTime at = QDateTime::fromString(madeAt, Qt::ISODate).toLocalTime();
    if (!at.isValid())
        return madeAt;
    const QLocale locale;
    return at.date() == QDate::currentDate() ? locale.toString(at.time(), QStringLiteral("HH:mm"))
                                             : locale.toString(at.date(), QStringLiteral("d MMM"));
}

} // namespace sc::ui
