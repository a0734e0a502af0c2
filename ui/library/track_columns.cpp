// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_columns.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kTitleLeast = 200;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::TrackColumns)
};

constexpr size_t at(TrackColumn column)
{
    return static_cast<size_t>(column);
}

constexpr std::array kSortNames{"title", "artist", "album",  "duration", "bpm",   "key",    "loudness", "energy",
                                "mood",  "genre",  "rating", "status",   "added", "played", "plays"};

} // namespace

TrackColumnFacts factsOf(TrackColumn column)
{
    using Sort = library::TrackSort;
    switch (column) {
    case TrackColumn::Number:
        return {"number", Words::tr("#"), 44, true, false, 0, {}};
    case TrackColumn::Title:
        return {"title", Words::tr("Title"), 0, true, false, 0, Sort::Title};
    case TrackColumn::Waveform:
        return {"waveform", Words::tr("Waveform"), 128, true, false, 8, {}};
    case TrackColumn::Time:
        return {"time", Words::tr("Time"), 54, true, true, 0, Sort::Duration};
    case TrackColumn::Bpm:
        return {"bpm", Words::tr("BPM"), 70, true, true, 0, Sort::Bpm};
    case TrackColumn::Key:
        return {"key", Words::tr("Key"), 106, true, false, 0, Sort::Key};
    case TrackColumn::Loudness:
        return {"lufs", Words::tr("LUFS"), 62, true, true, 10, Sort::Loudness};
    case TrackColumn::Energy:
        return {"energy", Words::tr("Energy"), 70, true, false, 9, Sort::Energy};
    case TrackColumn::Mood:
        return {"mood", Words::tr("Mood"), 180, true, false, 6, Sort::Mood};
    case TrackColumn::Genre:
        return {"genre", Words::tr("Genre"), 110, false, false, 5, Sort::Genre};
    case TrackColumn::Rating:
        return {"rating", Words::tr("Rating"), 84, true, false, 7, Sort::Rating};
    case TrackColumn::Tags:
        return {"tags", Words::tr("Tags"), 140, false, false, 2, {}};
    case TrackColumn::Status:
        return {"status", Words::tr("Status"), 120, false, false, 3, Sort::Status};
    case TrackColumn::Added:
        return {"added", Words::tr("Added"), 92, false, true, 1, Sort::Added};
    case TrackColumn::Artist:
        return {"artist", Words::tr("Artist"), 150, false, false, 4, Sort::Artist};
    case TrackColumn::Album:
        return {"album", Words::tr("Album"), 150, false, false, 2, Sort::Album};
    case TrackColumn::LastPlayed:
        return {"played", Words::tr("Last played"), 92, false, true, 1, Sort::LastPlayed};
    case TrackColumn::Plays:
        return {"plays", Words::tr("Plays"), 62, false, true, 1, Sort::PlayCount};
    }
    return {"", {}, 0, false, false, 0, {}};
}

std::optional<TrackColumn> columnOf(library::TrackSort sort)
{
    for (int i = 0; i < kTrackColumns; ++i) {
        if (factsOf(static_cast<TrackColumn>(i)).sort == sort)
            return static_cast<TrackColumn>(i);
    }
    return std::nullopt;
}

QString sortName(library::TrackSort sort)
{
    return QString::fromLatin1(kSortNames[static_cast<size_t>(sort)]);
}

library::TrackSort sortNamed(const QString &name)
{
    for (size_t i = 0; i < kSortNames.size(); ++i) {
        if (name == QLatin1String(kSortNames[i]))
            return static_cast<library::TrackSort>(i);
    }
    return library::TrackSort::Title;
}

const std::vector<std::pair<library::TrackSort, QString>> &sortWords()
{
    using Sort = library::TrackSort;
    static const std::vector<std::pair<Sort, QString>> words{{Sort::Title, Words::tr("Title")},
                                                             {Sort::Artist, Words::tr("Artist")},
                                                             {Sort::Album, Words::tr("Album")},
                                                             {Sort::Duration, Words::tr("Time")},
                                                             {Sort::Bpm, Words::tr("BPM")},
                                                             {Sort::Key, Words::tr("Key")},
                                                             {Sort::Loudness, Words::tr("Loudness")},
                                                             {Sort::Energy, Words::tr("Energy")},
                                                             {Sort::Mood, Words::tr("Mood")},
                                                             {Sort::Genre, Words::tr("Genre")},
                                                             {Sort::Rating, Words::tr("Rating")},
                                                             {Sort::Status, Words::tr("Status")},
                                                             {Sort::Added, Words::tr("Date added")},
                                                             {Sort::LastPlayed, Words::tr("Last played")},
                                                             {Sort::PlayCount, Words::tr("Times played")}};
    return words;
}

TrackColumns TrackColumns::standard()
{
    TrackColumns columns;
    columns.setStandard();
    return columns;
}

std::array<bool, kTrackColumns> TrackColumns::fitting(int available) const
{
    std::array<bool, kTrackColumns> fit = shown;
    const auto taken = [&] {
        int sum = kTitleLeast;
        for (size_t i = 0; i < fit.size(); ++i)
            sum += fit[i] ? width[i] : 0;
        return sum;
    };
    std::vector<TrackColumn> leaving;
    for (int i = 0; i < kTrackColumns; ++i) {
        if (factsOf(static_cast<TrackColumn>(i)).leavesAt > 0)
            leaving.push_back(static_cast<TrackColumn>(i));
    }
    std::stable_sort(leaving.begin(), leaving.end(),
                     [](TrackColumn a, TrackColumn b) { return factsOf(a).leavesAt < factsOf(b).leavesAt; });
    for (const TrackColumn column : leaving) {
        if (taken() <= available)
            break;
        fit[at(column)] = false;
    }
    return fit;
}

QJsonObject toJson(const TrackColumns &columns)
{
    return {{QStringLiteral("columns"), columns.listed()}};
}

TrackColumns trackColumnsFromJson(const QJsonObject &json)
{
    TrackColumns columns = TrackColumns::standard();
    columns.take(json[QStringLiteral("columns")].toArray(), {TrackColumn::Number});
    for (const TrackColumn fixed : {TrackColumn::Number, TrackColumn::Title}) {
        columns.shown[at(fixed)] = true;
        columns.width[at(fixed)] = factsOf(fixed).width;
    }
    return columns;
}

} // namespace sc::ui
