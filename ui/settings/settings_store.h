// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/settings.h"
#include "core/library/library.h"

#include <QtCore/QObject>

namespace sc::ui {

// The profile's settings with their rules. Whoever obeys one listens to changed(); everything acts at once.
class SettingsStore : public QObject
{
    Q_OBJECT

public:
    explicit SettingsStore(library::Library &library, QObject *parent = nullptr) : QObject(parent), m_library(library) {}

    [[nodiscard]] QString value(const QString &key) const; // what was set when it still keeps its rule, else the standard
    [[nodiscard]] bool isOn(const QString &key) const { return value(key) == u"on"; }
    [[nodiscard]] int number(const QString &key) const { return value(key).toInt(); }
    [[nodiscard]] bool isChanged(const QString &key) const;
    // VALIDATION_ERROR with the rule; the value before stays.
    [[nodiscard]] Result<> set(const QString &key, const QString &text);
    [[nodiscard]] Result<> reset(const QString &key);
    [[nodiscard]] Result<> resetPage(const QString &page);

Q_SIGNALS:
    void changed(const QString &key);

private:
    library::Library &m_library;
};

} // namespace sc::ui
