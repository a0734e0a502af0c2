// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/studio.h"

namespace sc::generation {

// A character as LoRA trainers want it: each picture with a text of the same name beside it that says what is to be seen.
struct TrainingSet
{
    QString folder;
    int pictures = 0;
    QStringList skipped; // pictures that could not be copied, a sentence each
};
// Writes "<name>_01.png" and "<name>_01.txt" into the folder, which is made. Caption: trigger words, description, the look's words
// for a look's pictures. VALIDATION_ERROR without pictures, CONFLICT when the folder holds files already, PERMISSION_DENIED.
[[nodiscard]] Result<TrainingSet> exportTrainingSet(const Studio &studio, const Character &character, const QString &folder);

} // namespace sc::generation
