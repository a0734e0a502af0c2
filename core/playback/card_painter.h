// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtGui/QImage>

#include <memory>

// The picture of the animatic: what a clip looks like before it has a take.
namespace sc::playback {

// Frame `frame` of the program at `size` px, RGB32. A clip is a card in its scene's colour with number, name, lyric and
// prompt, moved slowly as its camera move says; a gap is black; after the end the last frame stays black.
// Pure and thread-safe: the same timeline, frame and size give the same pixels on one machine.
[[nodiscard]] QImage renderFrame(const timeline::Timeline &timeline, std::int64_t frame, QSize size);

// As above with prepared look-ups: make one per timeline value, use it from one thread.
class Compositor
{
public:
    Compositor(timeline::Timeline timeline, QSize size);
    ~Compositor();
    Compositor(Compositor &&) noexcept;
    Compositor &operator=(Compositor &&) noexcept;
    [[nodiscard]] QImage frame(std::int64_t index);
    [[nodiscard]] std::int64_t frameCount() const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::playback
