// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/characters/characters_screen.h"

#include "core/generation/training_set.h"
#include "core/library/shared_items.h"
#include "ui/characters/character_page.h"
#include "ui/characters/character_words.h"
#include "ui/characters/identity_panel.h"
#include "ui/characters/looks_card.h"
#include "ui/characters/on_screen.h"
#include "ui/characters/reference_strip.h"
#include "ui/characters/sheet_dialog.h"
#include "ui/theme/theme.h"
#include "ui/timeline/edit_commands.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/character_drag.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/removal_question.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QMimeData>
#include <QtGui/QDropEvent>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>

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

void CharactersScreen::registerActions()
{
    const auto hasOpen = [this] { return m_desk.current() != nullptr; };
    const auto canEdit = [this] { return m_desk.current() && !m_desk.isReadOnly(); };
    ActionAdder adder(m_context.actions(), QStringLiteral("characters"), this);
    adder.group(tr("Characters"));
    adder.add("quick", tr("Quick character..."), "user-plus", {Qt::Key_N}, [this] { quick(); });
    adder.add("find", tr("Find characters"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)}, [this] { focusSearch(); });
    adder.add("fromShared", tr("Bring a shared character into the project..."), "link", {}, [this] { bringFromShared(); });
    adder.add(
        "pictures", tr("Add reference pictures..."), "image", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)},
        [this] { m_page->references().askForPictures(); }, canEdit);
    adder.add(
        "look", tr("New look..."), "plus", {Qt::Key_L}, [this] { m_page->looks().addLook(); }, canEdit);
    adder.add(
        "apply", tr("Apply to the selected shots"), "check", {QKeySequence(Qt::CTRL | Qt::Key_Return)}, [this] { apply(); },
        [this, hasOpen] { return hasOpen() && m_context.session() && !m_desk.editor().selection().clips().empty(); });
    adder.add(
        "takeOut", tr("Take out of the selected shots"), "", {}, [this] { takeOutOfShots(); },
        [this, hasOpen] { return hasOpen() && m_context.session() && !m_desk.editor().selection().clips().empty(); });
    adder.add(
        "showShots", tr("Show the shots with this character"), "scenes", {}, [this] { showShots(); }, hasOpen);
    adder.add(
        "test", tr("Test sheet"), "gallery", {Qt::Key_T}, [this] { startTest(); }, hasOpen);
    adder.add(
        "sheet", tr("Character sheet..."), "grid", {QKeySequence(Qt::SHIFT | Qt::Key_T)},
        [this] { orderSheet(generation::SheetProfile::Comprehensive); }, hasOpen);
    adder.add(
        "compare", tr("Compare the methods in a test"), "compare", {}, [this] { orderSheet(generation::SheetProfile::Methods); }, hasOpen);
    adder.add(
        "approveRest", tr("Approve the rest of the test sheet"), "check", {}, [this] { m_desk.approveRest(); }, hasOpen);
    adder.add(
        "duplicate", tr("Duplicate"), "stack", {QKeySequence(Qt::CTRL | Qt::Key_D)}, [this] { duplicate(); }, canEdit);
    adder.add(
        "share", tr("Move to shared"), "link", {}, [this] { share(); },
        [this, canEdit] { return canEdit() && m_desk.current()->scope == Scope::Project; });
    adder.add(
        "training", tr("Export a training set..."), "export", {}, [this] { exportTrainingSet(); }, hasOpen);
    adder.add(
        "delete", tr("Delete the character"), "trash", {Qt::Key_Delete}, [this] { remove(); }, canEdit);
    adder.add("identity", tr("Identity"), "info", {Qt::Key_I}, [this] { toggleIdentity(); });
    connect(&m_desk.editor(), &TimelineEditor::selectionChanged, &m_context.actions(), [this] { m_context.actions().refresh(); });
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

void CharactersScreen::quick(const QStringList &pictures)
{
    if (!m_context.session() && !m_context.shared())
        return;
    if (!m_quick) {
        m_quick = new QuickCharacter(window(), m_desk);
        connect(m_quick, &QuickCharacter::made, this, [this](const CharacterId &id) {
            m_search->clear();
            m_desk.open(id);
            refresh();
            m_grid->choose(id.text());
        });
    }
    m_quick->openWith(pictures);
}

void CharactersScreen::bringFromShared()
{
    QMenu menu(this);
    for (const Character &character : m_desk.all()) {
        if (character.scope != Scope::Shared)
            continue;
        menu.addAction(character.name, this, [this, character] {
            const auto id = m_desk.studio().duplicate(character, Scope::Project);
            if (reported(m_context, id))
                m_desk.open(*id);
        });
    }
    if (!menu.isEmpty())
        menu.exec(m_sharedButton->isVisible() ? m_sharedButton->mapToGlobal(QPoint(0, -menu.sizeHint().height())) : QCursor::pos());
}

void CharactersScreen::apply()
{
    const Character *open = m_desk.current();
    const std::vector<ClipId> shots = m_desk.editor().selection().clips();
    if (!open || shots.empty() || !m_context.session())
        return;
    std::vector<ClipId> inTime = shots;
    const timeline::Timeline &timeline = m_context.session()->timeline();
    std::ranges::stable_sort(inTime, {}, [&](const ClipId &id) {
        const timeline::Clip *clip = timeline::findClip(timeline, id);
        return clip ? clip->start : Ticks();
    });
    generation::Studio studio = m_desk.studio();
    const std::vector<CharacterId> several = chosen();
    const auto done = several.size() > 1 ? studio.castInTurn(inTime, several) : studio.cast(inTime, {open->id, {}, 1, {}});
    if (!reported(m_context, done))
        return;
    Q_EMIT m_context.noticeRaised({.level = Notice::Level::Success,
                                   .title = several.size() > 1 ? tr("%n characters in turn", nullptr, int(several.size())) : open->name,
                                   .text = tr("In %n shot(s) now; their own texts stay as they are.", nullptr, int(shots.size())),
                                   .actionLabel = tr("Undo"),
                                   .action = [&context = m_context] {
                                       if (context.session())
                                           (void)reported(context, context.session()->undo());
                                   }});
}

void CharactersScreen::takeOutOfShots()
{
    if (const Character *open = m_desk.current())
        (void)reported(m_context, m_desk.studio().takeOut(m_desk.editor().selection().clips(), open->id));
}

void CharactersScreen::duplicate()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const auto id = m_desk.studio().duplicate(*open, open->scope);
    if (reported(m_context, id))
        m_desk.open(*id);
}

void CharactersScreen::share()
{
    if (const Character *open = m_desk.current())
        (void)reported(m_context, m_desk.studio().moveToShared(Character(*open)));
}

void CharactersScreen::remove()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const Character character = *open;
    const auto removed = m_desk.studio().remove(character, false);
    if (removed) {
        Q_EMIT m_context.noticeRaised({.level = Notice::Level::Info,
                                       .title = tr("Deleted “%1”").arg(character.name),
                                       .text = {},
                                       .actionLabel = character.scope == Scope::Project ? tr("Undo") : QString(),
                                       .action = [&context = m_context] {
                                           if (context.session())
                                               (void)reported(context, context.session()->undo());
                                       }});
        return;
    }
    if (removed.error().code() == ProblemCode::Conflict)
        return confirmRemove(character, removed.error());
    m_desk.report(removed.error());
}

// It is used: the shots are listed and the person decides.
void CharactersScreen::confirmRemove(const Character &character, const Problem &problem)
{
    askBeforeRemoval(window(), problem, tr("The shots lose it; their takes stay. Undo brings both back."), tr("Delete it, keep the takes"),
                     [this, character] { (void)reported(m_context, m_desk.studio().remove(character, true)); });
}

void CharactersScreen::exportTrainingSet(const QString &folder)
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    const Character character = *open;
    const QString to = folder.isEmpty() ? QFileDialog::getExistingDirectory(window(), tr("An empty folder for the training set")) : folder;
    if (to.isEmpty())
        return;
    const auto set = generation::exportTrainingSet(m_desk.studio(), character, to);
    if (!reported(m_context, set))
        return;
    QString text = tr("%n picture(s) with captions in %1", nullptr, set->pictures).arg(QDir::toNativeSeparators(set->folder));
    if (!set->skipped.isEmpty())
        text += u' ' + set->skipped.join(u' ');
    Q_EMIT m_context.noticeRaised({.level = set->skipped.isEmpty() ? Notice::Level::Success : Notice::Level::Warning,
                                   .title = tr("Training set of %1").arg(character.name),
                                   .text = text,
                                   .actionLabel = {},
                                   .action = {}});
}

void CharactersScreen::startTest()
{
    generation::SheetSpec spec;
    spec.profile = generation::SheetProfile::Poses;
    spec.params.insert(QStringLiteral("preset"), QStringLiteral("fast"));
    m_desk.startSheet(spec);
}

void CharactersScreen::orderSheet(generation::SheetProfile profile)
{
    if (!m_context.session() || !m_context.generation() || !m_desk.current())
        return;
    if (!m_sheetDialog)
        m_sheetDialog = new SheetDialog(window(), m_desk);
    m_sheetDialog->openSheet(profile);
}

void CharactersScreen::showShots()
{
    const Character *open = m_desk.current();
    if (!open)
        return;
    std::vector<ClipId> ids;
    for (const timeline::Clip *clip : m_desk.clipsWith(open->id))
        ids.push_back(clip->id);
    Selection selection;
    selection.setClips(ids);
    m_desk.editor().setSelection(selection);
    Q_EMIT m_context.screenRequested(ScreenId::Scenes);
}

void CharactersScreen::goToShot(const ClipId &clip)
{
    if (!m_context.session())
        return;
    m_desk.editor().selectClip(clip);
    if (const timeline::Clip *found = timeline::findClip(m_context.session()->timeline(), clip))
        m_desk.editor().seek(found->start);
    Q_EMIT m_context.screenRequested(ScreenId::Timeline);
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

void CharactersScreen::openMenu(QWidget *anchor)
{
    QMenu menu(this);
    const auto add = [&](const char *id) { menu.addAction(m_context.actions().action(QStringLiteral("characters.") + QLatin1String(id))); };
    for (const char *id : {"apply", "takeOut", "showShots"})
        add(id);
    menu.addSeparator();
    for (const char *id : {"pictures", "look", "test", "sheet", "compare"})
        add(id);
    menu.addSeparator();
    for (const char *id : {"duplicate", "share", "training"})
        add(id);
    menu.addSeparator();
    add("delete");
    menu.exec(anchor ? anchor->mapToGlobal(QPoint(0, anchor->height() + 4)) : QCursor::pos());
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
