// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/shelf.h"
#include "ui/library/song_list.h"
#include "ui/library/track_pictures.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedLayout;

namespace sc::ui {

class CollectionsPanel;
class DuplicatesPage;
class FilterBar;
class ImportStrip;
class LargeFiles;
class LibraryBar;
class LibraryCommands;
class ListSummary;
class MapPage;
class MissingBar;
class Panel;
class PreviewPanel;
class RefusedFiles;
class SearchField;
class SimilarPage;
class StatisticsPage;

// All songs: shelves, search as you type, filters, the list or its covers, tools over all songs, what an import does, and
// the chosen song below.
class LibraryScreen : public QWidget
{
    Q_OBJECT

public:
    explicit LibraryScreen(AppContext &context, QWidget *parent = nullptr);
    ~LibraryScreen() override;

    void showShelf(const Shelf &shelf);
    [[nodiscard]] const Shelf &shelf() const { return m_shelf; }
    void setFilter(const library::TrackQuery &filter);
    void showSimilar(const TrackId &track);
    void refreshNow(); // instead of in a moment
    void refreshList();
    void focusSearch();
    void setCovers(bool covers); // instead of the list
    void openColumns();          // the choice of columns and order
    [[nodiscard]] std::vector<TrackId> pickedOrCurrent() const;

    [[nodiscard]] SongList &songs() const { return *m_songs; }
    [[nodiscard]] FilterBar &filters() const;
    [[nodiscard]] SearchField &search() const;
    [[nodiscard]] CollectionsPanel &collections() const { return *m_collections; }
    [[nodiscard]] ImportStrip &importStrip() const { return *m_strip; }
    [[nodiscard]] LibraryCommands &commands() const { return *m_commands; }
    [[nodiscard]] PreviewPanel &preview() const { return *m_preview; }
    [[nodiscard]] MapPage &mapPage() const { return *m_map; }
    [[nodiscard]] SimilarPage &similarPage() const { return *m_similar; }
    [[nodiscard]] StatisticsPage &statisticsPage() const { return *m_statistics; }
    [[nodiscard]] DuplicatesPage &duplicatesPage() const { return *m_duplicates; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] Panel *buildList();
    void connectParts();
    void connectList();
    void connectTools();
    void connectLibrary();
    void connectCollections();
    void readSettings();
    void offerUnfinishedImport(); // of the last time

    [[nodiscard]] library::TrackQuery query() const;
    void showNoSongs();
    void refreshShelves();
    void refreshSummary();
    void refreshPage();
    void showCurrent();
    void setSort(library::TrackSort sort, bool descending);
    void addCollection(bool smart);
    void openRefused();

    AppContext &m_context;
    TrackPictures m_pictures;
    LibraryCommands *m_commands = nullptr;
    Shelf m_shelf;
    library::TrackQuery m_filter; // of the chips
    library::TrackSort m_sort = library::TrackSort::Title;
    bool m_isDescending = false;
    bool m_isSimilar = false; // the page of songs like one, over the shelf

    CollectionsPanel *m_collections = nullptr;
    LibraryBar *m_bar = nullptr;
    ListSummary *m_summary = nullptr;
    ImportStrip *m_strip = nullptr;
    MissingBar *m_missing = nullptr;
    SongList *m_songs = nullptr;
    StatisticsPage *m_statistics = nullptr;
    MapPage *m_map = nullptr;
    DuplicatesPage *m_duplicates = nullptr;
    SimilarPage *m_similar = nullptr;
    QStackedLayout *m_pages = nullptr;
    PreviewPanel *m_preview = nullptr;
    RefusedFiles *m_refused = nullptr;
    LargeFiles *m_large = nullptr;
    QTimer m_listSoon;
    QTimer m_shelvesSoon;
};

} // namespace sc::ui
