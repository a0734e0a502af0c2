// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/action_registry.h"

namespace sc::ui {

// Adds the actions of one screen: what they have in common is said once.
class ActionAdder
{
public:
    // Ids become "prefix.id". The keys work while `scope` is shown; null = in the whole window. `enabled` holds for actions
    // that say nothing themselves; empty = always.
    ActionAdder(ActionRegistry &actions, const QString &prefix, QWidget *scope, std::function<bool()> enabled = {})
        : m_actions(actions), m_prefix(prefix + u'.'), m_scope(scope), m_enabled(std::move(enabled))
    {
    }

    // Heading of the actions that follow.
    void group(const QString &name) { m_group = name; }
    void group(const QString &name, std::function<bool()> enabled)
    {
        m_group = name;
        m_enabled = std::move(enabled);
    }
    QAction *add(const char *id, const QString &text, const char *icon, const QList<QKeySequence> &keys, std::function<void()> run,
                 std::function<bool()> enabled = {}, bool checkable = false)
    {
        return m_actions.add({.id = m_prefix + QLatin1String(id),
                              .text = text,
                              .group = m_group,
                              .icon = QLatin1String(icon),
                              .shortcuts = keys,
                              .run = std::move(run),
                              .enabled = enabled ? std::move(enabled) : m_enabled,
                              .checkable = checkable,
                              .scope = m_scope});
    }

private:
    ActionRegistry &m_actions;
    QString m_prefix;
    QWidget *m_scope;
    std::function<bool()> m_enabled;
    QString m_group;
};

} // namespace sc::ui
