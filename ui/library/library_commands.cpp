// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/library_commands.h"

#include "core/library/library.h"
#include "ui/library/bring_back.h"
#include "ui/library/file_work.h"
#include "ui/library/query_words.h"
#include "ui/library/tag_editor.h"
#include "ui/library/watch_folders.h"
#include "ui/theme/icons.h"
#include "ui/widgets/action_registry.h"

#include <QtCore/QFileInfo>
#include <QtCore/QUrl>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

LibraryCommands::LibraryCommands(AppContext &context, TrackPictures &pictures, QWidget *screen)
    : QObject(screen), m_context(context), m_pictures(pictures), m_screen(screen), m_fileWork(new FileWork(context, screen))
{
}

template<class Do> bool LibraryCommands::forAll(const Songs &songs, Do run)
{
    for (const TrackId &song : songs) {
        const auto done = run(song);
        if (!done && done.error().code() != ProblemCode::NothingToUpdate)
            return reported(m_context, done);
    }
    return true;
}

void LibraryCommands::rate(const Songs &songs, int rating)
{
    if (forAll(songs, [&](const TrackId &song) { return m_context.library().setRating(song, rating); }) && songs.size() > 1)
        say(Notice::Level::Success, tr("%n song(s) rated", nullptr, static_cast<int>(songs.size())), tr("%n star(s)", nullptr, rating));
}

void LibraryCommands::toggleFavourite(const Songs &songs)
{
    const bool all = std::all_of(songs.begin(), songs.end(), [this](const TrackId &song) {
        const auto track = m_context.library().listed(song);
        return track && track->favourite;
    });
    forAll(songs, [&](const TrackId &song) { return m_context.library().setFavourite(song, !all); });
}

void LibraryCommands::analyse(const Songs &songs)
{
    for (const TrackId &song : songs)
        m_context.library().startAnalysis(song);
}

void LibraryCommands::remove(const Songs &songs)
{
    if (songs.empty())
        return;
    const auto first = m_context.library().listed(songs.front());
    if (!reported(m_context, m_context.library().remove(songs)))
        return;
    const bool one = songs.size() == 1;
    Q_EMIT m_context.noticeRaised({Notice::Level::Info,
                                   one && first ? tr("“%1” left the library").arg(first->title)
                                                : tr("%n song(s) left the library", nullptr, static_cast<int>(songs.size())),
                                   tr("No file was touched."), tr("Undo"),
                                   [this, songs] { reported(m_context, m_context.library().bringBack(songs)); }});
}

void LibraryCommands::editTags(const Songs &songs)
{
    if (songs.empty())
        return;
    if (m_tagEditor == nullptr)
        m_tagEditor = new TagEditor(m_context, m_pictures, m_screen->window());
    m_tagEditor->openFor(songs);
}

void LibraryCommands::writeTags(const Songs &songs)
{
    m_fileWork->writeTags(songs);
}

void LibraryCommands::locate(const TrackId &song)
{
    const auto track = m_context.library().listed(song);
    if (!track)
        return;
    const QString file =
        QFileDialog::getOpenFileName(m_screen->window(), tr("Where is “%1” now?").arg(track->title), QFileInfo(track->file).path());
    if (file.isEmpty())
        return;
    m_fileWork->lookAt(song, file);
}

void LibraryCommands::lookForMissing()
{
    const QString folder = QFileDialog::getExistingDirectory(m_screen->window(), tr("Look for missing songs in"));
    if (!folder.isEmpty())
        lookForMissingIn(folder);
}

void LibraryCommands::lookForMissingIn(const QString &folder)
{
    m_fileWork->lookIn(folder);
}

void LibraryCommands::openWatchFolders()
{
    if (m_watch == nullptr)
        m_watch = new WatchFolders(m_context, m_screen->window());
    m_watch->openNow();
}

void LibraryCommands::openBringBack()
{
    if (m_bringBack == nullptr)
        m_bringBack = new BringBack(m_context, m_screen->window());
    m_bringBack->openAt(BringBack::Kind::Songs);
}

CollectionId LibraryCommands::addCollection(const Songs &songs, const std::optional<library::TrackQuery> &query)
{
    const std::vector<library::Collection> known = m_context.library().collections();
    const QString wanted = query ? nameFor(*query) : tr("New collection");
    QString name = wanted;
    for (int i = 2; std::any_of(known.begin(), known.end(), [&](const auto &c) { return c.name.compare(name, Qt::CaseInsensitive) == 0; });
         ++i)
        name = QStringLiteral("%1 %2").arg(wanted.left(96)).arg(i);
    const auto made = m_context.library().addCollection(name, query);
    if (!reported(m_context, made))
        return {};
    if (!songs.empty())
        putIn(*made, songs, true);
    return *made;
}

void LibraryCommands::putIn(const CollectionId &collection, const Songs &songs, bool in)
{
    const auto done = m_context.library().putInCollection(collection, songs, in);
    const std::vector<library::Collection> known = m_context.library().collections();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto &c) { return c.id == collection; });
    const QString name = found == known.end() ? QString() : found->name;
    const int count = static_cast<int>(songs.size());
    if (!done && done.error().code() == ProblemCode::NothingToUpdate)
        return say(Notice::Level::Info, tr("Already in “%1”").arg(name));
    if (!reported(m_context, done))
        return;
    const QString title =
        in ? tr("%n song(s) put into “%1”", nullptr, count).arg(name) : tr("%n song(s) taken out of “%1”", nullptr, count).arg(name);
    Q_EMIT m_context.noticeRaised({Notice::Level::Success, title, {}, tr("Undo"), [this, collection, songs, in] {
                                       reported(m_context, m_context.library().putInCollection(collection, songs, !in));
                                   }});
}

void LibraryCommands::rename(const CollectionId &collection, const QString &name)
{
    for (library::Collection known : m_context.library().collections()) {
        if (known.id != collection)
            continue;
        known.name = name;
        reported(m_context, m_context.library().editCollection(known));
    }
}

void LibraryCommands::updateSmart(const CollectionId &collection, const library::TrackQuery &query)
{
    for (library::Collection known : m_context.library().collections()) {
        if (known.id != collection)
            continue;
        known.query = query;
        if (reported(m_context, m_context.library().editCollection(known)))
            say(Notice::Level::Success, tr("“%1” has the filters as they are now").arg(known.name));
    }
}

void LibraryCommands::removeCollection(const CollectionId &collection)
{
    const std::vector<library::Collection> known = m_context.library().collections();
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto &c) { return c.id == collection; });
    if (found == known.end())
        return;
    Songs songs;
    if (!found->query) {
        library::TrackQuery query;
        query.collection = collection;
        songs = m_context.library().find(query).value_or(Songs());
    }
    if (!reported(m_context, m_context.library().removeCollection(collection)))
        return;
    Q_EMIT m_context.noticeRaised({Notice::Level::Info, tr("“%1” was removed").arg(found->name), tr("Its songs are still in the library."),
                                   tr("Undo"), [this, old = *found, songs] {
                                       const auto made = m_context.library().addCollection(old.name, old.query);
                                       if (reported(m_context, made) && !songs.empty())
                                           reported(m_context, m_context.library().putInCollection(*made, songs, true));
                                   }});
}

QMenu *LibraryCommands::menuFor(const Songs &songs, const Shelf &shelf)
{
    auto *menu = new QMenu(m_screen);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    addToMenu(menu, songs, shelf);
    return menu;
}

void LibraryCommands::addCollectionsToMenu(QMenu *menu, const Songs &songs, const Shelf &shelf)
{
    QMenu *into = menu->addMenu(themedIcon(QStringLiteral("folder")), tr("Put into a collection"));
    for (const library::Collection &collection : m_context.library().collections()) {
        if (!collection.query)
            connect(into->addAction(collection.name), &QAction::triggered, this,
                    [this, id = collection.id, songs] { putIn(id, songs, true); });
    }
    into->addSeparator();
    connect(into->addAction(themedIcon(QStringLiteral("plus")), tr("New collection")), &QAction::triggered, this,
            [this, songs] { (void)addCollection(songs, {}); });
    if (shelf.kind == Shelf::Kind::Collection)
        connect(menu->addAction(themedIcon(QStringLiteral("close")), tr("Take out of this collection")), &QAction::triggered, this,
                [this, id = shelf.collection, songs] { putIn(id, songs, false); });
}

void LibraryCommands::addToMenu(QMenu *menu, const Songs &songs, const Shelf &shelf)
{
    const bool one = songs.size() == 1;
    const TrackId &first = songs.front();
    const auto track = m_context.library().listed(first);
    const auto add = [&](const QString &icon, const QString &words, auto run) {
        connect(menu->addAction(themedIcon(icon), words), &QAction::triggered, this, run);
    };
    if (one) {
        add(QStringLiteral("timeline"), tr("New project from song"), [this, first] { Q_EMIT m_context.newProjectRequested(first); });
        add(QStringLiteral("analysis"), tr("Open analysis") + QStringLiteral("\tEnter"),
            [this] { Q_EMIT m_context.screenRequested(ScreenId::Analysis); });
        add(QStringLiteral("play"), tr("Play or pause") + QStringLiteral("\tSpace"), [this] { Q_EMIT previewWanted(); });
        add(QStringLiteral("alternates"), tr("Find similar"), [this, first] { Q_EMIT similarWanted(first); });
        menu->addSeparator();
    }
    add(QStringLiteral("heart"), tr("Favourite or not") + u'\t' + m_context.actions().shortcutText(QStringLiteral("library.favourite")),
        [this, songs] { toggleFavourite(songs); });
    QMenu *stars = menu->addMenu(themedIcon(QStringLiteral("star")), tr("Rate"));
    for (int rating = 5; rating >= 0; --rating)
        connect(stars->addAction((rating > 0 ? tr("%n star(s)", nullptr, rating) : tr("No stars")) + QStringLiteral("\t%1").arg(rating)),
                &QAction::triggered, this, [this, songs, rating] { rate(songs, rating); });
    addCollectionsToMenu(menu, songs, shelf);
    menu->addSeparator();
    add(QStringLiteral("tag"), tr("Edit tags") + QStringLiteral("\tF2"), [this, songs] { editTags(songs); });
    add(QStringLiteral("export"), tr("Write tags into the file, keeping a copy"), [this, songs] { writeTags(songs); });
    add(QStringLiteral("analysis"), tr("Analyse again") + u'\t' + m_context.actions().shortcutText(QStringLiteral("library.analyse")),
        [this, songs] { analyse(songs); });
    if (one && track && track->missing)
        add(QStringLiteral("missing"), tr("Locate the file"), [this, first] { locate(first); });
    else if (one && track)
        add(QStringLiteral("folder"), tr("Show in its folder"),
            [file = track->file] { QDesktopServices::openUrl(QUrl::fromLocalFile(QFileInfo(file).path())); });
    menu->addSeparator();
    add(QStringLiteral("trash"), tr("Remove from library") + QStringLiteral("\tDel"), [this, songs] { remove(songs); });
}

} // namespace sc::ui
