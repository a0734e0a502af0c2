// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/item_shelf.h"

#include "core/base/paths.h"
#include "core/project/project_session_data.h"
#include "core/store/item_rows.h"
#include "core/store/transaction.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QCryptographicHash>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::project {

bool touchesItems(const std::vector<store::RowChange> &changes)
{
    return std::ranges::any_of(changes, [](const store::RowChange &change) { return change.table == QLatin1String(store::kItemTable); });
}

Result<std::vector<StudioItem>> ItemShelf::all(const QString &kind) const
{
    return store::readItems(*m_session.d->bundle.db, kind);
}

Result<std::vector<StudioItemVersion>> ItemShelf::versionsOf(const QString &id) const
{
    return store::readItemVersions(*m_session.d->bundle.db, id);
}

Result<> ItemShelf::change(const QString &name, const Change &change)
{
    store::Database &db = *m_session.d->bundle.db;
    const auto write = [&]() -> Result<> {
        for (const QString &id : change.removed)
            SC_TRY(store::removeItem(db, id));
        for (const StudioItem &item : change.put)
            SC_TRY(store::writeItem(db, item));
        return {};
    };
    SC_TRY_ASSIGN(told, m_session.d->store(name, change.timeline.value_or(m_session.timeline()), write));
    Q_EMIT m_session.changed(told);
    Q_EMIT m_session.historyChanged();
    return {};
}

Result<QHash<QString, int>> ItemShelf::uses() const
{
    return store::readItemUses(*m_session.d->bundle.db);
}

Result<> ItemShelf::countUse(const QString &id)
{
    SC_TRY(m_session.d->requireWritable());
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*m_session.d->bundle.db));
    SC_TRY(store::addItemUse(*m_session.d->bundle.db, id));
    return transaction.commit();
}

Result<KeptPicture> keepByContent(const QString &file, const QString &folder)
{
    const QFileInfo info(file);
    QFile source(file);
    if (!info.isFile())
        return std::unexpected(
            Problem(ProblemCode::MediaMissing,
                    QCoreApplication::translate("sc::project", "The file \"%1\" was not found.").arg(QDir::toNativeSeparators(file))));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!source.open(QIODevice::ReadOnly) || !hash.addData(&source))
        return std::unexpected(
            Problem(ProblemCode::PermissionDenied,
                    QCoreApplication::translate("sc::project", "The file \"%1\" may not be read.").arg(QDir::toNativeSeparators(file))));
    const QString digest = QString::fromLatin1(hash.result().toHex());
    SC_TRY(ensureFolder(folder));
    const QString path = QStringLiteral("%1/%2.%3").arg(folder, digest.left(32), info.suffix().toLower().left(8));
    if (QFileInfo(path).size() != info.size()) {
        SC_TRY(requireFreeSpace(folder, info.size()));
        SC_TRY(store::copyDurably(file, path));
    }
    return KeptPicture{path, info.size(), digest};
}

} // namespace sc::project
