// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/app_context.h"

#include <QtCore/QDateTime>

#include <deque>

class QMenu;

namespace sc::ui {

// What was said in this session, newest first, for the bell in the top bar.
class NoticeLog : public QObject
{
    Q_OBJECT

public:
    explicit NoticeLog(QObject *parent = nullptr) : QObject(parent) {}

    void add(const Notice &notice);
    [[nodiscard]] bool hasUnread() const { return m_unread > 0; }
    // Fills `menu` with the latest ones and marks them read; choosing one runs its action.
    void fill(QMenu &menu);

Q_SIGNALS:
    void changed();

private:
    struct Entry
    {
        Notice notice;
        QDateTime at;
    };
    std::deque<Entry> m_entries;
    int m_unread = 0; // warnings and errors nobody looked at
};

} // namespace sc::ui
