// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_table.h"

#include <QtCore/QScopedValueRollback>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

// The heads of the table: which columns are shown, in which order and width, and what the shots are sorted by.
namespace sc::ui {

namespace {
constexpr int kNameLeast = 110;
constexpr int kName = static_cast<int>(ShotColumn::Name);
} // namespace

void ShotTable::connectHeader()
{
    QHeaderView *head = horizontalHeader();
    head->setFixedHeight(26);
    head->setSectionResizeMode(QHeaderView::Interactive);
    head->setMinimumSectionSize(28);
    head->setHighlightSections(false);
    head->setSectionsClickable(true);
    head->setSectionsMovable(true);
    head->setSortIndicatorShown(true);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    head->setAccessibleName(tr("Columns"));
    connect(head, &QHeaderView::customContextMenuRequested, this,
            [this, head](const QPoint &at) { openColumnMenu(head->mapToGlobal(at)); });
    connect(head, &QHeaderView::sectionClicked, this, &ShotTable::headPressed);
    connect(head, &QHeaderView::sectionMoved, this, [this, head] {
        if (m_isLayingOut)
            return;
        for (int i = 0; i < kShotColumns; ++i)
            m_columns.order[size_t(i)] = static_cast<ShotColumn>(head->logicalIndex(i));
        Q_EMIT columnsChanged();
    });
    connect(head, &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (m_isLayingOut || section == kName || width <= 0)
            return;
        m_columns.width[size_t(section)] = width;
        layOutColumns();
        Q_EMIT columnsChanged();
    });
}

void ShotTable::setColumns(const ShotColumns &columns)
{
    m_columns = columns;
    m_model.setColumns(columns);
    horizontalHeader()->setSortIndicator(int(columns.sort), columns.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    layOutColumns();
}

void ShotTable::headPressed(int section)
{
    ShotColumns columns = m_columns;
    columns.descending = int(columns.sort) == section && !columns.descending;
    columns.sort = static_cast<ShotColumn>(section);
    const std::vector<ClipId> kept = chosen();
    const timeline::Clip *current = m_model.clipAt(currentIndex().row());
    const ClipId currentId = current ? current->id : ClipId();
    setColumns(columns);
    choose(kept, currentId);
    Q_EMIT columnsChanged();
}

void ShotTable::openColumnMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const ShotColumn column : m_columns.order) {
        if (column == ShotColumn::Name)
            continue;
        QAction *row = menu->addAction(factsOf(column).title == u"#" ? tr("Number") : factsOf(column).title);
        row->setCheckable(true);
        row->setChecked(m_columns.shown[size_t(column)]);
        connect(row, &QAction::triggered, this, [this, column](bool on) {
            m_columns.shown[size_t(column)] = on;
            layOutColumns();
            Q_EMIT columnsChanged();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Usual columns")), &QAction::triggered, this, [this] {
        setColumns(ShotColumns::standard());
        Q_EMIT columnsChanged();
    });
    menu->popup(at);
}

void ShotTable::layOutColumns()
{
    const QScopedValueRollback<bool> quiet(m_isLayingOut, true);
    QHeaderView *head = horizontalHeader();
    const int all = viewport()->width();
    const auto fit = m_columns.fitting(all);
    int left = all;
    for (int i = 0; i < kShotColumns; ++i)
        head->moveSection(head->visualIndex(int(m_columns.order[size_t(i)])), i);
    for (int i = 0; i < kShotColumns; ++i) {
        head->setSectionHidden(i, !fit[size_t(i)]);
        if (i == kName || !fit[size_t(i)])
            continue;
        head->setSectionResizeMode(i, QHeaderView::Interactive);
        head->resizeSection(i, m_columns.width[size_t(i)]);
        left -= m_columns.width[size_t(i)];
    }
    head->setSectionResizeMode(kName, QHeaderView::Fixed);
    head->resizeSection(kName, std::max(kNameLeast, left));
    placeEditor();
}

} // namespace sc::ui
