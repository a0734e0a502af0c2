// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_popovers.h"

#include "ui/gallery/filter_panel.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/layout_tools.h"
#include "ui/widgets/pick_row.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QDate>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QLineEdit>

#include <algorithm>

namespace sc::ui {

using generation::GalleryFilter;

namespace {
constexpr int kTags = 10;
}

MoreFilters::MoreFilters(GalleryDesk &desk, QWidget *window)
    : Popover(window, 300),
      m_desk(desk),
      m_seed(new QLineEdit),
      m_from(new QLineEdit),
      m_until(new QLineEdit),
      m_side(new QLineEdit),
      m_stars(new StarsField(14)),
      m_missing(new FilterRow(tr("File is missing"), -1, {})),
      m_unused(new FilterRow(tr("No shot shows it"), -1, {})),
      m_loose(new FilterRow(tr("In no shot, only in the pool"), -1, {})),
      m_problem(new TextLabel({}, TextStyle::CaptionLight, Ink::Danger))
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(6);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    const auto add = [&](int row, const QString &name, QLineEdit *field, const QString &hint) {
        grid->addWidget(new TextLabel(name, TextStyle::Caption, Ink::Secondary), row, 0);
        field->setAccessibleName(name);
        field->setPlaceholderText(hint);
        grid->addWidget(field, row, 1);
        connect(field, &QLineEdit::textChanged, this, &MoreFilters::apply);
    };
    add(0, tr("Seed"), m_seed, tr("a whole number"));
    add(1, tr("Made from"), m_from, QStringLiteral("2026-01-31"));
    add(2, tr("Until"), m_until, QStringLiteral("2026-12-31"));
    add(3, tr("At least px"), m_side, tr("of the shorter side"));
    grid->addWidget(new TextLabel(tr("Stars"), TextStyle::Caption, Ink::Secondary), 4, 0);
    m_stars->setAccessibleName(tr("At least so many stars"));
    grid->addWidget(m_stars, 4, 1, Qt::AlignLeft);
    column->addLayout(grid);
    for (FilterRow *row : {m_missing, m_unused, m_loose}) {
        column->addWidget(row);
        connect(row, &QAbstractButton::toggled, this, &MoreFilters::apply);
    }
    m_problem->setWrap(true);
    column->addWidget(m_problem);
    connect(m_stars, &StarsField::rated, this, &MoreFilters::apply);
}

void MoreFilters::openBelow(QWidget *anchor)
{
    fill();
    openAt(anchor, m_seed);
}

QString MoreFilters::problem() const
{
    return m_problem->text();
}

void MoreFilters::fill()
{
    m_isFilling = true;
    const GalleryFilter &filter = m_desk.filter();
    m_seed->setText(filter.seed ? QString::number(*filter.seed) : QString());
    m_from->setText(filter.madeFrom);
    m_until->setText(filter.madeUntil);
    m_side->setText(filter.leastSide > 0 ? QString::number(filter.leastSide) : QString());
    m_stars->setRating(filter.leastRating);
    m_missing->setChecked(filter.isMissing);
    m_unused->setChecked(filter.isUnused);
    m_loose->setChecked(filter.inPool);
    m_problem->setText({});
    m_problem->hide();
    m_isFilling = false;
}

void MoreFilters::apply()
{
    if (m_isFilling)
        return;
    GalleryFilter filter = m_desk.filter();
    QStringList wrong;
    const auto day = [&](const QLineEdit *field, QString &value) {
        const QString text = field->text().trimmed();
        if (text.isEmpty() || QDate::fromString(text, Qt::ISODate).isValid())
            value = text;
        else
            wrong.append(tr("A day is written as 2026-01-31."));
    };
    const auto number = [&](const QLineEdit *field, qint64 least, const QString &rule) -> std::optional<qint64> {
        const QString text = field->text().trimmed().remove(QChar(0x202f)).remove(u' ');
        bool isNumber = false;
        const qint64 value = text.toLongLong(&isNumber);
        if (!text.isEmpty() && (!isNumber || value < least))
            wrong.append(rule);
        return isNumber && value >= least ? std::optional(value) : std::nullopt;
    };
    filter.seed = number(m_seed, std::numeric_limits<qint64>::min(), tr("A seed is a whole number."));
    filter.leastSide = int(std::min<qint64>(100'000, number(m_side, 1, tr("A size is a whole number of px.")).value_or(0)));
    day(m_from, filter.madeFrom);
    day(m_until, filter.madeUntil);
    filter.leastRating = m_stars->rating();
    filter.isMissing = m_missing->isChecked();
    filter.isUnused = m_unused->isChecked();
    filter.inPool = m_loose->isChecked();
    wrong.removeDuplicates();
    m_problem->setText(wrong.join(u' '));
    m_problem->setVisible(!wrong.isEmpty());
    place();
    if (wrong.isEmpty())
        m_desk.setFilter(filter);
}

TagPopover::TagPopover(GalleryDesk &desk, QWidget *window)
    : Popover(window, 260),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Caption, Ink::Secondary)),
      m_field(new SearchField(tr("New tag, then Enter"))),
      m_rows(new QVBoxLayout)
{
    auto *column = new QVBoxLayout(plate());
    column->setContentsMargins(12, 12, 12, 12);
    column->setSpacing(6);
    column->addWidget(m_title);
    m_field->setAccessibleName(tr("New tag"));
    column->addWidget(m_field);
    m_rows->setSpacing(0);
    column->addLayout(m_rows);
    connect(m_field, &QLineEdit::returnPressed, this, &TagPopover::addTyped);
    connect(&desk, &GalleryDesk::contentsChanged, this, [this] {
        if (isVisible())
            refill();
    });
}

void TagPopover::openFor(const std::vector<TakeId> &takes, QWidget *anchor)
{
    m_takes = takes;
    m_title->setText(tr("Tags of %n take(s)", nullptr, int(takes.size())));
    m_field->clear();
    refill();
    openAt(anchor, m_field);
}

void TagPopover::addTyped()
{
    const QString tag = m_field->text().trimmed();
    if (tag.isEmpty()) {
        close();
        return;
    }
    if (m_desk.changeTags(m_takes, {tag}, {}))
        m_field->clear();
}

void TagPopover::refill()
{
    clearLayout(m_rows);
    QHash<QString, int> counts;
    for (const generation::GalleryItem &item : m_desk.itemsOf(m_takes)) {
        for (const QString &tag : item.take.tags)
            ++counts[tag];
    }
    QStringList tags = m_desk.knownTags();
    std::ranges::stable_sort(tags, std::ranges::greater(), [&](const QString &tag) { return counts.value(tag); });
    for (const QString &tag : tags.mid(0, kTags)) {
        auto *row = new PickRow(tag, m_takes.size() > 1 ? counts.value(tag) : -1, false);
        row->setState(counts.value(tag) == int(m_takes.size()) ? PickRow::State::On : PickRow::State::Off);
        connect(row, &PickRow::stateChanged, this, [this, tag](PickRow::State state) {
            const bool add = state == PickRow::State::On;
            m_desk.changeTags(m_takes, add ? QStringList{tag} : QStringList(), add ? QStringList() : QStringList{tag});
        });
        m_rows->addWidget(row);
    }
    place();
}

} // namespace sc::ui
