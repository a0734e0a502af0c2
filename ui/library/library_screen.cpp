// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_screen.h"

#include "ui/library/bpm_card.h"
#include "ui/library/collections_panel.h"
#include "ui/library/duplicates_page.h"
#include "ui/library/empty_words.h"
#include "ui/library/file_work.h"
#include "ui/library/filter_bar.h"
#include "ui/library/import_strip.h"
#include "ui/library/library_actions.h"
#include "ui/library/library_bar.h"
#include "ui/library/library_commands.h"
#include "ui/library/likeness_map.h"
#include "ui/library/list_summary.h"
#include "ui/library/map_page.h"
#include "ui/library/missing_bar.h"
#include "ui/library/preview_panel.h"
#include "ui/library/refused_files.h"
#include "ui/library/row_picks.h"
#include "ui/library/similar_page.h"
#include "ui/library/statistics_page.h"
#include "ui/library/track_table.h"
#include "ui/theme/theme.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {

constexpr int kFoldWidth = 1100; // of the screen: the shelves become a field
constexpr int kListAfterMs = 30;
constexpr int kShelvesAfterMs = 200;
constexpr std::array kFixedShelves{Shelf::Kind::All,        Shelf::Kind::Recent,  Shelf::Kind::Favourites, Shelf::Kind::Used,
                                   Shelf::Kind::Duplicates, Shelf::Kind::Missing, Shelf::Kind::Statistics, Shelf::Kind::Map};

} // namespace

LibraryScreen::LibraryScreen(AppContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_pictures(context.library()), m_commands(new LibraryCommands(context, m_pictures, this))
{
    const auto later = [this](QTimer &timer, int ms, void (LibraryScreen::*run)()) {
        timer.setSingleShot(true);
        timer.setInterval(ms);
        connect(&timer, &QTimer::timeout, this, run);
    };
    later(m_listSoon, kListAfterMs, &LibraryScreen::refreshList);
    later(m_shelvesSoon, kShelvesAfterMs, &LibraryScreen::refreshShelves);
    build();
    connectParts();
    addLibraryActions(*this, context);
    readSettings();
    QTimer::singleShot(0, this, &LibraryScreen::offerUnfinishedImport); // when the window hears of notices
    m_listSoon.start(0); // the screen stands before its songs are read
    m_shelvesSoon.start(0);
}

LibraryScreen::~LibraryScreen() = default;

void LibraryScreen::build()
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kGutter);
    m_collections = new CollectionsPanel;
    columns->addWidget(m_collections);
    auto *right = new QVBoxLayout;
    right->setSpacing(space::kGutter);
    right->addWidget(buildList(), 1);
    m_preview = new PreviewPanel(m_context, m_pictures);
    right->addWidget(m_preview);
    columns->addLayout(right, 1);
}

Panel *LibraryScreen::buildList()
{
    auto *panel = new Panel;
    auto *rows = new QVBoxLayout(panel);
    rows->setContentsMargins(0, 0, 0, 6);
    rows->setSpacing(0);
    m_bar = new LibraryBar(m_context, *m_commands);
    rows->addWidget(m_bar);
    auto *strips = new QVBoxLayout;
    strips->setContentsMargins(12, 0, 12, 0);
    strips->setSpacing(0);
    m_strip = new ImportStrip;
    m_missing = new MissingBar;
    m_missing->hide();
    strips->addWidget(m_strip);
    strips->addWidget(&m_commands->fileWork());
    strips->addWidget(m_missing);
    rows->addLayout(strips);
    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    library::Library &lib = m_context.library();
    m_songs = new SongList([&lib](const TrackId &id) { return lib.listed(id); }, m_pictures);
    m_summary = new ListSummary(
        [&lib](const TrackId &id) {
            const auto track = lib.listed(id);
            return track ? track->duration : Ticks();
        },
        this);
    connect(m_summary, &ListSummary::changed, this, &LibraryScreen::refreshSummary);
    m_statistics = new StatisticsPage;
    m_map = new MapPage(lib, m_pictures);
    m_duplicates = new DuplicatesPage(lib, m_pictures);
    m_similar = new SimilarPage(lib, m_pictures);
    for (QWidget *page : std::initializer_list<QWidget *>{m_songs, m_statistics, m_map, m_duplicates, m_similar})
        m_pages->addWidget(page);
    rows->addWidget(pages, 1);
    return panel;
}

FilterBar &LibraryScreen::filters() const
{
    return m_bar->filters();
}

SearchField &LibraryScreen::search() const
{
    return m_bar->search();
}

void LibraryScreen::focusSearch()
{
    if (m_shelf.isTool() || m_isSimilar)
        showShelf({});
    m_bar->search().setFocus(Qt::ShortcutFocusReason);
    m_bar->search().selectAll();
}

void LibraryScreen::setCovers(bool covers)
{
    m_bar->views().setCurrent(covers ? 1 : 0);
}

void LibraryScreen::openColumns()
{
    setCovers(false);
    m_songs->table().openHeaderMenu();
}

std::vector<TrackId> LibraryScreen::pickedOrCurrent() const
{
    std::vector<TrackId> picked = m_songs->picked();
    if (picked.empty() && !m_context.currentTrack().isEmpty())
        picked = {m_context.currentTrack()};
    return picked;
}

void LibraryScreen::setSort(library::TrackSort sort, bool descending)
{
    m_sort = sort;
    m_isDescending = descending;
    m_songs->table().showSort(sort, descending);
}

library::TrackQuery LibraryScreen::query() const
{
    library::TrackQuery query = queryOf(m_shelf, m_filter, QDate::currentDate());
    query.text = m_bar->search().text().trimmed();
    query.sort = m_sort;
    query.isDescending = m_isDescending;
    return query;
}

void LibraryScreen::showShelf(const Shelf &shelf)
{
    const bool wasSmart = m_shelf.kind == Shelf::Kind::Smart;
    const bool changed = !(m_shelf == shelf);
    m_shelf = shelf;
    m_isSimilar = false;
    if (changed && (wasSmart || shelf.kind == Shelf::Kind::Smart)) {
        m_filter = {};
        QString text;
        for (const library::Collection &collection : m_context.library().collections()) {
            if (collection.id == shelf.collection && collection.query) {
                m_filter = *collection.query;
                text = std::exchange(m_filter.text, QString());
            }
        }
        m_bar->filters().setQuery(m_filter);
        m_bar->search().setText(text);
    }
    m_collections->setCurrent(shelf);
    {
        const QSignalBlocker quiet(&m_bar->shelves());
        m_bar->shelves().setValue(shelfValue(shelf));
    }
    refreshPage();
    refreshList();
}

void LibraryScreen::setFilter(const library::TrackQuery &filter)
{
    m_filter = filter;
    const QStringList sentences = library::straighten(m_filter);
    m_bar->filters().setQuery(m_filter);
    if (!sentences.isEmpty())
        Q_EMIT m_bar->filters().said(sentences.join(u' '));
    refreshList();
}

void LibraryScreen::showSimilar(const TrackId &track)
{
    if (track.isEmpty())
        return;
    m_isSimilar = true;
    refreshPage();
    m_similar->showFor(track);
}

void LibraryScreen::refreshNow()
{
    refreshShelves();
    refreshList();
}

void LibraryScreen::refreshPage()
{
    const bool isList = !m_shelf.isTool() && !m_isSimilar;
    if (isList)
        m_bar->showSearch();
    else // a narrow window's field says it already
        m_bar->showTitle(m_isSimilar ? tr("Similar songs") : m_bar->isNarrow() ? QString() : shelfName(m_shelf.kind));
    m_missing->setVisible(isList && m_shelf.kind == Shelf::Kind::Missing && m_songs->model().rowCount() > 0);
    QWidget *page = m_isSimilar                               ? static_cast<QWidget *>(m_similar)
                    : m_shelf.kind == Shelf::Kind::Statistics ? static_cast<QWidget *>(m_statistics)
                    : m_shelf.kind == Shelf::Kind::Map        ? static_cast<QWidget *>(m_map)
                    : m_shelf.kind == Shelf::Kind::Duplicates ? static_cast<QWidget *>(m_duplicates)
                                                              : m_songs;
    m_pages->setCurrentWidget(page);
}

void LibraryScreen::refreshList()
{
    m_listSoon.stop();
    if (m_isSimilar)
        m_similar->refresh();
    else if (m_shelf.kind == Shelf::Kind::Map)
        m_map->refresh();
    else if (m_shelf.kind == Shelf::Kind::Duplicates)
        m_duplicates->refresh();
    auto found = m_context.library().find(query());
    if (!found) {
        m_songs->showProblem(tr("The songs cannot be read"), found.error());
    } else if (found->empty()) {
        showNoSongs();
    } else {
        m_songs->showSongs(std::move(*found));
        if (m_context.currentTrack().isEmpty() && !m_shelf.isTool())
            m_context.setCurrentTrack(m_songs->model().idAt(0));
        m_songs->select(m_context.currentTrack());
    }
    m_summary->setSongs(m_songs->model().ids());
    refreshPage();
    if (m_shelf.kind == Shelf::Kind::Missing)
        m_missing->setCount(m_songs->model().rowCount());
}

void LibraryScreen::showNoSongs()
{
    if (m_context.library().trackCount() == 0)
        return m_songs->showFirstUse(tr("Your songs go here"), tr("Drop songs or folders anywhere on the window, or choose them."));
    const EmptyWords words = emptyWordsOf(m_shelf, m_bar->search().text().trimmed(), !m_filter.isEverything());
    m_songs->showEmpty(words.icon, words.title, words.sentence);
}

void LibraryScreen::refreshShelves()
{
    m_shelvesSoon.stop();
    library::Library &lib = m_context.library();
    const auto count = [&](Shelf::Kind kind) {
        const auto found = lib.find(queryOf({kind, {}}, {}, QDate::currentDate()));
        m_collections->setCount(kind, found ? static_cast<int>(found->size()) : 0);
    };
    m_collections->setCount(Shelf::Kind::All, lib.trackCount());
    for (const auto kind : {Shelf::Kind::Recent, Shelf::Kind::Favourites, Shelf::Kind::Used, Shelf::Kind::Missing})
        count(kind);
    const std::vector<library::Collection> collections = lib.collections();
    m_collections->setCollections(collections);
    std::vector<FieldChoice::Option> options;
    for (const Shelf::Kind kind : kFixedShelves)
        options.push_back({shelfName(kind), shelfValue({kind, {}})});
    for (const library::Collection &collection : collections)
        options.push_back({collection.name, shelfValue({collection.query ? Shelf::Kind::Smart : Shelf::Kind::Collection, collection.id})});
    {
        const QSignalBlocker quiet(&m_bar->shelves());
        m_bar->shelves().setOptions(std::move(options));
        m_bar->shelves().setValue(shelfValue(m_shelf));
    }
    if (const auto stats = lib.statistics()) {
        m_collections->bpm().setStats(*stats);
        m_statistics->setStats(*stats);
    }
}

void LibraryScreen::refreshSummary()
{
    const bool isList = !m_shelf.isTool() && !m_isSimilar;
    m_bar->setSummary(isList ? m_summary->words(static_cast<int>(pickedRows(*m_songs->table().selectionModel()).size())) : QString());
}

void LibraryScreen::showCurrent()
{
    const TrackId id = m_context.currentTrack();
    const auto track = id.isEmpty() ? std::nullopt : m_context.library().listed(id);
    m_preview->setTrack(track);
    m_collections->bpm().setCurrent(track ? track->bpm : std::nullopt);
    m_map->map().setCurrent(id);
    m_songs->select(id);
}

void LibraryScreen::addCollection(bool smart)
{
    library::TrackQuery query = m_filter;
    query.text = m_bar->search().text().trimmed();
    if (smart && query.isEverything()) {
        Q_EMIT m_context.noticeRaised({Notice::Level::Info,
                                       tr("Set a filter first"),
                                       tr("A smart collection holds the songs that fit the filters as they are now."),
                                       {},
                                       {}});
        return;
    }
    const std::vector<TrackId> picked = m_songs->picked();
    const CollectionId made = m_commands->addCollection(smart || picked.size() < 2 ? std::vector<TrackId>() : picked,
                                                        smart ? std::optional(query) : std::nullopt);
    if (made.isEmpty())
        return;
    refreshShelves();
    m_collections->startRenaming(made);
}

void LibraryScreen::openRefused()
{
    if (m_refused == nullptr) {
        m_refused = new RefusedFiles(window());
        connect(m_refused, &RefusedFiles::actionChosen, &m_context, &AppContext::problemActionChosen);
    }
    m_refused->openFor(m_strip->refused());
}

void LibraryScreen::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < kFoldWidth;
    m_collections->setVisible(!narrow);
    m_bar->setNarrow(narrow);
    refreshPage();
}

void LibraryScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshPage();
}

} // namespace sc::ui
