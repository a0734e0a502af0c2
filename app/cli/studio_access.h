// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/session.h"
#include "core/generation/studio.h"
#include "core/library/shared_items.h"

// What every command on characters and templates does first: open the project, unless --shared says there is none, and what is
// shared, and find the one that was meant.
namespace sc::cli {

struct StudioCall
{
    Invocation &invocation;
    SessionPtr session; // null with --shared
    std::unique_ptr<library::SharedItems> shared;
    generation::Studio studio;
    QStringList words; // behind the bundle

    [[nodiscard]] generation::Scope scope() const { return session ? generation::Scope::Project : generation::Scope::Shared; }
    [[nodiscard]] QString word(qsizetype index) const { return words.value(index); }
    // The shots named by the words from `first` on.
    [[nodiscard]] Result<std::vector<ClipId>> clips(qsizetype first) const;
};
[[nodiscard]] Result<StudioCall> openStudio(Invocation &invocation, project::OpenMode mode);
[[nodiscard]] OptionSpec sharedOption();

// By id, a unique beginning of it (6 characters or more) or name whatever the case; the project's before a shared one.
// RESOURCE_NOT_FOUND with a near name.
[[nodiscard]] Result<generation::Character> findCharacter(const generation::Studio &studio, const QString &wanted);
[[nodiscard]] Result<generation::StyleTemplate> findStyle(const generation::Studio &studio, const QString &wanted);
[[nodiscard]] Result<generation::PromptTemplate> findPrompt(const generation::Studio &studio, const QString &wanted);

// "NAME" or "NAME:WEIGHT", as often as --lora stands there; nothing when it does not.
[[nodiscard]] Result<std::optional<std::vector<comfy::LoraRef>>> loraOptions(const Arguments &arguments);

} // namespace sc::cli
