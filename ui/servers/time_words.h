// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QDateTime>
#include <QtCore/QString>

// Times of the queue in words, alike on every screen.
namespace sc::ui {

[[nodiscard]] QString spanWords(double seconds);                             // "43 s", "1 min 52 s", "2 h 05 min"
[[nodiscard]] QString shortSpan(double seconds);                             // "46 min", "12.7 h": one unit
[[nodiscard]] QString clockWords(const QDateTime &time);                     // "22:49", of another day "Fri 05:42"
[[nodiscard]] QString exactClock(const QDateTime &time);                     // "22:49:07"
[[nodiscard]] QDateTime timeFrom(const QString &isoUtc);                     // local time; invalid for an empty text
[[nodiscard]] double secondsBetween(const QString &from, const QString &to); // of ISO texts; 0 when one is missing
[[nodiscard]] QString endWords(double secondsFromNow);                       // "in 43 s" below two minutes, else the clock

} // namespace sc::ui
