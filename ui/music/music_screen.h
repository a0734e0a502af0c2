// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/accounts/apple_account.h"
#include "core/accounts/apple_lists.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QTimer>
#include <QtWidgets/QWidget>

class QBoxLayout;
class QStackedLayout;

namespace sc::ui {

class ConnectionCard;
class EmptyState;
class IconButton;
class Panel;
class PlaylistRows;
class PushButton;
class SearchField;
class Segment;
class SetupPage;
class SongRows;
class TextLabel;

// Apple Music: the connection, the listener's playlists, the catalogue, and which songs are files of one's own. Its songs are for
// finding and choosing; they never become media.
class MusicScreen : public QWidget
{
    Q_OBJECT

public:
    using Opener = std::function<bool(const QUrl &)>; // shows an address in the person's browser

    MusicScreen(AppContext &context, accounts::AppleAccount &account, const ProfilePaths &profile, QWidget *parent = nullptr);
    ~MusicScreen() override;

    // Asks for a passphrase in these words; empty: the person would rather not.
    using Asker = std::function<QString(const QString &words)>;
    void setAsker(Asker asker) { m_asker = std::move(asker); }      // tests; otherwise a dialog
    void setOpener(Opener opener) { m_opener = std::move(opener); } // tests; otherwise the system's
    [[nodiscard]] SongRows &rows() const { return *m_rows; }
    [[nodiscard]] PlaylistRows &playlists() const { return *m_playlists; }
    [[nodiscard]] SetupPage &setupPage() const { return *m_setup; }
    enum class Mode { Search, Library };
    void setMode(Mode mode);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum class Page { Setup, SignIn, Waiting, Songs };
    enum class Area { Rows, Busy, Words };

    void build();
    [[nodiscard]] QWidget *buildLeft();
    [[nodiscard]] Panel *buildRight();
    [[nodiscard]] QWidget *buildSongs();
    [[nodiscard]] QWidget *buildWaiting();
    [[nodiscard]] QWidget *buildFoot();
    void wire();
    void addActions();
    void showStatus();
    void showPage(Page page);

    void signIn();
    void leave();
    // Where keys have no place or are closed: asks for the passphrase and goes on with `again`. False when it is another problem.
    bool helpWithKeys(const Problem &problem, const std::function<void()> &again);
    void openKeys(const std::function<void()> &again);
    void sealKeys(const std::function<void()> &again);
    void ask(void (accounts::AppleAccount::*call)(const accounts::AppleAccount::Done &));

    void readPlaylists();
    void readSongs();
    void search(bool more);
    void showSongs(std::vector<accounts::AppleSong> songs, const QString &age);
    void showWords(const QString &icon, const QString &title, const QString &sentence, const QString &action = {},
                   std::function<void()> run = {});
    void showFailure(const Problem &problem, const QString &keptName);
    void readFiles(); // the person's own songs, and the codes of those that could be meant
    void showSelection();
    void openSong();
    void showFile();
    void offerPlaylists();
    void createPlaylist();
    void addTo(const QString &playlistId);
    [[nodiscard]] std::vector<accounts::AppleSong> chosenSongs() const;
    [[nodiscard]] bool isListening() const; // signed in, so far as is known

    AppContext &m_context;
    accounts::AppleAccount &m_account;
    accounts::AppleLists m_lists;
    Opener m_opener;
    Asker m_asker;
    Mode m_mode = Mode::Library;
    CancelToken m_reading;
    quint64 m_turn = 0; // answers of earlier questions are dropped
    bool m_isSettingUp = false;
    bool m_hasPlaylists = false;
    bool m_canHaveMore = false;
    QTimer m_searchSoon;

    ConnectionCard *m_card = nullptr;
    PlaylistRows *m_playlists = nullptr;
    TextLabel *m_playlistCount = nullptr;
    IconButton *m_newPlaylist = nullptr;
    QWidget *m_left = nullptr;
    QStackedLayout *m_pages = nullptr;
    SetupPage *m_setup = nullptr;
    EmptyState *m_signInPage = nullptr;
    TextLabel *m_address = nullptr;
    TextLabel *m_signInProblem = nullptr;
    TextLabel *m_title = nullptr;
    TextLabel *m_subtitle = nullptr;
    Segment *m_modes = nullptr;
    SearchField *m_search = nullptr;
    QStackedLayout *m_areas = nullptr;
    SongRows *m_rows = nullptr;
    QWidget *m_words = nullptr;
    QBoxLayout *m_wordsLayout = nullptr;
    TextLabel *m_chosen = nullptr;
    PushButton *m_open = nullptr;
    PushButton *m_file = nullptr;
    PushButton *m_add = nullptr;
};

} // namespace sc::ui
