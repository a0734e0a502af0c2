// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QAbstractButton>

namespace sc::ui {

class ActionRegistry;

// One of the small dark plates on the monitor: words or an icon, lit while it is on. Dark in every look, since pictures
// lie under it.
class PlateButton : public QAbstractButton
{
    Q_OBJECT

public:
    PlateButton(const QString &icon, const QString &name, QWidget *parent);
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_icon; // empty: the text is shown
};

// The plates in the monitor's corner: lighter copies, speed, what is drawn over the picture, full screen.
class MonitorControls : public QWidget
{
    Q_OBJECT

public:
    MonitorControls(ActionRegistry &actions, QWidget *parent);
    void setSpeedText(const QString &text);

private:
    void openMenu(const QWidget *under, const QStringList &actions);
    PlateButton *addPlate(const QString &icon, const QString &name);

    ActionRegistry &m_actions;
    PlateButton *m_speed;
};

} // namespace sc::ui
