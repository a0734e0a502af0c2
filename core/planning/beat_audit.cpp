// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/beat_audit.h"

#include "core/base/timecode.h"
#include "core/timeline/beat_binding.h"

#include <QtCore/QJsonArray>

#include <algorithm>
#include <cmath>

namespace sc::planning {

namespace {

using timeline::Clip;

CutError cutAt(Ticks time, const Clip &clip, bool bound, std::span<const Beat> beats, FrameRate rate)
{
    CutError cut;
    cut.cut = time;
    cut.frame = rate.frameAt(time, Rounding::Nearest);
    cut.clip = clip.name;
    cut.clipId = clip.id;
    cut.bound = bound;
    if (const auto nearest = nearestBeat(beats, time)) {
        const Ticks error = time - beats[*nearest].time;
        cut.beat = beats[*nearest];
        cut.errorFrames = static_cast<double>(error.value()) / static_cast<double>(rate.frameLength().value());
        cut.errorMs = error.toMilliseconds();
        cut.onBeat = timeline::isOnBeat(time, beats[*nearest], rate);
    }
    return cut;
}

} // namespace

AuditReport auditBeats(const timeline::Timeline &timeline)
{
    const FrameRate rate = timeline.project.frameRate;
    const std::vector<Beat> beats = timelineBeats(timeline);
    const std::vector<const Clip *> clips = liveClips(timeline);
    const Ticks programEnd = programLength(timeline);
    AuditReport report;
    Ticks end; // of what was seen so far
    const Clip *last = nullptr;
    for (const Clip *clip : clips) {
        if (last && clip->start > end)
            report.cuts.push_back(cutAt(end, *last, last->beatOut.has_value(), beats, rate));
        if (clip->start > Ticks())
            report.cuts.push_back(cutAt(clip->start, *clip, clip->beatIn.has_value(), beats, rate));
        if (!last || clip->end() >= end) {
            end = clip->end();
            last = clip;
        }
    }
    if (last && end < programEnd)
        report.cuts.push_back(cutAt(end, *last, last->beatOut.has_value(), beats, rate));
    double sum = 0;
    qsizetype measured = 0;
    for (const CutError &cut : report.cuts) {
        if (!cut.beat)
            continue;
        ++measured;
        report.offBeat += cut.onBeat ? 0 : 1;
        report.worstFrames = std::max(report.worstFrames, std::abs(cut.errorFrames));
        sum += std::abs(cut.errorFrames);
    }
    report.meanFrames = measured > 0 ? sum / static_cast<double>(measured) : 0;
    return report;
}

QJsonObject toJson(const AuditReport &report, FrameRate rate)
{
    QJsonArray cuts;
    for (const CutError &cut : report.cuts) {
        QJsonObject json{
            {QStringLiteral("time"), cut.cut.toSeconds()},
            {QStringLiteral("ticks"), static_cast<qint64>(cut.cut.value())},
            {QStringLiteral("frame"), static_cast<qint64>(cut.frame)},
            {QStringLiteral("timecode"), formatTimecode(cut.frame, rate)},
            {QStringLiteral("clip"), cut.clip},
            {QStringLiteral("error_frames"), cut.errorFrames},
            {QStringLiteral("error_ms"), cut.errorMs},
            {QStringLiteral("bound"), cut.bound},
            {QStringLiteral("on_beat"), cut.onBeat},
        };
        if (cut.beat) {
            json.insert(QStringLiteral("beat"), QJsonObject{{QStringLiteral("time"), cut.beat->time.toSeconds()},
                                                            {QStringLiteral("bar"), cut.beat->bar},
                                                            {QStringLiteral("beat"), cut.beat->beatInBar}});
        } else {
            json.insert(QStringLiteral("beat"), QJsonValue());
        }
        cuts.append(json);
    }
    return {{QStringLiteral("frame_rate"), rate.toString()},
            {QStringLiteral("cuts"), cuts},
            {QStringLiteral("summary"), QJsonObject{{QStringLiteral("cuts"), static_cast<qint64>(report.cuts.size())},
                                                    {QStringLiteral("off_beat"), report.offBeat},
                                                    {QStringLiteral("worst_frames"), report.worstFrames},
                                                    {QStringLiteral("mean_frames"), report.meanFrames}}}};
}

} // namespace sc::planning
