// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/scenes/outline_view.h"

#include "ui/scenes/shot_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/section_colours.h"

#include <QtCore/QScopedValueRollback>
#include <QtGui/QContextMenuEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QApplication>
#include <QtWidgets/QStyledItemDelegate>

namespace sc::ui {

namespace {
constexpr int kChevron = 18;
} // namespace

class OutlineView::Rows : public QStyledItemDelegate
{
public:
    Rows(const OutlineModel &model, QObject *parent) : QStyledItemDelegate(parent), m_model(model) {}
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const override
    {
        const OutlineModel::Node *node = m_model.nodeOf(index);
        using Kind = OutlineModel::Kind;
        return {100, !node || node->kind == Kind::Scene ? 30 : node->kind == Kind::Shot ? 26 : 24};
    }

private:
    const OutlineModel &m_model;
};

OutlineView::OutlineView(OutlineModel &model, QWidget *parent) : QTreeView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new Rows(model, this));
    setHeaderHidden(true);
    setFrameShape(QFrame::NoFrame);
    viewport()->setAutoFillBackground(false);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    setExpandsOnDoubleClick(true);
    setIndentation(0);
    setMouseTracking(true);
    setAccessibleName(tr("Outline"));
    setProperty("noFocusHalo", true);
    const auto remember = [this](const QModelIndex &index, bool open) {
        if (const OutlineModel::Node *node = m_model.nodeOf(index); node && node->kind == OutlineModel::Kind::Scene)
            open ? (void)m_open.insert(node->scene.text()) : (void)m_open.remove(node->scene.text());
        else if (open == false)
            expand(index); // alternates stay in sight
    };
    connect(this, &QTreeView::expanded, this, [remember](const QModelIndex &index) { remember(index, true); });
    connect(this, &QTreeView::collapsed, this, [remember](const QModelIndex &index) { remember(index, false); });
    connect(&model, &QAbstractItemModel::modelReset, this, [this] {
        for (const QString &scene : std::as_const(m_open)) {
            if (const QModelIndex index = m_model.indexOf(SceneId(scene)); index.isValid())
                expandRecursively(index);
        }
    });
}

void OutlineView::show(const ClipId &clip, const SceneId &scene)
{
    const QScopedValueRollback<bool> quiet(m_isShowing, true);
    const QModelIndex index = clip.isEmpty() ? m_model.indexOf(scene) : m_model.indexOf(clip);
    if (!index.isValid()) {
        selectionModel()->clear();
        return;
    }
    if (!clip.isEmpty())
        expandRecursively(index.parent().parent().isValid() ? index.parent().parent() : index.parent());
    setCurrentIndex(index);
    scrollTo(index);
}

SceneId OutlineView::currentScene() const
{
    const OutlineModel::Node *node = m_model.nodeOf(currentIndex());
    return node ? node->scene : SceneId();
}

void OutlineView::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTreeView::currentChanged(current, previous);
    const OutlineModel::Node *node = m_model.nodeOf(current);
    if (m_isShowing || !node)
        return;
    if (node->clip.isEmpty())
        Q_EMIT sceneChosen(node->scene, node->kind == OutlineModel::Kind::Scene);
    else
        Q_EMIT clipChosen(node->clip, node->kind == OutlineModel::Kind::Shot);
}

void OutlineView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const OutlineModel::Node *node = m_model.nodeOf(index);
    if (!node)
        return;
    const Theme &theme = themeOf(this);
    const QRect box(0, option.rect.top(), viewport()->width(), option.rect.height());
    const bool isCurrent = selectionModel()->isSelected(index);
    const bool chosen = !node->clip.isEmpty() && m_model.numberOf(node->clip) > 0 && isCurrent;
    painter->save();
    if (chosen)
        sc::ui::drawRow(*painter, box.adjusted(kChevron, 0, 0, 0), theme, RowState::Selected, 7);
    else if (isCurrent)
        sc::ui::drawRow(*painter, box, theme, RowState::Hover, 7);
    if (index == currentIndex() && hasFocus())
        sc::ui::drawRow(*painter, node->clip.isEmpty() ? box : box.adjusted(kChevron, 0, 0, 0), theme, RowState::Focus, 7);
    if (node->clip.isEmpty())
        drawScene(*painter, box, *node, index);
    else
        drawShot(*painter, box, *node);
    painter->restore();
}

void OutlineView::drawScene(QPainter &painter, const QRect &box, const OutlineModel::Node &node, const QModelIndex &index) const
{
    const timeline::Scene *scene = m_model.sceneOf(node);
    if (!scene)
        return;
    const Theme &theme = themeOf(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int x = 2;
    const bool alternate = node.kind == OutlineModel::Kind::SceneAlternate;
    if (alternate) {
        x = 44;
        painter.setFont(theme.fonts.captionStrong);
        painter.setPen(theme.text.tertiary);
        painter.drawText(QRect(x, box.top(), 26, box.height()), Qt::AlignVCenter, QStringLiteral("A%1").arg(scene->alternateNumber));
        x += 28;
    } else {
        if (m_model.rowCount(index) > 0)
            drawIconCentred(painter, isExpanded(index) ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"),
                            QRectF(0, box.top(), kChevron, box.height()), 13, theme.text.tertiary);
        painter.setPen(Qt::NoPen);
        painter.setBrush(sceneColour(theme, scene->colour));
        painter.drawEllipse(QPointF(28, box.center().y() + 0.5), 4, 4);
        painter.setFont(theme.fonts.control);
        painter.setPen(theme.text.tertiary);
        const QString number = QString::number(scene->order + 1);
        painter.drawText(QRect(38, box.top(), 30, box.height()), Qt::AlignVCenter, number);
        x = 38 + std::max(14, painter.fontMetrics().horizontalAdvance(number) + 6);
    }
    QString right;
    QColor rightInk = theme.text.tertiary;
    if (!alternate) {
        const timeline::SceneFigures figures = m_model.figuresOf(node.scene);
        right = tr("%1 of %2").arg(figures.ready).arg(figures.shots);
        rightInk = figures.shots > 0 && figures.ready == 0 ? theme.semantic.warning
                   : figures.ready == figures.shots        ? theme.text.tertiary
                                                           : theme.text.secondary;
    }
    painter.setFont(theme.fonts.captionLight);
    const int rightWidth = right.isEmpty() ? 0 : painter.fontMetrics().horizontalAdvance(right) + 10;
    painter.setPen(rightInk);
    painter.drawText(box.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter, right);
    painter.setFont(alternate ? theme.fonts.body : theme.fonts.controlStrong);
    painter.setPen(alternate ? theme.text.secondary : theme.text.primary);
    const int room = box.width() - x - rightWidth - (scene->locked ? 20 : 4);
    const QString name = painter.fontMetrics().elidedText(scene->name, Qt::ElideRight, room);
    painter.drawText(QRect(x, box.top(), room, box.height()), Qt::AlignVCenter, name);
    if (scene->locked)
        drawIcon(painter, QStringLiteral("lock"),
                 QRectF(x + painter.fontMetrics().horizontalAdvance(name) + 5, box.center().y() - 5.5, 12, 12), theme.text.tertiary);
}

void OutlineView::drawShot(QPainter &painter, const QRect &box, const OutlineModel::Node &node) const
{
    const timeline::Clip *clip = m_model.clipOf(node);
    if (!clip)
        return;
    const Theme &theme = themeOf(this);
    const bool live = node.kind == OutlineModel::Kind::Shot;
    painter.setPen(QPen(theme.hairline.two, 1));
    int x = 38;
    if (!live) {
        painter.drawLine(52, box.top(), 52, box.center().y());
        painter.drawLine(52, box.center().y(), 60, box.center().y());
        x = 66;
    }
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    const QString number = live ? QString::number(m_model.numberOf(clip->id)) : QStringLiteral("A%1").arg(clip->alternateNumber);
    painter.drawText(QRect(x, box.top(), 30, box.height()), Qt::AlignVCenter, number);
    x += std::max(22, painter.fontMetrics().horizontalAdvance(number) + 8);
    painter.setFont(live ? theme.fonts.control : theme.fonts.body);
    painter.setPen(live ? theme.text.primary : theme.text.secondary);
    const int room = box.width() - x - 26;
    painter.drawText(QRect(x, box.top(), room, box.height()), Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(clip->name, Qt::ElideRight, room));
    if (clip->locked)
        drawIcon(painter, QStringLiteral("lock"), QRectF(box.right() - 36, box.center().y() - 5.5, 12, 12), theme.text.tertiary);
    drawClipState(painter, QRect(box.right() - 19, box.top(), 18, box.height()), timeline::clipState(*clip), false, theme);
}

void OutlineView::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    if (!m_isDragging || m_dropIndex < 0)
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme.brand.blue, 2));
    painter.drawLine(QPointF(8, m_dropY), QPointF(viewport()->width() - 4, m_dropY));
    painter.setBrush(theme.brand.blue);
    painter.drawEllipse(QPointF(5, m_dropY), 3, 3);
}

void OutlineView::mousePressEvent(QMouseEvent *event)
{
    const QModelIndex index = indexAt(event->pos());
    const OutlineModel::Node *node = m_model.nodeOf(index);
    if (node && event->button() == Qt::LeftButton && event->pos().x() < kChevron && node->kind == OutlineModel::Kind::Scene)
        return setExpanded(index, !isExpanded(index));
    m_dragged = {};
    if (node && event->button() == Qt::LeftButton && node->kind == OutlineModel::Kind::Scene) {
        m_dragged = node->scene;
        m_pressedAt = event->pos();
    }
    QTreeView::mousePressEvent(event);
}

void OutlineView::dragTo(QPoint at)
{
    m_dropIndex = -1;
    m_dropOver = {};
    for (int i = 0; i < m_model.rowCount(); ++i) {
        const QModelIndex index = m_model.index(i, 0);
        const QRect box = visualRect(index);
        // A scene reaches to the next one, its shots included.
        const int bottom = i + 1 < m_model.rowCount() ? visualRect(m_model.index(i + 1, 0)).top() : viewport()->height();
        if (at.y() >= bottom && i + 1 < m_model.rowCount())
            continue;
        const bool below = at.y() > box.top() + box.height() / 2;
        m_dropOver = m_model.nodeOf(index)->scene;
        m_dropIndex = i + (below ? 1 : 0);
        m_dropY = below ? std::min(bottom, viewport()->height() - 3) : box.top() + 1;
        break;
    }
    viewport()->update();
}

void OutlineView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragged.isEmpty() && (event->buttons() & Qt::LeftButton)) {
        m_isDragging = m_isDragging || (event->pos() - m_pressedAt).manhattanLength() >= QApplication::startDragDistance();
        if (m_isDragging)
            dragTo(event->pos());
        return;
    }
    QTreeView::mouseMoveEvent(event);
}

void OutlineView::mouseReleaseEvent(QMouseEvent *event)
{
    if (std::exchange(m_isDragging, false) && m_dropIndex >= 0) {
        viewport()->update();
        Q_EMIT sceneDropped(std::exchange(m_dragged, {}), std::exchange(m_dropIndex, -1), m_dropOver);
        return;
    }
    m_dragged = {};
    QTreeView::mouseReleaseEvent(event);
}

void OutlineView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool byKey = event->reason() == QContextMenuEvent::Keyboard;
    const QModelIndex index = byKey ? currentIndex() : indexAt(viewport()->mapFrom(this, event->pos()));
    const OutlineModel::Node *node = m_model.nodeOf(index);
    if (!node)
        return;
    const bool onScene = node->clip.isEmpty();
    setCurrentIndex(index);
    Q_EMIT menuRequested(byKey ? viewport()->mapToGlobal(visualRect(index).bottomLeft()) : event->globalPos(), onScene);
}

ReadyBar::ReadyBar(TimelineEditor &editor, const OutlineModel &model, QWidget *parent) : QWidget(parent), m_editor(editor), m_model(model)
{
    setFixedHeight(30);
    connect(&editor, &TimelineEditor::timelineChanged, this, qOverload<>(&QWidget::update));
}

void ReadyBar::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    int shots = 0;
    int ready = 0;
    double length = 0;
    std::vector<std::pair<double, double>> bars; // length, share
    for (const timeline::Scene &scene : m_editor.timeline().scenes) {
        if (!scene.isLive)
            continue;
        const timeline::SceneFigures figures = m_model.figuresOf(scene.id);
        shots += figures.shots;
        ready += figures.ready;
        bars.emplace_back(scene.length.toSeconds(), figures.readyShare());
        length += scene.length.toSeconds();
    }
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.secondary);
    painter.drawText(rect().adjusted(0, 0, 0, -10), Qt::AlignLeft | Qt::AlignVCenter,
                     shots == 1 ? tr("1 shot") : tr("%n shots", nullptr, shots));
    painter.drawText(rect().adjusted(0, 0, 0, -10), Qt::AlignRight | Qt::AlignVCenter, tr("%1 with a take").arg(ready));
    if (length <= 0)
        return;
    painter.setPen(Qt::NoPen);
    double x = 0;
    const double room = width() - 2.0 * double(bars.size() - 1);
    for (const auto &[seconds, share] : bars) {
        const double wide = std::max(1.0, room * seconds / length);
        painter.setBrush(theme.state.track);
        painter.drawRoundedRect(QRectF(x, height() - 5, wide, 4), 2, 2);
        if (share > 0) {
            painter.setBrush(theme.semantic.success);
            painter.drawRoundedRect(QRectF(x, height() - 5, wide * share, 4), 2, 2);
        }
        x += wide + 2;
    }
}

} // namespace sc::ui
