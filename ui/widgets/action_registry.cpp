// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_registry.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtWidgets/QWidget>

namespace sc::ui {

ActionRegistry::ActionRegistry(QObject *parent) : QObject(parent) {}

QAction *ActionRegistry::add(const ActionSpec &spec)
{
    Entry &entry = m_entries[spec.id];
    if (entry.action == nullptr)
        m_order.append(spec.id);
    else
        entry.action->deleteLater();
    auto *action = new QAction(themedIcon(spec.icon), spec.text, this);
    action->setObjectName(spec.id);
    ActionSpec bound = spec;
    bound.shortcuts = keysOf(spec.id, spec.shortcuts);
    action->setShortcuts(bound.shortcuts);
    action->setCheckable(spec.checkable);
    // Qt leaves out window shortcuts of widgets that are hidden, which is what a scope means.
    action->setShortcutContext(Qt::WindowShortcut);
    if (spec.run)
        connect(action, &QAction::triggered, this, [this, id = spec.id] {
            if (isEnabled(id))
                m_entries.at(id).spec.run();
        });
    if (QWidget *place = spec.scope != nullptr ? spec.scope : m_window)
        place->addAction(action);
    entry = {std::move(bound), spec.shortcuts, action};
    if (spec.scope != nullptr)
        spec.scope->installEventFilter(this);
    settleKeys();
    action->setEnabled(isEnabled(spec.id));
    Q_EMIT actionsChanged();
    return action;
}

QList<QKeySequence> ActionRegistry::keysOf(const QString &id, const QList<QKeySequence> &delivered) const
{
    const auto bound = m_bindings.keys.constFind(id);
    if (bound == m_bindings.keys.cend())
        return delivered;
    QList<QKeySequence> keys;
    for (const QString &text : *bound) {
        const auto sequence = QKeySequence::fromString(text, QKeySequence::PortableText);
        if (sequence.isEmpty() || sequence[0].key() == Qt::Key_unknown)
            return delivered;
        keys.append(sequence);
    }
    return keys;
}

void ActionRegistry::setBindings(const KeyBindings &bindings)
{
    m_bindings = bindings;
    for (auto &[id, entry] : m_entries) {
        entry.spec.shortcuts = keysOf(id, entry.delivered);
        entry.action->setShortcuts(entry.spec.shortcuts);
    }
    settleKeys();
    Q_EMIT keysChanged();
}

void ActionRegistry::setKeys(const QString &id, const QList<QKeySequence> &keys)
{
    const auto found = m_entries.find(id);
    if (found == m_entries.end())
        return;
    KeyBindings bindings = m_bindings;
    if (keys == found->second.delivered) {
        bindings.keys.remove(id);
    } else {
        QStringList texts;
        for (const QKeySequence &sequence : keys.mid(0, kMaxKeysPerAction))
            texts.append(sequence.toString(QKeySequence::PortableText));
        bindings.keys.insert(id, texts);
    }
    setBindings(bindings);
}

QList<QKeySequence> ActionRegistry::deliveredKeys(const QString &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? QList<QKeySequence>() : found->second.delivered;
}

QStringList ActionRegistry::conflicts(const QString &id, const QKeySequence &keys) const
{
    const auto own = m_entries.find(id);
    if (own == m_entries.end() || keys.isEmpty())
        return {};
    QStringList found;
    for (const QString &other : m_order) {
        const Entry &entry = m_entries.at(other);
        const QWidget *here = own->second.spec.scope;
        const QWidget *there = entry.spec.scope;
        if (other == id || (here != nullptr && there != nullptr && here != there))
            continue;
        for (const QKeySequence &theirs : entry.spec.shortcuts) {
            if (keys.matches(theirs) == QKeySequence::NoMatch && theirs.matches(keys) == QKeySequence::NoMatch)
                continue;
            const bool asDelivered = here != there && own->second.delivered.contains(keys) && entry.delivered.contains(theirs);
            if (!asDelivered && !found.contains(other))
                found.append(other);
        }
    }
    return found;
}

void ActionRegistry::settleKeys()
{
    QList<QKeySequence> taken;
    for (const auto &[id, entry] : m_entries) {
        if (entry.spec.scope != nullptr && entry.spec.scope->isVisible())
            taken += entry.spec.shortcuts;
    }
    for (const auto &[id, entry] : m_entries) {
        if (entry.spec.scope != nullptr)
            continue;
        QList<QKeySequence> left = entry.spec.shortcuts;
        left.removeIf([&](const QKeySequence &keys) { return taken.contains(keys); });
        if (entry.action->shortcuts() != left)
            entry.action->setShortcuts(left);
    }
}

bool ActionRegistry::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::Hide)
        QMetaObject::invokeMethod(this, &ActionRegistry::settleKeys, Qt::QueuedConnection); // after the other screen is hidden or shown
    return QObject::eventFilter(watched, event);
}

void ActionRegistry::setWindow(QWidget *window)
{
    m_window = window;
    for (const auto &[id, entry] : m_entries) {
        if (entry.spec.scope == nullptr)
            window->addAction(entry.action);
    }
}

QAction *ActionRegistry::action(const QString &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : found->second.action;
}

const ActionSpec *ActionRegistry::spec(const QString &id) const
{
    const auto found = m_entries.find(id);
    return found == m_entries.end() ? nullptr : &found->second.spec;
}

std::vector<const ActionSpec *> ActionRegistry::all() const
{
    std::vector<const ActionSpec *> specs;
    for (const QString &id : m_order)
        specs.push_back(&m_entries.at(id).spec);
    return specs;
}

bool ActionRegistry::isEnabled(const QString &id) const
{
    const ActionSpec *found = spec(id);
    return found != nullptr && found->run && (!found->enabled || found->enabled());
}

QString ActionRegistry::shortcutText(const QString &id) const
{
    const ActionSpec *found = spec(id);
    return found == nullptr || found->shortcuts.isEmpty() ? QString() : found->shortcuts.first().toString(QKeySequence::NativeText);
}

void ActionRegistry::trigger(const QString &id)
{
    if (QAction *found = action(id); found != nullptr && isEnabled(id))
        found->trigger();
}

void ActionRegistry::refresh()
{
    for (const auto &[id, entry] : m_entries)
        entry.action->setEnabled(isEnabled(id));
}

QString tooltipOf(const QString &text, const QString &shortcut)
{
    if (shortcut.isEmpty())
        return text;
    const Theme &theme = themeOf(nullptr);
    return QStringLiteral("<span style='white-space:nowrap'>%1&nbsp;&nbsp;<span style='color:%3'>%2</span></span>")
        .arg(text.toHtmlEscaped(), shortcut.toHtmlEscaped(), theme.text.tertiary.name());
}

} // namespace sc::ui
