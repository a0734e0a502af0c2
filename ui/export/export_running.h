// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/export_runner.h"

#include <QtWidgets/QWidget>

#include <map>

class QVBoxLayout;

namespace sc::ui {

// The exports that run and wait: a line each with its progress, the time left and Cancel.
class ExportRunning : public QWidget
{
    Q_OBJECT

public:
    explicit ExportRunning(QWidget *parent = nullptr);
    void setRunning(const std::vector<RunningExport> &running);

Q_SIGNALS:
    void cancelRequested(int id);

private:
    class Line;
    QVBoxLayout *m_lines;
    std::map<int, Line *> m_byId;
};

} // namespace sc::ui
