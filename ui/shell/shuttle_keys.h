// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

#include <functional>

class QAction;

namespace sc::playback {
class Player;
}

namespace sc::ui {

// J, K and L as film cutters have them: J plays back, L forward, each press faster; K stops. With K held down J and L play
// slowly for as long as they are held, and a tap on both goes one frame. K alone also starts again, when it is let go.
// The keys are those of the three actions, whatever they were bound to.
class ShuttleKeys : public QObject
{
    Q_OBJECT

public:
    // start: how playing begins (what is looked at may have to be loaded first)
    ShuttleKeys(playback::Player &player, std::function<void()> start, QObject *parent);
    void watch(QAction *back, QAction *stop, QAction *ahead);

    void pressSide(bool goesBack);
    void pressStop();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void releaseStop();
    void releaseSide();
    void start();

    playback::Player &m_player;
    std::function<void()> m_start;
    QAction *m_back = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_ahead = nullptr;
    bool m_isStopDown = false;
    bool m_isSlow = false; // J or L is held with K
    bool m_startsOnRelease = false;
};

} // namespace sc::ui
