// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/secret_store.h"
#include "core/openai/chat_client.h"
#include "core/openai/service_book.h"

// The one server that helps with words, for screens and the command line: how it is set up, and questions to it. Off until
// somebody set it up; nothing is ever asked by itself.
namespace sc::openai {

// Main thread; every call answers once, later.
class WordsDesk : public QObject
{
    Q_OBJECT

public:
    using Done = std::function<void(Result<>)>;

    WordsDesk(ProfilePaths profile, accounts::SecretStore &secrets, ServiceTimes times = {}, QObject *parent = nullptr);
    ~WordsDesk() override;

    // As it is stored; nothing: not set up. A damaged book is its problem.
    [[nodiscard]] Result<std::optional<Service>> service() const { return m_book.find(ServiceUse::Words); }

    // What a server at `base` serves, before it is chosen. An empty key: what setUp() would use without one.
    void readModels(const QUrl &base, const QByteArray &key, const std::function<void(Result<std::vector<ServiceModel>>)> &done);

    // Asks the server for its models with this key first; only what answers is kept, the key in the keychain. Without a key: the
    // stored one when the origin stays the same, OPENAI_API_KEY of the environment for OpenAI's own server, else none.
    // RESOURCE_NOT_FOUND: the server does not have the model (its own as the detail); VALIDATION_ERROR: the address.
    void setUp(const Service &service, const QByteArray &key, const Done &done);
    // The person read what goes to a server outside of their network and agrees, or does not any more.
    [[nodiscard]] Result<> allow(bool isAllowed = true);
    void remove(const Done &done); // service and key

    // NOT_AUTHORISED while nothing is set up or nobody agreed to send anything there, and what ChatClient and the keychain say.
    // `written` gets all that was written so far, or what the model thinks aloud.
    using Written = std::function<void(const QString &text, bool isThought)>;
    void ask(ChatRequest request, const Written &written, const ChatClient::Done &done);
    void cancel(); // every question that is open; they are never answered

Q_SIGNALS:
    void changed(); // what service() says

private:
    void withKey(const Service &service, const std::function<void(Result<QByteArray>)> &done);
    [[nodiscard]] ChatClient &clientOf(const Service &service, const QByteArray &key);

    ServiceBook m_book;
    accounts::SecretStore &m_secrets;
    ServiceTimes m_times;
    QByteArray m_key; // of m_client
    std::unique_ptr<ChatClient> m_client;
    std::unique_ptr<QObject> m_asking; // the context of open questions
};

} // namespace sc::openai
