// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/plan_rules.h"

#include <QtCore/QCoreApplication>

namespace sc::planning {

namespace {

using Unit = ShotLength::Unit;

SectionRule rule(Unit unit, double count, double variation, RuleTransition transition = {})
{
    SectionRule made;
    made.length = {unit, count};
    made.variation = variation;
    made.transition = transition;
    return made;
}

constexpr RuleTransition dissolve(double beats)
{
    return {.kind = timeline::TransitionKind::Dissolve, .length = beats};
}

// Ballads, long looks: the picture has time.
SectionRules calm()
{
    return {
        {QStringLiteral("default"), rule(Unit::Bars, 4, 0.1)},
        {QStringLiteral("intro"), rule(Unit::Bars, 4, 0, dissolve(2))},
        {QStringLiteral("verse"), rule(Unit::Bars, 4, 0.15)},
        {QStringLiteral("pre-chorus"), rule(Unit::Bars, 2, 0.1)},
        {QStringLiteral("chorus"), rule(Unit::Bars, 2, 0.2)},
        {QStringLiteral("bridge"), rule(Unit::Bars, 4, 0.1, dissolve(2))},
        {QStringLiteral("build"), rule(Unit::Bars, 2, 0)},
        {QStringLiteral("drop"), rule(Unit::Bars, 1, 0.2)},
        {QStringLiteral("break"), rule(Unit::Bars, 4, 0, dissolve(2))},
        {QStringLiteral("solo"), rule(Unit::Bars, 2, 0.2)},
        {QStringLiteral("outro"), rule(Unit::Bars, 4, 0, dissolve(4))},
    };
}

// Dance and rock: the chorus cuts on the beat, the verse breathes.
SectionRules energetic()
{
    return {
        {QStringLiteral("default"), rule(Unit::Bars, 1, 0.25)}, {QStringLiteral("intro"), rule(Unit::Bars, 2, 0.1)},
        {QStringLiteral("verse"), rule(Unit::Bars, 1, 0.25)},   {QStringLiteral("pre-chorus"), rule(Unit::Beats, 2, 0.15)},
        {QStringLiteral("chorus"), rule(Unit::Beats, 2, 0.3)},  {QStringLiteral("bridge"), rule(Unit::Bars, 1, 0.2)},
        {QStringLiteral("build"), rule(Unit::Beats, 1, 0)},     {QStringLiteral("drop"), rule(Unit::Beats, 1, 0.35)},
        {QStringLiteral("break"), rule(Unit::Bars, 2, 0.1)},    {QStringLiteral("solo"), rule(Unit::Beats, 2, 0.3)},
        {QStringLiteral("outro"), rule(Unit::Bars, 2, 0)},
    };
}

} // namespace

std::vector<RulePreset> deliveredPresets()
{
    return {
        {QStringLiteral("standard"), QCoreApplication::translate("sc::planning", "Standard, by energy"), {}},
        {QStringLiteral("calm"), QCoreApplication::translate("sc::planning", "Calm"), calm()},
        {QStringLiteral("energetic"), QCoreApplication::translate("sc::planning", "Energetic"), energetic()},
    };
}

} // namespace sc::planning
