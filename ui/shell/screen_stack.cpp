// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screen_stack.h"

#include "ui/theme/motion.h"
#include "ui/theme/theme.h"

#include <QtGui/QPainter>

namespace sc::ui {

// Lies over the new screen with the picture of the old one until it is gone.
class ScreenStack::Fade : public QWidget
{
public:
    Fade(QPixmap before, QWidget *over) : QWidget(over), m_before(std::move(before))
    {
        setAttribute(Qt::WA_TransparentForMouseEvents);
        setGeometry(over->rect());
        show();
        raise();
        startMotion(
            this, MotionKind::Large, 1, 0,
            [this](double left) {
                m_opacity = left;
                update();
            },
            [this] { deleteLater(); });
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setOpacity(m_opacity);
        painter.drawPixmap(0, 0, m_before);
    }

private:
    QPixmap m_before;
    double m_opacity = 1;
};

ScreenStack::ScreenStack(QWidget *parent) : QStackedWidget(parent) {}

void ScreenStack::showScreen(QWidget *screen, bool moving)
{
    if (screen == currentWidget())
        return;
    const bool fade = moving && isVisible() && !themeOf(this).options.reducedMotion;
    QPixmap before = fade ? currentWidget()->grab() : QPixmap();
    setCurrentWidget(screen);
    if (fade)
        new Fade(std::move(before), this); // deletes itself
}

} // namespace sc::ui
