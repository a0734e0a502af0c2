// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/collections_panel.h"

#include "ui/library/bpm_card.h"
#include "ui/library/shelf_row.h"
#include "ui/theme/icons.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

CollectionsPanel::CollectionsPanel(QWidget *parent) : Panel(parent), m_smart(new QVBoxLayout), m_own(new QVBoxLayout), m_bpm(new BpmCard)
{
    setFixedWidth(196);
    setAccessibleName(tr("Collections"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 10, 8, 8);
    column->setSpacing(8);
    auto *list = new QWidget;
    auto *rows = new QVBoxLayout(list);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    for (const auto kind : {Shelf::Kind::All, Shelf::Kind::Recent, Shelf::Kind::Favourites, Shelf::Kind::Used})
        addRow(rows, {kind, {}}, shelfName(kind));
    addHeading(rows, tr("Smart collections"), tr("Smart collection from the filters"), true);
    rows->addLayout(m_smart);
    addHeading(rows, tr("Collections"), tr("New collection"), false);
    rows->addLayout(m_own);
    addHeading(rows, tr("Tools"), {}, false);
    for (const auto kind : {Shelf::Kind::Duplicates, Shelf::Kind::Missing, Shelf::Kind::Statistics, Shelf::Kind::Map})
        addRow(rows, {kind, {}}, shelfName(kind));
    rows->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(list);
    scroll->viewport()->setAutoFillBackground(false);
    list->setAutoFillBackground(false);
    scroll->setFocusPolicy(Qt::NoFocus);
    column->addWidget(scroll, 1);
    column->addWidget(m_bpm);
    m_bpm->hide();
    setCollections({});
    setCurrent({});
}

void CollectionsPanel::addHeading(QVBoxLayout *into, const QString &words, const QString &addName, bool smart)
{
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 8, 2, 2);
    auto *heading = new TextLabel(words, TextStyle::Caption, Ink::Secondary);
    heading->setFixedHeight(24);
    line->addWidget(heading, 1);
    if (!addName.isEmpty()) {
        auto *add = new IconButton(QStringLiteral("plus"), addName);
        add->setSide(24);
        add->setIconSize(14);
        connect(add, &QAbstractButton::clicked, this, [this, smart] { Q_EMIT addRequested(smart); });
        line->addWidget(add);
    }
    into->addLayout(line);
}

ShelfRow *CollectionsPanel::addRow(QVBoxLayout *into, const Shelf &shelf, const QString &name)
{
    auto *row = new ShelfRow(shelfIcon(shelf.kind), name, this);
    connect(row, &QAbstractButton::clicked, this, [this, shelf] { Q_EMIT chosen(shelf); });
    connect(row, &ShelfRow::stepRequested, this, [this, row](int by) { step(row, by); });
    if (!shelf.collection.isEmpty()) {
        row->setProperty("isCollection", true);
        row->setTakesSongs(shelf.kind == Shelf::Kind::Collection);
        const CollectionId id = shelf.collection;
        connect(row, &ShelfRow::songsDropped, this, [this, id](const std::vector<TrackId> &songs) { Q_EMIT songsDropped(id, songs); });
        connect(row, &ShelfRow::renamed, this, [this, id](const QString &newName) { Q_EMIT renameRequested(id, newName); });
        connect(row, &ShelfRow::removeRequested, this, [this, id] { Q_EMIT removeRequested(id); });
        connect(row, &ShelfRow::menuRequested, this, [this, shelf](const QPoint &at) { openMenu(shelf, at); });
    }
    into->addWidget(row);
    m_rows.emplace_back(shelf, row);
    return row;
}

void CollectionsPanel::setCollections(const std::vector<library::Collection> &collections)
{
    const bool sameRows =
        std::equal(collections.begin(), collections.end(), m_collections.begin(), m_collections.end(),
                   [](const auto &a, const auto &b) { return a.id == b.id && a.query.has_value() == b.query.has_value(); });
    m_collections = collections;
    if (!sameRows) {
        for (const auto &[shelf, row] : m_rows) {
            if (!shelf.collection.isEmpty()) {
                row->hide();
                row->deleteLater();
            }
        }
        std::erase_if(m_rows, [](const auto &entry) { return !entry.first.collection.isEmpty(); });
        for (const library::Collection &collection : m_collections)
            addRow(collection.query ? m_smart : m_own, {collection.query ? Shelf::Kind::Smart : Shelf::Kind::Collection, collection.id},
                   collection.name)
                ->show();
    }
    for (const library::Collection &collection : m_collections) {
        ShelfRow *line = row({collection.query ? Shelf::Kind::Smart : Shelf::Kind::Collection, collection.id});
        line->setName(collection.name);
        line->setCount(collection.count);
    }
    setCurrent(m_current);
}

void CollectionsPanel::setCount(Shelf::Kind kind, int count)
{
    row({kind, {}})->setCount(count);
}

ShelfRow *CollectionsPanel::row(const Shelf &shelf) const
{
    const auto found = std::find_if(m_rows.begin(), m_rows.end(), [&](const auto &entry) { return entry.first == shelf; });
    return found == m_rows.end() ? nullptr : found->second;
}

void CollectionsPanel::setCurrent(const Shelf &shelf)
{
    m_current = shelf;
    // Rows lie in layouts of one widget, but those that were taken away linger: each is told.
    for (const auto &[known, line] : m_rows) {
        line->setAutoExclusive(false);
        line->setChecked(known == shelf);
        line->setAutoExclusive(true);
    }
}

void CollectionsPanel::startRenaming(const CollectionId &id)
{
    for (const auto &[shelf, line] : m_rows) {
        if (shelf.collection == id)
            line->startRenaming();
    }
}

void CollectionsPanel::step(const ShelfRow *from, int by)
{
    // As they stand on the screen: top to bottom.
    std::vector<ShelfRow *> lines;
    for (const auto &entry : m_rows)
        lines.push_back(entry.second);
    std::sort(lines.begin(), lines.end(),
              [this](const ShelfRow *a, const ShelfRow *b) { return a->mapTo(this, QPoint()).y() < b->mapTo(this, QPoint()).y(); });
    const auto at = std::find(lines.begin(), lines.end(), from) - lines.begin() + by;
    if (at >= 0 && at < std::ssize(lines))
        lines[static_cast<size_t>(at)]->setFocus(Qt::TabFocusReason);
}

void CollectionsPanel::openMenu(const Shelf &shelf, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const CollectionId id = shelf.collection;
    connect(menu->addAction(themedIcon(QStringLiteral("text")), tr("Rename") + QStringLiteral("\tF2")), &QAction::triggered, this,
            [this, id] { startRenaming(id); });
    if (shelf.kind == Shelf::Kind::Smart)
        connect(menu->addAction(themedIcon(QStringLiteral("filter")), tr("Take the filters as they are now")), &QAction::triggered, this,
                [this, id] { Q_EMIT updateRequested(id); });
    menu->addSeparator();
    connect(menu->addAction(themedIcon(QStringLiteral("trash")), tr("Remove the collection") + QStringLiteral("\tDel")),
            &QAction::triggered, this, [this, id] { Q_EMIT removeRequested(id); });
    menu->popup(at);
}

} // namespace sc::ui
