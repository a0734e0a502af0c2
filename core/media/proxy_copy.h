// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/cancel_token.h"
#include "core/base/result.h"

#include <QtCore/QSize>
#include <QtCore/QString>

#include <functional>

namespace sc::media {

// A part of the recipe's name: proxies of another recipe are made anew.
inline constexpr int kProxyRecipe = 1;

// Half of the size, a quarter from 2160 lines on, in even numbers; empty where a copy would gain nothing (below 1080 lines).
[[nodiscard]] QSize proxySize(QSize original);

// Writes a lighter copy of a movie for scrubbing: smaller, upright, every picture complete in itself, without sound, each
// frame at the very time of the original's. Under a temporary name until it is whole. Blocking; `mayGoOn` is asked before
// every frame and may wait. CANCELLED, RESULT_INVALID (the copy does not have the original's frames), problems of reading and
// writing.
[[nodiscard]] Result<> makeProxy(const QString &original, const QString &target, QSize size, const CancelToken &cancel,
                                 const std::function<void()> &mayGoOn = {});

} // namespace sc::media
