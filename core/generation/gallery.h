// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/take_shelf.h"

#include <array>

// All results of a project as a gallery sees them: found by what they are, used or not, and what they cost in space. Results that no
// clip keeps are the project's pool. Session's thread.
namespace sc::generation {

struct GalleryItem
{
    timeline::Take take;
    QString clipName;   // empty in the pool, and for a clip that was deleted
    int clipNumber = 0; // 1 = the first shot of the song; 0: none that plays
    int takeNumber = 0; // 1 = the first made for its clip, or the first of the pool
    SceneId scene;
    QString sceneName;
    int sceneNumber = 0;                 // 1 = the first; 0: none
    int sceneColour = 0;                 // index into the section palette of the look
    Ticks start;                         // of the clip
    QString prompt;                      // as sent; empty where the making is not known
    std::vector<CharacterId> characters; // of the clip
    QString batch;                       // its name; empty: none, or not known any more
    bool isChosen = false;               // some clip shows it
    bool isMissing = false;              // its file is not there

    [[nodiscard]] bool isFlagged() const { return !take.checks.empty(); }
    [[nodiscard]] bool isLoose() const { return take.clip.isEmpty(); }
    [[nodiscard]] QString sizeText() const; // "1280x720"
    bool operator==(const GalleryItem &) const = default;
};

enum class GalleryMark { NotJudged, Approved, Rejected, Flagged, Chosen };

// Within one list anything will do, the lists narrow one another. What is left at its default does not count.
struct GalleryFilter
{
    std::vector<GalleryMark> marks;
    std::vector<SceneId> scenes;
    std::vector<ClipId> clips;
    std::vector<timeline::TakeKind> kinds;
    std::vector<timeline::TakeProvider> sources;
    std::vector<CharacterId> characters;
    QStringList families;
    QStringList models;  // whole names
    QStringList servers; // names
    QStringList tags;
    QStringList sizes; // "1280x720"
    QString model;     // part of the name
    QString text;      // in prompt, notes, tags, name of clip or file, or the seed
    QString madeFrom;  // "2026-01-31" or later; UTC
    QString madeUntil;
    std::optional<qint64> seed;
    int leastRating = 0;
    int leastSide = 0;         // px, of the shorter side
    bool inPool = false;       // kept by no clip
    bool isUnreviewed = false; // no verdict yet
    bool isFlagged = false;    // checks found something
    bool isUnused = false;     // no clip shows it
    bool isMissing = false;
    std::optional<QSet<TakeId>> only; // of these alone: what a likeness or an equal recipe found

    [[nodiscard]] bool isEmpty() const { return *this == GalleryFilter(); }
    bool operator==(const GalleryFilter &) const = default;
};

// The lists of a filter, for counting.
enum class GalleryFacet { Mark, Scene, Clip, Kind, Source, Character, Family, Model, Server, Tag, Size };
inline constexpr int kGalleryFacets = 11;

struct GalleryChoice
{
    QString value;   // what the filter holds: an id, a name; of marks, kinds and sources the name in files
    QString title;   // for people; of characters the id, which core does not name
    int colour = -1; // of a scene
    int count = 0;   // takes that it would leave, the other lists as they are
};

enum class GallerySort { SongOrder, Newest, Oldest, Rating, Largest, Seed };
enum class GalleryGrouping { None, Scene, Clip, Batch, Model, Day, Character, Server };

struct GalleryGroup
{
    QString key;            // a scene's, clip's or character's id, a day "2026-01-31", a name; empty: those that have none
    QString title;          // of characters the id
    int number = 0;         // of a scene or clip; 0: none
    int colour = -1;        // of a scene
    std::vector<int> items; // into GalleryIndex::items()
    int shots = 0;
    qint64 bytes = 0; // each content once
};

// Everything of one project, read once; afterwards it follows what changes. A value: searching it asks no database.
class GalleryIndex
{
public:
    // `batches`: names of the batches that takes came from, as far as the queue still knows.
    [[nodiscard]] static Result<GalleryIndex> read(const project::ProjectSession &session, const QHash<TakeId, QString> &batches = {});
    // After this change the same as reading all again would give. Files that others took away are lookForFiles()'s part.
    // `batches` is asked for takes that are new here.
    void update(const project::ProjectSession &session, const project::ChangeSet &change, const QHash<TakeId, QString> &batches = {});
    void lookForFiles(const project::ProjectSession &session); // which are there now
    void nameBatches(const QHash<TakeId, QString> &batches);
    [[nodiscard]] static GalleryIndex of(std::vector<GalleryItem> items); // as they are, in this order

    // In song order, the pool last; takes of one clip oldest first.
    [[nodiscard]] const std::vector<GalleryItem> &items() const { return m_items; }
    [[nodiscard]] int indexOf(const TakeId &take) const;                    // -1
    [[nodiscard]] std::vector<int> find(const GalleryFilter &filter) const; // in that order
    // What can be chosen in one list and how many it would find; choices that find nothing are there while they are chosen.
    [[nodiscard]] std::vector<GalleryChoice> choices(GalleryFacet facet, const GalleryFilter &filter) const;
    [[nodiscard]] QString titleOf(GalleryFacet facet, const QString &value) const;
    [[nodiscard]] std::vector<int> sorted(std::vector<int> found, GallerySort sort) const;
    // Groups in the order of their first item; of days the newest first.
    [[nodiscard]] std::vector<GalleryGroup> grouped(const std::vector<int> &sorted, GalleryGrouping grouping) const;
    [[nodiscard]] qint64 bytesOf(const std::vector<int> &items) const; // each content once

private:
    void followSong(const timeline::Timeline &timeline);
    void countTakes();
    void findPlaces();

    std::vector<GalleryItem> m_items;
    QHash<TakeId, int> m_places;
};

// What find() finds, alone.
[[nodiscard]] Result<std::vector<GalleryItem>> galleryOf(const project::ProjectSession &session, const GalleryFilter &filter = {});

[[nodiscard]] bool isInUse(const GalleryFilter &filter, GalleryFacet facet); // something is chosen in this list
[[nodiscard]] QString galleryMarkName(GalleryMark mark);                     // "not_judged": in files and on the command line
[[nodiscard]] std::optional<GalleryMark> galleryMarkFromName(const QString &name);

// Takes made by the same words, model and values, whatever their seed; with the one asked for. Nothing for one whose making is not
// known.
[[nodiscard]] Result<QSet<TakeId>> takesOfSameMaking(const project::ProjectSession &session, const TakeId &take);

// The take that already holds this content; nothing when it is new.
[[nodiscard]] Result<std::optional<timeline::Take>> sameContent(const project::ProjectSession &session, const QString &hash);
// Makes a take of the clip from the same media: rows, not files. One step of undo. CONFLICT when the clip has it already,
// RESOURCE_NOT_FOUND.
[[nodiscard]] Result<TakeId> applyToClip(project::ProjectSession &session, const TakeId &take, const ClipId &clip);

struct SpaceUsed // bytes; each content counts once, for the best reason to keep it
{
    qint64 chosen = 0;
    qint64 kept = 0;     // wanted by a person, shown nowhere
    qint64 other = 0;    // takes that clean-up would remove
    qint64 approved = 0; // the same takes by verdict, those that are shown aside: approved + unjudged + rejected = kept + other
    qint64 unjudged = 0;
    qint64 rejected = 0;
    qint64 free = 0;    // on the disk of the project
    int unused = 0;     // takes that no clip shows
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
// What clean-up would say, with only some of its takes: rejected ones alone.
[[nodiscard]] CleanUp onlyRejected(const project::ProjectSession &session, const CleanUp &plan);
// Removes the takes of the plan in one step of undo; files stay.
[[nodiscard]] Result<> removeTakes(project::ProjectSession &session, const CleanUp &plan);
// Deletes files in media/ that nothing names any more, for good: undo cannot bring them back. Files that could not be deleted are left;
// gives the bytes that became free.
[[nodiscard]] Result<qint64> deleteOrphans(project::ProjectSession &session);

} // namespace sc::generation
