// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>
#include <QtCore/QStringList>

namespace sc::generation {
class GenerationService;
}

namespace sc::ui {

class TimelineEditor;

// Tells the editor which shots of the open project wait for a server, are being made or failed, as the queue goes on.
class JobWatch : public QObject
{
    Q_OBJECT

public:
    JobWatch(TimelineEditor *editor, generation::GenerationService *service, QObject *parent = nullptr); // null: no queue

private:
    void look();
    void lookAt(const QString &job); // its progress

    TimelineEditor *m_editor;
    generation::GenerationService *m_service;
};

} // namespace sc::ui
