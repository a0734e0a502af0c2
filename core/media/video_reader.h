// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/ticks.h"
#include "core/media/picture.h"

#include <QtCore/QString>
#include <QtGui/QImage>

#include <functional>
#include <limits>
#include <memory>
#include <optional>

namespace sc::media {

// Decodes pictures of one file, upright and with square pixels, as RGB32. Times count from the first frame and are the
// file's own, also where its rate varies. One owner thread at a time.
class VideoReader
{
public:
    struct Options
    {
        QSize fit;            // px; pictures are scaled to lie in this box, keeping their shape. Empty = the file's own size
        bool isQuick = false; // the fastest scaler instead of the best: for a monitor
    };

    // MEDIA_MISSING, INVALID_FILE_TYPE, FILE_DAMAGED, ... as probeFile().
    [[nodiscard]] static Result<std::unique_ptr<VideoReader>> open(const QString &path, const Options &options);
    [[nodiscard]] static Result<std::unique_ptr<VideoReader>> open(const QString &path);
    virtual ~VideoReader() = default;

    static constexpr Ticks kForever = Ticks(std::numeric_limits<std::int64_t>::max());

    struct Frame
    {
        QImage image;
        Ticks time; // from the stream's start
        Ticks end;  // where the next frame begins; kForever for the last
    };
    using FrameSink = std::function<void(Frame)>;

    // Next frame in order; nothing at the end.
    [[nodiscard]] virtual Result<std::optional<Frame>> next() = 0;
    // The frame that shows at t (largest time <= t): exact, also on long GOPs. Reading goes on after it.
    [[nodiscard]] virtual Result<Frame> frameAt(Ticks t) = 0;
    // The same, and every frame met on the way that ends after `from` goes to `met` first, in order: going backwards
    // through a long GOP costs one pass over it.
    [[nodiscard]] virtual Result<Frame> frameAt(Ticks t, Ticks from, const FrameSink &met) = 0;

    // The frame that frameAt() gives, as it is stored. Null where that would show something else: a movie that has to be
    // turned, or whose pixels are not square.
    [[nodiscard]] virtual Result<Picture> storedAt(Ticks t) = 0;

    // t as frameAt() compares it: on the grid of the file's own clock, which may be as coarse as a millisecond.
    [[nodiscard]] virtual Ticks onFileClock(Ticks t) const = 0;
    // One step of that clock.
    [[nodiscard]] virtual Ticks clockStep() const = 0;
    // Time of the frame given last; nothing before the first.
    [[nodiscard]] virtual std::optional<Ticks> place() const = 0;
    // Where the first damage met so far lies: pictures there may be wrong or missing, those after it are read on.
    [[nodiscard]] virtual std::optional<Ticks> damagedAt() const = 0;
    [[nodiscard]] virtual QSize size() const = 0; // px of the pictures given
};

} // namespace sc::media
