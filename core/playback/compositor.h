// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/playback/media_store.h"
#include "core/playback/shot_media.h"

// The one place where the program becomes pictures: monitor, thumbnails and movies all show what comes from here.
namespace sc::playback {

// What becomes of a movie whose shape is not the frame's.
enum class Framing {
    Fit,  // whole, black beside it
    Fill, // covers the frame, what is too much is cut off
    Blur, // whole, over itself grown large and soft
};

// Where the takes of a program come from. Without a store every clip shows its card.
struct ProgramMedia
{
    std::shared_ptr<const ShotMediaMap> shots;
    std::shared_ptr<MediaStore> store;
    bool useProxies = false;
    bool isQuick = false; // the fastest scaler: for a monitor
    Framing framing = Framing::Fit;
    double focus = 0.5; // of Fill: 0 keeps the left or upper part, 1 the right or lower one
};

// Frame `frame` of the program at `size` px, RGB32: the clip's movie or still, or its card; a gap is black; after the end
// black. Without media pure and thread-safe: the same timeline, frame and size give the same pixels on one machine.
[[nodiscard]] QImage renderFrame(const timeline::Timeline &timeline, std::int64_t frame, QSize size, const ProgramMedia &media = {});

// As above with prepared look-ups: make one per timeline value, use it from one thread.
//
// A movie keeps its shape inside the frame, black around it unless the framing says otherwise; a still covers the frame and is moved by its
// camera move. A clip longer than its media stands on the last picture. What cannot be shown has a slate with the file's name.
class Compositor
{
public:
    Compositor(timeline::Timeline timeline, QSize size, ProgramMedia media = {});
    ~Compositor();
    Compositor(Compositor &&) noexcept;
    Compositor &operator=(Compositor &&) noexcept;

    [[nodiscard]] QImage frame(std::int64_t index, Direction direction = Direction::Forward);
    [[nodiscard]] std::int64_t frameCount() const;
    // Makes the media ready that shows at t, in the background.
    void prepare(Ticks t, Direction direction = Direction::Forward);
    // Times in (from, until] at which another clip begins to be seen; for looking ahead.
    [[nodiscard]] std::vector<Ticks> cutsBetween(Ticks from, Ticks until) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace sc::playback
