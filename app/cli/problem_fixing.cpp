// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/problem_fixing.h"

#include "core/project/media_lengths.h"

#include <QtCore/QJsonArray>

namespace sc::cli {

using namespace timeline;

std::vector<OptionSpec> fixOptionSpecs()
{
    return {
        {QStringLiteral("fix"), QStringLiteral("KIND"),
         QCoreApplication::translate("sc::cli", "overlap, flash_gap, gap, flash_frame, transition, off_beat; may be repeated")},
        {QStringLiteral("fix-all"),
         {},
         QCoreApplication::translate("sc::cli", "every error and warning that has a fix, as one step; locked items are named and left")},
    };
}

Result<std::vector<FindingKind>> kindsToFix(const Arguments &arguments)
{
    std::vector<FindingKind> kinds;
    if (arguments.has(QStringLiteral("fix-all")))
        kinds = kindsOfFixAll();
    for (const QString &name : arguments.values(QStringLiteral("fix"))) {
        const auto kind = findingKindFromName(QString(name).replace(u'-', u'_'));
        if (!kind || !hasFix(*kind)) {
            QStringList known;
            for (const FindingKind each : kFindingKinds) {
                if (hasFix(each))
                    known.append(findingKindName(each));
            }
            return std::unexpected(
                Problem(ProblemCode::InvalidParameter, QCoreApplication::translate("sc::cli", "There is no fix for \"%1\".").arg(name))
                    .withDetail(known.join(QStringLiteral(", "))));
        }
        kinds.push_back(*kind);
    }
    return kinds;
}

Result<FixedProblems> fixInBundle(project::ProjectSession &session, const QString &name, const FixProblems &request)
{
    FixProblems withMedia = request;
    withMedia.mediaLength = project::mediaLengthsOf(&session);
    SC_TRY_ASSIGN(fixed, fixProblems(session.timeline(), withMedia));
    SC_TRY(session.apply(name, fixed.timeline));
    return fixed;
}

QString fixedText(const FixedProblems &fixed, FrameRate rate)
{
    QString text = QCoreApplication::translate("sc::cli", "%1 fixed, %2 left").arg(fixed.fixed).arg(fixed.left.size());
    for (const LeftProblem &left : fixed.left)
        text += QStringLiteral("\n  %1 %2").arg(findingText(left.finding, rate), left.why);
    return text;
}

QJsonObject fixedJson(const FixedProblems &fixed, FrameRate rate)
{
    QJsonArray left;
    for (const LeftProblem &each : fixed.left) {
        left.append(QJsonObject{{QStringLiteral("kind"), findingKindName(each.finding.kind)},
                                {QStringLiteral("text"), findingText(each.finding, rate)},
                                {QStringLiteral("why"), each.why}});
    }
    return {{QStringLiteral("fixed"), fixed.fixed}, {QStringLiteral("left"), left}};
}

} // namespace sc::cli
