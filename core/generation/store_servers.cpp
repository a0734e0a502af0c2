// SPDX-License-Identifier: GPL-3.0-or-later
// The servers of GenerationStore.
#include "core/generation/generation_store.h"
#include "core/generation/job_table.h"
#include "core/store/database.h"

#include <QtCore/QCoreApplication>

namespace sc::generation {

namespace {

using project::column;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

const project::Table<Server> &serverTable()
{
    static const project::Table<Server> table(QStringLiteral("server"), {
                                                                            column<&Server::id>("id"),
                                                                            column<&Server::name>("name"),
                                                                            column<&Server::url>("url"),
                                                                            column<&Server::kind>("kind"),
                                                                            column<&Server::endpointId>("endpoint_id"),
                                                                            column<&Server::keyRef>("key_ref"),
                                                                            column<&Server::active>("active"),
                                                                            column<&Server::maxConcurrent>("max_concurrent"),
                                                                            column<&Server::exclusiveGroup>("exclusive_group"),
                                                                            column<&Server::weight>("weight"),
                                                                            column<&Server::headers>("headers"),
                                                                            column<&Server::tlsTrust>("tls_trust"),
                                                                            column<&Server::fingerprint>("fingerprint"),
                                                                            column<&Server::idleTimeoutS>("idle_timeout_s"),
                                                                            column<&Server::imageLimitS>("image_limit_s"),
                                                                            column<&Server::videoLimitS>("video_limit_s"),
                                                                            column<&Server::createdAt>("created_at"),
                                                                            column<&Server::updatedAt>("updated_at"),
                                                                        });
    return table;
}

Problem unknownServer(const ServerId &id)
{
    return Problem(ProblemCode::ResourceNotFound, tr("This server is not in the list any more."))
        .withEntity(QStringLiteral("server"), id.text());
}

// "localhost" and 127.0.0.1 are one place.
QString placeOf(const QString &url)
{
    QString place = url;
    return place.replace(QLatin1String("://localhost"), QLatin1String("://127.0.0.1"))
        .replace(QLatin1String("://[::1]"), QLatin1String("://127.0.0.1"));
}

} // namespace

Result<std::vector<Server>> GenerationStore::servers()
{
    SC_TRY_ASSIGN(all, serverTable().readAll(*m_db));
    std::stable_sort(all.begin(), all.end(),
                     [](const Server &a, const Server &b) { return a.name.compare(b.name, Qt::CaseInsensitive) < 0; });
    return all;
}

Result<Server> GenerationStore::server(const ServerId &id)
{
    SC_TRY_ASSIGN(found, serverTable().read(*m_db, id.text()));
    if (found.empty())
        return std::unexpected(unknownServer(id));
    return found.front();
}

Result<> GenerationStore::requireUnique(const Server &server)
{
    SC_TRY_ASSIGN(all, servers());
    for (const Server &other : all) {
        if (other.id == server.id)
            continue;
        if (placeOf(other.url) == placeOf(server.url)) {
            return std::unexpected(
                Problem(ProblemCode::DuplicateResource, tr("The server \"%1\" already has the address %2.").arg(other.name, other.url))
                    .withEntity(QStringLiteral("server"), other.name));
        }
        if (other.name.compare(server.name, Qt::CaseInsensitive) == 0) {
            return std::unexpected(
                Problem(ProblemCode::DuplicateResource, tr("There is a server called \"%1\" already, at %2.").arg(other.name, other.url))
                    .withEntity(QStringLiteral("server"), other.name)
                    .withAction(QStringLiteral("rename"), tr("Choose another name")));
        }
    }
    return {};
}

Result<Server> GenerationStore::addServer(const Server &server)
{
    SC_TRY_ASSIGN(checked, checkedServer(server));
    if (checked.id.isEmpty())
        checked.id = ServerId::create();
    checked.createdAt = checked.updatedAt = utcNow();
    const Result<> written = write([&](qint64) -> Result<> {
        SC_TRY(requireUnique(checked));
        return serverTable().insert(*m_db, checked);
    });
    if (!written)
        return std::unexpected(written.error());
    return checked;
}

Result<Server> GenerationStore::editServer(const Server &server)
{
    SC_TRY_ASSIGN(checked, checkedServer(server));
    const Result<> written = write([&](qint64) -> Result<> {
        SC_TRY_ASSIGN(before, this->server(checked.id));
        checked.createdAt = before.createdAt;
        checked.updatedAt = before.updatedAt;
        if (checked == before)
            return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing changed.")));
        SC_TRY(requireUnique(checked));
        checked.updatedAt = utcNow();
        // Another address is another machine: what was learned there does not hold here.
        if (checked.url != before.url) {
            for (const char *table : {"learned_run", "learned_load", "learned_outcome", "object_info"})
                SC_TRY(m_db->execute(QStringLiteral("DELETE FROM %1 WHERE server = ?").arg(QLatin1String(table)), {checked.id.text()}));
        }
        return serverTable().update(*m_db, before, checked);
    });
    if (!written)
        return std::unexpected(written.error());
    return checked;
}

Result<> GenerationStore::removeServer(const ServerId &id, bool releaseWaiting)
{
    return write([&](qint64 revision) -> Result<> {
        SC_TRY_ASSIGN(gone, server(id));
        SC_TRY_ASSIGN(
            busy, jobTable().readWhere(*m_db, QStringLiteral("server = ? AND status IN ('assigned', 'running', 'unknown')"), {id.text()}));
        if (!busy.empty()) {
            return std::unexpected(
                Problem(ProblemCode::Conflict,
                        tr("%1 jobs are with \"%2\". Cancel them or wait for them first.").arg(busy.size()).arg(gone.name))
                    .withEntity(QStringLiteral("server"), gone.name));
        }
        SC_TRY_ASSIGN(
            waiting,
            jobTable().readWhere(*m_db, QStringLiteral("preferred_server = ? AND status IN ('queued', 'blocked', 'paused')"), {id.text()}));
        qsizetype pinned = 0;
        for (const Job &job : waiting)
            pinned += job.pinned ? 1 : 0;
        if (pinned > 0 && !releaseWaiting) {
            return std::unexpected(Problem(ProblemCode::Conflict, tr("%1 jobs wait for \"%2\" alone.").arg(pinned).arg(gone.name))
                                       .withEntity(QStringLiteral("server"), gone.name)
                                       .withAction(QStringLiteral("release"), tr("Let other servers take them")));
        }
        for (const Job &job : waiting) {
            const auto released = applyEdit(job.id, revision, [](JobEdit &edit) -> Result<> {
                edit.job().preferredServer = {};
                edit.job().pinned = false;
                edit.explain(QStringLiteral("released"), tr("Its server was removed: any other may take it."));
                if (edit.job().status == JobStatus::Blocked)
                    return edit.become(JobStatus::Queued);
                return {};
            });
            if (!released)
                return std::unexpected(released.error());
        }
        for (const char *table : {"learned_run", "learned_load", "learned_outcome", "object_info"})
            SC_TRY(m_db->execute(QStringLiteral("DELETE FROM %1 WHERE server = ?").arg(QLatin1String(table)), {id.text()}));
        return serverTable().remove(*m_db, id.text());
    });
}

} // namespace sc::generation
