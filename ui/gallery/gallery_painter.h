// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_model.h"

#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

struct Theme;

// Paints one take of the gallery: as a cell with its picture, or as a row of the list. Each corner of a picture has one meaning:
// verdict, stack, selection, length or size.
class GalleryPainter : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit GalleryPainter(GalleryModel &model, QObject *parent = nullptr);

    void setList(bool list) { m_isList = list; }
    void setPictureHeight(int px) { m_pictureHeight = px; }
    void setLastTouched(const TakeId &take) { m_last = take; } // it has the ring with glow, others of the selection the inner one
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    // The words below a picture.
    [[nodiscard]] QString title(int row) const;
    [[nodiscard]] QString detail(int row) const;

private:
    void paintCell(QPainter &painter, const QStyleOptionViewItem &option, int row, const Theme &theme) const;
    void paintRow(QPainter &painter, const QStyleOptionViewItem &option, int row, const Theme &theme) const;
    void paintPicture(QPainter &painter, const QRect &box, int row, const Theme &theme, double ratio) const;
    void paintCorners(QPainter &painter, const QRect &box, int row, bool isSelected, const Theme &theme) const;

    GalleryModel &m_model;
    TakeId m_last;
    bool m_isList = false;
    int m_pictureHeight = 100;
};

// Stars of `px`, all five places, right-aligned at `right`.
void drawStarsAtRight(QPainter &painter, double right, double top, int rating, double px, const Theme &theme);
// A word and an icon on a dark plate that reads on any picture; gives its width. Either may be empty.
double drawPictureBadge(QPainter &painter, QPointF at, const QString &icon, const QColor &ink, const QString &text, const Theme &theme,
                        bool atRight = false);

} // namespace sc::ui
