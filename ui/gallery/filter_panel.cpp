// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/filter_panel.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/section_colours.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollArea>

#include <algorithm>

namespace sc::ui {

using generation::GalleryChoice;
using generation::GalleryFacet;
using generation::GalleryFilter;
using generation::GalleryMark;

namespace {

constexpr size_t kListed = 8; // of one list, before *n more*

constexpr std::array kOrder{GalleryFacet::Mark,   GalleryFacet::Scene,     GalleryFacet::Clip,   GalleryFacet::Kind,
                            GalleryFacet::Model,  GalleryFacet::Character, GalleryFacet::Family, GalleryFacet::Server,
                            GalleryFacet::Source, GalleryFacet::Tag,       GalleryFacet::Size};
constexpr std::array kUsual{GalleryFacet::Mark, GalleryFacet::Scene, GalleryFacet::Kind, GalleryFacet::Model};

template<class Value> void toggle(std::vector<Value> &list, const Value &value)
{
    const auto known = std::ranges::find(list, value);
    if (known == list.end())
        list.push_back(value);
    else
        list.erase(known);
}

void toggle(QStringList &list, const QString &value)
{
    if (!list.removeOne(value))
        list.append(value);
}

bool isChosen(const GalleryFilter &filter, GalleryFacet facet, const QString &value)
{
    const auto hasId = [&](const auto &list) { return std::ranges::any_of(list, [&](const auto &id) { return id.text() == value; }); };
    switch (facet) {
    case GalleryFacet::Mark:
        return std::ranges::any_of(filter.marks, [&](GalleryMark mark) { return generation::galleryMarkName(mark) == value; });
    case GalleryFacet::Scene:
        return hasId(filter.scenes);
    case GalleryFacet::Clip:
        return hasId(filter.clips);
    case GalleryFacet::Kind:
        return std::ranges::any_of(filter.kinds, [&](timeline::TakeKind kind) { return timeline::takeKindName(kind) == value; });
    case GalleryFacet::Source:
        return std::ranges::any_of(filter.sources,
                                   [&](timeline::TakeProvider source) { return timeline::takeProviderName(source) == value; });
    case GalleryFacet::Character:
        return hasId(filter.characters);
    case GalleryFacet::Family:
        return filter.families.contains(value);
    case GalleryFacet::Model:
        return filter.models.contains(value);
    case GalleryFacet::Server:
        return filter.servers.contains(value);
    case GalleryFacet::Tag:
        return filter.tags.contains(value);
    case GalleryFacet::Size:
        return filter.sizes.contains(value);
    }
    return false;
}

} // namespace

int filtersInUse(const GalleryFilter &filter)
{
    int used = 0;
    for (const bool is : {!filter.marks.empty(),
                          !filter.scenes.empty(),
                          !filter.clips.empty(),
                          !filter.kinds.empty(),
                          !filter.sources.empty(),
                          !filter.characters.empty(),
                          !filter.families.isEmpty(),
                          !filter.models.isEmpty(),
                          !filter.servers.isEmpty(),
                          !filter.tags.isEmpty(),
                          !filter.sizes.isEmpty(),
                          !filter.model.isEmpty(),
                          !filter.text.isEmpty(),
                          !filter.madeFrom.isEmpty() || !filter.madeUntil.isEmpty(),
                          filter.seed.has_value(),
                          filter.leastRating > 0,
                          filter.leastSide > 0,
                          filter.inPool,
                          filter.isUnreviewed,
                          filter.isFlagged,
                          filter.isUnused,
                          filter.isMissing,
                          filter.only.has_value()})
        used += is ? 1 : 0;
    return used;
}

FilterPanel::FilterPanel(GalleryDesk &desk, QWidget *parent)
    : Panel(parent),
      m_desk(desk),
      m_count(new TextLabel({}, TextStyle::CaptionStrong, Ink::Blue)),
      m_clear(new PushButton(tr("Clear"), ControlKind::Quiet)),
      m_scope(new Segment({{tr("Project"), {}}, {tr("Shared pool"), {}}})),
      m_scroll(new QScrollArea),
      m_list(new QWidget),
      m_rows(new QVBoxLayout(m_list)),
      m_space(new SpaceCard(desk))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 0, 8, 8);
    column->setSpacing(0);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(8, 0, 0, 0);
    head->setSpacing(8);
    head->addWidget(new TextLabel(tr("Filters"), TextStyle::BodyStrong));
    head->addWidget(m_count);
    head->addStretch(1);
    m_clear->setButtonSize(ButtonSize::Small);
    head->addWidget(m_clear);
    auto *headBox = new QWidget;
    headBox->setFixedHeight(size::kPanelHeader);
    headBox->setLayout(head);
    column->addWidget(headBox);
    m_scope->setAccessibleName(tr("Which takes"));
    column->addWidget(m_scope);
    column->addSpacing(2);
    m_rows->setContentsMargins(0, 0, 0, 8);
    m_rows->setSpacing(0);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->viewport()->setAutoFillBackground(false);
    m_scroll->setWidget(m_list);
    m_list->setAutoFillBackground(false);
    column->addWidget(m_scroll, 1);
    column->addSpacing(8);
    column->addWidget(m_space);
    connect(m_clear, &QPushButton::clicked, this, [this] { m_desk.setFilter({}); });
    connect(m_scope, &Segment::currentChanged, this,
            [this](int scope) { m_desk.setScope(scope == 1 ? GalleryScope::Shared : GalleryScope::Project); });
    connect(m_space, &SpaceCard::cleanUpRequested, this, &FilterPanel::cleanUpRequested);
    connect(m_space, &SpaceCard::unusedRequested, this, [this] {
        GalleryFilter filter;
        filter.isUnused = !m_desk.filter().isUnused;
        m_desk.setFilter(filter);
    });
    connect(&desk, &GalleryDesk::listChanged, this, &FilterPanel::refresh);
    connect(&desk, &GalleryDesk::contentsChanged, m_space, &SpaceCard::refreshSoon);
    connect(&desk, &GalleryDesk::scopeChanged, this, &FilterPanel::refresh);
    refresh();
}

QString FilterPanel::titleOf(GalleryFacet facet)
{
    switch (facet) {
    case GalleryFacet::Mark:
        return tr("Verdict");
    case GalleryFacet::Scene:
        return tr("Scene");
    case GalleryFacet::Clip:
        return tr("Shot");
    case GalleryFacet::Kind:
        return tr("Kind");
    case GalleryFacet::Source:
        return tr("Source");
    case GalleryFacet::Character:
        return tr("Character");
    case GalleryFacet::Family:
        return tr("Family");
    case GalleryFacet::Model:
        return tr("Model");
    case GalleryFacet::Server:
        return tr("Server");
    case GalleryFacet::Tag:
        return tr("Tag");
    case GalleryFacet::Size:
        return tr("Size");
    }
    return {};
}

bool FilterPanel::isShown(GalleryFacet facet) const
{
    if (m_desk.isShared() && (facet == GalleryFacet::Mark || facet == GalleryFacet::Scene || facet == GalleryFacet::Clip))
        return false;
    return std::ranges::find(kUsual, facet) != kUsual.end() || m_shown.contains(int(facet));
}

void FilterPanel::showFacet(GalleryFacet facet, bool shown)
{
    if (shown)
        m_shown.insert(int(facet));
    else
        m_shown.remove(int(facet));
    refresh();
}

FilterRow *FilterPanel::row(GalleryFacet facet, const QString &value) const
{
    for (const auto &[of, name, row] : m_known) {
        if (of == facet && name == value)
            return row;
    }
    return nullptr;
}

void FilterPanel::addHeading(const QString &text)
{
    auto *label = new TextLabel(text, TextStyle::Caption, Ink::Secondary, m_list);
    label->setContentsMargins(8, 0, 8, 0);
    label->setFixedHeight(28);
    m_rows->addWidget(label);
}

void FilterPanel::addLine(const Line &line)
{
    auto *row = new FilterRow(line.title, 0, line.dot, m_list);
    m_rows->addWidget(row);
    connect(row, &QAbstractButton::clicked, this, [this, facet = line.facet, value = line.value] { press(facet, value); });
    m_known.emplace_back(line.facet, line.value, row);
}

void FilterPanel::addMore(const Line &line)
{
    auto *more = new PushButton(tr("%1 more").arg(line.more), ControlKind::Quiet, m_list);
    more->setButtonSize(ButtonSize::Small);
    connect(more, &QPushButton::clicked, this, [this, facet = line.facet] {
        m_whole.insert(int(facet));
        refresh();
    });
    m_rows->addWidget(more, 0, Qt::AlignLeft);
}

std::vector<FilterPanel::Line> FilterPanel::linesOf(GalleryFacet facet, const std::vector<GalleryChoice> &choices) const
{
    const Theme &theme = themeOf(this);
    std::vector<Line> lines;
    size_t listed = 0;
    for (const GalleryChoice &choice : choices) {
        const bool isOn = isChosen(m_desk.filter(), facet, choice.value);
        if (facet == GalleryFacet::Mark && choice.value == u"chosen" && choice.count == 0 && !isOn)
            continue;
        if (++listed > kListed && !m_whole.contains(int(facet)) && !isOn)
            continue;
        Line line{facet, choice.value, facet == GalleryFacet::Character ? m_desk.characterName(choice.value) : choice.title, {}, 0};
        if (facet == GalleryFacet::Scene)
            line.dot = sceneColour(theme, choice.colour);
        else if (choice.value == generation::galleryMarkName(GalleryMark::Flagged))
            line.dot = theme.semantic.warning;
        lines.push_back(std::move(line));
    }
    if (listed > kListed && !m_whole.contains(int(facet)))
        lines.push_back({facet, {}, {}, {}, qsizetype(listed - kListed)});
    return lines;
}

// Counts change with every key and every star: rows are made anew only when there are others.
void FilterPanel::refresh()
{
    const GalleryFilter &filter = m_desk.filter();
    const int used = filtersInUse(filter);
    m_count->setText(used > 0 ? QString::number(used) : QString());
    m_clear->setVisible(used > 0);
    m_scope->setVisible(m_desk.sharedItems() != nullptr);
    m_scope->setCurrent(m_desk.isShared() ? 1 : 0);
    m_space->setVisible(!m_desk.isShared() && m_desk.hasProject());
    std::vector<Line> lines;
    std::vector<std::pair<int, bool>> states; // of the rows: how many takes, and whether it is on
    for (const GalleryFacet facet : kOrder) {
        const bool isInUse = generation::isInUse(filter, facet) && !m_desk.isShared();
        if (!isShown(facet) && !isInUse)
            continue;
        const std::vector<GalleryChoice> choices = m_desk.index().choices(facet, filter);
        for (Line &line : linesOf(facet, choices)) {
            if (line.more == 0) {
                const auto choice = std::ranges::find(choices, line.value, &GalleryChoice::value);
                states.emplace_back(choice->count, isChosen(filter, facet, line.value));
            }
            lines.push_back(std::move(line));
        }
    }
    if (lines != m_lines || m_rows->isEmpty())
        rebuild(std::move(lines));
    for (size_t i = 0; i < m_known.size(); ++i) {
        FilterRow *row = std::get<FilterRow *>(m_known[i]);
        row->setCount(states[i].first);
        row->setChecked(states[i].second);
    }
}

void FilterPanel::rebuild(std::vector<Line> lines)
{
    const QWidget *focused = focusWidget();
    std::pair<int, QString> kept{-1, {}};
    for (const auto &[facet, value, row] : m_known) {
        if (row == focused)
            kept = {int(facet), value};
    }
    clearLayout(m_rows);
    m_known.clear();
    m_lines = std::move(lines);
    std::optional<GalleryFacet> last;
    for (const Line &line : m_lines) {
        if (line.facet != last)
            addHeading(titleOf(line.facet));
        last = line.facet;
        if (line.more > 0)
            addMore(line);
        else
            addLine(line);
    }
    if (FilterRow *row = kept.first < 0 ? nullptr : this->row(GalleryFacet(kept.first), kept.second))
        row->setFocus(Qt::OtherFocusReason);
    auto *more = new PushButton(tr("Character, server, tag"), ControlKind::Quiet, m_list);
    more->setIconName(QStringLiteral("plus"));
    more->setButtonSize(ButtonSize::Small);
    more->setObjectName(QStringLiteral("moreFilters"));
    connect(more, &QPushButton::clicked, this, &FilterPanel::openMore);
    m_rows->addWidget(more, 0, Qt::AlignLeft);
    m_rows->addStretch(1);
}

void FilterPanel::press(GalleryFacet facet, const QString &value)
{
    GalleryFilter filter = m_desk.filter();
    switch (facet) {
    case GalleryFacet::Mark:
        if (const auto mark = generation::galleryMarkFromName(value))
            toggle(filter.marks, *mark);
        break;
    case GalleryFacet::Scene:
        toggle(filter.scenes, SceneId(value));
        break;
    case GalleryFacet::Clip:
        toggle(filter.clips, ClipId(value));
        break;
    case GalleryFacet::Kind:
        if (const auto kind = timeline::takeKindFromName(value))
            toggle(filter.kinds, *kind);
        break;
    case GalleryFacet::Source:
        if (const auto source = timeline::takeProviderFromName(value))
            toggle(filter.sources, *source);
        break;
    case GalleryFacet::Character:
        toggle(filter.characters, CharacterId(value));
        break;
    case GalleryFacet::Family:
        toggle(filter.families, value);
        break;
    case GalleryFacet::Model:
        toggle(filter.models, value);
        break;
    case GalleryFacet::Server:
        toggle(filter.servers, value);
        break;
    case GalleryFacet::Tag:
        toggle(filter.tags, value);
        break;
    case GalleryFacet::Size:
        toggle(filter.sizes, value);
        break;
    }
    m_desk.setFilter(filter);
}

void FilterPanel::openMore()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const GalleryFacet facet : kOrder) {
        if (std::ranges::find(kUsual, facet) != kUsual.end() || (m_desk.isShared() && facet == GalleryFacet::Clip))
            continue;
        QAction *action = menu->addAction(titleOf(facet));
        action->setCheckable(true);
        action->setChecked(m_shown.contains(int(facet)));
        connect(action, &QAction::triggered, this, [this, facet](bool on) { showFacet(facet, on); });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Seed, date, stars, size...")), &QAction::triggered, this, &FilterPanel::seedRequested);
    menu->popup(mapToGlobal(QPoint(12, height() / 2)));
}

FilterRow::FilterRow(const QString &text, int count, const QColor &dot, QWidget *parent)
    : QAbstractButton(parent), m_count(count), m_dot(dot)
{
    setText(text);
    setCount(count);
    setCheckable(true);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setProperty("cornerRadius", 6);
    setFixedHeight(26);
}

void FilterRow::setCount(int count)
{
    m_count = count;
    setAccessibleName(count < 0 ? text() : tr("%1, %n take(s)", nullptr, count).arg(text()));
    update();
}

void FilterRow::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    if (underMouse())
        drawRow(painter, rect(), theme, RowState::Hover, 6);
    const QRectF box(8, (height() - 16) / 2.0, 16, 16);
    if (isChecked()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.accent.selection);
        painter.drawRoundedRect(box, 5, 5);
        drawIconCentred(painter, QStringLiteral("check"), box, 12, theme.state.onAccent);
    } else {
        drawField(painter, box, theme, underMouse() ? FieldState::Hover : FieldState::Rest, 5);
    }
    int x = 32;
    if (m_dot.isValid()) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_dot);
        painter.drawEllipse(QRectF(x, height() / 2.0 - 4, 8, 8));
        x += 16;
    }
    const QFont &font = isChecked() ? theme.fonts.control : theme.fonts.body;
    const QString count = m_count < 0 ? QString() : QLocale().toString(m_count);
    const int right = width() - 8;
    const int countWidth = QFontMetrics(theme.fonts.captionLight).horizontalAdvance(count);
    painter.setFont(font);
    painter.setPen(isChecked() ? theme.text.primary : mix(theme.text.secondary, theme.text.primary, 0.4));
    painter.drawText(QRect(x, 0, right - countWidth - 8 - x, height()), Qt::AlignVCenter | Qt::AlignLeft,
                     QFontMetrics(font).elidedText(text(), Qt::ElideRight, right - countWidth - 8 - x));
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(QRect(0, 0, right, height()), Qt::AlignVCenter | Qt::AlignRight, count);
}

} // namespace sc::ui
