// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"

#include <QtWidgets/QWidget>

class QSlider;

namespace sc::ui {

class Chip;
class FieldChoice;
class IconButton;
class PushButton;
class SearchField;
class Segment;
class TextLabel;

// Above the takes: search, what is filtered in words, how many, how they are grouped, ordered and shown, and the way to review.
class GalleryBar : public QWidget
{
    Q_OBJECT

public:
    explicit GalleryBar(GalleryDesk &desk, QWidget *parent = nullptr);

    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] FieldChoice &grouping() const { return *m_grouping; }
    [[nodiscard]] FieldChoice &sorting() const { return *m_sorting; }
    [[nodiscard]] Segment &view() const { return *m_view; }
    [[nodiscard]] QSlider &sizes() const { return *m_sizes; }
    [[nodiscard]] PushButton &review() const { return *m_review; }
    void setFiltersButton(bool shown); // in a narrow window
    // "2 scenes", "approved", "wan 2.2": each list in use in a few words.
    [[nodiscard]] static QStringList wordsOf(const GalleryDesk &desk);

Q_SIGNALS:
    void filtersRequested();
    void moreRequested(QWidget *anchor);
    void reviewRequested();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void takeText();

    GalleryDesk &m_desk;
    QTimer m_typing;
    SearchField *m_search;
    IconButton *m_filters;
    Chip *m_chip;
    PushButton *m_more;
    TextLabel *m_count;
    FieldChoice *m_grouping;
    FieldChoice *m_sorting;
    QSlider *m_sizes;
    QWidget *m_sizeBox;
    Segment *m_view;
    PushButton *m_review;
};

} // namespace sc::ui
