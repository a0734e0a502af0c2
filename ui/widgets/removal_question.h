// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"

#include <functional>

class QWidget;

namespace sc::ui {

// Asks over the window before something goes that is in use: what the problem says, what stays, and the way out of it in
// `words` ("Delete it, keep the takes"). Esc and "Keep it" change nothing.
void askBeforeRemoval(QWidget *window, const Problem &problem, const QString &stays, const QString &words, std::function<void()> remove);

} // namespace sc::ui
