// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/library/track_columns.h"
#include "ui/widgets/song_drag.h"

#include <QtCore/QAbstractTableModel>
#include <QtCore/QCache>
#include <QtCore/QHash>

#include <functional>

class QMimeData;

namespace sc::ui {

// The songs of a view as a table. Holds their ids only and reads a song when its row comes into view, so that 100 000
// of them cost what the rows on screen cost.
class TrackModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using Read = std::function<std::optional<library::Track>(const TrackId &)>;
    explicit TrackModel(Read read, QObject *parent = nullptr);

    void setIds(std::vector<TrackId> ids); // resets, unless they are the same
    [[nodiscard]] const std::vector<TrackId> &ids() const { return m_ids; }
    [[nodiscard]] TrackId idAt(int row) const;
    [[nodiscard]] const library::Track &trackAt(int row) const; // valid until the next call; only the id when it is gone
    [[nodiscard]] int rowOf(const TrackId &track) const;        // -1: not shown
    void forget(const TrackId &track);                          // changed: read again
    void forgetAll();

    // While a song is analysed: 0..1; negative takes it away.
    void setProgress(const TrackId &track, double fraction);
    [[nodiscard]] std::optional<double> progress(const TrackId &track) const;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override;
    [[nodiscard]] QStringList mimeTypes() const override;
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override;
    [[nodiscard]] QMimeData *mimeDataOf(const std::vector<int> &rows) const; // the caller's; files too, for other programs

private:
    [[nodiscard]] QString textOf(const library::Track &track, TrackColumn column) const;
    [[nodiscard]] QString tooltipOf(const library::Track &track, TrackColumn column) const;
    void touch(const TrackId &track);

    Read m_read;
    std::vector<TrackId> m_ids;
    mutable QCache<TrackId, library::Track> m_seen;
    QHash<TrackId, double> m_progress;
};

// What stands where the waveform would be: "Waiting", "Analysing 44 %", the reason it failed. Empty when analysed.
[[nodiscard]] QString statusText(const library::Track &track, std::optional<double> progress);
// What a screen reader says of a row: "Neon Drive, Rhea Volt, 3:31, 118 BPM, A minor, 4 stars".
[[nodiscard]] QString spokenRow(const library::Track &track, std::optional<double> progress);

} // namespace sc::ui
