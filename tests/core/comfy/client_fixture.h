// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_client.h"
#include "tests/support/hostile_server.h"
#include "tests/support/result_check.h"

#include <QtTest/QSignalSpy>

#include <optional>

namespace sc::test {

// Short waits, so that what happens in a minute happens in a moment; answers and silence keep long limits for busy machines: a
// socket that is taken for deaf is opened anew.
inline comfy::ClientTimes quickTimes()
{
    using std::chrono::milliseconds;
    comfy::ClientTimes times;
    times.backOffFirst = milliseconds(20);
    times.backOffMost = milliseconds(100);
    times.socketClose = milliseconds(100);
    times.downloadPause = milliseconds(10);
    return times;
}

inline comfy::ServerAddress addressOf(const HostileServer &server, const QString &path = {})
{
    comfy::ServerAddress address;
    address.url = server.url(path);
    return address;
}

// Waits for the one answer of a call: `const auto stats = answerOf<SystemStats>([&](auto done) { client.systemStats(done); });`
template<class T, class Call> Result<T> answerOf(Call call)
{
    auto answer = std::make_shared<std::optional<Result<T>>>();
    auto times = std::make_shared<int>(0);
    call([answer, times](const Result<T> &result) {
        ++*times;
        *answer = result;
    });
    if (*times > 0)
        return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("answered before the call returned")));
    if (!QTest::qWaitFor([&answer] { return answer->has_value(); }, 20'000))
        return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("no answer came")));
    QCoreApplication::processEvents();
    if (*times != 1)
        return std::unexpected(Problem(ProblemCode::InternalError, QStringLiteral("more than one answer came")));
    return **answer;
}

inline const QString kPrompt = QStringLiteral("01234567-89ab-4cde-8f01-23456789abcd");
inline const QString kClient = QStringLiteral("fedcba98-7654-4321-8fed-cba987654321");

// An event as a server sends it; `more` are further members of its data.
inline QByteArray eventOf(const char *type, const QString &promptId, const QByteArray &more = {})
{
    return QByteArray("{\"type\":\"") + type + "\",\"data\":{\"prompt_id\":\"" + promptId.toLatin1() + '"' + (more.isEmpty() ? "" : ",") +
           more + "}}";
}

// A client on a server of the test, and what it said.
struct Meeting
{
    explicit Meeting(const comfy::ServerAddress &address, const comfy::ClientTimes &times = quickTimes()) : client(address, kClient, times)
    {
        QObject::connect(&client, &comfy::ServerClient::event, &client,
                         [this](const comfy::ServerEvent &event) { events.push_back(event); });
        QObject::connect(&client, &comfy::ServerClient::preview, &client,
                         [this](const comfy::PreviewFrame &frame) { previews.push_back(frame); });
    }
    [[nodiscard]] bool becomesOnline()
    {
        client.open();
        return QTest::qWaitFor([this] { return client.state() == comfy::ServerClient::State::Online; }, 20'000);
    }
    template<class Event> [[nodiscard]] int count() const
    {
        return static_cast<int>(std::ranges::count_if(events, [](const auto &event) { return std::holds_alternative<Event>(event); }));
    }

    // What became of a prompt, asked until the server has it in its history; also when its events were lost on the way.
    [[nodiscard]] std::optional<comfy::HistoryEntry> resultOf(const QString &promptId, int patienceMs = 30'000)
    {
        struct Asking
        {
            std::optional<comfy::HistoryEntry> entry;
            bool underWay = false;
        };
        const auto asking = std::make_shared<Asking>();
        (void)QTest::qWaitFor(
            [&] {
                if (!asking->entry && !asking->underWay) {
                    asking->underWay = true;
                    client.history(promptId, [asking](const Result<std::optional<comfy::HistoryEntry>> &answer) {
                        asking->underWay = false;
                        if (answer)
                            asking->entry = *answer;
                    });
                }
                return asking->entry.has_value();
            },
            patienceMs);
        return asking->entry;
    }

    comfy::ServerClient client;
    std::vector<comfy::ServerEvent> events;
    std::vector<comfy::PreviewFrame> previews;
};

} // namespace sc::test
