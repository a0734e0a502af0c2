// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/fix_commands.h"

#include "core/project/media_lengths.h"
#include "ui/timeline/timeline_editor.h"

#include <QtCore/QCoreApplication>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::edit)
};

constexpr size_t kNamed = 3; // reasons that a message holds

void fix(TimelineEditor &editor, const QString &name, timeline::FixProblems request)
{
    request.beats = editor.beats();
    request.mediaLength = project::mediaLengthsOf(editor.session());
    const Result<timeline::FixedProblems> fixed = timeline::fixProblems(editor.timeline(), request);
    if (!fixed) {
        if (fixed.error().code() != ProblemCode::NothingToUpdate)
            editor.report(fixed.error());
        return;
    }
    if (!editor.commit(name, fixed->timeline) || fixed->left.empty())
        return;
    QStringList reasons;
    for (const timeline::LeftProblem &left : fixed->left) {
        if (!reasons.contains(left.why))
            reasons.append(left.why);
    }
    const bool more = reasons.size() > qsizetype(kNamed);
    reasons = reasons.mid(0, qsizetype(kNamed));
    editor.report(Problem(ProblemCode::Conflict, Words::tr("%1 fixed, %2 left as they are.").arg(fixed->fixed).arg(fixed->left.size()))
                      .withDetail(reasons.join(u' ') + (more ? QStringLiteral(" ...") : QString())));
}

} // namespace

void fixProblems(TimelineEditor &editor, const std::vector<timeline::Finding> &only)
{
    std::vector<timeline::Finding> fixable;
    for (const timeline::Finding &finding : only) {
        if (timeline::hasFix(finding.kind))
            fixable.push_back(finding);
    }
    if (fixable.empty())
        return;
    const QString name = fixable.size() == 1 ? timeline::fixTitle(fixable.front(), editor.frameRate())
                                             : Words::tr("Fix %n problems", nullptr, int(fixable.size()));
    fix(editor, name, {.kinds = {}, .only = fixable, .beats = {}});
}

void fixAllProblems(TimelineEditor &editor)
{
    fix(editor, Words::tr("Fix all problems"), {.kinds = timeline::kindsOfFixAll(), .only = {}, .beats = {}});
}

void fillHere(TimelineEditor &editor, timeline::FillUnit unit)
{
    timeline::FillWithClips request{.unit = unit, .within = {}};
    if (unit != timeline::FillUnit::Markers)
        request.within = timeline::freeStretch(editor.timeline(), editor.playhead());
    if (request.within && request.within->isEmpty()) {
        editor.report(Problem(ProblemCode::Conflict, Words::tr("A shot lies under the playhead. Put the playhead into a free place.")));
        return;
    }
    editor.commit(Words::tr("New shots"), timeline::fillWithClips(editor.timeline(), request));
}

void fixAllCuts(TimelineEditor &editor)
{
    fix(editor, Words::tr("Align cuts to beats"), {.kinds = {timeline::FindingKind::OffBeat}, .only = {}, .beats = {}});
}

} // namespace sc::ui::edit
