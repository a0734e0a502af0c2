// SPDX-License-Identifier: GPL-3.0-or-later
// Who on the Library screen hears what: its parts, the library, the rest of the window.
#include "ui/library/library_screen.h"

#include "ui/library/bpm_card.h"
#include "ui/library/collections_panel.h"
#include "ui/library/duplicates_page.h"
#include "ui/library/filter_bar.h"
#include "ui/library/import_strip.h"
#include "ui/library/large_files.h"
#include "ui/library/library_bar.h"
#include "ui/library/library_commands.h"
#include "ui/library/likeness_map.h"
#include "ui/library/list_summary.h"
#include "ui/library/map_page.h"
#include "ui/library/missing_bar.h"
#include "ui/library/preview_panel.h"
#include "ui/library/similar_page.h"
#include "ui/library/statistics_page.h"
#include "ui/library/track_table.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"

#include <QtCore/QJsonDocument>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {
const QString kColumnsSetting = QStringLiteral("library.columns");
const QString kSortSetting = QStringLiteral("library.sort");
const QString kGridSetting = QStringLiteral("library.grid");
} // namespace

void LibraryScreen::connectParts()
{
    connectList();
    connectTools();
    connectCollections();
    connectLibrary();
}

// What the person had the last time.
void LibraryScreen::readSettings()
{
    const library::Library &lib = m_context.library();
    const QStringList sort = lib.setting(kSortSetting).split(u' ');
    setSort(sortNamed(sort.first()), sort.size() > 1);
    m_songs->table().setColumns(trackColumnsFromJson(QJsonDocument::fromJson(lib.setting(kColumnsSetting).toUtf8()).object()));
    setCovers(lib.setting(kGridSetting) == u"yes");
}

void LibraryScreen::offerUnfinishedImport()
{
    library::Library &lib = m_context.library();
    const QStringList paths = lib.unfinishedImport();
    if (paths.isEmpty())
        return;
    lib.forgetUnfinishedImport(); // asked once
    Q_EMIT m_context.noticeRaised({Notice::Level::Warning, tr("An import was broken off"),
                                   tr("What had come in by then is in the library. The rest can be fetched now."), tr("Go on"),
                                   [&lib, paths] { lib.startImport(paths); }});
}

void LibraryScreen::connectList()
{
    connect(&m_bar->search(), &QLineEdit::textChanged, this, [this] { m_listSoon.start(0); });
    connect(&m_bar->search(), &QLineEdit::returnPressed, m_songs, &SongList::focusSongs);
    connect(&m_bar->filters(), &FilterBar::queryEdited, this, [this](const library::TrackQuery &query) {
        m_filter = query;
        refreshList();
    });
    connect(&m_bar->filters(), &FilterBar::said, this, [this](const QString &sentence) {
        Q_EMIT m_context.noticeRaised({Notice::Level::Info, tr("Range put right"), sentence, {}, {}});
    });
    connect(&m_bar->views(), &Segment::currentChanged, this, [this](int view) {
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
        m_bar->search().setFocus(Qt::OtherFocusReason);
        m_bar->search().setText(text);
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
    connect(m_duplicates, &DuplicatesPage::counted, this, [this](int groups) { m_collections->setCount(Shelf::Kind::Duplicates, groups); });
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
    connect(&m_bar->shelves(), &FieldChoice::currentChanged, this, [this] { showShelf(shelfOf(m_bar->shelves().value().toString())); });
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
        query.text = m_bar->search().text().trimmed();
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

} // namespace sc::ui
