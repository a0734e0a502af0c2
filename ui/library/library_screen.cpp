// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_screen.h"

#include "ui/library/bpm_card.h"
#include "ui/library/collections_panel.h"
#include "ui/library/duplicates_page.h"
#include "ui/library/filter_bar.h"
#include "ui/library/import_strip.h"
#include "ui/library/large_files.h"
#include "ui/library/library_commands.h"
#include "ui/library/likeness_map.h"
#include "ui/library/map_page.h"
#include "ui/library/missing_bar.h"
#include "ui/library/preview_panel.h"
#include "ui/library/refused_files.h"
#include "ui/library/row_picks.h"
#include "ui/library/similar_page.h"
#include "ui/library/statistics_page.h"
#include "ui/library/track_table.h"
#include "ui/theme/icons.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QJsonDocument>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {

constexpr int kFoldWidth = 1100; // of the screen: the shelves become a field
constexpr int kListAfterMs = 30;
constexpr int kShelvesAfterMs = 200;
constexpr int kSumAfterMs = 150;
constexpr size_t kSumSlice = 2000;
constexpr std::array kFixedShelves{Shelf::Kind::All,        Shelf::Kind::Recent,  Shelf::Kind::Favourites, Shelf::Kind::Used,
                                   Shelf::Kind::Duplicates, Shelf::Kind::Missing, Shelf::Kind::Statistics, Shelf::Kind::Map};

const QString kColumnsSetting = QStringLiteral("library.columns");
const QString kSortSetting = QStringLiteral("library.sort");
const QString kGridSetting = QStringLiteral("library.grid");

QString shelfValue(const Shelf &shelf)
{
    return QStringLiteral("%1 %2").arg(static_cast<int>(shelf.kind)).arg(shelf.collection.text());
}

Shelf shelfOf(const QString &value)
{
    return {static_cast<Shelf::Kind>(value.section(u' ', 0, 0).toInt()), CollectionId(value.section(u' ', 1))};
}

} // namespace

QString summaryOf(int songs, std::optional<Ticks> length)
{
    QString words = LibraryScreen::tr("%n song(s)", nullptr, songs);
    if (!length)
        return words;
    const auto minutes = static_cast<int>(length->toSeconds() / 60 + 0.5);
    return minutes < 60 ? LibraryScreen::tr("%1, %2 min").arg(words).arg(minutes)
                        : LibraryScreen::tr("%1, %2 h %3 min").arg(words).arg(minutes / 60).arg(minutes % 60);
}

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
    later(m_sumSoon, kSumAfterMs, &LibraryScreen::sumOn);
    build();
    connectList();
    connectTools();
    connectCollections();
    connectLibrary();
    addActions();
    const QStringList sort = context.library().setting(kSortSetting).split(u' ');
    setSort(sortNamed(sort.first()), sort.size() > 1);
    m_songs->table().setColumns(
        trackColumnsFromJson(QJsonDocument::fromJson(context.library().setting(kColumnsSetting).toUtf8()).object()));
    m_views->setCurrent(context.library().setting(kGridSetting) == u"yes" ? 1 : 0);
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

QHBoxLayout *LibraryScreen::buildBar()
{
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 10);
    bar->setSpacing(space::kGutter);
    m_shelfField = new FieldChoice(tr("Collection"));
    m_shelfField->setFixedWidth(150);
    bar->addWidget(m_shelfField, 0, Qt::AlignTop);
    m_pageTitle = new TextLabel({}, TextStyle::Title);
    m_pageTitle->setFixedHeight(28);
    bar->addWidget(m_pageTitle, 0, Qt::AlignTop);
    m_search = new SearchField(tr("Title, artist, tag, file"));
    m_search->setFixedWidth(230);
    bar->addWidget(m_search, 0, Qt::AlignTop);
    m_filters = new FilterBar([this] {
        FilterFacts facts;
        if (const auto stats = m_context.library().statistics())
            facts.stats = *stats;
        facts.tags = m_context.library().tags();
        return facts;
    });
    m_filters->setContentsMargins(0, 1, 0, 0);
    bar->addWidget(m_filters, 1);
    m_summary = new TextLabel({}, TextStyle::Body, Ink::Tertiary);
    m_summary->setFixedHeight(28);
    bar->addWidget(m_summary, 0, Qt::AlignTop);
    m_views = new Segment({{tr("List"), QStringLiteral("list")}, {tr("Covers"), QStringLiteral("grid")}});
    bar->addWidget(m_views, 0, Qt::AlignTop);
    auto *import = new PushButton(tr("Import"));
    import->setIconName(QStringLiteral("plus"));
    import->setToolTip(tooltipOf(tr("Import songs"), m_context.actions().shortcutText(QStringLiteral("library.import"))));
    connect(import, &QPushButton::clicked, this, [this, import] { openImportMenu(import); });
    bar->addWidget(import, 0, Qt::AlignTop);
    return bar;
}

Panel *LibraryScreen::buildList()
{
    auto *panel = new Panel;
    auto *rows = new QVBoxLayout(panel);
    rows->setContentsMargins(0, 0, 0, 6);
    rows->setSpacing(0);
    rows->addLayout(buildBar());
    auto *strips = new QVBoxLayout;
    strips->setContentsMargins(12, 0, 12, 0);
    strips->setSpacing(0);
    m_strip = new ImportStrip;
    m_missing = new MissingBar;
    m_missing->hide();
    strips->addWidget(m_strip);
    strips->addWidget(m_missing);
    rows->addLayout(strips);
    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    library::Library &lib = m_context.library();
    m_songs = new SongList([&lib](const TrackId &id) { return lib.listed(id); }, m_pictures);
    m_statistics = new StatisticsPage;
    m_map = new MapPage(lib, m_pictures);
    m_duplicates = new DuplicatesPage(lib, m_pictures);
    m_similar = new SimilarPage(lib, m_pictures);
    for (QWidget *page : std::initializer_list<QWidget *>{m_songs, m_statistics, m_map, m_duplicates, m_similar})
        m_pages->addWidget(page);
    rows->addWidget(pages, 1);
    return panel;
}

void LibraryScreen::connectList()
{
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_listSoon.start(0); });
    connect(m_search, &QLineEdit::returnPressed, m_songs, &SongList::focusSongs);
    connect(m_filters, &FilterBar::queryEdited, this, [this](const library::TrackQuery &query) {
        m_filter = query;
        refreshList();
    });
    connect(m_filters, &FilterBar::said, this, [this](const QString &sentence) {
        Q_EMIT m_context.noticeRaised({Notice::Level::Info, tr("Range put right"), sentence, {}, {}});
    });
    connect(m_views, &Segment::currentChanged, this, [this](int view) {
        m_songs->setGrid(view == 1);
        reported(m_context, m_context.library().setSetting(kGridSetting, view == 1 ? QStringLiteral("yes") : QStringLiteral("no")));
    });
    TrackTable &table = m_songs->table();
    connect(&table, &TrackTable::sortWanted, this, [this](library::TrackSort sort, bool descending) {
        setSort(sort, descending);
        reported(m_context,
                 m_context.library().setSetting(kSortSetting, sortName(sort) + (descending ? QStringLiteral(" down") : QString())));
        refreshList();
    });
    connect(&table, &TrackTable::columnsChanged, this, [this] {
        const QByteArray json = QJsonDocument(toJson(m_songs->table().columns())).toJson(QJsonDocument::Compact);
        reported(m_context, m_context.library().setSetting(kColumnsSetting, QString::fromUtf8(json)));
    });
    connect(&table, &TrackTable::rated, this, [this](const TrackId &track, int rating) { m_commands->rate({track}, rating); });
    connect(m_songs, &SongList::currentChanged, &m_context, &AppContext::setCurrentTrack);
    connect(m_songs, &SongList::pickedChanged, this, [this] {
        refreshSummary();
        m_missing->setOneChosen(m_songs->picked().size() == 1);
    });
    connect(m_songs, &SongList::opened, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Analysis); });
    connect(m_songs, &SongList::previewWanted, m_preview, &PreviewPanel::togglePlay);
    connect(m_songs, &SongList::removeWanted, this, [this] { m_commands->remove(m_songs->picked()); });
    connect(m_songs, &SongList::editWanted, this, [this] { m_commands->editTags(m_songs->picked()); });
    connect(m_songs, &SongList::rateWanted, this, [this](int rating) { m_commands->rate(m_songs->picked(), rating); });
    connect(m_songs, &SongList::typed, this, [this](const QString &text) {
        m_search->setFocus(Qt::OtherFocusReason);
        m_search->setText(text);
    });
    connect(m_songs, &SongList::menuWanted, this, [this](const QPoint &at) {
        if (const auto picked = m_songs->picked(); !picked.empty())
            m_commands->menuFor(picked, m_shelf)->popup(at);
    });
    connect(m_songs, &SongList::importWanted, &m_context, &AppContext::importDialogRequested);
    connect(m_songs, &SongList::problemActionChosen, &m_context, &AppContext::problemActionChosen);
    connect(m_preview, &PreviewPanel::favouriteToggled, this,
            [this](bool on) { reported(m_context, m_context.library().setFavourite(m_context.currentTrack(), on)); });
    connect(m_preview, &PreviewPanel::similarWanted, this, &LibraryScreen::showSimilar);
}

void LibraryScreen::connectTools()
{
    const auto open = [this](const TrackId &track) {
        m_context.setCurrentTrack(track);
        Q_EMIT m_context.screenRequested(ScreenId::Analysis);
    };
    connect(m_statistics, &StatisticsPage::songsWanted, this, [this](const library::TrackQuery &query) {
        showShelf({});
        setFilter(query);
    });
    connect(&m_collections->bpm(), &BpmCard::rangeWanted, this, [this](double from, double to) {
        if (m_shelf.isTool() || m_isSimilar)
            showShelf({});
        library::TrackQuery query = m_filter;
        query.bpm = {from, to};
        setFilter(query);
    });
    connect(&m_map->map(), &LikenessMap::chosen, &m_context, &AppContext::setCurrentTrack);
    connect(&m_map->map(), &LikenessMap::opened, this, open);
    connect(&m_map->map(), &LikenessMap::previewWanted, m_preview, &PreviewPanel::togglePlay);
    connect(m_duplicates, &DuplicatesPage::selected, &m_context, &AppContext::setCurrentTrack);
    connect(m_duplicates, &DuplicatesPage::opened, this, open);
    connect(m_duplicates, &DuplicatesPage::previewWanted, m_preview, &PreviewPanel::togglePlay);
    connect(m_duplicates, &DuplicatesPage::removeWanted, m_commands, &LibraryCommands::remove);
    connect(m_similar, &SimilarPage::selected, &m_context, &AppContext::setCurrentTrack);
    connect(m_similar, &SimilarPage::opened, this, open);
    connect(m_similar, &SimilarPage::previewWanted, m_preview, &PreviewPanel::togglePlay);
    connect(m_similar, &SimilarPage::left, this, [this] { showShelf(m_shelf); });
    connect(m_commands, &LibraryCommands::similarWanted, this, &LibraryScreen::showSimilar);
    connect(m_commands, &LibraryCommands::previewWanted, m_preview, &PreviewPanel::togglePlay);
    connect(m_missing, &MissingBar::folderWanted, m_commands, &LibraryCommands::lookForMissing);
    connect(m_missing, &MissingBar::fileWanted, this, [this] { m_commands->locate(m_songs->current()); });
}

void LibraryScreen::connectCollections()
{
    connect(m_collections, &CollectionsPanel::chosen, this, &LibraryScreen::showShelf);
    connect(m_shelfField, &FieldChoice::currentChanged, this, [this] { showShelf(shelfOf(m_shelfField->value().toString())); });
    connect(m_collections, &CollectionsPanel::addRequested, this, &LibraryScreen::addCollection);
    connect(m_collections, &CollectionsPanel::songsDropped, this,
            [this](const CollectionId &id, const std::vector<TrackId> &songs) { m_commands->putIn(id, songs, true); });
    connect(m_collections, &CollectionsPanel::renameRequested, m_commands, &LibraryCommands::rename);
    connect(m_collections, &CollectionsPanel::removeRequested, this, [this](const CollectionId &id) {
        if (m_shelf.collection == id)
            showShelf({});
        m_commands->removeCollection(id);
    });
    connect(m_collections, &CollectionsPanel::updateRequested, this, [this](const CollectionId &id) {
        library::TrackQuery query = m_filter;
        query.text = m_search->text().trimmed();
        m_commands->updateSmart(id, query);
    });
}

void LibraryScreen::connectLibrary()
{
    library::Library &lib = m_context.library();
    connect(&lib, &library::Library::tracksChanged, this, [this] {
        m_songs->model().forgetAll();
        m_listSoon.start();
        m_shelvesSoon.start();
    });
    connect(&lib, &library::Library::trackChanged, this, [this](const TrackId &id) {
        m_songs->model().forget(id);
        m_listSoon.start();
        m_shelvesSoon.start();
        if (id == m_context.currentTrack())
            showCurrent();
    });
    connect(&lib, &library::Library::collectionsChanged, this, [this] {
        m_listSoon.start();
        refreshShelves();
    });
    connect(&lib, &library::Library::importProgress, m_strip, &ImportStrip::setProgress);
    connect(&lib, &library::Library::importOutcome, m_strip, &ImportStrip::addOutcome);
    connect(&lib, &library::Library::importFinished, this, [this](const std::vector<library::ImportOutcome> &outcomes) {
        m_strip->finish();
        const QStringList large = tooLarge(outcomes);
        // One refused file alone is asked about by the window.
        if (large.isEmpty() || m_strip->refused().size() < 2)
            return;
        if (m_large == nullptr) {
            m_large = new LargeFiles(window());
            connect(m_large, &LargeFiles::importAnyway, this,
                    [this](const QStringList &files) { m_context.library().startImport(files, {.allowLarge = true}); });
        }
        m_large->ask(large);
    });
    connect(m_strip, &ImportStrip::cancelRequested, &lib, &library::Library::cancelImport);
    connect(m_strip, &ImportStrip::pauseRequested, this, [this](bool pause) {
        m_context.library().pauseImport(pause);
        m_strip->setPaused(pause);
    });
    connect(m_strip, &ImportStrip::retryRequested, this, [this] {
        m_strip->begin();
        m_context.library().retryRefused();
    });
    connect(m_strip, &ImportStrip::showRefusedRequested, this, &LibraryScreen::openRefused);
    connect(&lib, &library::Library::analysisProgress, this,
            [this](const TrackId &id, double fraction) { m_songs->model().setProgress(id, fraction); });
    connect(&lib, &library::Library::analysisFinished, this, [this](const TrackId &id) {
        m_songs->model().setProgress(id, -1);
        m_pictures.forget(id);
        if (id == m_context.currentTrack())
            showCurrent();
    });
    connect(&lib, &library::Library::analysisFailed, this, [this](const TrackId &id) { m_songs->model().setProgress(id, -1); });
    connect(&m_context, &AppContext::currentTrackChanged, this, &LibraryScreen::showCurrent);
    connect(&m_context, &AppContext::previewTrackChanged, this, [this] { m_songs->setPlaying(m_context.previewTrack()); });
}

void LibraryScreen::addActions()
{
    ActionRegistry &actions = m_context.actions();
    const QString group = tr("Library");
    const auto chosen = [this] { return !m_context.currentTrack().isEmpty(); };
    const auto add = [&](const QString &id, const QString &text, const QString &icon, const QString &key, const std::function<void()> &run,
                         const std::function<bool()> &enabled) {
        actions.add({id, text, group, icon, key.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{QKeySequence(key)}, run, enabled,
                     false, this});
    };
    add(QStringLiteral("library.search"), tr("Search songs"), QStringLiteral("search"), QStringLiteral("Ctrl+F"),
        [this] {
            if (m_shelf.isTool() || m_isSimilar)
                showShelf({});
            m_search->setFocus(Qt::ShortcutFocusReason);
            m_search->selectAll();
        },
        {});
    add(
        QStringLiteral("library.analyse"), tr("Analyse the song again"), QStringLiteral("analysis"), QStringLiteral("Ctrl+R"),
        [this] { m_commands->analyse(pickedOrCurrent()); }, chosen);
    add(
        QStringLiteral("library.favourite"), tr("Favourite or not"), QStringLiteral("heart"), QStringLiteral("Ctrl+L"),
        [this] { m_commands->toggleFavourite(pickedOrCurrent()); }, chosen);
    add(
        QStringLiteral("library.tags"), tr("Edit tags"), QStringLiteral("tag"), {}, [this] { m_commands->editTags(pickedOrCurrent()); },
        chosen);
    add(
        QStringLiteral("library.preview"), tr("Play the chosen song"), QStringLiteral("play"), QStringLiteral("Space"),
        [this] { m_preview->togglePlay(); }, chosen);
    add(
        QStringLiteral("library.similar"), tr("Find similar songs"), QStringLiteral("alternates"), QStringLiteral("Ctrl+Shift+F"),
        [this] { showSimilar(m_context.currentTrack()); }, chosen);
    add(QStringLiteral("library.covers"), tr("List or covers"), QStringLiteral("grid"), QStringLiteral("Ctrl+Shift+L"),
        [this] { m_views->setCurrent(1 - m_views->current()); }, {});
    add(QStringLiteral("library.watch"), tr("Watched folders"), QStringLiteral("eye"), {}, [this] { m_commands->openWatchFolders(); }, {});
    add(QStringLiteral("library.statistics"), tr("Statistics of the library"), QStringLiteral("analysis"), {},
        [this] {
            showShelf({Shelf::Kind::Statistics, {}});
        },
        {});
    add(QStringLiteral("library.map"), tr("Likeness map"), QStringLiteral("route"), {}, [this] { showShelf({Shelf::Kind::Map, {}}); }, {});
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
    query.text = m_search->text().trimmed();
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
        m_filters->setQuery(m_filter);
        m_search->setText(text);
    }
    m_collections->setCurrent(shelf);
    {
        const QSignalBlocker quiet(m_shelfField);
        m_shelfField->setValue(shelfValue(shelf));
    }
    refreshPage();
    refreshList();
}

void LibraryScreen::setFilter(const library::TrackQuery &filter)
{
    m_filter = filter;
    const QStringList sentences = library::straighten(m_filter);
    m_filters->setQuery(m_filter);
    if (!sentences.isEmpty())
        Q_EMIT m_filters->said(sentences.join(u' '));
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
    m_search->setVisible(isList);
    m_filters->setVisible(isList);
    m_views->setVisible(isList);
    m_pageTitle->setVisible(m_isSimilar || (!isList && m_shelfField->isHidden())); // a narrow window's field says it already
    m_pageTitle->setText(m_isSimilar ? tr("Similar songs") : shelfName(m_shelf.kind));
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
        showDuplicates();
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
    m_summed = 0;
    m_length = {};
    m_sumSoon.start();
    refreshSummary();
    refreshPage();
    if (m_shelf.kind == Shelf::Kind::Missing)
        m_missing->setCount(m_songs->model().rowCount());
}

void LibraryScreen::showDuplicates()
{
    m_duplicates->refresh();
    m_collections->setCount(Shelf::Kind::Duplicates, m_duplicates->groupCount());
}

void LibraryScreen::showNoSongs()
{
    if (m_context.library().trackCount() == 0)
        return m_songs->showFirstUse(tr("Your songs go here"), tr("Drop songs or folders anywhere on the window, or choose them."));
    const QString text = m_search->text().trimmed();
    const QString search = QStringLiteral("search");
    if (!text.isEmpty() && m_filter.isEverything())
        return m_songs->showEmpty(search, tr("No song matches “%1”").arg(text),
                                  tr("Title, artist, album, genre, tags and file name are searched."));
    if (!text.isEmpty())
        return m_songs->showEmpty(search, tr("No song matches “%1”").arg(text), tr("The filters above narrow the search."));
    if (!m_filter.isEverything())
        return m_songs->showEmpty(QStringLiteral("filter"), tr("No song fits the filters"),
                                  tr("Take one away above, or make a range wider."));
    const auto say = [this](const QString &title, const QString &sentence) {
        m_songs->showEmpty(shelfIcon(m_shelf.kind), title, sentence);
    };
    switch (m_shelf.kind) {
    case Shelf::Kind::Missing:
        return say(tr("No file is missing"), tr("Every song of the library is where it was."));
    case Shelf::Kind::Collection:
        return say(tr("Nothing in this collection yet"), tr("Drop songs on its name at the left, or put them in by their menu."));
    case Shelf::Kind::Used:
        return say(tr("No song is used yet"), tr("Songs of your projects stand here."));
    case Shelf::Kind::Favourites:
        return say(tr("No favourites yet"), tr("The heart below marks a song, or Ctrl+L."));
    default:
        return say(tr("Nothing on this shelf yet"), tr("Songs that were added in the last 30 days stand here."));
    }
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
        const QSignalBlocker quiet(m_shelfField);
        m_shelfField->setOptions(std::move(options));
        m_shelfField->setValue(shelfValue(m_shelf));
    }
    if (const auto stats = lib.statistics()) {
        m_collections->bpm().setStats(*stats);
        m_statistics->setStats(*stats);
    }
}

void LibraryScreen::refreshSummary()
{
    const int picked = static_cast<int>(pickedRows(*m_songs->table().selectionModel()).size());
    const bool isList = !m_shelf.isTool() && !m_isSimilar;
    const bool known = m_summed >= m_songs->model().ids().size();
    QString words = isList && m_songs->model().rowCount() > 0
                        ? summaryOf(m_songs->model().rowCount(), known ? std::optional(m_length) : std::nullopt)
                        : QString();
    if (picked > 1 && isList)
        words = tr("%1 of %2").arg(picked).arg(summaryOf(m_songs->model().rowCount(), std::nullopt));
    m_summary->setText(words);
}

void LibraryScreen::sumOn()
{
    const std::vector<TrackId> &ids = m_songs->model().ids();
    const size_t until = std::min(ids.size(), m_summed + kSumSlice);
    for (; m_summed < until; ++m_summed) {
        if (const auto track = m_context.library().listed(ids[m_summed]))
            m_length += track->duration;
    }
    if (m_summed < ids.size())
        m_sumSoon.start(0);
    else
        refreshSummary();
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
    query.text = m_search->text().trimmed();
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

void LibraryScreen::openImportMenu(QWidget *from)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString keys = m_context.actions().shortcutText(QStringLiteral("library.import"));
    connect(menu->addAction(themedIcon(QStringLiteral("music")), tr("Songs") + (keys.isEmpty() ? QString() : u'\t' + keys)),
            &QAction::triggered, &m_context, &AppContext::importDialogRequested);
    connect(menu->addAction(themedIcon(QStringLiteral("folder")), tr("A folder")), &QAction::triggered, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(window(), tr("Import a folder"));
        if (!folder.isEmpty())
            Q_EMIT m_context.importRequested({folder});
    });
    menu->addSeparator();
    connect(menu->addAction(themedIcon(QStringLiteral("eye")), tr("Watched folders")), &QAction::triggered, m_commands,
            &LibraryCommands::openWatchFolders);
    menu->popup(from->mapToGlobal(QPoint(0, from->height() + 4)));
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
    m_shelfField->setVisible(narrow);
    m_search->setFixedWidth(narrow ? 180 : 230);
    refreshPage();
}

void LibraryScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshPage();
}

} // namespace sc::ui
