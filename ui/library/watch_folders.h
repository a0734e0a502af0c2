// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"
#include "ui/widgets/overlay.h"

namespace sc::ui {

// The folders whose new songs come in by themselves.
class WatchFolders : public Overlay
{
    Q_OBJECT

public:
    WatchFolders(AppContext &context, QWidget *window);
    void openNow();
    void add(const QString &folder);
    void remove(const QString &folder);

private:
    void rebuild();

    AppContext &m_context;
};

} // namespace sc::ui
