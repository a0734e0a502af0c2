// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/music/music_screen.h"

#include "core/library/isrc.h"
#include "core/library/library.h"
#include "ui/music/connection_card.h"
#include "ui/music/playlist_rows.h"
#include "ui/music/setup_page.h"
#include "ui/music/song_rows.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtCore/QSet>
#include <QtGui/QDesktopServices>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QInputDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

using namespace accounts;

namespace {

constexpr int kSearchSoonMs = 350;

QString listName(const ApplePlaylist *playlist)
{
    return playlist ? QStringLiteral("playlist/") + playlist->id : QStringLiteral("songs");
}

} // namespace

MusicScreen::MusicScreen(AppContext &context, AppleAccount &account, const ProfilePaths &profile, QWidget *parent)
    : QWidget(parent), m_context(context), m_account(account), m_lists(profile), m_opener([](const QUrl &address) {
          return QDesktopServices::openUrl(address);
      })
{
    m_asker = [this](const QString &words) { return QInputDialog::getText(this, tr("Keys"), words, QLineEdit::Password); };
    m_searchSoon.setSingleShot(true);
    m_searchSoon.setInterval(kSearchSoonMs);
    build();
    wire();
    addActions();
    showSelection();
    showStatus();
}

MusicScreen::~MusicScreen()
{
    m_reading.cancel();
}

void MusicScreen::wire()
{
    connect(&m_account, &AppleAccount::changed, this, &MusicScreen::showStatus);
    connect(&m_account, &AppleAccount::signInTroubled, this, [this](const Problem &problem) {
        m_signInProblem->setText(problem.detail().isEmpty() ? problem.text() : problem.text() + u' ' + problem.detail());
        m_signInProblem->show();
    });
    connect(&m_account.client().http(), &AppleHttp::slowedDown, this,
            [this](int seconds) { m_subtitle->setText(tr("Apple asked us to slow down; going on in %1 s").arg(seconds)); });
    connect(m_card, &ConnectionCard::checkRequested, this, [this] { ask(&AppleAccount::validate); });
    connect(m_card, &ConnectionCard::refreshRequested, this, [this] { ask(&AppleAccount::refresh); });
    connect(m_card, &ConnectionCard::signInRequested, this, &MusicScreen::signIn);
    connect(m_card, &ConnectionCard::disconnectRequested, this, &MusicScreen::leave);
    connect(m_card, &ConnectionCard::setupRequested, this, [this] {
        m_isSettingUp = true;
        showStatus();
    });
    const auto kept = [this](const Result<> &result) {
        m_setup->setBusy(false);
        if (!result) {
            m_setup->showProblem(result.error());
            return;
        }
        m_isSettingUp = false;
        m_setup->clear();
        showStatus();
    };
    // Where there is no place for a key yet, one is made and the same is tried again.
    connect(m_setup, &SetupPage::keyGiven, this, [this, kept](const QByteArray &file, const QString &keyId, const QString &teamId) {
        m_setup->setBusy(true);
        m_account.useKey(file, keyId, teamId, [this, kept, file, keyId, teamId](const Result<> &result) {
            kept(result);
            if (!result)
                helpWithKeys(result.error(), [this, kept, file, keyId, teamId] { m_account.useKey(file, keyId, teamId, kept); });
        });
    });
    connect(m_setup, &SetupPage::tokenGiven, this, [this, kept](const QByteArray &token) {
        m_setup->setBusy(true);
        m_account.useToken(token, [this, kept, token](const Result<> &result) {
            kept(result);
            if (!result)
                helpWithKeys(result.error(), [this, kept, token] { m_account.useToken(token, kept); });
        });
    });
    connect(m_setup, &SetupPage::backRequested, this, [this] {
        m_isSettingUp = false;
        m_setup->clear();
        showStatus();
    });
    connect(m_playlists, &PlaylistRows::chosen, this, [this] {
        setMode(Mode::Library);
        readSongs();
    });
    connect(m_newPlaylist, &QAbstractButton::clicked, this, &MusicScreen::createPlaylist);
    connect(m_modes, &Segment::currentChanged, this, [this](int index) { setMode(index == 0 ? Mode::Search : Mode::Library); });
    connect(m_search, &QLineEdit::textEdited, this, [this] {
        if (m_mode == Mode::Search)
            m_searchSoon.start();
    });
    connect(m_search, &QLineEdit::returnPressed, this, [this] { m_searchSoon.start(0); });
    connect(&m_searchSoon, &QTimer::timeout, this, [this] { search(false); });
    connect(m_rows, &SongRows::endNeared, this, [this] {
        if (m_mode == Mode::Search && m_canHaveMore)
            search(true);
    });
    connect(m_rows, &QAbstractItemView::activated, this, &MusicScreen::openSong);
    connect(m_rows->selectionModel(), &QItemSelectionModel::selectionChanged, this, &MusicScreen::showSelection);
    connect(m_open, &QPushButton::clicked, this, &MusicScreen::openSong);
    connect(m_file, &QPushButton::clicked, this, &MusicScreen::showFile);
    connect(m_add, &QPushButton::clicked, this, &MusicScreen::offerPlaylists);
}

void MusicScreen::addActions()
{
    ActionAdder add(m_context.actions(), QStringLiteral("music"), this, [this] { return isListening(); });
    add.group(tr("Apple Music"));
    add.add("search", tr("Search Apple Music"), "search", {QKeySequence(QStringLiteral("Ctrl+F"))}, [this] {
        setMode(Mode::Search);
        m_search->setFocus();
    });
    add.add("library", tr("Songs of my Apple Music library"), "library", {}, [this] { setMode(Mode::Library); });
    add.add(
        "open", tr("Open the song in Apple Music"), "link", {QKeySequence(QStringLiteral("Ctrl+O"))}, [this] { openSong(); },
        [this] { return !chosenSongs().empty(); });
    add.add(
        "file", tr("Show my file of this song"), "music", {QKeySequence(QStringLiteral("Ctrl+Return"))}, [this] { showFile(); },
        [this] { return m_file->isEnabled(); });
    add.add(
        "add", tr("Add the songs to a playlist"), "plus", {QKeySequence(QStringLiteral("Ctrl+Shift+A"))}, [this] { offerPlaylists(); },
        [this] { return !chosenSongs().empty(); });
    add.add("new_playlist", tr("New Apple Music playlist"), "list", {}, [this] { createPlaylist(); });
    add.add("reload", tr("Read playlists and songs again"), "loop", {QKeySequence(QStringLiteral("F5"))}, [this] {
        readPlaylists();
        readSongs();
    });
    add.group(tr("Keys"), {});
    add.add(
        "open_keys", tr("Open the sealed keys"), "unlock", {}, [this] { openKeys([this] { showStatus(); }); },
        [this] { return m_account.secrets().isSealed() && !m_account.secrets().isOpen(); });
    add.add(
        "seal_keys", tr("Keep keys in a file sealed with a passphrase"), "lock", {}, [this] { sealKeys({}); },
        [this] { return m_account.secrets().isOpen(); });
    add.group(tr("Apple Music"), [this] { return m_account.status().state != AppleState::NotSetUp; });
    add.add("check", tr("Check the connection to Apple Music"), "check", {}, [this] { ask(&AppleAccount::validate); });
    add.add("refresh", tr("Refresh the connection to Apple Music"), "loop", {}, [this] { ask(&AppleAccount::refresh); });
    add.add("disconnect", tr("Disconnect Apple Music"), "close", {}, [this] { leave(); });
    add.add(
        "sign_in", tr("Sign in to Apple Music"), "user-plus", {}, [this] { signIn(); },
        [this] { return m_account.status().state != AppleState::NotSetUp && !m_account.isAuthorizing(); });
}

bool MusicScreen::helpWithKeys(const Problem &problem, const std::function<void()> &again)
{
    for (const ProblemAction &action : problem.actions()) {
        if (action.id != QLatin1String("secret.open") && action.id != QLatin1String("secret.seal"))
            continue;
        if (action.id == QLatin1String("secret.open"))
            openKeys(again);
        else
            sealKeys(again);
        return true;
    }
    return false;
}

void MusicScreen::openKeys(const std::function<void()> &again)
{
    const QString passphrase = m_asker(tr("Your keys are in a sealed file. Its passphrase:"));
    if (!passphrase.isEmpty() && reported(m_context, m_account.secrets().open(passphrase)) && again)
        again();
}

void MusicScreen::sealKeys(const std::function<void()> &again)
{
    const QString passphrase = m_asker(tr("Keys are kept in a file that a passphrase seals. A new passphrase of 8 characters or more:"));
    if (passphrase.isEmpty())
        return;
    m_account.secrets().seal(passphrase, [self = QPointer(this), again](const Result<QStringList> &lost) {
        if (!self || !reported(self->m_context, lost))
            return;
        if (!lost->isEmpty())
            Q_EMIT self->m_context.noticeRaised(
                {Notice::Level::Warning, tr("Enter these keys again"), lost->join(QStringLiteral(", ")), {}, {}});
        if (again)
            again();
    });
}

bool MusicScreen::isListening() const
{
    const AppleState state = m_account.status().state;
    return m_account.status().signedInAt.isValid() && state != AppleState::Expired && state != AppleState::Refused;
}

void MusicScreen::showStatus()
{
    const AppleStatus &status = m_account.status();
    m_card->show(status, m_account.isTestEndpoint());
    m_card->setSigningIn(m_account.isAuthorizing());
    m_setup->setCanGoBack(status.state != AppleState::NotSetUp);
    m_playlists->setVisible(isListening());
    m_context.actions().refresh();
    if (m_account.isAuthorizing()) {
        m_address->setText(m_account.signInAddress().toString());
        showPage(Page::Waiting);
    } else if (status.state == AppleState::NotSetUp || m_isSettingUp) {
        showPage(Page::Setup);
    } else if (!isListening()) {
        showPage(Page::SignIn);
    } else {
        showPage(Page::Songs);
        if (!m_hasPlaylists && isVisible()) {
            readPlaylists();
            readSongs();
        }
    }
    if (!isListening()) {
        m_hasPlaylists = false;
        m_playlists->setPlaylists({});
        m_playlistCount->setText({});
        m_rows->songs().setSongs({});
    }
    m_newPlaylist->setEnabled(isListening());
}

void MusicScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    readFiles();
    showStatus();
}

void MusicScreen::ask(void (AppleAccount::*call)(const AppleAccount::Done &))
{
    m_card->setBusy(true);
    (m_account.*call)([self = QPointer(this), call](const Result<> &result) {
        if (!self)
            return;
        self->m_card->setBusy(false); // what was said stands in the card
        if (!result)
            self->helpWithKeys(result.error(), [self, call] { self->ask(call); });
    });
}

void MusicScreen::signIn()
{
    m_signInProblem->hide();
    m_account.authorize([this](const QUrl &address) { return m_opener(address); },
                        [self = QPointer(this)](const Result<> &result) {
                            if (!self)
                                return;
                            if (!result)
                                Q_EMIT self->m_context.problemRaised(result.error());
                            self->showStatus();
                        });
    showStatus();
}

void MusicScreen::leave()
{
    m_reading.cancel();
    m_account.disconnect(false, [self = QPointer(this)](const Result<> &result) {
        if (!self)
            return;
        if (!result)
            Q_EMIT self->m_context.problemRaised(result.error());
        else
            Q_EMIT self->m_context.noticeRaised(
                {Notice::Level::Info, tr("Disconnected"), tr("What Apple lets in is listed in your Apple account."), {}, {}});
    });
}

void MusicScreen::setMode(Mode mode)
{
    m_modes->setCurrent(mode == Mode::Search ? 0 : 1);
    if (m_mode == mode)
        return;
    m_mode = mode;
    m_search->setVisible(mode == Mode::Search);
    if (mode == Mode::Search)
        search(false);
    else
        readSongs();
}

void MusicScreen::readPlaylists()
{
    m_hasPlaylists = true;
    const auto take = [self = QPointer(this)](const Result<std::vector<ApplePlaylist>> &playlists) {
        if (!self)
            return;
        std::vector<ApplePlaylist> shown;
        if (playlists) {
            self->m_lists.keep(QStringLiteral("playlists"), itemsOf(*playlists), QDateTime::currentDateTimeUtc());
            shown = *playlists;
        } else if (const auto kept = self->m_lists.find(QStringLiteral("playlists"), QDateTime::currentDateTimeUtc())) {
            for (const QJsonValue &item : kept->items)
                shown.push_back(playlistFromJson(item.toObject()));
        }
        self->m_playlistCount->setText(shown.empty() ? QString() : QString::number(shown.size()));
        self->m_playlists->setPlaylists(std::move(shown));
    };
    m_account.prepare([self = QPointer(this), take](const Result<> &ready) {
        if (self && ready)
            self->m_account.client().playlists({}, {}, take);
        else if (!ready)
            take(std::unexpected(ready.error()));
    });
}

void MusicScreen::readSongs()
{
    m_reading.cancel();
    m_reading = CancelToken();
    const quint64 turn = ++m_turn;
    const ApplePlaylist *current = m_playlists->current();
    const std::optional<ApplePlaylist> playlist = current ? std::optional(*current) : std::nullopt;
    const QString name = listName(current);
    m_title->setText(playlist ? playlist->name : tr("All songs of your library"));
    m_subtitle->setText(tr("Reading from Apple ..."));
    m_areas->setCurrentIndex(static_cast<int>(Area::Busy));
    const auto counted = [self = QPointer(this), turn](int count) {
        if (self && self->m_turn == turn)
            self->m_subtitle->setText(tr("%1 songs so far").arg(count));
    };
    const auto take = [self = QPointer(this), turn, name](const Result<std::vector<AppleSong>> &songs) {
        if (!self || self->m_turn != turn)
            return;
        if (!songs) {
            self->showFailure(songs.error(), name);
            return;
        }
        self->m_lists.keep(name, itemsOf(*songs), QDateTime::currentDateTimeUtc());
        self->showSongs(*songs, {});
    };
    m_account.prepare([self = QPointer(this), playlist, counted, take, cancel = m_reading](const Result<> &ready) {
        if (!self)
            return;
        if (!ready)
            take(std::unexpected(ready.error()));
        else if (playlist)
            self->m_account.client().playlistSongs(*playlist, cancel, counted, take);
        else
            self->m_account.client().librarySongs(cancel, counted, take);
    });
}

void MusicScreen::search(bool more)
{
    const QString term = m_search->text().trimmed();
    const quint64 turn = ++m_turn;
    m_reading.cancel();
    m_canHaveMore = false;
    if (!more)
        m_title->setText(tr("Search Apple Music"));
    if (term.isEmpty()) {
        m_subtitle->setText(tr("Songs of the catalogue in your country's store"));
        showWords(QStringLiteral("search"), tr("Search the catalogue"), tr("Type a title, an artist or an album."));
        return;
    }
    const int offset = more ? m_rows->songs().rowCount() : 0;
    if (!more) {
        m_subtitle->setText(tr("Asking Apple ..."));
        m_areas->setCurrentIndex(static_cast<int>(Area::Busy));
    }
    m_account.client().search(term, AppleClient::kSearchLimit, offset,
                              [self = QPointer(this), turn, more](const Result<AppleSearch> &found) {
                                  if (!self || self->m_turn != turn)
                                      return;
                                  if (!found) {
                                      self->showFailure(found.error(), {});
                                      return;
                                  }
                                  self->m_canHaveMore = found->hasMore && !found->songs.empty();
                                  if (more)
                                      self->m_rows->songs().append(found->songs);
                                  else
                                      self->showSongs(found->songs, {});
                              });
}

void MusicScreen::showSongs(std::vector<AppleSong> songs, const QString &age)
{
    const bool isEmpty = songs.empty();
    m_rows->songs().setSongs(std::move(songs));
    if (isEmpty && m_mode == Mode::Search) {
        m_subtitle->setText({});
        showWords(QStringLiteral("search"), tr("Nothing found"), tr("Apple Music has nothing by these words in your country's store."));
    } else if (isEmpty) {
        m_subtitle->setText({});
        showWords(QStringLiteral("list"), tr("No songs here"), tr("Songs that you add in Apple Music stand here."));
    } else {
        m_areas->setCurrentIndex(static_cast<int>(Area::Rows));
    }
    if (!isEmpty) {
        const int count = m_rows->songs().rowCount();
        QString text = m_mode == Mode::Search ? tr("Songs of the catalogue in the store %1").arg(m_account.status().storefront.id.toUpper())
                                              : tr("%1 songs, %2 of them among your own files").arg(count).arg(m_rows->songs().matched());
        if (!age.isEmpty())
            text += QStringLiteral(", ") + age;
        m_subtitle->setText(text);
        readFiles();
    }
    showSelection();
}

void MusicScreen::showFailure(const Problem &problem, const QString &keptName)
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const bool isAway = problem.code() == ProblemCode::ServerOffline || problem.code() == ProblemCode::Timeout;
    if (const auto kept = isAway && !keptName.isEmpty() ? m_lists.find(keptName, now) : std::nullopt) {
        std::vector<AppleSong> songs;
        for (const QJsonValue &item : kept->items)
            songs.push_back(songFromJson(item.toObject()));
        showSongs(std::move(songs), tr("no network, %1").arg(ageText(kept->at, now)));
        return;
    }
    if (problem.code() == ProblemCode::Cancelled)
        return;
    m_subtitle->setText({});
    m_rows->songs().setSongs({});
    showSelection();
    for (const ProblemAction &action : problem.actions()) {
        if (action.id != QLatin1String("secret.open"))
            continue;
        showWords(QStringLiteral("lock"), tr("Your keys are sealed"), tr("The passphrase opens them until the program ends."), action.label,
                  [this] {
                      openKeys([this] {
                          readPlaylists();
                          readSongs();
                      });
                  });
        return;
    }
    const bool wantsSignIn = problem.code() == ProblemCode::NotAuthorised || problem.code() == ProblemCode::TokenExpired;
    if (wantsSignIn)
        showWords(QStringLiteral("error"), tr("Apple did not answer that"), problem.text(), tr("Sign in again"), [this] { signIn(); });
    else
        showWords(QStringLiteral("error"), tr("The list could not be read"), problem.text(), tr("Try again"), [this] {
            if (m_mode == Mode::Search)
                search(false);
            else
                readSongs();
        });
}

// Only files that could be meant are read for their code: a library may have thousands.
void MusicScreen::readFiles()
{
    std::vector<LocalSong> files;
    QStringList paths;
    for (const library::Track &track : m_context.library().tracks()) {
        files.push_back({track.id.text(), track.title, track.artist, {}, static_cast<qint64>(track.duration.toSeconds() * 1000)});
        paths.append(track.missing ? QString() : track.file);
    }
    m_rows->songs().setFiles(files);
    QSet<QString> titles;
    for (const AppleSong &song : m_rows->songs().songs())
        if (!song.isrc.isEmpty())
            titles.insert(plainTitle(song.name));
    std::vector<size_t> wanted;
    for (size_t i = 0; i < files.size(); ++i)
        if (!paths[static_cast<qsizetype>(i)].isEmpty() && titles.contains(plainTitle(files[i].title)))
            wanted.push_back(i);
    if (wanted.empty())
        return;
    auto *watcher = new QFutureWatcher<std::vector<LocalSong>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_rows->songs().setFiles(watcher->result());
        showSelection();
    });
    watcher->setFuture(QtConcurrent::run([files, paths, wanted]() mutable {
        for (const size_t i : wanted)
            files[i].isrc = library::isrcOf(paths[static_cast<qsizetype>(i)]);
        return files;
    }));
}

std::vector<AppleSong> MusicScreen::chosenSongs() const
{
    std::vector<AppleSong> songs;
    for (const int row : m_rows->selectedRows())
        songs.push_back(m_rows->songs().songs()[static_cast<size_t>(row)]);
    return songs;
}

void MusicScreen::showSelection()
{
    const std::vector<int> rows = m_rows->selectedRows();
    const std::vector<AppleSong> songs = chosenSongs();
    m_chosen->setText(songs.empty() ? tr("Songs of Apple Music are for finding and choosing. What is also a file of yours can be cut to.")
                      : songs.size() == 1 ? songs.front().name + QStringLiteral("  ") + songs.front().artist
                                          : tr("%1 songs chosen").arg(songs.size()));
    m_open->setDisabledReason(songs.size() == 1 && !songs.front().url.isEmpty() ? QString()
                              : songs.size() == 1                               ? tr("Apple gives no address for songs that you uploaded.")
                                                                                : tr("Choose one song."));
    m_file->setDisabledReason(rows.size() == 1 && !m_rows->songs().fileOf(rows.front()).isEmpty() ? QString()
                              : rows.size() == 1 ? tr("None of your own files is this song.")
                                                 : tr("Choose one song."));
    m_add->setDisabledReason(songs.empty() ? tr("Choose songs first.") : QString());
    m_context.actions().refresh();
}

void MusicScreen::openSong()
{
    const std::vector<AppleSong> songs = chosenSongs();
    if (songs.size() != 1 || songs.front().url.isEmpty())
        return;
    if (!m_opener(QUrl(songs.front().url)))
        Q_EMIT m_context.problemRaised(
            Problem(ProblemCode::ExternalServiceError, tr("The browser could not be opened. The address is %1").arg(songs.front().url)));
}

void MusicScreen::showFile()
{
    const std::vector<int> rows = m_rows->selectedRows();
    const QString file = rows.size() == 1 ? m_rows->songs().fileOf(rows.front()) : QString();
    if (file.isEmpty())
        return;
    m_context.setCurrentTrack(TrackId(file));
    Q_EMIT m_context.screenRequested(ScreenId::Library);
}

void MusicScreen::offerPlaylists()
{
    QMenu menu(this);
    for (const ApplePlaylist &playlist : m_playlists->playlists())
        if (playlist.canEdit)
            menu.addAction(playlist.name, this, [this, id = playlist.id] { addTo(id); });
    menu.addSeparator();
    menu.addAction(tr("New playlist ..."), this, &MusicScreen::createPlaylist);
    menu.exec(m_add->mapToGlobal(QPoint(0, -menu.sizeHint().height() - 4)));
}

void MusicScreen::addTo(const QString &playlistId)
{
    m_account.client().addSongs(playlistId, chosenSongs(), [self = QPointer(this)](const Result<> &added) {
        if (!self || !reported(self->m_context, added))
            return;
        Q_EMIT self->m_context.noticeRaised(
            {Notice::Level::Success, tr("Added to the playlist"), tr("It may take a while until Apple shows it everywhere."), {}, {}});
        if (self->m_playlists->current())
            self->readSongs();
    });
}

void MusicScreen::createPlaylist()
{
    bool isGiven = false;
    const std::vector<AppleSong> songs = chosenSongs();
    const QString name = QInputDialog::getText(this, tr("New playlist"),
                                               songs.empty() ? tr("Its name in Apple Music:")
                                                             : tr("Its name in Apple Music; %1 songs go into it:").arg(songs.size()),
                                               QLineEdit::Normal, {}, &isGiven);
    if (!isGiven)
        return;
    m_account.client().createPlaylist(name, {}, songs, [self = QPointer(this)](const Result<ApplePlaylist> &made) {
        if (!self || !reported(self->m_context, made))
            return;
        Q_EMIT self->m_context.noticeRaised(
            {Notice::Level::Success, tr("Made %1").arg(made->name), tr("It may take a while until Apple shows it everywhere."), {}, {}});
        self->readPlaylists();
    });
}

} // namespace sc::ui
