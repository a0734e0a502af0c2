// SPDX-License-Identifier: GPL-3.0-or-later
// The plates of ShowWindow: where the show is, its views, the transport and what it can do.
#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "ui/presentation/show_layout.h"
#include "ui/presentation/show_window.h"
#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/timeline/position_text.h"
#include "ui/widgets/section_colours.h"

#include <QtGui/QLinearGradient>
#include <QtGui/QPainter>

#include <cmath>

namespace sc::ui {

using namespace show;

void ShowWindow::paintPlates(QPainter &painter)
{
    painter.setOpacity(m_plates);
    painter.setRenderHint(QPainter::Antialiasing);
    for (const bool top : {true, false}) {
        QLinearGradient fall(0, top ? 0 : height(), 0, top ? 140 : height() - 160);
        fall.setColorAt(0, QColor(0, 0, 0, 150));
        fall.setColorAt(1, QColor(0, 0, 0, 0));
        painter.fillRect(QRectF(0, top ? 0 : height() - 160, width(), top ? 140 : 160), fall);
    }
    paintTop(painter);
    paintBottom(painter);
    painter.setOpacity(1);
}

void ShowWindow::addButton(QPainter &painter, const Button &button)
{
    const Theme &theme = themeOf(this);
    const bool hover = button.box.contains(mapFromGlobal(QCursor::pos()));
    if (button.on)
        drawControl(painter, button.box, theme, ControlKind::On, ControlState::Rest);
    else if (hover)
        drawControl(painter, button.box, theme, ControlKind::Quiet, ControlState::Hover);
    const QColor ink = button.on || hover ? theme.text.primary : theme.text.secondary;
    if (button.text.isEmpty()) {
        drawIconCentred(painter, button.icon, button.box, 18, ink);
    } else {
        painter.setFont(theme.fonts.control);
        painter.setPen(ink);
        const int cap = button.key.isEmpty() ? 0 : keyCapWidth(button.key, theme);
        painter.drawText(button.box.adjusted(10, 0, -cap - 12, 0), Qt::AlignVCenter, button.text);
        if (cap > 0)
            drawKeyCap(painter, button.box.right() - 8, button.box.center().y(), button.key, theme, theme.text.tertiary,
                       theme.state.keyCap);
    }
    m_buttons.push_back(button);
}

void ShowWindow::paintTop(QPainter &painter)
{
    const Theme &theme = themeOf(this);
    const ShowState &state = m_show.state();
    const timeline::Clip *clip = state.currentClip();
    const timeline::Scene *scene = state.sceneOf(state.current());
    // Views and the way out.
    const bool small = width() < kSmall;
    const std::pair<ShowView, QString> views[] = {
        {ShowView::Single, tr("Single")}, {ShowView::Scene, tr("Scene")}, {ShowView::Grid, tr("Grid")}, {ShowView::Song, tr("Song")}};
    const QFontMetrics metrics(theme.fonts.control);
    double wide = 12;
    std::vector<double> widths;
    for (const auto &[view, name] : views) {
        widths.push_back((small ? 0 : metrics.horizontalAdvance(name)) + keyCapWidth(QStringLiteral("1"), theme) + 28);
        wide += widths.back() + 4;
    }
    const double leave = metrics.horizontalAdvance(tr("Leave")) + keyCapWidth(QStringLiteral("Esc"), theme) + 30;
    wide += leave + 8;
    const QRectF right(width() - kMargin - wide, kMargin, wide, kTop);
    drawFloatingPlate(painter, right, theme);
    double x = right.left() + 8;
    for (size_t i = 0; i < std::size(views); ++i) {
        const ShowView view = views[i].first;
        addButton(painter, {QRectF(x, right.top() + 8, widths[i], 28),
                            {},
                            small ? QStringLiteral(" ") : views[i].second,
                            QString::number(int(view)),
                            m_show.view() == view,
                            [this, view] { m_show.setView(view); }});
        x += widths[i] + 4;
    }
    addButton(painter,
              {QRectF(x + 4, right.top() + 8, leave, 28), {}, tr("Leave"), QStringLiteral("Esc"), false, [this] { m_show.leave(); }});

    // Where we are.
    const QString name = clip ? clip->name : QString();
    const int nameWidth = QFontMetrics(theme.fonts.title).horizontalAdvance(name);
    const int placeWidth = QFontMetrics(theme.fonts.body).horizontalAdvance(state.placeText());
    const int sceneWidth = QFontMetrics(theme.fonts.body).horizontalAdvance(state.sceneText());
    const double room = right.left() - kMargin * 2;
    const double all = 14 + nameWidth + 12 + placeWidth + 32 + sceneWidth + 14;
    const QRectF left(kMargin, kMargin, std::min(all, room), kTop);
    drawFloatingPlate(painter, left, theme);
    painter.save();
    painter.setClipRect(left.adjusted(8, 0, -8, 0));
    painter.setFont(theme.fonts.title);
    painter.setPen(theme.text.primary);
    painter.drawText(QRectF(left.left() + 14, left.top(), nameWidth + 4, kTop), Qt::AlignVCenter, name);
    painter.setFont(theme.fonts.body);
    painter.setPen(theme.text.secondary);
    double at = left.left() + 26 + nameWidth;
    painter.drawText(QRectF(at, left.top(), placeWidth + 4, kTop), Qt::AlignVCenter, state.placeText());
    at += placeWidth + 14;
    if (scene) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(sceneColour(theme, scene->colour));
        painter.drawEllipse(QPointF(at + 3, left.center().y()), 4, 4);
    }
    painter.setPen(theme.text.secondary);
    painter.drawText(QRectF(at + 14, left.top(), sceneWidth + 4, kTop), Qt::AlignVCenter, state.sceneText());
    painter.restore();
}

void ShowWindow::paintBottom(QPainter &painter)
{
    const Theme &theme = themeOf(this);
    playback::Player &player = m_show.context().player();
    const QRectF plate(kMargin, height() - kMargin - kBottom, width() - 2 * kMargin, kBottom);
    drawFloatingPlate(painter, plate, theme);
    const double y = plate.center().y();
    double x = plate.left() + 12;
    const auto icon = [&](const QString &name, bool on, std::function<void()> run) {
        addButton(painter, {QRectF(x, y - 14, 30, 28), name, {}, {}, on, std::move(run)});
        x += 34;
    };
    icon(QStringLiteral("to-start"), false, [this] { m_show.goTo(0); });
    icon(m_show.isAdvancing() ? QStringLiteral("pause") : QStringLiteral("play"), false, [this] { m_show.togglePlay(); });
    icon(QStringLiteral("to-end"), false, [this] { m_show.goTo(m_show.state().count() - 1); });
    const Ticks now = m_show.position();
    const FrameRate rate = m_show.state().timeline().project.frameRate;
    painter.setFont(theme.fonts.valueMono);
    painter.setPen(theme.text.primary);
    painter.drawText(QRectF(x + 8, plate.top(), 110, kBottom), Qt::AlignVCenter, formatTimecode(rate.frameAt(now), rate));
    x += 122;

    // From the right: what the show can do, what leads it, how much is left.
    double right = plate.right() - 12;
    const auto fromRight = [&](const QString &name, bool on, std::function<void()> run) {
        right -= 30;
        addButton(painter, {QRectF(right, y - 14, 30, 28), name, {}, {}, on, std::move(run)});
        right -= 4;
    };
    fromRight(QStringLiteral("export"), false, [this] { m_show.exportShow(); });
    fromRight(QStringLiteral("notes"), m_show.notesWindow() != nullptr, [this] { m_show.toggleNotes(); });
    fromRight(QStringLiteral("pointer"), m_pointer, [this] { setPointer(!m_pointer); });
    fromRight(QStringLiteral("text"), m_show.showsLyrics(), [this] { m_show.setLyrics(!m_show.showsLyrics()); });
    fromRight(QStringLiteral("loop"), m_show.isLooping(), [this] { m_show.setLooping(!m_show.isLooping()); });
    const QString leads[] = {tr("Follow the song"), tr("By shot length"), tr("By hand")};
    const QString &lead = leads[int(m_show.advance())];
    const double leadWidth = QFontMetrics(theme.fonts.control).horizontalAdvance(lead) + keyCapWidth(QStringLiteral("D"), theme) + 30;
    right -= leadWidth + 4;
    addButton(painter, {QRectF(right, y - 14, leadWidth, 28), {}, lead, QStringLiteral("D"), false, [this] {
                            m_show.setAdvance(static_cast<ShowAdvance>((int(m_show.advance()) + 1) % 3));
                        }});
    const QString left = u'-' + formatClock(std::max(Ticks(), player.length() - now), 0);
    painter.setFont(theme.fonts.valueMono);
    painter.setPen(theme.text.secondary);
    right -= 64;
    painter.drawText(QRectF(right, plate.top(), 56, kBottom), Qt::AlignVCenter | Qt::AlignRight, left);

    // The whole show: shots in the colours of their scenes.
    m_overview = QRectF(x, plate.top() + 10, std::max(0.0, right - x - 12), 40);
    if (m_overview.width() < 60) {
        m_overview = {};
        return;
    }
    drawWell(painter, m_overview, theme, 7);
    const double length = std::max(1.0, player.length().toSeconds());
    painter.setPen(Qt::NoPen);
    const ShowState &state = m_show.state();
    for (int shot = 0; shot < state.count(); ++shot) {
        const timeline::Clip *clip = state.clip(shot);
        const timeline::Scene *scene = state.sceneOf(shot);
        QColor colour = sceneColour(theme, scene ? scene->colour : 0);
        colour.setAlphaF(shot == state.current() ? 0.95F : 0.5F);
        painter.setBrush(colour);
        const double from = m_overview.left() + m_overview.width() * clip->start.toSeconds() / length;
        const double wide = std::max(1.0, m_overview.width() * clip->length.toSeconds() / length - 1);
        painter.drawRoundedRect(QRectF(from, m_overview.top() + 8, wide, m_overview.height() - 16), 2, 2);
    }
    painter.setBrush(theme.accent.playhead);
    painter.drawRect(QRectF(m_overview.left() + m_overview.width() * std::min(1.0, now.toSeconds() / length) - 1, m_overview.top(), 2,
                            m_overview.height()));
}

} // namespace sc::ui
