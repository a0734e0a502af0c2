// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_table.h"

#include "ui/scenes/shot_heading.h"
#include "ui/theme/plates.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QScrollBar>

namespace sc::ui {

namespace {
constexpr int kHeading = 32;
constexpr int kName = static_cast<int>(ShotColumn::Name);
} // namespace

ShotTable::ShotTable(ShotModel &model, QWidget *parent)
    : QTableView(parent), m_model(model), m_pictures(new ShotThumbnails(this)), m_editor(new CellEditor(viewport()))
{
    setModel(&model);
    setItemDelegate(new ShotDelegate(model, *m_pictures, this));
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setShowGrid(false);
    setMouseTracking(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setAccessibleName(tr("Shots"));
    setProperty("noFocusHalo", true);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(kHeading);
    verticalHeader()->setDefaultSectionSize(size::kRow);
    connectHeader();
    connect(m_pictures, &ShotThumbnails::ready, viewport(), [this] { viewport()->update(); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        m_editor->closeEditor();
        layOutRows();
    });
    const auto takePictures = [this] {
        const timeline::Project &project = m_model.editor().timeline().project;
        m_pictures->setHeight(ShotDelegate::kPicture.height(), devicePixelRatioF(), QSize(project.width, project.height));
    };
    connect(&model.editor(), &TimelineEditor::timelineChanged, this, takePictures);
    takePictures();
    connect(m_editor, &CellEditor::submitted, this, &ShotTable::submitCell);
    connect(m_editor, &CellEditor::closed, this, [this] { setFocus(Qt::OtherFocusReason); });
    layOutRows();
}

ShotTable::~ShotTable() = default;

void ShotTable::layOutRows()
{
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const int height = m_model.rowAt(row).isHeading() ? kHeading : size::kRow;
        if (verticalHeader()->sectionSize(row) != height)
            verticalHeader()->resizeSection(row, height);
    }
}

std::vector<ClipId> ShotTable::chosen() const
{
    std::vector<int> rows;
    for (const QItemSelectionRange &range : selectionModel()->selection()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    const auto twice = std::ranges::unique(rows);
    rows.erase(twice.begin(), twice.end());
    std::vector<ClipId> clips;
    for (const int row : rows) {
        if (const timeline::Clip *clip = m_model.clipAt(row))
            clips.push_back(clip->id);
    }
    return clips;
}

void ShotTable::choose(const std::vector<ClipId> &clips, const ClipId &current)
{
    const QScopedValueRollback<bool> quiet(m_isChoosing, true);
    std::vector<int> rows;
    for (const ClipId &clip : clips) {
        if (const int row = m_model.rowOf(clip); row >= 0)
            rows.push_back(row);
    }
    std::ranges::sort(rows);
    QItemSelection selection;
    for (size_t i = 0; i < rows.size();) {
        size_t last = i;
        while (last + 1 < rows.size() && rows[last + 1] == rows[last] + 1)
            ++last;
        selection.select(m_model.index(rows[i], 0), m_model.index(rows[last], kShotColumns - 1));
        i = last + 1;
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (const int row = m_model.rowOf(current); row >= 0 && row != currentIndex().row()) {
        const int column = currentIndex().isValid() ? currentIndex().column() : kName;
        selectionModel()->setCurrentIndex(m_model.index(row, column), QItemSelectionModel::NoUpdate);
        scrollTo(m_model.index(row, kName));
    }
}

void ShotTable::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QTableView::selectionChanged(selected, deselected);
    viewport()->update();
    if (!m_isChoosing)
        Q_EMIT chosenChanged();
}

void ShotTable::setRoomBelow(int px)
{
    m_roomBelow = px;
    updateGeometries();
}

void ShotTable::updateGeometries()
{
    QTableView::updateGeometries();
    if (m_roomBelow > 0)
        verticalScrollBar()->setMaximum(std::max(0, verticalHeader()->length() + m_roomBelow - viewport()->height()));
}

void ShotTable::scrollContentsBy(int dx, int dy)
{
    QTableView::scrollContentsBy(dx, dy);
    placeEditor();
}

void ShotTable::placeEditor()
{
    if (m_editor->isOpen())
        m_editor->moveTo(visualRect(m_model.index(m_model.rowOf(m_editedClip), int(m_editedColumn))));
}

void ShotTable::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    const int first = std::max(0, rowAt(event->rect().top()));
    for (int row = first; row < m_model.rowCount(); ++row) {
        const QRect box(0, rowViewportPosition(row), viewport()->width(), rowHeight(row));
        if (box.top() > event->rect().bottom())
            break;
        const bool current = row == currentIndex().row() && hasFocus();
        if (m_model.rowAt(row).isHeading()) {
            const bool chosen = m_model.editor().selection().scene() == m_model.sceneAt(row).id;
            if (chosen || row == m_hoverRow)
                drawRow(painter, box, theme, chosen ? RowState::Selected : RowState::Hover);
            paintShotHeading(painter, box, m_model, row, theme);
        } else if (selectionModel()->isRowSelected(row)) {
            drawRow(painter, box, theme, RowState::Selected);
        } else if (row == m_hoverRow) {
            drawRow(painter, box, theme, RowState::Hover);
        }
        if (current)
            drawRow(painter, box, theme, RowState::Focus);
    }
    painter.end();
    QTableView::paintEvent(event);
    if (m_drag && m_drag->hasMoved) {
        QPainter over(viewport());
        paintDrag(over);
    }
}

void ShotTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layOutColumns();
}

void ShotTable::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    m_pressedRow = -1;
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return QTableView::mousePressEvent(event);
    if (m_model.rowAt(index.row()).isHeading()) {
        const SceneId scene = m_model.sceneAt(index.row()).id;
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        if (event->pos().x() < 26)
            m_model.setFolded(scene, !m_model.isFolded(scene));
        else
            Q_EMIT sceneChosen(scene);
        return;
    }
    const bool plain = !(event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier));
    if (plain && selectionModel()->isRowSelected(index.row())) {
        m_pressedRow = index.row(); // a drag takes all chosen rows along
        selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
    } else {
        QTableView::mousePressEvent(event);
    }
    if (plain)
        m_drag = Drag{.from = event->pos(), .clips = chosen()};
}

void ShotTable::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drag && (event->buttons() & Qt::LeftButton))
        return dragTo(event->pos(), event->modifiers());
    const int row = indexAt(event->pos()).row();
    if (row != m_hoverRow) {
        m_hoverRow = row;
        viewport()->update();
    }
    QTableView::mouseMoveEvent(event);
}

void ShotTable::mouseReleaseEvent(QMouseEvent *event)
{
    if (m_drag && m_drag->hasMoved) {
        m_pressedRow = -1;
        return drop();
    }
    m_drag.reset();
    if (m_pressedRow >= 0) {
        selectionModel()->select(m_model.index(m_pressedRow, kName), QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
        m_pressedRow = -1;
        return;
    }
    QTableView::mouseReleaseEvent(event);
}

void ShotTable::mouseDoubleClickEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    m_drag.reset();
    if (!index.isValid() || event->button() != Qt::LeftButton)
        return;
    const timeline::Clip *clip = m_model.clipAt(index.row());
    if (!clip) {
        const SceneId scene = m_model.sceneAt(index.row()).id;
        m_model.setFolded(scene, !m_model.isFolded(scene));
    } else if (factsOf(static_cast<ShotColumn>(index.column())).isEditable) {
        editCell(index.row(), static_cast<ShotColumn>(index.column()));
    } else {
        Q_EMIT activated(clip->id);
    }
}

void ShotTable::leaveEvent(QEvent *event)
{
    m_hoverRow = -1;
    viewport()->update();
    QTableView::leaveEvent(event);
}

void ShotTable::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFrom(this, event->pos()));
    if (!index.isValid())
        return;
    const bool heading = m_model.rowAt(index.row()).isHeading();
    if (heading)
        Q_EMIT sceneChosen(m_model.sceneAt(index.row()).id);
    else if (!selectionModel()->isRowSelected(index.row()))
        setCurrentIndex(index);
    Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos(), heading);
}

void ShotTable::keyPressEvent(QKeyEvent *event)
{
    if (m_drag && m_drag->hasMoved && event->key() == Qt::Key_Escape) {
        m_drag.reset();
        viewport()->update();
        return;
    }
    const int row = currentIndex().row();
    if (row >= 0 && row < m_model.rowCount() && m_model.rowAt(row).isHeading()) {
        const SceneId scene = m_model.sceneAt(row).id;
        if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
            return m_model.setFolded(scene, event->key() == Qt::Key_Left);
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            return Q_EMIT sceneChosen(scene);
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return editCurrent();
    QTableView::keyPressEvent(event);
}

} // namespace sc::ui
