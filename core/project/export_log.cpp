// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/export_log.h"

#include "core/base/enum_names.h"
#include "core/base/json.h"
#include "core/project/project_session_data.h"

#include <QtCore/QJsonArray>

namespace sc::project {

namespace {

constexpr std::array kEnds = {"done", "failed", "cancelled"};

QString textOf(const QStringList &lines)
{
    return QString::fromUtf8(toCompactJson(QJsonArray::fromStringList(lines)));
}

QStringList linesOf(const QString &text)
{
    QStringList lines;
    if (const auto array = parseJsonArray(text.toUtf8(), QStringLiteral("export_run"))) {
        for (const QJsonValue &value : *array)
            lines << value.toString();
    }
    return lines;
}

} // namespace

Result<std::vector<ExportRecord>> ExportLog::records() const
{
    SC_TRY_ASSIGN(rows, m_session.d->bundle.db->query(QStringLiteral(
                            "SELECT id, preset, kind, range_start, range_end, destination, result, notices, bytes, started_at, "
                            "milliseconds, options FROM export_run ORDER BY started_at DESC, id DESC")));
    std::vector<ExportRecord> records;
    for (;;) {
        SC_TRY_ASSIGN(more, rows.next());
        if (!more)
            return records;
        ExportRecord record;
        record.id = rows.text(0);
        record.preset = rows.text(1);
        record.kind = rows.text(2);
        if (!rows.isNull(3) && !rows.isNull(4))
            record.range = TickRange{Ticks(rows.integer(3)), Ticks(rows.integer(4))};
        record.destination = rows.text(5);
        record.end = valueIn<ExportEnd>(kEnds, rows.text(6)).value_or(ExportEnd::Done);
        record.notices = linesOf(rows.text(7));
        record.bytes = rows.integer(8);
        record.startedAt = rows.text(9);
        record.seconds = static_cast<double>(rows.integer(10)) / 1000;
        if (const auto options = parseJsonObject(rows.text(11).toUtf8(), QStringLiteral("export_run")))
            record.options = *options;
        records.push_back(std::move(record));
    }
}

Result<> ExportLog::add(ExportRecord record)
{
    SC_TRY(m_session.d->requireWritable());
    if (record.id.isEmpty())
        record.id = newUuidV7();
    store::Database &db = *m_session.d->bundle.db;
    const QVariant start = record.range ? QVariant(qint64(record.range->start.value())) : QVariant();
    const QVariant end = record.range ? QVariant(qint64(record.range->end.value())) : QVariant();
    SC_TRY(db.execute(QStringLiteral("INSERT INTO export_run(id, preset, kind, range_start, range_end, destination, result, notices, "
                                     "bytes, started_at, milliseconds, options) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
                      {record.id, record.preset, record.kind, start, end, record.destination, nameIn(kEnds, record.end),
                       textOf(record.notices), record.bytes, record.startedAt, qint64(record.seconds * 1000),
                       QString::fromUtf8(toCompactJson(record.options))}));
    return db.execute(QStringLiteral("DELETE FROM export_run WHERE id NOT IN "
                                     "(SELECT id FROM export_run ORDER BY started_at DESC, id DESC LIMIT ?)"),
                      {kKept});
}

Result<> ExportLog::remove(const QString &id)
{
    SC_TRY(m_session.d->requireWritable());
    return m_session.d->bundle.db->execute(QStringLiteral("DELETE FROM export_run WHERE id = ?"), {id});
}

} // namespace sc::project
