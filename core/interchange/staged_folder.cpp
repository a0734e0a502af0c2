// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/interchange/staged_folder.h"

#include "core/base/id.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFile>

namespace sc::interchange {

namespace {

Problem notWritable(const QString &path)
{
    return Problem(ProblemCode::PermissionDenied,
                   QCoreApplication::translate("sc::interchange", "The folder “%1” cannot be written.").arg(path));
}

} // namespace

StagedFolder::StagedFolder(QString finalPath, QString staged, QRegularExpression ours)
    : m_final(std::move(finalPath)), m_staged(std::move(staged)), m_ours(std::move(ours))
{
}

StagedFolder::StagedFolder(StagedFolder &&other) noexcept
    : m_final(std::move(other.m_final)),
      m_staged(std::move(other.m_staged)),
      m_old(std::move(other.m_old)),
      m_ours(std::move(other.m_ours)),
      m_state(other.m_state)
{
    other.m_state = State::Done;
}

StagedFolder::~StagedFolder()
{
    if (m_state == State::Done)
        return;
    QDir(m_state == State::Staged ? m_staged : m_final).removeRecursively();
    if (m_state == State::Published && !m_old.isEmpty())
        QDir().rename(m_old, m_final);
}

Result<StagedFolder> StagedFolder::create(const QString &finalPath, const QRegularExpression &ours)
{
    const QString staged = QStringLiteral("%1.part-%2").arg(finalPath, newUuidV7().right(8));
    if (!QDir().mkpath(staged))
        return std::unexpected(notWritable(QFileInfo(finalPath).absolutePath()));
    return StagedFolder(finalPath, staged, ours);
}

Result<> StagedFolder::publish()
{
    if (QFileInfo::exists(m_final)) {
        const QString old = QStringLiteral("%1.old-%2").arg(m_final, newUuidV7().right(8));
        if (!QDir().rename(m_final, old))
            return std::unexpected(notWritable(m_final));
        m_old = old;
    }
    if (!QDir().rename(m_staged, m_final)) {
        if (!m_old.isEmpty())
            QDir().rename(m_old, m_final);
        m_old.clear();
        return std::unexpected(notWritable(m_final));
    }
    m_state = State::Published;
    return {};
}

// Moves what is not ours from the old folder into the new one, folder by folder. False when something could not be moved.
bool StagedFolder::keepForeign(const QString &from, const QString &to) const
{
    bool allMoved = true;
    for (const QFileInfo &entry : QDir(from).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)) {
        const QString target = to + u'/' + entry.fileName();
        if (entry.isDir() && !entry.isSymLink() && m_ours.match(entry.fileName() + u'/').hasMatch()) {
            const bool isNew = !QFileInfo::exists(target);
            QDir().mkpath(target);
            allMoved = keepForeign(entry.absoluteFilePath(), target) && allMoved;
            if (isNew)
                QDir().rmdir(target); // stays where a person's files are in it
            continue;
        }
        if (!entry.isDir() && m_ours.match(entry.fileName()).hasMatch())
            continue;
        allMoved = QDir().rename(entry.absoluteFilePath(), target) && allMoved;
    }
    return allMoved;
}

QString StagedFolder::commit()
{
    m_state = State::Done;
    if (m_old.isEmpty())
        return {};
    if (keepForeign(m_old, m_final) && QDir(m_old).removeRecursively())
        return {};
    return QCoreApplication::translate("sc::interchange", "The previous media folder was kept as “%1”.").arg(m_old);
}

} // namespace sc::interchange
