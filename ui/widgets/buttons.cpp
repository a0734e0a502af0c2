// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/buttons.h"

#include "ui/widgets/action_registry.h"
#include "ui/widgets/panel.h"

#include <QtCore/QEvent>
#include <QtGui/QAction>
#include <QtGui/QPainter>

namespace sc::ui {

namespace {

QString kindName(ControlKind kind)
{
    switch (kind) {
    case ControlKind::Primary:
        return QStringLiteral("primary");
    case ControlKind::Generate:
        return QStringLiteral("generate");
    case ControlKind::Quiet:
        return QStringLiteral("quiet");
    case ControlKind::Danger:
        return QStringLiteral("danger");
    case ControlKind::Default:
    case ControlKind::On:
        break;
    }
    return {};
}

bool shines(ControlKind kind)
{
    return kind == ControlKind::Primary || kind == ControlKind::Generate;
}

} // namespace

PushButton::PushButton(const QString &text, ControlKind kind, QWidget *parent) : QPushButton(text, parent), m_kind(kind)
{
    setFocusPolicy(Qt::TabFocus);
    setAutoDefault(false);
    setKind(kind);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
}

void PushButton::setKind(ControlKind kind)
{
    m_kind = kind;
    setProperty("kind", kindName(kind));
    setFont(shines(kind) ? themeOf(this).fonts.controlStrong : themeOf(this).fonts.control);
    refreshGlow();
    update();
}

void PushButton::setIconName(const QString &name)
{
    setProperty("iconName", name);
    updateGeometry();
}

void PushButton::setButtonSize(ButtonSize size)
{
    const int height = static_cast<int>(size);
    setProperty("controlHeight", height);
    setProperty("cornerRadius", height >= size::kControlLarge   ? radius::kButtonLarge
                                : height <= size::kControlSmall ? radius::kChip
                                                                : radius::kButton);
    const ThemeFonts &fonts = themeOf(this).fonts;
    if (height >= size::kControlLarge)
        setFont(shines(m_kind) ? fonts.bodyStrong : fonts.bodyMedium);
    else if (height <= size::kControlSmall)
        setFont(shines(m_kind) ? fonts.captionStrong : fonts.caption);
    updateGeometry();
}

void PushButton::setKeyCaps(const QString &keys)
{
    setProperty("keyCaps", keys);
    updateGeometry();
}

void PushButton::setDisabledReason(const QString &reason)
{
    setEnabled(reason.isEmpty());
    setToolTip(reason);
    setAccessibleDescription(reason);
}

void PushButton::refreshGlow()
{
    if (!shines(m_kind))
        return;
    const auto &glow = themeOf(this).glow;
    const bool generate = m_kind == ControlKind::Generate;
    const GlowToken token = underMouse() ? (generate ? glow.generateHover : glow.primaryHover) : (generate ? glow.generate : glow.primary);
    setProperty("glowColour", token.colour);
    setProperty("glowBlur", token.blur);
    if (Panel *panel = isVisible() ? Panel::above(this) : nullptr) {
        panel->addGlowing(this);
        panel->update(QRect(mapTo(panel, QPoint()), size()).adjusted(-30, -30, 30, 30));
    }
}

bool PushButton::event(QEvent *event)
{
    const bool done = QPushButton::event(event);
    switch (event->type()) {
    case QEvent::Enter:
    case QEvent::Leave:
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::Move:
    case QEvent::Resize:
    case QEvent::EnabledChange:
    case QEvent::StyleChange:
        refreshGlow();
        break;
    default:
        break;
    }
    return done;
}

IconButton::IconButton(const QString &iconName, const QString &name, QWidget *parent) : QAbstractButton(parent), m_iconName(iconName)
{
    setFocusPolicy(Qt::TabFocus);
    setAttribute(Qt::WA_Hover);
    setToolTip(name);
    setAccessibleName(name);
    setSide(size::kControl);
}

void IconButton::setIconName(const QString &name, IconFill shape)
{
    m_iconName = name;
    m_shape = shape;
    update();
}

void IconButton::setKind(ControlKind kind)
{
    m_kind = kind;
    update();
}

void IconButton::setSide(int px)
{
    m_side = px;
    setFixedSize(px, px);
}

void IconButton::setIconSize(int px)
{
    m_icon = px;
    update();
}

void IconButton::setRound(bool round)
{
    setProperty("cornerRadius", round ? m_side / 2.0 : static_cast<double>(radius::kButton));
    update();
}

void IconButton::setStrong(bool strong)
{
    m_strong = strong;
    update();
}

void IconButton::setAction(ActionRegistry &actions, const QString &id)
{
    const ActionSpec *spec = actions.spec(id);
    QAction *action = actions.action(id);
    if (spec == nullptr || action == nullptr)
        return;
    const auto tell = [this, &actions, id, text = spec->text] { setToolTip(tooltipOf(text, actions.shortcutText(id))); };
    connect(&actions, &ActionRegistry::keysChanged, this, tell);
    tell();
    setAccessibleName(spec->text);
    setCheckable(spec->checkable);
    const auto follow = [this, action] {
        setEnabled(action->isEnabled());
        setChecked(action->isChecked());
    };
    follow();
    connect(action, &QAction::changed, this, follow);
    connect(this, &QAbstractButton::clicked, &actions, [this, &actions, id, follow] {
        actions.trigger(id);
        follow(); // a press toggles the button by itself; the action knows better
    });
}

void IconButton::enterEvent(QEnterEvent *)
{
    update();
}

void IconButton::leaveEvent(QEvent *)
{
    update();
}

void IconButton::paintEvent(QPaintEvent *)
{
    const Theme &theme = themeOf(this);
    const ControlKind kind = isChecked() ? ControlKind::On : m_kind;
    const ControlState state = !isEnabled()   ? ControlState::Disabled
                               : isDown()     ? ControlState::Pressed
                               : underMouse() ? ControlState::Hover
                                              : ControlState::Rest;
    const QVariant corner = property("cornerRadius");
    QPainter painter(this);
    drawControl(painter, rect(), theme, kind, state, corner.isValid() ? corner.toDouble() : radius::kButton);
    const QColor ink = m_strong && isEnabled() && kind == ControlKind::Quiet ? theme.text.primary : controlInk(theme, kind, state);
    drawIconCentred(painter, m_iconName, rect(), m_icon, ink, m_shape);
}

} // namespace sc::ui
