// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/full_text.h"

#include <QtCore/QStringList>

namespace sc::store {

namespace {

constexpr qsizetype kMaxTyped = 1000;

} // namespace

QString fullTextExpression(const QString &typed)
{
    // Words as FTS5's unicode61 tokenizer cuts them: letters, digits and marks belong together, all else separates.
    QStringList terms;
    QString word;
    const auto endWord = [&] {
        if (!word.isEmpty())
            terms.append(QStringLiteral("\"%1\"*").arg(word));
        word.clear();
    };
    for (const char32_t c : typed.left(kMaxTyped).toUcs4()) {
        if (QChar::isLetterOrNumber(c) || QChar::isMark(c))
            word += QString::fromUcs4(&c, 1);
        else
            endWord();
    }
    endWord();
    return terms.join(QLatin1Char(' '));
}

} // namespace sc::store
