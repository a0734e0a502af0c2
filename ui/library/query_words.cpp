// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/query_words.h"

#include "core/audio/analysis.h"
#include "core/base/timecode.h"
#include "ui/library/label_words.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDate>
#include <QtCore/QLocale>

#include <cmath>

namespace sc::ui {

namespace {

constexpr qsizetype kLongestName = 100;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::QueryWords)
};

library::NumberRange *rangeOf(library::TrackQuery &query, FilterKind kind)
{
    switch (kind) {
    case FilterKind::Bpm:
        return &query.bpm;
    case FilterKind::Energy:
        return &query.energy;
    case FilterKind::Loudness:
        return &query.loudness;
    case FilterKind::Length:
        return &query.duration;
    default:
        return nullptr;
    }
}

QString rangeWords(const library::NumberRange &range, FilterKind kind)
{
    const QString from = rangeEndText(range.from, kind);
    const QString to = rangeEndText(range.to, kind);
    if (range.from && range.to)
        return Words::tr("%1 %2 to %3", "Energy 20 to 60").arg(filterName(kind), from, to);
    return range.from ? Words::tr("%1 from %2").arg(filterName(kind), from) : Words::tr("%1 up to %2").arg(filterName(kind), to);
}

QString anyOf(const QStringList &names)
{
    constexpr qsizetype kNamed = 2;
    QStringList words;
    for (const QString &name : names.mid(0, kNamed))
        words.append(labelWord(name));
    const QString listed = words.join(QStringLiteral(", "));
    return names.size() > kNamed ? Words::tr("%1 and %2 more").arg(listed).arg(names.size() - kNamed) : listed;
}

QString instrumentWords(const library::TrackQuery &query)
{
    QStringList parts;
    if (!query.instruments.isEmpty())
        parts.append(Words::tr("With %1").arg(anyOf(query.instruments).toLower()));
    if (!query.withoutInstruments.isEmpty())
        parts.append((parts.isEmpty() ? Words::tr("No %1") : Words::tr("no %1")).arg(anyOf(query.withoutInstruments).toLower()));
    return parts.join(QStringLiteral(", "));
}

QString dateWords(const QString &iso)
{
    return QLocale().toString(QDate::fromString(iso.left(10), Qt::ISODate), QLocale::ShortFormat);
}

QString addedWords(const library::TrackQuery &query)
{
    const QDate from = QDate::fromString(query.addedFrom.left(10), Qt::ISODate);
    const QDate to = QDate::fromString(query.addedTo.left(10), Qt::ISODate);
    if (from.isValid() && from.day() == 1 && to == from.addMonths(1).addDays(-1))
        return Words::tr("Added in %1").arg(QLocale().toString(from, QStringLiteral("MMMM yyyy")));
    if (from.isValid() && to.isValid())
        return Words::tr("Added %1 to %2").arg(dateWords(query.addedFrom), dateWords(query.addedTo));
    return from.isValid() ? Words::tr("Added since %1").arg(dateWords(query.addedFrom))
                          : Words::tr("Added until %1").arg(dateWords(query.addedTo));
}

QString statusWords(const std::vector<library::TrackStatus> &status)
{
    QStringList words;
    for (const library::TrackStatus one : status) {
        switch (one) {
        case library::TrackStatus::Imported:
            words.append(Words::tr("Not analysed"));
            break;
        case library::TrackStatus::Waiting:
            words.append(Words::tr("Waiting"));
            break;
        case library::TrackStatus::Analysing:
            words.append(Words::tr("Analysing"));
            break;
        case library::TrackStatus::Analysed:
            words.append(Words::tr("Analysed"));
            break;
        case library::TrackStatus::Error:
            words.append(Words::tr("Cannot be analysed"));
            break;
        }
    }
    return words.join(QStringLiteral(", "));
}

} // namespace

const std::vector<FilterKind> &filterKinds()
{
    static const std::vector<FilterKind> kinds{FilterKind::Bpm,        FilterKind::Key,       FilterKind::Genre,    FilterKind::Mood,
                                               FilterKind::Instrument, FilterKind::Energy,    FilterKind::Loudness, FilterKind::Length,
                                               FilterKind::Rating,     FilterKind::Tag,       FilterKind::Added,    FilterKind::Status,
                                               FilterKind::Used,       FilterKind::Favourite, FilterKind::Missing};
    return kinds;
}

QString filterName(FilterKind kind)
{
    switch (kind) {
    case FilterKind::Bpm:
        return Words::tr("BPM");
    case FilterKind::Key:
        return Words::tr("Key");
    case FilterKind::Genre:
        return Words::tr("Genre");
    case FilterKind::Mood:
        return Words::tr("Mood");
    case FilterKind::Instrument:
        return Words::tr("Instruments");
    case FilterKind::Energy:
        return Words::tr("Energy");
    case FilterKind::Loudness:
        return Words::tr("Loudness");
    case FilterKind::Length:
        return Words::tr("Length");
    case FilterKind::Rating:
        return Words::tr("Rating");
    case FilterKind::Tag:
        return Words::tr("Tags");
    case FilterKind::Added:
        return Words::tr("Date added");
    case FilterKind::Status:
        return Words::tr("Status");
    case FilterKind::Used:
        return Words::tr("Used in projects");
    case FilterKind::Favourite:
        return Words::tr("Favourite");
    case FilterKind::Missing:
        return Words::tr("File is gone");
    }
    return {};
}

QString filterIcon(FilterKind kind)
{
    switch (kind) {
    case FilterKind::Bpm:
        return QStringLiteral("metronome");
    case FilterKind::Key:
        return QStringLiteral("key");
    case FilterKind::Genre:
        return QStringLiteral("library");
    case FilterKind::Mood:
        return QStringLiteral("moon");
    case FilterKind::Instrument:
        return QStringLiteral("music");
    case FilterKind::Energy:
        return QStringLiteral("bolt");
    case FilterKind::Loudness:
        return QStringLiteral("volume");
    case FilterKind::Length:
        return QStringLiteral("clock");
    case FilterKind::Rating:
        return QStringLiteral("star");
    case FilterKind::Tag:
        return QStringLiteral("tag");
    case FilterKind::Added:
        return QStringLiteral("history");
    case FilterKind::Status:
        return QStringLiteral("info");
    case FilterKind::Used:
        return QStringLiteral("scenes");
    case FilterKind::Favourite:
        return QStringLiteral("heart");
    case FilterKind::Missing:
        return QStringLiteral("missing");
    }
    return {};
}

bool isSet(const library::TrackQuery &query, FilterKind kind)
{
    library::TrackQuery cleared = query;
    clearFilter(cleared, kind);
    return cleared != query;
}

void clearFilter(library::TrackQuery &query, FilterKind kind)
{
    if (library::NumberRange *range = rangeOf(query, kind)) {
        *range = {};
        return;
    }
    switch (kind) {
    case FilterKind::Key:
        query.key.clear();
        query.withCompatibleKeys = false;
        break;
    case FilterKind::Genre:
        query.genres.clear();
        break;
    case FilterKind::Mood:
        query.moods.clear();
        break;
    case FilterKind::Instrument:
        query.instruments.clear();
        query.withoutInstruments.clear();
        break;
    case FilterKind::Rating:
        query.minRating.reset();
        break;
    case FilterKind::Tag:
        query.tags.clear();
        break;
    case FilterKind::Added:
        query.addedFrom.clear();
        query.addedTo.clear();
        break;
    case FilterKind::Status:
        query.status.clear();
        break;
    case FilterKind::Used:
        query.usedInProject.reset();
        break;
    case FilterKind::Favourite:
        query.favourite.reset();
        break;
    case FilterKind::Missing:
        query.missing.reset();
        break;
    default:
        break;
    }
}

QString chipText(const library::TrackQuery &query, FilterKind kind)
{
    library::TrackQuery copy = query;
    if (const library::NumberRange *range = rangeOf(copy, kind))
        return rangeWords(*range, kind);
    switch (kind) {
    case FilterKind::Key:
        return query.withCompatibleKeys ? Words::tr("Fits %1").arg(audio::camelotOf(query.key))
                                        : QStringLiteral("%1 %2").arg(audio::camelotOf(query.key), shortKey(query.key)).trimmed();
    case FilterKind::Genre:
        return anyOf(query.genres);
    case FilterKind::Mood:
        return anyOf(query.moods);
    case FilterKind::Instrument:
        return instrumentWords(query);
    case FilterKind::Rating:
        return Words::tr("%n star(s) or more", nullptr, query.minRating.value_or(0));
    case FilterKind::Tag:
        return Words::tr("Tagged %1").arg(query.tags.join(QStringLiteral(", ")));
    case FilterKind::Added:
        return addedWords(query);
    case FilterKind::Status:
        return statusWords(query.status);
    case FilterKind::Used:
        return query.usedInProject.value_or(true) ? Words::tr("Used in a project") : Words::tr("Not used yet");
    case FilterKind::Favourite:
        return query.favourite.value_or(true) ? Words::tr("Favourites") : Words::tr("No favourites");
    case FilterKind::Missing:
        return query.missing.value_or(true) ? Words::tr("File is gone") : Words::tr("File is there");
    default:
        return {};
    }
}

QString nameFor(const library::TrackQuery &query)
{
    QStringList parts;
    if (!query.text.trimmed().isEmpty())
        parts.append(QStringLiteral("“%1”").arg(query.text.trimmed()));
    for (const FilterKind kind : filterKinds()) {
        if (isSet(query, kind))
            parts.append(chipText(query, kind));
    }
    return parts.isEmpty() ? Words::tr("All songs") : parts.join(QStringLiteral(", ")).left(kLongestName).trimmed();
}

QString keyOfCamelot(const QString &camelot)
{
    static const QStringList notes{
        QStringLiteral("C"),  QStringLiteral("C#"), QStringLiteral("Db"), QStringLiteral("D"),  QStringLiteral("D#"), QStringLiteral("Eb"),
        QStringLiteral("E"),  QStringLiteral("F"),  QStringLiteral("F#"), QStringLiteral("Gb"), QStringLiteral("G"),  QStringLiteral("G#"),
        QStringLiteral("Ab"), QStringLiteral("A"),  QStringLiteral("A#"), QStringLiteral("Bb"), QStringLiteral("B")};
    for (const QString &note : notes) {
        for (const QString &mode : {QStringLiteral(" major"), QStringLiteral(" minor")}) {
            if (!camelot.isEmpty() && audio::camelotOf(note + mode) == camelot)
                return note + mode;
        }
    }
    return {};
}

QStringList compatibleCamelots(const QString &camelot)
{
    if (camelot.size() < 2)
        return {};
    const int number = camelot.chopped(1).toInt();
    const QChar mode = camelot.back();
    const auto place = [](int n, QChar m) { return QString::number((n + 11) % 12 + 1) + m; };
    return {place(number, mode), place(number - 1, mode), place(number + 1, mode), place(number, mode == u'A' ? QChar(u'B') : QChar(u'A'))};
}

std::optional<double> rangeEndFrom(const QString &text, FilterKind kind, bool *isGood)
{
    const QString plain = text.trimmed();
    *isGood = true;
    if (plain.isEmpty())
        return std::nullopt;
    if (kind == FilterKind::Length && plain.contains(u':')) {
        const QStringList parts = plain.split(u':');
        bool minutesGood = false, secondsGood = false;
        const int minutes = parts[0].toInt(&minutesGood);
        const int seconds = parts[1].toInt(&secondsGood);
        *isGood = parts.size() == 2 && minutesGood && secondsGood && minutes >= 0 && seconds >= 0 && seconds < 60;
        return *isGood ? std::optional<double>(minutes * 60 + seconds) : std::nullopt;
    }
    double value = QLocale().toDouble(plain, isGood);
    if (!*isGood)
        value = plain.toDouble(isGood);
    *isGood = *isGood && std::isfinite(value);
    if (!*isGood)
        return std::nullopt;
    return kind == FilterKind::Energy ? value / 100 : kind == FilterKind::Length ? value * 60 : value;
}

QString rangeEndText(std::optional<double> value, FilterKind kind)
{
    if (!value)
        return {};
    switch (kind) {
    case FilterKind::Energy:
        return QString::number(std::lround(*value * 100));
    case FilterKind::Length:
        return formatClock(Ticks::fromSeconds(*value), 0);
    default:
        return QString::number(*value, 'g', 5);
    }
}

} // namespace sc::ui
