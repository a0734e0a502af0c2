// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/shot_plan.h"

#include <QtCore/QCoreApplication>

namespace sc::planning {

namespace {

Problem notALength(QStringView text)
{
    return Problem(ProblemCode::ValidationError,
                   QCoreApplication::translate("sc::planning", "“%1” is not a shot length.").arg(text.left(60)))
        .withDetail(
            QCoreApplication::translate("sc::planning", "Allowed are 1/2beat, 1beat, 2beats, 1bar, 2bars, 4bars, 8bars and energy."));
}

} // namespace

Result<ShotLength> parseShotLength(QStringView text)
{
    QString plain;
    for (const QChar c : text.toString().toLower()) {
        if (!c.isSpace())
            plain += c;
    }
    if (plain == QLatin1String("energy") || plain == QLatin1String("byenergy"))
        return ShotLength{};
    if (plain.endsWith(u's'))
        plain.chop(1);
    ShotLength length;
    qsizetype unitSize = 0;
    if (plain.endsWith(QLatin1String("beat"))) {
        length.unit = ShotLength::Unit::Beats;
        unitSize = 4;
    } else if (plain.endsWith(QLatin1String("bar"))) {
        length.unit = ShotLength::Unit::Bars;
        unitSize = 3;
    } else {
        return std::unexpected(notALength(text));
    }
    const QString count = plain.chopped(unitSize);
    bool ok = true;
    if (count == QLatin1String("1/2") || count == QLatin1String("half") || count == QString(QChar(0xbd)))
        length.count = 0.5;
    else
        length.count = count.isEmpty() ? 1 : count.toDouble(&ok);
    const auto isOneOf = [&](std::initializer_list<double> allowed) { return std::ranges::find(allowed, length.count) != allowed.end(); };
    const bool allowed = length.unit == ShotLength::Unit::Beats ? isOneOf({0.5, 1, 2}) : isOneOf({1, 2, 4, 8});
    if (!ok || !allowed)
        return std::unexpected(notALength(text));
    return length;
}

} // namespace sc::planning
