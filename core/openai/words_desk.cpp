// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/openai/words_desk.h"

#include "core/openai/service_address.h"

#include <algorithm>

namespace sc::openai {

namespace {

constexpr auto kEnvironmentKey = "OPENAI_API_KEY";
const QString kEnvironmentReference = QStringLiteral("env:OPENAI_API_KEY");

QStringList idsOf(const std::vector<ServiceModel> &models)
{
    QStringList ids;
    for (const ServiceModel &model : models)
        ids.append(model.id);
    return ids;
}

} // namespace

WordsDesk::WordsDesk(ProfilePaths profile, accounts::SecretStore &secrets, ServiceTimes times, QObject *parent)
    : QObject(parent), m_book(std::move(profile)), m_secrets(secrets), m_times(times), m_asking(std::make_unique<QObject>())
{
}

WordsDesk::~WordsDesk() = default;

void WordsDesk::withKey(const Service &service, const std::function<void(Result<QByteArray>)> &done)
{
    const QString name = accounts::secretNameOf(service.keyReference);
    if (!name.isEmpty()) {
        m_secrets.read(name, done);
        return;
    }
    const bool isFromEnvironment = service.keyReference == kEnvironmentReference && isOpenAi(service.base);
    const QByteArray key = isFromEnvironment ? qgetenv(kEnvironmentKey).trimmed() : QByteArray();
    QMetaObject::invokeMethod(
        this, [done, key] { done(key); }, Qt::QueuedConnection);
}

ChatClient &WordsDesk::clientOf(const Service &service, const QByteArray &key)
{
    if (!m_client || m_client->http().base() != service.base || m_key != key) {
        m_client = std::make_unique<ChatClient>(service.base, key, m_times);
        m_key = key;
    }
    return *m_client;
}

void WordsDesk::readModels(const QUrl &base, const QByteArray &key, const std::function<void(Result<std::vector<ServiceModel>>)> &done)
{
    const auto read = [this, base, done](const Result<QByteArray> &given) {
        if (!given) {
            done(std::unexpected(given.error()));
            return;
        }
        auto *client = new ChatClient(base, *given, m_times, this);
        client->readModels([client, done](const Result<std::vector<ServiceModel>> &models) {
            client->deleteLater();
            done(models);
        });
    };
    if (!key.isEmpty()) {
        read(key);
        return;
    }
    const auto stored = service();
    Service wanted = stored && *stored ? withBase(**stored, base) : Service{.base = base};
    if (wanted.keyReference.isEmpty() && isOpenAi(base) && qEnvironmentVariableIsSet(kEnvironmentKey))
        wanted.keyReference = kEnvironmentReference;
    withKey(wanted, read);
}

void WordsDesk::setUp(const Service &service, const QByteArray &pasted, const Done &done)
{
    const QByteArray key = pasted.trimmed(); // line breaks that come along with a paste
    readModels(service.base, key, [this, service, key, done](const Result<std::vector<ServiceModel>> &models) {
        if (!models) {
            done(std::unexpected(models.error()));
            return;
        }
        if (std::ranges::find(*models, service.model, &ServiceModel::id) == models->end()) {
            done(std::unexpected(
                Problem(ProblemCode::ResourceNotFound, tr("%1 has no model “%2”.").arg(originOf(service.base), service.model))
                    .withDetail(idsOf(*models).join(QStringLiteral(", ")))
                    .withEntity(QStringLiteral("field"), QStringLiteral("model"))));
            return;
        }
        const auto stored = this->service();
        Service kept = service;
        const Service before = stored && *stored ? withBase(**stored, service.base) : Service();
        kept.keyReference = before.keyReference;
        kept.isAllowed = before.isAllowed;
        if (key.isEmpty()) {
            if (kept.keyReference.isEmpty() && isOpenAi(kept.base) && qEnvironmentVariableIsSet(kEnvironmentKey))
                kept.keyReference = kEnvironmentReference;
            const Result<> saved = m_book.put(ServiceUse::Words, kept);
            Q_EMIT changed();
            done(saved);
            return;
        }
        kept.keyReference = accounts::secretReference(keyNameOf(ServiceUse::Words));
        m_secrets.write(keyNameOf(ServiceUse::Words), key, [this, kept, done](const Result<> &written) {
            const Result<> saved = written ? m_book.put(ServiceUse::Words, kept) : written;
            Q_EMIT changed();
            done(saved);
        });
    });
}

Result<> WordsDesk::allow(bool isAllowed)
{
    SC_TRY_ASSIGN(stored, service());
    if (!stored)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("No server that helps with words is set up.")));
    stored->isAllowed = isAllowed;
    SC_TRY(m_book.put(ServiceUse::Words, *stored));
    Q_EMIT changed();
    return {};
}

void WordsDesk::remove(const Done &done)
{
    cancel();
    m_client.reset();
    m_key.clear();
    const Result<> removed = m_book.remove(ServiceUse::Words);
    Q_EMIT changed();
    const QString key = keyNameOf(ServiceUse::Words);
    if (removed && m_secrets.holds(key)) {
        m_secrets.remove(key, done);
        return;
    }
    QMetaObject::invokeMethod(
        this, [done, removed] { done(removed); }, Qt::QueuedConnection);
}

void WordsDesk::ask(ChatRequest request, const Written &written, const ChatClient::Done &done)
{
    QObject *asking = m_asking.get();
    const auto refuse = [asking, done](const Problem &problem) {
        QMetaObject::invokeMethod(
            asking, [done, problem] { done(std::unexpected(problem)); }, Qt::QueuedConnection);
    };
    const auto stored = service();
    if (!stored)
        return refuse(stored.error());
    if (!*stored)
        return refuse(Problem(ProblemCode::NotAuthorised, tr("No server that helps with words is set up.")));
    const Service service = **stored;
    if (!service.isAllowed && !isPrivate(service.base))
        return refuse(Problem(ProblemCode::NotAuthorised, tr("Nobody agreed yet that texts go to %1.").arg(service.base.host()))
                          .withAction(QStringLiteral("words.allow"), tr("See what is sent")));
    request.model = service.model;
    withKey(service, [this, service, request, written, done, asking = QPointer(asking)](const Result<QByteArray> &key) {
        if (!asking)
            return;
        if (!key) {
            done(std::unexpected(key.error()));
            return;
        }
        ChatTalk *talk = clientOf(service, *key).ask(request, done);
        connect(asking, &QObject::destroyed, talk, [talk] { delete talk; });
        connect(talk, &ChatTalk::written, asking, [written](const QString &text) { written(text, false); });
        connect(talk, &ChatTalk::thinking, asking, [written](const QString &text) { written(text, true); });
    });
}

void WordsDesk::cancel()
{
    m_asking = std::make_unique<QObject>();
}

} // namespace sc::openai
