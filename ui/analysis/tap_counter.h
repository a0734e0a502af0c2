// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/audio/tap_tempo.h"

#include <QtCore/QElapsedTimer>
#include <QtCore/QObject>
#include <QtCore/QTimer>

namespace sc::ui {

// Taps of a person along with the song. While it plays, or when the playhead is put on one beat after the other, taps
// have a place in the song and give tempo and phase; on a playhead that rests they only give a tempo. Says how it
// stands after each tap and is finished when no tap follows for a while.
class TapCounter : public QObject
{
    Q_OBJECT

public:
    static constexpr int kRestMs = 1600; // without a tap: that was it

    explicit TapCounter(QObject *parent = nullptr);

    void setOnsets(std::span<const Ticks> onsets) { m_onsets = onsets; } // must outlive the taps
    void tap(Ticks playhead, bool isPlaying);
    void cancel();
    void finish(); // at once
    [[nodiscard]] int count() const { return int(m_taps.size()); }
    [[nodiscard]] std::optional<audio::TappedTempo> tempo() const;
    [[nodiscard]] bool knowsPlace() const { return m_hasPlace; }

Q_SIGNALS:
    void changed();
    void finished(const sc::audio::TappedTempo &tempo, bool knowsPlace); // only with enough taps
    void gaveUp();                                                       // too few

private:
    std::span<const Ticks> m_onsets;
    std::vector<Ticks> m_taps;
    Ticks m_first; // where the first tap was
    bool m_hasPlace = false;
    QElapsedTimer m_clock;
    QTimer m_rest;
};

} // namespace sc::ui
