// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QtCore/QUrl>

// Where a server that speaks OpenAI's protocol is. A key belongs to the origin (scheme, host, port) that it was given for.
namespace sc::openai {

// The base that every call is joined to, without a trailing slash, from what a person typed: with or without "/v1", with or without
// the scheme (http for this machine and private networks, https else). VALIDATION_ERROR.
[[nodiscard]] Result<QUrl> serviceBase(const QString &typed);

// base + "/chat/completions"; `path` begins with a slash, its segments are already safe.
[[nodiscard]] QUrl endpoint(const QUrl &base, const QString &path);

[[nodiscard]] bool isThisMachine(const QUrl &url);
[[nodiscard]] bool isPrivate(const QUrl &url); // this machine or an address of a private network
[[nodiscard]] bool isOpenAi(const QUrl &url);
[[nodiscard]] QString originOf(const QUrl &url); // "https://api.openai.com"

// Plain http is for this machine and private networks, and carries a key only on this machine. VALIDATION_ERROR.
[[nodiscard]] Result<> requireSafe(const QUrl &base, bool withKey);

} // namespace sc::openai
