// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/report.h"

#include "core/timeline/beat_binding.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QJsonArray>

namespace sc::timeline {

namespace {

std::vector<const Clip *> clipsInQuestion(const Timeline &timeline, const SceneId &scene)
{
    if (scene.isEmpty())
        return liveClips(timeline);
    std::vector<const Clip *> clips = clipsOf(timeline, scene);
    std::erase_if(clips, [](const Clip *clip) { return !clip->isLive; });
    return clips;
}

void findOverlaps(TimelineReport &report, const std::vector<const Clip *> &clips)
{
    for (size_t i = 0; i < clips.size(); ++i) {
        for (size_t k = i + 1; k < clips.size() && clips[k]->start < clips[i]->end(); ++k) {
            report.overlaps.push_back({clips[i]->id,
                                       clips[k]->id,
                                       clips[i]->name,
                                       clips[k]->name,
                                       {clips[k]->start, std::min(clips[i]->end(), clips[k]->end())}});
        }
    }
}

void findGaps(TimelineReport &report, const std::vector<const Clip *> &clips, bool fromZero)
{
    const Clip *before = nullptr; // the one that ends last so far
    for (const Clip *clip : clips) {
        const Ticks end = before ? before->end() : fromZero ? Ticks() : clip->start;
        if (clip->start > end)
            report.gaps.push_back(
                {before ? before->id : ClipId(), clip->id, before ? before->name : QString(), clip->name, {end, clip->start}});
        if (!before || clip->end() > before->end())
            before = clip;
    }
}

int countOffBeat(const Timeline &timeline, const std::vector<const Clip *> &clips)
{
    const std::vector<Beat> beats = timelineBeats(timeline);
    const auto isOff = [&](const Clip *clip) {
        const auto nearest = nearestBeat(beats, clip->start);
        return clip->start > Ticks() && nearest && !isOnBeat(clip->start, beats[*nearest], timeline.project.frameRate);
    };
    return static_cast<int>(std::ranges::count_if(clips, isOff));
}

QString verdictOf(const TimelineReport &report, qsizetype flashGaps)
{
    if (report.clips == 0)
        return QCoreApplication::translate("sc::timeline", "There are no clips yet.");
    if (!report.overlaps.empty() || flashGaps > 0) {
        return QCoreApplication::translate("sc::timeline", "Needs work: %1 overlaps and %2 flash gaps.")
            .arg(report.overlaps.size())
            .arg(flashGaps);
    }
    if (report.offBeat > 0)
        return QCoreApplication::translate("sc::timeline", "Sound; %n cuts are off the beat.", nullptr, report.offBeat);
    if (const int gaps = static_cast<int>(report.gaps.size()); gaps > 0)
        return QCoreApplication::translate("sc::timeline", "Sound; %n gaps stay black.", nullptr, gaps);
    return QCoreApplication::translate("sc::timeline", "Sound: no gaps, no overlaps, every cut on the beat.");
}

QJsonObject rangeJson(TickRange range, FrameRate rate)
{
    return {{QStringLiteral("start"), range.start.toSeconds()},
            {QStringLiteral("end"), range.end.toSeconds()},
            {QStringLiteral("length"), range.length().toSeconds()},
            {QStringLiteral("frames"), static_cast<qint64>(rate.frameAt(range.length(), Rounding::Nearest))}};
}

} // namespace

TimelineReport timelineReport(const Timeline &timeline, const SceneId &scene)
{
    const std::vector<const Clip *> clips = clipsInQuestion(timeline, scene);
    TimelineReport report;
    report.clips = static_cast<int>(clips.size());
    for (const Clip *clip : clips) {
        report.totalLength += clip->length;
        report.end = std::max(report.end, clip->end());
    }
    findOverlaps(report, clips);
    findGaps(report, clips, scene.isEmpty());
    report.offBeat = countOffBeat(timeline, clips);
    const auto flashGaps = std::ranges::count_if(report.gaps, &ReportGap::isProblem);
    report.good = report.overlaps.empty() && flashGaps == 0;
    report.verdict = verdictOf(report, flashGaps);
    return report;
}

QJsonObject toJson(const TimelineReport &report, FrameRate rate)
{
    QJsonArray overlaps;
    for (const ReportOverlap &overlap : report.overlaps) {
        QJsonObject json = rangeJson(overlap.range, rate);
        json.insert(QStringLiteral("first"), overlap.firstName);
        json.insert(QStringLiteral("second"), overlap.secondName);
        overlaps.append(json);
    }
    QJsonArray gaps;
    for (const ReportGap &gap : report.gaps) {
        QJsonObject json = rangeJson(gap.range, rate);
        json.insert(QStringLiteral("before"), gap.beforeName);
        json.insert(QStringLiteral("after"), gap.afterName);
        json.insert(QStringLiteral("problem"), gap.isProblem());
        gaps.append(json);
    }
    return {{QStringLiteral("clips"), report.clips},
            {QStringLiteral("total_length"), report.totalLength.toSeconds()},
            {QStringLiteral("end"), report.end.toSeconds()},
            {QStringLiteral("overlaps"), overlaps},
            {QStringLiteral("gaps"), gaps},
            {QStringLiteral("off_beat"), report.offBeat},
            {QStringLiteral("good"), report.good},
            {QStringLiteral("verdict"), report.verdict}};
}

} // namespace sc::timeline
