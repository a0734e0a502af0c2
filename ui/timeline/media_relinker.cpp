// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/media_relinker.h"

#include "ui/timeline/timeline_editor.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFileInfo>
#include <QtWidgets/QFileDialog>

namespace sc::ui {

MediaRelinker::MediaRelinker(TimelineEditor *editor, QObject *parent) : QObject(parent), m_editor(editor)
{
    connect(&m_search, &QFutureWatcherBase::finished, this, &MediaRelinker::takeIn);
    connect(editor, &TimelineEditor::sessionChanged, this, &MediaRelinker::cancel);
}

MediaRelinker::~MediaRelinker()
{
    m_cancel.cancel();
    m_search.waitForFinished();
}

void MediaRelinker::start(const QStringList &places)
{
    if (!m_editor->hasProject() || isRunning())
        return;
    const Result<project::RelinkSearch> search = project::relinkSearch(*m_editor->session());
    if (!search) {
        m_editor->report(search.error());
        return;
    }
    m_cancel = CancelToken();
    m_bundle = search->bundle;
    const auto tell = [this](double part) {
        QMetaObject::invokeMethod(
            this, [this, part] { Q_EMIT progressed(part); }, Qt::QueuedConnection);
    };
    m_search.setFuture(QtConcurrent::run(
        [search = *search, places, cancel = m_cancel, tell] { return project::findMissingMedia(search, places, cancel, tell); }));
    Q_EMIT runningChanged(true);
}

void MediaRelinker::cancel()
{
    m_cancel.cancel();
}

void MediaRelinker::takeIn()
{
    Q_EMIT runningChanged(false);
    const Result<project::RelinkFound> outcome = m_search.result();
    project::ProjectSession *session = m_editor->session();
    if (!session || session->bundle() != m_bundle)
        return;
    if (!outcome) {
        m_editor->report(outcome.error());
        return;
    }
    if (const Result<> adopted = project::adoptFound(*session, outcome->found); !adopted) {
        m_editor->report(adopted.error());
        return;
    }
    if (!outcome->stillMissing.empty())
        m_editor->report(Problem(ProblemCode::MediaMissing,
                                 tr("%1 files found, %2 still missing.").arg(outcome->found.size()).arg(outcome->stillMissing.size()))
                             .withDetail(outcome->stillMissing.front().path));
    Q_EMIT finished(int(outcome->found.size()), int(outcome->stillMissing.size()));
}

void MediaRelinker::askForFolder(QWidget *window)
{
    auto *dialog = new QFileDialog(window, tr("Folder to look for missing media in"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &folder) { start({folder}); });
    dialog->open();
}

void MediaRelinker::askForFile(QWidget *window, const QString &lost)
{
    auto *dialog = new QFileDialog(window, tr("Locate %1").arg(QFileInfo(lost).fileName()));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) { start({file}); });
    dialog->open();
}

} // namespace sc::ui
