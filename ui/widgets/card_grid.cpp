// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card_grid.h"

#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/picture_cache.h"

#include <QtCore/QAbstractListModel>
#include <QtCore/QMimeData>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyledItemDelegate>

#include <algorithm>

namespace sc::ui {

namespace {

constexpr int kGap = 8;
constexpr int kText = 44;
constexpr int kStripHeight = 72;
constexpr int kStripWidth = 176;
constexpr double kGood = 0.60; // of a share: green from here
constexpr double kFair = 0.45; // cyan from here, amber below

QColor shareColour(const Theme &theme, double share)
{
    return share >= kGood ? theme.semantic.success : share >= kFair ? theme.text.cyan : theme.semantic.warning;
}

double drawPlate(QPainter &painter, QPointF at, const QString &icon, const QString &words, const QColor &ink, const Theme &theme)
{
    painter.setFont(theme.fonts.captionStrong);
    const double wide = painter.fontMetrics().horizontalAdvance(words) + (icon.isEmpty() ? 12 : 26);
    const QRectF box(at, QSizeF(wide, size::kBadge));
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.state.badgePlate);
    painter.drawRoundedRect(box, radius::kBadge, radius::kBadge);
    if (!icon.isEmpty())
        drawIconCentred(painter, icon, QRectF(box.left() + 5, box.top(), 12, box.height()), 12, ink);
    painter.setPen(ink);
    painter.drawText(box.adjusted(icon.isEmpty() ? 6 : 20, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, words);
    return wide;
}

} // namespace

class CardGrid::Model : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;
    std::vector<GridCard> cards;
    QString mimeType;

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(cards.size()); }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        const GridCard &card = cards[size_t(index.row())];
        switch (role) {
        case Qt::DisplayRole:
            return card.title;
        case Qt::ToolTipRole:
        case Qt::AccessibleTextRole:
            return card.tip.isEmpty()
                       ? QStringList{card.title, card.badge, card.detail, card.figure, card.detailFigure}.join(QStringLiteral(", "))
                       : card.tip;
        default:
            return {};
        }
    }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex &index) const override
    {
        const Qt::ItemFlags base = QAbstractListModel::flags(index);
        return mimeType.isEmpty() ? base : base | Qt::ItemIsDragEnabled;
    }
    [[nodiscard]] QStringList mimeTypes() const override { return {mimeType}; }
    [[nodiscard]] QMimeData *mimeData(const QModelIndexList &indexes) const override
    {
        QStringList ids;
        for (const QModelIndex &index : indexes)
            ids.append(cards[size_t(index.row())].id);
        auto *data = new QMimeData;
        data->setData(mimeType, ids.join(u'\n').toUtf8());
        return data;
    }
    void replace(std::vector<GridCard> next)
    {
        const bool isSame = std::ranges::equal(cards, next, {}, &GridCard::id, &GridCard::id);
        if (isSame) {
            cards = std::move(next);
            if (!cards.empty())
                Q_EMIT dataChanged(index(0), index(int(cards.size()) - 1));
            return;
        }
        beginResetModel();
        cards = std::move(next);
        endResetModel();
    }
};

class CardGrid::Delegate : public QStyledItemDelegate
{
public:
    Delegate(CardGrid &grid) : QStyledItemDelegate(&grid), m_grid(grid) {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return m_grid.m_card + QSize(kGap, kGap);
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const GridCard &card = m_grid.cards()[size_t(index.row())];
        const Theme &theme = themeOf(&m_grid);
        const QRectF box(QPointF(option.rect.topLeft()) + QPointF(kGap / 2.0, kGap / 2.0), QSizeF(m_grid.m_card));
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const bool isSelected = option.state.testFlag(QStyle::State_Selected);
        drawCard(*painter, box, theme);
        if (card.isOpen || isSelected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(withAlpha(theme.accent.selection, card.isOpen ? 0.22 : 0.12));
            painter->drawRoundedRect(box, radius::kCard, radius::kCard);
        } else if (option.state.testFlag(QStyle::State_MouseOver)) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(theme.glass.rowHover);
            painter->drawRoundedRect(box, radius::kCard, radius::kCard);
        }
        if (m_grid.m_isStrip)
            paintStrip(*painter, box, card, theme);
        else
            paintCard(*painter, box, card, theme);
        paintRing(*painter, box, card, option, isSelected, theme);
        painter->restore();
    }

private:
    void paintPicture(QPainter &painter, const QRectF &box, const QPainterPath &shape, const GridCard &card, const Theme &theme) const
    {
        const QPixmap picture = m_grid.m_pictures.of(card.picture, box.size().toSize(), m_grid.devicePixelRatioF());
        painter.save();
        painter.setClipPath(shape);
        painter.fillRect(box, theme.surface.raised);
        if (!picture.isNull())
            painter.drawPixmap(box.topLeft(), picture);
        else
            drawIconCentred(painter, card.icon, box, 28, theme.text.tertiary);
        painter.restore();
    }

    void paintCard(QPainter &painter, const QRectF &box, const GridCard &card, const Theme &theme) const
    {
        const QRectF picture(box.topLeft(), QSizeF(box.width(), m_grid.m_pictureHeight));
        QPainterPath shape;
        shape.addRoundedRect(box, radius::kCard, radius::kCard);
        QPainterPath upper;
        upper.addRect(picture);
        paintPicture(painter, picture, shape.intersected(upper), card, theme);
        if (!card.badge.isEmpty())
            drawPlate(painter, picture.topLeft() + QPointF(6, 6), card.badgeIcon, card.badge, inkColour(theme, card.badgeInk), theme);
        if (!card.running.isEmpty())
            paintRunning(painter, picture, card, theme);
        else if (card.isFavourite)
            paintStar(painter, picture, theme);
        const QRectF words(box.left() + 9, picture.bottom() + 5, box.width() - 18, 18);
        paintLines(painter, words, card, theme);
    }

    static void paintStar(QPainter &painter, const QRectF &picture, const Theme &theme)
    {
        const QRectF plate(picture.right() - 26, picture.top() + 6, 20, size::kBadge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        drawIconCentred(painter, QStringLiteral("star"), plate, 12, theme.text.magenta, IconFill::Solid);
    }

    static void paintRunning(QPainter &painter, const QRectF &picture, const GridCard &card, const Theme &theme)
    {
        painter.setFont(theme.fonts.captionStrong);
        const double wide = painter.fontMetrics().horizontalAdvance(card.running) + 28;
        const QRectF plate(picture.right() - wide - 6, picture.top() + 6, wide, size::kBadge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        drawRing(painter, QRectF(plate.left() + 5, plate.top() + 3, 12, 12), theme, theme.text.purple, card.fraction, 2);
        painter.setPen(theme.text.primary);
        painter.drawText(plate.adjusted(22, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, card.running);
    }

    void paintLines(QPainter &painter, const QRectF &line, const GridCard &card, const Theme &theme) const
    {
        double left = line.left();
        if (card.dot && size_t(*card.dot) < m_grid.m_dots.size()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_grid.m_dots[size_t(*card.dot)]);
            painter.drawEllipse(QPointF(left + 4, line.center().y()), 3.5, 3.5);
            left += 14;
        }
        painter.setFont(theme.fonts.captionLight);
        const QFontMetricsF small(theme.fonts.captionLight);
        const double figure = card.figure.isEmpty() ? 0 : small.horizontalAdvance(card.figure) + 8;
        painter.setPen(theme.text.tertiary);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, card.figure);
        painter.setFont(theme.fonts.controlStrong);
        painter.setPen(theme.text.primary);
        const QRectF name(left, line.top(), line.right() - left - figure, line.height());
        painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(card.title, Qt::ElideRight, int(name.width())));

        const QRectF second = line.translated(0, 16);
        painter.setFont(theme.fonts.captionLight);
        double right = small.horizontalAdvance(card.detailFigure);
        painter.setPen(card.share ? theme.text.secondary : theme.text.tertiary);
        painter.drawText(second, Qt::AlignRight | Qt::AlignVCenter, card.detailFigure);
        if (card.share) {
            const QRectF track(second.right() - right - 6 - 44, second.center().y() - 2, 44, 4);
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.state.track);
            painter.drawRoundedRect(track, 2, 2);
            painter.setBrush(shareColour(theme, *card.share));
            painter.drawRoundedRect(QRectF(track.topLeft(), QSizeF(std::max(4.0, 44 * *card.share), 4)), 2, 2);
            right += 50;
        }
        const QRectF detail = second.adjusted(0, 0, -right - (right > 0 ? 8 : 0), 0);
        painter.setPen(theme.text.secondary);
        painter.drawText(detail, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(card.detail, Qt::ElideRight, int(detail.width())));
    }

    void paintStrip(QPainter &painter, const QRectF &box, const GridCard &card, const Theme &theme) const
    {
        const QRectF picture(box.left() + 6, box.top() + 6, 48, box.height() - 12);
        QPainterPath shape;
        shape.addRoundedRect(picture, radius::kThumb, radius::kThumb);
        paintPicture(painter, picture, shape, card, theme);
        const bool wants = card.badgeInk == Ink::Warning && !card.badge.isEmpty();
        GridCard few = card;
        few.figure.clear();
        few.detailFigure.clear();
        few.share.reset();
        if (wants)
            few.detail = card.badge;
        paintLines(painter, QRectF(picture.right() + 8, box.top() + 11, box.right() - picture.right() - 16, 18), few, theme);
    }

    static void paintRing(QPainter &painter, const QRectF &box, const GridCard &card, const QStyleOptionViewItem &option, bool isSelected,
                          const Theme &theme)
    {
        if (card.isOpen)
            drawGlow(painter, box, radius::kCard, 10, theme.glow.activeTake.colour);
        if (card.isOpen || isSelected) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(card.isOpen ? theme.accent.activeTakeRing : withAlpha(theme.accent.activeTakeRing, 0.75), 2));
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), radius::kCard - 1, radius::kCard - 1);
        }
        if (option.state.testFlag(QStyle::State_HasFocus))
            drawFocusInside(painter, box.adjusted(3, 3, -3, -3), theme, radius::kCard - 3);
    }

    CardGrid &m_grid;
};

CardGrid::CardGrid(const QString &name, int least, int pictureHeight, PictureCache &pictures, QWidget *parent)
    : QListView(parent), m_model(new Model(this)), m_least(least), m_pictureHeight(pictureHeight), m_pictures(pictures)
{
    setAccessibleName(name);
    setModel(m_model);
    setItemDelegate(new Delegate(*this));
    setViewMode(QListView::IconMode);
    setMovement(QListView::Static);
    setResizeMode(QListView::Adjust);
    setUniformItemSizes(true);
    setSpacing(0);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    setAutoFillBackground(false);
    setProperty("noFocusHalo", true);
    connect(this, &QListView::clicked, this, [this](const QModelIndex &index) { Q_EMIT opened(cards()[size_t(index.row())].id); });
    connect(&pictures, &PictureCache::ready, viewport(), qOverload<>(&QWidget::update));
    fit();
}

CardGrid::~CardGrid() = default;

const std::vector<GridCard> &CardGrid::cards() const
{
    return m_model->cards;
}

void CardGrid::setMimeType(const QString &type)
{
    m_model->mimeType = type;
    setDragEnabled(true);
    setDragDropMode(QAbstractItemView::DragOnly);
    // A drag leaves the screen's shots untouched until it is dropped there.
    setDefaultDropAction(Qt::CopyAction);
}

void CardGrid::setStrip(bool strip)
{
    if (m_isStrip == strip)
        return;
    m_isStrip = strip;
    setFlow(QListView::LeftToRight);
    setWrapping(!strip);
    setHorizontalScrollBarPolicy(strip ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(strip ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    fit();
}

void CardGrid::setCards(std::vector<GridCard> next)
{
    const QStringList selected = selectedIds();
    const QString current = currentIndex().isValid() ? cards()[size_t(currentIndex().row())].id : QString();
    const bool isSame = std::ranges::equal(m_model->cards, next, {}, &GridCard::id, &GridCard::id);
    m_isSetting = true;
    const int at = verticalScrollBar()->value();
    m_model->replace(std::move(next));
    if (!isSame) {
        QItemSelection kept;
        for (const QString &id : selected) {
            if (const int row = rowOf(id); row >= 0)
                kept.select(m_model->index(row), m_model->index(row));
        }
        selectionModel()->select(kept, QItemSelectionModel::ClearAndSelect);
        if (const int row = rowOf(current); row >= 0)
            selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::NoUpdate);
        verticalScrollBar()->setValue(at);
    }
    m_isSetting = false;
    viewport()->update();
}

QStringList CardGrid::selectedIds() const
{
    QModelIndexList rows = selectionModel()->selectedIndexes();
    std::ranges::sort(rows, {}, &QModelIndex::row);
    QStringList ids;
    for (const QModelIndex &index : rows)
        ids.append(cards()[size_t(index.row())].id);
    return ids;
}

int CardGrid::rowOf(const QString &id) const
{
    const auto found = std::ranges::find(cards(), id, &GridCard::id);
    return found == cards().end() ? -1 : int(found - cards().begin());
}

void CardGrid::choose(const QString &id)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_isSetting = true;
    selectionModel()->setCurrentIndex(m_model->index(row), QItemSelectionModel::ClearAndSelect);
    m_isSetting = false;
    scrollTo(m_model->index(row));
}

void CardGrid::fit()
{
    if (m_isStrip) {
        m_card = {kStripWidth, kStripHeight - kGap};
    } else {
        // QListView leaves room for the scroll bar in every layout, also while there is none: what does not fit then goes
        // into a single column.
        const int bar = style()->pixelMetric(QStyle::PM_ScrollBarExtent, nullptr, verticalScrollBar());
        const int room = std::min(viewport()->width(), maximumViewportSize().width() - bar) - 1;
        const int columns = std::max(1, room / (m_least + kGap));
        m_card = {std::max(40, room / columns - kGap), m_pictureHeight + kText};
    }
    setGridSize(m_card + QSize(kGap, kGap));
}

void CardGrid::resizeEvent(QResizeEvent *event)
{
    fit();
    QListView::resizeEvent(event);
}

void CardGrid::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && currentIndex().isValid()) {
        Q_EMIT opened(cards()[size_t(currentIndex().row())].id);
        return;
    }
    QListView::keyPressEvent(event);
}

void CardGrid::selectionChanged(const QItemSelection &selected, const QItemSelection &deselected)
{
    QListView::selectionChanged(selected, deselected);
    if (!m_isSetting)
        Q_EMIT selectionChangedByHand();
}

void CardGrid::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QListView::currentChanged(current, previous);
    if (!m_isSetting && current.isValid() && selectionModel()->selectedIndexes().size() <= 1)
        scrollTo(current);
}

} // namespace sc::ui
