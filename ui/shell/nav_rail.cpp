// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/nav_rail.h"

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/character_drag.h"
#include "ui/widgets/take_drag.h"

#include <QtGui/QDragEnterEvent>
#include <QtGui/QPainter>

namespace sc::ui {

namespace {
constexpr int kItemHeight = 36;
constexpr int kGap = 2;
constexpr int kCarryMs = 600;
constexpr int kGroupGap = 11;
} // namespace

class NavRail::Button : public QAbstractButton
{
public:
    Button(QString icon, const QString &name, QWidget *parent) : QAbstractButton(parent), m_icon(std::move(icon))
    {
        setText(name);
        setAccessibleName(name);
        setFocusPolicy(Qt::TabFocus);
        setAttribute(Qt::WA_Hover);
        setProperty("cornerRadius", radius::kButtonLarge);
    }
    void setWide(bool wide)
    {
        m_wide = wide;
        update();
    }
    void setCount(int count, const QString &words)
    {
        if (m_count == count)
            return;
        m_count = count;
        setAccessibleDescription(words);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        if (isChecked())
            drawControl(painter, rect(), theme, ControlKind::Default, ControlState::Rest, radius::kButtonLarge);
        else if (underMouse() || isDown())
            drawControl(painter, rect(), theme, ControlKind::Quiet, ControlState::Hover, radius::kButtonLarge);
        const QColor ink = isChecked() ? theme.text.primary : underMouse() ? theme.text.secondary : theme.text.tertiary;
        drawIconCentred(painter, m_icon, m_wide ? QRectF(10, 0, 20, height()) : QRectF(rect()), 20, ink);
        if (m_wide) {
            painter.setFont(theme.fonts.bodyMedium);
            painter.setPen(isChecked() ? theme.text.primary : theme.text.secondary);
            painter.drawText(rect().adjusted(40, 0, -8, 0), Qt::AlignVCenter | Qt::AlignLeft, text());
        }
        if (m_count > 0)
            drawCount(painter, theme);
    }

private:
    void drawCount(QPainter &painter, const Theme &theme)
    {
        const QString number = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setFont(theme.fonts.caption);
        const double wide = std::max(16.0, painter.fontMetrics().horizontalAdvance(number) + 8.0);
        const QRectF box(width() - wide - (m_wide ? 8 : 0), m_wide ? (height() - 16) / 2.0 : 2, wide, 16);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.brand.purple);
        painter.drawRoundedRect(box, 8, 8);
        painter.setPen(Qt::white);
        painter.drawText(box, Qt::AlignCenter, number);
    }

    QString m_icon;
    int m_count = 0;
    bool m_wide = false;
};

NavRail::NavRail(std::vector<Item> items, ActionRegistry &actions, QWidget *parent)
    : QWidget(parent), m_items(std::move(items)), m_settings(new Button(QStringLiteral("settings"), tr("Settings"), this))
{
    setFixedWidth(size::kRail);
    setAcceptDrops(true);
    m_carry.setSingleShot(true);
    m_carry.setInterval(kCarryMs);
    connect(&m_carry, &QTimer::timeout, this, [this] {
        if (m_carryOver >= 0)
            Q_EMIT chosen(m_items[size_t(m_carryOver)].screen);
    });
    for (const Item &item : m_items) {
        auto *button = new Button(item.icon, item.name, this);
        button->setCheckable(true);
        const auto tell = [button, &actions, name = item.name, id = item.actionId] {
            button->setToolTip(tooltipOf(name, actions.shortcutText(id)));
        };
        connect(&actions, &ActionRegistry::keysChanged, button, tell);
        tell();
        connect(button, &QAbstractButton::clicked, this, [this, screen = item.screen] { Q_EMIT chosen(screen); });
        m_buttons.push_back(button);
    }
    m_settings->setCheckable(true);
    const auto tell = [this, &actions] {
        m_settings->setToolTip(tooltipOf(m_settings->text(), actions.shortcutText(QStringLiteral("screen.settings"))));
    };
    connect(&actions, &ActionRegistry::keysChanged, this, tell);
    tell();
    connect(m_settings, &QAbstractButton::clicked, this, &NavRail::settingsRequested);
}

void NavRail::dragEnterEvent(QDragEnterEvent *event)
{
    if (!takesOf(*event->mimeData()).empty() || !charactersIn(*event->mimeData()).isEmpty())
        event->accept();
}

void NavRail::dragMoveEvent(QDragMoveEvent *event)
{
    int over = -1;
    for (size_t i = 0; i < m_buttons.size(); ++i) {
        if (m_buttons[i]->geometry().contains(event->position().toPoint()))
            over = int(i);
    }
    if (over != m_carryOver) {
        m_carryOver = over;
        m_carry.start();
    }
    event->ignore(); // nothing is let go here
}

void NavRail::dragLeaveEvent(QDragLeaveEvent *)
{
    m_carry.stop();
    m_carryOver = -1;
}

void NavRail::setCurrent(std::optional<ScreenId> screen)
{
    for (size_t i = 0; i < m_items.size(); ++i)
        m_buttons[i]->setChecked(screen == m_items[i].screen);
    m_settings->setChecked(screen == ScreenId::Settings);
    update();
}

void NavRail::setWide(bool wide)
{
    m_wide = wide;
    setFixedWidth(wide ? size::kRailWide : size::kRail);
    layOut();
}

void NavRail::setCount(ScreenId screen, int count, const QString &words)
{
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].screen == screen)
            m_buttons[i]->setCount(count, words);
    }
}

void NavRail::layOut()
{
    const int left = m_wide ? 10 : 8;
    const int itemWidth = width() - left - (m_wide ? 10 : 8);
    int y = 2;
    for (size_t i = 0; i < m_items.size(); ++i) {
        if (m_items[i].startsGroup)
            y += kGroupGap;
        m_buttons[i]->setGeometry(left, y, itemWidth, kItemHeight);
        m_buttons[i]->setWide(m_wide);
        y += kItemHeight + kGap;
    }
    m_settings->setGeometry(left, height() - kItemHeight - 8, itemWidth, kItemHeight);
    m_settings->setWide(m_wide);
    update();
}

void NavRail::resizeEvent(QResizeEvent *)
{
    layOut();
}

void NavRail::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    for (size_t i = 0; i < m_items.size(); ++i) {
        const QRect box = m_buttons[i]->geometry();
        if (m_items[i].startsGroup) {
            const int width = m_wide ? box.width() - 20 : 24;
            drawHairline(painter, QPointF(box.center().x() - width / 2.0, box.top() - kGroupGap / 2.0 - 1), width, theme.hairline.two);
        }
        if (m_buttons[i]->isChecked()) {
            painter.setPen(Qt::NoPen);
            painter.setBrush(theme.brand.blue);
            painter.drawRoundedRect(QRectF(-3, box.center().y() - 8.5, 6, 18), 3, 3);
        }
    }
}

} // namespace sc::ui
