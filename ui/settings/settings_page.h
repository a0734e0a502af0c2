// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/settings_store.h"
#include "ui/widgets/app_context.h"

#include <QtWidgets/QWidget>

namespace sc::ui {

class PushButton;

// One page: groups as cards, a setting is one line with its control at the right. Checked on leaving a field: a refused
// value stays in the field with its rule below, the one before is used meanwhile.
class SettingsPage : public QWidget
{
    Q_OBJECT

public:
    SettingsPage(AppContext &context, SettingsStore &store, const QString &key, const QString &title, QWidget *parent = nullptr);

    [[nodiscard]] const QString &key() const { return m_key; }
    int mark(const QString &wanted); // lines that match shine; gives how many

private:
    class Line;
    void refresh();

    AppContext &m_context;
    SettingsStore &m_store;
    QString m_key;
    PushButton *m_reset;
    std::vector<Line *> m_lines;
};

} // namespace sc::ui
