// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_service.h"

#include <QtWidgets/QDialog>

namespace sc::ui {

class RowList;

// What happened at one server, newest first: decisions, starts, failures, each with its job.
class ServerLog : public QDialog
{
    Q_OBJECT

public:
    ServerLog(generation::GenerationService &service, const QString &serverName, QWidget *parent);

    [[nodiscard]] RowList *list() const { return m_list; }

Q_SIGNALS:
    void jobChosen(const QString &id);

private:
    RowList *m_list;
};

} // namespace sc::ui
