// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

#include <optional>
#include <vector>

// How exactly the cuts sit on the music.
namespace sc::planning {

struct CutError
{
    Ticks cut; // timeline time
    std::int64_t frame = 0;
    QString clip; // name of the clip that begins there; where none does, of the one that ends
    ClipId clipId;
    std::optional<Beat> beat; // nearest beat, timeline time
    double errorFrames = 0;   // cut - beat: positive = late
    double errorMs = 0;
    bool bound = false;  // the edge follows a beat
    bool onBeat = false; // |error| <= half a frame
};

struct AuditReport
{
    // By time: starts of live clips, and ends that no clip continues. The program's first frame and its end are no cuts.
    std::vector<CutError> cuts;
    int offBeat = 0;
    double worstFrames = 0; // largest |error|
    double meanFrames = 0;  // mean |error|
};

[[nodiscard]] AuditReport auditBeats(const timeline::Timeline &timeline);
[[nodiscard]] QJsonObject toJson(const AuditReport &report, FrameRate rate);

} // namespace sc::planning
