// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/track_grid.h"

#include "core/audio/analysis.h"
#include "core/base/timecode.h"
#include "ui/library/row_picks.h"
#include "ui/library/track_delegate.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/music_marks.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QScrollBar>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr int kGap = 8;
constexpr int kMargin = 12;
constexpr int kCardLeast = 158;
constexpr int kInside = 8; // of a card, around its cover
constexpr int kWords = 62; // below the cover
constexpr int kTitle = static_cast<int>(TrackColumn::Title);
} // namespace

TrackGrid::TrackGrid(TrackModel &model, TrackPictures &pictures, QWidget *parent)
    : QAbstractItemView(parent), m_model(model), m_input(new SongViewInput(*this, tr("Songs as covers"))), m_pictures(pictures)
{
    setModel(&model);
}

void TrackGrid::setPlaying(const TrackId &track)
{
    m_playing = track;
    viewport()->update();
}

TrackGrid::Plan TrackGrid::plan() const
{
    const int room = viewport()->width() - 2 * kMargin + kGap;
    Plan plan;
    plan.across = std::max(1, room / (kCardLeast + kGap));
    plan.width = room / plan.across - kGap;
    plan.height = plan.width + kWords;
    return plan;
}

int TrackGrid::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect TrackGrid::visualRect(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    const Plan p = plan();
    return {kMargin + index.row() % p.across * (p.width + kGap), 4 + index.row() / p.across * (p.height + kGap) - verticalOffset(), p.width,
            p.height};
}

QModelIndex TrackGrid::indexAt(const QPoint &point) const
{
    const Plan p = plan();
    const int across = (point.x() - kMargin) / (p.width + kGap);
    const int down = (point.y() + verticalOffset() - 4) / (p.height + kGap);
    if (point.x() < kMargin || point.y() + verticalOffset() < 4 || across >= p.across)
        return {};
    const QModelIndex index = m_model.index(down * p.across + across, kTitle);
    return visualRect(index).contains(point) ? index : QModelIndex();
}

void TrackGrid::scrollTo(const QModelIndex &index, ScrollHint)
{
    const QRect box = visualRect(index);
    if (box.isNull())
        return;
    if (box.top() < 4)
        verticalScrollBar()->setValue(verticalOffset() + box.top() - 4);
    else if (box.bottom() > viewport()->height())
        verticalScrollBar()->setValue(verticalOffset() + box.bottom() - viewport()->height() + kGap);
}

QModelIndex TrackGrid::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const Plan p = plan();
    const int last = m_model.rowCount() - 1;
    const int page = std::max(1, viewport()->height() / (p.height + kGap)) * p.across;
    int row = currentIndex().row();
    if (row < 0)
        return m_model.index(0, kTitle);
    switch (action) {
    case MoveLeft:
    case MovePrevious:
        --row;
        break;
    case MoveRight:
    case MoveNext:
        ++row;
        break;
    case MoveUp:
        row = row >= p.across ? row - p.across : row;
        break;
    case MoveDown:
        row = row + p.across <= last ? row + p.across : row;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    }
    return m_model.index(std::clamp(row, 0, std::max(0, last)), kTitle);
}

void TrackGrid::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const QRect area = rect.normalized();
    const Plan p = plan();
    const int from = std::max(0, (area.top() + verticalOffset() - 4) / (p.height + kGap)) * p.across;
    const int to = std::min(m_model.rowCount(), ((area.bottom() + verticalOffset() - 4) / (p.height + kGap) + 1) * p.across);
    QItemSelection picked;
    for (int row = from; row < to; ++row) {
        const QModelIndex index = m_model.index(row, kTitle);
        if (visualRect(index).intersects(area))
            picked.select(index, index);
    }
    selectionModel()->select(picked, command);
}

QRegion TrackGrid::visualRegionForSelection(const QItemSelection &) const
{
    return viewport()->rect(); // cards are repainted together
}

void TrackGrid::updateGeometries()
{
    const Plan p = plan();
    const int rows = (m_model.rowCount() + p.across - 1) / p.across;
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setSingleStep((p.height + kGap) / 3);
    verticalScrollBar()->setRange(0, std::max(0, rows * (p.height + kGap) + 4 - viewport()->height()));
    QAbstractItemView::updateGeometries();
}

void TrackGrid::resizeEvent(QResizeEvent *event)
{
    QAbstractItemView::resizeEvent(event);
    updateGeometries();
}

void TrackGrid::paintEvent(QPaintEvent *event)
{
    const Theme &theme = themeOf(this);
    QPainter painter(viewport());
    const Plan p = plan();
    const int from = std::max(0, (event->rect().top() + verticalOffset() - 4) / (p.height + kGap)) * p.across;
    for (int row = from; row < m_model.rowCount(); ++row) {
        const QRect box = visualRect(m_model.index(row, kTitle));
        if (box.top() > event->rect().bottom())
            break;
        paintCard(painter, box, row, theme);
    }
}

void TrackGrid::paintCard(QPainter &painter, const QRect &box, int row, const Theme &theme) const
{
    const library::Track track = m_model.trackAt(row);
    const bool selected = selectionModel()->isSelected(m_model.index(row, kTitle));
    if (selected)
        drawRow(painter, box, theme, RowState::Selected, radius::kCard);
    else if (row == m_hoverRow)
        drawRow(painter, box, theme, RowState::Hover, radius::kCard);
    if (row == currentIndex().row() && hasFocus())
        drawRow(painter, box, theme, RowState::Focus, radius::kCard);
    const int side = box.width() - 2 * kInside;
    const QRect cover(box.left() + kInside, box.top() + kInside, side, side);
    drawCover(painter, m_pictures, track, cover, radius::kThumb, theme);
    const auto words = [&](int y, const QString &text, const QFont &font, const QColor &ink, int right) {
        const QRect place(cover.left(), y, cover.width() - right, 16);
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    };
    const int top = cover.bottom() + 7;
    words(top, track.title, selected ? theme.fonts.controlStrong : theme.fonts.control, theme.text.primary, track.favourite ? 18 : 0);
    if (track.favourite)
        drawIcon(painter, QStringLiteral("heart"), QRectF(cover.right() - 11, top + 2, 12, 12), theme.text.magenta);
    words(top + 16, track.artist.isEmpty() ? TrackModel::tr("unknown artist") : track.artist, theme.fonts.captionLight,
          theme.text.secondary, 0);
    const int foot = top + 34;
    const QString status = statusText(track, m_model.progress(track.id));
    if (!status.isEmpty()) {
        const bool wrong = track.missing || track.status == library::TrackStatus::Error;
        words(foot, status, theme.fonts.captionLight, wrong ? theme.semantic.danger : theme.text.purple, 0);
    } else {
        const double plate = drawKeyPlate(painter, QRectF(cover.left(), foot - 1, 40, 18), audio::camelotOf(track.key), theme);
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        const QString tempo = track.bpm ? TrackModel::tr("%1 BPM").arg(QString::number(*track.bpm, 'f', 1)) : QString();
        painter.drawText(QRectF(cover.left() + (plate > 0 ? plate + 6 : 0), foot, 90, 16), Qt::AlignVCenter, tempo);
        painter.drawText(QRect(cover.right() - 60, foot, 61, 16), Qt::AlignVCenter | Qt::AlignRight, formatClock(track.duration, 0));
    }
    if (track.id == m_playing) {
        const QRectF badge(cover.left() + 6, cover.top() + 6, 24, 22);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(badge, radius::kBadge, radius::kBadge);
        drawPlayingMark(painter, badge.center(), QColor(0x51, 0xec, 0xec)); // the plate is dark in every look
    }
}

void TrackGrid::mouseMoveEvent(QMouseEvent *event)
{
    const int row = indexAt(event->pos()).row();
    if (row != m_hoverRow) {
        m_hoverRow = row;
        viewport()->update();
    }
    QAbstractItemView::mouseMoveEvent(event);
}

void TrackGrid::leaveEvent(QEvent *event)
{
    m_hoverRow = -1;
    viewport()->update();
    QAbstractItemView::leaveEvent(event);
}

void TrackGrid::startDrag(Qt::DropActions)
{
    dragSongs(this, m_model, pickedRows(*selectionModel()));
}

} // namespace sc::ui
