// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/time_words.h"

#include <QtCore/QCoreApplication>

#include <algorithm>
#include <cmath>

namespace sc::ui {

QString durationWords(double seconds)
{
    constexpr qint64 kMinute = 60;
    constexpr qint64 kHour = 3600;
    const qint64 all = std::max<qint64>(0, std::llround(seconds));
    if (all < kMinute)
        return QCoreApplication::translate("sc::ui", "%1 s").arg(all);
    if (all < kHour)
        return all % kMinute == 0 ? QCoreApplication::translate("sc::ui", "%1 min").arg(all / kMinute)
                                  : QCoreApplication::translate("sc::ui", "%1 min %2 s").arg(all / kMinute).arg(all % kMinute);
    return QCoreApplication::translate("sc::ui", "%1 h %2 min").arg(all / kHour).arg(all % kHour / kMinute);
}

QString seedWords(qint64 seed)
{
    QString digits = QString::number(seed);
    for (qsizetype i = digits.size() - 3; i > 0; i -= 3)
        digits.insert(i, QChar(0x2009)); // a narrow space
    return digits;
}

} // namespace sc::ui
