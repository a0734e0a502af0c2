// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QByteArray>
#include <QtCore/QMap>
#include <QtCore/QStringList>

namespace sc {

inline constexpr int kMaxKeysPerAction = 2;
inline constexpr auto kKeysSetting = "keys"; // of the profile: what toText() gives

// The shortcuts a person gave to actions, by the action's id; what is not here is as delivered. An empty list takes the
// keys away. Sequences are texts like "Ctrl+Shift+N" or "Ctrl+K, Ctrl+B". Value.
struct KeyBindings
{
    QMap<QString, QStringList> keys;

    bool operator==(const KeyBindings &) const = default;
};

// JSON {"storycanvas_keys": 1, "keys": {"timeline.split": ["S"]}}: for settings and for files.
[[nodiscard]] QByteArray toText(const KeyBindings &bindings);
// VALIDATION_ERROR naming what is wrong: no such file, an id or list that cannot be one, more than two sequences.
// NEWER_VERSION for a later form. Ids that this program does not know are kept.
[[nodiscard]] Result<KeyBindings> keyBindingsFromText(const QByteArray &text);

} // namespace sc
