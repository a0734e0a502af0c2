// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/studio.h"

#include "core/base/text.h"
#include "core/library/shared_items.h"
#include "core/project/item_shelf.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/scene_edits.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

using timeline::Timeline;

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

Problem unknown(const QString &what, const QString &id)
{
    return Problem(ProblemCode::ResourceNotFound, what).withDetail(id).withEntity(QStringLiteral("item"), id);
}

QStringList namesOf(const std::vector<const timeline::Clip *> &clips)
{
    QStringList names;
    for (const timeline::Clip *clip : clips)
        names.append(clip->name);
    return names;
}

std::optional<Problem> stillUsed(const QString &name, const QStringList &users, bool usedToo)
{
    if (users.isEmpty() || usedToo)
        return std::nullopt;
    QStringList shown = users.mid(0, 8);
    if (users.size() > shown.size())
        shown.append(QCoreApplication::translate("sc::generation", "and %n more", nullptr, static_cast<int>(users.size() - shown.size())));
    return Problem(ProblemCode::Conflict,
                   QCoreApplication::translate("sc::generation", "“%1” is used in %n shot(s).", nullptr, static_cast<int>(users.size()))
                       .arg(name))
        .withDetail(shown.join(QStringLiteral(", ")))
        .withAction(QStringLiteral("delete.anyway"), tr("Delete it, keep the takes"));
}

// Locked shots lose what is gone, too: nothing may name it.
Timeline withoutCharacter(Timeline timeline, const CharacterId &id)
{
    for (timeline::Clip &clip : timeline.clips)
        std::erase_if(clip.generation.characters, [&](const timeline::CharacterUse &use) { return use.character == id; });
    return timeline;
}

} // namespace

Result<std::vector<std::pair<StudioItem, Scope>>> Studio::items(const char *kind) const
{
    std::vector<std::pair<StudioItem, Scope>> all;
    if (m_session) {
        SC_TRY_ASSIGN(own, m_session->items().all(QString::fromLatin1(kind)));
        for (StudioItem &item : own)
            all.emplace_back(std::move(item), Scope::Project);
    }
    if (m_shared) {
        SC_TRY_ASSIGN(shared, m_shared->all(QString::fromLatin1(kind)));
        for (StudioItem &item : shared) {
            // One that was moved to the shared ones and came back by undo is there twice: the project's counts.
            if (std::ranges::find(all, item.id, [](const auto &one) { return one.first.id; }) == all.end())
                all.emplace_back(std::move(item), Scope::Shared);
        }
    }
    return all;
}

Result<std::vector<Character>> Studio::characters() const
{
    SC_TRY_ASSIGN(all, items(kCharacterKind));
    std::vector<Character> characters;
    for (const auto &[item, scope] : all) {
        SC_TRY_ASSIGN(character, characterFrom(item, scope));
        characters.push_back(std::move(character));
    }
    return characters;
}

Result<QHash<QString, int>> Studio::uses() const
{
    QHash<QString, int> uses;
    if (m_session) {
        SC_TRY_ASSIGN(own, m_session->items().uses());
        uses = own;
    }
    if (m_shared) {
        SC_TRY_ASSIGN(shared, m_shared->uses());
        for (auto it = shared.begin(); it != shared.end(); ++it)
            uses[it.key()] += it.value();
    }
    return uses;
}

Result<std::vector<StyleTemplate>> Studio::styles() const
{
    SC_TRY_ASSIGN(all, items(kStyleTemplateKind));
    SC_TRY_ASSIGN(counts, uses());
    std::vector<StyleTemplate> styles;
    for (const auto &[item, scope] : all) {
        styles.push_back(styleTemplateFrom(item, scope));
        styles.back().useCount = counts.value(item.id);
    }
    return styles;
}

Result<std::vector<PromptTemplate>> Studio::prompts() const
{
    SC_TRY_ASSIGN(all, items(kPromptTemplateKind));
    SC_TRY_ASSIGN(counts, uses());
    std::vector<PromptTemplate> prompts;
    for (const auto &[item, scope] : all) {
        prompts.push_back(promptTemplateFrom(item, scope));
        prompts.back().useCount = counts.value(item.id);
    }
    return prompts;
}

Result<StudioItems> Studio::everything() const
{
    SC_TRY_ASSIGN(people, characters());
    SC_TRY_ASSIGN(looks, styles());
    SC_TRY_ASSIGN(texts, prompts());
    return StudioItems{std::move(people), std::move(looks), std::move(texts)};
}

Result<Character> StudioItems::character(const CharacterId &id) const
{
    const auto found = std::ranges::find(characters, id, &Character::id);
    if (found != characters.end())
        return *found;
    return std::unexpected(unknown(tr("This character is not in the project and not among the shared ones."), id.text())
                               .withAction(QStringLiteral("clip.remove_character"), tr("Take it out of the shot")));
}

Result<StyleTemplate> StudioItems::style(const StyleTemplateId &id) const
{
    const auto found = std::ranges::find(styles, id, &StyleTemplate::id);
    if (found != styles.end())
        return *found;
    return std::unexpected(unknown(tr("This style template is not in the project and not among the shared ones."), id.text())
                               .withAction(QStringLiteral("clip.remove_template"), tr("Take it away from the shot")));
}

Result<PromptTemplate> StudioItems::prompt(const PromptTemplateId &id) const
{
    const auto found = std::ranges::find(prompts, id, &PromptTemplate::id);
    if (found != prompts.end())
        return *found;
    return std::unexpected(unknown(tr("This prompt template is not in the project and not among the shared ones."), id.text()));
}

Result<Character> Studio::character(const CharacterId &id) const
{
    SC_TRY_ASSIGN(all, characters());
    return StudioItems{std::move(all), {}, {}}.character(id);
}

Result<StyleTemplate> Studio::style(const StyleTemplateId &id) const
{
    SC_TRY_ASSIGN(all, styles());
    return StudioItems{{}, std::move(all), {}}.style(id);
}

Result<PromptTemplate> Studio::prompt(const PromptTemplateId &id) const
{
    SC_TRY_ASSIGN(all, prompts());
    return StudioItems{{}, {}, std::move(all)}.prompt(id);
}

Result<project::ProjectSession *> Studio::openProject() const
{
    if (m_session)
        return m_session;
    return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("No project is open.")));
}

Result<> Studio::store(const QString &name, Scope scope, std::vector<StudioItem> put, const QStringList &removed,
                       std::optional<Timeline> edited)
{
    if (scope == Scope::Project) {
        SC_TRY_ASSIGN(session, openProject());
        return session->items().change(name, {std::move(put), removed, std::move(edited)});
    }
    if (!m_shared)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The library is not open.")));
    SC_TRY(m_shared->change({std::move(put), removed}));
    return edited && m_session ? m_session->apply(name, *edited) : Result<>();
}

Result<QString> Studio::freeName(const char *kind, Scope scope, const QString &name) const
{
    SC_TRY_ASSIGN(all, items(kind));
    const auto isTaken = [&](const QString &wanted) {
        return std::ranges::any_of(
            all, [&](const auto &one) { return one.second == scope && one.first.name.compare(wanted, Qt::CaseInsensitive) == 0; });
    };
    if (!isTaken(name))
        return name;
    for (int number = 2;; ++number) {
        const QString wanted = QStringLiteral("%1 %2").arg(tidyText(name, timeline::kMaxNameLength - 6)).arg(number);
        if (!isTaken(wanted))
            return wanted;
    }
}

Result<QString> Studio::saveItem(StudioItem item, Scope scope, const QString &what)
{
    SC_TRY_ASSIGN(all, items(item.kind.toLatin1().constData()));
    bool isNew = true;
    for (const auto &[other, where] : all) {
        if (other.id == item.id && where == scope) {
            isNew = false;
            if (other.name == item.name && other.content == item.content)
                return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("Nothing was changed.")));
        } else if (where == scope && other.name.compare(item.name, Qt::CaseInsensitive) == 0) {
            SC_TRY_ASSIGN(free, freeName(item.kind.toLatin1().constData(), scope, item.name));
            return std::unexpected(Problem(ProblemCode::DuplicateResource, tr("There is already one called “%1”.").arg(other.name))
                                       .withDetail(tr("“%1” is free.").arg(free))
                                       .withEntity(item.kind, other.id)
                                       .withAction(QStringLiteral("rename"), tr("Call it “%1”").arg(free)));
        }
    }
    if (item.id.isEmpty())
        item.id = newUuidV7();
    if (isNew)
        item.version = 1;
    const QString id = item.id;
    SC_TRY(store(isNew ? tr("New %1").arg(what) : tr("Edit %1").arg(what), scope, {std::move(item)}, {}));
    return id;
}

Result<CharacterId> Studio::save(const Character &character)
{
    SC_TRY_ASSIGN(checked, checkedCharacter(character));
    SC_TRY_ASSIGN(id, saveItem(itemOf(checked), character.scope, tr("character")));
    return CharacterId(id);
}

Result<StyleTemplateId> Studio::save(const StyleTemplate &style)
{
    SC_TRY_ASSIGN(checked, checkedTemplate(style));
    SC_TRY_ASSIGN(id, saveItem(itemOf(checked), style.scope, tr("style template")));
    return StyleTemplateId(id);
}

Result<PromptTemplateId> Studio::save(const PromptTemplate &prompt)
{
    SC_TRY_ASSIGN(checked, checkedTemplate(prompt));
    SC_TRY_ASSIGN(id, saveItem(itemOf(checked), prompt.scope, tr("prompt template")));
    return PromptTemplateId(id);
}

Result<> Studio::remove(const Character &character, bool usedToo)
{
    std::optional<Timeline> edited;
    if (m_session) {
        const auto users = clipsWith(m_session->timeline(), character.id);
        if (const auto problem = stillUsed(character.name, namesOf(users), usedToo))
            return std::unexpected(problem->withEntity(QStringLiteral("character"), character.id.text()));
        if (!users.empty())
            edited = withoutCharacter(m_session->timeline(), character.id);
    }
    return store(tr("Delete character"), character.scope, {}, {character.id.text()}, std::move(edited));
}

Result<> Studio::remove(const StyleTemplate &style, bool usedToo)
{
    std::optional<Timeline> edited;
    if (m_session) {
        Timeline without = m_session->timeline();
        QStringList users;
        for (timeline::Clip &clip : without.clips) {
            if (clip.generation.styleTemplate != style.id)
                continue;
            users.append(clip.name);
            clip.generation.styleTemplate = {};
        }
        if (const auto problem = stillUsed(style.name, users, usedToo))
            return std::unexpected(problem->withEntity(QStringLiteral("template"), style.id.text()));
        if (!users.isEmpty())
            edited = std::move(without);
    }
    return store(tr("Delete style template"), style.scope, {}, {style.id.text()}, std::move(edited));
}

Result<> Studio::remove(const PromptTemplate &prompt, bool usedToo)
{
    std::optional<Timeline> edited;
    if (m_session) {
        Timeline without = m_session->timeline();
        QStringList users;
        for (timeline::Scene &scene : without.scenes) {
            if (std::erase(scene.promptTemplates, prompt.id) > 0)
                users.append(scene.name);
        }
        if (!users.isEmpty() && !usedToo)
            return std::unexpected(
                Problem(ProblemCode::Conflict, QCoreApplication::translate("sc::generation", "“%1” is used in %n scene(s).", nullptr,
                                                                           static_cast<int>(users.size()))
                                                   .arg(prompt.name))
                    .withDetail(users.join(QStringLiteral(", ")))
                    .withEntity(QStringLiteral("template"), prompt.id.text())
                    .withAction(QStringLiteral("delete.anyway"), tr("Delete it")));
        if (!users.isEmpty())
            edited = std::move(without);
    }
    return store(tr("Delete prompt template"), prompt.scope, {}, {prompt.id.text()}, std::move(edited));
}

Result<std::vector<StudioItemVersion>> Studio::versionsOf(Scope scope, const QString &id) const
{
    if (scope == Scope::Shared)
        return m_shared ? m_shared->versionsOf(id) : std::vector<StudioItemVersion>();
    SC_TRY_ASSIGN(session, openProject());
    return session->items().versionsOf(id);
}

} // namespace sc::generation
