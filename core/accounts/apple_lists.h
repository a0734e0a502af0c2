// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_values.h"
#include "core/base/paths.h"

#include <QtCore/QDateTime>
#include <QtCore/QJsonArray>

// The last lists that Apple gave, for a day without a network: names and ids, no sound, no pictures. Thrown away when the person
// disconnects.
namespace sc::accounts {

struct KeptList
{
    QJsonArray items;
    QDateTime at; // UTC
};

class AppleLists
{
public:
    static constexpr int kLifeS = 24 * 3600;

    explicit AppleLists(const ProfilePaths &profile) : m_file(profile.root + QStringLiteral("/apple_lists.json")) {}

    // Under a name like "playlists" or "playlist/p.abc". A list that cannot be kept is only not there later.
    void keep(const QString &name, const QJsonArray &items, const QDateTime &now) const;
    [[nodiscard]] std::optional<KeptList> find(const QString &name, const QDateTime &now) const; // younger than a day
    void clear() const;

private:
    QString m_file;
};

template<class T> [[nodiscard]] QJsonArray itemsOf(const std::vector<T> &values)
{
    QJsonArray items;
    for (const T &value : values)
        items.append(toJson(value));
    return items;
}

// "as of 12 min ago", translated.
[[nodiscard]] QString ageText(const QDateTime &at, const QDateTime &now);

} // namespace sc::accounts
