// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/comfy/server_client.h"
#include "tests/support/hostile_server.h"
#include "tests/support/result_check.h"

#include <QtTest/QSignalSpy>

#include <optional>

namespace sc::test {

// Short waits, so that what happens in a minute happens in a moment; answers keep a long limit for busy machines.
inline comfy::ClientTimes quickTimes()
{
    using std::chrono::milliseconds;
    comfy::ClientTimes times;
    times.backOffFirst = milliseconds(20);
    times.backOffMost = milliseconds(100);
    times.socketClose = milliseconds(100);
    times.downloadPause = milliseconds(10);
    times.silence = milliseconds(100);
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

    comfy::ServerClient client;
    std::vector<comfy::ServerEvent> events;
    std::vector<comfy::PreviewFrame> previews;
};

} // namespace sc::test
