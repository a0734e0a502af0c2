// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/widgets/popover.h"

class QLineEdit;
class QVBoxLayout;

namespace sc::ui {

class FilterRow;
class PushButton;
class SearchField;
class Segment;
class StarsField;
class TextLabel;

// The filters that are no lists: seed, days, stars, size, and what is missing, unused or in no shot. What cannot be is said below
// its field and not looked for.
class MoreFilters : public Popover
{
    Q_OBJECT

public:
    MoreFilters(GalleryDesk &desk, QWidget *window);
    void openBelow(QWidget *anchor);
    [[nodiscard]] QLineEdit *seed() const { return m_seed; }
    [[nodiscard]] QLineEdit *from() const { return m_from; }
    [[nodiscard]] QLineEdit *until() const { return m_until; }
    [[nodiscard]] QString problem() const;

private:
    void fill();
    void apply();

    GalleryDesk &m_desk;
    QLineEdit *m_seed;
    QLineEdit *m_from;
    QLineEdit *m_until;
    QLineEdit *m_side;
    StarsField *m_stars;
    FilterRow *m_missing;
    FilterRow *m_unused;
    FilterRow *m_loose;
    TextLabel *m_problem;
    bool m_isFilling = false;
};

// Tags of one or several takes: those they have, those that are known, and new ones.
class TagPopover : public Popover
{
    Q_OBJECT

public:
    TagPopover(GalleryDesk &desk, QWidget *window);
    void openFor(const std::vector<TakeId> &takes, QWidget *anchor);
    [[nodiscard]] SearchField *field() const { return m_field; }

private:
    void refill();
    void addTyped();

    GalleryDesk &m_desk;
    std::vector<TakeId> m_takes;
    TextLabel *m_title;
    SearchField *m_field;
    QVBoxLayout *m_rows;
};

} // namespace sc::ui
