// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/service_book.h"

#include "core/base/json.h"
#include "core/openai/service_address.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>

namespace sc::openai {

namespace {

QJsonObject toJson(const Service &service)
{
    QJsonObject json{{QStringLiteral("name"), service.name},         {QStringLiteral("base"), service.base.toString()},
                     {QStringLiteral("model"), service.model},       {QStringLiteral("key"), service.keyReference},
                     {QStringLiteral("currency"), service.currency}, {QStringLiteral("allowed"), service.isAllowed},
                     {QStringLiteral("retired"), service.isRetired}};
    if (service.pricePerSecond)
        json.insert(QStringLiteral("price_per_second"), *service.pricePerSecond);
    return json;
}

// An address that was made bad by hand is as good as none: the service has to be set up anew.
std::optional<Service> fromJson(const QJsonObject &json)
{
    const auto base = serviceBase(json.value(QStringLiteral("base")).toString());
    if (!base)
        return {};
    Service service;
    service.base = *base;
    service.name = json.value(QStringLiteral("name")).toString();
    service.model = json.value(QStringLiteral("model")).toString();
    service.keyReference = json.value(QStringLiteral("key")).toString();
    service.currency = json.value(QStringLiteral("currency")).toString(service.currency);
    service.isAllowed = json.value(QStringLiteral("allowed")).toBool();
    service.isRetired = json.value(QStringLiteral("retired")).toBool();
    if (const QJsonValue price = json.value(QStringLiteral("price_per_second")); price.isDouble())
        service.pricePerSecond = price.toDouble();
    return service;
}

Result<QJsonObject> readFile(const QString &path)
{
    QFile stored(path);
    if (!stored.exists())
        return QJsonObject();
    if (!stored.open(QIODevice::ReadOnly))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::openai", "%1 cannot be read.").arg(path))
                .withDetail(stored.errorString()));
    const Result<QJsonObject> json = parseJsonObject(stored.readAll(), path);
    if (!json)
        return std::unexpected(
            Problem(ProblemCode::DatabaseError,
                    QCoreApplication::translate("sc::openai", "%1 is damaged. Move it away to set the services up anew.").arg(path))
                .withDetail(json.error().detail()));
    return json;
}

Result<> writeFile(const QString &path, const QJsonObject &json)
{
    QSaveFile stored(path);
    const QByteArray bytes = toCompactJson(json);
    if (stored.open(QIODevice::WriteOnly) && stored.write(bytes) == bytes.size() && stored.commit())
        return {};
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied, QCoreApplication::translate("sc::openai", "%1 cannot be written.").arg(path))
            .withDetail(stored.errorString()));
}

} // namespace

QString serviceUseName(ServiceUse use)
{
    return use == ServiceUse::Words ? QStringLiteral("words") : QStringLiteral("videos");
}

QString keyNameOf(ServiceUse use)
{
    return QStringLiteral("openai/") + serviceUseName(use);
}

Service withBase(Service service, const QUrl &base)
{
    if (originOf(service.base) != originOf(base)) {
        service.keyReference.clear();
        service.isAllowed = false;
    }
    if (service.base != base)
        service.isRetired = false;
    service.base = base;
    return service;
}

QString ServiceBook::file() const
{
    return m_profile.root + QStringLiteral("/services.json");
}

Result<std::optional<Service>> ServiceBook::find(ServiceUse use) const
{
    SC_TRY_ASSIGN(json, readFile(file()));
    return fromJson(json.value(serviceUseName(use)).toObject());
}

Result<> ServiceBook::put(ServiceUse use, const Service &service) const
{
    SC_TRY(ensureFolder(m_profile.root));
    SC_TRY_ASSIGN(json, readFile(file()));
    json.insert(serviceUseName(use), toJson(service));
    return writeFile(file(), json);
}

Result<> ServiceBook::remove(ServiceUse use) const
{
    SC_TRY_ASSIGN(json, readFile(file()));
    json.remove(serviceUseName(use));
    return writeFile(file(), json);
}

} // namespace sc::openai
