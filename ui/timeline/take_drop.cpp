// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/take_drop.h"

#include "ui/timeline/hit_test.h"
#include "ui/timeline/picture_commands.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/timeline/timeline_surface.h"
#include "ui/widgets/take_drag.h"

#include <QtCore/QFileInfo>
#include <QtCore/QMimeData>
#include <QtCore/QMimeDatabase>
#include <QtCore/QUrl>
#include <QtGui/QDropEvent>

namespace sc::ui {

namespace {

// By name alone, because the pointer is still moving: what the files hold is looked at when they are let go.
QStringList pictureFiles(const QMimeData &data)
{
    const QMimeDatabase types;
    QStringList files;
    for (const QUrl &url : data.urls()) {
        const QString file = url.toLocalFile();
        const QString type = types.mimeTypeForFile(file, QMimeDatabase::MatchExtension).name();
        if (file.isEmpty() || !(type.startsWith(QLatin1String("image/")) || type.startsWith(QLatin1String("video/"))))
            return {};
        files.append(file);
    }
    return files;
}

} // namespace

TakeDrop::TakeDrop(TimelineEditor *editor, TimelineSurface *surface) : QObject(surface), m_editor(editor), m_surface(surface)
{
    surface->setAcceptDrops(true);
    surface->installEventFilter(this);
}

bool TakeDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove || event->type() == QEvent::Drop;
    if (watched != m_surface || !isDrag)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event);
    const std::vector<TakeId> takes = takesOf(*drop->mimeData()); // of the gallery: rows are copied, not files
    const QStringList files = pictureFiles(*drop->mimeData());
    if (files.isEmpty() && takes.empty()) {
        event->ignore();
        return true;
    }
    const Hit hit = m_surface->hitAt(drop->position());
    // Once it is refused where it enters, the surface hears no more of it: only the drop itself asks for a shot.
    if (event->type() != QEvent::DragEnter && !hit.isClip()) {
        event->ignore();
        return true;
    }
    drop->setDropAction(Qt::CopyAction);
    drop->accept();
    if (event->type() == QEvent::Drop) {
        m_editor->selectClip(hit.clip);
        if (!takes.empty())
            edit::applyTakes(*m_editor, hit.clip, takes);
        else
            edit::addTakes(*m_editor, hit.clip, files);
    }
    return true;
}

} // namespace sc::ui
