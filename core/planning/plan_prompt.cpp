// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plan_prompt.h"

#include "core/planning/plan_random.h"

#include <functional>

namespace sc::planning {

namespace {

// Calls `each` for the inside of every {...}; braces do not nest.
QString replaceBraces(const QString &text, const std::function<QString(const QString &)> &each)
{
    QString filled;
    for (qsizetype at = 0; at < text.size();) {
        const qsizetype open = text.indexOf(u'{', at);
        const qsizetype close = open < 0 ? -1 : text.indexOf(u'}', open);
        if (close < 0)
            return filled + text.mid(at);
        filled += text.mid(at, open - at);
        filled += each(text.mid(open + 1, close - open - 1));
        at = close + 1;
    }
    return filled;
}

QString withoutEmptyParts(const QString &text)
{
    QStringList lines;
    for (const QString &line : text.split(u'\n')) {
        QStringList parts;
        for (const QString &part : line.split(u',')) {
            if (!part.trimmed().isEmpty())
                parts.append(part.simplified());
        }
        lines.append(parts.join(QStringLiteral(", ")));
    }
    return lines.join(u'\n').trimmed();
}

} // namespace

const QStringList &promptVariables()
{
    static const QStringList names = {
        QStringLiteral("scene"),    QStringLiteral("clip"), QStringLiteral("lyrics"), QStringLiteral("mood"),
        QStringLiteral("section"),  QStringLiteral("bpm"),  QStringLiteral("energy"), QStringLiteral("character"),
        QStringLiteral("location"), QStringLiteral("time"), QStringLiteral("look"),   QStringLiteral("camera"),
    };
    return names;
}

QStringList unknownVariables(const QString &promptTemplate)
{
    QStringList unknown;
    replaceBraces(promptTemplate, [&](const QString &inside) {
        if (!inside.contains(u'|') && !promptVariables().contains(inside.trimmed()) && !unknown.contains(inside))
            unknown.append(inside);
        return QString();
    });
    return unknown;
}

QString fillPrompt(const QString &promptTemplate, const PromptValues &values, PlanRandom &random)
{
    const QString filled = replaceBraces(promptTemplate, [&](const QString &inside) {
        if (inside.contains(u'|')) {
            const QStringList choices = inside.split(u'|');
            return choices[random.below(static_cast<int>(choices.size()))].trimmed();
        }
        const auto value = values.constFind(inside.trimmed());
        return value == values.constEnd() ? u'{' + inside + u'}' : value->simplified();
    });
    return withoutEmptyParts(filled);
}

} // namespace sc::planning
