// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringList>
#include <QtGui/QFont>

// Setting text on cards: fonts, line breaking, fitting.
namespace sc::playback {

inline constexpr double kSmallestType = 11; // px; what would be smaller is left out

// The bundled face (Inter with tabular figures) where a window has loaded it, else an installed Inter or the system's sans serif. Not
// hinted, so that text looks the same at every size.
[[nodiscard]] QFont cardFont(double pixelSize, QFont::Weight weight);
[[nodiscard]] QFont cardMonoFont(double pixelSize);

// At most maxLines lines no wider than width px, the last one cut with an ellipsis. Line breaks of the text are kept.
[[nodiscard]] QStringList wrapText(const QString &text, const QFont &font, double width, int maxLines);

struct FittedText
{
    QFont font;
    QStringList lines;
    [[nodiscard]] double lineHeight() const;
    [[nodiscard]] double height() const { return lineHeight() * static_cast<double>(lines.size()); }
};

// The largest size from `largest` down to `smallest` px at which the whole text takes maxLines lines and no word is
// broken; lines of about equal length. If even the smallest is too large, that one with an ellipsis.
[[nodiscard]] FittedText fitText(const QString &text, QFont::Weight weight, double largest, double smallest, double width, int maxLines);

} // namespace sc::playback
