// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/widgets/overlay.h"

namespace sc::ui {

// The files an import could not take, each with its reason and its way out.
class RefusedFiles : public Overlay
{
    Q_OBJECT

public:
    explicit RefusedFiles(QWidget *window);
    void openFor(const std::vector<library::ImportOutcome> &refused);

Q_SIGNALS:
    void actionChosen(const sc::Problem &problem, const QString &actionId);
};

} // namespace sc::ui
