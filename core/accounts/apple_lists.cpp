// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_lists.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace sc::accounts {

namespace {

QJsonObject readAll(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return parseJsonObject(file.readAll(), path).value_or(QJsonObject());
}

QDateTime timeOf(const QJsonValue &list)
{
    return QDateTime::fromString(list.toObject().value(QStringLiteral("at")).toString(), Qt::ISODate);
}

bool isFresh(const QDateTime &at, const QDateTime &now)
{
    const qint64 age = at.secsTo(now);
    return at.isValid() && age >= -60 && age < AppleLists::kLifeS;
}

} // namespace

void AppleLists::keep(const QString &name, const QJsonArray &items, const QDateTime &now) const
{
    QJsonObject all;
    const QJsonObject before = readAll(m_file);
    for (auto it = before.begin(); it != before.end(); ++it)
        if (isFresh(timeOf(*it), now))
            all.insert(it.key(), *it);
    all.insert(name, QJsonObject{{QStringLiteral("at"), now.toUTC().toString(Qt::ISODate)}, {QStringLiteral("items"), items}});
    QSaveFile file(m_file);
    if (file.open(QIODevice::WriteOnly) && file.write(toCompactJson(all)) >= 0)
        file.commit();
}

std::optional<KeptList> AppleLists::find(const QString &name, const QDateTime &now) const
{
    const QJsonValue list = readAll(m_file).value(name);
    const QDateTime at = timeOf(list);
    if (!isFresh(at, now))
        return std::nullopt;
    return KeptList{list.toObject().value(QStringLiteral("items")).toArray(), at};
}

void AppleLists::clear() const
{
    QFile::remove(m_file);
}

QString ageText(const QDateTime &at, const QDateTime &now)
{
    const qint64 minutes = std::max<qint64>(0, at.secsTo(now)) / 60;
    if (minutes < 1)
        return QCoreApplication::translate("sc::accounts", "as of just now");
    if (minutes < 60)
        return QCoreApplication::translate("sc::accounts", "as of %1 min ago").arg(minutes);
    return QCoreApplication::translate("sc::accounts", "as of %1 h ago").arg(minutes / 60);
}

} // namespace sc::accounts
