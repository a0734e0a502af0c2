// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/planning/beat_audit.h"

#include "core/base/timecode.h"
#include "core/timeline/cuts.h"

#include <QtCore/QJsonArray>
#include <QtCore/QSet>

#include <algorithm>
#include <cmath>

namespace sc::planning {

namespace {

using timeline::Clip;

// From the nearest beat outwards; a bar has a few beats only.
std::optional<Beat> nearestDownbeat(std::span<const Beat> beats, size_t from, Ticks cut)
{
    std::optional<Beat> best;
    const auto look = [&](size_t i) {
        if (beats[i].isDownbeat() && (!best || abs(beats[i].time - cut) < abs(best->time - cut)))
            best = beats[i];
        return beats[i].isDownbeat();
    };
    for (size_t i = from + 1; i-- > 0 && !look(i);) {
    }
    for (size_t i = from; i < beats.size() && !look(i); ++i) {
    }
    return best;
}

CutError errorOf(const timeline::Cut &cut, std::span<const Beat> beats, FrameRate rate, bool locked)
{
    CutError error;
    error.cut = cut.time;
    error.frame = rate.frameAt(cut.time, Rounding::Nearest);
    error.clip = cut.clip->name;
    error.clipId = cut.clip->id;
    error.bound = cut.isBound();
    error.locked = locked;
    if (const auto distance = timeline::beatDistance(beats, cut.time, rate)) {
        error.beat = beats[distance->beat];
        error.errorFrames = static_cast<double>(distance->error.value()) / static_cast<double>(rate.frameLength().value());
        error.errorMs = distance->error.toMilliseconds();
        error.onBeat = distance->onBeat;
        error.onHalfBeat = distance->onHalfBeat;
        error.outside = distance->outside;
        error.downbeat = nearestDownbeat(beats, distance->beat, cut.time);
    }
    return error;
}

} // namespace

AuditReport auditBeats(const timeline::Timeline &timeline)
{
    const std::vector<Beat> beats = timelineBeats(timeline);
    return auditBeats(timeline, beats);
}

AuditReport auditBeats(const timeline::Timeline &timeline, std::span<const Beat> beats)
{
    const FrameRate rate = timeline.project.frameRate;
    QSet<SceneId> lockedScenes;
    for (const timeline::Scene &scene : timeline.scenes) {
        if (scene.locked)
            lockedScenes.insert(scene.id);
    }
    AuditReport report;
    for (const timeline::Cut &cut : timeline::cutsOf(liveClips(timeline), programLength(timeline)))
        report.cuts.push_back(errorOf(cut, beats, rate, cut.clip->locked || lockedScenes.contains(cut.clip->scene)));
    double sum = 0;
    qsizetype measured = 0;
    for (const CutError &cut : report.cuts) {
        // A cut on a half-beat, or where the song has no beats, says nothing about how well the others sit.
        if (!cut.beat || cut.onHalfBeat || cut.outside)
            continue;
        ++measured;
        report.offBeat += cut.isOff() ? 1 : 0;
        report.worstFrames = std::max(report.worstFrames, std::abs(cut.errorFrames));
        sum += std::abs(cut.errorFrames);
    }
    report.meanFrames = measured > 0 ? sum / static_cast<double>(measured) : 0;
    return report;
}

std::vector<HistogramBar> errorHistogram(const AuditReport &report, int bars)
{
    std::vector<double> errors;
    for (const CutError &cut : report.cuts) {
        if (cut.beat && !cut.outside && !cut.onHalfBeat)
            errors.push_back(cut.errorFrames);
    }
    // A frame a bar, the middle one for what is on the beat; wider ones where single cuts are far off.
    double reach = 0;
    for (const double error : errors)
        reach = std::max(reach, std::abs(error));
    const double width = std::max(1.0, std::ceil(2 * reach / bars));
    std::vector<HistogramBar> histogram;
    const int half = bars / 2;
    for (int i = -half; i <= half; ++i)
        histogram.push_back({(i - 0.5) * width, (i + 0.5) * width, 0});
    for (const double error : errors) {
        const auto i = std::clamp<std::int64_t>(std::llround(error / width) + half, 0, 2 * half);
        ++histogram[static_cast<size_t>(i)].cuts;
    }
    return histogram;
}

QString auditCsv(const AuditReport &report, FrameRate rate)
{
    const auto quoted = [](QString text) { return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"'; };
    QString csv = QStringLiteral("timecode,seconds,frame,clip,bar,beat,error_frames,error_ms,on_beat,bound,locked\n");
    const auto yes = [](bool value) { return value ? QStringLiteral("yes") : QStringLiteral("no"); };
    for (const CutError &cut : report.cuts) {
        csv += QStringList{formatTimecode(cut.frame, rate),
                           QString::number(cut.cut.toSeconds(), 'f', 6),
                           QString::number(cut.frame),
                           quoted(cut.clip),
                           cut.beat ? QString::number(cut.beat->bar) : QString(),
                           cut.beat ? QString::number(cut.beat->beatInBar) : QString(),
                           cut.beat ? QString::number(cut.errorFrames, 'f', 3) : QString(),
                           cut.beat ? QString::number(cut.errorMs, 'f', 3) : QString(),
                           yes(cut.onBeat),
                           yes(cut.bound),
                           yes(cut.locked)}
                   .join(u',') +
               u'\n';
    }
    return csv;
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
            {QStringLiteral("on_half_beat"), cut.onHalfBeat},
            {QStringLiteral("outside_beats"), cut.outside},
            {QStringLiteral("locked"), cut.locked},
        };
        if (cut.beat) {
            json.insert(QStringLiteral("beat"), QJsonObject{{QStringLiteral("time"), cut.beat->time.toSeconds()},
                                                            {QStringLiteral("bar"), cut.beat->bar},
                                                            {QStringLiteral("beat"), cut.beat->beatInBar}});
        } else {
            json.insert(QStringLiteral("beat"), QJsonValue());
        }
        if (cut.downbeat)
            json.insert(QStringLiteral("downbeat"),
                        QJsonObject{{QStringLiteral("time"), cut.downbeat->time.toSeconds()}, {QStringLiteral("bar"), cut.downbeat->bar}});
        cuts.append(json);
    }
    QJsonArray histogram;
    for (const HistogramBar &bar : errorHistogram(report)) {
        if (bar.cuts > 0)
            histogram.append(
                QJsonObject{{QStringLiteral("from"), bar.from}, {QStringLiteral("to"), bar.to}, {QStringLiteral("cuts"), bar.cuts}});
    }
    return {{QStringLiteral("frame_rate"), rate.toString()},
            {QStringLiteral("cuts"), cuts},
            {QStringLiteral("histogram"), histogram},
            {QStringLiteral("summary"), QJsonObject{{QStringLiteral("cuts"), static_cast<qint64>(report.cuts.size())},
                                                    {QStringLiteral("off_beat"), report.offBeat},
                                                    {QStringLiteral("worst_frames"), report.worstFrames},
                                                    {QStringLiteral("mean_frames"), report.meanFrames}}}};
}

} // namespace sc::planning
