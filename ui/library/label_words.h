// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

#include <QtCore/QStringList>

class QPainter;

namespace sc::ui {

// The words of product.md section 4 for genre, mood and instrument, in the person's language and with a capital. A name
// that is not among them (of a user's model, of the file) is shown as it is.
[[nodiscard]] QString labelWord(const QString &name);
[[nodiscard]] QString labelWords(const QStringList &names); // "Energetic, Nostalgic"
[[nodiscard]] const QStringList &genreNames();
[[nodiscard]] const QStringList &moodNames();
[[nodiscard]] const QStringList &instrumentNames();

// Moods are tinted by their corner of the plane of valence and arousal.
struct WordTint
{
    QColor ink;
    QColor fill;
};
[[nodiscard]] WordTint moodTint(const QString &mood, const Theme &theme);
[[nodiscard]] WordTint plainTint(const Theme &theme);
// A 20 px chip with `word`, left-aligned and centred in `box`; gives its width, 0 when it does not fit.
double drawWordChip(QPainter &painter, const QRectF &box, const QString &word, const WordTint &tint, const Theme &theme);

} // namespace sc::ui
