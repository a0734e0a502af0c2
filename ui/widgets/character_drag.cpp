// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/character_drag.h"

#include <QtCore/QMimeData>

namespace sc::ui {

QStringList charactersIn(const QMimeData &data)
{
    return QString::fromUtf8(data.data(QLatin1String(kCharactersMimeType))).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace sc::ui
