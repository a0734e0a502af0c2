// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_table.h"

#include "ui/theme/plates.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>

namespace sc::ui {

namespace {
// Widths of the columns but the title, which takes what is left.
constexpr std::array kWidths{44, 0, 128, 54, 70, 106, 62, 70, 84};
constexpr int kTitleLeast = 200;
} // namespace

TrackTable::TrackTable(TrackModel &model, TrackPictures &pictures, QWidget *parent)
    : QTableView(parent), m_model(model), m_delegate(new TrackDelegate(model, pictures, this))
{
    setModel(&model);
    setItemDelegate(m_delegate);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setShowGrid(false);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Songs"));
    setProperty("noFocusHalo", true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(size::kRow);
    verticalHeader()->setMinimumSectionSize(size::kRow);
    horizontalHeader()->setFixedHeight(27);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSortIndicator(static_cast<int>(TrackColumn::Title), Qt::AscendingOrder);
    setSortingEnabled(true);
    connect(this, &QAbstractItemView::doubleClicked, this, [this] { Q_EMIT opened(selected()); });
}

void TrackTable::setPlaying(const TrackId &track)
{
    m_delegate->setPlaying(track);
    viewport()->update();
}

void TrackTable::select(const TrackId &track)
{
    const int row = m_model.rowOf(track);
    if (row < 0)
        clearSelection();
    else if (row != currentIndex().row() || !selectionModel()->hasSelection())
        setCurrentIndex(m_model.index(row, static_cast<int>(TrackColumn::Title)));
}

TrackId TrackTable::selected() const
{
    const QModelIndex index = currentIndex();
    return index.isValid() && index.row() < m_model.rowCount() ? m_model.trackAt(index.row()).id : TrackId();
}

void TrackTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    if (current.isValid() && current.row() != previous.row())
        Q_EMIT selectedChanged(selected());
}

void TrackTable::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    const auto plate = [&](int row, RowState state) {
        if (row >= 0 && row < m_model.rowCount())
            drawRow(painter, QRect(0, rowViewportPosition(row), viewport()->width(), size::kRow), theme, state);
    };
    plate(m_hoverRow, RowState::Hover);
    const QModelIndexList rows = selectionModel()->selectedRows();
    for (const QModelIndex &index : rows)
        plate(index.row(), RowState::Selected);
    painter.end();
    QTableView::paintEvent(event);
}

void TrackTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    const int all = viewport()->width();
    const auto shown = [&](TrackColumn column, bool on) { setColumnHidden(static_cast<int>(column), !on); };
    shown(TrackColumn::Rating, all >= 820);
    shown(TrackColumn::Energy, all >= 720);
    shown(TrackColumn::Waveform, all >= 640);
    int left = all;
    for (int i = 0; i < kTrackColumns; ++i) {
        if (i == static_cast<int>(TrackColumn::Title) || isColumnHidden(i))
            continue;
        horizontalHeader()->resizeSection(i, kWidths[static_cast<size_t>(i)]);
        left -= kWidths[static_cast<size_t>(i)];
    }
    horizontalHeader()->resizeSection(static_cast<int>(TrackColumn::Title), std::max(kTitleLeast, left));
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

void TrackTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFrom(this, event->pos()));
    if (!index.isValid())
        return;
    setCurrentIndex(index);
    Q_EMIT menuRequested(m_model.trackAt(index.row()).id,
                         byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos());
}

void TrackTable::keyPressEvent(QKeyEvent *event)
{
    const TrackId track = selected();
    if (!track.isEmpty() && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter))
        return Q_EMIT opened(track);
    if (!track.isEmpty() && event->key() == Qt::Key_Delete)
        return Q_EMIT removeRequested(track);
    if (!track.isEmpty() && event->key() >= Qt::Key_1 && event->key() <= Qt::Key_5)
        return Q_EMIT rated(track, event->key() - Qt::Key_0);
    QTableView::keyPressEvent(event);
}

} // namespace sc::ui
