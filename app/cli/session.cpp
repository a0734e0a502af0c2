// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/session.h"

#include "app/cli/describe.h"
#include "core/base/timecode.h"

namespace sc::cli {

namespace {

constexpr qsizetype kShortestIdPrefix = 6;

// One look-up for everything that has an id and a name.
template<class Entity>
Result<decltype(Entity::id)> findByWord(const std::vector<Entity> &all, const QString &wanted, const QString &kind)
{
    if (wanted.startsWith(u'#')) {
        bool ok = false;
        const int ordinal = wanted.mid(1).toInt(&ok);
        if (ok && ordinal >= 1 && ordinal <= std::ssize(all))
            return all[static_cast<size_t>(ordinal - 1)].id;
    }
    std::vector<const Entity *> found;
    for (const Entity &entity : all) {
        if (entity.id.text() == wanted)
            return entity.id;
        if (entity.name == wanted || (wanted.size() >= kShortestIdPrefix && entity.id.text().startsWith(wanted)))
            found.push_back(&entity);
    }
    if (found.size() == 1)
        return found.front()->id;
    if (found.size() > 1) {
        return std::unexpected(Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::cli", "%1 of the project are called \"%2\".").arg(found.size()).arg(wanted))
                                   .withDetail(QCoreApplication::translate("sc::cli", "Use the id or #number that project show --tree prints."))
                                   .withEntity(kind, wanted));
    }
    QStringList names;
    for (const Entity &entity : all)
        names.append(entity.name);
    const QString near = nearestWord(wanted, names);
    const Problem problem = Problem(ProblemCode::ResourceNotFound, QCoreApplication::translate("sc::cli", "There is no %1 \"%2\" in this project.").arg(kind, wanted))
                                .withEntity(kind, wanted);
    return std::unexpected(near.isEmpty() ? problem : problem.withDetail(QCoreApplication::translate("sc::cli", "Did you mean \"%1\"?").arg(near)));
}

} // namespace

Result<SessionPtr> openBundle(const Invocation &invocation, project::OpenMode mode)
{
    return project::ProjectSession::open(invocation.word(0), mode);
}

Result<SceneId> findSceneId(const timeline::Timeline &timeline, const QString &wanted)
{
    return findByWord(timeline.scenes, wanted, QStringLiteral("scene"));
}

Result<ClipId> findClipId(const timeline::Timeline &timeline, const QString &wanted)
{
    return findByWord(timeline.clips, wanted, QStringLiteral("clip"));
}

Result<MarkerId> findMarkerId(const timeline::Timeline &timeline, const QString &wanted)
{
    return findByWord(timeline.markers, wanted, QStringLiteral("marker"));
}

Result<std::optional<Ticks>> timeOption(const Invocation &invocation, const QString &option, FrameRate rate)
{
    if (!invocation.arguments.has(option))
        return std::nullopt;
    SC_TRY_ASSIGN(time, parseTime(invocation.arguments.value(option), rate));
    return time;
}

Result<Output> editBundle(const Invocation &invocation, const QString &name, const Edit &edit)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY(session->apply(name, edit(session->timeline())));
    const QJsonObject json{{QStringLiteral("done"), name}, {QStringLiteral("project"), projectJson(session->timeline())}};
    return Output{name, json};
}

} // namespace sc::cli
