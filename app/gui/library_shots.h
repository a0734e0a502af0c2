// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/library_screen.h"

#include <functional>

namespace sc::app {

// Pictures of the library's states: covers, filters, tools, dialogs, what stands there when nothing does. Works with
// whatever songs there are; marks some of them first, so that there is something to see.
class LibraryShots
{
public:
    using Take = std::function<bool(const QString &name, QSize size)>;
    LibraryShots(ui::LibraryScreen &screen, ui::AppContext &context, Take take);
    // False when a picture could not be written.
    [[nodiscard]] bool takeAll();
    // The screen while songs come in; the import is held and let go afterwards.
    [[nodiscard]] bool takeImport();

private:
    void mark();
    [[nodiscard]] bool shot(const QString &name);
    [[nodiscard]] bool takeFilters();
    [[nodiscard]] bool takeTools();
    [[nodiscard]] bool takeDialogs();
    [[nodiscard]] bool takeEmpty();

    ui::LibraryScreen &m_screen;
    ui::AppContext &m_context;
    Take m_take;
};

} // namespace sc::app
