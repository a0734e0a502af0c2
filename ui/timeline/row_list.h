// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

#include <QtGui/QPixmap>
#include <QtWidgets/QListView>

#include <functional>

namespace sc::ui {

// One row of the lists beside the monitor: an icon, what it is, a second quieter line and a figure on the right.
struct ListRow
{
    QString icon;
    Ink iconInk = Ink::Secondary;
    QString title;
    QString detail; // second line; empty: the row has one
    QString figure; // right, tabular
    Ink figureInk = Ink::Secondary;
    bool faded = false;
    QVariant value;        // what the row stands for
    QString tip;           // the whole sentence, for the tooltip and screen readers; empty: title and detail
    QString action;        // a small button at the right, while the pointer is on the row or the row is current; empty: none
    bool locked = false;   // a small lock before the figure
    bool pictured = false; // `picture` stands in the place of the icon; while it is null, the icon does on a plate of its size
    QPixmap picture;
};
inline constexpr QSize kRowPicture(57, 32); // px

// A list of such rows, made when they come into view, so that thousands cost nothing. Rows are activated by a click or
// Enter; their action by a click on it, or Ctrl+Enter.
class RowList : public QListView
{
    Q_OBJECT

public:
    explicit RowList(const QString &accessibleName, QWidget *parent = nullptr);
    ~RowList() override;

    // Both keep the scroll position and the current row. All rows have one line or all have two.
    void setRows(std::vector<ListRow> rows);
    void setRows(int count, std::function<ListRow(int)> make);
    [[nodiscard]] int rowCount() const;
    [[nodiscard]] ListRow row(int index) const;
    [[nodiscard]] QVariant currentValue() const;
    [[nodiscard]] std::vector<QVariant> selectedValues() const; // in the order of the list

Q_SIGNALS:
    void rowChosen(const QVariant &value);
    void actionTriggered(const QVariant &value);
    void selectionChangedByHand();

protected:
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void selectionChanged(const QItemSelection &selected, const QItemSelection &deselected) override;

private:
    class Model;
    void choose(const QModelIndex &index);

    Model *m_model;
};

} // namespace sc::ui
