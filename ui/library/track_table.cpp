// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_table.h"

#include "ui/library/row_picks.h"
#include "ui/theme/plates.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {
constexpr int kTitleLeast = 140;
constexpr int kTitle = static_cast<int>(TrackColumn::Title);
constexpr int kNumber = static_cast<int>(TrackColumn::Number);
} // namespace

TrackTable::TrackTable(TrackModel &model, TrackPictures &pictures, QWidget *parent)
    : QTableView(parent),
      m_model(model),
      m_input(new SongViewInput(*this, tr("Songs"))),
      m_delegate(new TrackDelegate(model, pictures, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setShowGrid(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(size::kRow);
    verticalHeader()->setMinimumSectionSize(size::kRow);
    QHeaderView *head = horizontalHeader();
    head->setFixedHeight(27);
    head->setSectionResizeMode(QHeaderView::Interactive);
    head->setMinimumSectionSize(36);
    head->setHighlightSections(false);
    head->setSectionsClickable(true);
    head->setSectionsMovable(true);
    head->setFirstSectionMovable(false);
    head->setSortIndicatorShown(true);
    head->setSortIndicator(kTitle, Qt::AscendingOrder);
    head->setContextMenuPolicy(Qt::CustomContextMenu);
    head->setAccessibleName(tr("Columns"));
    connect(head, &QHeaderView::customContextMenuRequested, this,
            [this, head](const QPoint &at) { openHeaderMenu(head->mapToGlobal(at)); });
    connect(head, &QHeaderView::sectionClicked, this, &TrackTable::headPressed);
    connect(head, &QHeaderView::sectionMoved, this, [this, head] {
        if (m_isLayingOut)
            return;
        for (int i = 0; i < kTrackColumns; ++i)
            m_columns.order[static_cast<size_t>(i)] = static_cast<TrackColumn>(head->logicalIndex(i));
        Q_EMIT columnsChanged();
    });
    connect(head, &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (m_isLayingOut || section == kTitle || width <= 0)
            return;
        m_columns.width[static_cast<size_t>(section)] = width;
        layOutColumns();
        Q_EMIT columnsChanged();
    });
}

void TrackTable::setPlaying(const TrackId &track)
{
    m_delegate->setPlaying(track);
    viewport()->update();
}

void TrackTable::setColumns(const TrackColumns &columns)
{
    m_columns = columns;
    layOutColumns();
}

void TrackTable::showSort(library::TrackSort sort, bool descending)
{
    m_sort = sort;
    m_isDescending = descending;
    const auto column = columnOf(sort);
    horizontalHeader()->setSortIndicator(column ? static_cast<int>(*column) : -1, descending ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void TrackTable::headPressed(int section)
{
    const auto sort = factsOf(static_cast<TrackColumn>(section)).sort;
    const bool again = sort == m_sort;
    const bool descending = again && !m_isDescending;
    if (sort)
        Q_EMIT sortWanted(*sort, descending);
    showSort(m_sort, m_isDescending); // the header has moved its arrow by itself
}

void TrackTable::openHeaderMenu()
{
    const QHeaderView *head = horizontalHeader();
    openHeaderMenu(head->mapToGlobal(QPoint(head->sectionViewportPosition(kTitle), head->height())));
}

void TrackTable::openHeaderMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QMenu *order = menu->addMenu(tr("Sort by"));
    for (const auto &[sort, words] : sortWords()) {
        QAction *row = order->addAction(words);
        row->setCheckable(true);
        row->setChecked(sort == m_sort);
        connect(row, &QAction::triggered, this, [this, wanted = sort] { Q_EMIT sortWanted(wanted, m_isDescending); });
    }
    order->addSeparator();
    QAction *down = order->addAction(tr("Last to first"));
    down->setCheckable(true);
    down->setChecked(m_isDescending);
    connect(down, &QAction::triggered, this, [this](bool on) { Q_EMIT sortWanted(m_sort, on); });
    menu->addSeparator();
    for (const TrackColumn column : m_columns.order) {
        if (column == TrackColumn::Number || column == TrackColumn::Title)
            continue;
        QAction *row = menu->addAction(factsOf(column).title);
        row->setCheckable(true);
        row->setChecked(m_columns.shown[static_cast<size_t>(column)]);
        connect(row, &QAction::triggered, this, [this, column](bool on) {
            m_columns.shown[static_cast<size_t>(column)] = on;
            layOutColumns();
            Q_EMIT columnsChanged();
        });
    }
    menu->addSeparator();
    connect(menu->addAction(tr("Usual columns")), &QAction::triggered, this, [this] {
        setColumns(TrackColumns::standard());
        Q_EMIT columnsChanged();
    });
    menu->popup(at);
}

void TrackTable::layOutColumns()
{
    const QScopedValueRollback<bool> quiet(m_isLayingOut, true);
    QHeaderView *head = horizontalHeader();
    const int all = viewport()->width();
    const auto fit = m_columns.fitting(all);
    int left = all;
    for (int i = 0; i < kTrackColumns; ++i) {
        const auto column = static_cast<int>(m_columns.order[static_cast<size_t>(i)]);
        head->moveSection(head->visualIndex(column), i);
    }
    for (int i = 0; i < kTrackColumns; ++i) {
        head->setSectionHidden(i, !fit[static_cast<size_t>(i)]);
        if (i == kTitle || !fit[static_cast<size_t>(i)])
            continue;
        head->setSectionResizeMode(i, i == kNumber ? QHeaderView::Fixed : QHeaderView::Interactive);
        head->resizeSection(i, m_columns.width[static_cast<size_t>(i)]);
        left -= m_columns.width[static_cast<size_t>(i)];
    }
    head->setSectionResizeMode(kTitle, QHeaderView::Fixed);
    head->resizeSection(kTitle, std::max(kTitleLeast, left));
}

void TrackTable::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    const int first = std::max(0, rowAt(event->rect().top()));
    for (int row = first; row < m_model.rowCount(); ++row) {
        const QRect box(0, rowViewportPosition(row), viewport()->width(), size::kRow);
        if (box.top() > event->rect().bottom())
            break;
        if (selectionModel()->isSelected(m_model.index(row, kTitle)))
            drawRow(painter, box, theme, RowState::Selected);
        else if (row == m_hoverRow)
            drawRow(painter, box, theme, RowState::Hover);
        if (row == currentIndex().row() && hasFocus() && m_isByKeyboard)
            drawRow(painter, box, theme, RowState::Focus);
    }
    painter.end();
    QTableView::paintEvent(event);
}

void TrackTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void TrackTable::mouseMoveEvent(QMouseEvent *event)
{
    const int row = indexAt(event->pos()).row();
    if (row != m_hoverRow) {
        m_hoverRow = row;
        viewport()->update();
    }
    QTableView::mouseMoveEvent(event);
}

void TrackTable::mousePressEvent(QMouseEvent *event)
{
    m_isByKeyboard = false;
    QTableView::mousePressEvent(event);
}

void TrackTable::mouseReleaseEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    if (index.isValid() && index.column() == static_cast<int>(TrackColumn::Rating) && event->button() == Qt::LeftButton) {
        const library::Track &track = m_model.trackAt(index.row());
        if (const int star = TrackDelegate::starAt(visualRect(index), event->pos().x()); star > 0)
            Q_EMIT rated(track.id, star == track.rating ? 0 : star); // the same star again takes the rating away
    }
    QTableView::mouseReleaseEvent(event);
}

void TrackTable::leaveEvent(QEvent *event)
{
    m_hoverRow = -1;
    viewport()->update();
    QTableView::leaveEvent(event);
}

void TrackTable::keyPressEvent(QKeyEvent *event)
{
    m_isByKeyboard = true;
    QTableView::keyPressEvent(event);
}

void TrackTable::startDrag(Qt::DropActions)
{
    dragSongs(this, m_model, pickedRows(*selectionModel()));
}

} // namespace sc::ui
