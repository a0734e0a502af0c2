// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace sc::store {

// What a person typed into a search field as an FTS5 MATCH expression: every word must begin a word of the entry.
// Nothing typed can change the expression's meaning. Empty when there is no word in it: then do not MATCH at all.
[[nodiscard]] QString fullTextExpression(const QString &typed);

} // namespace sc::store
