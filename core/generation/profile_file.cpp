// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/profile_file.h"

#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace sc::generation {

Problem damagedProfileFile(const QString &name, const QString &detail)
{
    return Problem(ProblemCode::FileDamaged,
                   QCoreApplication::translate("sc::generation", "The profile's file \"%1\" is damaged.").arg(name))
        .withDetail(detail);
}

Result<QJsonObject> readProfileFile(const ProfilePaths &profile, const QString &name)
{
    QFile file(profile.root + QLatin1Char('/') + name);
    if (!file.exists())
        return QJsonObject();
    if (!file.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied,
                    QCoreApplication::translate("sc::generation", "The profile's file \"%1\" may not be read.").arg(name))
                .withDetail(file.errorString()));
    const Result<QJsonObject> json = parseJsonObject(file.readAll(), name);
    if (!json)
        return std::unexpected(damagedProfileFile(name, json.error().detail()));
    return *json;
}

Result<> writeProfileFile(const ProfilePaths &profile, const QString &name, const QJsonObject &json)
{
    SC_TRY(ensureFolder(profile.root));
    const QByteArray bytes = toCompactJson(json);
    SC_TRY(requireFreeSpace(profile.root, bytes.size()));
    QSaveFile file(profile.root + QLatin1Char('/') + name);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return {};
    return std::unexpected(Problem(ProblemCode::PermissionDenied,
                                   QCoreApplication::translate("sc::generation", "The profile's file \"%1\" cannot be written.").arg(name))
                               .withDetail(file.errorString()));
}

} // namespace sc::generation
