// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <QtGui/QImage>

namespace sc::playback {

// What stands in for a take that cannot be shown: its name and why, on a hatched dark ground. RGB32; null when memory is
// short.
[[nodiscard]] QImage paintSlate(QSize size, const QString &name, const QString &reason);

} // namespace sc::playback
