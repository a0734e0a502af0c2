// SPDX-License-Identifier: GPL-3.0-or-later
// Into the shots and out of them.
#include "core/generation/studio.h"
#include "core/library/shared_items.h"
#include "core/project/item_shelf.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::generation {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("sc::generation", text);
}

} // namespace

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

} // namespace sc::generation
