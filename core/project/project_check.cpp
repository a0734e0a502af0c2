// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/project_check.h"

#include "core/project/timeline_rows.h"
#include "core/store/integrity.h"
#include "core/timeline/normalise.h"

#include <QtCore/QCoreApplication>

namespace sc::project {

namespace {

template<class Row> void checkIds(const std::vector<Row> &rows, QStringList &faults)
{
    for (const Row &row : rows) {
        if (!isUuid(row.id.text()))
            faults.append(
                QCoreApplication::translate("sc::project", "\"%1\" has an id that is not a UUID: %2.").arg(row.name, row.id.text()));
    }
}

} // namespace

Result<QStringList> findFaults(store::Database &db, const timeline::Timeline &shown)
{
    QStringList faults;
    SC_TRY_ASSIGN(damage, store::findDamage(db, store::CheckDepth::Full));
    for (const QString &line : damage)
        faults.append(QCoreApplication::translate("sc::project", "The database reports: %1.").arg(line));
    const Result<timeline::Timeline> stored = readTimeline(db);
    if (!stored)
        faults.append(stored.error().text());
    else if (*stored != shown)
        faults.append(QCoreApplication::translate("sc::project", "What is stored differs from what is shown. Open the project again."));
    checkIds(shown.scenes, faults);
    checkIds(shown.clips, faults);
    checkIds(shown.markers, faults);
    for (const timeline::Breach &breach : timeline::validate(shown))
        faults.append(breach.text);
    return faults;
}

} // namespace sc::project
