// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/templates.h"

namespace sc::library {
class SharedItems;
}
namespace sc::project {
class ProjectSession;
}

namespace sc::generation {

// All of them at one moment, for those who look into many shots.
struct StudioItems
{
    std::vector<Character> characters;
    std::vector<StyleTemplate> styles;
    std::vector<PromptTemplate> prompts;

    // RESOURCE_NOT_FOUND with the way out of a shot that names it.
    [[nodiscard]] Result<Character> character(const CharacterId &id) const;
    [[nodiscard]] Result<StyleTemplate> style(const StyleTemplateId &id) const;
    [[nodiscard]] Result<PromptTemplate> prompt(const PromptTemplateId &id) const;
    bool operator==(const StudioItems &) const = default;
};

// The characters and templates that one project sees: its own, kept with undo, and those it shares with others, kept in the
// library. Looks into the stores each time it is asked; they hold a few hundred at most. Thread: the session's and library's.
class Studio
{
public:
    // Either may be null: then there is only the other scope.
    Studio(project::ProjectSession *session, library::SharedItems *shared) : m_session(session), m_shared(shared) {}

    [[nodiscard]] bool has(Scope scope) const { return scope == Scope::Project ? m_session != nullptr : m_shared != nullptr; }

    // By name, those of the project first.
    [[nodiscard]] Result<std::vector<Character>> characters() const;
    [[nodiscard]] Result<std::vector<StyleTemplate>> styles() const; // with use counts
    [[nodiscard]] Result<std::vector<PromptTemplate>> prompts() const;
    [[nodiscard]] Result<StudioItems> everything() const;
    [[nodiscard]] Result<Character> character(const CharacterId &id) const; // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<StyleTemplate> style(const StyleTemplateId &id) const;
    [[nodiscard]] Result<PromptTemplate> prompt(const PromptTemplateId &id) const;

    // Adds it (an id is made when there is none) or replaces the one with its id in its scope. DUPLICATE_RESOURCE for a name that
    // is taken there, with a free one as detail; NOTHING_TO_UPDATE when nothing differs; what checked...() finds.
    [[nodiscard]] Result<CharacterId> save(const Character &character);
    [[nodiscard]] Result<StyleTemplateId> save(const StyleTemplate &style);
    [[nodiscard]] Result<PromptTemplateId> save(const PromptTemplate &prompt);
    // "Rhea 2": the first that is free in the scope.
    [[nodiscard]] Result<QString> freeName(const char *kind, Scope scope, const QString &name) const;

    // Shots lose it in the same step of undo; their takes stay. CONFLICT listing the shots while it is used, unless `usedToo`.
    [[nodiscard]] Result<> remove(const Character &character, bool usedToo);
    [[nodiscard]] Result<> remove(const StyleTemplate &style, bool usedToo);
    [[nodiscard]] Result<> remove(const PromptTemplate &prompt, bool usedToo);

    // A copy under a free name in `scope`, pictures along; of another scope than it is in: *from shared* and *share a copy*.
    [[nodiscard]] Result<CharacterId> duplicate(const Character &character, Scope scope);
    [[nodiscard]] Result<StyleTemplateId> duplicate(const StyleTemplate &style, Scope scope);
    [[nodiscard]] Result<PromptTemplateId> duplicate(const PromptTemplate &prompt, Scope scope);
    // Keeps its id, so that shots go on naming it.
    [[nodiscard]] Result<> moveToShared(const Character &character);
    [[nodiscard]] Result<> moveToShared(const StyleTemplate &style);
    [[nodiscard]] Result<> moveToShared(const PromptTemplate &prompt);

    // What it was, the latest first.
    [[nodiscard]] Result<std::vector<StudioItemVersion>> versionsOf(Scope scope, const QString &id) const;

    // Copies a picture to where those of the scope lie, by content. What checkReferencePicture() and copying meet.
    [[nodiscard]] Result<timeline::MediaRef> takePicture(const QString &file, Scope scope, bool anySize = false) const;
    [[nodiscard]] QString absolutePath(const timeline::MediaRef &media) const;

    // One undo step each. A template that was applied counts a use.
    [[nodiscard]] Result<> cast(const std::vector<ClipId> &clips, const timeline::CharacterUse &use);
    [[nodiscard]] Result<> castInTurn(const std::vector<ClipId> &clips, const std::vector<CharacterId> &characters);
    [[nodiscard]] Result<> takeOut(const std::vector<ClipId> &clips, const CharacterId &character);
    [[nodiscard]] Result<TemplatePreview> preview(const std::vector<ClipId> &clips, const StyleTemplate &style, ApplyMode mode) const;
    [[nodiscard]] Result<> apply(const std::vector<ClipId> &clips, const StyleTemplate &style, ApplyMode mode);
    [[nodiscard]] Result<std::vector<PromptedClip>> preview(const std::vector<ClipId> &clips, const PromptTemplate &prompt) const;
    [[nodiscard]] Result<> apply(const std::vector<ClipId> &clips, const PromptTemplate &prompt, ApplyMode mode);

    // Adds all that a file held, under free names.
    [[nodiscard]] Result<> addAll(const ReadTemplates &read, Scope scope);

    [[nodiscard]] project::ProjectSession *session() const { return m_session; }
    [[nodiscard]] library::SharedItems *shared() const { return m_shared; }

private:
    [[nodiscard]] Result<std::vector<std::pair<StudioItem, Scope>>> items(const char *kind) const;
    [[nodiscard]] Result<> store(const QString &name, Scope scope, std::vector<StudioItem> put, const QStringList &removed,
                                 std::optional<timeline::Timeline> edited = {});
    [[nodiscard]] Result<QString> saveItem(StudioItem item, Scope scope, const QString &what);
    [[nodiscard]] Result<> moveItem(const StudioItem &item, Scope from);
    [[nodiscard]] Result<QHash<QString, int>> uses() const;
    [[nodiscard]] Result<> countUse(Scope scope, const QString &id);
    [[nodiscard]] Result<Character> withPicturesIn(Character character, Scope scope) const;
    [[nodiscard]] Result<project::ProjectSession *> openProject() const;

    project::ProjectSession *m_session;
    library::SharedItems *m_shared;
};

} // namespace sc::generation
