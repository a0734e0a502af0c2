// SPDX-License-Identifier: GPL-3.0-or-later
// TemplatesScreen: its parts and how they are joined.
#include "ui/templates/apply_panel.h"
#include "ui/templates/prompt_form.h"
#include "ui/templates/statistics_card.h"
#include "ui/templates/style_form.h"
#include "ui/templates/templates_screen.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QTabBar>

namespace sc::ui {

using namespace generation;
using Kind = TemplatePlace::Kind;

namespace {

constexpr int kCardWidth = 176;
constexpr int kPictureHeight = 122;

} // namespace

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

} // namespace sc::ui
