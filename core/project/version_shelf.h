// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/timeline/clip_version.h"

namespace sc::store {
struct RowChange;
}

namespace sc::project {

// Whether a version came or went.
[[nodiscard]] bool touchesVersions(const std::vector<store::RowChange> &changes);

// The versions of the clips of an open project, kept in the database; every change is a named step of undo. Thread: the
// session's.
class VersionShelf
{
public:
    explicit VersionShelf(ProjectSession &session) : m_session(session) {}
    VersionShelf(const VersionShelf &) = delete;
    VersionShelf &operator=(const VersionShelf &) = delete;

    [[nodiscard]] Result<std::vector<timeline::ClipVersion>> versionsOf(const ClipId &clip) const; // by number
    [[nodiscard]] Result<timeline::ClipVersion> version(const ClipId &clip, int number) const; // RESOURCE_NOT_FOUND naming what there is
    // Keeps what the clip is now as the next number, which becomes the active one. Also for a locked clip: nothing of it changes.
    // NOTHING_TO_UPDATE when the newest version holds the very same.
    [[nodiscard]] Result<int> save(const ClipId &clip, timeline::VersionReason reason = timeline::VersionReason::Manual);
    // The clip becomes what version `number` holds, as a new version with the reason "restored"; gives its number.
    [[nodiscard]] Result<int> restore(const ClipId &clip, int number);
    // Both side by side; number 0 = the clip as it is now.
    [[nodiscard]] Result<std::vector<timeline::VersionField>> compare(const ClipId &clip, int left, int right) const;

private:
    friend class TakeShelf;
    // What the clip is, as its next version; not stored yet.
    [[nodiscard]] Result<timeline::ClipVersion> next(const timeline::Clip &clip, timeline::VersionReason reason) const;
    [[nodiscard]] Result<> insert(const timeline::ClipVersion &version) const; // inside of a step of undo
    [[nodiscard]] Result<timeline::Clip> existing(const ClipId &clip) const;
    [[nodiscard]] Result<timeline::VersionContent> contentOf(const ClipId &clip, int number) const;
    [[nodiscard]] Result<> keep(const QString &name, const timeline::Timeline &next, const timeline::ClipVersion &version);
    [[nodiscard]] QString takeName(const TakeId &take) const;
    [[nodiscard]] QString otherName(const QString &id) const;

    ProjectSession &m_session;
};

} // namespace sc::project
