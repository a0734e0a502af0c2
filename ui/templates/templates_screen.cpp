// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/templates/templates_screen.h"

#include "core/comfy/family.h"
#include "ui/templates/apply_panel.h"
#include "ui/templates/prompt_form.h"
#include "ui/templates/statistics_card.h"
#include "ui/templates/style_form.h"
#include "ui/timeline/inspector_fields.h"
#include "ui/timeline/row_list.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/card_grid.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/removal_question.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
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
