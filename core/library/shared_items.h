// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/paths.h"
#include "core/base/result.h"
#include "core/base/studio_item.h"

#include <QtCore/QHash>
#include <QtCore/QObject>
#include <QtCore/QStringList>

#include <memory>
#include <vector>

namespace sc::store {
class Database;
}

namespace sc::library {

// Characters and templates that all projects of a profile see, in library.db; their pictures lie in a folder beside it, named
// by content. Thread: the one that opened it. Other processes may change them, too: each question is read afresh.
class SharedItems : public QObject
{
    Q_OBJECT

public:
    // Makes the library when there is none. DATABASE_ERROR, NEWER_VERSION, PERMISSION_DENIED, INSUFFICIENT_STORAGE.
    [[nodiscard]] static Result<std::unique_ptr<SharedItems>> open(const ProfilePaths &paths);
    ~SharedItems() override;

    struct Change
    {
        std::vector<StudioItem> put; // added, or in place of those with their ids
        QStringList removed;
    };
    [[nodiscard]] Result<std::vector<StudioItem>> all(const QString &kind) const;             // by name
    [[nodiscard]] Result<> change(const Change &change);                                      // all or nothing
    [[nodiscard]] Result<std::vector<StudioItemVersion>> versionsOf(const QString &id) const; // before, the latest first
    [[nodiscard]] Result<QHash<QString, int>> uses() const;
    [[nodiscard]] Result<> countUse(const QString &id);
    [[nodiscard]] const QString &pictures() const { return m_pictures; } // folder

Q_SIGNALS:
    void changed();

private:
    SharedItems(std::unique_ptr<store::Database> db, QString pictures);

    std::unique_ptr<store::Database> m_db;
    QString m_pictures;
};

} // namespace sc::library
