// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/generation/gallery.h"
#include "core/generation/shared_pool.h"
#include "core/project/project_session.h"
#include "ui/viewer/take_thumbnails.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>

namespace sc::ui {

enum class GalleryScope { Project, Shared };

// What the parts of gallery and review share: all takes in memory, what is looked for among them, and the ways to change them.
// Everything done to several takes is one step of undo. Panels know this and not each other.
class GalleryDesk : public QObject
{
    Q_OBJECT

public:
    explicit GalleryDesk(AppContext &context, QObject *parent = nullptr);
    ~GalleryDesk() override;

    [[nodiscard]] AppContext &context() const { return m_context; }
    [[nodiscard]] project::ProjectSession *session() const { return m_session; } // null: no project
    [[nodiscard]] bool hasProject() const { return m_session != nullptr; }
    [[nodiscard]] TakeThumbnails &thumbnails() { return m_thumbnails; }
    void setActive(bool active); // what is not looked at is read when it is looked at again
    void refreshNow();           // without waiting for the next turn of the loop

    // The pool that all projects share; null: there is none, and the choice is not offered. Outlives this.
    void setSharedItems(library::SharedItems *shared);
    [[nodiscard]] library::SharedItems *sharedItems() const { return m_shared; }
    [[nodiscard]] GalleryScope scope() const { return m_scope; }
    void setScope(GalleryScope scope);
    [[nodiscard]] bool isShared() const { return m_scope == GalleryScope::Shared; }

    [[nodiscard]] const generation::GalleryIndex &index() const { return m_index; } // of the scope
    [[nodiscard]] const generation::GalleryItem *item(const TakeId &take) const;
    [[nodiscard]] std::vector<generation::GalleryItem> itemsOf(const std::vector<TakeId> &takes) const; // those that are there
    [[nodiscard]] const generation::GalleryFilter &filter() const { return m_filter; }
    void setFilter(const generation::GalleryFilter &filter);
    [[nodiscard]] generation::GallerySort sort() const { return m_sort; }
    void setSort(generation::GallerySort sort);
    [[nodiscard]] generation::GalleryGrouping grouping() const { return m_grouping; }
    void setGrouping(generation::GalleryGrouping grouping);
    [[nodiscard]] const std::vector<int> &found() const { return m_found; } // sorted
    [[nodiscard]] const std::vector<generation::GalleryGroup> &groups() const { return m_groups; }
    [[nodiscard]] QString characterName(const QString &id) const;
    [[nodiscard]] QStringList knownTags() const; // the most used first

    // Absolute path of a take's file, in either scope.
    [[nodiscard]] QString fileOf(const timeline::Take &take) const;
    [[nodiscard]] QPixmap thumbnail(const timeline::Take &take, QSize size, double devicePixelRatio);
    // "25 Visor, close" or the file's name.
    [[nodiscard]] static QString shotTitle(const generation::GalleryItem &item);
    [[nodiscard]] static QString takeTitle(const generation::GalleryItem &item); // "Take 4"

    // Commands. Problems go out through the context; true when something was done.
    bool approve(const std::vector<TakeId> &takes, bool chooseToo = false);
    bool reject(const std::vector<TakeId> &takes);
    bool clearVerdict(const std::vector<TakeId> &takes);
    bool rate(const std::vector<TakeId> &takes, int stars);
    bool changeTags(const std::vector<TakeId> &takes, const QStringList &add, const QStringList &remove);
    bool setNote(const TakeId &take, const QString &note);
    bool choose(const TakeId &take);                                    // its shot shows it
    bool moveTo(const std::vector<TakeId> &takes, const ClipId &clip);  // empty: the pool
    bool applyTo(const std::vector<TakeId> &takes, const ClipId &clip); // copies of the rows; of shared ones the files come in
    bool remove(const std::vector<TakeId> &takes);                      // whatever shows them

Q_SIGNALS:
    void contentsChanged(); // the takes
    void listChanged();     // what is found of them, or how it is ordered
    void scopeChanged();

private:
    void takeSession();
    void takeChange(const project::ChangeSet &change);
    void read();
    bool readBatches(); // true: names are not what they were
    void findAgain();
    [[nodiscard]] bool mayChange();
    bool mark(const QString &name, const std::vector<TakeId> &takes, const project::TakeMarks &marks);
    bool editShared(const std::vector<TakeId> &takes, const std::function<void(generation::PoolItem &)> &edit);
    [[nodiscard]] Result<generation::GalleryIndex> readShared() const;

    AppContext &m_context;
    QPointer<project::ProjectSession> m_session;
    library::SharedItems *m_shared = nullptr;
    GalleryScope m_scope = GalleryScope::Project;
    TakeThumbnails m_thumbnails;
    generation::GalleryIndex m_index;
    generation::GalleryFilter m_filter;
    generation::GallerySort m_sort = generation::GallerySort::SongOrder;
    generation::GalleryGrouping m_grouping = generation::GalleryGrouping::Scene;
    std::vector<int> m_found;
    std::vector<generation::GalleryGroup> m_groups;
    QHash<QString, QString> m_characters; // names by id
    QTimer m_refresh;
    QHash<TakeId, QString> m_batches; // names by take
    project::ChangeSet m_change;      // since it was last shown
    bool m_hasChanged = false;
    bool m_mustRead = true;
    bool m_hasBatches = false;
    bool m_isActive = false;
};

} // namespace sc::ui
