// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/cut_export.h"

namespace sc::interchange {

[[nodiscard]] QStringList fcpxmlVersions(); // "1.8" to "1.14"
// The edit as FCPXML. Adds notices of markers that have no clip to sit on.
[[nodiscard]] QByteArray writeFcpxml(Edit &edit, const FcpxmlExport &options);
// Breaches and differences of what was written, read back.
[[nodiscard]] QStringList checkWrittenFcpxml(const Edit &edit, const QByteArray &xml);

} // namespace sc::interchange
