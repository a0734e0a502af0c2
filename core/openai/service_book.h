// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/base/result.h"

#include <QtCore/QStringList>
#include <QtCore/QUrl>

#include <optional>

// Which server helps with words and which one makes videos, as the person set them up; none until then. Stands in the profile as
// services.json; keys stand in the keychain.
namespace sc::openai {

enum class ServiceUse { Words, Videos };
[[nodiscard]] QString serviceUseName(ServiceUse use); // "words"

struct Service
{
    QString name;
    QUrl base;
    QString model;
    QString keyReference;                 // "keychain:NAME", "env:NAME" or empty; belongs to the origin of `base`
    std::optional<double> pricePerSecond; // of video, in `currency`, as the person entered it
    QString currency = QStringLiteral("USD");
    bool isAllowed = false; // the person read what is sent to this origin and agreed; private servers need no question
    bool isRetired = false; // the provider said that it serves no videos any more

    bool operator==(const Service &) const = default;
};

// The name under which the key of a service is kept.
[[nodiscard]] QString keyNameOf(ServiceUse use);

// Another origin: the key and the consent do not come along.
[[nodiscard]] Service withBase(Service service, const QUrl &base);

// Value; read and written whole. DATABASE_ERROR for a file that is no JSON (it is left as it is), PERMISSION_DENIED.
class ServiceBook
{
public:
    explicit ServiceBook(ProfilePaths profile) : m_profile(std::move(profile)) {}

    [[nodiscard]] Result<std::optional<Service>> find(ServiceUse use) const;
    [[nodiscard]] Result<> put(ServiceUse use, const Service &service) const;
    [[nodiscard]] Result<> remove(ServiceUse use) const; // the key is the caller's to remove

private:
    [[nodiscard]] QString file() const;
    ProfilePaths m_profile;
};

} // namespace sc::openai
