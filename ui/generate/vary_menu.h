// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

class GenerateDesk;

// Asks for the one thing that is to change in take A and queues it. What the change is written as stays while it is wrong.
void openVary(GenerateDesk &desk, QWidget *window, QWidget *anchor);

} // namespace sc::ui
