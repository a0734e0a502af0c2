// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/text_label.h"

#include <QtWidgets/QListWidget>

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
    QVariant value; // what the row stands for
};

// A list of such rows. Rows are activated by a click or Enter.
class RowList : public QListWidget
{
    Q_OBJECT

public:
    explicit RowList(const QString &accessibleName, QWidget *parent = nullptr);
    void setRows(const std::vector<ListRow> &rows); // keeps the scroll position
    [[nodiscard]] QVariant currentValue() const;

Q_SIGNALS:
    void rowChosen(const QVariant &value);
};

} // namespace sc::ui
