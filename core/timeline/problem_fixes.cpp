// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/timeline/problem_fixes.h"

#include "core/timeline/handle_problems.h"
#include "core/timeline/row_fixer.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QHash>

#include <algorithm>

namespace sc::timeline {

namespace {

// What makes room comes first; beats when no edge moves any more for another reason, and then what depends on where edges are.
constexpr std::array kFixOrder = {FindingKind::Overlap,    FindingKind::FlashGap, FindingKind::Gap,    FindingKind::FlashFrame,
                                  FindingKind::Transition, FindingKind::OffBeat,  FindingKind::Handles};

bool isWanted(const FixProblems &request, const Finding &finding)
{
    if (request.only.empty())
        return std::ranges::find(request.kinds, finding.kind) != request.kinds.end();
    return std::ranges::any_of(request.only, [&](const Finding &each) { return each.isSame(finding); });
}

Problem nothingToFix()
{
    return Problem(ProblemCode::NothingToUpdate, QCoreApplication::translate("sc::timeline", "There is nothing of this kind to fix."));
}

Result<> checkRequest(const FixProblems &request)
{
    std::vector<FindingKind> kinds = request.kinds;
    for (const Finding &finding : request.only)
        kinds.push_back(finding.kind);
    for (const FindingKind kind : kinds) {
        if (!hasFix(kind)) {
            return std::unexpected(
                Problem(ProblemCode::InvalidParameter,
                        QCoreApplication::translate("sc::timeline", "%1 cannot be fixed by a program.").arg(findingKindTitle(kind))));
        }
    }
    return {};
}

} // namespace

bool hasFix(FindingKind kind)
{
    return std::ranges::find(kFixOrder, kind) != kFixOrder.end();
}

QString fixTitle(FindingKind kind)
{
    switch (kind) {
    case FindingKind::Overlap:
        return QCoreApplication::translate("sc::timeline", "Shorten one of the two");
    case FindingKind::FlashGap:
    case FindingKind::Gap:
        return QCoreApplication::translate("sc::timeline", "Let the shot before reach on");
    case FindingKind::FlashFrame:
        return QCoreApplication::translate("sc::timeline", "Remove it, its neighbour goes on");
    case FindingKind::Transition:
        return QCoreApplication::translate("sc::timeline", "Shorten the transition");
    case FindingKind::Handles:
        return QCoreApplication::translate("sc::timeline", "Shorten the transition to what the media last for");
    case FindingKind::OffBeat:
        return QCoreApplication::translate("sc::timeline", "Roll the cut to its beat");
    case FindingKind::Rule:
    case FindingKind::MissingMedia:
        return {};
    }
    return {};
}

QString fixTitle(const Finding &finding, FrameRate rate)
{
    if (finding.kind != FindingKind::Handles)
        return fixTitle(finding.kind);
    const auto frames = static_cast<int>(rate.frameAt(finding.allowed, Rounding::Nearest));
    return frames > 0 ? QCoreApplication::translate("sc::timeline", "Shorten the transition to %n frame(s)", nullptr, frames)
                      : QCoreApplication::translate("sc::timeline", "Take the transition out: there are no media for it");
}

std::vector<FindingKind> kindsOfFixAll()
{
    return {FindingKind::Overlap,    FindingKind::FlashGap, FindingKind::FlashFrame,
            FindingKind::Transition, FindingKind::Handles,  FindingKind::OffBeat};
}

Result<FixedProblems> fixProblems(const Timeline &timeline, const FixProblems &request)
{
    SC_TRY(checkRequest(request));
    FixedProblems outcome{timeline, 0, {}};
    for (const FindingKind kind : kFixOrder) {
        std::vector<Finding> wanted;
        ProblemReport report =
            findProblems(outcome.timeline, {.beats = request.beats, .missing = {}, .rules = false, .mediaLength = request.mediaLength});
        for (Finding &finding : report.findings) {
            if (finding.kind == kind && isWanted(request, finding))
                wanted.push_back(std::move(finding));
        }
        if (wanted.empty())
            continue;
        if (kind == FindingKind::Handles) {
            FixedHandles handles = fixHandles(outcome.timeline, wanted, request.mediaLength);
            outcome.fixed += handles.fixed;
            std::ranges::move(handles.left, std::back_inserter(outcome.left));
            outcome.timeline = std::move(handles.timeline);
            continue;
        }
        RowFixer fixer(outcome.timeline, request.beats);
        fixer.fix(wanted);
        outcome.fixed += fixer.fixed();
        for (const LeftProblem &left : fixer.left())
            outcome.left.push_back(left);
        if (fixer.fixed() > 0)
            outcome.timeline = fixer.timeline();
    }
    if (outcome.fixed > 0)
        return outcome;
    if (outcome.left.empty())
        return std::unexpected(nothingToFix());
    const LeftProblem &first = outcome.left.front();
    return std::unexpected(Problem(ProblemCode::Conflict, first.why)
                               .withDetail(findingText(first.finding, timeline.project.frameRate))
                               .withEntity(first.finding.entityKind, first.finding.entityId));
}

} // namespace sc::timeline
