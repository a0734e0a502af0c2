// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/cli/edit_arguments.h"
#include "app/cli/plan_options.h"
#include "app/cli/problem_fixing.h"
#include "app/cli/session.h"
#include "core/planning/beat_audit.h"
#include "core/planning/shot_plan.h"
#include "core/base/timecode.h"

#include <QtCore/QJsonArray>

#include <algorithm>
#include <cmath>

namespace sc::cli {

namespace {

QJsonObject previewJson(const planning::PlanPreview &preview, const planning::PlanOptions &options)
{
    QJsonArray rate;
    for (const double value : preview.cutRate)
        rate.append(value);
    QJsonArray labels;
    for (const planning::LabelFigures &row : preview.labels) {
        labels.append(QJsonObject{{QStringLiteral("label"), row.label},
                                  {QStringLiteral("sections"), row.sections},
                                  {QStringLiteral("bars"), row.bars},
                                  {QStringLiteral("shots"), row.shots},
                                  {QStringLiteral("locked_shots"), row.lockedShots},
                                  {QStringLiteral("divided"), row.divided}});
    }
    return {{QStringLiteral("scenes"), preview.scenes},
            {QStringLiteral("shots"), preview.shots},
            {QStringLiteral("average_shot_s"), preview.averageShotSeconds},
            {QStringLiteral("shortest_shot_s"), preview.shortestShotSeconds},
            {QStringLiteral("longest_shot_s"), preview.longestShotSeconds},
            {QStringLiteral("on_beat"), preview.onBeat},
            {QStringLiteral("shots_now"), preview.shotsNow},
            {QStringLiteral("replaced"), preview.replaced},
            {QStringLiteral("replaced_with_takes"), preview.replacedWithTakes},
            {QStringLiteral("labels"), labels},
            {QStringLiteral("unknown_variables"), QJsonArray::fromStringList(preview.unknownVariables)},
            {QStringLiteral("rules"), planning::toJson(options.rules)[u"rules"]},
            {QStringLiteral("seed"), QString::number(options.seed)},
            {QStringLiteral("cuts_per_minute"), rate}};
}

QString previewText(const planning::PlanPreview &preview)
{
    QString text = QCoreApplication::translate("sc::cli", "%1 scenes, %2 shots of %3 s on average (%4 to %5 s), %6 on a beat")
                       .arg(preview.scenes)
                       .arg(preview.shots)
                       .arg(preview.averageShotSeconds, 0, 'f', 2)
                       .arg(preview.shortestShotSeconds, 0, 'f', 2)
                       .arg(preview.longestShotSeconds, 0, 'f', 2)
                       .arg(preview.onBeat);
    if (preview.replaced > 0)
        text += QStringLiteral("\n")
                + QCoreApplication::translate("sc::cli", "%1 of %2 shots are replaced, %3 of them with takes")
                      .arg(preview.replaced)
                      .arg(preview.shotsNow)
                      .arg(preview.replacedWithTakes);
    for (const planning::LabelFigures &row : preview.labels) {
        text += QStringLiteral("\n  %1 %2")
                    .arg(row.label.isEmpty() ? QStringLiteral("-") : row.label, -12)
                    .arg(QCoreApplication::translate("sc::cli", "%1 bars, %2 shots").arg(row.bars).arg(row.shots));
        if (row.lockedShots > 0)
            text += QCoreApplication::translate("sc::cli", ", %1 locked").arg(row.lockedShots);
        if (row.divided > 0)
            text += QCoreApplication::translate("sc::cli", ", %1 of up to %2 s divided").arg(row.divided).arg(row.longestWishedSeconds, 0, 'f', 2);
    }
    return text;
}

void noteUnknown(const Invocation &invocation, const planning::PlanPreview &preview)
{
    if (!preview.unknownVariables.isEmpty())
        invocation.console.notice(QCoreApplication::translate("sc::cli", "No prompt knows these variables, they stay as typed: %1")
                                      .arg(preview.unknownVariables.join(QStringLiteral(", "))));
}

Result<Output> previewPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(options, planOptions(invocation));
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(preview, planning::planShots(session->timeline(), options));
    SC_TRY(saveRules(invocation, options.rules));
    noteUnknown(invocation, preview);
    QJsonObject json = previewJson(preview, options);
    json.insert(QStringLiteral("tree"), treeJson(preview.timeline));
    return Output{previewText(preview) + u'\n' + treeText(preview.timeline), json};
}

Result<Output> applyPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(options, planOptions(invocation));
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(preview, planning::planShots(session->timeline(), options));
    SC_TRY(saveRules(invocation, options.rules));
    SC_TRY(session->apply(QCoreApplication::translate("sc::cli", "Plan shots"), preview.timeline));
    noteUnknown(invocation, preview);
    return Output{previewText(preview), previewJson(preview, options)};
}

QString stateOf(const planning::CutError &cut)
{
    QStringList words;
    if (cut.onHalfBeat)
        words += QCoreApplication::translate("sc::cli", "half-beat");
    if (cut.outside)
        words += QCoreApplication::translate("sc::cli", "no beats there");
    if (!cut.bound)
        words += QCoreApplication::translate("sc::cli", "unbound");
    if (cut.locked)
        words += QCoreApplication::translate("sc::cli", "locked");
    return words.isEmpty() ? QString() : QStringLiteral("  [%1]").arg(words.join(QStringLiteral(", ")));
}

QString auditText(const planning::AuditReport &report, FrameRate rate)
{
    QString text;
    for (const planning::CutError &cut : report.cuts) {
        const QString beat = cut.beat ? QStringLiteral("%1.%2").arg(cut.beat->bar).arg(cut.beat->beatInBar)
                                      : QCoreApplication::translate("sc::cli", "no beat");
        text += QStringLiteral("%1 %2  %3  %4 fr  %5 ms  %6%7\n")
                    .arg(cut.isOff() ? QLatin1Char('!') : QLatin1Char(' '))
                    .arg(formatTimecode(cut.frame, rate), beat.leftJustified(8))
                    .arg(cut.errorFrames, 7, 'f', 3)
                    .arg(cut.errorMs, 8, 'f', 3)
                    .arg(cut.clip, stateOf(cut));
    }
    return text
           + QCoreApplication::translate("sc::cli", "%1 cuts, %2 off the beat, worst %3 frames, on average %4")
                 .arg(report.cuts.size())
                 .arg(report.offBeat)
                 .arg(report.worstFrames, 0, 'f', 3)
                 .arg(report.meanFrames, 0, 'f', 3);
}

// Columns of words: every bar of the histogram that has cuts.
QString histogramText(const planning::AuditReport &report)
{
    QString text;
    for (const planning::HistogramBar &bar : planning::errorHistogram(report)) {
        if (bar.cuts == 0)
            continue;
        text += QStringLiteral("%1 .. %2 fr  %3 %4\n")
                    .arg(bar.from, 7, 'f', 1)
                    .arg(bar.to, 6, 'f', 1)
                    .arg(bar.cuts, 5)
                    .arg(QString(std::min(bar.cuts, 60), u'#'));
    }
    return text;
}

Result<Output> auditPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(sortedBy, choiceOption(invocation.arguments, QStringLiteral("sort"),
                                         {QStringLiteral("time"), QStringLiteral("error"), QStringLiteral("clip")}, 0));
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const FrameRate rate = session->timeline().project.frameRate;
    planning::AuditReport report = planning::auditBeats(session->timeline());
    if (sortedBy == 1)
        std::ranges::stable_sort(report.cuts, std::ranges::greater(), [](const planning::CutError &cut) { return std::abs(cut.errorFrames); });
    else if (sortedBy == 2)
        std::ranges::stable_sort(report.cuts, {}, &planning::CutError::clip);
    if (invocation.arguments.has(QStringLiteral("csv")))
        return Output{planning::auditCsv(report, rate).trimmed(), planning::auditCsv(report, rate)};
    QString text = auditText(report, rate);
    if (invocation.arguments.has(QStringLiteral("histogram")))
        text = histogramText(report) + text;
    return Output{text, planning::toJson(report, rate)};
}

// The cuts of the named clips, or all: each to the frame of its beat.
Result<Output> fixPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation));
    const FrameRate rate = session->timeline().project.frameRate;
    SC_TRY_ASSIGN(clips, namedClips(session->timeline(), invocation, 1));
    const std::vector<Beat> beats = timeline::timelineBeats(session->timeline());
    timeline::FixProblems request{.kinds = {timeline::FindingKind::OffBeat}, .only = {}, .beats = beats};
    if (!clips.empty()) {
        const timeline::ProblemReport report = timeline::findProblems(session->timeline(), {.beats = beats, .missing = {}, .rules = false});
        for (const timeline::Finding &finding : report.findings) {
            if (finding.kind == timeline::FindingKind::OffBeat && std::ranges::find(clips, finding.clip) != clips.end())
                request.only.push_back(finding);
        }
        if (request.only.empty())
            request.kinds.clear();
    }
    SC_TRY_ASSIGN(fixed, fixInBundle(*session, QCoreApplication::translate("sc::cli", "Align cuts to beats"), request));
    return Output{fixedText(fixed, rate), fixedJson(fixed, rate)};
}

} // namespace

std::vector<Command> planCommands()
{
    const QString noun = QStringLiteral("plan");
    const QString bundle = QStringLiteral("BUNDLE");
    const std::vector<OptionSpec> options = planOptionSpecs();
    return {
        {noun, QStringLiteral("preview"), bundle, QCoreApplication::translate("sc::cli", "the shot plan without keeping it"), 1, 1, options, previewPlan},
        {noun, QStringLiteral("apply"), bundle, QCoreApplication::translate("sc::cli", "cut the song into scenes and shots on its beats"), 1, 1, options, applyPlan},
        {noun, QStringLiteral("audit"), bundle, QCoreApplication::translate("sc::cli", "how far every cut is from its beat"), 1, 1,
         {{QStringLiteral("sort"), QStringLiteral("BY"), QCoreApplication::translate("sc::cli", "time, error or clip (time)")},
          {QStringLiteral("histogram"), {}, QCoreApplication::translate("sc::cli", "how many cuts are how far off")},
          {QStringLiteral("csv"), {}, QCoreApplication::translate("sc::cli", "as a table for a spreadsheet")}},
         auditPlan},
        {noun, QStringLiteral("fix"), QStringLiteral("BUNDLE [CLIP...]"), QCoreApplication::translate("sc::cli", "roll cuts that are off to their beats; locked ones are named and left"), 1, -1, {}, fixPlan},
    };
}

} // namespace sc::cli
