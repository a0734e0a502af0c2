// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace sc::ui {

// "8 s", "1 min 12 s", "2 h 5 min": how long something takes, for people.
[[nodiscard]] QString durationWords(double seconds);
// "418 220 917": digits in groups of three.
[[nodiscard]] QString seedWords(qint64 seed);

} // namespace sc::ui
