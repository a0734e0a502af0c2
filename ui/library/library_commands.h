// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/library/shelf.h"
#include "ui/library/track_pictures.h"
#include "ui/widgets/app_context.h"

class QMenu;

namespace sc::ui {

class BringBack;
class FileWork;
class TagEditor;
class WatchFolders;

// What is done with the picked songs of the library and with its collections. Each says what came of it.
class LibraryCommands : public QObject
{
    Q_OBJECT

public:
    LibraryCommands(AppContext &context, TrackPictures &pictures, QWidget *screen);

    using Songs = std::vector<TrackId>;
    void rate(const Songs &songs, int rating);
    void toggleFavourite(const Songs &songs); // all of them, unless all are
    void analyse(const Songs &songs);
    void remove(const Songs &songs); // from the library; files stay
    void editTags(const Songs &songs);
    void writeTags(const Songs &songs);
    void locate(const TrackId &song); // asks for the file
    void lookForMissing();            // asks for the folder
    void lookForMissingIn(const QString &folder);
    void openWatchFolders();
    void openBringBack();
    [[nodiscard]] CollectionId addCollection(const Songs &songs, const std::optional<library::TrackQuery> &query);
    void putIn(const CollectionId &collection, const Songs &songs, bool in);
    void rename(const CollectionId &collection, const QString &name);
    void updateSmart(const CollectionId &collection, const library::TrackQuery &query);
    void removeCollection(const CollectionId &collection);
    // The menu of picked songs on `shelf`; the caller pops it up.
    [[nodiscard]] QMenu *menuFor(const Songs &songs, const Shelf &shelf);
    [[nodiscard]] TagEditor *tagEditor() const { return m_tagEditor; } // null: never opened
    [[nodiscard]] WatchFolders *watchFolders() const { return m_watch; }
    [[nodiscard]] BringBack *bringBack() const { return m_bringBack; }
    [[nodiscard]] FileWork &fileWork() const { return *m_fileWork; } // to be put above the list

Q_SIGNALS:
    void similarWanted(const sc::TrackId &song);
    void previewWanted();

private:
    void addToMenu(QMenu *menu, const Songs &songs, const Shelf &shelf);
    void addCollectionsToMenu(QMenu *menu, const Songs &songs, const Shelf &shelf);
    void say(Notice::Level level, const QString &title, const QString &text = {})
    {
        Q_EMIT m_context.noticeRaised({level, title, text, {}, {}});
    }
    // False when a song failed, which was then said; nothing to change is no failure.
    template<class Do> bool forAll(const Songs &songs, Do run);

    AppContext &m_context;
    TrackPictures &m_pictures;
    QWidget *m_screen;
    TagEditor *m_tagEditor = nullptr;
    WatchFolders *m_watch = nullptr;
    BringBack *m_bringBack = nullptr;
    FileWork *m_fileWork;
};

} // namespace sc::ui
