// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCoreApplication>

class QWidget;

namespace sc::ui {

class AppContext;
class TimelineEditor;

// The shot list out to a table that other programs open, and back in. Success and trouble are told as notices.
class ShotListFiles
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::ScenesScreen)

public:
    ShotListFiles(AppContext &context, TimelineEditor &editor) : m_context(context), m_editor(editor) {}

    void exportTo(const QString &file);
    void importFrom(const QString &file);
    void askExport(QWidget *window);
    void askImport(QWidget *window);

private:
    AppContext &m_context;
    TimelineEditor &m_editor;
};

} // namespace sc::ui
