// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

namespace sc::library {

inline constexpr int kKeys = 24;

// The 24 keys as the analysis names them, from C upwards, the major ones first.
[[nodiscard]] const QStringList &keyNames();
// Place of a key ("A minor", "Db major") or of its Camelot code ("8a") on the Camelot wheel: 2 * (number - 1), + 1 for
// major. -1 for what is no key.
[[nodiscard]] int wheelPlace(const QString &key);
// The places that mix with `place` without a clash: itself, its neighbours of the same mode and its relative key.
[[nodiscard]] quint32 compatiblePlaces(int place); // bit n = place n

} // namespace sc::library
