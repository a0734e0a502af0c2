// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

namespace sc::library {

// The recording's international code as the file's tags say; empty when they do not or the file cannot be read. Reads the file; any
// thread.
[[nodiscard]] QString isrcOf(const QString &file);

} // namespace sc::library
