// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/describe.h"
#include "app/cli/session.h"
#include "core/planning/beat_audit.h"
#include "core/planning/shot_plan.h"
#include "core/base/timecode.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

namespace {

// "chorus=2beats" or "default=1bar".
Result<planning::PlanOptions> planOptions(const Arguments &arguments)
{
    planning::PlanOptions options;
    for (const QString &rule : arguments.values(QStringLiteral("rule"))) {
        const qsizetype equals = rule.indexOf(u'=');
        if (equals < 1) {
            return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "\"%1\" is not a rule.").arg(rule))
                                       .withDetail(QCoreApplication::translate("sc::cli", "Write section=length, for example chorus=2beats.")));
        }
        SC_TRY_ASSIGN(length, planning::parseShotLength(rule.mid(equals + 1)));
        options.rules[rule.left(equals).trimmed().toLower()].length = length;
    }
    if (arguments.has(QStringLiteral("seed"))) {
        bool ok = false;
        options.seed = arguments.value(QStringLiteral("seed")).toULongLong(&ok);
        if (!ok) {
            return std::unexpected(Problem(ProblemCode::ValidationError, QCoreApplication::translate("sc::cli", "The seed is a whole number of 0 or more, not \"%1\".")
                                                                             .arg(arguments.value(QStringLiteral("seed")))));
        }
    }
    return options;
}

QJsonObject previewJson(const planning::PlanPreview &preview)
{
    QJsonArray rate;
    for (const double value : preview.cutRate)
        rate.append(value);
    return {{QStringLiteral("scenes"), preview.scenes},
            {QStringLiteral("shots"), preview.shots},
            {QStringLiteral("average_shot_s"), preview.averageShotSeconds},
            {QStringLiteral("cuts_per_minute"), rate}};
}

QString previewText(const planning::PlanPreview &preview)
{
    return QCoreApplication::translate("sc::cli", "%1 scenes, %2 shots of %3 s on average").arg(preview.scenes).arg(preview.shots).arg(preview.averageShotSeconds, 0, 'f', 2);
}

Result<Output> previewPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(options, planOptions(invocation.arguments));
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    SC_TRY_ASSIGN(preview, planning::planShots(session->timeline(), options));
    QJsonObject json = previewJson(preview);
    json.insert(QStringLiteral("tree"), treeJson(preview.timeline));
    return Output{previewText(preview) + u'\n' + treeText(preview.timeline), json};
}

Result<Output> applyPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(options, planOptions(invocation.arguments));
    SC_TRY_ASSIGN(session, openBundle(invocation));
    SC_TRY_ASSIGN(preview, planning::planShots(session->timeline(), options));
    SC_TRY(session->apply(QCoreApplication::translate("sc::cli", "Plan shots"), preview.timeline));
    return Output{previewText(preview), previewJson(preview)};
}

QString auditText(const planning::AuditReport &report, FrameRate rate)
{
    QString text;
    for (const planning::CutError &cut : report.cuts) {
        const QString beat = cut.beat ? QStringLiteral("%1.%2").arg(cut.beat->bar).arg(cut.beat->beatInBar) : QCoreApplication::translate("sc::cli", "no beat");
        text += QStringLiteral("%1 %2  %3  %4 fr  %5 ms  %6\n")
                    .arg(cut.onBeat ? QLatin1Char(' ') : QLatin1Char('!'))
                    .arg(formatTimecode(cut.frame, rate), beat.leftJustified(8))
                    .arg(cut.errorFrames, 7, 'f', 3)
                    .arg(cut.errorMs, 8, 'f', 3)
                    .arg(cut.clip);
    }
    return text
        + QCoreApplication::translate("sc::cli", "%1 cuts, %2 off the beat, worst %3 frames")
              .arg(report.cuts.size())
              .arg(report.offBeat)
              .arg(report.worstFrames, 0, 'f', 3);
}

Result<Output> auditPlan(Invocation &invocation)
{
    SC_TRY_ASSIGN(session, openBundle(invocation, project::OpenMode::ReadOnly));
    const FrameRate rate = session->timeline().project.frameRate;
    const planning::AuditReport report = planning::auditBeats(session->timeline());
    return Output{auditText(report, rate), planning::toJson(report, rate)};
}

} // namespace

std::vector<Command> planCommands()
{
    const QString noun = QStringLiteral("plan");
    const QString bundle = QStringLiteral("BUNDLE");
    const std::vector<OptionSpec> options = {
        {QStringLiteral("rule"), QStringLiteral("SECTION=LENGTH"), QCoreApplication::translate("sc::cli", "chorus=2beats, verse=2bars, intro=energy; may be repeated")},
        {QStringLiteral("seed"), QStringLiteral("N"), QCoreApplication::translate("sc::cli", "the same seed gives the same plan (1)")},
    };
    return {
        {noun, QStringLiteral("preview"), bundle, QCoreApplication::translate("sc::cli", "the shot plan without keeping it"), 1, 1, options, previewPlan},
        {noun, QStringLiteral("apply"), bundle, QCoreApplication::translate("sc::cli", "cut the song into scenes and shots on its beats"), 1, 1, options, applyPlan},
        {noun, QStringLiteral("audit"), bundle, QCoreApplication::translate("sc::cli", "how far every cut is from its beat"), 1, 1, {}, auditPlan},
    };
}

} // namespace sc::cli
