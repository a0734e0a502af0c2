// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QLayout>
#include <QtWidgets/QWidget>

namespace sc::ui {

// Empties a layout: its widgets go, also those of layouts within it.
inline void clearLayout(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (QWidget *widget = item->widget()) {
            widget->hide(); // at once; it may still be sending an event
            widget->deleteLater();
        } else if (item->layout() != nullptr) {
            clearLayout(item->layout());
        }
        delete item;
    }
}

} // namespace sc::ui
