// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_list_files.h"

#include "core/interchange/shot_list.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QFileDialog>

namespace sc::ui {

void ShotListFiles::exportTo(const QString &file)
{
    QSaveFile out(file);
    const QByteArray bytes = interchange::writeShotList(m_editor.timeline());
    if (!out.open(QIODevice::WriteOnly) || out.write(bytes) != bytes.size() || !out.commit()) {
        m_editor.report(Problem(ProblemCode::PermissionDenied, tr("“%1” cannot be written.").arg(QFileInfo(file).fileName()))
                            .withDetail(out.errorString())
                            .withEntity(QStringLiteral("file"), file));
        return;
    }
    Q_EMIT m_context.noticeRaised({Notice::Level::Success, tr("Shot list written"), QFileInfo(file).fileName(), {}, {}});
}

void ShotListFiles::importFrom(const QString &file)
{
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly)) {
        m_editor.report(Problem(in.exists() ? ProblemCode::PermissionDenied : ProblemCode::MediaMissing,
                                tr("“%1” cannot be read.").arg(QFileInfo(file).fileName()))
                            .withDetail(in.errorString()));
        return;
    }
    Result<interchange::ShotListImport> read = interchange::readShotList(m_editor.timeline(), in.readAll());
    if (!reported(m_context, read))
        return;
    if (read->changed > 0 && !m_editor.commit(tr("Import shot list"), read->timeline))
        return;
    const bool clean = read->notices.isEmpty();
    Q_EMIT m_context.noticeRaised({clean ? Notice::Level::Success : Notice::Level::Warning,
                                   tr("%1 of %2 shots changed").arg(read->changed).arg(read->rows),
                                   clean ? QFileInfo(file).fileName() : read->notices.mid(0, 4).join(u'\n'),
                                   {},
                                   {}});
}

void ShotListFiles::askExport(QWidget *window)
{
    const QString name = m_editor.timeline().project.name + QStringLiteral(" shots.csv");
    const QString file = QFileDialog::getSaveFileName(window, tr("Export shot list"), name, tr("Tables (*.csv)"));
    if (!file.isEmpty())
        exportTo(file);
}

void ShotListFiles::askImport(QWidget *window)
{
    const QString file = QFileDialog::getOpenFileName(window, tr("Import shot list"), {}, tr("Tables (*.csv *.tsv *.txt)"));
    if (!file.isEmpty())
        importFrom(file);
}

} // namespace sc::ui
