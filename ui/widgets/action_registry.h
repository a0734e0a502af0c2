// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/key_bindings.h"

#include <QtCore/QObject>
#include <QtGui/QKeySequence>

#include <functional>
#include <map>
#include <vector>

class QAction;
class QWidget;

namespace sc::ui {

// One thing a person can do. Menus, the palette, the shortcut sheet and tooltips all come from it.
struct ActionSpec
{
    QString id;                    // "timeline.split"
    QString text;                  // "Split at playhead"
    QString group;                 // heading in palette and shortcut sheet: "Editing"
    QString icon;                  // file name of an icon, may be empty
    QList<QKeySequence> shortcuts; // at most 2
    std::function<void()> run;
    std::function<bool()> enabled; // empty = always; asked again by refresh()
    bool checkable = false;
    // Where the keys work: null = the whole window. Keys of a screen work only while that screen is shown.
    QWidget *scope = nullptr;
};

// Actions by id. The keys do nothing while a text is being typed (fields take such keys first).
class ActionRegistry : public QObject
{
    Q_OBJECT

public:
    explicit ActionRegistry(QObject *parent = nullptr);

    // Replaces an action of the same id. The QAction belongs to the registry.
    QAction *add(const ActionSpec &spec);
    // Actions without a scope live on this widget; call once, when there is a window. Earlier ones are moved there.
    void setWindow(QWidget *window);

    [[nodiscard]] QAction *action(const QString &id) const; // null when unknown
    [[nodiscard]] const ActionSpec *spec(const QString &id) const;
    [[nodiscard]] std::vector<const ActionSpec *> all() const; // in the order they were added
    [[nodiscard]] bool isEnabled(const QString &id) const;
    [[nodiscard]] QString shortcutText(const QString &id) const; // "Ctrl+K", empty when none
    void trigger(const QString &id);

    // The person's shortcuts, for actions that are there and for those that come. What is no sequence is left as delivered.
    void setBindings(const KeyBindings &bindings);
    [[nodiscard]] const KeyBindings &bindings() const { return m_bindings; } // also of ids nobody added
    // Gives an action other keys (at most 2); those it was delivered with are no difference any more.
    void setKeys(const QString &id, const QList<QKeySequence> &keys);
    [[nodiscard]] QList<QKeySequence> deliveredKeys(const QString &id) const;
    [[nodiscard]] bool isChanged(const QString &id) const { return m_bindings.keys.contains(id); }
    // Other actions that have these keys, or keys that begin alike, where both can be used. A screen's key that lies over
    // the window's counts, unless both were delivered so.
    [[nodiscard]] QStringList conflicts(const QString &id, const QKeySequence &keys) const;

    // Asks every action whether it is possible now.
    void refresh();

Q_SIGNALS:
    void actionsChanged();
    void keysChanged(); // of some action: tooltips say other keys now

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    // Keys that a visible screen uses do nothing for the window meanwhile: two actions on one key would block each other.
    void settleKeys();
    [[nodiscard]] QList<QKeySequence> keysOf(const QString &id, const QList<QKeySequence> &delivered) const;

    struct Entry
    {
        ActionSpec spec; // with the keys it has now
        QList<QKeySequence> delivered;
        QAction *action = nullptr;
    };
    std::map<QString, Entry> m_entries;
    QStringList m_order;
    KeyBindings m_bindings;
    QWidget *m_window = nullptr;
};

// "Split at playhead" and its key as a cap, for setToolTip().
[[nodiscard]] QString tooltipOf(const QString &text, const QString &shortcut);

} // namespace sc::ui
