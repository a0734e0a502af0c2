// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/studio_item.h"
#include "core/generation/character.h"

// What characters and templates have in common as items.
namespace sc::generation {

template<typename Kind> [[nodiscard]] Kind withHead(const StudioItem &item, Scope scope)
{
    Kind kind;
    kind.id = decltype(kind.id)(item.id);
    kind.scope = scope;
    kind.name = item.name;
    kind.version = item.version;
    kind.updatedAt = item.updatedAt;
    return kind;
}

template<typename Kind> [[nodiscard]] StudioItem itemWith(const Kind &kind, const char *name)
{
    return {kind.id.text(), QString::fromLatin1(name), kind.name, toJson(kind), kind.version, {}, {}};
}

} // namespace sc::generation
