// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/correction_table.h"

#include "core/base/json.h"
#include "core/base/log.h"

#include <QtCore/QDateTime>

namespace sc::library {

Result<audio::Corrections> CorrectionTable::of(const TrackId &track) const
{
    SC_TRY_ASSIGN(rows,
                  m_db.query(QStringLiteral("SELECT json FROM correction JOIN track ON track.n = correction.track WHERE track.id = ?"),
                             {track.text()}));
    audio::Corrections all;
    for (;;) {
        SC_TRY_ASSIGN(hasRow, rows.next());
        if (!hasRow)
            return all;
        const auto json = parseJsonObject(rows.text(0).toUtf8(), QStringLiteral("correction"));
        auto one = json ? audio::correctionsFromJson(*json) : std::unexpected(json.error());
        if (!one) {
            logProblem(logStore(), one.error().withEntity(QStringLiteral("track"), track.text()));
            continue;
        }
        if (one->grid)
            all.grid = std::move(one->grid);
        if (one->key)
            all.key = std::move(one->key);
        if (one->sections)
            all.sections = std::move(one->sections);
        if (!one->labels.empty())
            all.labels = std::move(one->labels);
    }
}

Result<> CorrectionTable::put(const TrackId &track, const audio::Corrections &corrections)
{
    const QJsonObject json = audio::toJson(corrections);
    for (const audio::CorrectionKind kind : audio::kCorrectionKinds) {
        const QString name = audio::correctionKindName(kind);
        if (!json.contains(name)) {
            SC_TRY(m_db.execute(QStringLiteral("DELETE FROM correction WHERE kind = ? AND track = (SELECT n FROM track WHERE id = ?)"),
                                {name, track.text()}));
            continue;
        }
        const QString content = QString::fromUtf8(toCompactJson(QJsonObject{{name, json.value(name)}}));
        SC_TRY(m_db.execute(QStringLiteral("INSERT INTO correction (track, kind, json, made_at) SELECT n, ?, ?, ? FROM track WHERE id = ? "
                                           "ON CONFLICT (track, kind) DO UPDATE SET json = excluded.json, made_at = excluded.made_at "
                                           "WHERE json IS NOT excluded.json"),
                            {name, content, QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), track.text()}));
    }
    return {};
}

} // namespace sc::library
