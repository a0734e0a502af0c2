// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/scenes/shot_model.h"
#include "ui/theme/theme.h"

#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

class ShotThumbnails;

// Paints the cells of a shot's row. Headings and the plates below rows are the table's.
class ShotDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    ShotDelegate(const ShotModel &model, ShotThumbnails &pictures, QObject *parent = nullptr);
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    static constexpr QSize kPicture{56, 30};

private:
    struct Cell;
    void paintPicture(const Cell &cell, int row) const;
    void paintName(const Cell &cell) const;
    void paintLength(const Cell &cell) const;

    const ShotModel &m_model;
    ShotThumbnails &m_pictures;
};

// Icon and word of a state, 14 px high, from the left of `box`.
void drawClipState(QPainter &painter, const QRect &box, timeline::ClipState state, bool withWord, const Theme &theme);

} // namespace sc::ui
