// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/notice_log.h"

#include "ui/theme/icons.h"

#include <QtCore/QLocale>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {

constexpr size_t kKept = 500;
constexpr size_t kShown = 12;

QString iconOf(Notice::Level level)
{
    switch (level) {
    case Notice::Level::Success:
        return QStringLiteral("check");
    case Notice::Level::Warning:
        return QStringLiteral("warning");
    case Notice::Level::Error:
        return QStringLiteral("error");
    case Notice::Level::Info:
        break;
    }
    return QStringLiteral("info");
}

} // namespace

void NoticeLog::add(const Notice &notice)
{
    m_entries.push_front({notice, QDateTime::currentDateTime()});
    if (m_entries.size() > kKept)
        m_entries.pop_back();
    if (notice.level == Notice::Level::Warning || notice.level == Notice::Level::Error)
        ++m_unread;
    Q_EMIT changed();
}

void NoticeLog::fill(QMenu &menu)
{
    m_unread = 0;
    Q_EMIT changed();
    if (m_entries.empty()) {
        menu.addAction(tr("Nothing to report"))->setEnabled(false);
        return;
    }
    for (size_t i = 0; i < std::min(m_entries.size(), kShown); ++i) {
        const Entry &entry = m_entries[i];
        const QString time = QLocale().toString(entry.at.time(), QLocale::ShortFormat);
        QAction *row = menu.addAction(themedIcon(iconOf(entry.notice.level)), entry.notice.title + u'\t' + time);
        row->setToolTip(entry.notice.text);
        if (entry.notice.action)
            connect(row, &QAction::triggered, this, entry.notice.action);
    }
    menu.setToolTipsVisible(true);
}

} // namespace sc::ui
