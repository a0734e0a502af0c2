// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/monitor_controls.h"

#include "ui/theme/colour.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/action_registry.h"

#include <QtGui/QAction>
#include <QtGui/QPainter>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

namespace sc::ui {

namespace {

constexpr int kHeight = 24;

} // namespace

PlateButton::PlateButton(const QString &icon, const QString &name, QWidget *parent) : QAbstractButton(parent), m_icon(icon)
{
    setText(name);
    setAccessibleName(name);
    setToolTip(name);
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
}

QSize PlateButton::sizeHint() const
{
    const int width = m_icon.isEmpty() ? QFontMetrics(themeOf(this).fonts.bodyStrong).horizontalAdvance(text()) + 16 : kHeight;
    return {width, kHeight};
}

void PlateButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    const bool isLit = isChecked() || isDown();
    painter.setBrush(isLit ? theme.accent.primaryBottom : theme.state.badgePlate);
    painter.drawRoundedRect(rect(), radius::kChip, radius::kChip);
    const QColor ink = withAlpha(theme.state.onAccent, underMouse() || isLit ? 1.0 : 0.86);
    if (!m_icon.isEmpty()) {
        drawIconCentred(painter, m_icon, rect(), 15, ink);
    } else {
        painter.setPen(ink);
        painter.setFont(theme.fonts.bodyStrong);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(theme.state.onAccent, 1.5));
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), radius::kChip - 1, radius::kChip - 1);
    }
}

MonitorControls::MonitorControls(ActionRegistry &actions, QWidget *parent) : QWidget(parent), m_actions(actions)
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->setSizeConstraint(QLayout::SetFixedSize);

    PlateButton *proxy = addPlate({}, tr("Proxy"));
    proxy->setCheckable(true);
    proxy->setToolTip(tr("Play lighter copies of the takes instead of the full pictures"));
    const auto followProxies = [this, proxy] {
        if (QAction *action = m_actions.action(QStringLiteral("playback.proxies"));
            action != nullptr && !proxy->property("follows").toBool()) {
            proxy->setProperty("follows", true);
            proxy->setChecked(action->isChecked());
            connect(action, &QAction::toggled, proxy, &QAbstractButton::setChecked);
        }
    };
    followProxies();
    connect(&actions, &ActionRegistry::actionsChanged, this, followProxies);
    connect(proxy, &QAbstractButton::clicked, this, [this](bool on) {
        if (QAction *action = m_actions.action(QStringLiteral("playback.proxies")))
            action->setChecked(on);
    });

    m_speed = addPlate({}, QStringLiteral("1x"));
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed of playing; the pitch of the song is kept"));
    connect(m_speed, &QAbstractButton::clicked, this, [this] {
        openMenu(m_speed, {QStringLiteral("playback.speed.1/4x"), QStringLiteral("playback.speed.1/2x"),
                           QStringLiteral("playback.speed.1x"), QStringLiteral("playback.speed.2x"), QStringLiteral("playback.speed.4x")});
    });

    PlateButton *view = addPlate(QStringLiteral("eye"), tr("Over the picture"));
    connect(view, &QAbstractButton::clicked, this, [this, view] {
        openMenu(view, {QStringLiteral("timeline.safeAreas"),
                        QStringLiteral("timeline.karaoke"),
                        QStringLiteral("timeline.onionSkin"),
                        {},
                        QStringLiteral("playback.loopBar"),
                        QStringLiteral("timeline.loopSelection"),
                        QStringLiteral("playback.loopSection")});
    });

    PlateButton *full = addPlate(QStringLiteral("fullscreen"), tr("Full screen"));
    connect(full, &QAbstractButton::clicked, this, [this] { m_actions.trigger(QStringLiteral("timeline.monitorFullScreen")); });
}

PlateButton *MonitorControls::addPlate(const QString &icon, const QString &name)
{
    auto *plate = new PlateButton(icon, name, this);
    layout()->addWidget(plate);
    return plate;
}

void MonitorControls::openMenu(const QWidget *under, const QStringList &actions)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const QString &id : actions) {
        if (QAction *action = m_actions.action(id))
            menu->addAction(action);
        else
            menu->addSeparator();
    }
    menu->popup(under->mapToGlobal(QPoint(0, under->height() + 4)));
}

void MonitorControls::setSpeedText(const QString &text)
{
    m_speed->setText(text);
    m_speed->updateGeometry();
    m_speed->update();
}

} // namespace sc::ui
