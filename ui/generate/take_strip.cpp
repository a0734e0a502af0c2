// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/take_strip.h"

#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/viewer/take_thumbnails.h"
#include "ui/widgets/music_marks.h"

#include <QtGui/QContextMenuEvent>
#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QToolTip>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr int kAcross = 7;
constexpr int kGap = 8;
constexpr int kEdge = 3; // room for the ring of the first one
constexpr int kLine = 22;
constexpr int kLeastCell = 74;

} // namespace

TakeStrip::TakeStrip(QWidget *parent) : QAbstractScrollArea(parent), m_pictures(new TakeThumbnails(this))
{
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setProperty("noFocusHalo", true);
    viewport()->setAutoFillBackground(false);
    viewport()->setMouseTracking(true);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Takes"));
    connect(m_pictures, &TakeThumbnails::ready, viewport(), qOverload<>(&QWidget::update));
}

void TakeStrip::setSession(project::ProjectSession *session)
{
    if (std::exchange(m_session, session) != session) // the pictures that are there stay
        m_pictures->setSession(session);
}

void TakeStrip::setItems(std::vector<StripItem> items)
{
    m_items = std::move(items);
    refreshBar();
    tellAccess();
    viewport()->update();
}

void TakeStrip::updateJob(const QString &job, double progress, const QString &detail, const QImage &preview)
{
    const auto found = std::ranges::find(m_items, job, &StripItem::job);
    if (found == m_items.end())
        return;
    found->progress = progress;
    found->detail = detail;
    if (!preview.isNull())
        found->preview = preview;
    viewport()->update(itemRect(int(found - m_items.begin())));
}

void TakeStrip::setMarks(const std::vector<TakeId> &places)
{
    m_places = places;
    const auto found = std::ranges::find_if(
        m_items, [&](const StripItem &item) { return !item.isJob() && !m_places.empty() && item.take.id == m_places.front(); });
    if (found != m_items.end()) {
        const QRect cell = itemRect(int(found - m_items.begin()));
        QScrollBar *bar = horizontalScrollBar();
        if (cell.left() < 0)
            bar->setValue(bar->value() + cell.left() - kEdge);
        else if (cell.right() > viewport()->width())
            bar->setValue(bar->value() + cell.right() - viewport()->width() + kEdge);
    }
    tellAccess();
    viewport()->update();
}

int TakeStrip::cellWidth() const
{
    return std::max(kLeastCell, (viewport()->width() - 2 * kEdge - (kAcross - 1) * kGap) / kAcross);
}

QRect TakeStrip::itemRect(int index) const
{
    return {kEdge + index * (cellWidth() + kGap) - horizontalScrollBar()->value(), 0, cellWidth(), viewport()->height()};
}

QRectF TakeStrip::pictureRect(const QRect &cell) const
{
    return {double(cell.left()), double(kEdge), double(cell.width()),
            std::min(cell.width() * 9.0 / 16, double(cell.height() - kLine - kEdge))};
}

int TakeStrip::at(QPoint pos) const
{
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (itemRect(i).contains(pos))
            return i;
    }
    return -1;
}

void TakeStrip::refreshBar()
{
    const int whole = 2 * kEdge + int(m_items.size()) * (cellWidth() + kGap) - kGap;
    horizontalScrollBar()->setRange(0, std::max(0, whole - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(cellWidth() + kGap);
}

void TakeStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    for (int i = 0; i < int(m_items.size()); ++i) {
        if (itemRect(i).intersects(viewport()->rect()))
            paintItem(painter, i);
    }
    if (hasFocus() && m_items.empty())
        drawFocusInside(painter, viewport()->rect(), themeOf(this), radius::kThumb);
}

void TakeStrip::paintItem(QPainter &painter, int index)
{
    const StripItem &item = m_items[size_t(index)];
    const Theme &theme = themeOf(this);
    const QRect cell = itemRect(index);
    const QRectF box = pictureRect(cell);
    const auto placeAt = std::ranges::find(m_places, item.take.id);
    const int place = item.isJob() || placeAt == m_places.end() ? -1 : int(placeAt - m_places.begin());
    QPainterPath shape;
    shape.addRoundedRect(box, radius::kThumb, radius::kThumb);
    if (place == 0)
        drawGlow(painter, box, radius::kThumb, 12, theme.glow.activeTake.colour);
    painter.fillPath(shape, theme.state.chip);
    const QPixmap thumb = item.isJob() ? QPixmap() : m_pictures->of(item.take, box.size().toSize(), devicePixelRatioF());
    if (!thumb.isNull() || !item.preview.isNull()) {
        painter.save();
        painter.setClipPath(shape);
        if (thumb.isNull()) {
            const QSizeF scaled = QSizeF(item.preview.size()).scaled(box.size(), Qt::KeepAspectRatioByExpanding);
            painter.drawImage(QRectF(box.center() - QPointF(scaled.width() / 2, scaled.height() / 2), scaled), item.preview);
        } else {
            painter.drawPixmap(box, thumb, thumb.rect());
        }
        if (item.isRejected)
            painter.fillRect(box, withAlpha(Qt::black, 0.55));
        painter.restore();
    } else if (item.isMissing) {
        drawIconCentred(painter, QStringLiteral("missing"), box, 18, theme.semantic.warning);
    }
    if (item.isJob()) {
        painter.fillPath(shape, QColor::fromHslF(0.728F, 0.4F, 0.08F, 0.62F));
        if (item.isFailed)
            drawIconCentred(painter, QStringLiteral("error"), box, 18, theme.semantic.danger);
        else if (item.progress >= 0)
            drawRing(painter, QRectF(box.center() - QPointF(13, 13), QSizeF(26, 26)), theme, theme.text.purple, item.progress, 2.75);
        else
            drawIconCentred(painter, QStringLiteral("clock"), box, 18, theme.state.onAccent);
    } else if (index == m_hover) {
        painter.fillPath(shape, withAlpha(Qt::white, 0.08));
    }
    if (place >= 0) {
        const QRectF plate(box.left() + 4, box.top() + 4, size::kBadge, size::kBadge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(place == 0 ? theme.accent.selection : theme.state.badgePlate);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        painter.setPen(theme.state.onAccent);
        painter.setFont(theme.fonts.captionStrong);
        painter.drawText(plate, Qt::AlignCenter, QString(QChar(u'A' + place)));
    }
    // What the person said of it, top right; what shows in the film is said in words.
    const QString mark = item.isChosen     ? QStringLiteral("check")
                         : item.isRejected ? QStringLiteral("close")
                         : item.isApproved ? QStringLiteral("check")
                         : item.isFlagged  ? QStringLiteral("warning")
                                           : QString();
    if (!mark.isEmpty() && !item.isJob()) {
        const QString word = item.isChosen && box.width() > 84 ? tr("Shown") : QString();
        const QFontMetricsF metrics(theme.fonts.caption);
        const double wide = size::kBadge + (word.isEmpty() ? 0 : metrics.horizontalAdvance(word) + 5);
        const QRectF plate(box.right() - 4 - wide, box.top() + 4, wide, size::kBadge);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(plate, radius::kBadge, radius::kBadge);
        const QColor ink = item.isRejected                                        ? theme.semantic.danger
                           : item.isFlagged && !item.isChosen && !item.isApproved ? theme.semantic.warning
                                                                                  : theme.semantic.success;
        drawIconCentred(painter, mark, QRectF(plate.left(), plate.top(), size::kBadge, size::kBadge), 12,
                        theme.isDark() ? ink : theme.state.onAccent);
        painter.setPen(theme.state.onAccent);
        painter.setFont(theme.fonts.caption);
        painter.drawText(plate.adjusted(size::kBadge - 2, 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, word);
    }
    if (place >= 0) {
        painter.setPen(QPen(place == 0 ? theme.accent.activeTakeRing : withAlpha(theme.text.secondary, 0.9), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box, radius::kThumb, radius::kThumb);
        if (place == 0 && hasFocus())
            drawFocusInside(painter, box.adjusted(2, 2, -2, -2), theme, radius::kThumb);
    }
    const QRectF line(cell.left(), box.bottom(), cell.width(), kLine);
    painter.setFont(theme.fonts.caption);
    painter.setPen(item.isFailed ? theme.semantic.danger : item.isJob() ? theme.text.purple : theme.text.primary);
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter, item.name);
    if (item.isJob()) {
        painter.setPen(theme.text.secondary);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, item.detail);
    } else if (cell.width() > 88) {
        drawStars(painter, QPointF(line.right() - 50, line.center().y() - 4.5), item.rating, 9, theme);
    } else if (item.rating > 0) {
        painter.setPen(theme.state.star);
        painter.drawText(line, Qt::AlignRight | Qt::AlignVCenter, QString::number(item.rating) + QChar(0x2605));
    }
}

void TakeStrip::resizeEvent(QResizeEvent *)
{
    refreshBar();
}

void TakeStrip::mousePressEvent(QMouseEvent *event)
{
    const int index = at(event->pos());
    if (index < 0 || event->button() != Qt::LeftButton)
        return;
    const StripItem item = m_items[size_t(index)]; // a copy: the items are made anew meanwhile
    if (item.isJob())
        Q_EMIT jobActivated(item.job);
    else
        Q_EMIT placed(item.take.id, event->modifiers() & (Qt::AltModifier | Qt::ControlModifier) ? 1 : 0);
}

void TakeStrip::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = at(event->pos());
    if (index >= 0 && !m_items[size_t(index)].isJob())
        Q_EMIT chosen(TakeId(m_items[size_t(index)].take.id));
}

void TakeStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int index = at(event->pos());
    if (std::exchange(m_hover, index) != index)
        viewport()->update();
}

void TakeStrip::leaveEvent(QEvent *)
{
    m_hover = -1;
    viewport()->update();
}

void TakeStrip::contextMenuEvent(QContextMenuEvent *event)
{
    int index = at(event->pos());
    if (event->reason() == QContextMenuEvent::Keyboard && !m_places.empty()) {
        const auto found =
            std::ranges::find_if(m_items, [&](const StripItem &item) { return !item.isJob() && item.take.id == m_places.front(); });
        index = found == m_items.end() ? -1 : int(found - m_items.begin());
    }
    if (index >= 0 && !m_items[size_t(index)].isJob())
        Q_EMIT menuRequested(TakeId(m_items[size_t(index)].take.id), event->reason() == QContextMenuEvent::Keyboard
                                                                         ? viewport()->mapToGlobal(itemRect(index).center())
                                                                         : event->globalPos());
}

void TakeStrip::wheelEvent(QWheelEvent *event)
{
    const QPoint delta = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (delta.x() != 0 ? delta.x() : delta.y()));
    viewport()->update();
    event->accept();
}

bool TakeStrip::go(int by)
{
    std::vector<TakeId> takes;
    for (const StripItem &item : m_items) {
        if (!item.isJob())
            takes.push_back(item.take.id);
    }
    const auto found = m_places.empty() ? takes.end() : std::ranges::find(takes, m_places.front());
    const auto next = (found == takes.end() ? -1 : found - takes.begin()) + by;
    if (next < 0 || next >= std::ssize(takes))
        return false;
    Q_EMIT placed(takes[size_t(next)], 0);
    return true;
}

bool TakeStrip::focusNextPrevChild(bool next)
{
    return go(next ? 1 : -1) || QAbstractScrollArea::focusNextPrevChild(next);
}

void TakeStrip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)
        (void)go(event->key() == Qt::Key_Left ? -1 : 1);
    else
        event->ignore();
}

bool TakeStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ShortcutOverride) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Left || key == Qt::Key_Right)
            event->accept(); // not the shot's now
    }
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        viewport()->update();
    return QAbstractScrollArea::event(event);
}

bool TakeStrip::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int index = at(help->pos());
        if (index >= 0)
            QToolTip::showText(help->globalPos(),
                               m_items[size_t(index)].isJob() ? m_items[size_t(index)].detail
                                                              : tr("Click: A. Alt and click: B. Enter shows it in the film."),
                               viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void TakeStrip::tellAccess()
{
    QStringList words;
    for (const StripItem &item : m_items) {
        const bool isA = !m_places.empty() && !item.isJob() && item.take.id == m_places.front();
        if (isA)
            words.prepend(tr("%1, %n star(s)", nullptr, item.rating).arg(item.name) +
                          (item.isChosen ? tr(", shown in the film") : QString()));
        else if (item.isJob())
            words.append(item.name + QStringLiteral(", ") + item.detail);
    }
    setAccessibleDescription(words.join(QStringLiteral("; ")));
}

} // namespace sc::ui
