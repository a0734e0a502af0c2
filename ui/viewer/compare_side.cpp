// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/viewer/compare_side.h"

#include "core/project/project_session.h"

#include <algorithm>

namespace sc::ui {

Ticks CompareSide::frameLength() const
{
    if (!isMovie)
        return {};
    if (rateNumerator > 0)
        return Ticks::fromRational(rateDenominator, rateNumerator);
    return Ticks(length.value() / std::max<qint64>(1, frames));
}

Ticks CompareSide::timeOf(qint64 frame) const
{
    if (!isMovie)
        return {};
    if (rateNumerator > 0)
        return Ticks::fromRational(std::clamp<qint64>(frame, 0, frames - 1) * rateDenominator, rateNumerator);
    return frameLength() * std::clamp<qint64>(frame, 0, frames - 1);
}

qint64 CompareSide::frameAt(Ticks t) const
{
    const Ticks step = frameLength();
    if (step <= Ticks() || t <= Ticks())
        return 0;
    // A frame's own time is rounded to ticks: half a tick short of it is still that frame.
    const qint64 frame =
        rateNumerator > 0 ? mulDivFloor(t.value() + 1, rateNumerator, rateDenominator * Ticks::kPerSecond) : (t.value() + 1) / step.value();
    return std::clamp<qint64>(frame, 0, std::max<qint64>(0, frames - 1));
}

CompareSide compareSideOf(const project::ProjectSession &session, const timeline::Take &take, const QString &title, const QString &detail)
{
    CompareSide side;
    side.file = session.absolutePath(take.media);
    side.size = QSize(take.width, take.height);
    side.isMovie = take.isVideo();
    side.length = take.length;
    side.frames = take.frames;
    side.rateNumerator = take.rateNumerator;
    side.rateDenominator = take.rateDenominator;
    side.title = title;
    side.detail = detail;
    return side;
}

} // namespace sc::ui
