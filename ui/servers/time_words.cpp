// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/servers/time_words.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QLocale>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui)
};

constexpr double kSoon = 120; // s: below this a countdown says more than a clock

} // namespace

QString spanWords(double seconds)
{
    const auto whole = static_cast<qint64>(std::llround(std::max(0.0, seconds)));
    if (whole < 60)
        return Text::tr("%1 s").arg(whole);
    if (whole < 3600)
        return whole % 60 == 0 ? Text::tr("%1 min").arg(whole / 60) : Text::tr("%1 min %2 s").arg(whole / 60).arg(whole % 60);
    return Text::tr("%1 h %2 min").arg(whole / 3600).arg(whole / 60 % 60, 2, 10, QLatin1Char('0'));
}

QString shortSpan(double seconds)
{
    if (seconds < 60)
        return Text::tr("%1 s").arg(std::llround(seconds));
    if (seconds < 5400)
        return Text::tr("%1 min").arg(std::llround(seconds / 60));
    return Text::tr("%1 h").arg(QLocale().toString(seconds / 3600, 'f', 1));
}

QString clockWords(const QDateTime &time)
{
    const QString clock = time.toString(QStringLiteral("HH:mm"));
    return time.date() == QDate::currentDate() ? clock : QLocale().toString(time.date(), QStringLiteral("ddd ")) + clock;
}

QString exactClock(const QDateTime &time)
{
    return time.toString(QStringLiteral("HH:mm:ss"));
}

QDateTime timeFrom(const QString &isoUtc)
{
    return QDateTime::fromString(isoUtc, Qt::ISODateWithMs).toLocalTime();
}

double secondsBetween(const QString &from, const QString &to)
{
    const QDateTime a = QDateTime::fromString(from, Qt::ISODateWithMs);
    const QDateTime b = QDateTime::fromString(to, Qt::ISODateWithMs);
    return a.isValid() && b.isValid() ? std::max(0.0, static_cast<double>(a.msecsTo(b)) / 1000) : 0;
}

QString endWords(double secondsFromNow)
{
    if (secondsFromNow < kSoon)
        return Text::tr("in %1").arg(spanWords(secondsFromNow));
    return clockWords(QDateTime::currentDateTime().addMSecs(static_cast<qint64>(secondsFromNow * 1000)));
}

} // namespace sc::ui
