// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_filter.h"

#include "core/audio/analysis.h"

#include <QtCore/QCollator>
#include <QtCore/QCoreApplication>
#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kRecentDays = 30;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::TrackFilter)
};

// What a column sorts by: a number, or words when there is none.
struct SortKey
{
    std::optional<double> number;
    QString words;
    [[nodiscard]] bool isEmpty() const { return !number && words.isEmpty(); }
};

SortKey keyOf(const library::Track &track, TrackColumn column)
{
    switch (column) {
    case TrackColumn::Number:
    case TrackColumn::Title:
        return {{}, track.title};
    case TrackColumn::Waveform:
        return {static_cast<double>(track.status), {}};
    case TrackColumn::Time:
        return {track.duration.toSeconds(), {}};
    case TrackColumn::Bpm:
        return {track.bpm, {}};
    case TrackColumn::Key: {
        // Round the wheel: 1A, 1B, 2A.
        const QString camelot = audio::camelotOf(track.key);
        return camelot.isEmpty() ? SortKey{} : SortKey{camelot.chopped(1).toInt() * 2.0 + (camelot.endsWith(u'B') ? 1 : 0), {}};
    }
    case TrackColumn::Loudness:
        return {track.lufs, {}};
    case TrackColumn::Energy:
        return {track.energy, {}};
    case TrackColumn::Rating:
        return {static_cast<double>(track.rating), {}};
    }
    return {};
}

} // namespace

bool isIn(const library::Track &track, Collection collection, const QString &nowUtc)
{
    switch (collection) {
    case Collection::All:
        return true;
    case Collection::Favourites:
        return track.favourite;
    case Collection::Missing:
        return track.missing;
    case Collection::Recent: {
        const QDateTime added = QDateTime::fromString(track.addedAt, Qt::ISODateWithMs);
        const QDateTime now = QDateTime::fromString(nowUtc, Qt::ISODateWithMs);
        return added.isValid() && now.isValid() && added.daysTo(now) <= kRecentDays;
    }
    }
    return true;
}

std::vector<library::Track> arranged(const std::vector<library::Track> &tracks, const TrackView &view, const QString &nowUtc)
{
    struct Row
    {
        const library::Track *track;
        SortKey key;
    };
    std::vector<Row> rows;
    for (const library::Track &track : tracks) {
        if (isIn(track, view.collection, nowUtc) && (!view.found || view.found->contains(track.id)))
            rows.push_back({&track, keyOf(track, view.sortBy)});
    }
    // The C locale sorts by code point, which nobody wants to read.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(true);
    const auto before = [&](const Row &a, const Row &b) {
        if (a.key.isEmpty() != b.key.isEmpty())
            return b.key.isEmpty();
        if (a.key.number && b.key.number && *a.key.number != *b.key.number)
            return (*a.key.number < *b.key.number) == view.ascending;
        if (const int order = collator.compare(a.key.words, b.key.words); order != 0)
            return (order < 0) == view.ascending;
        const int byTitle = collator.compare(a.track->title, b.track->title);
        return byTitle != 0 ? byTitle < 0 : a.track->id < b.track->id;
    };
    std::sort(rows.begin(), rows.end(), before);
    std::vector<library::Track> result;
    result.reserve(rows.size());
    for (const Row &row : rows)
        result.push_back(*row.track);
    return result;
}

QString summaryOf(const std::vector<library::Track> &tracks)
{
    Ticks total;
    for (const library::Track &track : tracks)
        total += track.duration;
    const auto minutes = static_cast<int>(total.toSeconds() / 60 + 0.5);
    const QString songs = Words::tr("%n song(s)", nullptr, static_cast<int>(tracks.size()));
    if (minutes < 60)
        return Words::tr("%1, %2 min").arg(songs).arg(minutes);
    return Words::tr("%1, %2 h %3 min").arg(songs).arg(minutes / 60).arg(minutes % 60);
}

} // namespace sc::ui
