// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/track_model.h"
#include "ui/library/track_pictures.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

// Paints the cells of a song's row. The plate below a row is the table's.
class TrackDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    TrackDelegate(const TrackModel &model, TrackPictures &pictures, QObject *parent = nullptr);
    void setPlaying(const TrackId &track) { m_playing = track; }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    // Star under `x` px of a rating cell, 1..5; 0 = none.
    [[nodiscard]] static int starAt(const QRect &cell, int x);

private:
    struct Cell;
    void paintNumber(const Cell &cell, int row) const;
    void paintTitle(const Cell &cell) const;
    void paintWaveform(const Cell &cell) const;

    const TrackModel &m_model;
    TrackPictures &m_pictures;
    TrackId m_playing;
};

} // namespace sc::ui
