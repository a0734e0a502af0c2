// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/shelf.h"

#include <QtCore/QString>

namespace sc::ui {

// What stands in place of a list without songs: why it is empty, and what can be done.
struct EmptyWords
{
    QString icon;
    QString title;
    QString sentence;
};
// `text` is what is searched for; `isFiltered`: chips narrow the list.
[[nodiscard]] EmptyWords emptyWordsOf(const Shelf &shelf, const QString &text, bool isFiltered);

} // namespace sc::ui
