// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/plates.h"

#include <QtWidgets/QPushButton>

namespace sc::ui {

class ActionRegistry;

enum class ButtonSize { Small = 24, Normal = 28, Large = 36, Hero = 40 };

// A button with words: one verb, an icon if it helps, at most one primary or generate kind in a panel (it shines).
class PushButton : public QPushButton
{
    Q_OBJECT

public:
    explicit PushButton(const QString &text, ControlKind kind = ControlKind::Default, QWidget *parent = nullptr);

    void setKind(ControlKind kind);
    void setIconName(const QString &name);
    void setButtonSize(ButtonSize size);
    void setKeyCaps(const QString &keys);          // shown at the right inside
    void setDisabledReason(const QString &reason); // tooltip while it cannot be pressed; empty enables

protected:
    bool event(QEvent *event) override;

private:
    void refreshGlow();

    ControlKind m_kind;
};

// A square button with an icon only. The name is its tooltip and what a screen reader says.
class IconButton : public QAbstractButton
{
    Q_OBJECT

public:
    explicit IconButton(const QString &iconName, const QString &name, QWidget *parent = nullptr);

    void setIconName(const QString &name, IconFill shape = IconFill::Line);
    void setKind(ControlKind kind);
    void setSide(int px);     // 28
    void setIconSize(int px); // 16
    void setRound(bool round);
    void setStrong(bool strong); // primary ink at rest
    // Follows an action of the registry: enabled, checked, tooltip with its key; a press triggers it.
    void setAction(ActionRegistry &actions, const QString &id);

    [[nodiscard]] QSize sizeHint() const override { return {m_side, m_side}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    QString m_iconName;
    IconFill m_shape = IconFill::Line;
    ControlKind m_kind = ControlKind::Quiet;
    int m_side = size::kControl;
    int m_icon = 16;
    bool m_strong = false;
};

} // namespace sc::ui
