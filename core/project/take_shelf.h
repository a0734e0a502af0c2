// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/project/project_session.h"
#include "core/project/take_intake.h"
#include "core/timeline/take.h"

#include <functional>
#include <unordered_map>

namespace sc::store {
class Database;
struct RowChange;
} // namespace sc::store

namespace sc::project {

// A take as it comes in: from a server or from a file.
struct NewTake
{
    timeline::Take take; // id and createdAt are made when empty; clip: the one it was made for, empty = pool
    timeline::TakeRecipe recipe;
    bool choose = false;      // also when the clip shows another one already (*auto-choose newest*)
    bool saveVersion = false; // the clip as it then is becomes its next version ("generated")
};

// What a clip shows: its chosen movie, else its chosen picture, else a card with its words.
struct DisplayedMedia
{
    enum class Kind { Card, Image, Video };
    Kind kind = Kind::Card;
    std::optional<timeline::Take> take; // none for a card, or when the project has lost the take
    QString path;                       // absolute, of the take's file; empty for a card
    QString proxyPath;                  // absolute; empty while there is none
    bool isMissing = false;             // the file is not there: show its name on a slate
};

// Where a take's file lies, for those who look after files.
struct TakeFile
{
    TakeId id;
    ClipId clip;
    QString originalName;
    timeline::MediaRef media;
};

// What a person says of takes. What is left empty stays as it is.
struct TakeMarks
{
    std::optional<int> rating; // 0..5
    std::optional<timeline::TakeVerdict> verdict;
    std::optional<QString> notes;
    QStringList addTags;
    QStringList removeTags;
    bool choose = false; // their clips show them from now on; of several takes of one clip the last given
};

// The takes of an open project. They live in the database, not in the timeline: a few that are shown are kept in memory, lists
// and long texts are read when asked for. Every change is one named step of undo, and ProjectSession::changed() tells the
// ids in ChangeSet::takes. Thread: the session's.
class TakeShelf
{
public:
    explicit TakeShelf(ProjectSession &session) : m_session(session) {}
    TakeShelf(const TakeShelf &) = delete;
    TakeShelf &operator=(const TakeShelf &) = delete;

    [[nodiscard]] qsizetype count() const; // of the whole project
    // Takes that this clip has, oldest first (see timeline::takesKeptBy); of an unknown clip what was made for it.
    [[nodiscard]] Result<std::vector<timeline::Take>> takesOf(const ClipId &clip) const;
    [[nodiscard]] Result<std::vector<timeline::Take>> all() const; // oldest first
    [[nodiscard]] qsizetype countOf(const ClipId &clip) const;
    [[nodiscard]] Result<std::vector<TakeFile>> files() const; // of all takes
    // What went into a generated take: words, their parts and parameters, without the graph that was sent. Read once for each
    // take. Null for imported and unknown ones; the pointer holds until the next question.
    [[nodiscard]] const timeline::TakeRecipe *inputsOf(const TakeId &take) const;
    // Null for an unknown id. The pointer holds until takes change.
    [[nodiscard]] const timeline::Take *find(const TakeId &take) const;
    [[nodiscard]] Result<timeline::TakeRecipe> recipeOf(const TakeId &take) const; // RESOURCE_NOT_FOUND
    [[nodiscard]] Result<QHash<TakeId, QString>> prompts() const;                  // of all takes whose making is known, at once
    // Looks whether the files are there, each time.
    [[nodiscard]] DisplayedMedia displayedMedia(const timeline::Clip &clip) const;
    // The same by the project's word alone, for thousands of clips at each edit: missing is only a take that the project has
    // lost, and the files may be gone.
    [[nodiscard]] DisplayedMedia chosenMedia(const timeline::Clip &clip) const;

    // Of the movie it shows; nothing for pictures and cards, which have no end.
    [[nodiscard]] std::optional<Ticks> mediaLength(const timeline::Clip &clip) const;

    // Stores takes whose files are in the bundle, all in one step called `name`. The first take of a kind becomes the chosen one
    // of the clip it names; a locked clip keeps what it shows. A clip that was deleted meanwhile finds them when it returns.
    [[nodiscard]] Result<std::vector<TakeId>> add(const QString &name, std::vector<NewTake> takes);
    // What takeFromFile() needs to know; the take it gives goes to add() with the clip set.
    [[nodiscard]] TakeIntake intakeOf(const QString &file) const;
    // Both at once, waiting for the file.
    [[nodiscard]] Result<TakeId> importFile(const ClipId &clip, const QString &file);

    // CONFLICT for a locked clip, VALIDATION_ERROR for a take of another clip, NOTHING_TO_UPDATE when it is chosen already.
    [[nodiscard]] Result<> choose(const ClipId &clip, const TakeId &take);
    [[nodiscard]] Result<> chooseNone(const ClipId &clip, timeline::TakeKind kind);
    [[nodiscard]] Result<> rate(const std::vector<TakeId> &takes, int rating); // 0..5
    [[nodiscard]] Result<> judge(const std::vector<TakeId> &takes, timeline::TakeVerdict verdict);
    [[nodiscard]] Result<> setTags(const std::vector<TakeId> &takes, const QStringList &tags); // <= 50 of 1..100 characters
    [[nodiscard]] Result<> setNotes(const TakeId &take, const QString &notes);                 // <= 5000
    // All of it in one step called `name`. CONFLICT when a locked clip would have to show another take.
    [[nodiscard]] Result<> mark(const QString &name, const std::vector<TakeId> &takes, const TakeMarks &marks);
    // They become takes of that clip, or of none (the pool). Clips that showed one of them show nothing of that kind afterwards, and
    // the clip shows the first of a kind. CONFLICT for a locked clip on either side, RESOURCE_NOT_FOUND, NOTHING_TO_UPDATE.
    [[nodiscard]] Result<> move(const std::vector<TakeId> &takes, const ClipId &clip);
    // Clips that had chosen one of them show nothing of that kind afterwards; CONFLICT when one of those is locked. Files stay
    // until the project is cleaned up, so that undo has them.
    [[nodiscard]] Result<> remove(const std::vector<TakeId> &takes);

    // Names other places of the same content, with `next` as the timeline then, in one step.
    [[nodiscard]] Result<> relocate(const QString &name, const timeline::Timeline &next,
                                    const std::vector<std::pair<TakeId, timeline::MediaRef>> &moved);

    // Small pictures and proxies of a content; not part of undo, no notice: who makes them knows.
    [[nodiscard]] Result<> setThumb(const QString &mediaHash, const timeline::MediaRef &thumb);
    [[nodiscard]] Result<> setProxy(const QString &mediaHash, const timeline::MediaRef &proxy);

private:
    friend class ProjectSession;
    struct Edit
    {
        std::optional<int> rating;
        std::optional<timeline::TakeVerdict> verdict;
        std::optional<QStringList> tags;
        std::optional<QString> notes;
    };
    // A clip may only show takes of its own: those of others that `next` newly chooses are copied (rows, not files), and `next`
    // names the copies.
    [[nodiscard]] Result<std::vector<NewTake>> adoptForeignTakes(timeline::Timeline &next) const;
    [[nodiscard]] Result<> insert(const std::vector<NewTake> &takes) const;
    // Forgets what changed; gives the ids.
    QSet<QString> follow(const std::vector<store::RowChange> &changes);
    [[nodiscard]] Result<> change(const QString &name, const std::vector<TakeId> &takes, const Edit &edit);
    [[nodiscard]] Result<> letGo(timeline::Timeline &timeline, const TakeId &take) const;
    [[nodiscard]] Result<> finish(const QString &name, const timeline::Timeline &next, const std::function<Result<>()> &alsoWrite);
    [[nodiscard]] Result<timeline::Take> existing(const TakeId &take) const;
    [[nodiscard]] Result<std::vector<timeline::Take>> read(const QString &condition, const QVariantList &arguments) const;
    [[nodiscard]] Result<> setDerived(const QString &mediaHash, const QString &use, const timeline::MediaRef &media);
    void loadChosen() const;
    void loadDerived() const;
    void addDerived(timeline::Take &take) const;
    [[nodiscard]] store::Database &db() const;

    ProjectSession &m_session;
    // What was asked for so far; chosen takes are read together at the first question.
    mutable std::unordered_map<QString, timeline::Take> m_known;
    mutable bool m_hasChosen = false;
    mutable QHash<QString, timeline::MediaRef> m_thumbs; // by content of the take
    mutable QHash<QString, timeline::MediaRef> m_proxies;
    mutable bool m_hasDerived = false;
    mutable QHash<TakeId, timeline::TakeRecipe> m_inputs; // takes do not change
};

} // namespace sc::project
