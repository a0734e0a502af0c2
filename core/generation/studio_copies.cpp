// SPDX-License-Identifier: GPL-3.0-or-later
// Copies, moves between the scopes, pictures and what files brought.
#include "core/base/text.h"
#include "core/generation/studio.h"
#include "core/library/shared_items.h"
#include "core/project/item_shelf.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QDir>
#include <QtCore/QFileInfo>

#include <algorithm>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

} // namespace

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
