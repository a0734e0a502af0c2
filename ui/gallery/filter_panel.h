// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/gallery/gallery_desk.h"
#include "ui/widgets/panel.h"

#include <QtWidgets/QAbstractButton>

class QScrollArea;
class QVBoxLayout;

namespace sc::ui {

class FilterRow;
class PushButton;
class Segment;
class SpaceCard;
class TextLabel;

// What takes are chosen by: lists of check marks with counts. Within a list they add, between lists they narrow. Below them what
// the project's takes cost in space.
class FilterPanel : public Panel
{
    Q_OBJECT

public:
    explicit FilterPanel(GalleryDesk &desk, QWidget *parent = nullptr);

    // Lists that are shown at once; the others are behind *Character, server, ...* until they are in use.
    void showFacet(generation::GalleryFacet facet, bool shown);
    [[nodiscard]] FilterRow *row(generation::GalleryFacet facet, const QString &value) const; // null: not there
    [[nodiscard]] SpaceCard &space() const { return *m_space; }
    [[nodiscard]] static QString titleOf(generation::GalleryFacet facet);
    void openMore(); // the menu of the other lists

Q_SIGNALS:
    void cleanUpRequested();
    void seedRequested(); // asked for by the menu

private:
    struct Line // one check mark, or the way to those of its list that are not shown
    {
        generation::GalleryFacet facet;
        QString value;
        QString title;
        QColor dot;
        qsizetype more = 0; // > 0: so many are not shown
        bool operator==(const Line &) const = default;
    };
    void refresh();
    void rebuild(std::vector<Line> lines);
    [[nodiscard]] std::vector<Line> linesOf(generation::GalleryFacet facet, const std::vector<generation::GalleryChoice> &choices) const;
    void press(generation::GalleryFacet facet, const QString &value);
    [[nodiscard]] bool isShown(generation::GalleryFacet facet) const;
    void addHeading(const QString &text);
    void addLine(const Line &line);
    void addMore(const Line &line);

    GalleryDesk &m_desk;
    TextLabel *m_count;
    PushButton *m_clear;
    Segment *m_scope;
    QScrollArea *m_scroll;
    QWidget *m_list;
    QVBoxLayout *m_rows;
    SpaceCard *m_space;
    std::vector<Line> m_lines;
    std::vector<std::tuple<generation::GalleryFacet, QString, FilterRow *>> m_known;
    QSet<int> m_shown; // besides the usual ones
    QSet<int> m_whole; // lists that are shown to their end
};

// A filter's lists as a person counts them: how many are in use.
[[nodiscard]] int filtersInUse(const generation::GalleryFilter &filter);

// One check mark of it.
class FilterRow : public QAbstractButton
{
    Q_OBJECT

public:
    FilterRow(const QString &text, int count, const QColor &dot, // count < 0: none shown
              QWidget *parent = nullptr);
    [[nodiscard]] int count() const { return m_count; }
    void setCount(int count);
    [[nodiscard]] QSize sizeHint() const override { return {160, 26}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_count;
    QColor m_dot;
};

// What takes cost, by verdict, with the way to less.
class SpaceCard : public QWidget
{
    Q_OBJECT

public:
    explicit SpaceCard(GalleryDesk &desk, QWidget *parent = nullptr);
    void refreshSoon();
    [[nodiscard]] const generation::SpaceUsed &used() const { return m_used; }
    [[nodiscard]] qint64 cleanable() const { return m_cleanable; }

Q_SIGNALS:
    void cleanUpRequested();
    void unusedRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    struct Part
    {
        QString name;
        qint64 bytes;
        QColor colour;
    };
    void refresh();
    [[nodiscard]] std::vector<Part> parts() const;

    GalleryDesk &m_desk;
    PushButton *m_cleanUp;
    PushButton *m_unused;
    QTimer m_soon;
    generation::SpaceUsed m_used;
    qint64 m_cleanable = 0;
};

} // namespace sc::ui
