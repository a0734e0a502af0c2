// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/media/picture.h"
#include "core/playback/program_map.h"
#include "core/render/burn_in.h"
#include "core/render/frame_plan.h"
#include "core/render/stored_pictures.h"

namespace sc::render {

// The pictures of a movie in their order: composed as the monitor composes them, with what is burnt in. One owner thread.
class FramePainter
{
public:
    explicit FramePainter(const FramePlan &plan);

    // Frame `index` of the movie: RGB32, or with alpha where the plan has it. Null when memory is short.
    [[nodiscard]] QImage image(std::int64_t index);
    // The same in `converter`'s format. A shot's own picture goes through as it is stored where nothing is laid over it or mixed
    // in and it has the frame's shape.
    [[nodiscard]] media::Picture picture(std::int64_t index, media::PictureConverter &converter);

    [[nodiscard]] int storedPictures() const { return m_stored; }
    [[nodiscard]] std::vector<Problem> takeProblems() { return m_pictures.takeProblems(); }

private:
    [[nodiscard]] QImage composed(std::int64_t frame);

    FramePlan m_plan;
    playback::Compositor m_compositor;
    playback::ProgramMap m_program;
    std::optional<BurnInPainter> m_words;
    StoredPictures m_pictures;
    int m_stored = 0;
};

} // namespace sc::render
