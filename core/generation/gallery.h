// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/take_shelf.h"

// All results of a project as a gallery sees them: found by what they are, used or not, and what they cost in space. Results that no
// clip keeps are the project's pool. Session's thread.
namespace sc::generation {

struct GalleryItem
{
    timeline::Take take;
    QString clipName; // empty in the pool, and for a clip that was deleted
    SceneId scene;
    QString sceneName;
    Ticks start;            // of the clip
    bool isChosen = false;  // some clip shows it
    bool isMissing = false; // its file is not there
};

// What is left at its default does not count.
struct GalleryFilter
{
    std::optional<timeline::TakeKind> kind;
    std::optional<timeline::TakeProvider> source;
    std::optional<timeline::TakeVerdict> verdict;
    SceneId scene;
    ClipId clip;
    QString family;
    QString model;  // part of the name
    QString server; // its name
    QString tag;
    QString text;     // in prompt, notes or the original name
    QString madeFrom; // "2026-01-31" or later; UTC
    QString madeUntil;
    std::optional<qint64> seed;
    int leastRating = 0;
    int leastSide = 0;         // px, of the shorter side
    bool inPool = false;       // kept by no clip
    bool isUnreviewed = false; // no verdict yet
    bool isFlagged = false;    // checks found something
    bool isUnused = false;     // no clip shows it
    bool isMissing = false;
};

// In song order, the pool last; takes of one clip oldest first.
[[nodiscard]] Result<std::vector<GalleryItem>> galleryOf(const project::ProjectSession &session, const GalleryFilter &filter = {});

// The take that already holds this content; nothing when it is new.
[[nodiscard]] Result<std::optional<timeline::Take>> sameContent(const project::ProjectSession &session, const QString &hash);
// Makes a take of the clip from the same media: rows, not files. One step of undo. CONFLICT when the clip has it already,
// RESOURCE_NOT_FOUND.
[[nodiscard]] Result<TakeId> applyToClip(project::ProjectSession &session, const TakeId &take, const ClipId &clip);

struct SpaceUsed // bytes; each content counts once, for the best reason to keep it
{
    qint64 chosen = 0;
    qint64 kept = 0;    // approved or rated, shown nowhere
    qint64 other = 0;   // takes that clean-up would remove
    qint64 orphans = 0; // files in media/ that nothing names: of takes that were deleted
    qint64 thumbs = 0;
    qint64 proxies = 0;
    [[nodiscard]] qint64 total() const { return chosen + kept + other + orphans + thumbs + proxies; }
};
[[nodiscard]] Result<SpaceUsed> spaceUsed(const project::ProjectSession &session);

struct CleanUp
{
    std::vector<TakeId> takes; // not chosen, not approved, not rated, no tag, no note, and in no saved version
    QStringList orphans;       // absolute paths
    qint64 bytes = 0;          // that become free when both go; contents that others use do not count
};
[[nodiscard]] Result<CleanUp> planCleanUp(const project::ProjectSession &session);
// Removes the takes of the plan in one step of undo; files stay.
[[nodiscard]] Result<> removeTakes(project::ProjectSession &session, const CleanUp &plan);
// Deletes files in media/ that nothing names any more, for good: undo cannot bring them back. Files that could not be deleted are left;
// gives the bytes that became free.
[[nodiscard]] Result<qint64> deleteOrphans(project::ProjectSession &session);

} // namespace sc::generation
