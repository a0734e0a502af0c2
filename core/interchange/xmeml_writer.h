// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/interchange/cut_export.h"

namespace sc::interchange {

// The edit as Final Cut Pro 7 XML, version 5: what Premiere imports.
[[nodiscard]] QByteArray writeXmeml(Edit &edit, const XmemlExport &options);

} // namespace sc::interchange
