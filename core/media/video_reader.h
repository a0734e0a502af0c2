// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"

#include <QtCore/QString>
#include <QtGui/QImage>

#include <memory>
#include <optional>

namespace sc::media {

// Decodes pictures of one file, upright, as RGB32. One owner thread.
class VideoReader
{
public:
    [[nodiscard]] static Result<std::unique_ptr<VideoReader>> open(const QString &path);
    virtual ~VideoReader() = default;

    struct Frame
    {
        QImage image;
        Ticks time; // from the stream's start
    };
    // Next frame in order; nothing at the end.
    [[nodiscard]] virtual Result<std::optional<Frame>> next() = 0;
    // The frame that shows at t (largest time <= t): exact, also on long GOPs. Reading goes on after it.
    [[nodiscard]] virtual Result<Frame> frameAt(Ticks t) = 0;
};

} // namespace sc::media
