// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/take.h"

#include <vector>

namespace sc::ui {

// One thing that is said of two takes.
struct FactRow
{
    QString label; // translated
    QString a;
    QString b;
    bool differs = false;
    bool operator==(const FactRow &) const = default;
};

// What two takes are made with, the differences first: prompt, seed, model, steps, CFG, sampler, size, LoRAs, time and server, checks.
// Pure. Without a second take `b` is empty and nothing differs.
[[nodiscard]] std::vector<FactRow> factsOf(const timeline::Take &a, const timeline::TakeRecipe &madeA, const timeline::Take *b,
                                           const timeline::TakeRecipe &madeB);
// "sharp, no flicker", "1 repeated": what the checks found, in words.
[[nodiscard]] QString checkWords(const timeline::Take &take);
[[nodiscard]] QString checkName(const QString &check); // translated: "flickers"

} // namespace sc::ui
