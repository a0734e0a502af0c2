// SPDX-License-Identifier: GPL-3.0-or-later
// The places of the Apple Music screen.
#include "ui/music/connection_card.h"
#include "ui/music/music_screen.h"
#include "ui/music/playlist_rows.h"
#include "ui/music/setup_page.h"
#include "ui/music/song_rows.h"
#include "ui/widgets/busy_page.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/skeleton.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QClipboard>
#include <QtGui/QGuiApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QStackedLayout>

namespace sc::ui {

namespace {

constexpr int kLeft = 340; // px
constexpr int kLeftNarrow = 280;
constexpr int kNarrow = 1100;

} // namespace

void MusicScreen::build()
{
    auto *columns = new QHBoxLayout(this);
    columns->setContentsMargins(0, 0, 0, 0);
    columns->setSpacing(space::kGutter);
    m_left = buildLeft();
    columns->addWidget(m_left);
    columns->addWidget(buildRight(), 1);
}

QWidget *MusicScreen::buildLeft()
{
    auto *left = new QWidget;
    left->setFixedWidth(kLeft);
    auto *rows = new QVBoxLayout(left);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(space::kGutter);
    m_card = new ConnectionCard;
    rows->addWidget(m_card);
    auto *panel = new Panel;
    auto *inside = new QVBoxLayout(panel);
    inside->setContentsMargins(8, 0, 8, 8);
    inside->setSpacing(0);
    auto *head = makePanelHeader(tr("Playlists"), inside);
    m_playlistCount = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
    head->addWidget(m_playlistCount);
    m_newPlaylist = new IconButton(QStringLiteral("plus"), tr("New Apple Music playlist"));
    head->addWidget(m_newPlaylist);
    m_playlists = new PlaylistRows;
    inside->addWidget(m_playlists, 1);
    inside->addStretch();
    auto *words = new TextLabel(tr("Full songs of Apple are protected: they are not played, compared or exported here."),
                                TextStyle::CaptionLight, Ink::Secondary);
    words->setWrap(true);
    inside->addSpacing(8);
    inside->addWidget(words);
    rows->addWidget(panel, 1);
    return left;
}

Panel *MusicScreen::buildRight()
{
    auto *panel = new Panel;
    m_pages = new QStackedLayout(panel);
    m_setup = new SetupPage;
    m_pages->addWidget(m_setup);
    m_signInPage = new EmptyState(
        QStringLiteral("music"), tr("Sign in to Apple Music"),
        tr("Your browser opens a page of this computer, and from there Apple's own window. StoryCanvas never sees your password."));
    m_signInPage->addAction(tr("Sign in in the browser"), true, [this] { signIn(); });
    m_pages->addWidget(m_signInPage);
    m_pages->addWidget(buildWaiting());
    m_pages->addWidget(buildSongs());
    return panel;
}

QWidget *MusicScreen::buildWaiting()
{
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(32, 24, 32, 24);
    rows->addWidget(new BusyPage(tr("Waiting for you in the browser, five minutes at most")), 1);
    m_signInProblem = new TextLabel({}, TextStyle::Body, Ink::Warning);
    m_signInProblem->setWrap(true);
    m_signInProblem->hide();
    rows->addWidget(m_signInProblem);
    auto *line = new QHBoxLayout;
    m_address = new TextLabel({}, TextStyle::ValueMono, Ink::Secondary);
    m_address->setElide(Qt::ElideMiddle);
    m_address->setAccessibleName(tr("Address of the sign-in page"));
    auto *copy = new PushButton(tr("Copy the address"));
    auto *cancel = new PushButton(tr("Cancel"));
    line->addWidget(m_address, 1);
    line->addWidget(copy);
    line->addWidget(cancel);
    rows->addLayout(line);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_address->text()); });
    connect(cancel, &QPushButton::clicked, this, [this] { m_account.cancelAuthorization(); });
    return page;
}

QWidget *MusicScreen::buildSongs()
{
    auto *page = new QWidget;
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(12, 12, 12, 12);
    rows->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(4, 0, 0, 0);
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    m_title = new TextLabel({}, TextStyle::Title);
    m_subtitle = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    names->addWidget(m_title);
    names->addWidget(m_subtitle);
    head->addLayout(names, 1);
    m_modes = new Segment({{tr("Search"), {}}, {tr("Library"), {}}});
    m_modes->setAccessibleName(tr("What is listed"));
    m_modes->setCurrent(1);
    head->addWidget(m_modes);
    rows->addLayout(head);
    m_search = new SearchField(tr("Title, artist or album"));
    m_search->setAccessibleName(tr("Search Apple Music"));
    m_search->hide();
    rows->addWidget(m_search);

    auto *place = new QWidget;
    m_areas = new QStackedLayout(place);
    m_rows = new SongRows;
    m_areas->addWidget(m_rows);
    auto *busy = new QWidget;
    auto *lines = new QVBoxLayout(busy);
    lines->addWidget(new SkeletonLines(8));
    lines->addStretch(1);
    m_areas->addWidget(busy);
    m_words = new QWidget;
    m_wordsLayout = new QVBoxLayout(m_words);
    m_areas->addWidget(m_words);
    rows->addWidget(place, 1);
    rows->addWidget(buildFoot());
    return page;
}

QWidget *MusicScreen::buildFoot()
{
    auto *foot = new Plate(Plate::Level::Card);
    auto *row = new QHBoxLayout(foot);
    row->setContentsMargins(14, 10, 10, 10);
    row->setSpacing(8);
    m_chosen = new TextLabel({}, TextStyle::Body, Ink::Secondary);
    m_chosen->setWrap(true);
    row->addWidget(m_chosen, 1);
    m_add = new PushButton(tr("Add to playlist"));
    m_file = new PushButton(tr("Show my file"));
    m_open = new PushButton(tr("Open in Apple Music"), ControlKind::Primary);
    for (PushButton *button : {m_add, m_file, m_open})
        row->addWidget(button);
    return foot;
}

void MusicScreen::showPage(Page page)
{
    m_pages->setCurrentIndex(static_cast<int>(page));
}

void MusicScreen::showWords(const QString &icon, const QString &title, const QString &sentence, const QString &action,
                            std::function<void()> run)
{
    clearLayout(m_wordsLayout);
    auto *words = new EmptyState(icon, title, sentence);
    if (!action.isEmpty())
        words->addAction(action, true, run);
    m_wordsLayout->addWidget(words);
    m_areas->setCurrentIndex(static_cast<int>(Area::Words));
}

void MusicScreen::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_left->setFixedWidth(width() < kNarrow ? kLeftNarrow : kLeft);
}

} // namespace sc::ui
