// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QWidget>

namespace sc::ui {

// In place of what is being worked out: a ring, and in words what is going on.
class BusyPage : public QWidget
{
    Q_OBJECT

public:
    explicit BusyPage(const QString &words, QWidget *parent = nullptr);
};

} // namespace sc::ui
