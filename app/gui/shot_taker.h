// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/main_window.h"

#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace sc::app {

// `--shots DIR`: makes the demo project, then draws every screen into PNG files and quits. Used by ./dev shots; it
// works on whatever platform plugin there is. With `songs` (a folder) the library has those too, and is drawn while they
// come in.
class ShotTaker : public QObject
{
    Q_OBJECT

public:
    ShotTaker(ui::MainWindow &window, ui::AppContext &context, ui::StudioController &controller, QString folder, QString suffix,
              QString songs);
    void start();
    void setOnly(const QString &prefix) { m_only = prefix; } // pictures with other names are left out

private:
    void importSongs();
    bool takeLooks();
    void takeAll();
    void selectShotAtPlayhead();
    bool take(const QString &name, QSize size);

    ui::MainWindow &m_window;
    ui::AppContext &m_context;
    ui::StudioController &m_controller;
    QString m_folder;
    QString m_suffix;
    QString m_songs;
    QString m_only;
};

} // namespace sc::app
