// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_filter.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QHash>

namespace sc::ui {

// The songs of one view of the library as a table. Keeps every song it was given and shows the arranged ones; a change
// of one song changes its row alone where the order allows.
class TrackModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    explicit TrackModel(QObject *parent = nullptr);

    void setTracks(std::vector<library::Track> tracks);
    void updateTrack(const library::Track &track);
    void setView(const TrackView &view);
    [[nodiscard]] const TrackView &view() const { return m_view; }
    [[nodiscard]] const std::vector<library::Track> &allTracks() const { return m_all; }
    [[nodiscard]] const std::vector<library::Track> &shownTracks() const { return m_rows; }
    [[nodiscard]] const library::Track &trackAt(int row) const { return m_rows[static_cast<size_t>(row)]; }
    [[nodiscard]] int rowOf(const TrackId &track) const; // -1: not shown

    // While a song is analysed: 0..1; negative takes it away.
    void setProgress(const TrackId &track, double fraction);
    [[nodiscard]] std::optional<double> progress(const TrackId &track) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void sort(int column, Qt::SortOrder order) override;

private:
    void rearrange();
    [[nodiscard]] QString textOf(const library::Track &track, TrackColumn column) const;

    std::vector<library::Track> m_all;
    std::vector<library::Track> m_rows;
    QHash<TrackId, double> m_progress;
    TrackView m_view;
};

// What stands where the waveform would be: "Waiting", "Analysing 44 %", the reason it failed. Empty when analysed.
[[nodiscard]] QString statusText(const library::Track &track, std::optional<double> progress);

} // namespace sc::ui
