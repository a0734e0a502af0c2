// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <array>
#include <optional>

// Enums as the words that files, JSON and the command line hold: names, not numbers, so that a file keeps its meaning
// when an enum grows.
namespace sc {

template<class Enum, size_t N> [[nodiscard]] QString nameIn(const std::array<const char *, N> &names, Enum value)
{
    return QString::fromLatin1(names[static_cast<size_t>(value)]);
}

template<class Enum, size_t N> [[nodiscard]] std::optional<Enum> valueIn(const std::array<const char *, N> &names, const QString &name)
{
    for (size_t i = 0; i < N; ++i) {
        if (name == QLatin1String(names[i]))
            return static_cast<Enum>(i);
    }
    return std::nullopt;
}

template<class Enum> [[nodiscard]] bool assignFound(const std::optional<Enum> &found, Enum &value)
{
    value = found.value_or(Enum());
    return found.has_value();
}

} // namespace sc
