// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/plan_grid.h"

#include "ui/servers/time_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <functional>

namespace sc::ui {

using generation::BatchCell;
using generation::BatchCellRef;

namespace {

constexpr int kCell = 20;
constexpr int kGap = 4;
constexpr int kNarrowest = 24;
constexpr int kWidest = 53;
constexpr int kHead = 20;
constexpr int kLegend = 20;
constexpr int kMostRows = 8; // without scrolling
constexpr int kMostLabel = 150;
constexpr int kOwnWay = 2; // corner of a field

} // namespace

PlanGrid::PlanGrid(QWidget *parent) : QAbstractScrollArea(parent)
{
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setAutoFillBackground(false);
    setAccessibleName(tr("Plan: shots by combinations"));
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void PlanGrid::setPlan(Plan plan)
{
    m_plan = std::move(plan);
    m_shot = std::clamp(m_shot, 0, std::max(0, shots() - 1));
    m_row = std::clamp(m_row, 0, std::max(0, rows() - 1));
    refreshBars();
    updateGeometry();
    viewport()->update();
}

const PlanGrid::Cell *PlanGrid::cell(int shot, int row) const
{
    const auto at = static_cast<size_t>(shot) * m_plan.rows.size() + static_cast<size_t>(row);
    return shot >= 0 && row >= 0 && row < rows() && at < m_plan.cells.size() ? &m_plan.cells[at] : nullptr;
}

QSize PlanGrid::sizeHint() const
{
    const int bar = cellWidth() > kNarrowest || shots() == 0 ? 0 : 12;
    return {320, kHead + std::clamp(rows(), 1, kMostRows) * (kCell + kGap) + kLegend + bar};
}

int PlanGrid::labelWidth() const
{
    const QFontMetrics metrics(themeOf(this).fonts.caption);
    int widest = 0;
    for (const QStringList &values : m_plan.rows)
        widest = std::max(widest, metrics.horizontalAdvance(values.join(QStringLiteral("  "))));
    return widest == 0 ? 0 : std::min(kMostLabel, widest) + 10;
}

int PlanGrid::cellWidth() const
{
    const int room = viewport()->width() - labelWidth();
    return shots() == 0 ? kWidest : std::clamp(room / shots() - kGap, kNarrowest, kWidest);
}

void PlanGrid::refreshBars()
{
    const int whole = shots() * (cellWidth() + kGap);
    const int room = viewport()->width() - labelWidth();
    horizontalScrollBar()->setRange(0, std::max(0, whole - room));
    horizontalScrollBar()->setPageStep(std::max(1, room));
    horizontalScrollBar()->setSingleStep(cellWidth() + kGap);
    const int high = rows() * (kCell + kGap);
    verticalScrollBar()->setRange(0, std::max(0, high - (viewport()->height() - kHead - kLegend)));
    verticalScrollBar()->setPageStep(std::max(1, viewport()->height() - kHead - kLegend));
    verticalScrollBar()->setSingleStep(kCell + kGap);
}

void PlanGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    refreshBars();
    updateGeometry();
}

QRect PlanGrid::cellRect(int shot, int row) const
{
    return {labelWidth() + shot * (cellWidth() + kGap) - horizontalScrollBar()->value(),
            kHead + row * (kCell + kGap) - verticalScrollBar()->value(), cellWidth(), kCell};
}

QRect PlanGrid::shotRect(int shot) const
{
    return {cellRect(shot, 0).left(), 0, cellWidth(), kHead};
}

QRect PlanGrid::rowRect(int row) const
{
    return {0, cellRect(0, row).top(), labelWidth(), kCell};
}

QString PlanGrid::wordsOf(int shot, int row) const
{
    const Cell *it = cell(shot, row);
    if (!it)
        return {};
    const QString values = m_plan.rows[static_cast<size_t>(row)].join(QStringLiteral(", "));
    const QString name = QStringLiteral("%1 %2").arg(m_plan.shots.value(shot), m_plan.shotNames.value(shot));
    const QString what = values.isEmpty() ? name : QStringLiteral("%1, %2").arg(name, values);
    if (it->state == BatchCell::State::LeftOut)
        return tr("%1: cannot be sent").arg(what);
    if (it->state == BatchCell::State::Off)
        return tr("%1: switched off").arg(what);
    if (!it->fits)
        return tr("%1: fits on no server as things are").arg(what);
    if (it->server < 0)
        return tr("%1: is made").arg(what);
    return tr("%1: %2, about %3").arg(what, m_plan.servers[static_cast<size_t>(it->server)].name, spanWords(it->seconds));
}

void PlanGrid::moveTo(int shot, int row)
{
    m_shot = std::clamp(shot, 0, std::max(0, shots() - 1));
    m_row = std::clamp(row, 0, std::max(0, rows() - 1));
    const QRect box = cellRect(m_shot, m_row);
    if (box.left() < labelWidth())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (labelWidth() - box.left()));
    else if (box.right() > viewport()->width())
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() + box.right() - viewport()->width());
    if (box.top() < kHead)
        verticalScrollBar()->setValue(verticalScrollBar()->value() - (kHead - box.top()));
    else if (const int low = viewport()->height() - kLegend; box.bottom() > low)
        verticalScrollBar()->setValue(verticalScrollBar()->value() + box.bottom() - low);
    setAccessibleDescription(wordsOf(m_shot, m_row));
    viewport()->update();
}

// On if all of them are off, else off; those of a shot that cannot be sent stay out.
void PlanGrid::toggle(const std::vector<std::pair<int, int>> &cells)
{
    std::vector<BatchCellRef> refs;
    bool anyMade = false;
    for (const auto &[shot, row] : cells) {
        const Cell *it = cell(shot, row);
        if (!it || it->state == BatchCell::State::LeftOut)
            continue;
        anyMade = anyMade || it->state == BatchCell::State::Made;
        refs.push_back({it->clip, it->combination});
    }
    if (!refs.empty())
        Q_EMIT switched(refs, !anyMade);
}

void PlanGrid::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || shots() == 0)
        return;
    const QPoint at = event->position().toPoint();
    const int shot = (at.x() - labelWidth() + horizontalScrollBar()->value()) / (cellWidth() + kGap);
    const int row = (at.y() - kHead + verticalScrollBar()->value()) / (kCell + kGap);
    std::vector<std::pair<int, int>> cells;
    if (at.y() < kHead && at.x() >= labelWidth() && shot < shots()) {
        for (int i = 0; i < rows(); ++i)
            cells.emplace_back(shot, i);
    } else if (at.x() < labelWidth() && at.y() >= kHead && row < rows()) {
        for (int i = 0; i < shots(); ++i)
            cells.emplace_back(i, row);
    } else if (shot < shots() && row < rows() && cellRect(shot, row).contains(at)) {
        moveTo(shot, row);
        cells.emplace_back(shot, row);
    }
    toggle(cells);
}

void PlanGrid::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Left:
        return moveTo(m_shot - 1, m_row);
    case Qt::Key_Right:
        return moveTo(m_shot + 1, m_row);
    case Qt::Key_Up:
        return moveTo(m_shot, m_row - 1);
    case Qt::Key_Down:
        return moveTo(m_shot, m_row + 1);
    case Qt::Key_Home:
        return moveTo(0, m_row);
    case Qt::Key_End:
        return moveTo(shots() - 1, m_row);
    case Qt::Key_Space:
        return toggle({{m_shot, m_row}});
    default:
        QAbstractScrollArea::keyPressEvent(event);
    }
}

bool PlanGrid::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const QPoint at = static_cast<QHelpEvent *>(event)->pos();
        for (int shot = 0; shot < shots(); ++shot) {
            for (int row = 0; row < rows(); ++row) {
                if (at.x() >= labelWidth() && at.y() >= kHead && cellRect(shot, row).contains(at)) {
                    QToolTip::showText(viewport()->mapToGlobal(at), wordsOf(shot, row), viewport());
                    return true;
                }
            }
        }
        QToolTip::hideText();
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PlanGrid::paintCell(QPainter &painter, const QRectF &box, const Cell &cell, const Theme &theme) const
{
    painter.setPen(Qt::NoPen);
    if (cell.state == BatchCell::State::LeftOut || (cell.state == BatchCell::State::Made && !cell.fits)) {
        drawDashedFrame(painter, box.adjusted(0.5, 0.5, -0.5, -0.5), withAlpha(theme.semantic.danger, 0.7), kOwnWay);
        return;
    }
    if (cell.state == BatchCell::State::Off) {
        painter.setBrush(withAlpha(theme.text.primary, 0.05));
        painter.drawRoundedRect(box, kOwnWay, kOwnWay);
        return;
    }
    const QColor colour = cell.server < 0 ? withAlpha(theme.text.primary, 0.3) : m_plan.servers[static_cast<size_t>(cell.server)].colour;
    painter.setBrush(withAlpha(colour, 0.72));
    painter.drawRoundedRect(box, kOwnWay, kOwnWay);
}

void PlanGrid::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect whole = viewport()->rect();
    painter.setFont(theme.fonts.caption);
    painter.setClipRect(QRect(labelWidth(), 0, whole.width(), kHead));
    painter.setPen(theme.text.secondary);
    for (int shot = 0; shot < shots(); ++shot)
        painter.drawText(shotRect(shot), Qt::AlignHCenter | Qt::AlignTop, m_plan.shots[shot]);
    const int high = whole.height() - kHead - kLegend;
    painter.setClipRect(QRect(0, kHead, labelWidth(), high));
    for (int row = 0; row < rows(); ++row) {
        const QRect box = rowRect(row);
        const QString words = m_plan.rows[static_cast<size_t>(row)].join(QStringLiteral("  "));
        painter.setPen(theme.text.primary);
        painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, painter.fontMetrics().elidedText(words, Qt::ElideRight, box.width() - 8));
    }
    painter.setClipRect(QRect(labelWidth(), kHead - 2, whole.width(), high + 2));
    for (int shot = 0; shot < shots(); ++shot) {
        for (int row = 0; row < rows(); ++row) {
            const Cell *it = cell(shot, row);
            const QRect box = cellRect(shot, row);
            if (!it || !box.intersects(whole))
                continue;
            paintCell(painter, QRectF(box), *it, theme);
            if (hasFocus() && shot == m_shot && row == m_row)
                drawFocusInside(painter, QRectF(box), theme, kOwnWay);
        }
    }
    painter.setClipping(false);
    paintLegend(painter, QRectF(0, whole.height() - kLegend, whole.width(), kLegend), theme);
}

// Only what is to be seen above.
void PlanGrid::paintLegend(QPainter &painter, const QRectF &place, const Theme &theme) const
{
    painter.setFont(theme.fonts.captionLight);
    double x = place.left();
    const auto entry = [&](const QString &words, const std::function<void(const QRectF &)> &sign) {
        if (x + 20 > place.right())
            return;
        sign(QRectF(x, place.center().y() - 3, 8, 8));
        painter.setPen(theme.text.secondary);
        const QRectF room(x + 13, place.top() + 2, place.right() - x - 13, place.height() - 2);
        painter.drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(words, Qt::ElideRight, qRound(room.width())));
        x += 13 + painter.fontMetrics().horizontalAdvance(words) + 14;
    };
    for (size_t i = 0; i < m_plan.servers.size(); ++i) {
        if (std::ranges::none_of(m_plan.cells, [i](const Cell &cell) { return cell.server == static_cast<int>(i); }))
            continue;
        entry(m_plan.servers[i].name, [&](const QRectF &box) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_plan.servers[i].colour);
            painter.drawEllipse(box);
        });
    }
    const auto isState = [this](BatchCell::State state) {
        return std::ranges::any_of(m_plan.cells, [state](const Cell &cell) { return cell.state == state; });
    };
    if (isState(BatchCell::State::Off))
        entry(tr("off"), [&](const QRectF &box) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(withAlpha(theme.text.primary, 0.12));
            painter.drawRoundedRect(box, 2, 2);
        });
    const bool misfits =
        std::ranges::any_of(m_plan.cells, [](const Cell &cell) { return cell.state == BatchCell::State::Made && !cell.fits; });
    if (isState(BatchCell::State::LeftOut) || misfits)
        entry(misfits ? tr("nowhere as things are") : tr("cannot be sent"),
              [&](const QRectF &box) { drawDashedFrame(painter, box, withAlpha(theme.semantic.danger, 0.8), 2); });
}

} // namespace sc::ui
