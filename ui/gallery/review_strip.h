// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/gallery/review_round.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

// The takes of a review in a row, centred on the current one: past ones darker with their verdict, coming ones bright, flagged ones with
// a triangle. A line above each says the section of the song, below stand shot and bar.
class ReviewStrip : public QWidget
{
    Q_OBJECT

public:
    static constexpr QSize kSmall{73, 41};
    static constexpr QSize kLarge{152, 86};

    ReviewStrip(GalleryDesk &desk, const ReviewRound &round, QWidget *parent = nullptr);
    void refresh();
    [[nodiscard]] TakeId takeAt(QPoint at) const;
    [[nodiscard]] QSize sizeHint() const override { return {600, 9 + kLarge.height() + 24}; }

Q_SIGNALS:
    void chosen(const sc::TakeId &take);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;

private:
    struct Place
    {
        int index = 0; // into the round
        QRect picture;
    };
    [[nodiscard]] std::vector<Place> places() const;
    [[nodiscard]] QColor sectionAt(Ticks t) const;

    GalleryDesk &m_desk;
    const ReviewRound &m_round;
    std::vector<Beat> m_beats;
};

} // namespace sc::ui
