// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/take_drag.h"

#include <QtCore/QMimeData>

namespace sc::ui {

std::vector<TakeId> takesOf(const QMimeData &data)
{
    std::vector<TakeId> takes;
    const QList<QByteArray> lines = data.data(QLatin1String(kTakesMimeType)).split('\n');
    for (const QByteArray &line : lines) {
        if (!line.isEmpty())
            takes.emplace_back(QString::fromUtf8(line));
    }
    return takes;
}

void putTakes(QMimeData &data, const std::vector<TakeId> &takes)
{
    QByteArray lines;
    for (const TakeId &take : takes)
        lines += take.text().toUtf8() + '\n';
    data.setData(QLatin1String(kTakesMimeType), lines);
}

} // namespace sc::ui
