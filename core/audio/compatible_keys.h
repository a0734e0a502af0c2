// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtCore/QStringList>

#include <optional>

namespace sc::audio {

// A key's place on the wheel that mixing by ear goes by: neighbours share all notes but one.
struct KeyPlace
{
    int fifths = 0; // 0..11 round the circle of fifths by key signature: C major and A minor 0, G major and E minor 1
    bool isMinor = false;
    bool operator==(const KeyPlace &) const = default;
};

// Nothing for what is no key.
[[nodiscard]] std::optional<KeyPlace> keyPlace(const QString &key);
[[nodiscard]] QString keyAt(const KeyPlace &place); // "A minor", "Eb major", as analyses write it
// Steps between two keys: circle of fifths 0..6, and 0.7 for the other mode.
[[nodiscard]] double keyDistance(const KeyPlace &a, const KeyPlace &b);

// The keys that go together with `key` by the Camelot rule: itself, a fifth up and down, its relative. Empty for what is
// no key.
[[nodiscard]] QStringList compatibleKeys(const QString &key);

} // namespace sc::audio
