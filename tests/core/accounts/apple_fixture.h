// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_account.h"
#include "tests/support/fake_apple.h"
#include "tests/support/result_check.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTemporaryDir>
#include <QtCore/QTimer>

namespace sc::test {

inline const QString kKeyId = QStringLiteral("4F8KX2M9QZ");
inline const QString kTeamId = QStringLiteral("9LW3HT27BC");

// Waits for the one answer of a call; a Timeout when there is none.
template<class T>
Result<T> answerOf(const std::function<void(std::function<void(Result<T>)>)> &call,
                   std::chrono::milliseconds limit = std::chrono::seconds(60))
{
    QEventLoop loop;
    auto answer = std::make_shared<Result<T>>(std::unexpected(Problem(ProblemCode::Timeout, QStringLiteral("no answer"))));
    QTimer::singleShot(limit, &loop, &QEventLoop::quit);
    call([answer, &loop](Result<T> result) {
        *answer = std::move(result);
        loop.quit();
    });
    loop.exec();
    return *answer;
}

inline accounts::AppleTimes quickTimes()
{
    return {.interval = std::chrono::milliseconds(0),
            .idle = std::chrono::seconds(20),
            .firstWait = std::chrono::milliseconds(20),
            .longestWait = std::chrono::milliseconds(500)};
}

// A profile with sealed secrets, connected to a fake Apple.
struct AppleFixture
{
    QTemporaryDir folder;
    ProfilePaths profile{folder.filePath(QStringLiteral("profile"))};
    FakeApple apple;
    QByteArray keyPem = apple.addKey(kKeyId, kTeamId);
    accounts::SecretStore secrets{profile};
    accounts::AppleAccount account{profile, secrets, accounts::testEndpoints(apple.address()).value(), quickTimes()};

    AppleFixture() { (void)accounts::sealNow(secrets, QStringLiteral("four plain words")); }

    Result<> setUp()
    {
        return answerOf<void>([this](const auto &done) { account.useKey(keyPem, kKeyId, kTeamId, done); });
    }
};

} // namespace sc::test
