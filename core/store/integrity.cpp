// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/integrity.h"

#include "core/store/sql_problem.h"

namespace sc::store {

namespace {

constexpr qsizetype kMaxLines = 100;

} // namespace

Result<QStringList> findDamage(Database &db, CheckDepth depth)
{
    QStringList found;
    SC_TRY_ASSIGN(pages, db.query(depth == CheckDepth::Quick ? QStringLiteral("PRAGMA quick_check(100)")
                                                             : QStringLiteral("PRAGMA integrity_check(100)")));
    for (;;) {
        SC_TRY_ASSIGN(more, pages.next());
        if (!more)
            break;
        if (pages.text(0) != QLatin1String("ok"))
            found.append(pages.text(0));
    }
    SC_TRY_ASSIGN(keys, db.query(QStringLiteral("PRAGMA foreign_key_check")));
    while (found.size() < kMaxLines) {
        SC_TRY_ASSIGN(more, keys.next());
        if (!more)
            break;
        found.append(QStringLiteral("a row of \"%1\" names a row of \"%2\" that does not exist").arg(keys.text(0), keys.text(2)));
    }
    return found;
}

Result<> requireSound(Database &db, CheckDepth depth)
{
    SC_TRY_ASSIGN(damage, findDamage(db, depth));
    if (damage.isEmpty())
        return {};
    return std::unexpected(damagedProblem(db.label(), damage.mid(0, 3).join(QStringLiteral("; "))));
}

} // namespace sc::store
