// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/review_strip.h"

#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/section_colours.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>

#include <algorithm>

namespace sc::ui {

using generation::GalleryItem;
using timeline::TakeVerdict;

namespace {
constexpr int kGap = 12;
}

ReviewStrip::ReviewStrip(GalleryDesk &desk, const ReviewRound &round, QWidget *parent) : QWidget(parent), m_desk(desk), m_round(round)
{
    setFixedHeight(9 + kLarge.height() + 24);
    connect(&desk.thumbnails(), &TakeThumbnails::ready, this, qOverload<>(&QWidget::update));
}

void ReviewStrip::refresh()
{
    m_beats = m_desk.session() ? timeline::timelineBeats(m_desk.session()->timeline()) : std::vector<Beat>();
    setAccessibleName(tr("Take %1 of %2").arg(m_round.place() + 1).arg(m_round.takes().size()));
    update();
}

std::vector<ReviewStrip::Place> ReviewStrip::places() const
{
    std::vector<Place> all;
    const int count = int(m_round.takes().size());
    if (count == 0)
        return all;
    const int now = std::max(0, m_round.place());
    const int step = kSmall.width() + kGap;
    // In the middle, unless that leaves room free at one end.
    const int before = now * step;
    const int after = (count - 1 - now) * step;
    int left = (width() - kLarge.width()) / 2;
    const int whole = before + kLarge.width() + after;
    if (whole <= width())
        left = before;
    else
        left = std::clamp(left, width() - kLarge.width() - after, before);
    for (int i = 0; i < count; ++i) {
        const bool isNow = i == now;
        const QSize size = isNow ? kLarge : kSmall;
        const int x = i < now ? left - (now - i) * step : isNow ? left : left + kLarge.width() + kGap + (i - now - 1) * step;
        if (x + size.width() < 0 || x > width())
            continue;
        all.push_back({i, QRect(QPoint(x, 9 + kLarge.height() - size.height()), size)});
    }
    return all;
}

QColor ReviewStrip::sectionAt(Ticks t) const
{
    const Theme &theme = themeOf(this);
    const auto &song = m_desk.session()->timeline().project.song;
    if (song) {
        const SectionColours colours(song->map);
        const Ticks at = t - m_desk.session()->timeline().project.songOffset;
        for (size_t i = 0; i < song->map.sections.size(); ++i) {
            if (at >= song->map.sections[i].start && at < song->map.sections[i].end)
                return colours.colour(i, theme);
        }
    }
    return theme.hairline.three;
}

void ReviewStrip::paintEvent(QPaintEvent *)
{
    if (!m_desk.session())
        return;
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const Place &place : places()) {
        const GalleryItem *item = m_desk.item(m_round.takes()[size_t(place.index)]);
        if (!item)
            continue;
        const bool isNow = place.index == m_round.place();
        const QRect &box = place.picture;
        const bool isJudged = item->take.verdict != TakeVerdict::None;
        painter.setPen(Qt::NoPen);
        painter.setBrush(withAlpha(item->clipName.isEmpty() ? theme.hairline.three : sectionAt(item->start), 0.9));
        painter.drawRoundedRect(QRectF(box.left(), 0, box.width(), 3), 1.5, 1.5);
        if (isNow && theme.glow.activeTake.blur > 0)
            drawGlow(painter, box, radius::kThumb, theme.glow.activeTake.blur / 2.0, theme.glow.activeTake.colour);
        QPainterPath path;
        path.addRoundedRect(box, radius::kThumb, radius::kThumb);
        painter.fillPath(path, QColor(0, 0, 0, 110));
        painter.save();
        painter.setClipPath(path);
        painter.drawPixmap(box, m_desk.thumbnail(item->take, box.size(), devicePixelRatioF()));
        if (isJudged && !isNow)
            painter.fillRect(box, QColor(0, 0, 0, 97));
        painter.restore();
        if (isNow) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(theme.accent.activeTakeRing, 2));
            painter.drawRoundedRect(QRectF(box).adjusted(-1, -1, 1, 1), radius::kThumb, radius::kThumb);
        }
        int x = box.left();
        const QRect line(box.left(), box.bottom() + 4, box.width(), 18);
        const auto sign = [&](const char *icon, const QColor &ink) {
            drawIconCentred(painter, QLatin1String(icon), QRectF(x, line.top(), 13, line.height()), 13, ink);
            x += 17;
        };
        if (item->take.verdict == TakeVerdict::Approved)
            sign("check", theme.semantic.success);
        else if (item->take.verdict == TakeVerdict::Rejected)
            sign("close", theme.semantic.danger);
        else if (item->isFlagged())
            sign("warning", theme.semantic.warning);
        const QString bar = item->clipName.isEmpty() ? QString() : formatBarPosition(m_beats, item->start).section(u'.', 0, 1);
        const QFontMetrics mono(theme.fonts.captionMono);
        painter.setFont(theme.fonts.captionMono);
        painter.setPen(isNow ? theme.text.cyan : theme.text.tertiary);
        painter.drawText(line, Qt::AlignVCenter | Qt::AlignRight, bar);
        const int room = line.right() - x - mono.horizontalAdvance(bar) - 4;
        const QFont &font = isNow ? theme.fonts.controlStrong : theme.fonts.caption;
        const QString name = isNow ? GalleryDesk::shotTitle(*item) : item->clipNumber > 0 ? QString::number(item->clipNumber) : tr("pool");
        painter.setFont(font);
        painter.setPen(isNow ? theme.text.primary : theme.text.secondary);
        painter.drawText(QRect(x, line.top(), room, line.height()), Qt::AlignVCenter | Qt::AlignLeft,
                         QFontMetrics(font).elidedText(name, Qt::ElideRight, room));
    }
}

TakeId ReviewStrip::takeAt(QPoint at) const
{
    for (const Place &place : places()) {
        if (place.picture.contains(at))
            return m_round.takes()[size_t(place.index)];
    }
    return {};
}

void ReviewStrip::mousePressEvent(QMouseEvent *event)
{
    const TakeId take = takeAt(event->pos());
    if (event->button() == Qt::LeftButton && !take.isEmpty())
        Q_EMIT chosen(take);
}

void ReviewStrip::wheelEvent(QWheelEvent *event)
{
    const int steps = event->angleDelta().y() > 0 ? -1 : 1;
    const int next = m_round.place() + steps;
    if (next >= 0 && next < int(m_round.takes().size()))
        Q_EMIT chosen(m_round.takes()[size_t(next)]);
    event->accept();
}

} // namespace sc::ui
