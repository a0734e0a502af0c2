// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/mood_plane.h"

#include "ui/analysis/music_words.h"
#include "ui/theme/colour.h"
#include "ui/theme/plates.h"

#include <QtGui/QHelpEvent>
#include <QtGui/QPainter>
#include <QtWidgets/QToolTip>

#include <algorithm>

namespace sc::ui {

MoodPlane::MoodPlane(QWidget *parent) : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    setMinimumSize(120, 104);
    setAccessibleName(tr("Mood by section"));
}

void MoodPlane::setMoods(std::optional<MoodPoint> song, std::vector<MoodPoint> sections)
{
    m_song = std::move(song);
    m_sections = std::move(sections);
    QStringList spoken;
    const auto say = [&](const MoodPoint &p) {
        spoken << tr("%1: valence %2, arousal %3").arg(p.name, decimals(p.valence, 2), decimals(p.arousal, 2));
    };
    if (m_song)
        say(*m_song);
    for (const MoodPoint &point : m_sections)
        say(point);
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    update();
}

QPointF MoodPlane::placeOf(const MoodPoint &point) const
{
    const QRectF box = QRectF(rect()).adjusted(10, 12, -10, -12);
    return {box.left() + std::clamp(point.valence, 0.0, 1.0) * box.width(),
            box.bottom() - std::clamp(point.arousal, 0.0, 1.0) * box.height()};
}

bool MoodPlane::event(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QWidget::event(event);
    auto *help = static_cast<QHelpEvent *>(event);
    QString text;
    const auto near = [&](const MoodPoint &p) {
        const QPointF away = placeOf(p) - QPointF(help->pos());
        return QPointF::dotProduct(away, away) <= 64;
    };
    for (const MoodPoint &point : m_sections) {
        if (near(point))
            text = point.name;
    }
    if (text.isEmpty() && m_song && near(*m_song))
        text = m_song->name;
    text.isEmpty() ? QToolTip::hideText() : QToolTip::showText(help->globalPos(), text, this);
    return true;
}

void MoodPlane::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box = rect();
    drawWell(painter, box, theme, radius::kButton);
    painter.fillRect(QRectF(std::round(box.center().x()), 8, 1, box.height() - 16), theme.hairline.two);
    painter.fillRect(QRectF(8, std::round(box.center().y()), box.width() - 16, 1), theme.hairline.two);
    if (m_song && !theme.isFlat()) {
        const QPointF at = placeOf(*m_song);
        QRadialGradient light(at, 26);
        light.setColorAt(0, withAlpha(theme.brand.magenta, 0.45));
        light.setColorAt(1, withAlpha(theme.brand.magenta, 0));
        painter.setPen(Qt::NoPen);
        painter.setBrush(light);
        painter.drawEllipse(at, 26, 26);
    }
    painter.setFont(theme.fonts.caption);
    painter.setPen(theme.text.tertiary);
    const QRectF words = box.adjusted(9, 5, -9, -5);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignTop, tr("tense"));
    painter.drawText(words, Qt::AlignRight | Qt::AlignTop, tr("euphoric"));
    painter.drawText(words, Qt::AlignLeft | Qt::AlignBottom, tr("sad"));
    painter.drawText(words, Qt::AlignRight | Qt::AlignBottom, tr("calm"));
    painter.setPen(Qt::NoPen);
    for (const MoodPoint &point : m_sections) {
        painter.setBrush(point.colour);
        painter.drawEllipse(placeOf(point), 3, 3);
    }
    if (m_song) {
        painter.setBrush(theme.text.primary);
        painter.drawEllipse(placeOf(*m_song), 4, 4);
    } else {
        painter.setFont(theme.fonts.captionLight);
        painter.setPen(theme.text.secondary);
        painter.drawText(box, Qt::AlignCenter, tr("not known"));
    }
}

} // namespace sc::ui
