// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/row_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtCore/QAbstractListModel>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>
#include <cmath>
#include <memory>

Q_DECLARE_METATYPE(sc::ui::ListRow)

namespace sc::ui {

namespace {

constexpr int kRowRole = Qt::UserRole + 1;
constexpr int kOneLine = 30;
constexpr int kTwoLines = 40;

QRectF actionBox(const QRect &row, const QString &action, const Theme &theme)
{
    const double width = QFontMetricsF(theme.fonts.caption).horizontalAdvance(action) + 16;
    return {row.right() - 10 - width, row.center().y() - 10.5, width, 22};
}

// The row's picture, or a plate with its icon while there is none; gives where the words begin.
double drawHead(QPainter &painter, const QRectF &box, const ListRow &row, const Theme &theme)
{
    const QColor ink = row.faded ? theme.text.disabled : inkColour(theme, row.iconInk);
    if (!row.pictured) {
        if (!row.icon.isEmpty())
            drawIconCentred(painter, row.icon, QRectF(box.left() + 4, box.top(), 22, box.height()), 14, ink);
        return box.left() + (row.icon.isEmpty() ? 8 : 32);
    }
    QRectF picture(QPointF(box.left() + 4, 0), QSizeF(kRowPicture));
    picture.moveTop(std::round(box.center().y() - picture.height() / 2));
    QPainterPath shape;
    shape.addRoundedRect(picture, radius::kBadge, radius::kBadge);
    painter.fillPath(shape, theme.surface.well);
    if (row.picture.isNull()) {
        drawIconCentred(painter, row.icon, picture, 14, ink);
    } else {
        painter.save();
        painter.setClipPath(shape, Qt::IntersectClip);
        painter.setOpacity(row.faded ? 0.45 : 1);
        painter.drawPixmap(picture.topLeft(), row.picture);
        painter.restore();
    }
    if (row.iconInk == Ink::Blue) { // the one that shows
        painter.setPen(QPen(theme.accent.activeTakeRing, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(shape);
    }
    return picture.right() + 9;
}

class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const auto row = index.data(kRowRole).value<ListRow>();
        return QSize(60, row.detail.isEmpty() ? kOneLine : kTwoLines);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto row = index.data(kRowRole).value<ListRow>();
        const Theme &theme = themeOf(option.widget);
        const QRectF box = QRectF(option.rect).adjusted(4, 1, -4, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool selected = option.state & QStyle::State_Selected;
        const bool offers = !row.action.isEmpty() && (option.state & (QStyle::State_MouseOver | QStyle::State_HasFocus));
        if (selected || (option.state & QStyle::State_MouseOver))
            drawRow(*painter, box, theme, selected ? RowState::Selected : RowState::Hover);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            drawRow(*painter, box, theme, RowState::Focus);
        const QColor strong = row.faded ? theme.text.disabled : theme.text.primary;
        QRectF text = box.adjusted(0, 0, -8, 0);
        text.setLeft(drawHead(*painter, box, row, theme));
        painter->setFont(theme.fonts.caption);
        if (offers) {
            const QRectF button = actionBox(option.rect, row.action, theme);
            drawControl(*painter, button, theme, ControlKind::Default, ControlState::Rest);
            painter->setPen(theme.text.primary);
            painter->drawText(button, Qt::AlignCenter, row.action);
            text.setRight(button.left() - 8);
        }
        const double figure = row.figure.isEmpty() ? 0 : QFontMetricsF(theme.fonts.caption).horizontalAdvance(row.figure) + 8;
        painter->setPen(row.faded ? theme.text.disabled : inkColour(theme, row.figureInk));
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, row.figure);
        text.setRight(text.right() - figure);
        if (row.locked) {
            drawIconCentred(*painter, QStringLiteral("lock"), QRectF(text.right() - 16, text.top(), 14, text.height()), 12,
                            theme.text.tertiary);
            text.setRight(text.right() - 20);
        }
        const bool two = !row.detail.isEmpty();
        painter->setFont(theme.fonts.control);
        painter->setPen(strong);
        painter->drawText(two ? QRectF(text.left(), text.top() + 4, text.width(), 16) : text, Qt::AlignLeft | Qt::AlignVCenter,
                          QFontMetricsF(theme.fonts.control).elidedText(row.title, Qt::ElideRight, text.width()));
        if (two) {
            painter->setFont(theme.fonts.captionLight);
            painter->setPen(row.faded ? theme.text.disabled : theme.text.secondary);
            painter->drawText(QRectF(text.left(), text.top() + 20, text.width(), 14), Qt::AlignLeft | Qt::AlignVCenter,
                              QFontMetricsF(theme.fonts.captionLight).elidedText(row.detail, Qt::ElideRight, text.width()));
        }
        painter->restore();
    }
};

} // namespace

class RowList::Model : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void set(int count, std::function<ListRow(int)> make)
    {
        beginResetModel();
        m_count = count;
        m_make = std::move(make);
        endResetModel();
    }
    [[nodiscard]] ListRow row(int index) const { return index >= 0 && index < m_count ? m_make(index) : ListRow(); }

    [[nodiscard]] int rowCount(const QModelIndex &parent) const override { return parent.isValid() ? 0 : m_count; }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const ListRow made = row(index.row());
        switch (role) {
        case kRowRole:
            return QVariant::fromValue(made);
        case Qt::UserRole:
            return made.value;
        case Qt::DisplayRole:
            return made.title;
        case Qt::AccessibleTextRole:
            return made.tip.isEmpty() ? QStringLiteral("%1 %2 %3").arg(made.title, made.detail, made.figure).simplified() : made.tip;
        case Qt::ToolTipRole:
            if (!made.tip.isEmpty())
                return made.tip;
            return made.detail.isEmpty() ? made.title : made.title + u'\n' + made.detail;
        default:
            return {};
        }
    }

private:
    int m_count = 0;
    std::function<ListRow(int)> m_make;
};

RowList::RowList(const QString &accessibleName, QWidget *parent) : QListView(parent), m_model(new Model(this))
{
    setAccessibleName(accessibleName);
    setModel(m_model);
    setItemDelegate(new RowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_Hover);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(true);
    connect(this, &QListView::activated, this, &RowList::choose);
}

RowList::~RowList() = default;

void RowList::setRows(std::vector<ListRow> rows)
{
    const auto shared = std::make_shared<std::vector<ListRow>>(std::move(rows));
    setRows(int(shared->size()), [shared](int index) { return (*shared)[size_t(index)]; });
}

void RowList::setRows(int count, std::function<ListRow(int)> make)
{
    const int scroll = verticalScrollBar()->value();
    const int current = currentIndex().row();
    m_model->set(count, std::move(make));
    if (current >= 0 && count > 0)
        selectionModel()->setCurrentIndex(m_model->index(std::min(current, count - 1)), QItemSelectionModel::NoUpdate);
    doItemsLayout();
    verticalScrollBar()->setValue(scroll);
}

int RowList::rowCount() const
{
    return m_model->rowCount({});
}

ListRow RowList::row(int index) const
{
    return m_model->row(index);
}

QVariant RowList::currentValue() const
{
    return currentIndex().isValid() ? currentIndex().data(Qt::UserRole) : QVariant();
}

std::vector<QVariant> RowList::selectedValues() const
{
    QModelIndexList rows = selectionModel()->selectedIndexes();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    std::vector<QVariant> values;
    for (const QModelIndex &index : rows)
        values.push_back(index.data(Qt::UserRole));
    return values;
}

void RowList::choose(const QModelIndex &index)
{
    if (index.isValid())
        Q_EMIT rowChosen(index.data(Qt::UserRole));
}

void RowList::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->position().toPoint());
    const ListRow pressed = row(index.row());
    if (index.isValid() && !pressed.action.isEmpty() &&
        actionBox(visualRect(index), pressed.action, themeOf(this)).contains(event->position())) {
        Q_EMIT actionTriggered(pressed.value);
        return;
    }
    QListView::mousePressEvent(event);
    const bool extends = event->modifiers() & (Qt::ControlModifier | Qt::ShiftModifier);
    if (event->button() == Qt::LeftButton && !extends)
        choose(index);
}

void RowList::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const ListRow current = row(currentIndex().row());
    if (isEnter && event->modifiers() & Qt::ControlModifier && currentIndex().isValid() && !current.action.isEmpty()) {
        Q_EMIT actionTriggered(current.value);
        return;
    }
    QListView::keyPressEvent(event);
}

void RowList::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    Q_EMIT selectionChangedByHand();
}

} // namespace sc::ui
