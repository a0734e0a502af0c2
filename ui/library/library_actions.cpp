// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_actions.h"

#include "ui/library/collections_panel.h"
#include "ui/library/library_commands.h"
#include "ui/library/library_screen.h"
#include "ui/library/preview_panel.h"
#include "ui/library/track_table.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"

namespace sc::ui {

namespace {

class Adder
{
public:
    Adder(LibraryScreen &screen, AppContext &context) : m_screen(screen), m_context(context) {}

    // Enabled when a song is chosen.
    void ofSong(const char *id, const QString &text, const char *icon, const char *key, const std::function<void()> &run)
    {
        add(id, text, icon, key, run, [&context = m_context] { return !context.currentTrack().isEmpty(); });
    }
    void add(const char *id, const QString &text, const char *icon, const char *key, const std::function<void()> &run,
             const std::function<bool()> &enabled = {})
    {
        const QString keys = QString::fromLatin1(key);
        m_context.actions().add({QString::fromLatin1(id), text, LibraryScreen::tr("Library"), QString::fromLatin1(icon),
                                 keys.isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{QKeySequence(keys)}, run, enabled, false,
                                 &m_screen});
    }

private:
    LibraryScreen &m_screen;
    AppContext &m_context;
};

void addSongActions(Adder &adder, LibraryScreen &screen, AppContext &context)
{
    LibraryCommands &commands = screen.commands();
    adder.ofSong("library.analyse", LibraryScreen::tr("Analyse the song again"), "analysis", "Ctrl+R",
                 [&] { commands.analyse(screen.pickedOrCurrent()); });
    adder.ofSong("library.favourite", LibraryScreen::tr("Favourite or not"), "heart", "Ctrl+L",
                 [&] { commands.toggleFavourite(screen.pickedOrCurrent()); });
    adder.ofSong("library.tags", LibraryScreen::tr("Edit tags"), "tag", "", [&] { commands.editTags(screen.pickedOrCurrent()); });
    adder.ofSong("library.write-tags", LibraryScreen::tr("Write tags into the file"), "export", "",
                 [&] { commands.writeTags(screen.pickedOrCurrent()); });
    adder.ofSong("library.preview", LibraryScreen::tr("Play the chosen song"), "play", "Space", [&] { screen.preview().togglePlay(); });
    adder.ofSong("library.similar", LibraryScreen::tr("Find similar songs"), "alternates", "Ctrl+Shift+F",
                 [&] { screen.showSimilar(context.currentTrack()); });
    adder.ofSong("library.project", LibraryScreen::tr("New project from the song"), "timeline", "",
                 [&] { Q_EMIT context.newProjectRequested(context.currentTrack()); });
    adder.ofSong("library.remove", LibraryScreen::tr("Remove songs from the library"), "trash", "",
                 [&] { commands.remove(screen.pickedOrCurrent()); });
}

} // namespace

void addLibraryActions(LibraryScreen &screen, AppContext &context)
{
    Adder adder(screen, context);
    adder.add("library.search", LibraryScreen::tr("Search songs"), "search", "Ctrl+F", [&] { screen.focusSearch(); });
    addSongActions(adder, screen, context);
    adder.add("library.covers", LibraryScreen::tr("List or covers"), "grid", "Ctrl+Shift+L",
              [&] { screen.setCovers(!screen.songs().isGrid()); });
    adder.add("library.columns", LibraryScreen::tr("Choose columns"), "columns", "", [&] { screen.openColumns(); });
    adder.add("library.watch", LibraryScreen::tr("Watched folders"), "eye", "", [&] { screen.commands().openWatchFolders(); });
    adder.add("library.bring-back", LibraryScreen::tr("Bring back songs and files"), "history", "",
              [&] { screen.commands().openBringBack(); });
    adder.add("library.relocate", LibraryScreen::tr("Look for missing songs"), "missing", "", [&] { screen.commands().lookForMissing(); });
    adder.add("library.statistics", LibraryScreen::tr("Statistics of the library"), "analysis", "", [&] {
        screen.showShelf({Shelf::Kind::Statistics, {}});
    });
    adder.add("library.duplicates", LibraryScreen::tr("Duplicates"), "stack", "", [&] { screen.showShelf({Shelf::Kind::Duplicates, {}}); });
    adder.add("library.map", LibraryScreen::tr("Likeness map"), "route", "", [&] { screen.showShelf({Shelf::Kind::Map, {}}); });
}

} // namespace sc::ui
