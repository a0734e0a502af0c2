// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_screen.h"

#include "core/comfy/family.h"
#include "ui/templates/apply_panel.h"
#include "ui/templates/prompt_form.h"
#include "ui/templates/statistics_card.h"
#include "ui/templates/style_form.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/overlay.h"
#include "ui/widgets/removal_question.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QSaveFile>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>

#include <algorithm>

namespace sc::ui {

using namespace generation;
using Kind = TemplatePlace::Kind;

namespace {

constexpr int kPlaces = 196;
constexpr int kLibrary = 408;
constexpr int kForm = 344;
constexpr int kNarrowBelow = 1120;
constexpr int kLeastWithPlaces = 1240;
constexpr int kCardWidth = 176;
constexpr int kPictureHeight = 122;
constexpr qint64 kMostFile = 50'000'000;

enum Sort { kMostUsed, kByName, kByShare };

QString familyName(const QString &id)
{
    const comfy::ModelFamily *family = comfy::FamilyTable::builtIn().find(id);
    return family ? family->name : QString();
}

} // namespace

TemplatesScreen::TemplatesScreen(AppContext &context, TimelineEditor &editor, QWidget *parent)
    : QWidget(parent), m_context(context), m_desk(context, editor)
{
    build();
    connectAll();
    registerActions();
    refresh();
}

void TemplatesScreen::build()
{
    m_placesPanel = new Panel(this);
    auto *places = new QVBoxLayout(m_placesPanel);
    places->setContentsMargins(4, 8, 4, 8);
    m_places = new RowList(tr("Places"));
    places->addWidget(m_places, 1);
    auto *understood = new Plate(Plate::Level::Card);
    m_understood = understood;
    auto *told = new QVBoxLayout(understood);
    told->setContentsMargins(10, 10, 10, 10);
    told->addWidget(new TextLabel(tr("Import understood"), TextStyle::Strong));
    m_understoodWords = new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary);
    m_understoodWords->setWrap(true);
    told->addWidget(m_understoodWords);
    auto *close = new PushButton(tr("Close"));
    close->setButtonSize(ButtonSize::Small);
    told->addWidget(close, 0, Qt::AlignLeft);
    connect(close, &QAbstractButton::clicked, m_understood, &QWidget::hide);
    m_understood->hide();
    places->addWidget(m_understood);

    m_library = new Panel(this);
    auto *rows = new QVBoxLayout(m_library);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(space::kPadding, 0, space::kPadding, 0);
    head->setSpacing(8);
    head->addStrut(size::kPanelHeader);
    m_placesButton = new IconButton(QStringLiteral("list"), tr("Places"));
    m_title = new TextLabel(tr("Styles"), TextStyle::BodyStrong);
    m_count = new TextLabel({}, TextStyle::Caption, Ink::Tertiary);
    auto *import = new PushButton(tr("Import"), ControlKind::Quiet);
    auto *from = new PushButton(tr("From settings"));
    from->setIconName(QStringLiteral("plus"));
    import->setButtonSize(ButtonSize::Small);
    from->setButtonSize(ButtonSize::Small);
    head->addWidget(m_placesButton);
    head->addWidget(m_title);
    head->addWidget(m_count, 1);
    head->addWidget(import);
    head->addWidget(from);
    rows->addLayout(head);
    connect(import, &QAbstractButton::clicked, this, [this] { importFile(); });
    connect(from, &QAbstractButton::clicked, this, [this, from] {
        QMenu menu(this);
        for (const char *id : {"fromSettings", "new", "newPrompt"})
            menu.addAction(m_context.actions().action(QStringLiteral("templates.") + QLatin1String(id)));
        menu.exec(from->mapToGlobal(QPoint(0, from->height() + 4)));
    });
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(space::kPadding, 0, space::kPadding, 6);
    bar->setSpacing(6);
    m_search = new SearchField(tr("Name, word, model"));
    m_search->setAccessibleName(tr("Find templates"));
    m_sort = new FieldChoice(tr("Order"));
    m_sort->setOptions({{tr("Most used"), kMostUsed}, {tr("By name"), kByName}, {tr("Best judged"), kByShare}});
    m_sort->setFixedWidth(124);
    bar->addWidget(m_search, 1);
    bar->addWidget(m_sort);
    rows->addLayout(bar);
    m_grid = new CardGrid(tr("Styles"), kCardWidth, kPictureHeight, m_desk.pictures());
    auto *inset = new QHBoxLayout;
    inset->setContentsMargins(8, 0, 8, 0);
    inset->addWidget(m_grid);
    rows->addLayout(inset, 1);
    m_statistics = new StatisticsCard(m_desk);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(space::kPadding, 8, space::kPadding, space::kPadding);
    foot->addWidget(m_statistics);
    rows->addLayout(foot);

    m_form = new StyleForm(m_desk, this);
    m_promptForm = new PromptForm(m_desk, this);
    m_apply = new ApplyPanel(m_desk, this);
    m_tabs = new QTabBar(this);
    m_tabs->addTab(tr("Form"));
    m_tabs->addTab(tr("Apply"));
    m_tabs->setAccessibleName(tr("Form or applying"));
    m_apply->setDraft([this]() -> std::optional<StyleTemplate> { return m_desk.style() ? std::optional(m_form->draft()) : std::nullopt; },
                      [this] { return m_form->isChanged(); });

    m_nothing = new Panel(this);
    auto *fill = new QVBoxLayout(m_nothing);
    auto *empty =
        new EmptyState(QStringLiteral("templates"), tr("No templates yet"),
                       tr("A style gives many shots the same words, model and values. Make one from a shot that came out well, start an "
                          "empty one, or import a file, also of other programs."));
    empty->addAction(tr("New style"), true, [this] { newStyle(); });
    empty->addAction(tr("Import..."), false, [this] { importFile(); });
    fill->addWidget(empty);
}

void TemplatesScreen::connectAll()
{
    connect(&m_desk, &TemplateDesk::changed, this, &TemplatesScreen::refresh);
    connect(&m_desk, &TemplateDesk::openChanged, this, &TemplatesScreen::refreshOpen);
    connect(&m_desk, &TemplateDesk::shotsChanged, this, [this] {
        m_apply->refresh();
        m_context.actions().refresh();
    });
    connect(m_form, &StyleForm::draftChanged, m_apply, &ApplyPanel::refresh);
    connect(m_form, &StyleForm::menuRequested, this, &TemplatesScreen::openMenu);
    connect(m_promptForm, &PromptForm::menuRequested, this, &TemplatesScreen::openMenu);
    connect(m_search, &QLineEdit::textChanged, this, &TemplatesScreen::refreshCards);
    connect(m_sort, &FieldChoice::currentChanged, this, &TemplatesScreen::refreshCards);
    connect(m_grid, &CardGrid::opened, this, [this](const QString &id) { m_desk.open(id); });
    connect(m_places, &RowList::rowChosen, this, [this](const QVariant &row) {
        if (row.isValid() && row.toInt() >= 0)
            setPlace(m_placeRows[size_t(row.toInt())]);
    });
    connect(m_placesButton, &QAbstractButton::clicked, this, [this] {
        QMenu menu(this);
        for (int i = 0; i < m_places->rowCount(); ++i) {
            const ListRow row = m_places->row(i);
            if (row.value.isValid())
                menu.addAction(row.title, this, [this, at = row.value.toInt()] { setPlace(m_placeRows[size_t(at)]); });
            else
                menu.addSection(row.title);
        }
        menu.exec(m_placesButton->mapToGlobal(QPoint(0, m_placesButton->height() + 4)));
    });
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int tab) { showApply(tab == 1); });
}

void TemplatesScreen::registerActions()
{
    const auto hasOpen = [this] { return m_desk.style() || m_desk.prompt(); };
    const auto hasKept = [this, hasOpen] { return hasOpen() && !m_desk.isNew(); };
    const auto canEdit = [this, hasKept] { return hasKept() && !m_desk.isReadOnly(); };
    ActionAdder adder(m_context.actions(), QStringLiteral("templates"), this);
    adder.group(tr("Templates"));
    adder.add("new", tr("New style"), "plus", {Qt::Key_N}, [this] { newStyle(); });
    adder.add("newPrompt", tr("New prompt template"), "text", {QKeySequence(Qt::SHIFT | Qt::Key_N)}, [this] { newPrompt(); });
    adder.add(
        "fromSettings", tr("New style from the current shot"), "plus", {}, [this] { fromSettings(); },
        [this] { return m_context.session() && !m_desk.shots().empty(); });
    adder.add("find", tr("Find templates"), "search", {QKeySequence(Qt::CTRL | Qt::Key_F)}, [this] { focusSearch(); });
    adder.add(
        "save", tr("Save the template"), "check", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
        [this] {
            if (m_desk.style())
                m_form->save();
            else
                m_promptForm->save();
        },
        hasOpen);
    adder.add(
        "apply", tr("Apply to the selected shots"), "check", {QKeySequence(Qt::CTRL | Qt::Key_Return)}, [this] { (void)m_apply->apply(); },
        [this, hasKept] { return hasKept() && !m_desk.shots().empty(); });
    adder.add(
        "duplicate", tr("Duplicate"), "stack", {QKeySequence(Qt::CTRL | Qt::Key_D)}, [this] { duplicate(); }, hasKept);
    adder.add(
        "share", tr("Move to shared, or copy into the project"), "link", {}, [this] { toggleShared(); }, hasKept);
    adder.add("import", tr("Import templates..."), "", {}, [this] { importFile(); });
    adder.add(
        "export", tr("Export this template..."), "export", {}, [this] { exportFile(); }, hasKept);
    adder.add("exportAll", tr("Export all templates..."), "export", {}, [this] { exportAll(); });
    adder.add(
        "delete", tr("Delete the template"), "trash", {Qt::Key_Delete}, [this] { remove(); }, canEdit);
    adder.add(
        "history", tr("History of the style"), "history", {Qt::Key_H}, [this] { m_form->tabs()->setCurrentIndex(1); },
        [this] { return m_desk.style() && !m_desk.isNew(); });
}

void TemplatesScreen::refreshPlaces()
{
    std::vector<ListRow> rows;
    m_placeRows.clear();
    const auto heading = [&](const QString &title) {
        ListRow row;
        row.title = title;
        row.faded = true;
        rows.push_back(row);
    };
    const auto add = [&](const TemplatePlace &place, const QString &icon, const QString &title) {
        ListRow row;
        row.icon = icon;
        row.title = title;
        row.figure = QString::number(m_desk.countOf(place));
        row.iconInk = place == m_place ? Ink::Blue : Ink::Secondary;
        row.value = int(m_placeRows.size());
        m_placeRows.push_back(place);
        rows.push_back(row);
    };
    add({Kind::All, {}}, QStringLiteral("templates"), tr("All styles"));
    add({Kind::Favourites, {}}, QStringLiteral("star"), tr("Favourites"));
    add({Kind::UsedHere, {}}, QStringLiteral("clock"), tr("Used in this project"));
    heading(tr("Categories"));
    for (const QString &category : styleCategories())
        add({Kind::Category, category}, QString(), categoryTitle(category));
    if (const QStringList own = m_desk.ownCategories(); !own.isEmpty()) {
        heading(tr("Own categories"));
        for (const QString &category : own)
            add({Kind::Category, category}, QStringLiteral("folder"), category);
    }
    heading(tr("Prompts"));
    add({Kind::Prompts, {}}, QStringLiteral("text"), tr("Prompt templates"));
    heading(tr("Where"));
    add({Kind::Project, {}}, QStringLiteral("folder"), tr("This project"));
    add({Kind::Shared, {}}, QStringLiteral("link"), tr("Shared"));
    m_places->setRows(std::move(rows));
}

void TemplatesScreen::refreshCards()
{
    const QString wanted = m_search->text().trimmed();
    std::vector<std::pair<double, GridCard>> cards;
    const bool prompts = m_place.kind == Kind::Prompts;
    if (prompts) {
        for (const PromptTemplate &prompt : m_desk.prompts()) {
            if (!(prompt.name + u' ' + prompt.imagePrompt + u' ' + prompt.videoPrompt).contains(wanted, Qt::CaseInsensitive))
                continue;
            GridCard card;
            card.id = prompt.id.text();
            card.icon = QStringLiteral("text");
            card.title = prompt.name;
            card.figure = tr("%n use(s)", nullptr, prompt.useCount);
            card.detail = prompt.imagePrompt.simplified();
            card.isOpen = m_desk.prompt() && m_desk.prompt()->id == prompt.id && !m_desk.isNew();
            cards.emplace_back(prompt.useCount, std::move(card));
        }
    }
    for (const StyleTemplate &style : m_desk.styles()) {
        const QString haystack =
            QStringList{style.name, style.description, style.prefix, style.suffix, style.model, style.category}.join(u' ');
        if (prompts || !m_desk.isIn(style, m_place) || !haystack.contains(wanted, Qt::CaseInsensitive))
            continue;
        const StyleStatistics statistics = m_desk.statisticsOf(style);
        GridCard card;
        card.id = style.id.text();
        card.picture = m_desk.previewOf(style);
        card.icon = QStringLiteral("templates");
        card.isFavourite = style.isFavourite;
        card.title = style.name;
        card.figure = tr("%n use(s)", nullptr, style.useCount);
        card.detail = style.family.isEmpty() ? categoryTitle(style.category) : familyName(style.family);
        card.share = statistics.all.share();
        card.detailFigure = shareWords(statistics.all);
        card.isOpen = m_desk.style() && m_desk.style()->id == style.id && !m_desk.isNew();
        if (card.isOpen) {
            card.badge = tr("Open");
            card.badgeInk = Ink::Blue;
        }
        const double rank = m_sort->current() == kByShare ? card.share.value_or(-1) : style.useCount;
        cards.emplace_back(rank, std::move(card));
    }
    if (m_sort->current() != kByName)
        std::ranges::stable_sort(cards, std::greater<>(), &std::pair<double, GridCard>::first);
    std::vector<GridCard> shown;
    for (auto &[rank, card] : cards)
        shown.push_back(std::move(card));
    m_title->setText(prompts ? tr("Prompts") : tr("Styles"));
    m_count->setText(QString::number(shown.size()));
    m_grid->setCards(std::move(shown));
    m_statistics->setVisible(!prompts);
}

void TemplatesScreen::refreshOpen()
{
    m_form->refresh();
    m_promptForm->refresh();
    m_statistics->refresh();
    m_apply->refresh();
    layOut();
    m_context.actions().refresh();
}

void TemplatesScreen::refresh()
{
    refreshPlaces();
    refreshCards();
    refreshOpen();
}

void TemplatesScreen::layOut()
{
    const bool isEmpty = m_desk.styles().empty() && m_desk.prompts().empty() && !m_desk.isNew();
    m_nothing->setGeometry(rect());
    m_nothing->setVisible(isEmpty);
    const int gap = space::kGutter;
    const bool isNarrow = width() < kNarrowBelow;
    const bool hasPlaces = width() >= kLeastWithPlaces;
    const bool isPrompt = m_desk.prompt() != nullptr;
    m_placesPanel->setVisible(!isEmpty && hasPlaces);
    m_placesButton->setVisible(!hasPlaces);
    m_library->setVisible(!isEmpty);
    m_tabs->setVisible(!isEmpty && isNarrow);
    const bool showsForm = !isEmpty && (!isNarrow || !m_showApply);
    m_form->setVisible(showsForm && !isPrompt);
    m_promptForm->setVisible(showsForm && isPrompt);
    m_apply->setVisible(!isEmpty && (!isNarrow || m_showApply));
    if (isEmpty)
        return;
    int x = 0;
    if (hasPlaces) {
        m_placesPanel->setGeometry(0, 0, kPlaces, height());
        x = kPlaces + gap;
    }
    const int library = isNarrow ? std::min(kLibrary, width() / 2 - gap) : kLibrary;
    m_library->setGeometry(x, 0, library, height());
    x += library + gap;
    if (isNarrow) {
        m_tabs->setGeometry(x + space::kPadding, 0, width() - x - 2 * space::kPadding, size::kTab);
        const QRect rest(x, size::kTab + 4, width() - x, height() - size::kTab - 4);
        for (QWidget *part : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_promptForm), static_cast<QWidget *>(m_apply)})
            part->setGeometry(rest);
        return;
    }
    const int form = std::min(kForm, (width() - x - gap) / 2);
    m_form->setGeometry(x, 0, form, height());
    m_promptForm->setGeometry(x, 0, form, height());
    x += form + gap;
    m_apply->setGeometry(x, 0, width() - x, height());
}

void TemplatesScreen::resizeEvent(QResizeEvent *)
{
    layOut();
}

void TemplatesScreen::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refresh();
}

void TemplatesScreen::setPlace(const TemplatePlace &place)
{
    m_place = place;
    refreshPlaces();
    refreshCards();
}

void TemplatesScreen::newStyle()
{
    StyleTemplate style;
    style.scope = m_context.session() ? Scope::Project : Scope::Shared;
    if (m_place.kind == Kind::Category)
        style.category = m_place.category;
    m_desk.begin(style);
    showApply(false);
    m_form->tabs()->setCurrentIndex(0);
    m_form->name()->setFocus();
}

void TemplatesScreen::fromSettings()
{
    const std::vector<ClipId> shots = m_desk.shots();
    if (shots.empty())
        return;
    const auto style = styleFromShot(m_desk.studio(), shots.front());
    if (!reported(m_context, style))
        return;
    m_desk.begin(*style);
    showApply(false);
    m_form->tabs()->setCurrentIndex(0);
    m_form->name()->setFocus();
}

void TemplatesScreen::newPrompt()
{
    PromptTemplate prompt;
    prompt.scope = m_context.session() ? Scope::Project : Scope::Shared;
    setPlace({Kind::Prompts, {}});
    m_desk.beginPrompt(prompt);
    showApply(false);
    m_promptForm->name()->setFocus();
}

void TemplatesScreen::duplicate()
{
    if (const StyleTemplate *style = m_desk.style()) {
        const auto id = m_desk.studio().duplicate(*style, style->scope);
        if (reported(m_context, id))
            m_desk.open(id->text());
    } else if (const PromptTemplate *prompt = m_desk.prompt()) {
        const auto id = m_desk.studio().duplicate(*prompt, prompt->scope);
        if (reported(m_context, id))
            m_desk.open(id->text());
    }
    m_desk.refresh();
}

void TemplatesScreen::toggleShared()
{
    Studio studio = m_desk.studio();
    const auto move = [&](const auto &one) {
        if (one.scope == Scope::Project) {
            (void)reported(m_context, studio.moveToShared(one));
        } else if (const auto copy = studio.duplicate(one, Scope::Project); reported(m_context, copy)) {
            m_desk.open(copy->text());
        }
    };
    if (const StyleTemplate *style = m_desk.style())
        move(StyleTemplate(*style));
    else if (const PromptTemplate *prompt = m_desk.prompt())
        move(PromptTemplate(*prompt));
    m_desk.refresh();
}

void TemplatesScreen::remove()
{
    Studio studio = m_desk.studio();
    const auto removed = m_desk.style()    ? studio.remove(StyleTemplate(*m_desk.style()), false)
                         : m_desk.prompt() ? studio.remove(PromptTemplate(*m_desk.prompt()), false)
                                           : Result<>();
    if (!removed && removed.error().code() == ProblemCode::Conflict)
        return confirmRemove(removed.error());
    (void)reported(m_context, removed);
    m_desk.refresh();
}

// It is used: the shots are listed and the person decides.
void TemplatesScreen::confirmRemove(const Problem &problem)
{
    askBeforeRemoval(window(), problem, {}, tr("Delete it"), [this] {
        Studio studio = m_desk.studio();
        if (m_desk.style())
            (void)reported(m_context, studio.remove(StyleTemplate(*m_desk.style()), true));
        else if (m_desk.prompt())
            (void)reported(m_context, studio.remove(PromptTemplate(*m_desk.prompt()), true));
        m_desk.refresh();
    });
}

void TemplatesScreen::importFile(const QString &file)
{
    const QString from =
        file.isEmpty() ? QFileDialog::getOpenFileName(window(), tr("Import templates"), {}, tr("Templates (*.json *.csv);;All files (*)"))
                       : file;
    if (from.isEmpty())
        return;
    QFile source(from);
    if (!source.open(QIODevice::ReadOnly))
        return m_desk.report(Problem(ProblemCode::MediaMissing, tr("The file \"%1\" cannot be read.").arg(QDir::toNativeSeparators(from))));
    if (source.size() > kMostFile)
        return m_desk.report(Problem(ProblemCode::FileTooLarge, tr("\"%1\" is larger than 50 MB.").arg(QFileInfo(from).fileName())));
    const auto read = readTemplates(source.readAll());
    if (!reported(m_context, read))
        return;
    if (!reported(m_context, m_desk.studio().addAll(*read, m_context.session() ? Scope::Project : Scope::Shared)))
        return;
    const int count = int(read->styles.size() + read->prompts.size());
    QStringList told = {tr("%1: %n template(s) taken in.", nullptr, count).arg(QFileInfo(from).fileName())};
    told += read->notes;
    m_understoodWords->setText(told.mid(0, 6).join(u'\n'));
    m_understood->show();
    Q_EMIT m_context.noticeRaised({.level = read->notes.isEmpty() ? Notice::Level::Success : Notice::Level::Warning,
                                   .title = told.front(),
                                   .text = read->notes.mid(0, 3).join(u' '),
                                   .actionLabel = {},
                                   .action = {}});
    m_desk.refresh();
}

void TemplatesScreen::write(const QString &file, const std::vector<StyleTemplate> &styles, const std::vector<PromptTemplate> &prompts)
{
    const QString to = file.isEmpty()
                           ? QFileDialog::getSaveFileName(window(), tr("Export templates"), tr("templates.json"), tr("Templates (*.json)"))
                           : file;
    if (to.isEmpty())
        return;
    QSaveFile target(to);
    const QByteArray bytes = templateFile(styles, prompts);
    if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size() || !target.commit())
        return m_desk.report(Problem(ProblemCode::PermissionDenied, tr("\"%1\" cannot be written.").arg(QDir::toNativeSeparators(to)))
                                 .withDetail(target.errorString()));
    Q_EMIT m_context.noticeRaised({.level = Notice::Level::Success,
                                   .title = tr("%n template(s) exported", nullptr, int(styles.size() + prompts.size())),
                                   .text = QDir::toNativeSeparators(to),
                                   .actionLabel = {},
                                   .action = {}});
}

void TemplatesScreen::exportFile(const QString &file)
{
    if (const StyleTemplate *style = m_desk.style())
        write(file, {*style}, {});
    else if (const PromptTemplate *prompt = m_desk.prompt())
        write(file, {}, {*prompt});
}

void TemplatesScreen::exportAll(const QString &file)
{
    write(file, m_desk.styles(), m_desk.prompts());
}

void TemplatesScreen::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void TemplatesScreen::showApply(bool on)
{
    m_showApply = on;
    const QSignalBlocker quiet(m_tabs);
    m_tabs->setCurrentIndex(on ? 1 : 0);
    layOut();
}

void TemplatesScreen::openMenu(QWidget *anchor)
{
    QMenu menu(this);
    const auto add = [&](const char *id) { menu.addAction(m_context.actions().action(QStringLiteral("templates.") + QLatin1String(id))); };
    for (const char *id : {"apply", "duplicate", "share"})
        add(id);
    menu.addSeparator();
    for (const char *id : {"export", "exportAll", "import"})
        add(id);
    menu.addSeparator();
    add("delete");
    menu.exec(anchor->mapToGlobal(QPoint(0, anchor->height() + 4)));
}

} // namespace sc::ui
