// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/shared_items.h"

#include "core/library/library.h"
#include "core/library/library_schema.h"
#include "core/store/item_rows.h"
#include "core/store/transaction.h"

#include <QtCore/QFileInfo>

namespace sc::library {

Result<std::unique_ptr<SharedItems>> SharedItems::open(const ProfilePaths &paths)
{
    if (!QFileInfo::exists(paths.libraryDb()))
        SC_TRY(Library::open(paths));
    store::OpenOptions options;
    options.label = tr("The library");
    options.applicationId = kLibraryApplicationId;
    SC_TRY_ASSIGN(db, store::Database::open(paths.libraryDb(), options));
    SC_TRY(store::requireKnownVersion(*db, libraryMigrations()));
    SC_TRY(store::migrate(*db, libraryMigrations()));
    return std::unique_ptr<SharedItems>(new SharedItems(std::move(db), paths.root + QStringLiteral("/characters")));
}

SharedItems::SharedItems(std::unique_ptr<store::Database> db, QString pictures) : m_db(std::move(db)), m_pictures(std::move(pictures)) {}

SharedItems::~SharedItems() = default;

Result<std::vector<StudioItem>> SharedItems::all(const QString &kind) const
{
    return store::readItems(*m_db, kind);
}

Result<> SharedItems::change(const Change &change)
{
    {
        SC_TRY_ASSIGN(transaction, store::Transaction::begin(*m_db));
        for (const QString &id : change.removed)
            SC_TRY(store::removeItem(*m_db, id));
        for (const StudioItem &item : change.put)
            SC_TRY(store::writeItem(*m_db, item));
        SC_TRY(transaction.commit());
    }
    Q_EMIT changed();
    return {};
}

Result<std::vector<StudioItemVersion>> SharedItems::versionsOf(const QString &id) const
{
    return store::readItemVersions(*m_db, id);
}

Result<QHash<QString, int>> SharedItems::uses() const
{
    return store::readItemUses(*m_db);
}

Result<> SharedItems::countUse(const QString &id)
{
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*m_db));
    SC_TRY(store::addItemUse(*m_db, id));
    return transaction.commit();
}

} // namespace sc::library
