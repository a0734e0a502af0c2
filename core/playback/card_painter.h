// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ticks.h"

#include <QtGui/QImage>

#include <memory>

// The picture of the animatic: what a clip looks like before it has a take.
namespace sc::playback {

class ProgramMap;

// Paints the cards of one program at one size: each in its scene's colour with number, name, lyric and prompt. Keeps the
// layers of the last few. One thread.
class CardPainter
{
public:
    CardPainter(const ProgramMap &program, QSize size); // program outlives it
    ~CardPainter();

    // The card of a shot at program time t, moved slowly as its camera move says; RGB32. Null when memory is short.
    [[nodiscard]] QImage moving(int shot, Ticks t);
    // Timecode, bar and the shot's progress, on top of all.
    void paintClock(QImage &image, int shot, std::int64_t frame);

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::playback
