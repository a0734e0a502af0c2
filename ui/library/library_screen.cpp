// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_screen.h"

#include "ui/library/bpm_histogram.h"
#include "ui/library/collections_panel.h"
#include "ui/library/import_strip.h"
#include "ui/library/preview_panel.h"
#include "ui/library/refused_files.h"
#include "ui/library/track_table.h"
#include "ui/theme/icons.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {
constexpr int kFoldWidth = 1100; // of the screen: the shelves become a field
constexpr std::array kShelves{Collection::All, Collection::Recent, Collection::Favourites, Collection::Missing};
} // namespace

LibraryScreen::LibraryScreen(AppContext &context, QWidget *parent) : QWidget(parent), m_context(context), m_pictures(context.library())
{
    build();
    connectLibrary();
    addActions();
    reload();
}

LibraryScreen::~LibraryScreen() = default;

void LibraryScreen::build()
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    m_collections = new CollectionsPanel;
    columns->addWidget(m_collections);
    auto *right = new QVBoxLayout;
    right->setSpacing(space::kGutter);
    right->addWidget(buildList(), 1);
    m_preview = new PreviewPanel(m_context, m_pictures);
    right->addWidget(m_preview);
    columns->addLayout(right, 1);

    connect(m_collections, &CollectionsPanel::chosen, this, [this](Collection collection) {
        TrackView view = m_model.view();
        view.collection = collection;
        m_model.setView(view);
        m_shelf->setValue(static_cast<int>(collection));
        refreshCounts();
    });
    connect(m_shelf, &FieldChoice::currentChanged, this, [this](int index) {
        m_collections->setCurrent(kShelves[static_cast<size_t>(index)]);
        Q_EMIT m_collections->chosen(kShelves[static_cast<size_t>(index)]);
    });
    connect(m_preview, &PreviewPanel::favouriteToggled, this,
            [this](bool on) { reported(m_context, m_context.library().setFavourite(m_context.currentTrack(), on)); });
}

Panel *LibraryScreen::buildList()
{
    auto *panel = new Panel;
    auto *rows = new QVBoxLayout(panel);
    rows->setContentsMargins(0, 0, 0, 6);
    rows->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 10);
    bar->setSpacing(space::kGutter);
    m_shelf = new FieldChoice(tr("Collection"));
    std::vector<FieldChoice::Option> shelves;
    for (const Collection collection : kShelves)
        shelves.push_back({CollectionsPanel::nameOf(collection), static_cast<int>(collection)});
    m_shelf->setOptions(std::move(shelves));
    m_shelf->setFixedWidth(150);
    bar->addWidget(m_shelf);
    m_search = new SearchField(tr("Title, artist, album or file"));
    m_search->setFixedWidth(230);
    bar->addWidget(m_search);
    bar->addStretch(1);
    m_summary = new TextLabel({}, TextStyle::Body, Ink::Tertiary);
    bar->addWidget(m_summary);
    auto *import = new PushButton(tr("Import"));
    import->setIconName(QStringLiteral("plus"));
    import->setToolTip(tooltipOf(tr("Import songs"), m_context.actions().shortcutText(QStringLiteral("library.import"))));
    connect(import, &QPushButton::clicked, &m_context, &AppContext::importDialogRequested);
    bar->addWidget(import);
    rows->addLayout(bar);

    auto *stripRow = new QVBoxLayout;
    stripRow->setContentsMargins(12, 0, 12, 6);
    m_strip = new ImportStrip;
    stripRow->addWidget(m_strip);
    rows->addLayout(stripRow);

    auto *pages = new QWidget;
    m_pages = new QStackedLayout(pages);
    m_table = new TrackTable(m_model, m_pictures);
    m_pages->addWidget(m_table);
    m_empty = new EmptyState(QStringLiteral("music"), {}, {});
    m_empty->addAction(tr("Import songs"), true, [this] { Q_EMIT m_context.importDialogRequested(); });
    m_pages->addWidget(m_empty);
    rows->addWidget(pages, 1);

    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(60);
    connect(&m_searchSoon, &QTimer::timeout, this, &LibraryScreen::applySearch);
    connect(m_search, &QLineEdit::textChanged, &m_searchSoon, qOverload<>(&QTimer::start));
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_table->setFocus(); });
    connect(m_table, &TrackTable::selectedChanged, &m_context, &AppContext::setCurrentTrack);
    connect(m_table, &TrackTable::opened, this, [this] { Q_EMIT m_context.screenRequested(ScreenId::Analysis); });
    connect(m_table, &TrackTable::menuRequested, this, &LibraryScreen::openMenu);
    connect(m_table, &TrackTable::removeRequested, this, &LibraryScreen::remove);
    connect(m_table, &TrackTable::rated, this,
            [this](const TrackId &track, int rating) { reported(m_context, m_context.library().setRating(track, rating)); });
    return panel;
}

void LibraryScreen::connectLibrary()
{
    library::Library &lib = m_context.library();
    connect(&lib, &library::Library::tracksChanged, this, &LibraryScreen::reload);
    connect(&lib, &library::Library::trackChanged, this, [this](const TrackId &id) {
        if (const auto track = m_context.library().track(id)) {
            m_model.updateTrack(*track);
            refreshCounts();
            if (id == m_context.currentTrack())
                showCurrent();
        }
    });
    connect(&lib, &library::Library::importProgress, m_strip, &ImportStrip::setProgress);
    connect(&lib, &library::Library::importOutcome, m_strip, &ImportStrip::addOutcome);
    connect(&lib, &library::Library::importFinished, m_strip, &ImportStrip::finish);
    connect(m_strip, &ImportStrip::cancelRequested, &lib, &library::Library::cancelImport);
    connect(m_strip, &ImportStrip::showRefusedRequested, this, [this] {
        if (m_refused == nullptr) {
            m_refused = new RefusedFiles(window());
            connect(m_refused, &RefusedFiles::actionChosen, &m_context, &AppContext::problemActionChosen);
        }
        m_refused->openFor(m_strip->refused());
    });
    connect(&lib, &library::Library::analysisProgress, this,
            [this](const TrackId &id, double fraction) { m_model.setProgress(id, fraction); });
    connect(&lib, &library::Library::analysisFinished, this, [this](const TrackId &id) {
        m_model.setProgress(id, -1);
        m_pictures.forget(id);
        if (id == m_context.currentTrack())
            showCurrent();
    });
    connect(&lib, &library::Library::analysisFailed, this, [this](const TrackId &id) { m_model.setProgress(id, -1); });
    connect(&m_context, &AppContext::currentTrackChanged, this, &LibraryScreen::showCurrent);
    connect(&m_context, &AppContext::previewTrackChanged, this, [this] { m_table->setPlaying(m_context.previewTrack()); });
}

void LibraryScreen::addActions()
{
    ActionRegistry &actions = m_context.actions();
    const QString group = tr("Library");
    const auto chosen = [this] { return !m_context.currentTrack().isEmpty(); };
    actions.add({QStringLiteral("library.search"),
                 tr("Search songs"),
                 group,
                 QStringLiteral("search"),
                 {QKeySequence(QStringLiteral("Ctrl+F"))},
                 [this] {
                     m_search->setFocus(Qt::ShortcutFocusReason);
                     m_search->selectAll();
                 },
                 {},
                 false,
                 this});
    actions.add({QStringLiteral("library.analyse"),
                 tr("Analyse the song again"),
                 group,
                 QStringLiteral("analysis"),
                 {QKeySequence(QStringLiteral("Ctrl+R"))},
                 [this] { m_context.library().startAnalysis(m_context.currentTrack()); },
                 chosen,
                 false,
                 this});
    actions.add({QStringLiteral("library.favourite"),
                 tr("Favourite or not"),
                 group,
                 QStringLiteral("heart"),
                 {QKeySequence(QStringLiteral("Ctrl+L"))},
                 [this] {
                     if (const auto track = m_context.library().track(m_context.currentTrack()))
                         reported(m_context, m_context.library().setFavourite(track->id, !track->favourite));
                 },
                 chosen,
                 false,
                 this});
}

void LibraryScreen::reload()
{
    m_pictures.forgetAll();
    m_model.setTracks(m_context.library().tracks());
    applySearch();
    if (m_context.currentTrack().isEmpty() && m_model.rowCount() > 0)
        m_context.setCurrentTrack(m_model.trackAt(0).id);
    showCurrent();
}

void LibraryScreen::applySearch()
{
    TrackView view = m_model.view();
    const QString text = m_search->text().trimmed();
    view.found.reset();
    if (!text.isEmpty()) {
        const auto found = m_context.library().search(text);
        if (!reported(m_context, found))
            return;
        QSet<TrackId> ids;
        for (const library::Track &track : *found)
            ids.insert(track.id);
        view.found = ids;
    }
    m_model.setView(view);
    refreshCounts();
    m_table->select(m_context.currentTrack());
}

void LibraryScreen::refreshCounts()
{
    m_collections->setTracks(m_model.allTracks());
    m_summary->setText(summaryOf(m_model.shownTracks()));
    const bool none = m_model.rowCount() == 0;
    if (m_model.allTracks().empty())
        m_empty->setWords(tr("Your songs go here"), tr("Drop songs or folders anywhere on the window, or choose them."));
    else if (!m_search->text().isEmpty())
        m_empty->setWords(tr("No song matches “%1”").arg(m_search->text()), tr("Title, artist, album, genre and file name are searched."));
    else if (m_model.view().collection == Collection::Missing)
        m_empty->setWords(tr("No file is missing"), tr("Every song of the library is where it was."));
    else
        m_empty->setWords(tr("Nothing on this shelf yet"), tr("Mark a song as favourite, or import some."));
    m_pages->setCurrentIndex(none ? 1 : 0);
}

void LibraryScreen::showCurrent()
{
    const TrackId id = m_context.currentTrack();
    const auto track = id.isEmpty() ? std::nullopt : std::optional(m_context.library().track(id));
    const bool known = track && track->has_value();
    m_preview->setTrack(known ? std::optional(**track) : std::nullopt);
    m_collections->histogram().setCurrent(known ? (*track)->bpm : std::nullopt);
    m_table->select(id);
}

void LibraryScreen::openMenu(const TrackId &track, const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    ActionRegistry &actions = m_context.actions();
    connect(menu->addAction(themedIcon(QStringLiteral("timeline")), tr("New project from song")), &QAction::triggered, this,
            [this, track] { Q_EMIT m_context.newProjectRequested(track); });
    connect(menu->addAction(themedIcon(QStringLiteral("analysis")), tr("Open analysis")), &QAction::triggered, this,
            [this] { Q_EMIT m_context.screenRequested(ScreenId::Analysis); });
    menu->addSeparator();
    for (const QString &id : {QStringLiteral("library.analyse"), QStringLiteral("library.favourite")})
        menu->addAction(actions.action(id));
    menu->addSeparator();
    connect(menu->addAction(themedIcon(QStringLiteral("trash")), tr("Remove from library") + QStringLiteral("\tDel")), &QAction::triggered,
            this, [this, track] { remove(track); });
    menu->popup(at);
}

void LibraryScreen::remove(const TrackId &track)
{
    const auto song = m_context.library().track(track);
    if (!song || !reported(m_context, m_context.library().remove(track)))
        return;
    m_context.setCurrentTrack({});
    Notice notice{Notice::Level::Info, tr("“%1” left the library").arg(song->title), tr("Its file was not touched."), tr("Undo"),
                  [this, file = song->file] { Q_EMIT m_context.importRequested({file}); }};
    Q_EMIT m_context.noticeRaised(notice);
}

void LibraryScreen::resizeEvent(QResizeEvent *)
{
    const bool narrow = width() < kFoldWidth;
    m_collections->setVisible(!narrow);
    m_shelf->setVisible(narrow);
}

} // namespace sc::ui
