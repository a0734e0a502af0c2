// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/song_map_strip.h"

#include "ui/theme/colour.h"
#include "ui/theme/plates.h"
#include "ui/widgets/waveform_painter.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QMouseEvent>
#include <QtGui/QPainter>
#include <QtGui/QPainterPath>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace sc::ui {

namespace {
constexpr double kSections = 4;
constexpr double kAir = 4;
constexpr double kLeastMark = 3;
} // namespace

SongMapStrip::SongMapStrip(const QString &name, QWidget *parent) : QWidget(parent)
{
    setFixedHeight(42);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(name);
    setProperty("cornerRadius", radius::kField);
}

void SongMapStrip::setSong(const SongMap &map, Ticks length, Ticks songStart)
{
    m_map = map;
    m_colours = SectionColours(map);
    m_length = length;
    m_songStart = songStart;
    update();
}

void SongMapStrip::setMarks(std::vector<Mark> marks, const QColor &colour)
{
    m_marks = std::move(marks);
    m_colour = colour;
    m_current = std::min(m_current, int(m_marks.size()) - 1);
    QStringList names;
    for (const Mark &mark : m_marks)
        names.append(mark.name);
    setAccessibleDescription(names.join(QStringLiteral(", ")));
    update();
}

double SongMapStrip::xOf(Ticks t) const
{
    return m_length > Ticks() ? std::clamp(t.toSeconds() / m_length.toSeconds(), 0.0, 1.0) * width() : 0;
}

QRectF SongMapStrip::markRect(size_t index) const
{
    const Mark &mark = m_marks[index];
    const double x = xOf(mark.range.start);
    const double top = kSections + 5;
    return {x, top, std::max(kLeastMark, xOf(mark.range.end) - x - 1), height() - top - kAir};
}

int SongMapStrip::markAt(QPointF position) const
{
    for (size_t i = 0; i < m_marks.size(); ++i) {
        if (markRect(i).adjusted(-2, -5, 2, kAir).contains(position))
            return int(i);
    }
    return -1;
}

void SongMapStrip::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    drawWell(painter, rect(), theme, radius::kField);
    QPainterPath shape;
    shape.addRoundedRect(rect(), radius::kField, radius::kField);
    painter.save();
    painter.setClipPath(shape);
    for (size_t i = 0; i < m_map.sections.size(); ++i) {
        const double from = xOf(m_songStart + m_map.sections[i].start);
        const double to = xOf(m_songStart + m_map.sections[i].end);
        const QColor colour = m_colours.colour(i, theme);
        drawSectionWash(painter, QRectF(from, kSections, to - from, height() - kSections), colour);
        painter.fillRect(QRectF(from, 0, to - from, kSections), colour);
    }
    painter.restore();
    painter.setPen(Qt::NoPen);
    for (size_t i = 0; i < m_marks.size(); ++i) {
        painter.setBrush(withAlpha(m_colour, m_marks[i].isStrong || int(i) == m_current ? 1.0 : 0.8));
        painter.drawRoundedRect(markRect(i), 3, 3);
    }
    if (hasFocus() && m_current >= 0)
        drawFocusInside(painter, markRect(size_t(m_current)).adjusted(-3, -3, 3, 3), theme, 4);
}

void SongMapStrip::mousePressEvent(QMouseEvent *event)
{
    const int mark = markAt(event->position());
    if (mark < 0)
        return;
    m_current = mark;
    update();
    Q_EMIT chosen(mark);
}

void SongMapStrip::keyPressEvent(QKeyEvent *event)
{
    const int count = int(m_marks.size());
    if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        m_current = std::clamp(m_current + (event->key() == Qt::Key_Right ? 1 : -1), 0, count - 1);
        update();
    } else if (m_current >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space)) {
        Q_EMIT chosen(m_current);
    } else {
        QWidget::keyPressEvent(event);
    }
}

bool SongMapStrip::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int mark = markAt(help->pos());
        QToolTip::showText(help->globalPos(), mark < 0 ? QString() : m_marks[size_t(mark)].name, this);
        return true;
    }
    return QWidget::event(event);
}

} // namespace sc::ui
