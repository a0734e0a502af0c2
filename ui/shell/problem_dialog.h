// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/problem.h"
#include "ui/widgets/overlay.h"

namespace sc::ui {

// A problem that has to be answered: the sentence, what is behind it on request, and its ways out as buttons.
class ProblemDialog : public Overlay
{
    Q_OBJECT

public:
    explicit ProblemDialog(QWidget *window);
    void ask(const Problem &problem);

    // Which problems want an answer; the others pass as toasts.
    [[nodiscard]] static bool wanted(const Problem &problem);

Q_SIGNALS:
    void actionChosen(const sc::Problem &problem, const QString &actionId);
};

} // namespace sc::ui
