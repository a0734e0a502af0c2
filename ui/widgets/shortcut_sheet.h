// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/overlay.h"

namespace sc::ui {

class ActionRegistry;
class SearchField;

// "?": every action with its keys, in groups, searchable. Comes from the registry, so it cannot be out of date.
class ShortcutSheet : public Overlay
{
    Q_OBJECT

public:
    ShortcutSheet(QWidget *window, const ActionRegistry &actions);
    void openSheet();

private:
    class Rows;
    const ActionRegistry &m_actions;
    SearchField *m_search;
    Rows *m_rows;
};

} // namespace sc::ui
