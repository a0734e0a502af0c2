// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/characters_screen.h"

#include "core/library/shared_items.h"
#include "ui/characters/character_page.h"
#include "ui/characters/character_words.h"
#include "ui/characters/identity_panel.h"
#include "ui/characters/looks_card.h"
#include "ui/characters/on_screen.h"
#include "ui/characters/reference_strip.h"
#include "ui/characters/sheet_dialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/character_drag.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

using generation::Character;
using generation::Scope;

namespace {

constexpr int kGridWidth = 348;
constexpr int kIdentityWidth = 344;
constexpr int kStripHeight = 128; // head and one row of 72
constexpr int kNarrowBelow = 1200;
constexpr int kCardWidth = 148; // two beside each other with a scroll bar
constexpr int kPictureHeight = 112;

QStringList pictureFilesOf(const QMimeData &data)
{
    QStringList files;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            files.append(url.toLocalFile());
    }
    return files;
}

} // namespace

CharactersScreen::CharactersScreen(AppContext &context, TimelineEditor &editor, QWidget *parent)
    : QWidget(parent), m_context(context), m_desk(context, editor)
{
    setAcceptDrops(true);
    buildGrid();
    m_page = new CharacterPage(m_desk, this);
    m_identity = new IdentityPanel(m_desk, this);
    buildEmpty();
    connectAll();
    registerActions();
    refresh();
}

void CharactersScreen::buildGrid()
{
    m_gridPanel = new Panel(this);
    auto *rows = new QVBoxLayout(m_gridPanel);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    QHBoxLayout *head = makePanelHeader(tr("Characters"), rows);
    m_count = new TextLabel({}, TextStyle::Caption, Ink::Tertiary);
    head->insertWidget(1, m_count);
    m_scope = new Segment({{tr("Project"), {}}, {tr("Shared"), {}}, {tr("All"), {}}});
    m_scope->setAccessibleName(tr("Which characters are shown"));
    m_scope->setCurrent(2);
    head->addWidget(m_scope);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kPadding, 0, space::kPadding, 6);
    bar->setSpacing(6);
    m_search = new SearchField(tr("Name, trigger word"));
    m_search->setAccessibleName(tr("Find characters"));
    m_sort = new IconButton(QStringLiteral("sort"), tr("Sort by use"));
    m_sort->setKind(ControlKind::Default);
    m_sort->setCheckable(true);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_sort);
    rows->addLayout(bar);
    m_grid = new CardGrid(tr("Characters"), kCardWidth, kPictureHeight, m_desk.pictures());
    m_grid->setMimeType(QLatin1String(kCharactersMimeType)); // onto shots
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(8, 0, 8, 0);
    inset->addWidget(m_grid);
    rows->addLayout(inset, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kPadding, 8, space::kPadding, space::kPadding);
    foot->setSpacing(6);
    m_quickButton = new PushButton(tr("Quick character"));
    m_quickButton->setIconName(QStringLiteral("user-plus"));
    m_quickButton->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_sharedButton = new PushButton(tr("From shared"), ControlKind::Quiet);
    foot->addWidget(m_quickButton, 1);
    foot->addWidget(m_sharedButton);
    rows->addLayout(foot);
}

void CharactersScreen::buildEmpty()
{
    m_nothing = new Panel(this);
    auto *fill = new QVBoxLayout(m_nothing);
    m_empty = new EmptyState(QStringLiteral("characters"), tr("No characters yet"),
                             tr("Someone who comes back from shot to shot: give them a name and a few pictures, and every shot they are in "
                                "knows what they look like."));
    m_empty->addAction(tr("Quick character"), true, [this] { quick(); });
    fill->addWidget(m_empty);
}

void CharactersScreen::connectAll()
{
    connect(&m_desk, &CharacterDesk::changed, this, &CharactersScreen::refresh);
    connect(&m_desk, &CharacterDesk::currentChanged, this, [this] {
        m_page->refresh();
        m_identity->refresh();
        refreshSheets();
        m_context.actions().refresh();
    });
    connect(&m_desk, &CharacterDesk::sheetChanged, this, &CharactersScreen::refreshSheets);
    connect(&m_desk.editor(), &TimelineEditor::selectionChanged, m_identity, &IdentityPanel::refreshApply);
    connect(m_search, &QLineEdit::textChanged, this, &CharactersScreen::refresh);
    connect(m_scope, &Segment::currentChanged, this, &CharactersScreen::refresh);
    connect(m_sort, &QAbstractButton::toggled, this, [this](bool on) {
        m_byUse = on;
        refresh();
    });
    connect(m_quickButton, &QAbstractButton::clicked, this, [this] { quick(); });
    connect(m_sharedButton, &QAbstractButton::clicked, this, &CharactersScreen::bringFromShared);
    connect(m_grid, &CardGrid::opened, this, [this](const QString &id) { m_desk.open(CharacterId(id)); });
    connect(m_grid, &CardGrid::selectionChangedByHand, this, [this] {
        m_identity->setChosen(chosen());
        m_context.actions().refresh();
    });
    m_grid->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_grid, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (const QModelIndex index = m_grid->indexAt(at); index.isValid()) {
            m_desk.open(CharacterId(m_grid->cards()[size_t(index.row())].id));
            openMenu(nullptr);
        }
    });
    connect(m_page, &CharacterPage::trainingSetRequested, this, [this] { exportTrainingSet(); });
    connect(m_page, &CharacterPage::shareRequested, this, &CharactersScreen::share);
    connect(m_page, &CharacterPage::menuRequested, this, &CharactersScreen::openMenu);
    connect(m_page, &CharacterPage::identityRequested, this, &CharactersScreen::toggleIdentity);
    connect(m_page, &CharacterPage::compareRequested, this, [this] { orderSheet(generation::SheetProfile::Methods); });
    connect(&m_page->onScreen(), &OnScreen::shotChosen, this, &CharactersScreen::goToShot);
    connect(&m_page->onScreen(), &OnScreen::showAllRequested, this, &CharactersScreen::showShots);
    connect(m_identity, &IdentityPanel::applyRequested, this, &CharactersScreen::apply);
    connect(m_identity, &IdentityPanel::testRequested, this, &CharactersScreen::startTest);
    connect(m_identity, &IdentityPanel::sheetRequested, this, [this] { orderSheet(generation::SheetProfile::Comprehensive); });
    connect(&m_context, &AppContext::characterRequested, this, [this](const QString &id) {
        m_search->clear();
        m_scope->setCurrent(2);
        m_desk.open(CharacterId(id));
    });
}

std::vector<CharacterId> CharactersScreen::chosen() const
{
    std::vector<CharacterId> ids;
    for (const QString &id : m_grid->selectedIds())
        ids.push_back(CharacterId(id));
    return ids;
}

void CharactersScreen::refresh()
{
    const Theme &theme = themeOf(this);
    std::vector<QColor> dots;
    for (int i = 0; i < generation::kCharacterColours; ++i)
        dots.push_back(characterColour(theme, i));
    m_grid->setDotColours(std::move(dots));
    const QString wanted = m_search->text().trimmed();
    std::vector<std::pair<int, GridCard>> cards;
    for (const Character &character : m_desk.all()) {
        const bool inScope = m_scope->current() == 2 || (m_scope->current() == 0) == (character.scope == Scope::Project);
        const QString haystack = character.name + u' ' + character.triggerWords.join(u' ');
        if (!inScope || !haystack.contains(wanted, Qt::CaseInsensitive))
            continue;
        const int uses = int(m_desk.clipsWith(character.id).size());
        const auto missing = generation::missingNeeds(character, character.method);
        GridCard card;
        card.id = character.id.text();
        card.picture = m_desk.portraitOf(character);
        card.icon = QStringLiteral("characters");
        card.badge = missing.empty() ? tr("Ready") : missing.front().key == u"reference" ? tr("Needs a reference") : missing.front().text;
        card.badgeIcon = missing.empty() ? QStringLiteral("check") : QStringLiteral("warning");
        card.badgeInk = missing.empty() ? Ink::Success : Ink::Warning;
        card.dot = character.colour;
        card.title = character.name;
        card.detail = methodWords(character);
        card.detailFigure = m_context.session() ? useWords(uses) : QString();
        card.isOpen = m_desk.current() && m_desk.current()->id == character.id;
        cards.emplace_back(uses, std::move(card));
    }
    if (m_byUse)
        std::ranges::stable_sort(cards, std::greater<>(), &std::pair<int, GridCard>::first);
    std::vector<GridCard> shown;
    for (auto &[uses, card] : cards)
        shown.push_back(std::move(card));
    m_count->setText(QString::number(shown.size()));
    m_grid->setCards(std::move(shown));
    const bool isEmpty = m_desk.all().empty();
    const bool hasShared = std::ranges::any_of(m_desk.all(), [](const Character &one) { return one.scope == Scope::Shared; });
    m_sharedButton->setDisabledReason(!m_context.session() ? tr("Open a project first")
                                      : hasShared          ? QString()
                                                           : tr("No character is shared yet"));
    for (QWidget *part : {static_cast<QWidget *>(m_gridPanel), static_cast<QWidget *>(m_page), static_cast<QWidget *>(m_identity)})
        part->setVisible(!isEmpty);
    m_nothing->setVisible(isEmpty);
    m_empty->setWords(tr("No characters yet"),
                      m_context.session()
                          ? tr("Someone who comes back from shot to shot: give them a name and a few pictures, and every shot "
                               "they are in knows what they look like.")
                          : tr("No project is open: what you make now is shared, and every project sees it."));
    layOut();
    refreshSheets();
    m_context.actions().refresh();
}

// Rings of running sheets on the cards.
void CharactersScreen::refreshSheets()
{
    std::vector<GridCard> cards = m_grid->cards();
    for (GridCard &card : cards) {
        const CharacterDesk::Sheet *sheet = m_desk.sheetOf(CharacterId(card.id));
        card.running = sheet && sheet->isRunning() ? tr("%1 of %2").arg(sheet->finished()).arg(sheet->jobs.size()) : QString();
        card.fraction = sheet ? double(sheet->finished()) / std::max<int>(1, int(sheet->jobs.size())) : 0;
        card.isOpen = m_desk.current() && m_desk.current()->id.text() == card.id;
    }
    m_grid->setCards(std::move(cards));
    m_page->refreshSheet();
}

void CharactersScreen::layOut()
{
    m_nothing->setGeometry(rect());
    const int gap = space::kGutter;
    const bool isNarrow = width() < kNarrowBelow - 80;
    m_grid->setStrip(isNarrow);
    m_page->setIdentityButton(isNarrow);
    m_sharedButton->parentWidget()->layout()->invalidate();
    m_quickButton->setVisible(!isNarrow);
    m_sharedButton->setVisible(!isNarrow);
    if (!isNarrow) {
        const int gridWidth = std::min(kGridWidth, width() * 348 / 1376 + 0);
        m_gridPanel->setGeometry(0, 0, std::max(gridWidth, 340), height());
        m_identity->setGeometry(width() - kIdentityWidth, 0, kIdentityWidth, height());
        m_identity->setVisible(!m_nothing->isVisibleTo(this));
        const int left = m_gridPanel->width() + gap;
        m_page->setGeometry(left, 0, width() - left - kIdentityWidth - gap, height());
        return;
    }
    m_gridPanel->setGeometry(0, 0, width(), kStripHeight + 44);
    const int top = m_gridPanel->height() + gap;
    const bool isOpen = m_identityOpen && !m_nothing->isVisibleTo(this);
    m_identity->setVisible(isOpen);
    m_page->setGeometry(0, top, width(), height() - top);
    if (isOpen) {
        m_identity->setGeometry(width() - kIdentityWidth, top, kIdentityWidth, height() - top);
        m_page->setGeometry(0, top, width() - kIdentityWidth - gap, height() - top);
        m_identity->raise();
    }
}

void CharactersScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

void CharactersScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh(); // the use of shots may have changed behind it
    m_page->refresh();
    m_identity->refresh();
}

void CharactersScreen::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void CharactersScreen::toggleIdentity()
{
    m_identityOpen = !m_identityOpen;
    layOut();
}

void CharactersScreen::dragEnterEvent(QDragEnterEvent *event)
{
    if (!pictureFilesOf(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

// Pictures dropped beside the references make a new character.
void CharactersScreen::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    quick(pictureFilesOf(*event->mimeData()));
}

} // namespace sc::ui
