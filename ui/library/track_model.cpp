// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_model.h"

#include "core/audio/analysis.h"
#include "core/base/timecode.h"
#include "ui/widgets/music_marks.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::ui {

QString statusText(const library::Track &track, std::optional<double> progress)
{
    if (track.missing)
        return TrackModel::tr("File is gone");
    switch (track.status) {
    case library::TrackStatus::Analysed:
        return {};
    case library::TrackStatus::Error:
        return track.problem.isEmpty() ? TrackModel::tr("Cannot be analysed") : track.problem;
    case library::TrackStatus::Analysing:
        return progress ? TrackModel::tr("Analysing %1 %").arg(qRound(*progress * 100)) : TrackModel::tr("Analysing");
    case library::TrackStatus::Waiting:
        return TrackModel::tr("Waiting");
    case library::TrackStatus::Imported:
        break;
    }
    return progress ? TrackModel::tr("Analysing %1 %").arg(qRound(*progress * 100)) : TrackModel::tr("Not analysed");
}

TrackModel::TrackModel(QObject *parent) : QAbstractTableModel(parent) {}

void TrackModel::rearrange()
{
    beginResetModel();
    m_rows = arranged(m_all, m_view, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    endResetModel();
}

void TrackModel::setTracks(std::vector<library::Track> tracks)
{
    m_all = std::move(tracks);
    rearrange();
}

void TrackModel::updateTrack(const library::Track &track)
{
    const auto known = std::find_if(m_all.begin(), m_all.end(), [&](const library::Track &t) { return t.id == track.id; });
    if (known == m_all.end())
        return;
    *known = track;
    auto after = arranged(m_all, m_view, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs));
    const bool sameOrder =
        std::equal(after.begin(), after.end(), m_rows.begin(), m_rows.end(), [](const auto &a, const auto &b) { return a.id == b.id; });
    if (!sameOrder) {
        beginResetModel();
        m_rows = std::move(after);
        endResetModel();
        return;
    }
    m_rows = std::move(after);
    const int row = rowOf(track.id);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, kTrackColumns - 1));
}

void TrackModel::setView(const TrackView &view)
{
    m_view = view;
    rearrange();
}

int TrackModel::rowOf(const TrackId &track) const
{
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (m_rows[i].id == track)
            return static_cast<int>(i);
    }
    return -1;
}

void TrackModel::setProgress(const TrackId &track, double fraction)
{
    if (fraction < 0)
        m_progress.remove(track);
    else
        m_progress.insert(track, fraction);
    const int row = rowOf(track);
    if (row >= 0)
        Q_EMIT dataChanged(index(row, 0), index(row, kTrackColumns - 1));
}

std::optional<double> TrackModel::progress(const TrackId &track) const
{
    const auto found = m_progress.constFind(track);
    return found == m_progress.constEnd() ? std::nullopt : std::optional(*found);
}

int TrackModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TrackModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : kTrackColumns;
}

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
    case TrackColumn::Rating:
        return tr("%n star(s)", nullptr, track.rating);
    }
    return {};
}

QVariant TrackModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const library::Track &track = trackAt(index.row());
    const auto column = static_cast<TrackColumn>(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return column == TrackColumn::Number ? QString::number(index.row() + 1) : textOf(track, column);
    case Qt::ToolTipRole:
        if (column == TrackColumn::Title)
            return (track.title + QStringLiteral("\n") + track.file).toHtmlEscaped().replace(u'\n', QStringLiteral("<br>"));
        if (column == TrackColumn::Waveform && track.status == library::TrackStatus::Error)
            return track.problem.toHtmlEscaped();
        return {};
    default:
        return {};
    }
}

QVariant TrackModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    const auto column = static_cast<TrackColumn>(section);
    if (role == Qt::TextAlignmentRole) {
        const bool right = column == TrackColumn::Time || column == TrackColumn::Bpm || column == TrackColumn::Loudness;
        return static_cast<int>((right                           ? Qt::AlignRight
                                 : column == TrackColumn::Number ? Qt::AlignHCenter
                                                                 : Qt::AlignLeft) |
                                Qt::AlignVCenter);
    }
    if (role != Qt::DisplayRole)
        return {};
    switch (column) {
    case TrackColumn::Number:
        return tr("#");
    case TrackColumn::Title:
        return tr("Title");
    case TrackColumn::Waveform:
        return tr("Waveform");
    case TrackColumn::Time:
        return tr("Time");
    case TrackColumn::Bpm:
        return tr("BPM");
    case TrackColumn::Key:
        return tr("Key");
    case TrackColumn::Loudness:
        return tr("LUFS");
    case TrackColumn::Energy:
        return tr("Energy");
    case TrackColumn::Rating:
        return tr("Rating");
    }
    return {};
}

void TrackModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= kTrackColumns)
        return;
    m_view.sortBy = static_cast<TrackColumn>(column);
    m_view.ascending = order == Qt::AscendingOrder;
    rearrange();
}

} // namespace sc::ui
