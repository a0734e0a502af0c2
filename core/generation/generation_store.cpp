// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/generation_store.h"

#include "core/generation/generation_schema.h"
#include "core/store/database.h"
#include "core/store/migrations.h"
#include "core/store/transaction.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFileInfo>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

} // namespace

QString GenerationStore::fileOf(const ProfilePaths &profile)
{
    return profile.root + QStringLiteral("/generation.db");
}

QString GenerationStore::inboxOf(const ProfilePaths &profile)
{
    return profile.root + QStringLiteral("/inbox");
}

GenerationStore::GenerationStore(std::unique_ptr<store::Database> db) : m_db(std::move(db)) {}

GenerationStore::~GenerationStore() = default;

const QString &GenerationStore::file() const
{
    return m_db->file();
}

Result<std::unique_ptr<GenerationStore>> GenerationStore::open(const QString &file)
{
    return open(file, store::Durability::Full);
}

Result<std::unique_ptr<GenerationStore>> GenerationStore::open(const QString &file, store::Durability durability)
{
    SC_TRY(ensureFolder(QFileInfo(file).absolutePath()));
    store::OpenOptions options;
    options.label = tr("The queue");
    options.create = true;
    options.durability = durability;
    options.applicationId = kGenerationApplicationId;
    SC_TRY_ASSIGN(db, store::Database::open(file, options));
    SC_TRY(store::migrate(*db, generationMigrations()));
    return std::unique_ptr<GenerationStore>(new GenerationStore(std::move(db)));
}

Result<qint64> GenerationStore::revision()
{
    SC_TRY_ASSIGN(value, m_db->value(QStringLiteral("SELECT value FROM queue_state WHERE key = 'revision'")));
    return value.toLongLong();
}

Result<bool> GenerationStore::changedElsewhere()
{
    SC_TRY_ASSIGN(value, m_db->value(QStringLiteral("PRAGMA data_version")));
    const qint64 before = std::exchange(m_dataVersion, value.toLongLong());
    return before != m_dataVersion;
}

Result<> GenerationStore::write(const std::function<Result<>(qint64)> &work)
{
    SC_TRY_ASSIGN(transaction, store::Transaction::begin(*m_db));
    SC_TRY_ASSIGN(last, revision());
    SC_TRY(m_db->execute(QStringLiteral("UPDATE queue_state SET value = ? WHERE key = 'revision'"), {QString::number(last + 1)}));
    SC_TRY(work(last + 1));
    return transaction.commit();
}

Result<QString> GenerationStore::state(const QString &key)
{
    SC_TRY_ASSIGN(value, m_db->value(QStringLiteral("SELECT value FROM queue_state WHERE key = ?"), {key}));
    return value.toString();
}

Result<> GenerationStore::setState(const QString &key, const QString &value)
{
    return write([&](qint64) {
        return m_db->execute(QStringLiteral("INSERT INTO queue_state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value"),
                             {key, value});
    });
}

Result<LearnedFigures> GenerationStore::learned()
{
    LearnedFigures figures;
    SC_TRY_ASSIGN(runs, m_db->query(QStringLiteral("SELECT server, family, pixels, frames, steps, count, mean_s FROM learned_run")));
    for (;;) {
        SC_TRY_ASSIGN(more, runs.next());
        if (!more)
            break;
        const RunKey key{runs.text(1), runs.integer(2), static_cast<int>(runs.integer(3)), static_cast<int>(runs.integer(4))};
        figures.setRun(ServerId(runs.text(0)), key, {static_cast<int>(runs.integer(5)), runs.value(6).toDouble()});
    }
    SC_TRY_ASSIGN(loads, m_db->query(QStringLiteral("SELECT server, models, count, mean_s FROM learned_load")));
    for (;;) {
        SC_TRY_ASSIGN(more, loads.next());
        if (!more)
            break;
        figures.setLoad(ServerId(loads.text(0)), loads.text(1), {static_cast<int>(loads.integer(2)), loads.value(3).toDouble()});
    }
    SC_TRY_ASSIGN(outcomes, m_db->query(QStringLiteral("SELECT server, completed, failed FROM learned_outcome")));
    for (;;) {
        SC_TRY_ASSIGN(more, outcomes.next());
        if (!more)
            return figures;
        figures.setOutcomes(ServerId(outcomes.text(0)), {static_cast<int>(outcomes.integer(1)), static_cast<int>(outcomes.integer(2))});
    }
}

Result<> GenerationStore::keepRun(const ServerId &server, const RunKey &key, double seconds)
{
    return write([&](qint64) -> Result<> {
        const QVariantList where = {server.text(), key.family, key.pixels, key.frames, key.steps};
        SC_TRY_ASSIGN(row,
                      m_db->query(QStringLiteral("SELECT count, mean_s FROM learned_run WHERE server = ? AND family = ? AND pixels = ? "
                                                 "AND frames = ? AND steps = ?"),
                                  where));
        SC_TRY_ASSIGN(found, row.next());
        const MeanSeconds before = found ? MeanSeconds{static_cast<int>(row.integer(0)), row.value(1).toDouble()} : MeanSeconds{};
        const MeanSeconds after = before.with(seconds);
        return m_db->execute(QStringLiteral("INSERT OR REPLACE INTO learned_run VALUES (?, ?, ?, ?, ?, ?, ?)"),
                             where + QVariantList{after.count, after.mean});
    });
}

Result<> GenerationStore::keepLoad(const ServerId &server, const QString &models, double seconds)
{
    return write([&](qint64) -> Result<> {
        SC_TRY_ASSIGN(row, m_db->query(QStringLiteral("SELECT count, mean_s FROM learned_load WHERE server = ? AND models = ?"),
                                       {server.text(), models}));
        SC_TRY_ASSIGN(found, row.next());
        const MeanSeconds before = found ? MeanSeconds{static_cast<int>(row.integer(0)), row.value(1).toDouble()} : MeanSeconds{};
        const MeanSeconds after = before.with(seconds);
        return m_db->execute(QStringLiteral("INSERT OR REPLACE INTO learned_load VALUES (?, ?, ?, ?)"),
                             {server.text(), models, after.count, after.mean});
    });
}

Result<> GenerationStore::keepOutcome(const ServerId &server, bool completed)
{
    return write([&](qint64) {
        return m_db->execute(QStringLiteral("INSERT INTO learned_outcome VALUES (?, ?, ?) ON CONFLICT (server) DO UPDATE SET "
                                            "completed = completed + excluded.completed, failed = failed + excluded.failed"),
                             {server.text(), completed ? 1 : 0, completed ? 0 : 1});
    });
}

Result<std::optional<CachedNodes>> GenerationStore::cachedNodes(const ServerId &server)
{
    SC_TRY_ASSIGN(row,
                  m_db->query(QStringLiteral("SELECT version, fetched_at, packed FROM object_info WHERE server = ?"), {server.text()}));
    SC_TRY_ASSIGN(found, row.next());
    if (!found)
        return std::nullopt;
    const QByteArray unpacked = qUncompress(row.value(2).toByteArray());
    if (unpacked.isEmpty())
        return std::nullopt;
    return CachedNodes{row.text(0), row.text(1), unpacked};
}

Result<> GenerationStore::keepNodes(const ServerId &server, const CachedNodes &nodes)
{
    return write([&](qint64) {
        return m_db->execute(
            QStringLiteral("INSERT OR REPLACE INTO object_info VALUES (?, ?, ?, ?)"),
            {server.text(), nodes.version, nodes.fetchedAt.isEmpty() ? utcNow() : nodes.fetchedAt, qCompress(nodes.objectInfo)});
    });
}

} // namespace sc::generation
