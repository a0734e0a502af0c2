// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/object_info.h"

#include <QtCore/QJsonObject>
#include <QtCore/QMap>
#include <QtCore/QStringList>

namespace sc::practice {

// Which model files a practice server claims to have, by ComfyUI's folder names ("diffusion_models", "loras").
using ModelFolders = QMap<QString, QStringList>;

// Every file that the families' own graphs ask for, found by composing them; `families` limits it, empty: all. So each family
// that the program knows can be practised, and a new one by itself.
[[nodiscard]] ModelFolders filesOfFamilies(const QStringList &families);

// GET /object_info of a server with these files and these names in its input folder.
[[nodiscard]] QJsonObject objectInfoOf(const ModelFolders &models, const QStringList &inputFiles);

} // namespace sc::practice
