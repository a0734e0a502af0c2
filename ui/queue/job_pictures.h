// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/generation_service.h"

#include <QtCore/QCache>
#include <QtCore/QPointer>
#include <QtCore/QSet>
#include <QtGui/QPixmap>

namespace sc::project {
class ProjectSession;
}

namespace sc::ui {

// The pictures of jobs: the newest sampling picture of what runs, the take of what is done, the picture that others start from.
// Files are read in the background and kept small.
class JobPictures : public QObject
{
    Q_OBJECT

public:
    explicit JobPictures(generation::GenerationService &service, QObject *parent = nullptr);

    void setSession(project::ProjectSession *session); // null: no project is open
    // Null while there is none, or it is on its way. At least as large as `size` (device px) where the file is.
    [[nodiscard]] QPixmap of(const generation::Job &job, QSize size);
    // What of() shows: "preview", "take", "start"; empty: nothing.
    [[nodiscard]] QString kindOf(const generation::Job &job) const;
    // The file that a finished job made, when its project is open; empty otherwise.
    [[nodiscard]] QString takeFile(const generation::Job &job) const;

Q_SIGNALS:
    void ready(); // one more picture

private:
    [[nodiscard]] QString fileOf(const generation::Job &job) const;
    [[nodiscard]] QPixmap load(const QString &file, QSize size);

    generation::GenerationService &m_service;
    QPointer<project::ProjectSession> m_session;
    QCache<QString, QPixmap> m_files; // cost in kB
    QHash<QString, std::pair<QByteArray, QPixmap>> m_previews;
    QSet<QString> m_pending;
    QSet<QString> m_unreadable;
};

} // namespace sc::ui
