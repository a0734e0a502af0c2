// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_view.h"

#include "core/base/text.h"
#include "ui/gallery/gallery_painter.h"
#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/theme/theme.h"
#include "ui/widgets/section_colours.h"

#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QtEvents>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace sc::ui {

using generation::GalleryGroup;

GalleryView::GalleryView(GalleryModel &model, QWidget *parent)
    : QAbstractItemView(parent), m_model(model), m_painter(new GalleryPainter(model, this))
{
    setAccessibleName(tr("Takes"));
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setProperty("noFocusHalo", true);
    setItemDelegate(m_painter);
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setDragEnabled(true);
    setAcceptDrops(true);
    setMouseTracking(true);
    viewport()->setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&model, &QAbstractItemModel::modelAboutToBeReset, this, &GalleryView::remember);
    setModel(&model);
    connect(&model, &QAbstractItemModel::modelReset, this, &GalleryView::restore);
    connect(&model.desk().thumbnails(), &TakeThumbnails::ready, viewport(), qOverload<>(&QWidget::update));
    layOutAgain();
}

void GalleryView::remember()
{
    m_keptPicked = picked();
    m_keptCurrent = current();
    m_keptScroll = verticalScrollBar()->value();
}

void GalleryView::restore()
{
    m_hover = {};
    layOutAgain();
    pick(m_keptPicked);
    if (const int row = m_model.rowOf(m_keptCurrent); row >= 0)
        selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
    verticalScrollBar()->setValue(m_keptScroll);
    Q_EMIT pickedChanged();
}

void GalleryView::layOutAgain()
{
    m_layout = layOutGallery(m_model.plan(), viewport()->width(), m_style);
    m_painter->setList(m_style.isList);
    m_painter->setPictureHeight(m_layout.pictureHeight);
    updateGeometries();
    viewport()->update();
}

void GalleryView::setList(bool list)
{
    m_style.isList = list;
    layOutAgain();
    scrollTo(currentIndex());
}

void GalleryView::setCellWidth(int px)
{
    m_style.cellWidth = std::clamp(px, 100, 400);
    layOutAgain();
    scrollTo(currentIndex());
}

void GalleryView::setShape(double shape)
{
    m_style.shape = std::clamp(shape, 0.75, 2.4);
    layOutAgain();
}

void GalleryView::setRoomBelow(int px)
{
    if (px == m_roomBelow)
        return;
    m_roomBelow = px;
    updateGeometries();
}

std::vector<TakeId> GalleryView::picked() const
{
    std::vector<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedIndexes())
        rows.push_back(index.row());
    std::ranges::sort(rows);
    std::vector<TakeId> takes;
    for (const int row : rows)
        takes.push_back(m_model.takeAt(row));
    return takes;
}

void GalleryView::pick(const std::vector<TakeId> &takes)
{
    QItemSelection selection;
    const QSet<TakeId> wanted(takes.begin(), takes.end());
    for (int row = 0; row < m_model.rowCount() && !wanted.isEmpty(); ++row) {
        if (wanted.contains(m_model.takeAt(row)))
            selection.select(m_model.index(row), m_model.index(row));
    }
    selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    if (!takes.empty() && !takes.back().isEmpty()) {
        m_painter->setLastTouched(takes.back());
        if (const int row = m_model.rowOf(takes.back()); row >= 0)
            selectionModel()->setCurrentIndex(m_model.index(row), QItemSelectionModel::NoUpdate);
    }
    viewport()->update();
}

TakeId GalleryView::current() const
{
    return m_model.takeAt(currentIndex().row());
}

ClipId GalleryView::stackAtCurrent() const
{
    const int row = currentIndex().row();
    if (row < 0 || row >= m_model.rowCount())
        return {};
    const GalleryCell &cell = m_model.cell(row);
    return cell.stack.size() > 1 || cell.openStack >= 0 ? m_model.item(row).take.clip : ClipId();
}

void GalleryView::toggleStack(const ClipId &clip)
{
    if (clip.isEmpty())
        return;
    m_model.openStack(clip, !m_model.isOpen(clip));
    scrollTo(currentIndex());
}

int GalleryView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

bool GalleryView::isIndexHidden(const QModelIndex &index) const
{
    return size_t(index.row()) < m_layout.cells.size() && m_layout.cells[size_t(index.row())].isEmpty();
}

QRect GalleryView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || size_t(index.row()) >= m_layout.cells.size() || m_layout.cells[size_t(index.row())].isEmpty())
        return {};
    return m_layout.cells[size_t(index.row())].translated(0, -verticalOffset());
}

QRect GalleryView::pictureOf(int row) const
{
    QRect box = visualRect(m_model.index(row));
    if (!m_style.isList)
        box.setHeight(m_layout.pictureHeight);
    return box;
}

QModelIndex GalleryView::indexAt(const QPoint &point) const
{
    const int cell = m_layout.cellAt(toContent(point));
    return cell < 0 || cell >= m_model.rowCount() ? QModelIndex() : m_model.index(cell);
}

void GalleryView::scrollTo(const QModelIndex &index, ScrollHint)
{
    const QRect box = visualRect(index);
    if (box.isNull())
        return;
    const int room = viewport()->height() - m_roomBelow;
    if (box.top() < GalleryLayout::kStackEdges + 4)
        verticalScrollBar()->setValue(verticalOffset() + box.top() - GalleryLayout::kHeader - GalleryLayout::kBelowHeader - 4);
    else if (box.bottom() > room)
        verticalScrollBar()->setValue(verticalOffset() + box.bottom() - room + 10);
}

QModelIndex GalleryView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int now = currentIndex().row();
    const int rowHeight =
        m_layout.rows.empty() ? 1 : m_layout.cells[size_t(m_layout.rows.front().front())].height() + GalleryLayout::kGapDown;
    const int page = std::max(1, viewport()->height() / std::max(1, rowHeight));
    int next = -1;
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        next = m_layout.cellAfter(now, m_style.isList ? 0 : -1);
        break;
    case MoveRight:
    case MoveNext:
        next = m_layout.cellAfter(now, m_style.isList ? 0 : 1);
        break;
    case MoveUp:
        next = m_layout.cellBelow(now, -1);
        break;
    case MoveDown:
        next = m_layout.cellBelow(now, 1);
        break;
    case MovePageUp:
        next = m_layout.cellBelow(now, -page);
        break;
    case MovePageDown:
        next = m_layout.cellBelow(now, page);
        break;
    case MoveHome:
        next = m_layout.rows.empty() ? -1 : m_layout.rows.front().front();
        break;
    case MoveEnd:
        next = m_layout.rows.empty() ? -1 : m_layout.rows.back().back();
        break;
    }
    return next < 0 ? QModelIndex() : m_model.index(next);
}

// Between two takes: all from one to the other as they are read; beside them: what a frame touches.
void GalleryView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    QItemSelection selection;
    const QModelIndex first = indexAt(rect.topLeft());
    const QModelIndex last = indexAt(rect.bottomRight());
    if (!m_frameFrom && first.isValid() && last.isValid()) {
        const int from = m_layout.rowOf(first.row());
        const int to = m_layout.rowOf(last.row());
        const auto key = [&](int row, int cell) { return std::pair(row, m_layout.cells[size_t(cell)].left()); };
        const auto low = std::min(key(from, first.row()), key(to, last.row()));
        const auto high = std::max(key(from, first.row()), key(to, last.row()));
        for (int row = std::min(from, to); row <= std::max(from, to) && row >= 0; ++row) {
            for (const int cell : m_layout.rows[size_t(row)]) {
                if (key(row, cell) >= low && key(row, cell) <= high)
                    selection.select(m_model.index(cell), m_model.index(cell));
            }
        }
    } else {
        const QRect area = rect.normalized().translated(0, verticalOffset());
        for (const int cell : m_layout.cellsIn(area.top(), area.bottom())) {
            if (m_layout.cells[size_t(cell)].intersects(area))
                selection.select(m_model.index(cell), m_model.index(cell));
        }
    }
    selectionModel()->select(selection, command);
}

void GalleryView::selectAll()
{
    if (m_model.rowCount() > 0)
        selectionModel()->select(QItemSelection(m_model.index(0), m_model.index(m_model.rowCount() - 1)),
                                 QItemSelectionModel::ClearAndSelect);
}

QRegion GalleryView::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect(); // the ring reaches beyond its cell
}

void GalleryView::updateGeometries()
{
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep(36);
    verticalScrollBar()->setRange(0, std::max(0, m_layout.height + m_roomBelow - viewport()->height()));
    QAbstractItemView::updateGeometries();
}

void GalleryView::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QAbstractItemView::selectionChanged(selected, deselected);
    viewport()->update();
    Q_EMIT pickedChanged();
}

void GalleryView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QAbstractItemView::currentChanged(current, previous);
    m_painter->setLastTouched(m_model.takeAt(current.row()));
    viewport()->update();
}

void GalleryView::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    layOutAgain();
}

void GalleryView::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(0, -verticalOffset());
    const QRect seen = event->rect().translated(0, verticalOffset());
    for (const GalleryLayout::Header &header : m_layout.headers) {
        if (header.box.intersects(seen))
            paintHeader(painter, header, theme);
    }
    for (const GalleryLayout::Plate &plate : m_layout.plates) {
        if (plate.box.intersects(seen))
            paintPlate(painter, plate, theme);
    }
    const int around = 24; // edges of stacks and glows
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    for (const int cell : m_layout.cellsIn(seen.top() - around, seen.bottom() + around)) {
        if (cell >= m_model.rowCount())
            continue;
        const QModelIndex index = m_model.index(cell);
        option.rect = m_layout.cells[size_t(cell)];
        option.state = QStyle::State_Enabled;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == m_hover);
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
    if (m_isDropping) {
        const int row = m_dropShot ? [&] {
            for (const int cell : m_layout.cellsIn(seen.top(), seen.bottom())) {
                if (cell < m_model.rowCount() && m_model.item(cell).take.clip == *m_dropShot)
                    return cell;
            }
            return -1;
        }()
                                   : -1;
        painter.setBrush(withAlpha(theme.brand.blue, 0.12));
        painter.setPen(QPen(theme.accent.focusRing, 2));
        if (row >= 0)
            painter.drawRoundedRect(pictureOf(row).translated(0, verticalOffset()), radius::kThumb, radius::kThumb);
        else
            drawDashedFrame(painter, QRectF(viewport()->rect()).translated(0, verticalOffset()).adjusted(6, 2, -6, -6),
                            theme.accent.focusRing, radius::kCard);
    }
    if (m_frameFrom) {
        painter.setBrush(withAlpha(theme.brand.blue, 0.14));
        painter.setPen(QPen(theme.accent.focusRing, 1));
        painter.drawRect(m_frame.adjusted(0, 0, -1, -1));
    }
}

void GalleryView::paintHeader(QPainter &painter, const GalleryLayout::Header &header, const Theme &theme) const
{
    const GalleryGroup *group = m_model.group(header.group);
    if (!group)
        return;
    const QRect box = header.box;
    if (m_hoverHeader == header.group)
        drawRow(painter, QRectF(box).adjusted(-6, 3, 6, -3), theme, RowState::Hover, 6);
    const bool isFolded = m_model.plan().folded[size_t(header.group)];
    drawIconCentred(painter, isFolded ? QStringLiteral("chevron-right") : QStringLiteral("chevron-down"),
                    QRectF(box.left(), box.top(), 14, box.height()), 14, theme.text.tertiary);
    int x = box.left() + 22;
    if (group->colour >= 0) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(sceneColour(theme, group->colour));
        painter.drawEllipse(QRectF(x, box.center().y() - 3.5, 8, 8));
        x += 16;
    }
    QString title = group->title;
    if (m_model.desk().grouping() == generation::GalleryGrouping::Character && !group->key.isEmpty())
        title = m_model.desk().characterName(group->key);
    if (m_model.desk().grouping() == generation::GalleryGrouping::Day)
        title = QLocale().toString(QDate::fromString(group->key, Qt::ISODate), QLocale::LongFormat);
    if (group->number > 0)
        title = QStringLiteral("%1 %2").arg(group->number).arg(title);
    const int takes = int(group->items.size());
    const QString bytes = humanSize(group->bytes);
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(box, Qt::AlignVCenter | Qt::AlignRight, bytes);
    const int room = box.right() - x - QFontMetrics(theme.fonts.captionLight).horizontalAdvance(bytes) - 12;
    const QFontMetrics strong(theme.fonts.controlStrong);
    const QString shown = strong.elidedText(title, Qt::ElideRight, room);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(QRect(x, box.top(), room, box.height()), Qt::AlignVCenter | Qt::AlignLeft, shown);
    x += strong.horizontalAdvance(shown) + 8;
    const QString count = group->shots > 0 && m_model.desk().grouping() != generation::GalleryGrouping::Clip && !m_model.desk().isShared()
                              ? tr("%1 of %2").arg(tr("%n take(s)", nullptr, takes), tr("%n shot(s)", nullptr, group->shots))
                              : tr("%n take(s)", nullptr, takes);
    painter.setFont(theme.fonts.body);
    painter.setPen(theme.text.secondary);
    if (box.right() - x > 120)
        painter.drawText(QRect(x, box.top(), box.right() - x - 60, box.height()), Qt::AlignVCenter | Qt::AlignLeft, count);
}

std::vector<std::pair<GalleryView::PlateButton, QRect>> GalleryView::plateButtons(const GalleryLayout::Plate &plate) const
{
    const QFontMetrics metrics(themeOf(this).fonts.control);
    std::vector<std::pair<PlateButton, QRect>> buttons;
    int right = plate.header.right();
    for (const auto &[button, text] :
         {std::pair(PlateButton::Close, tr("Close stack")), std::pair(PlateButton::Similar, tr("Similar pictures")),
          std::pair(PlateButton::CompareAll, tr("Compare all"))}) {
        const int width = metrics.horizontalAdvance(text) + 16;
        buttons.emplace_back(button, QRect(right - width, plate.header.top() + 5, width, 24));
        right -= width + 4;
    }
    if (right < plate.header.left() + 160)
        buttons.resize(1);
    return buttons;
}

void GalleryView::paintPlate(QPainter &painter, const GalleryLayout::Plate &plate, const Theme &theme) const
{
    drawCard(painter, plate.box, theme, radius::kCard);
    const QRect box = plate.header;
    drawIconCentred(painter, QStringLiteral("stack"), QRectF(box.left(), box.top(), 15, box.height()), 15, theme.text.secondary);
    const auto &first = m_model.item(plate.firstCell);
    int right = box.right();
    for (const auto &[button, place] : plateButtons(plate)) {
        right = std::min(right, place.left() - 8);
        const bool isHovered = m_hoverPlate.button == button && m_hoverPlate.plate == plate.stack;
        if (isHovered)
            drawControl(painter, place, theme, ControlKind::Quiet, ControlState::Hover);
        painter.setFont(theme.fonts.control);
        painter.setPen(isHovered ? theme.text.primary : theme.text.secondary);
        const QString text = button == PlateButton::Close     ? tr("Close stack")
                             : button == PlateButton::Similar ? tr("Similar pictures")
                                                              : tr("Compare all");
        painter.drawText(place, Qt::AlignCenter, text);
    }
    const QFontMetrics strong(theme.fonts.controlStrong);
    const QString title = strong.elidedText(GalleryDesk::shotTitle(first), Qt::ElideRight, right - box.left() - 24);
    painter.setFont(theme.fonts.controlStrong);
    painter.setPen(theme.text.primary);
    painter.drawText(box.adjusted(23, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, title);
    int count = 0;
    for (size_t cell = size_t(plate.firstCell); cell < m_model.plan().cells.size() && m_model.plan().cells[cell].stack == plate.stack;
         ++cell)
        ++count;
    const int x = box.left() + 31 + strong.horizontalAdvance(title);
    painter.setFont(theme.fonts.body);
    painter.setPen(theme.text.secondary);
    if (right - x > 110)
        painter.drawText(QRect(x, box.top(), right - x, box.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         tr("%1, stack open").arg(tr("%n take(s)", nullptr, count)));
}

} // namespace sc::ui
