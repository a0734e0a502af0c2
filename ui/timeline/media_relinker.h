// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/relink.h"

#include <QtCore/QFutureWatcher>
#include <QtCore/QObject>

namespace sc::ui {

class TimelineEditor;

// Looks for missing files of the open project in the background and puts back what it finds.
class MediaRelinker : public QObject
{
    Q_OBJECT

public:
    explicit MediaRelinker(TimelineEditor *editor, QObject *parent = nullptr);
    ~MediaRelinker() override;

    [[nodiscard]] bool isRunning() const { return m_search.isRunning(); }
    void start(const QStringList &places); // folders or files; ends the search before
    void cancel();
    // Both ask for a place and start.
    void askForFolder(QWidget *window);
    void askForFile(QWidget *window, const QString &lost); // the path that is gone

Q_SIGNALS:
    void runningChanged(bool running);
    void progressed(double part); // 0..1
    void finished(int found, int missing);

private:
    void takeIn();

    TimelineEditor *m_editor;
    QFutureWatcher<Result<project::RelinkFound>> m_search;
    CancelToken m_cancel;
    QString m_bundle; // that is searched for
};

} // namespace sc::ui
