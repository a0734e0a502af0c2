// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QStringView>
#include <QtGui/QColor>

#include <optional>

namespace sc::ui {

// "hsl(220 90% 60%)", "hsla(220,14%,16%,0.74)", "rgba(255,255,255,0.05)" or "#3D7AF5", as tokens.json writes colours.
[[nodiscard]] std::optional<QColor> parseColour(QStringView text);

[[nodiscard]] QColor withAlpha(QColor colour, double alpha);                 // 0..1
[[nodiscard]] QColor mix(const QColor &a, const QColor &b, double shareOfB); // in sRGB, alpha included
// `top` laid over an opaque `bottom`.
[[nodiscard]] QColor over(const QColor &bottom, const QColor &top);

} // namespace sc::ui
