// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/signing_key.h"

#include <QtCore/QDateTime>
#include <QtCore/QString>

#include <chrono>

// Apple Music's developer token: a JSON Web Token that says which team asks.
namespace sc::accounts {

inline constexpr std::chrono::seconds kLongestToken = std::chrono::hours(24 * 180); // Apple allows 15 777 000 s
inline constexpr std::chrono::seconds kUsualToken = std::chrono::hours(12);
inline constexpr std::chrono::seconds kPageToken = std::chrono::hours(1); // the one that the browser gets

struct DeveloperToken
{
    QByteArray text;
    QString keyId;
    QString teamId;
    QDateTime expires; // UTC

    [[nodiscard]] bool isValid(const QDateTime &now) const { return !text.isEmpty() && now < expires; }
};

// Ten capital letters and digits, as Apple shows them. VALIDATION_ERROR naming the field.
[[nodiscard]] Result<QString> checkedAppleId(const QString &typed, const QString &field);
// "4F8KX2M9QZ" of a file ".../AuthKey_4F8KX2M9QZ.p8"; empty for another name.
[[nodiscard]] QString keyIdOfFile(const QString &path);

// Signed anew; issued a minute before `now`, for clocks that go fast. No "origin": the loopback page has a port that nobody knows.
[[nodiscard]] Result<DeveloperToken> signDeveloperToken(const SigningKey &key, const QString &keyId, const QString &teamId,
                                                        const QDateTime &now, std::chrono::seconds life = kUsualToken);
// One made elsewhere, white space around it removed. VALIDATION_ERROR: no such token, another algorithm, no expiry; TOKEN_EXPIRED.
// The signature is Apple's to check.
[[nodiscard]] Result<DeveloperToken> readDeveloperToken(const QByteArray &pasted, const QDateTime &now);

} // namespace sc::accounts
