// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/gallery.h"
#include "core/library/shared_items.h"

// Pictures and movies that all projects of a profile may use. They lie in a folder beside the library, by content; a project
// that takes one in has its own copy, so that nothing which happens here touches it.
namespace sc::generation {

inline constexpr auto kPoolItemKind = "pool_item"; // among the library's shared items
inline constexpr int kPoolColours = 8;

enum class PoolSource { ClipGeneration, Upload, Batch, Character, Import };
[[nodiscard]] QString poolSourceName(PoolSource source); // "clip_generation"

struct PoolItem
{
    QString id;
    QString name;        // 1..200, unique in the pool
    QString description; // <= 2000
    PoolSource source = PoolSource::Import;
    QString project;             // name of the one that it came from
    QString clip;                // name of the shot that it was made for
    timeline::Take take;         // facts, rating, tags; media.path is absolute, id and clip are empty
    timeline::TakeRecipe recipe; // where it is known
    int colour = -1;             // 0..7; -1: none
    QString createdAt;           // UTC, ISO 8601 with milliseconds
};

// Thread: the one of the shared items.
class SharedPool
{
public:
    explicit SharedPool(library::SharedItems &shared) : m_shared(shared) {}

    [[nodiscard]] Result<std::vector<PoolItem>> items() const;          // newest first
    [[nodiscard]] Result<PoolItem> item(const QString &idOrName) const; // RESOURCE_NOT_FOUND
    [[nodiscard]] QString folder() const;                               // where its files lie

    // Three steps, so that copying can happen on another thread: what a take would be here (the file still the project's), its file
    // copied to `folder` by content (any thread; MEDIA_MISSING, PERMISSION_DENIED, INSUFFICIENT_STORAGE), and the item put in. put()
    // gives its id; DUPLICATE_RESOURCE naming the one that holds the same content.
    [[nodiscard]] static Result<PoolItem> draftOf(const project::ProjectSession &session, const TakeId &take);
    [[nodiscard]] static Result<PoolItem> draftOfFile(const QString &file, const QString &folder); // measures it; any thread
    [[nodiscard]] static Result<PoolItem> copied(PoolItem draft, const QString &folder);
    [[nodiscard]] Result<QString> put(const PoolItem &item);

    // Name, description, tags, rating and colour. VALIDATION_ERROR, NOTHING_TO_UPDATE.
    [[nodiscard]] Result<> edit(const PoolItem &item);
    // With the file, unless another item has it. Projects keep theirs. There is no undo.
    [[nodiscard]] Result<> remove(const QStringList &ids);

    // As a take of a project: prepare() on any thread copies the file into the bundle, once for a content; keep() stores the row, in
    // one step of undo. CONFLICT when the clip, or the project's pool, has that content.
    [[nodiscard]] static Result<project::NewTake> prepare(const PoolItem &item, const project::TakeIntake &intake);
    [[nodiscard]] static Result<TakeId> keep(project::ProjectSession &session, project::NewTake take, const ClipId &clip);

private:
    library::SharedItems &m_shared;
};

} // namespace sc::generation
