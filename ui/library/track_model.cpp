// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_model.h"

#include "core/base/timecode.h"
#include "ui/library/label_words.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QDateTime>
#include <QtCore/QLocale>
#include <QtCore/QMimeData>
#include <QtCore/QUrl>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kRemembered = 2000; // songs
constexpr size_t kDraggedFiles = 1000;
} // namespace

QString statusText(const library::Track &track, std::optional<double> progress)
{
    const auto analysing = [&] {
        return progress ? TrackModel::tr("Analysing %1 %").arg(qRound(*progress * 100)) : TrackModel::tr("Analysing");
    };
    if (track.missing)
        return TrackModel::tr("File is gone");
    switch (track.status) {
    case library::TrackStatus::Analysed:
        return progress ? analysing() : QString();
    case library::TrackStatus::Error:
        return track.problem.isEmpty() ? TrackModel::tr("Cannot be analysed") : track.problem;
    case library::TrackStatus::Analysing:
        return analysing();
    case library::TrackStatus::Waiting:
        return TrackModel::tr("Waiting");
    case library::TrackStatus::Imported:
        break;
    }
    return progress ? analysing() : TrackModel::tr("Not analysed");
}

QString spokenRow(const library::Track &track, std::optional<double> progress)
{
    QStringList parts{track.title, track.artist};
    if (track.duration > Ticks())
        parts.append(formatClock(track.duration, 0));
    if (track.bpm)
        parts.append(TrackModel::tr("%1 BPM").arg(*track.bpm, 0, 'f', 2));
    parts.append(track.key);
    parts.append(track.rating > 0 ? TrackModel::tr("%n star(s)", nullptr, track.rating) : QString());
    parts.append(track.favourite ? TrackModel::tr("favourite") : QString());
    parts.append(statusText(track, progress));
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

TrackModel::TrackModel(Read read, QObject *parent) : QAbstractTableModel(parent), m_read(std::move(read)), m_seen(kRemembered) {}

void TrackModel::setIds(std::vector<TrackId> ids)
{
    if (ids == m_ids)
        return;
    beginResetModel();
    m_ids = std::move(ids);
    endResetModel();
}

TrackId TrackModel::idAt(int row) const
{
    return row >= 0 && row < rowCount() ? m_ids[static_cast<size_t>(row)] : TrackId();
}

const library::Track &TrackModel::trackAt(int row) const
{
    const TrackId &id = m_ids[static_cast<size_t>(row)];
    if (const library::Track *known = m_seen.object(id))
        return *known;
    auto read = m_read(id);
    auto *track = new library::Track(read ? std::move(*read) : library::Track()); // the cache owns it
    track->id = id;
    m_seen.insert(id, track);
    return *track;
}

int TrackModel::rowOf(const TrackId &track) const
{
    const auto found = std::find(m_ids.begin(), m_ids.end(), track);
    return found == m_ids.end() ? -1 : static_cast<int>(found - m_ids.begin());
}

void TrackModel::touch(const TrackId &track)
{
    const int row = rowOf(track);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, kTrackColumns - 1));
}

void TrackModel::forget(const TrackId &track)
{
    m_seen.remove(track);
    touch(track);
}

void TrackModel::forgetAll()
{
    m_seen.clear();
    if (!m_ids.empty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, kTrackColumns - 1));
}

void TrackModel::setProgress(const TrackId &track, double fraction)
{
    if (fraction < 0)
        m_progress.remove(track);
    else
        m_progress.insert(track, fraction);
    touch(track);
}

std::optional<double> TrackModel::progress(const TrackId &track) const
{
    const auto found = m_progress.constFind(track);
    return found == m_progress.constEnd() ? std::nullopt : std::optional(*found);
}

int TrackModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_ids.size());
}

int TrackModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kTrackColumns;
}

namespace {

QString shownDate(const QString &utc)
{
    return QLocale().toString(QDateTime::fromString(utc, Qt::ISODateWithMs).toLocalTime().date(), QLocale::ShortFormat);
}

} // namespace

QString TrackModel::textOf(const library::Track &track, TrackColumn column) const
{
    switch (column) {
    case TrackColumn::Number:
        return {};
    case TrackColumn::Title:
        return track.title;
    case TrackColumn::Waveform:
        return statusText(track, progress(track.id));
    case TrackColumn::Time:
        return track.duration > Ticks() ? formatClock(track.duration, 0) : QString();
    case TrackColumn::Bpm:
        return track.bpm ? QString::number(*track.bpm, 'f', 2) : QString();
    case TrackColumn::Key:
        return shortKey(track.key);
    case TrackColumn::Loudness:
        return track.lufs ? QString::number(*track.lufs, 'f', 1) : QString();
    case TrackColumn::Energy:
        return track.energy ? tr("energy %1 %").arg(qRound(*track.energy * 100)) : QString();
    case TrackColumn::Mood:
        return labelWords(track.moods);
    case TrackColumn::Genre:
        return labelWord(library::shownGenre(track));
    case TrackColumn::Rating:
        return tr("%n star(s)", nullptr, track.rating);
    case TrackColumn::Tags:
        return track.tags.join(QStringLiteral(", "));
    case TrackColumn::Status: {
        const QString status = statusText(track, progress(track.id));
        return status.isEmpty() ? tr("Analysed") : status;
    }
    case TrackColumn::Added:
        return shownDate(track.addedAt);
    case TrackColumn::Artist:
        return track.artist;
    case TrackColumn::Album:
        return track.album;
    case TrackColumn::LastPlayed:
        return track.lastPlayedAt.isEmpty() ? QString() : shownDate(track.lastPlayedAt);
    case TrackColumn::Plays:
        return track.playCount > 0 ? QLocale().toString(track.playCount) : QString();
    }
    return {};
}

QString TrackModel::tooltipOf(const library::Track &track, TrackColumn column) const
{
    const auto plain = [](const QString &text) { return text.toHtmlEscaped().replace(u'\n', QStringLiteral("<br>")); };
    switch (column) {
    case TrackColumn::Title:
        return plain(track.title + QStringLiteral("\n") + track.file);
    case TrackColumn::Waveform:
    case TrackColumn::Status:
        return track.status == library::TrackStatus::Error ? plain(track.problem) : QString();
    case TrackColumn::Mood:
    case TrackColumn::Tags:
    case TrackColumn::Artist:
    case TrackColumn::Album:
        return plain(textOf(track, column));
    case TrackColumn::Genre:
        return plain(labelWords(track.genres));
    default:
        return {};
    }
}

QVariant TrackModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const auto column = static_cast<TrackColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return column == TrackColumn::Number ? QString::number(index.row() + 1) : textOf(trackAt(index.row()), column);
    case Qt::AccessibleTextRole:
        return column == TrackColumn::Title ? spokenRow(trackAt(index.row()), progress(m_ids[static_cast<size_t>(index.row())]))
                                            : textOf(trackAt(index.row()), column);
    case Qt::ToolTipRole:
        return tooltipOf(trackAt(index.row()), column);
    default:
        return {};
    }
}

QVariant TrackModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= kTrackColumns)
        return {};
    const auto column = static_cast<TrackColumn>(section);
    const TrackColumnFacts facts = factsOf(column);
    if (role == Qt::TextAlignmentRole) {
        const Qt::Alignment side = column == TrackColumn::Number ? Qt::AlignHCenter : facts.isNumber ? Qt::AlignRight : Qt::AlignLeft;
        return static_cast<int>(side | Qt::AlignVCenter);
    }
    return role == Qt::DisplayRole ? QVariant(facts.title) : QVariant();
}

Qt::ItemFlags TrackModel::flags(const QModelIndex &index) const
{
    const Qt::ItemFlags flags = QAbstractTableModel::flags(index);
    return index.isValid() ? flags | Qt::ItemIsDragEnabled : flags;
}

QStringList TrackModel::mimeTypes() const
{
    return {QLatin1String(kSongsMimeType), QStringLiteral("text/uri-list")};
}

QMimeData *TrackModel::mimeData(const QModelIndexList &indexes) const
{
    std::vector<int> rows;
    for (const QModelIndex &index : indexes) {
        if (rows.empty() || rows.back() != index.row())
            rows.push_back(index.row());
    }
    return mimeDataOf(rows);
}

QMimeData *TrackModel::mimeDataOf(const std::vector<int> &rows) const
{
    std::vector<TrackId> songs;
    QList<QUrl> files;
    for (const int row : rows) {
        songs.push_back(idAt(row));
        if (static_cast<size_t>(files.size()) < kDraggedFiles)
            files.append(QUrl::fromLocalFile(trackAt(row).file));
    }
    auto *data = new QMimeData; // the drag's
    putSongs(*data, songs);
    data->setUrls(files);
    return data;
}

} // namespace sc::ui
