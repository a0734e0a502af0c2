// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/render/movie_options.h"
#include "core/timeline/model.h"

namespace sc::render {

// Which frames of the program become the frames of a movie: its range on the movie's own rate. Where the rates differ, each
// frame of the movie shows what the program shows at its time.
struct FramePlan
{
    timeline::Timeline timeline;
    playback::ProgramMedia media;
    QSize size;
    FrameRate rate;         // of the movie
    Ticks start;            // program time of its first frame, on the project's grid
    std::int64_t count = 0; // frames
    BurnIn burnIn;
    PictureContent content = PictureContent::Program;
    bool hasAlpha = false;

    [[nodiscard]] std::int64_t programFrame(std::int64_t index) const
    {
        return timeline.project.frameRate.frameAt(start + rate.timeOf(index));
    }
};

} // namespace sc::render
