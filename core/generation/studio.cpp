// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/studio.h"

#include "core/base/text.h"
#include "core/library/shared_items.h"
#include "core/project/item_shelf.h"
#include "core/timeline/clip_edits.h"
#include "core/timeline/scene_edits.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

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

Result<Character> Studio::character(const CharacterId &id) const
{
    SC_TRY_ASSIGN(all, characters());
    const auto found = std::ranges::find(all, id, &Character::id);
    if (found != all.end())
        return *found;
    return std::unexpected(unknown(tr("This character is not in the project and not among the shared ones."), id.text())
                               .withAction(QStringLiteral("clip.remove_character"), tr("Take it out of the shot")));
}

Result<StyleTemplate> Studio::style(const StyleTemplateId &id) const
{
    SC_TRY_ASSIGN(all, styles());
    const auto found = std::ranges::find(all, id, &StyleTemplate::id);
    if (found != all.end())
        return *found;
    return std::unexpected(unknown(tr("This style template is not in the project and not among the shared ones."), id.text())
                               .withAction(QStringLiteral("clip.remove_template"), tr("Take it away from the shot")));
}

Result<PromptTemplate> Studio::prompt(const PromptTemplateId &id) const
{
    SC_TRY_ASSIGN(all, prompts());
    const auto found = std::ranges::find(all, id, &PromptTemplate::id);
    if (found != all.end())
        return *found;
    return std::unexpected(unknown(tr("This prompt template is not in the project and not among the shared ones."), id.text()));
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

QString Studio::absolutePath(const timeline::MediaRef &media) const
{
    if (media.isEmpty())
        return {};
    if (QDir::isAbsolutePath(media.path))
        return QDir::cleanPath(media.path);
    return m_session ? m_session->absolutePath(media) : QString();
}

Result<timeline::MediaRef> Studio::takePicture(const QString &file, Scope scope, bool anySize) const
{
    SC_TRY(checkReferencePicture(file, anySize));
    if (scope == Scope::Shared && !m_shared)
        return std::unexpected(Problem(ProblemCode::ResourceNotFound, tr("The library is not open.")));
    if (scope == Scope::Shared) {
        SC_TRY_ASSIGN(kept, project::keepByContent(file, m_shared->pictures()));
        return timeline::MediaRef{kept.path, kept.size, kept.hash};
    }
    SC_TRY_ASSIGN(session, openProject());
    const QString folder = QStringLiteral("media/characters");
    SC_TRY_ASSIGN(kept, project::keepByContent(file, session->bundle() + u'/' + folder));
    return timeline::MediaRef{folder + u'/' + QFileInfo(kept.path).fileName(), kept.size, kept.hash};
}

// Every picture it names, copied to where those of the scope lie. One that is gone is left out: it can no longer be sent.
Result<Character> Studio::withPicturesIn(Character character, Scope scope) const
{
    const auto moved = [&](const timeline::MediaRef &media) -> Result<timeline::MediaRef> {
        if (media.isEmpty() || !QFileInfo(absolutePath(media)).isFile())
            return timeline::MediaRef();
        return takePicture(absolutePath(media), scope, true);
    };
    const auto movedAll = [&](std::vector<ReferencePicture> &pictures) -> Result<> {
        for (ReferencePicture &picture : pictures) {
            SC_TRY_ASSIGN(media, moved(picture.media));
            picture.media = media;
        }
        std::erase_if(pictures, [](const ReferencePicture &picture) { return picture.media.isEmpty(); });
        return {};
    };
    SC_TRY(movedAll(character.references));
    for (CharacterLook &look : character.looks)
        SC_TRY(movedAll(look.pictures));
    SC_TRY_ASSIGN(face, moved(character.face));
    SC_TRY_ASSIGN(body, moved(character.fullBody));
    character.face = face;
    character.fullBody = body;
    character.scope = scope;
    return character;
}

Result<CharacterId> Studio::duplicate(const Character &character, Scope scope)
{
    SC_TRY_ASSIGN(copy, withPicturesIn(character, scope));
    SC_TRY_ASSIGN(name, freeName(kCharacterKind, scope, character.name));
    copy.id = {};
    copy.name = name;
    return save(copy);
}

Result<StyleTemplateId> Studio::duplicate(const StyleTemplate &style, Scope scope)
{
    StyleTemplate copy = style;
    SC_TRY_ASSIGN(name, freeName(kStyleTemplateKind, scope, style.name));
    copy.id = {};
    copy.name = name;
    copy.scope = scope;
    return save(copy);
}

Result<PromptTemplateId> Studio::duplicate(const PromptTemplate &prompt, Scope scope)
{
    PromptTemplate copy = prompt;
    SC_TRY_ASSIGN(name, freeName(kPromptTemplateKind, scope, prompt.name));
    copy.id = {};
    copy.name = name;
    copy.scope = scope;
    return save(copy);
}

// First there, then away from here: a crash between leaves it twice, never not at all.
Result<> Studio::moveItem(const StudioItem &item, Scope from)
{
    if (from == Scope::Shared)
        return std::unexpected(Problem(ProblemCode::NothingToUpdate, tr("It is shared already.")));
    SC_TRY_ASSIGN(free, freeName(item.kind.toLatin1().constData(), Scope::Shared, item.name));
    if (free != item.name)
        return std::unexpected(Problem(ProblemCode::DuplicateResource, tr("There is already a shared one called “%1”.").arg(item.name))
                                   .withDetail(tr("Rename one of them; “%1” is free.").arg(free))
                                   .withEntity(item.kind, item.id)
                                   .withAction(QStringLiteral("rename"), tr("Rename")));
    StudioItem shared = item;
    shared.version = 1;
    SC_TRY(store(tr("Move to shared"), Scope::Shared, {shared}, {}));
    return store(tr("Move to shared"), Scope::Project, {}, {item.id});
}

Result<> Studio::moveToShared(const Character &character)
{
    SC_TRY_ASSIGN(moved, withPicturesIn(character, Scope::Shared));
    return moveItem(itemOf(moved), character.scope);
}

Result<> Studio::moveToShared(const StyleTemplate &style)
{
    return moveItem(itemOf(style), style.scope);
}

Result<> Studio::moveToShared(const PromptTemplate &prompt)
{
    return moveItem(itemOf(prompt), prompt.scope);
}

Result<std::vector<StudioItemVersion>> Studio::versionsOf(Scope scope, const QString &id) const
{
    if (scope == Scope::Shared)
        return m_shared ? m_shared->versionsOf(id) : std::vector<StudioItemVersion>();
    SC_TRY_ASSIGN(session, openProject());
    return session->items().versionsOf(id);
}

Result<> Studio::cast(const std::vector<ClipId> &clips, const timeline::CharacterUse &use)
{
    SC_TRY_ASSIGN(session, openProject());
    SC_TRY(character(use.character));
    return session->apply(tr("Apply character"), castInto(session->timeline(), clips, use));
}

Result<> Studio::castInTurn(const std::vector<ClipId> &clips, const std::vector<CharacterId> &characters)
{
    SC_TRY_ASSIGN(session, openProject());
    return session->apply(tr("Apply characters in turn"), generation::castInTurn(session->timeline(), clips, characters));
}

Result<> Studio::takeOut(const std::vector<ClipId> &clips, const CharacterId &id)
{
    SC_TRY_ASSIGN(session, openProject());
    return session->apply(tr("Take character out"), generation::takeOut(session->timeline(), clips, id));
}

Result<> Studio::countUse(Scope scope, const QString &id)
{
    if (scope == Scope::Project)
        return m_session->items().countUse(id);
    return m_shared->countUse(id);
}

Result<TemplatePreview> Studio::preview(const std::vector<ClipId> &clips, const StyleTemplate &style, ApplyMode mode) const
{
    SC_TRY_ASSIGN(session, openProject());
    SC_TRY_ASSIGN(all, styles());
    return previewTemplate(session->timeline(), clips, style, mode, [&](const StyleTemplateId &id) -> const StyleTemplate * {
        const auto found = std::ranges::find(all, id, &StyleTemplate::id);
        return found == all.end() ? nullptr : &*found;
    });
}

Result<> Studio::apply(const std::vector<ClipId> &clips, const StyleTemplate &style, ApplyMode mode)
{
    SC_TRY_ASSIGN(session, openProject());
    SC_TRY(session->apply(tr("Apply style template"), applyTemplate(session->timeline(), clips, style, mode)));
    return countUse(style.scope, style.id.text());
}

Result<std::vector<PromptedClip>> Studio::preview(const std::vector<ClipId> &clips, const PromptTemplate &prompt) const
{
    SC_TRY_ASSIGN(session, openProject());
    SC_TRY_ASSIGN(all, characters());
    return previewPrompts(session->timeline(), clips, prompt, [&](const timeline::Clip &clip) {
        QStringList names;
        for (const timeline::CharacterUse &use : clip.generation.characters) {
            const auto found = std::ranges::find(all, use.character, &Character::id);
            if (found != all.end())
                names.append(found->name);
        }
        return names;
    });
}

Result<> Studio::apply(const std::vector<ClipId> &clips, const PromptTemplate &prompt, ApplyMode mode)
{
    SC_TRY_ASSIGN(session, openProject());
    SC_TRY_ASSIGN(prompted, preview(clips, prompt));
    SC_TRY(session->apply(tr("Apply prompt template"), applyPrompts(session->timeline(), prompted, mode)));
    return countUse(prompt.scope, prompt.id.text());
}

Result<> Studio::addAll(const ReadTemplates &read, Scope scope)
{
    std::vector<StudioItem> put;
    const auto add = [&](StudioItem item) -> Result<> {
        QString name = item.name;
        const auto isNew = [&](const StudioItem &one) { return one.kind == item.kind && one.name.compare(name, Qt::CaseInsensitive) == 0; };
        for (int number = 2;; ++number) {
            SC_TRY_ASSIGN(free, freeName(item.kind.toLatin1().constData(), scope, name));
            name = free;
            if (std::ranges::none_of(put, isNew))
                break;
            name = QStringLiteral("%1 %2").arg(tidyText(item.name, timeline::kMaxNameLength - 6)).arg(number);
        }
        item.name = name;
        item.id = newUuidV7();
        item.version = 1;
        put.push_back(std::move(item));
        return {};
    };
    for (const StyleTemplate &style : read.styles)
        SC_TRY(add(itemOf(style)));
    for (const PromptTemplate &prompt : read.prompts)
        SC_TRY(add(itemOf(prompt)));
    return store(tr("Import templates"), scope, std::move(put), {});
}

} // namespace sc::generation
