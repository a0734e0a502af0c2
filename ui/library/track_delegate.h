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
    void paintStatus(const Cell &cell, const QString &status) const;
    void paintChips(const Cell &cell, const QStringList &words, bool areMoods) const;

    const TrackModel &m_model;
    TrackPictures &m_pictures;
    TrackId m_playing;
};

// Three bars that say "this one plays", 14 px high around `centre`.
void drawPlayingMark(QPainter &painter, QPointF centre, const QColor &colour);
// The song's cover, or a plate with a note where it has none.
void drawCover(QPainter &painter, TrackPictures &pictures, const library::Track &track, const QRect &place, double cornerRadius,
               const Theme &theme);

} // namespace sc::ui
