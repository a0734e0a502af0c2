// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QHash>
#include <QtCore/QStringList>

#include <optional>
#include <vector>

namespace sc::cli {

struct OptionSpec
{
    QString name; // without dashes
    QString valueName; // empty: a switch
    QString help;
};

// What follows the noun and the verb: positional words, and options as --name, --name VALUE or --name=VALUE.
// "--" ends the options.
class Arguments
{
public:
    // VALIDATION_ERROR names an unknown option with the nearest known one, or an option without its value.
    [[nodiscard]] static Result<Arguments> parse(const QStringList &words, const std::vector<OptionSpec> &options);

    [[nodiscard]] const QStringList &positional() const { return m_positional; }
    [[nodiscard]] bool has(const QString &option) const { return m_values.contains(option); }
    [[nodiscard]] QString value(const QString &option, const QString &fallback = {}) const; // the last one given
    [[nodiscard]] QStringList values(const QString &option) const { return m_values.value(option); }
    // Nothing when the option is absent; VALIDATION_ERROR with the range when it is no such number.
    [[nodiscard]] Result<std::optional<int>> integer(const QString &option, int minimum, int maximum) const;

private:
    QStringList m_positional;
    QHash<QString, QStringList> m_values;
};

// The candidate nearest to `word` by edit distance, empty when none is close.
[[nodiscard]] QString nearestWord(const QString &word, const QStringList &candidates);

} // namespace sc::cli
