// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/studio_item.h"
#include "core/project/project_session.h"

namespace sc::store {
struct RowChange;
}

namespace sc::project {

[[nodiscard]] bool touchesItems(const std::vector<store::RowChange> &changes);

// The characters and templates of one project. Every change is a named step of undo and ProjectSession::changed() tells of
// it. Thread: the session's.
class ItemShelf
{
public:
    explicit ItemShelf(ProjectSession &session) : m_session(session) {}
    ItemShelf(const ItemShelf &) = delete;
    ItemShelf &operator=(const ItemShelf &) = delete;

    [[nodiscard]] Result<std::vector<StudioItem>> all(const QString &kind) const;             // by name
    [[nodiscard]] Result<std::vector<StudioItemVersion>> versionsOf(const QString &id) const; // what it was before, the latest first

    struct Change
    {
        std::vector<StudioItem> put; // added, or in place of those with their ids
        QStringList removed;
        std::optional<timeline::Timeline> timeline; // edited along, in the same step
    };
    // NOTHING_TO_UPDATE when nothing differs.
    [[nodiscard]] Result<> change(const QString &name, const Change &change);

    // Applications so far; counting is not part of undo.
    [[nodiscard]] Result<QHash<QString, int>> uses() const;
    [[nodiscard]] Result<> countUse(const QString &id);

private:
    ProjectSession &m_session;
};

// Copies a picture into `folder` under the hash of its content, once. Gives the absolute path and the hash. What takeIn()
// meets. Any thread.
struct KeptPicture
{
    QString path;
    qint64 size = 0;
    QString hash;
};
[[nodiscard]] Result<KeptPicture> keepByContent(const QString &file, const QString &folder);

} // namespace sc::project
