// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/shelf.h"
#include "ui/library/song_list.h"
#include "ui/library/track_pictures.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QStackedLayout;
class QHBoxLayout;

namespace sc::ui {

class CollectionsPanel;
class DuplicatesPage;
class FieldChoice;
class FilterBar;
class ImportStrip;
class LargeFiles;
class LibraryCommands;
class MapPage;
class MissingBar;
class Panel;
class PreviewPanel;
class PushButton;
class RefusedFiles;
class SearchField;
class Segment;
class SimilarPage;
class StatisticsPage;
class TextLabel;

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

    [[nodiscard]] SongList &songs() const { return *m_songs; }
    [[nodiscard]] FilterBar &filters() const { return *m_filters; }
    [[nodiscard]] SearchField &search() const { return *m_search; }
    [[nodiscard]] CollectionsPanel &collections() const { return *m_collections; }
    [[nodiscard]] ImportStrip &importStrip() const { return *m_strip; }
    [[nodiscard]] LibraryCommands &commands() const { return *m_commands; }
    [[nodiscard]] PreviewPanel &preview() const { return *m_preview; }
    [[nodiscard]] MapPage &mapPage() const { return *m_map; }
    [[nodiscard]] SimilarPage &similarPage() const { return *m_similar; }
    [[nodiscard]] DuplicatesPage &duplicatesPage() const { return *m_duplicates; }

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build();
    [[nodiscard]] Panel *buildList();
    [[nodiscard]] QHBoxLayout *buildBar();
    void connectList();
    void connectTools();
    void connectLibrary();
    void connectCollections();
    void addActions();

    [[nodiscard]] library::TrackQuery query() const;
    void showNoSongs();
    void showDuplicates();
    void refreshShelves();
    void refreshSummary();
    void sumOn(); // a slice of the length of all shown songs
    void refreshPage();
    void showCurrent();
    void setSort(library::TrackSort sort, bool descending);
    void addCollection(bool smart);
    void openImportMenu(QWidget *from);
    void openRefused();
    [[nodiscard]] std::vector<TrackId> pickedOrCurrent() const;

    AppContext &m_context;
    TrackPictures m_pictures;
    LibraryCommands *m_commands = nullptr;
    Shelf m_shelf;
    library::TrackQuery m_filter; // of the chips
    library::TrackSort m_sort = library::TrackSort::Title;
    bool m_isDescending = false;
    bool m_isSimilar = false; // the page of songs like one, over the shelf

    CollectionsPanel *m_collections = nullptr;
    FieldChoice *m_shelfField = nullptr; // instead of the panel in a narrow window
    SearchField *m_search = nullptr;
    FilterBar *m_filters = nullptr;
    TextLabel *m_pageTitle = nullptr; // of a tool, instead of search and filters
    TextLabel *m_summary = nullptr;
    Segment *m_views = nullptr;
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
    QTimer m_sumSoon;
    size_t m_summed = 0; // songs whose length is in m_length
    Ticks m_length;
};

// "86 songs, 5 h 41 min"; without the length while it is not known.
[[nodiscard]] QString summaryOf(int songs, std::optional<Ticks> length);

} // namespace sc::ui
