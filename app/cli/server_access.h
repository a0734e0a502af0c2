// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"
#include "core/comfy/server_client.h"

#include <QtCore/QEventLoop>
#include <QtCore/QTimer>

#include <optional>

namespace sc::cli {

// --key, --header and --fingerprint: how a server is reached that was not added before.
[[nodiscard]] std::vector<OptionSpec> serverAccessOptions();

// The server that the first word names, with what the options say.
[[nodiscard]] Result<comfy::ServerAddress> serverAddress(const Invocation &invocation);

// Starts one call of a ServerClient and waits for its answer; Ctrl+C ends the waiting.
template<class T> Result<T> waitFor(const Invocation &invocation, const std::function<void(std::function<void(Result<T>)>)> &call)
{
    QEventLoop loop;
    std::optional<Result<T>> answer;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, &loop, [&] {
        if (invocation.cancel.isCancelled())
            loop.quit();
    });
    poll.start(100);
    call([&](const Result<T> &result) {
        answer = result;
        loop.quit();
    });
    loop.exec();
    if (!answer)
        return std::unexpected(Problem(ProblemCode::Cancelled, QCoreApplication::translate("sc::cli", "Stopped.")));
    return *answer;
}

} // namespace sc::cli
