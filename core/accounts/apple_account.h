// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_client.h"
#include "core/accounts/developer_token.h"
#include "core/accounts/loopback_sign_in.h"
#include "core/accounts/secret_store.h"

#include <QtCore/QDateTime>

// A profile's connection to Apple Music: whose key, who is signed in, and whether Apple agrees.
namespace sc::accounts {

enum class AppleState {
    NotSetUp,   // no key and no token
    Ready,      // there is a developer token; nobody is signed in
    Authorised, // somebody is
    Expired,    // the sign-in ran out, or the pasted token did
    Refused,    // Apple refused the last check
    Offline,    // it could not be asked; what was known stays
};
[[nodiscard]] QString appleStateName(AppleState state); // "not_set_up"

// Everything but the secrets.
struct AppleStatus
{
    AppleState state = AppleState::NotSetUp;
    bool isOwnKey = false; // signed here; otherwise a token was pasted
    QString keyId;
    QString teamId;
    QDateTime tokenExpires; // of the developer token in use; invalid: none signed yet
    AppleStorefront storefront;
    QDateTime signedInAt; // invalid: nobody is
    QDateTime checkedAt;
    std::optional<Problem> problem; // of the last check

    // Apple does not tell; everybody sees about six months.
    [[nodiscard]] QDateTime signInEndsAround() const { return signedInAt.isValid() ? signedInAt.addDays(180) : QDateTime(); }
};

class AppleAccount : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<>)>;
    using Opener = std::function<bool(const QUrl &)>; // shows the address in the person's browser

    // Reads what is not secret; asks nobody.
    AppleAccount(ProfilePaths profile, SecretStore &secrets, AppleEndpoints endpoints = {}, AppleTimes times = {},
                 QObject *parent = nullptr);
    ~AppleAccount() override;

    [[nodiscard]] const AppleStatus &status() const { return m_status; }
    [[nodiscard]] bool isTestEndpoint() const;
    [[nodiscard]] AppleClient &client() { return m_client; }
    [[nodiscard]] SecretStore &secrets() { return m_secrets; }

    // Asks Apple before it keeps anything: a refused key is not kept; one that could not be tried is. INVALID_FILE_TYPE,
    // VALIDATION_ERROR, NOT_AUTHORISED telling which check failed.
    void useKey(const QByteArray &file, const QString &keyId, const QString &teamId, const Done &done);
    void useToken(const QByteArray &pasted, const Done &done);

    // Opens the browser; a second call ends the first one. Gives the address through `signInAddress` for copying.
    void authorize(const Opener &open, const Done &done, std::chrono::milliseconds limit = LoopbackSignIn::kUsualLimit,
                   quint16 port = LoopbackSignIn::kUsualPort);
    void cancelAuthorization();
    [[nodiscard]] bool isAuthorizing() const { return m_signIn != nullptr; }
    [[nodiscard]] const QUrl &signInAddress() const { return m_signInAddress; }

    void validate(const Done &done); // asks Apple with both tokens
    void refresh(const Done &done);  // signs another developer token first
    // Forgets the sign-in, the storefront and the lists; the key stays unless told.
    void disconnect(bool andKey, const Done &done);
    // Before a call of client(): reads the listener's token from the store. NOT_AUTHORISED when nobody is signed in.
    void prepare(const Done &done);

Q_SIGNALS:
    void changed();                                  // status()
    void signInTroubled(const sc::Problem &problem); // told in the page, which goes on

private:
    [[nodiscard]] QString file() const;
    void load();
    [[nodiscard]] Result<> save() const;
    void giveDeveloperToken(bool anew, const std::function<void(Result<QByteArray>)> &give);
    void takeCheck(const Result<> &answer);
    void keep(const QString &name, const QByteArray &secret, const std::function<void()> &apply, const Done &done);
    void checkUserToken(const QByteArray &token, const LoopbackSignIn::Verdict &verdict);

    ProfilePaths m_profile;
    SecretStore &m_secrets;
    AppleStatus m_status;
    DeveloperToken m_token; // signed or pasted; in memory
    std::unique_ptr<LoopbackSignIn> m_signIn;
    QUrl m_signInAddress;
    AppleClient m_client;
};

} // namespace sc::accounts
