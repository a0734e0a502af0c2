// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

#include <QtWidgets/QListView>

#include <optional>

namespace sc::ui {

class PictureCache;

// One card of a grid: a picture with badges, a name, a second line and a figure.
struct GridCard
{
    QString id;
    QString picture; // file; empty: the icon stands there
    QString icon;    // without picture
    QString badge;   // words on the picture, top left; empty: none
    QString badgeIcon;
    Ink badgeInk = Ink::Success;
    QString running; // "5 of 8": a ring and these words, top right; empty: none
    double fraction = 0;
    bool isFavourite = false;
    std::optional<int> dot; // index of a colour before the name, see setDotColours()
    QString title;
    QString figure;              // right of the title
    QString detail;              // second line
    QString detailFigure;        // right of it
    std::optional<double> share; // a bar 0..1 before the figure of the second line
    bool isOpen = false;         // wears the ring
    QString tip;
};

// Cards in as many columns as fit, made when they come into view. Arrow keys move, Enter and a click open, several can be
// selected; dragged inside the program they give their ids, one a line, under a MIME type.
class CardGrid : public QListView
{
    Q_OBJECT

public:
    // `least`: px of a card's width; the picture is `pictureHeight` high.
    CardGrid(const QString &name, int least, int pictureHeight, PictureCache &pictures, QWidget *parent = nullptr);
    ~CardGrid() override;

    void setCards(std::vector<GridCard> cards); // keeps place and selection by id
    [[nodiscard]] const std::vector<GridCard> &cards() const;
    [[nodiscard]] QStringList selectedIds() const; // in the order of the grid
    void choose(const QString &id);                // as if clicked, without telling
    [[nodiscard]] int rowOf(const QString &id) const;
    void setDotColours(std::vector<QColor> colours) { m_dots = std::move(colours); }
    void setMimeType(const QString &type);
    void setStrip(bool strip); // one row that scrolls sideways, 72 px high

Q_SIGNALS:
    void opened(const QString &id);
    void selectionChangedByHand();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    class Model;
    class Delegate;
    void fit();

    Model *m_model;
    int m_least;
    int m_pictureHeight;
    PictureCache &m_pictures;
    std::vector<QColor> m_dots;
    QSize m_card;
    bool m_isStrip = false;
    bool m_isSetting = false;
};

} // namespace sc::ui
