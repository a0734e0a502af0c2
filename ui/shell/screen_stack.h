// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGui/QPixmap>
#include <QtWidgets/QStackedWidget>

namespace sc::ui {

// The screens, one shown at a time. A change fades from the picture of the old one within the motion "large".
class ScreenStack : public QStackedWidget
{
    Q_OBJECT

public:
    explicit ScreenStack(QWidget *parent = nullptr);
    void showScreen(QWidget *screen, bool moving);

private:
    class Fade;
};

} // namespace sc::ui
