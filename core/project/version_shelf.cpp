// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/project/version_shelf.h"

#include "core/project/project_session_data.h"
#include "core/project/table.h"
#include "core/project/take_shelf.h"

#include <QtCore/QDateTime>

#include <algorithm>

namespace sc::project {

namespace {

using timeline::ClipVersion;
using timeline::Timeline;

const Table<ClipVersion> &versionTable()
{
    static const Table<ClipVersion> table(QStringLiteral("clip_version"), {
                                                                              column<&ClipVersion::id>("id"),
                                                                              column<&ClipVersion::clip>("clip_id"),
                                                                              column<&ClipVersion::number>("number"),
                                                                              column<&ClipVersion::reason>("reason"),
                                                                              column<&ClipVersion::createdAt>("created_at"),
                                                                              column<&ClipVersion::content>("content"),
                                                                          });
    return table;
}

} // namespace

bool touchesVersions(const std::vector<store::RowChange> &changes)
{
    return std::ranges::any_of(changes, [](const store::RowChange &change) { return change.table == versionTable().name(); });
}

Result<std::vector<ClipVersion>> VersionShelf::versionsOf(const ClipId &clip) const
{
    SC_TRY_ASSIGN(versions, versionTable().readWhere(*m_session.d->bundle.db, QStringLiteral("clip_id = ?"), {clip.text()}));
    std::ranges::sort(versions, {}, &ClipVersion::number);
    return versions;
}

Result<ClipVersion> VersionShelf::version(const ClipId &clip, int number) const
{
    SC_TRY_ASSIGN(versions, versionsOf(clip));
    const auto found = std::ranges::find(versions, number, &ClipVersion::number);
    if (found != versions.end())
        return *found;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::project", "The shot has no version %1.").arg(number))
            .withDetail(versions.empty() ? QCoreApplication::translate("sc::project", "None was saved yet.")
                                         : QCoreApplication::translate("sc::project", "There are 1 to %1.").arg(versions.back().number))
            .withEntity(QStringLiteral("clip"), clip.text()));
}

Result<timeline::Clip> VersionShelf::existing(const ClipId &id) const
{
    if (const timeline::Clip *clip = timeline::findClip(m_session.timeline(), id))
        return *clip;
    return std::unexpected(
        Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::project", "This clip does not exist any more."))
            .withEntity(QStringLiteral("clip"), id.text()));
}

Result<ClipVersion> VersionShelf::next(const timeline::Clip &clip, timeline::VersionReason reason) const
{
    SC_TRY_ASSIGN(versions, versionsOf(clip.id));
    return ClipVersion{newUuidV7(),
                       clip.id,
                       versions.empty() ? 1 : versions.back().number + 1,
                       reason,
                       QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                       timeline::versionContentOf(clip)};
}

Result<> VersionShelf::insert(const ClipVersion &version) const
{
    return versionTable().insert(*m_session.d->bundle.db, version);
}

Result<> VersionShelf::keep(const QString &name, const Timeline &next, const ClipVersion &version)
{
    SC_TRY_ASSIGN(change, m_session.d->store(name, next, [&] { return insert(version); }));
    Q_EMIT m_session.changed(change);
    Q_EMIT m_session.historyChanged();
    return {};
}

Result<int> VersionShelf::save(const ClipId &id, timeline::VersionReason reason)
{
    SC_TRY_ASSIGN(clip, existing(id));
    SC_TRY_ASSIGN(versions, versionsOf(id));
    SC_TRY_ASSIGN(version, next(clip, reason));
    if (!versions.empty() && versions.back().content == version.content && reason == timeline::VersionReason::Manual)
        return std::unexpected(
            Problem(ProblemCode::NothingToUpdate,
                    QCoreApplication::translate("sc::project", "Nothing was changed since version %1.").arg(versions.back().number))
                .withEntity(QStringLiteral("clip"), id.text()));
    Timeline edited = m_session.timeline();
    std::ranges::find(edited.clips, id, &timeline::Clip::id)->activeVersion = version.number;
    SC_TRY(keep(QCoreApplication::translate("sc::project", "Save version"), edited, version));
    return version.number;
}

Result<int> VersionShelf::restore(const ClipId &id, int number)
{
    SC_TRY(existing(id));
    SC_TRY_ASSIGN(old, version(id, number));
    SC_TRY_ASSIGN(versions, versionsOf(id));
    const ClipVersion made{newUuidV7(),
                           id,
                           versions.back().number + 1,
                           timeline::VersionReason::Restored,
                           QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs),
                           old.content};
    SC_TRY_ASSIGN(next, timeline::restoreVersion(m_session.timeline(), id, old.content, made.number));
    SC_TRY(keep(QCoreApplication::translate("sc::project", "Restore version"), next, made));
    return made.number;
}

Result<timeline::VersionContent> VersionShelf::contentOf(const ClipId &id, int number) const
{
    if (number == 0) {
        SC_TRY_ASSIGN(clip, existing(id));
        return timeline::versionContentOf(clip);
    }
    SC_TRY_ASSIGN(found, version(id, number));
    return found.content;
}

Result<std::vector<timeline::VersionField>> VersionShelf::compare(const ClipId &clip, int left, int right) const
{
    SC_TRY_ASSIGN(leftContent, contentOf(clip, left));
    SC_TRY_ASSIGN(rightContent, contentOf(clip, right));
    return timeline::compareVersions(
        leftContent, rightContent, m_session.timeline().project.frameRate,
        {[this](const TakeId &take) { return takeName(take); }, [this](const QString &id) { return otherName(id); }});
}

QString VersionShelf::otherName(const QString &id) const
{
    if (id.isEmpty())
        return {};
    if (const timeline::Clip *clip = timeline::findClip(m_session.timeline(), ClipId(id)))
        return clip->name;
    return QCoreApplication::translate("sc::project", "one that was deleted or is not here (%1)").arg(id.right(6));
}

QString VersionShelf::takeName(const TakeId &id) const
{
    if (id.isEmpty())
        return QCoreApplication::translate("sc::project", "none");
    const timeline::Take *take = m_session.takes().find(id);
    if (!take)
        return QCoreApplication::translate("sc::project", "a take that was deleted (%1)").arg(id.text().right(6));
    const QString name = take->originalName.isEmpty() ? take->media.path.section(u'/', -1) : take->originalName;
    return QStringLiteral("%1 (%2)").arg(name, id.text().right(6));
}

} // namespace sc::project
