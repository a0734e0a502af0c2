// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/analysis/tap_counter.h"

namespace sc::ui {

TapCounter::TapCounter(QObject *parent) : QObject(parent)
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, &TapCounter::finish);
}

void TapCounter::tap(Ticks playhead, bool isPlaying)
{
    if (m_taps.empty()) {
        m_first = playhead;
        m_hasPlace = isPlaying;
        m_clock.start();
    } else if (m_taps.size() == 1 && !m_hasPlace && playhead != m_first) {
        m_hasPlace = true; // the person goes from beat to beat
        m_taps.front() = m_first;
    }
    const Ticks now = m_hasPlace ? playhead : Ticks::fromSeconds(double(m_clock.nsecsElapsed()) * 1e-9);
    // A jump back begins anew; a second tap on the same place says nothing.
    if (!m_taps.empty() && now == m_taps.back())
        return;
    if (!m_taps.empty() && now < m_taps.back()) {
        m_taps.clear();
        m_first = playhead;
    }
    m_taps.push_back(now);
    m_rest.start();
    Q_EMIT changed();
}

std::optional<audio::TappedTempo> TapCounter::tempo() const
{
    return audio::tempoOfTaps(m_taps, m_hasPlace ? m_onsets : std::span<const Ticks>());
}

void TapCounter::cancel()
{
    m_rest.stop();
    m_taps.clear();
    m_hasPlace = false;
    Q_EMIT changed();
}

void TapCounter::finish()
{
    const std::optional<audio::TappedTempo> found = tempo();
    const bool place = m_hasPlace;
    const bool any = !m_taps.empty();
    cancel();
    if (found)
        Q_EMIT finished(*found, place);
    else if (any)
        Q_EMIT gaveUp();
}

} // namespace sc::ui
