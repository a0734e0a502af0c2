// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_bar.h"

#include "ui/gallery/filter_panel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/field_choice.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QSlider>

namespace sc::ui {

using generation::GalleryFilter;
using generation::GalleryGrouping;
using generation::GallerySort;

namespace {

constexpr int kTypingMs = 120;

std::vector<FieldChoice::Option> groupings()
{
    const auto one = [](const QString &text, GalleryGrouping grouping) { return FieldChoice::Option{text, int(grouping)}; };
    return {one(GalleryBar::tr("By scene"), GalleryGrouping::Scene),   one(GalleryBar::tr("By shot"), GalleryGrouping::Clip),
            one(GalleryBar::tr("By batch"), GalleryGrouping::Batch),   one(GalleryBar::tr("By model"), GalleryGrouping::Model),
            one(GalleryBar::tr("By day"), GalleryGrouping::Day),       one(GalleryBar::tr("By character"), GalleryGrouping::Character),
            one(GalleryBar::tr("By server"), GalleryGrouping::Server), one(GalleryBar::tr("No groups"), GalleryGrouping::None)};
}

std::vector<FieldChoice::Option> sorts()
{
    const auto one = [](const QString &text, GallerySort sort) { return FieldChoice::Option{text, int(sort)}; };
    return {one(GalleryBar::tr("Song order"), GallerySort::SongOrder), one(GalleryBar::tr("Newest first"), GallerySort::Newest),
            one(GalleryBar::tr("Oldest first"), GallerySort::Oldest),  one(GalleryBar::tr("Best rated"), GallerySort::Rating),
            one(GalleryBar::tr("Largest file"), GallerySort::Largest), one(GalleryBar::tr("By seed"), GallerySort::Seed)};
}

} // namespace

GalleryBar::GalleryBar(GalleryDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_search(new SearchField(tr("Text in prompt, seed, tag"))),
      m_filters(new IconButton(QStringLiteral("filter"), tr("Filters"))),
      m_chip(new Chip({})),
      m_more(new PushButton(tr("Filter"))),
      m_count(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_grouping(new FieldChoice(tr("Group"))),
      m_sorting(new FieldChoice(tr("Order"))),
      m_sizes(new QSlider(Qt::Horizontal)),
      m_sizeBox(new QWidget),
      m_view(new Segment({{tr("Pictures"), QStringLiteral("grid")}, {tr("List"), QStringLiteral("list")}})),
      m_review(new PushButton(tr("Review")))
{
    setFixedHeight(52);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(8);
    m_search->setAccessibleName(tr("Search takes"));
    row->addWidget(m_filters);
    m_filters->hide();
    row->addWidget(m_search, 2);
    m_search->setMinimumWidth(110);
    m_search->setMaximumWidth(240);
    m_chip->setRemovable(true);
    m_chip->setTall(true);
    m_chip->setCheckable(true);
    m_chip->setChecked(true);
    m_chip->setMaximumWidth(220);
    row->addWidget(m_chip);
    m_more->setIconName(QStringLiteral("plus"));
    m_more->setToolTip(tr("More filters: seed, date, stars, size"));
    row->addWidget(m_more);
    row->addStretch(1);
    row->addWidget(m_count);
    m_grouping->setOptions(groupings());
    m_grouping->setFixedWidth(124);
    row->addWidget(m_grouping);
    m_sorting->setOptions(sorts());
    m_sorting->setFixedWidth(120);
    row->addWidget(m_sorting);
    auto *sizeRow = new QHBoxLayout(m_sizeBox);
    sizeRow->setContentsMargins(0, 0, 0, 0);
    m_sizes->setRange(100, 360);
    m_sizes->setValue(177);
    m_sizes->setFixedWidth(70);
    m_sizes->setAccessibleName(tr("Size of the pictures"));
    m_sizes->setToolTip(tr("Size of the pictures"));
    sizeRow->addWidget(m_sizes);
    row->addWidget(m_sizeBox);
    m_view->setAccessibleName(tr("View"));
    row->addWidget(m_view);
    m_review->setIconName(QStringLiteral("eye"));
    row->addWidget(m_review);

    m_typing.setSingleShot(true);
    m_typing.setInterval(kTypingMs);
    connect(m_search, &QLineEdit::textChanged, this, [this] { m_typing.start(); });
    connect(&m_typing, &QTimer::timeout, this, &GalleryBar::takeText);
    connect(m_search, &QLineEdit::returnPressed, this, &GalleryBar::takeText);
    connect(m_chip, &Chip::removed, this, [this] {
        GalleryFilter filter;
        filter.text = m_desk.filter().text;
        m_desk.setFilter(filter);
    });
    connect(m_chip, &QAbstractButton::clicked, this, [this] {
        m_chip->setChecked(true);
        Q_EMIT filtersRequested();
    });
    connect(m_more, &QPushButton::clicked, this, [this] { Q_EMIT moreRequested(m_more); });
    connect(m_filters, &QAbstractButton::clicked, this, &GalleryBar::filtersRequested);
    connect(m_grouping, &FieldChoice::currentChanged, this, [this] { m_desk.setGrouping(GalleryGrouping(m_grouping->value().toInt())); });
    connect(m_sorting, &FieldChoice::currentChanged, this, [this] { m_desk.setSort(GallerySort(m_sorting->value().toInt())); });
    connect(m_review, &QPushButton::clicked, this, &GalleryBar::reviewRequested);
    connect(&desk, &GalleryDesk::listChanged, this, &GalleryBar::refresh);
    refresh();
}

void GalleryBar::takeText()
{
    m_typing.stop();
    GalleryFilter filter = m_desk.filter();
    filter.text = m_search->text().trimmed();
    m_desk.setFilter(filter);
}

QStringList GalleryBar::wordsOf(const GalleryDesk &desk)
{
    const GalleryFilter &filter = desk.filter();
    QStringList words;
    const auto titled = [&](generation::GalleryFacet facet, const QString &value) { return desk.index().titleOf(facet, value); };
    for (const generation::GalleryMark mark : filter.marks)
        words.append(titled(generation::GalleryFacet::Mark, generation::galleryMarkName(mark)).toLower());
    if (filter.scenes.size() == 1)
        words.append(titled(generation::GalleryFacet::Scene, filter.scenes.front().text()));
    else if (!filter.scenes.empty())
        words.append(tr("%n scene(s)", nullptr, int(filter.scenes.size())));
    if (filter.clips.size() == 1)
        words.append(titled(generation::GalleryFacet::Clip, filter.clips.front().text()));
    else if (!filter.clips.empty())
        words.append(tr("%n shot(s)", nullptr, int(filter.clips.size())));
    for (const timeline::TakeKind kind : filter.kinds)
        words.append(kind == timeline::TakeKind::Video ? tr("videos") : tr("pictures"));
    for (const CharacterId &id : filter.characters)
        words.append(desk.characterName(id.text()));
    words += filter.families + filter.models + filter.servers + filter.tags + filter.sizes;
    if (filter.seed)
        words.append(tr("seed %1").arg(*filter.seed));
    if (!filter.madeFrom.isEmpty())
        words.append(tr("from %1").arg(filter.madeFrom));
    if (!filter.madeUntil.isEmpty())
        words.append(tr("until %1").arg(filter.madeUntil));
    if (filter.leastRating > 0)
        words.append(tr("%n star(s) or more", nullptr, filter.leastRating));
    if (filter.leastSide > 0)
        words.append(tr("%1 px or more").arg(filter.leastSide));
    if (filter.inPool)
        words.append(tr("in no shot"));
    if (filter.isUnreviewed)
        words.append(tr("not judged"));
    if (filter.isFlagged)
        words.append(tr("flagged"));
    if (filter.isUnused)
        words.append(tr("unused"));
    if (filter.isMissing)
        words.append(tr("file missing"));
    if (filter.only)
        words.append(tr("alike"));
    return words;
}

void GalleryBar::refresh()
{
    const QStringList words = wordsOf(m_desk);
    m_chip->setVisible(!words.isEmpty());
    m_chip->setText(words.size() <= 2 ? words.join(QStringLiteral(", ")) : tr("%1 and %2 more").arg(words.front()).arg(words.size() - 1));
    m_chip->setToolTip(words.join(QStringLiteral(", ")));
    const int all = int(m_desk.index().items().size());
    const int found = int(m_desk.found().size());
    m_count->setText(found == all ? QString::number(all) : tr("%1 of %2").arg(found).arg(all));
    if (!m_search->hasFocus() && m_search->text().trimmed() != m_desk.filter().text)
        m_search->setText(m_desk.filter().text);
    m_grouping->setValue(int(m_desk.grouping()));
    m_sorting->setValue(int(m_desk.sort()));
    int unjudged = 0;
    for (const int index : m_desk.found())
        unjudged += m_desk.index().items()[size_t(index)].take.verdict == timeline::TakeVerdict::None ? 1 : 0;
    m_review->setText(unjudged > 0 ? tr("Review %1").arg(unjudged) : tr("Review"));
    m_review->setVisible(!m_desk.isShared());
    m_review->setDisabledReason(all > 0 ? QString() : tr("There is no take yet"));
}

void GalleryBar::setFiltersButton(bool shown)
{
    m_filters->setVisible(shown);
}

void GalleryBar::resizeEvent(QResizeEvent *)
{
    m_sizeBox->setVisible(width() > 940);
    m_count->setVisible(width() > 760);
    m_more->setText(width() > 1040 ? tr("Filter") : QString());
    m_grouping->setFixedWidth(width() > 860 ? 124 : 104);
    m_sorting->setFixedWidth(width() > 860 ? 120 : 104);
}

} // namespace sc::ui
