// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/shuttle_keys.h"

#include "core/playback/player.h"

#include <QtCore/QCoreApplication>
#include <QtGui/QAction>
#include <QtGui/QKeyEvent>

namespace sc::ui {

namespace {

bool isKeyOf(const QAction *action, const QKeyEvent *event)
{
    const QKeySequence pressed(event->keyCombination());
    return action != nullptr && action->shortcuts().contains(pressed);
}

} // namespace

ShuttleKeys::ShuttleKeys(playback::Player &player, std::function<void()> start, QObject *parent)
    : QObject(parent), m_player(player), m_start(std::move(start))
{
    QCoreApplication::instance()->installEventFilter(this);
}

void ShuttleKeys::watch(QAction *back, QAction *stop, QAction *ahead)
{
    m_back = back;
    m_stop = stop;
    m_ahead = ahead;
    // A key held down is one press, or the speed would run away.
    for (QAction *action : {back, stop, ahead})
        action->setAutoRepeat(false);
}

void ShuttleKeys::pressSide(bool goesBack)
{
    m_startsOnRelease = false;
    if (!m_isStopDown)
        return m_player.shuttle(goesBack);
    m_isSlow = true;
    m_player.stepFrames(goesBack ? -1 : 1);
    m_player.playAt({goesBack ? -playback::kSlow.numerator : playback::kSlow.numerator, playback::kSlow.denominator});
}

void ShuttleKeys::pressStop()
{
    const bool wasPlaying = m_player.isPlaying();
    m_player.pause();
    if (m_isStopDown)
        m_startsOnRelease = !wasPlaying;
    else if (!wasPlaying)
        start(); // from the palette or a menu: no key will be let go
}

void ShuttleKeys::start()
{
    if (!m_player.isPlaying())
        m_start();
}

void ShuttleKeys::releaseSide()
{
    if (m_isSlow)
        m_player.pause();
    m_isSlow = false;
}

void ShuttleKeys::releaseStop()
{
    m_isStopDown = false;
    if (m_isSlow)
        releaseSide();
    else if (m_startsOnRelease)
        start();
    m_startsOnRelease = false;
}

// Keys that are shortcuts are seen when Qt asks whether somebody else wants them, and when they are let go.
bool ShuttleKeys::eventFilter(QObject *watched, QEvent *event)
{
    const bool isPress = event->type() == QEvent::ShortcutOverride;
    if (!isPress && event->type() != QEvent::KeyRelease)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    if (key->isAutoRepeat())
        return QObject::eventFilter(watched, event);
    if (isKeyOf(m_stop, key)) {
        if (isPress)
            m_isStopDown = m_stop->isEnabled();
        else if (m_isStopDown)
            releaseStop();
    } else if (!isPress && (isKeyOf(m_back, key) || isKeyOf(m_ahead, key))) {
        releaseSide();
    }
    return QObject::eventFilter(watched, event);
}

} // namespace sc::ui
