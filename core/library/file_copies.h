// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library.h"
#include "core/store/database.h"

#include <QtCore/QDateTime>

namespace sc::library {

// The copies of songs' files that were made before something was written into them: which song each is of, and how long
// they stay: five of a song, for 90 days, and 2 GB of those
// older than a week; the latest one always. Thread: that of the Database, which must
// outlive it.
class FileCopies
{
public:
    FileCopies(store::Database &db, QString folder) : m_db(db), m_folder(std::move(folder)) {}

    [[nodiscard]] Result<> note(const QString &copy, const Track &song);
    [[nodiscard]] Result<std::vector<Library::FileCopy>> all() const; // the latest first; those that are still there
    [[nodiscard]] Result<> thin(const QDateTime &now);
    [[nodiscard]] QString pathOf(const QString &name) const { return m_folder + u'/' + name; }

private:
    store::Database &m_db;
    QString m_folder;
};

} // namespace sc::library
