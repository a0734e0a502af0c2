// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/shelf.h"
#include "ui/widgets/panel.h"

#include <map>

class QVBoxLayout;

namespace sc::ui {

class BpmCard;
class ShelfRow;

// The shelves on the left, each with its number of songs: those that are always there, smart collections, collections,
// tools, and the tempo of the library at the foot.
class CollectionsPanel : public Panel
{
    Q_OBJECT

public:
    explicit CollectionsPanel(QWidget *parent = nullptr);
    void setCollections(const std::vector<library::Collection> &collections);
    void setCount(Shelf::Kind kind, int count);
    void setCurrent(const Shelf &shelf);
    void startRenaming(const CollectionId &id);
    [[nodiscard]] BpmCard &bpm() const { return *m_bpm; }
    [[nodiscard]] ShelfRow *row(const Shelf &shelf) const; // null: there is none

Q_SIGNALS:
    void chosen(const sc::ui::Shelf &shelf);
    void addRequested(bool smart);
    void songsDropped(const sc::CollectionId &collection, const std::vector<sc::TrackId> &songs);
    void renameRequested(const sc::CollectionId &collection, const QString &name);
    void removeRequested(const sc::CollectionId &collection);
    void updateRequested(const sc::CollectionId &collection); // a smart one: to the filters as they are now

private:
    ShelfRow *addRow(QVBoxLayout *into, const Shelf &shelf, const QString &name);
    void addHeading(QVBoxLayout *into, const QString &words, const QString &addName, bool smart);
    void openMenu(const Shelf &shelf, const QPoint &at);
    void step(const ShelfRow *from, int by);

    std::vector<std::pair<Shelf, ShelfRow *>> m_rows;
    std::vector<library::Collection> m_collections;
    QVBoxLayout *m_smart;
    QVBoxLayout *m_own;
    BpmCard *m_bpm;
    Shelf m_current;
};

} // namespace sc::ui
