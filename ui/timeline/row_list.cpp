// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/row_list.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

Q_DECLARE_METATYPE(sc::ui::ListRow)

namespace sc::ui {

namespace {

constexpr int kRowRole = Qt::UserRole + 1;
constexpr int kOneLine = 30;
constexpr int kTwoLines = 40;

class RowDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        return QSize(60, index.data(kRowRole).value<ListRow>().detail.isEmpty() ? kOneLine : kTwoLines);
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const auto row = index.data(kRowRole).value<ListRow>();
        const Theme &theme = themeOf(option.widget);
        const QRectF box = QRectF(option.rect).adjusted(4, 1, -4, -1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool selected = option.state & QStyle::State_Selected;
        if (selected || (option.state & QStyle::State_MouseOver))
            drawRow(*painter, box, theme, selected ? RowState::Selected : RowState::Hover);
        if (option.state & QStyle::State_HasFocus && option.state & QStyle::State_KeyboardFocusChange)
            drawRow(*painter, box, theme, RowState::Focus);
        const QColor strong = row.faded ? theme.text.disabled : theme.text.primary;
        if (!row.icon.isEmpty())
            drawIconCentred(*painter, row.icon, QRectF(box.left() + 4, box.top(), 22, box.height()), 14,
                            row.faded ? theme.text.disabled : inkColour(theme, row.iconInk));
        QRectF text = box.adjusted(row.icon.isEmpty() ? 8 : 32, 0, -8, 0);
        painter->setFont(theme.fonts.caption);
        const double figure = row.figure.isEmpty() ? 0 : QFontMetricsF(theme.fonts.caption).horizontalAdvance(row.figure) + 8;
        painter->setPen(row.faded ? theme.text.disabled : inkColour(theme, row.figureInk));
        painter->drawText(text, Qt::AlignRight | Qt::AlignVCenter, row.figure);
        text.setRight(text.right() - figure);
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

RowList::RowList(const QString &accessibleName, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new RowDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    viewport()->setAttribute(Qt::WA_Hover);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setUniformItemSizes(false);
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { Q_EMIT rowChosen(item->data(Qt::UserRole)); });
    connect(this, &QListWidget::itemActivated, this, [this](QListWidgetItem *item) { Q_EMIT rowChosen(item->data(Qt::UserRole)); });
}

void RowList::setRows(const std::vector<ListRow> &rows)
{
    const int scroll = verticalScrollBar()->value();
    const QVariant current = currentValue();
    clear();
    for (const ListRow &row : rows) {
        auto *item = new QListWidgetItem(this);
        item->setData(Qt::UserRole, row.value);
        item->setData(kRowRole, QVariant::fromValue(row));
        item->setData(Qt::AccessibleTextRole, QStringLiteral("%1 %2 %3").arg(row.title, row.detail, row.figure).simplified());
        item->setToolTip(row.detail.isEmpty() ? row.title : row.title + u'\n' + row.detail);
        if (current.isValid() && row.value == current)
            setCurrentItem(item);
    }
    verticalScrollBar()->setValue(scroll);
}

QVariant RowList::currentValue() const
{
    return currentItem() ? currentItem()->data(Qt::UserRole) : QVariant();
}

} // namespace sc::ui
