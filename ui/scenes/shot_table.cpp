// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/shot_table.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/shot_thumbnails.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QMenu>
#include <QtWidgets/QScrollBar>

namespace sc::ui {

namespace {
constexpr int kNameLeast = 110;
constexpr int kHeading = 32;
constexpr int kName = static_cast<int>(ShotColumn::Name);

bool followsWords(ShotColumn column)
{
    return column == ShotColumn::In || column == ShotColumn::Out || column == ShotColumn::Length || column == ShotColumn::Beats;
}
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
            paintHeading(painter, box, row);
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

void ShotTable::paintHeading(QPainter &painter, const QRect &box, int row) const
{
    const Theme &theme = themeOf(this);
    const timeline::Scene &scene = m_model.sceneAt(row);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    drawIconCentred(painter, m_model.isFolded(scene.id) ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
                    QRectF(box.left() + 2, box.top(), 20, box.height()), 14, theme.text.tertiary);
    painter.setPen(Qt::NoPen);
    painter.setBrush(sceneColour(theme, scene.colour));
    painter.drawEllipse(QPointF(box.left() + 32, box.center().y() + 0.5), 4, 4);
    const timeline::SceneFigures figures = timeline::sceneFigures(m_model.editor().timeline(), scene.id);
    QString right = figures.shots == 1 ? tr("1 shot, %1 s").arg(figures.length.toSeconds(), 0, 'f', 1)
                                       : tr("%n shots, %1 s, average %2 s", nullptr, figures.shots)
                                             .arg(figures.length.toSeconds(), 0, 'f', 1)
                                             .arg(figures.average.toSeconds(), 0, 'f', 2);
    if (scene.locked)
        right = tr("Locked, %1").arg(right);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    const int rightWidth = painter.fontMetrics().horizontalAdvance(right);
    painter.drawText(box.adjusted(0, 0, -10, 0), Qt::AlignRight | Qt::AlignVCenter, right);
    if (scene.locked)
        drawIcon(painter, QStringLiteral("lock"), QRectF(box.right() - 10 - rightWidth - 19, box.center().y() - 6, 13, 13),
                 theme.text.tertiary);
    const QRect words = box.adjusted(42, 0, -rightWidth - 40, 0);
    const QString title = QStringLiteral("%1  %2").arg(scene.order + 1).arg(scene.name);
    painter.setFont(theme.fonts.bodyStrong);
    painter.setPen(theme.text.primary);
    const QString shown = painter.fontMetrics().elidedText(title, Qt::ElideRight, words.width());
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, shown);
    const int used = painter.fontMetrics().horizontalAdvance(shown) + 10;
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(words.adjusted(used, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(m_model.headingDetail(m_model.rowAt(row).scene), Qt::ElideRight,
                                                      std::max(0, words.width() - used)));
    painter.restore();
}

DropKind ShotTable::dropKind() const
{
    const bool other = m_drag && m_drag->alternative;
    const bool swap = (m_dropKind == DropKind::Swap) != other;
    return swap && m_drag && m_drag->clips.size() == 1 ? DropKind::Swap : DropKind::Ripple;
}

std::optional<ShotTable::Target> ShotTable::target() const
{
    if (!m_drag || m_drag->row < 0 || m_drag->row >= m_model.rowCount() || !m_columns.isGrouped())
        return std::nullopt;
    const int row = m_drag->row;
    const timeline::Scene &scene = m_model.sceneAt(row);
    Target target{scene.id, 0, {}, rowViewportPosition(row) + (m_drag->isBelow ? rowHeight(row) : 0), scene.locked, scene.name};
    if (const timeline::Clip *clip = m_model.clipAt(row)) {
        target.clip = clip->id;
        for (const timeline::Clip *each : timeline::clipsOf(m_model.editor().timeline(), scene.id)) {
            if (each->isLive && (each->start < clip->start || (each->id == clip->id && m_drag->isBelow)))
                ++target.index;
        }
    } else {
        target.lineY = rowViewportPosition(row) + rowHeight(row); // the first of the scene
    }
    return target;
}

void ShotTable::paintDrag(QPainter &painter) const
{
    const Theme &theme = themeOf(this);
    const auto where = target();
    const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
    QString words = tr("Sort by In to put shots in order");
    QColor colour = theme.text.tertiary;
    painter.setRenderHint(QPainter::Antialiasing);
    if (where) {
        const bool swap = dropKind() == DropKind::Swap && !where->clip.isEmpty();
        colour = where->locked ? theme.semantic.warning : theme.brand.blue;
        words = where->locked ? tr("“%1” is locked").arg(where->sceneName)
                : swap        ? tr("swap with this shot")
                              : tr("ripple: the others make room");
        painter.setPen(QPen(colour, 2));
        if (swap && !where->locked) {
            painter.setBrush(Qt::NoBrush);
            painter.drawRoundedRect(QRectF(1, rowViewportPosition(m_drag->row) + 1, viewport()->width() - 2, rowHeight(m_drag->row) - 2), 8,
                                    8);
        } else {
            painter.drawLine(QPointF(8, where->lineY), QPointF(viewport()->width() - 4, where->lineY));
            painter.setBrush(colour);
            painter.drawEllipse(QPointF(5, where->lineY), 3, 3);
        }
    }
    painter.setFont(theme.fonts.control);
    const QString text = m_drag->clips.size() == 1 ? words : tr("%n shots, %1", nullptr, int(m_drag->clips.size())).arg(words);
    const int width = painter.fontMetrics().horizontalAdvance(text) + 22;
    const QRect plate(std::clamp(pointer.x() + 14, 0, std::max(0, viewport()->width() - width)),
                      std::clamp(pointer.y() + 12, 0, viewport()->height() - 30), width, 28);
    drawFloatingPlate(painter, plate, theme, radius::kButton);
    painter.setPen(theme.text.primary);
    painter.drawText(plate, Qt::AlignCenter, text);
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

void ShotTable::dragTo(QPoint at, Qt::KeyboardModifiers modifiers)
{
    m_drag->hasMoved = m_drag->hasMoved || (at - m_drag->from).manhattanLength() >= QApplication::startDragDistance();
    if (!m_drag->hasMoved)
        return;
    constexpr int kEdge = 24;
    if (at.y() < kEdge)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (kEdge - at.y()));
    else if (at.y() > viewport()->height() - kEdge)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + at.y() - viewport()->height() + kEdge);
    const int y = std::clamp(at.y(), 0, viewport()->height() - 1);
    m_drag->row = rowAt(y);
    if (m_drag->row < 0)
        m_drag->row = m_model.rowCount() - 1;
    m_drag->isBelow = y > rowViewportPosition(m_drag->row) + rowHeight(m_drag->row) / 2;
    m_drag->alternative = modifiers & Qt::AltModifier;
    viewport()->update();
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

void ShotTable::drop()
{
    const auto where = target();
    const Drag drag = *m_drag;
    const DropKind kind = dropKind();
    m_drag.reset();
    viewport()->update();
    if (!where)
        return;
    if (where->locked) {
        Q_EMIT dropRefused(where->scene);
    } else if (kind == DropKind::Swap && !where->clip.isEmpty()) {
        if (where->clip != drag.clips.front())
            Q_EMIT swapped(drag.clips.front(), where->clip);
    } else {
        Q_EMIT placed(drag.clips, where->scene, where->index);
    }
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

int ShotTable::nextEditable(int column, int step) const
{
    const QHeaderView *head = horizontalHeader();
    for (int visual = head->visualIndex(column) + step; visual >= 0 && visual < kShotColumns; visual += step) {
        const int logical = head->logicalIndex(visual);
        if (!head->isSectionHidden(logical) && factsOf(static_cast<ShotColumn>(logical)).isEditable)
            return logical;
    }
    return -1;
}

void ShotTable::editCurrent()
{
    const QModelIndex index = currentIndex();
    if (!m_model.clipAt(index.row()))
        return;
    const auto column = static_cast<ShotColumn>(index.column());
    editCell(index.row(), factsOf(column).isEditable ? column : ShotColumn::Name);
}

void ShotTable::editCell(int row, ShotColumn column)
{
    const timeline::Clip *clip = m_model.clipAt(row);
    if (!clip || horizontalHeader()->isSectionHidden(int(column)))
        return;
    const QModelIndex index = m_model.index(row, int(column));
    selectionModel()->setCurrentIndex(index, selectionModel()->isRowSelected(row)
                                                 ? QItemSelectionModel::NoUpdate
                                                 : QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    scrollTo(index);
    m_editedClip = clip->id;
    m_editedColumn = column;
    QString consequence;
    if (followsWords(column)) {
        const EditPreferences &p = m_model.editor().preferences();
        consequence = p.ripple                                        ? tr("later shots move along")
                      : p.overlap == timeline::OverlapMode::Push      ? tr("later shots are pushed")
                      : p.overlap == timeline::OverlapMode::Trim      ? tr("the others are shortened")
                      : p.overlap == timeline::OverlapMode::Overwrite ? tr("what is covered goes")
                                                                      : tr("refused where another shot is");
    }
    m_editor->openAt(visualRect(index), tr("%1 of %2").arg(factsOf(column).title, clip->name),
                     editableText(m_model.context(), *clip, column), std::max(1, int(chosen().size())), consequence);
}

void ShotTable::submitCell(const QString &text, CellEditor::How how)
{
    const ClipId edited = m_editedClip;
    const ShotColumn column = m_editedColumn;
    const std::vector<ClipId> clips = how == CellEditor::How::All ? chosen() : std::vector{edited};
    Q_EMIT cellSubmitted(clips, column, text, how);
    if (!m_editor->problem().isEmpty())
        return; // what was typed stays
    m_editor->closeEditor();
    const int row = m_model.rowOf(edited);
    if (row < 0 || how == CellEditor::How::One || how == CellEditor::How::All)
        return;
    if (const int next = nextEditable(int(column), how == CellEditor::How::Next ? 1 : -1); next >= 0)
        editCell(row, static_cast<ShotColumn>(next));
}

} // namespace sc::ui
