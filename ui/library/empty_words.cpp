// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/empty_words.h"

#include "ui/library/library_screen.h"

namespace sc::ui {

namespace {

EmptyWords wordsOfShelf(Shelf::Kind kind)
{
    const auto say = [kind](const QString &title, const QString &sentence) { return EmptyWords{shelfIcon(kind), title, sentence}; };
    switch (kind) {
    case Shelf::Kind::Missing:
        return say(LibraryScreen::tr("No file is missing"), LibraryScreen::tr("Every song of the library is where it was."));
    case Shelf::Kind::Collection:
        return say(LibraryScreen::tr("Nothing in this collection yet"),
                   LibraryScreen::tr("Drop songs on its name at the left, or put them in by their menu."));
    case Shelf::Kind::Used:
        return say(LibraryScreen::tr("No song is used yet"), LibraryScreen::tr("Songs of your projects stand here."));
    case Shelf::Kind::Favourites:
        return say(LibraryScreen::tr("No favourites yet"), LibraryScreen::tr("The heart below marks a song, or Ctrl+L."));
    default:
        return say(LibraryScreen::tr("Nothing on this shelf yet"),
                   LibraryScreen::tr("Songs that were added in the last 30 days stand here."));
    }
}

} // namespace

EmptyWords emptyWordsOf(const Shelf &shelf, const QString &text, bool isFiltered)
{
    if (!text.isEmpty())
        return {QStringLiteral("search"), LibraryScreen::tr("No song matches “%1”").arg(text),
                isFiltered ? LibraryScreen::tr("The filters above narrow the search.")
                           : LibraryScreen::tr("Title, artist, album, genre, tags and file name are searched.")};
    if (isFiltered)
        return {QStringLiteral("filter"), LibraryScreen::tr("No song fits the filters"),
                LibraryScreen::tr("Take one away above, or make a range wider.")};
    return wordsOfShelf(shelf.kind);
}

} // namespace sc::ui
