// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "ui/widgets/overlay.h"

namespace sc::ui {

// Asked once for all files of an import that are over the size limit.
class LargeFiles : public Overlay
{
    Q_OBJECT

public:
    explicit LargeFiles(QWidget *window);
    void ask(const QStringList &files);

Q_SIGNALS:
    void importAnyway(const QStringList &files);
};

// Those of an import's outcomes that were refused for their size.
[[nodiscard]] QStringList tooLarge(const std::vector<library::ImportOutcome> &outcomes);

} // namespace sc::ui
