// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/library_shots.h"

#include "core/library/library.h"
#include "ui/library/bring_back.h"
#include "ui/library/file_work.h"
#include "ui/library/filter_bar.h"
#include "ui/library/import_strip.h"
#include "ui/library/library_commands.h"
#include "ui/library/map_page.h"
#include "ui/library/tag_editor.h"
#include "ui/library/watch_folders.h"
#include "ui/library/work_strip.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/search_field.h"

namespace sc::app {

using ui::FilterKind;
using ui::Shelf;

namespace {

constexpr QSize kUsual(1440, 900);
constexpr QSize kSmallest(1024, 640);

// A picture shows what was said, not whether it could be done.
template<class R> void quietly(const R &) {}

} // namespace

LibraryShots::LibraryShots(ui::LibraryScreen &screen, ui::AppContext &context, Take take)
    : m_screen(screen), m_context(context), m_take(std::move(take))
{
}

bool LibraryShots::shot(const QString &name)
{
    return m_take(QStringLiteral("library-") + name, kUsual);
}

void LibraryShots::mark()
{
    library::Library &lib = m_context.library();
    const auto songs = lib.find({});
    if (!songs || songs->size() < 3)
        return;
    const std::vector<TrackId> &ids = *songs;
    constexpr std::array kStars{5, 4, 4, 3, 0, 3, 0, 5, 4, 2};
    for (size_t i = 0; i < ids.size(); ++i)
        quietly(lib.setRating(ids[i], kStars[i % kStars.size()]));
    quietly(lib.setFavourite(ids[1], true));
    quietly(lib.setFavourite(ids[ids.size() / 2], true));
    quietly(lib.setTags({ids[0], ids[2]}, {QStringLiteral("rain"), QStringLiteral("reel")}, {}));
    quietly(lib.setTags({ids[1]}, {QStringLiteral("reel")}, {}));
    library::TrackQuery drive;
    drive.bpm = {110, 125};
    quietly(lib.addCollection(QStringLiteral("Drive, 110 to 125"), drive));
    library::TrackQuery fits;
    fits.key = QStringLiteral("A minor");
    fits.withCompatibleKeys = true;
    quietly(lib.addCollection(QStringLiteral("Fits 8A"), fits));
    library::TrackQuery calm;
    calm.loudness = {{}, -14};
    quietly(lib.addCollection(QStringLiteral("Calm under -14"), calm));
    if (const auto reel = lib.addCollection(QStringLiteral("Summer reel")))
        quietly(lib.putInCollection(*reel, {ids[0], ids[1], ids[2]}, true));
}

bool LibraryShots::takeImport()
{
    bool taken = shot(QStringLiteral("importing"));
    m_screen.importStrip().setPaused(true);
    taken = shot(QStringLiteral("import-paused")) && taken;
    m_context.library().pauseImport(false);
    m_screen.importStrip().setPaused(false);
    return taken;
}

bool LibraryShots::takeAll()
{
    if (m_context.library().collections().empty())
        mark();
    m_screen.refreshNow();
    bool all = shot(QStringLiteral("list"));
    if (m_screen.songs().model().rowCount() > 3) {
        m_screen.songs().setPicked({m_screen.songs().model().idAt(0), m_screen.songs().model().idAt(1), m_screen.songs().model().idAt(3)});
        all = shot(QStringLiteral("several")) && all;
        m_screen.songs().setPicked({m_context.currentTrack()});
    }
    m_context.actions().trigger(QStringLiteral("library.covers"));
    all = shot(QStringLiteral("covers")) && all;
    m_context.actions().trigger(QStringLiteral("library.covers"));
    all = takeFilters() && all;
    all = takeTools() && all;
    all = takeDialogs() && all;
    return takeEmpty() && all;
}

bool LibraryShots::takeFilters()
{
    library::TrackQuery query;
    query.bpm = {60, 140};
    query.addedFrom = QStringLiteral("2020-01-01");
    m_screen.setFilter(query);
    bool all = shot(QStringLiteral("filtered"));
    const std::pair<FilterKind, QString> editors[] = {
        {FilterKind::Bpm, QStringLiteral("bpm")},     {FilterKind::Key, QStringLiteral("key")},
        {FilterKind::Genre, QStringLiteral("genre")}, {FilterKind::Instrument, QStringLiteral("instrument")},
        {FilterKind::Added, QStringLiteral("added")}, {FilterKind::Rating, QStringLiteral("rating")}};
    for (const auto &[kind, name] : editors) {
        m_screen.filters().openEditor(kind);
        all = shot(QStringLiteral("filter-") + name) && all;
        m_screen.filters().closeEditor();
    }
    m_screen.setFilter({});
    return all;
}

bool LibraryShots::takeTools()
{
    bool all = true;
    const std::pair<Shelf::Kind, QString> tools[] = {{Shelf::Kind::Statistics, QStringLiteral("statistics")},
                                                     {Shelf::Kind::Map, QStringLiteral("map")},
                                                     {Shelf::Kind::Duplicates, QStringLiteral("duplicates")},
                                                     {Shelf::Kind::Missing, QStringLiteral("missing")}};
    for (const auto &[kind, name] : tools) {
        m_screen.showShelf({kind, {}});
        all = shot(name) && all;
        all = m_take(QStringLiteral("library-") + name + QStringLiteral("-1024x640"), kSmallest) && all;
    }
    m_screen.showShelf({});
    m_screen.showSimilar(m_context.currentTrack());
    all = shot(QStringLiteral("similar")) && all;
    m_screen.showShelf({});
    return all;
}

bool LibraryShots::takeDialogs()
{
    m_screen.commands().editTags({m_context.currentTrack()});
    bool all = shot(QStringLiteral("tags"));
    if (ui::TagEditor *editor = m_screen.commands().tagEditor())
        editor->close();
    // With a song to bring back where there are enough.
    const std::vector<TrackId> ids = m_context.library().find({}).value_or(std::vector<TrackId>());
    const std::vector<TrackId> gone = ids.size() > 3 ? std::vector<TrackId>{ids[ids.size() - 2], ids.back()} : std::vector<TrackId>();
    quietly(m_context.library().remove(gone));
    m_screen.commands().openBringBack();
    all = shot(QStringLiteral("bring-back")) && all;
    m_screen.commands().bringBack()->close();
    quietly(m_context.library().bringBack(gone));
    m_screen.commands().fileWork().looking().begin(QStringLiteral("Looking for missing songs"), QStringLiteral("/home/ada/Music/Archive"));
    m_screen.commands().fileWork().looking().setFraction(0.4);
    all = shot(QStringLiteral("looking")) && all;
    m_screen.commands().fileWork().looking().finish();
    m_screen.commands().openWatchFolders();
    all = shot(QStringLiteral("watch")) && all;
    m_screen.commands().watchFolders()->close();
    return all;
}

bool LibraryShots::takeEmpty()
{
    m_screen.search().setText(QStringLiteral("zzz"));
    bool all = shot(QStringLiteral("no-match"));
    m_screen.search().clear();
    m_screen.refreshNow();
    m_screen.songs().showLoading();
    all = shot(QStringLiteral("loading")) && all;
    const Problem damaged = Problem(ProblemCode::DatabaseError, QStringLiteral("The library is damaged and cannot be read."))
                                .withDetail(QStringLiteral("database disk image is malformed"))
                                .withAction(QStringLiteral("restore.backup"), QStringLiteral("Restore the newest copy"));
    m_screen.songs().showProblem(QStringLiteral("The songs cannot be read"), damaged);
    all = shot(QStringLiteral("error")) && all;
    m_screen.refreshNow();
    return all;
}

} // namespace sc::app
