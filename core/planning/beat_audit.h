// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/timeline/model.h"

#include <QtCore/QJsonObject>

#include <optional>
#include <span>
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
    bool onHalfBeat = false;
    bool outside = false;         // the song has no beats there
    bool locked = false;          // its clip, or the scene of that
    std::optional<Beat> downbeat; // the nearest one
    [[nodiscard]] bool isOff() const { return beat && !onBeat && !onHalfBeat && !outside; }
};

struct AuditReport
{
    // By time: starts of live clips, and ends that no clip continues. The program's first frame and its end are no cuts.
    std::vector<CutError> cuts;
    // Cuts on half-beats and outside the beats are in none of these.
    int offBeat = 0;
    double worstFrames = 0; // largest |error|
    double meanFrames = 0;  // mean |error|
};

[[nodiscard]] AuditReport auditBeats(const timeline::Timeline &timeline);
// The same with the beats at hand, which take longer to make than the audit.
[[nodiscard]] AuditReport auditBeats(const timeline::Timeline &timeline, std::span<const Beat> beats);

struct HistogramBar
{
    double from = 0; // frames, signed
    double to = 0;
    int cuts = 0;
};
// An odd number of bars of whole frames around 0, wide enough for the worst cut.
[[nodiscard]] std::vector<HistogramBar> errorHistogram(const AuditReport &report, int bars = 21);
[[nodiscard]] QString auditCsv(const AuditReport &report, FrameRate rate); // with a header; for spreadsheets
[[nodiscard]] QJsonObject toJson(const AuditReport &report, FrameRate rate);

} // namespace sc::planning
