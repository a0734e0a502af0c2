// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include <QtCore/QCoreApplication>

#include <numeric>

namespace sc::cli {

namespace {

// Levenshtein distance with one row of memory.
qsizetype editDistance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<size_t>(b.size()) + 1);
    std::iota(row.begin(), row.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<size_t>(j);
            const qsizetype replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, replaced});
        }
    }
    return row.back();
}

Problem unknownOption(const QString &name, const std::vector<OptionSpec> &options)
{
    QStringList names;
    for (const OptionSpec &option : options)
        names.append(option.name);
    const QString near = nearestWord(name, names);
    const Problem problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "There is no option --%1 here.").arg(name));
    return near.isEmpty() ? problem : problem.withDetail(QCoreApplication::translate("sc::cli", "Did you mean --%1?").arg(near));
}

} // namespace

QString nearestWord(const QString &word, const QStringList &candidates)
{
    QString best;
    qsizetype bestDistance = std::max<qsizetype>(2, word.size() / 3) + 1;
    for (const QString &candidate : candidates) {
        const qsizetype distance = editDistance(word.toLower(), candidate.toLower());
        if (distance < bestDistance) {
            bestDistance = distance;
            best = candidate;
        }
    }
    return best;
}

Result<Arguments> Arguments::parse(const QStringList &words, const std::vector<OptionSpec> &options)
{
    Arguments arguments;
    bool optionsEnded = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words[i];
        if (optionsEnded || !word.startsWith(QLatin1String("--"))) {
            arguments.m_positional.append(word);
            continue;
        }
        if (word == QLatin1String("--")) {
            optionsEnded = true;
            continue;
        }
        const qsizetype equals = word.indexOf(u'=');
        const QString name = word.mid(2, equals < 0 ? -1 : equals - 2);
        const auto spec = std::find_if(options.begin(), options.end(), [&](const OptionSpec &option) { return option.name == name; });
        if (spec == options.end())
            return std::unexpected(unknownOption(name, options));
        if (spec->valueName.isEmpty()) {
            arguments.m_values[name].append(QString());
        } else if (equals >= 0) {
            arguments.m_values[name].append(word.mid(equals + 1));
        } else if (i + 1 < words.size()) {
            arguments.m_values[name].append(words[++i]);
        } else {
            return std::unexpected(Problem(ProblemCode::ValidationError,
                                           QCoreApplication::translate("sc::cli", "--%1 needs a value: --%1 %2.").arg(name, spec->valueName)));
        }
    }
    return arguments;
}

QString Arguments::value(const QString &option, const QString &fallback) const
{
    const QStringList all = m_values.value(option);
    return all.isEmpty() ? fallback : all.last();
}

Result<std::optional<int>> Arguments::integer(const QString &option, int minimum, int maximum) const
{
    if (!has(option))
        return std::nullopt;
    bool ok = false;
    const int number = value(option).toInt(&ok);
    if (!ok || number < minimum || number > maximum) {
        return std::unexpected(Problem(ProblemCode::ValidationError,
                                       QCoreApplication::translate("sc::cli", "--%1 takes a whole number from %2 to %3, not \"%4\".")
                                           .arg(option)
                                           .arg(minimum)
                                           .arg(maximum)
                                           .arg(value(option))));
    }
    return number;
}

} // namespace sc::cli
