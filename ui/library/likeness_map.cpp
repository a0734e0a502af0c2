// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/likeness_map.h"

#include "core/audio/analysis.h"
#include "core/base/timecode.h"
#include "ui/library/label_words.h"
#include "ui/library/track_delegate.h"
#include "ui/theme/colour.h"
#include "ui/theme/glow.h"
#include "ui/theme/plates.h"
#include "ui/widgets/music_marks.h"

#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtGui/QWheelEvent>

#include <algorithm>
#include <cmath>

namespace sc::ui {

namespace {

constexpr double kMargin = 34;
constexpr double kReach = 12; // px around the pointer
constexpr double kZoomMost = 60;
constexpr QSize kCard(252, 76);

} // namespace

LikenessMap::LikenessMap(Read read, TrackPictures &pictures, QWidget *parent)
    : QWidget(parent), m_read(std::move(read)), m_pictures(pictures)
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setProperty("noFocusHalo", true);
    setMinimumSize(200, 160);
    setAccessibleName(tr("Map of the songs: those that are alike lie near each other"));
}

void LikenessMap::setPlaces(const std::vector<audio::LikenessIndex::Place> &places)
{
    m_points.clear();
    for (const audio::LikenessIndex::Place &place : places) {
        Point point{place.track, place.x, place.y, -1, 0};
        if (const auto track = m_read(place.track)) {
            const QString camelot = audio::camelotOf(track->key);
            point.hue = camelot.isEmpty() ? -1 : (camelot.chopped(1).toInt() * 30 + 175) % 360;
            point.energy = static_cast<float>(track->energy.value_or(0));
        }
        m_points.push_back(std::move(point));
    }
    m_hover = -1;
    setCurrent(m_currentTrack);
    drop();
}

void LikenessMap::setCurrent(const TrackId &track)
{
    m_currentTrack = track;
    const auto found = std::find_if(m_points.begin(), m_points.end(), [&](const Point &point) { return point.track == m_currentTrack; });
    m_current = found == m_points.end() ? -1 : static_cast<int>(found - m_points.begin());
    if (m_current >= 0) {
        const auto song = m_read(m_currentTrack);
        setAccessibleDescription(song ? song->title + QStringLiteral(", ") + song->artist : QString());
    }
    update();
}

void LikenessMap::resetView()
{
    m_zoom = 1;
    m_centre = {};
    drop();
}

double LikenessMap::scale() const
{
    return (std::min(width(), height()) / 2.0 - kMargin) * m_zoom;
}

QPointF LikenessMap::at(const Point &point) const
{
    // A wide place is used in its width.
    const double stretch = std::clamp(static_cast<double>(width()) / std::max(1, height()), 1.0, 2.0);
    return {width() / 2.0 + (static_cast<double>(point.x) - m_centre.x()) * scale() * stretch,
            height() / 2.0 + (static_cast<double>(point.y) - m_centre.y()) * scale()};
}

QPointF LikenessMap::positionOf(const TrackId &track) const
{
    const auto found = std::find_if(m_points.begin(), m_points.end(), [&](const Point &point) { return point.track == track; });
    return found == m_points.end() ? QPointF(-1, -1) : at(*found);
}

int LikenessMap::nearest(QPointF position, double within) const
{
    int best = -1;
    double least = within * within;
    for (size_t i = 0; i < m_points.size(); ++i) {
        const QPointF away = at(m_points[i]) - position;
        const double distance = QPointF::dotProduct(away, away);
        if (distance < least) {
            least = distance;
            best = static_cast<int>(i);
        }
    }
    return best;
}

void LikenessMap::drop()
{
    m_cloud = {};
    update();
}

void LikenessMap::renderCloud()
{
    const Theme &theme = themeOf(this);
    const double dpr = devicePixelRatioF();
    m_cloud = QPixmap((QSizeF(size()) * dpr).toSize().expandedTo({1, 1}));
    m_cloud.setDevicePixelRatio(dpr);
    m_cloud.fill(Qt::transparent);
    QPainter painter(&m_cloud);
    drawWell(painter, rect(), theme, radius::kCard);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath inside;
    inside.addRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius::kCard, radius::kCard);
    painter.setClipPath(inside);
    // A quiet grid that moves with the songs.
    painter.setPen(theme.hairline.one);
    const double stretch = std::clamp(static_cast<double>(width()) / std::max(1, height()), 1.0, 2.0);
    for (int i = -8; i <= 8; ++i) {
        const double x = width() / 2.0 + (i * 0.25 - m_centre.x()) * scale() * stretch;
        const double y = height() / 2.0 + (i * 0.25 - m_centre.y()) * scale();
        painter.drawLine(QPointF(x, 0), QPointF(x, height()));
        painter.drawLine(QPointF(0, y), QPointF(width(), y));
    }
    painter.setPen(Qt::NoPen);
    const double many = m_points.size() > 4000 ? 0.6 : m_points.size() > 800 ? 0.8 : 1;
    const QRectF seen = QRectF(rect()).adjusted(-12, -12, 12, 12);
    for (const Point &point : m_points) {
        const QPointF place = at(point);
        if (!seen.contains(place))
            continue;
        const double size = (3.0 + 4.0 * static_cast<double>(point.energy)) * many * std::min(1.6, 0.9 + 0.1 * m_zoom);
        const QColor colour = point.hue < 0
                                  ? theme.waveform.idle
                                  : QColor::fromHslF(static_cast<float>(point.hue) / 360.0F, 0.68F, theme.isDark() ? 0.66F : 0.44F);
        painter.setBrush(withAlpha(colour, 0.16));
        if (many > 0.7)
            painter.drawEllipse(place, size * 2, size * 2);
        painter.setBrush(withAlpha(colour, 0.92));
        painter.drawEllipse(place, size, size);
    }
}

void LikenessMap::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    if (m_cloud.isNull() || m_cloud.devicePixelRatioF() != devicePixelRatioF())
        renderCloud();
    QPainter painter(this);
    painter.drawPixmap(0, 0, m_cloud);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const int index : {m_current, m_hover}) {
        if (index < 0)
            continue;
        const QPointF place = at(m_points[static_cast<size_t>(index)]);
        painter.setPen(QPen(index == m_current ? theme.text.primary : theme.text.secondary, 1.5));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(place, 10, 10);
    }
    painter.setFont(theme.fonts.captionLight);
    painter.setPen(theme.text.tertiary);
    painter.drawText(rect().adjusted(12, 0, -12, -8), Qt::AlignBottom | Qt::AlignLeft, tr("Colour: key on the wheel. Size: energy."));
    painter.drawText(rect().adjusted(12, 0, -12, -8), Qt::AlignBottom | Qt::AlignRight,
                     tr("%n song(s)", nullptr, count()) + (m_zoom > 1.01 ? QStringLiteral(", %1x").arg(m_zoom, 0, 'f', 1) : QString()));
    const int carded = m_hover >= 0 ? m_hover : m_current;
    if (carded >= 0)
        paintCard(painter, m_points[static_cast<size_t>(carded)]);
    if (hasFocus())
        drawFocusInside(painter, rect(), theme, radius::kCard);
}

void LikenessMap::paintCard(QPainter &painter, const Point &point)
{
    const auto track = m_read(point.track);
    const QPointF place = at(point);
    if (!track || !rect().contains(place.toPoint()))
        return;
    const Theme &theme = themeOf(this);
    double x = place.x() + 18, y = place.y() - kCard.height() / 2.0;
    if (x + kCard.width() > width() - 8)
        x = place.x() - 18 - kCard.width();
    x = std::clamp(x, 8.0, std::max(8.0, width() - kCard.width() - 8.0));
    y = std::clamp(y, 8.0, std::max(8.0, height() - kCard.height() - 8.0));
    const QRect box(static_cast<int>(x), static_cast<int>(y), kCard.width(), kCard.height());
    drawShadow(painter, box, radius::kCard, 30, 10, theme.glass.menuShadow);
    drawFloatingPlate(painter, box, theme, radius::kCard);
    drawCover(painter, m_pictures, *track, QRect(box.left() + 10, box.top() + 10, 56, 56), radius::kThumb, theme);
    const int left = box.left() + 76, room = box.right() - left - 10;
    const auto line = [&](int top, const QString &words, const QFont &font, const QColor &ink) {
        painter.setFont(font);
        painter.setPen(ink);
        painter.drawText(QRect(left, box.top() + top, room, 16), Qt::AlignVCenter,
                         QFontMetrics(font).elidedText(words, Qt::ElideRight, room));
    };
    line(10, track->title, theme.fonts.controlStrong, theme.text.primary);
    line(27, track->artist.isEmpty() ? TrackModel::tr("unknown artist") : track->artist, theme.fonts.captionLight, theme.text.secondary);
    const double plate = drawKeyPlate(painter, QRectF(left, box.top() + 47, 40, 18), audio::camelotOf(track->key), theme);
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.secondary);
    const QString facts =
        QStringLiteral("%1  %2").arg(track->bpm ? TrackModel::tr("%1 BPM").arg(QString::number(*track->bpm, 'f', 1)) : QString(),
                                     labelWord(library::shownGenre(*track)));
    painter.drawText(QRectF(left + (plate > 0 ? plate + 6 : 0), box.top() + 47, room - plate - 6, 18), Qt::AlignVCenter, facts.trimmed());
}

void LikenessMap::zoom(double factor, QPointF where)
{
    const double before = scale();
    m_zoom = std::clamp(m_zoom * factor, 1.0, kZoomMost);
    const double stretch = std::clamp(static_cast<double>(width()) / std::max(1, height()), 1.0, 2.0);
    const QPointF from(where.x() - width() / 2.0, where.y() - height() / 2.0);
    // What lay under the pointer stays there.
    m_centre += QPointF(from.x() / stretch, from.y()) * (1 / before - 1 / scale());
    if (m_zoom <= 1.001)
        m_centre = {};
    drop();
}

void LikenessMap::wheelEvent(QWheelEvent *event)
{
    zoom(std::pow(1.0015, event->angleDelta().y()), event->position());
    event->accept();
}

void LikenessMap::mousePressEvent(QMouseEvent *event)
{
    m_pressedAt = event->position();
    m_centreAtPress = m_centre;
    m_isDragging = false;
}

void LikenessMap::mouseMoveEvent(QMouseEvent *event)
{
    if ((event->buttons() & Qt::LeftButton) != 0) {
        const QPointF moved = event->position() - m_pressedAt;
        m_isDragging = m_isDragging || moved.manhattanLength() > 4;
        if (m_isDragging) {
            const double stretch = std::clamp(static_cast<double>(width()) / std::max(1, height()), 1.0, 2.0);
            m_centre = m_centreAtPress - QPointF(moved.x() / stretch, moved.y()) / scale();
            drop();
        }
        return;
    }
    const int over = nearest(event->position(), kReach);
    if (over != m_hover) {
        m_hover = over;
        setCursor(over >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
        update();
    }
}

void LikenessMap::mouseReleaseEvent(QMouseEvent *event)
{
    if (!m_isDragging && event->button() == Qt::LeftButton)
        choose(nearest(event->position(), kReach));
    m_isDragging = false;
}

void LikenessMap::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int index = nearest(event->position(), kReach);
    if (index >= 0)
        Q_EMIT opened(m_points[static_cast<size_t>(index)].track);
    else
        resetView();
}

void LikenessMap::leaveEvent(QEvent *)
{
    m_hover = -1;
    update();
}

void LikenessMap::resizeEvent(QResizeEvent *)
{
    drop();
}

void LikenessMap::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange)
        drop();
    QWidget::changeEvent(event);
}

void LikenessMap::choose(int index)
{
    if (index < 0)
        return;
    m_current = index;
    m_currentTrack = m_points[static_cast<size_t>(index)].track;
    update();
    Q_EMIT chosen(m_points[static_cast<size_t>(index)].track);
}

// The nearest song in a quarter of the plane.
void LikenessMap::stepTo(int dx, int dy)
{
    if (m_current < 0)
        return choose(m_points.empty() ? -1 : 0);
    const QPointF from = at(m_points[static_cast<size_t>(m_current)]);
    int best = -1;
    double least = 0;
    for (size_t i = 0; i < m_points.size(); ++i) {
        const QPointF away = at(m_points[i]) - from;
        const double along = away.x() * dx + away.y() * dy;
        const double across = std::abs(away.x() * dy) + std::abs(away.y() * dx);
        if (along <= 0.5 || across > along)
            continue;
        const double distance = along + 2 * across;
        if (best < 0 || distance < least) {
            best = static_cast<int>(i);
            least = distance;
        }
    }
    choose(best);
}

void LikenessMap::keyPressEvent(QKeyEvent *event)
{
    const QPointF middle = QRectF(rect()).center();
    switch (event->key()) {
    case Qt::Key_Left:
        return stepTo(-1, 0);
    case Qt::Key_Right:
        return stepTo(1, 0);
    case Qt::Key_Up:
        return stepTo(0, -1);
    case Qt::Key_Down:
        return stepTo(0, 1);
    case Qt::Key_Plus:
    case Qt::Key_Equal:
        return zoom(1.4, middle);
    case Qt::Key_Minus:
        return zoom(1 / 1.4, middle);
    case Qt::Key_0:
        return resetView();
    case Qt::Key_Space:
        return Q_EMIT previewWanted();
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_current >= 0)
            Q_EMIT opened(m_points[static_cast<size_t>(m_current)].track);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace sc::ui
