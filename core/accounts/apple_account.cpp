// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/accounts/apple_account.h"

#include "core/accounts/apple_lists.h"
#include "core/accounts/apple_problems.h"
#include "core/base/json.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtCore/QSaveFile>
#include <QtNetwork/QHostAddress>

#include <utility>

namespace sc::accounts {

namespace {

const QString kKeySecret = QStringLiteral("apple/key");
const QString kTokenSecret = QStringLiteral("apple/token");
const QString kUserSecret = QStringLiteral("apple/user");
constexpr int kRenewWithinS = 600;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::accounts", text);
}

QString stamp(const QDateTime &time)
{
    return time.isValid() ? time.toUTC().toString(Qt::ISODateWithMs) : QString();
}

QDateTime readStamp(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

Problem notSetUp()
{
    return Problem(ProblemCode::NotAuthorised,
                   tr("Apple Music is not set up. It needs a key from an Apple developer account, or a developer token."))
        .withAction(QStringLiteral("apple.setup"), tr("Set up"));
}

// Whether what Apple said is about the key, and not about the way to Apple.
bool isVerdict(ProblemCode code)
{
    return code == ProblemCode::NotAuthorised || code == ProblemCode::TokenExpired || code == ProblemCode::ServerRefused;
}

void answerLater(QObject *context, const AppleAccount::Done &done, const Result<> &result)
{
    QMetaObject::invokeMethod(
        context, [done, result] { done(result); }, Qt::QueuedConnection);
}

} // namespace

QString appleStateName(AppleState state)
{
    switch (state) {
    case AppleState::NotSetUp:
        return QStringLiteral("not_set_up");
    case AppleState::Ready:
        return QStringLiteral("ready");
    case AppleState::Authorised:
        return QStringLiteral("authorised");
    case AppleState::Expired:
        return QStringLiteral("expired");
    case AppleState::Refused:
        return QStringLiteral("refused");
    case AppleState::Offline:
        break;
    }
    return QStringLiteral("offline");
}

AppleAccount::AppleAccount(ProfilePaths profile, SecretStore &secrets, AppleEndpoints endpoints, AppleTimes times, QObject *parent)
    : QObject(parent),
      m_profile(std::move(profile)),
      m_secrets(secrets),
      m_client(
          std::move(endpoints), [this](bool anew, const std::function<void(Result<QByteArray>)> &give) { giveDeveloperToken(anew, give); },
          times)
{
    load();
}

AppleAccount::~AppleAccount() = default;

bool AppleAccount::isTestEndpoint() const
{
    return QHostAddress(m_client.http().endpoints().api.host()).isLoopback();
}

QString AppleAccount::file() const
{
    return m_profile.root + QStringLiteral("/apple_music.json");
}

void AppleAccount::load()
{
    QFile stored(file());
    if (!stored.open(QIODevice::ReadOnly))
        return;
    const Result<QJsonObject> json = parseJsonObject(stored.readAll(), QStringLiteral("apple_music.json"));
    if (!json) // it is found again with one sign-in
        return;
    const QString source = json->value(QStringLiteral("source")).toString();
    if (source.isEmpty())
        return;
    m_status.isOwnKey = source == QLatin1String("key");
    m_status.keyId = json->value(QStringLiteral("key_id")).toString();
    m_status.teamId = json->value(QStringLiteral("team_id")).toString();
    m_status.tokenExpires = readStamp(json->value(QStringLiteral("token_expires")));
    m_status.signedInAt = readStamp(json->value(QStringLiteral("signed_in_at")));
    m_status.checkedAt = readStamp(json->value(QStringLiteral("checked_at")));
    const QJsonObject storefront = json->value(QStringLiteral("storefront")).toObject();
    m_status.storefront = {storefront.value(QStringLiteral("id")).toString(),
                           storefront.value(QStringLiteral("name")).toString(),
                           storefront.value(QStringLiteral("language")).toString(),
                           {}};
    m_client.setStorefront(m_status.storefront.id);
    const QString state = json->value(QStringLiteral("state")).toString();
    m_status.state = AppleState::Ready;
    for (const AppleState known : {AppleState::Authorised, AppleState::Expired, AppleState::Refused, AppleState::Offline})
        if (state == appleStateName(known))
            m_status.state = known;
    if (!m_status.isOwnKey && m_status.tokenExpires < QDateTime::currentDateTimeUtc())
        m_status.state = AppleState::Expired;
}

Result<> AppleAccount::save() const
{
    SC_TRY(ensureFolder(m_profile.root));
    QSaveFile stored(file());
    QJsonObject json{{QStringLiteral("state"), appleStateName(m_status.state)},
                     {QStringLiteral("key_id"), m_status.keyId},
                     {QStringLiteral("team_id"), m_status.teamId},
                     {QStringLiteral("token_expires"), m_status.isOwnKey ? QString() : stamp(m_status.tokenExpires)},
                     {QStringLiteral("storefront"), QJsonObject{{QStringLiteral("id"), m_status.storefront.id},
                                                                {QStringLiteral("name"), m_status.storefront.name},
                                                                {QStringLiteral("language"), m_status.storefront.language}}},
                     {QStringLiteral("signed_in_at"), stamp(m_status.signedInAt)},
                     {QStringLiteral("checked_at"), stamp(m_status.checkedAt)}};
    if (m_status.state != AppleState::NotSetUp)
        json.insert(QStringLiteral("source"), m_status.isOwnKey ? QStringLiteral("key") : QStringLiteral("token"));
    const QByteArray bytes = toCompactJson(json);
    if (stored.open(QIODevice::WriteOnly) && stored.write(bytes) == bytes.size() && stored.commit())
        return {};
    return std::unexpected(
        Problem(ProblemCode::PermissionDenied, tr("The connection to Apple Music cannot be remembered.")).withDetail(stored.errorString()));
}

void AppleAccount::giveDeveloperToken(bool anew, const std::function<void(Result<QByteArray>)> &give)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!anew && m_token.isValid(now.addSecs(m_status.isOwnKey ? kRenewWithinS : 0))) {
        give(m_token.text);
        return;
    }
    if (m_status.state == AppleState::NotSetUp) {
        give(std::unexpected(notSetUp()));
        return;
    }
    m_secrets.read(m_status.isOwnKey ? kKeySecret : kTokenSecret, [this, give, now](const Result<QByteArray> &secret) {
        if (!secret) {
            give(std::unexpected(secret.error()));
            return;
        }
        Result<DeveloperToken> token = std::unexpected(Problem());
        if (m_status.isOwnKey) {
            const Result<SigningKey> key = SigningKey::read(*secret);
            token = key ? signDeveloperToken(*key, m_status.keyId, m_status.teamId, now) : std::unexpected(key.error());
        } else {
            token = readDeveloperToken(*secret, now);
        }
        if (token) {
            m_token = *token;
            m_status.tokenExpires = token->expires;
        }
        give(token ? Result<QByteArray>(token->text) : std::unexpected(token.error()));
    });
}

// Stores the secret, then what is known about it.
void AppleAccount::keep(const QString &name, const QByteArray &secret, const std::function<void()> &apply, const Done &done)
{
    m_secrets.write(name, secret, [this, apply, done](const Result<> &written) {
        if (!written) {
            done(written);
            return;
        }
        apply();
        const Result<> saved = save();
        Q_EMIT changed();
        done(saved);
    });
}

void AppleAccount::useKey(const QByteArray &file, const QString &keyId, const QString &teamId, const Done &done)
{
    const Result<QString> id = checkedAppleId(keyId, tr("key id"));
    const Result<QString> team = checkedAppleId(teamId, tr("team id"));
    const Result<SigningKey> key = SigningKey::read(file);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    if (!key || !id || !team) {
        answerLater(this, done, std::unexpected(!key ? key.error() : !id ? id.error() : team.error()));
        return;
    }
    const Result<DeveloperToken> token = signDeveloperToken(*key, *id, *team, now);
    if (!token) {
        answerLater(this, done, std::unexpected(token.error()));
        return;
    }
    const auto trial =
        std::make_shared<AppleClient>(m_client.http().endpoints(), [text = token->text](bool, const auto &give) { give(text); });
    trial->checkDeveloperToken([this, trial, key = *key, token = *token, done](const Result<> &answer) {
        if (!answer && isVerdict(answer.error().code())) {
            done(answer);
            return;
        }
        QByteArray pem = key.toPem();
        keep(
            kKeySecret, pem,
            [this, token, answer] {
                m_token = token;
                m_status.isOwnKey = true;
                m_status.keyId = token.keyId;
                m_status.teamId = token.teamId;
                m_status.tokenExpires = token.expires;
                m_status.state = m_status.signedInAt.isValid() ? AppleState::Authorised : AppleState::Ready;
                m_status.problem = answer ? std::nullopt : std::optional(answer.error());
            },
            done);
        pem.fill('\0');
    });
}

void AppleAccount::useToken(const QByteArray &pasted, const Done &done)
{
    const Result<DeveloperToken> token = readDeveloperToken(pasted, QDateTime::currentDateTimeUtc());
    if (!token) {
        answerLater(this, done, std::unexpected(token.error()));
        return;
    }
    const auto trial =
        std::make_shared<AppleClient>(m_client.http().endpoints(), [text = token->text](bool, const auto &give) { give(text); });
    trial->checkDeveloperToken([this, trial, token = *token, done](const Result<> &answer) {
        if (!answer && isVerdict(answer.error().code())) {
            done(answer);
            return;
        }
        keep(
            kTokenSecret, token.text,
            [this, token, answer] {
                m_token = token;
                m_status.isOwnKey = false;
                m_status.keyId = token.keyId;
                m_status.teamId = token.teamId;
                m_status.tokenExpires = token.expires;
                m_status.state = m_status.signedInAt.isValid() ? AppleState::Authorised : AppleState::Ready;
                m_status.problem = answer ? std::nullopt : std::optional(answer.error());
            },
            done);
    });
}

void AppleAccount::authorize(const Opener &open, const Done &done, std::chrono::milliseconds limit, quint16 port)
{
    cancelAuthorization();
    if (m_status.state == AppleState::NotSetUp) {
        answerLater(this, done, std::unexpected(notSetUp()));
        return;
    }
    m_signIn = std::make_unique<LoopbackSignIn>(
        [this](const QByteArray &token, const LoopbackSignIn::Verdict &verdict) { checkUserToken(token, verdict); });
    LoopbackSignIn *const signIn = m_signIn.get();
    connect(signIn, &LoopbackSignIn::troubled, this, &AppleAccount::signInTroubled);
    connect(signIn, &LoopbackSignIn::ended, this, [this, signIn, done](const Result<> &result) {
        if (m_signIn.get() == signIn)
            m_signIn.release()->deleteLater();
        m_signInAddress.clear();
        Q_EMIT changed();
        done(result);
    });
    giveDeveloperToken(true, [this, signIn, open, done, limit, port](const Result<QByteArray> &token) {
        if (m_signIn.get() != signIn)
            return;
        const Result<QUrl> address = token ? signIn->start(*token, port, limit) : std::unexpected(token.error());
        if (!address) {
            m_signIn.reset();
            done(std::unexpected(address.error()));
            return;
        }
        m_signInAddress = *address;
        Q_EMIT changed();
        if (!open(*address))
            Q_EMIT signInTroubled(Problem(ProblemCode::ExternalServiceError,
                                          tr("The browser could not be opened. Open this address yourself: %1").arg(address->toString())));
    });
}

void AppleAccount::cancelAuthorization()
{
    if (!m_signIn)
        return;
    if (m_signIn->isRunning())
        m_signIn->cancel();
    else
        m_signIn.reset();
}

// The page is told the truth: the token counts when Apple takes it.
void AppleAccount::checkUserToken(const QByteArray &token, const LoopbackSignIn::Verdict &verdict)
{
    const auto trial =
        std::make_shared<AppleClient>(m_client.http().endpoints(), [this](bool anew, const std::function<void(Result<QByteArray>)> &give) {
            giveDeveloperToken(anew, give);
        });
    trial->setUserToken(token);
    trial->readStorefront([this, trial, token, verdict](const Result<AppleStorefront> &storefront) {
        if (!storefront) {
            verdict(std::unexpected(storefront.error()));
            return;
        }
        keep(
            kUserSecret, token,
            [this, token, storefront = *storefront] {
                m_status.storefront = storefront;
                m_status.signedInAt = QDateTime::currentDateTimeUtc();
                m_status.checkedAt = m_status.signedInAt;
                m_status.state = AppleState::Authorised;
                m_status.problem.reset();
                m_client.setUserToken(token);
                m_client.setStorefront(storefront.id);
            },
            verdict);
    });
}

void AppleAccount::prepare(const Done &done)
{
    if (m_status.state == AppleState::NotSetUp || !m_status.signedInAt.isValid()) {
        answerLater(this, done, std::unexpected(m_status.state == AppleState::NotSetUp ? notSetUp() : notSignedIn()));
        return;
    }
    if (m_client.hasUserToken()) {
        answerLater(this, done, {});
        return;
    }
    m_secrets.read(kUserSecret, [this, done](const Result<QByteArray> &token) {
        if (token)
            m_client.setUserToken(*token);
        done(token ? Result<>() : std::unexpected(token.error()));
    });
}

void AppleAccount::takeCheck(const Result<> &answer)
{
    m_status.problem.reset();
    if (answer) {
        m_status.checkedAt = QDateTime::currentDateTimeUtc();
        m_status.state = m_status.signedInAt.isValid() ? AppleState::Authorised : AppleState::Ready;
    } else {
        m_status.problem = answer.error();
        switch (answer.error().code()) {
        case ProblemCode::TokenExpired:
            m_status.state = AppleState::Expired;
            break;
        case ProblemCode::NotAuthorised:
        case ProblemCode::ServerRefused:
            m_status.state = AppleState::Refused;
            break;
        case ProblemCode::ServerOffline:
        case ProblemCode::Timeout:
            m_status.state = AppleState::Offline;
            break;
        default: // the keychain, Apple's own trouble: nothing is known about the sign-in
            break;
        }
    }
}

void AppleAccount::validate(const Done &done)
{
    const auto end = [this, done](const Result<> &answer) {
        if (m_status.state != AppleState::NotSetUp) {
            takeCheck(answer);
            if (const Result<> saved = save(); !saved)
                m_status.problem = saved.error();
        }
        Q_EMIT changed();
        done(answer);
    };
    if (m_status.state == AppleState::NotSetUp) {
        answerLater(this, done, std::unexpected(notSetUp()));
        return;
    }
    if (!m_status.signedInAt.isValid()) {
        m_client.checkDeveloperToken(end);
        return;
    }
    prepare([this, end](const Result<> &ready) {
        if (!ready) {
            end(ready);
            return;
        }
        m_client.readStorefront([this, end](const Result<AppleStorefront> &storefront) {
            if (storefront) {
                m_status.storefront = *storefront;
                m_client.setStorefront(storefront->id);
            }
            end(storefront ? Result<>() : std::unexpected(storefront.error()));
        });
    });
}

void AppleAccount::refresh(const Done &done)
{
    giveDeveloperToken(true, [this, done](const Result<QByteArray> &token) {
        if (token)
            validate(done);
        else
            done(std::unexpected(token.error()));
    });
}

void AppleAccount::disconnect(bool andKey, const Done &done)
{
    cancelAuthorization();
    m_client.http().cancelAll();
    m_client.setUserToken({});
    m_client.setStorefront({});
    const AppleStatus before = std::exchange(m_status, {});
    if (!andKey && before.state != AppleState::NotSetUp) {
        m_status.state = AppleState::Ready;
        m_status.isOwnKey = before.isOwnKey;
        m_status.keyId = before.keyId;
        m_status.teamId = before.teamId;
        m_status.tokenExpires = before.tokenExpires;
    } else {
        m_token = {};
    }
    const Result<> saved = save();
    QStringList names{kUserSecret};
    if (andKey)
        names += {kKeySecret, kTokenSecret};
    AppleLists(m_profile).clear();
    Q_EMIT changed();
    auto waiting = std::make_shared<qsizetype>(names.size());
    auto result = std::make_shared<Result<>>(saved);
    for (const QString &name : names) {
        m_secrets.remove(name, [waiting, result, done](const Result<> &removed) {
            if (!removed)
                *result = removed;
            if (--*waiting == 0)
                done(*result);
        });
    }
}

} // namespace sc::accounts
