// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/take_commands.h"

#include "core/generation/take_use.h"
#include "core/project/take_shelf.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/app_context.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::edit)
};

// What the shots show, each once; says so when it is nothing.
std::vector<TakeId> shownTakes(TimelineEditor &editor)
{
    std::vector<TakeId> takes;
    for (const ClipId &id : editor.targets()) {
        const timeline::Clip *clip = timeline::findClip(editor.timeline(), id);
        if (!clip)
            continue;
        const TakeId &take = clip->selectedVideo.isEmpty() ? clip->selectedImage : clip->selectedVideo;
        if (!take.isEmpty() && std::ranges::find(takes, take) == takes.end())
            takes.push_back(take);
    }
    if (takes.empty())
        editor.report(Problem(ProblemCode::NothingToUpdate, Words::tr("The shot shows no take yet.")));
    return takes;
}

void report(TimelineEditor &editor, const Result<> &done)
{
    if (!done)
        editor.report(done.error());
}

} // namespace

void sendToPool(AppContext &context, TimelineEditor &editor)
{
    const std::vector<TakeId> takes = editor.hasProject() ? shownTakes(editor) : std::vector<TakeId>();
    if (takes.empty())
        return;
    const auto sent = generation::sendToPool(*editor.session(), takes);
    if (!sent)
        return editor.report(sent.error());
    Q_EMIT context.noticeRaised({Notice::Level::Success, Words::tr("%n take(s) came into the pool", nullptr, int(sent->size())),
                                 sent->size() < takes.size() ? Words::tr("It has the others already.") : QString(), Words::tr("Show it"),
                                 [&context] { Q_EMIT context.galleryRequested({}); }});
}

void compareTakes(AppContext &context, TimelineEditor &editor)
{
    const std::vector<ClipId> shots = editor.targets();
    if (shots.empty())
        return;
    Q_EMIT context.generateRequested({shots.front()});
    if (context.actions().isEnabled(QStringLiteral("generate.compare")))
        context.actions().trigger(QStringLiteral("generate.compare"));
}

void rateShown(TimelineEditor &editor, int stars)
{
    if (!editor.hasProject())
        return;
    const std::vector<TakeId> takes = shownTakes(editor);
    if (takes.empty())
        return;
    project::TakeShelf &shelf = editor.session()->takes();
    const bool haveIt = std::ranges::all_of(takes, [&](const TakeId &id) {
        const timeline::Take *take = shelf.find(id);
        return take && take->rating == stars;
    });
    report(editor, shelf.rate(takes, haveIt ? 0 : stars));
}

void rejectShown(TimelineEditor &editor)
{
    if (!editor.hasProject())
        return;
    const std::vector<TakeId> takes = shownTakes(editor);
    if (takes.empty())
        return;
    using timeline::TakeVerdict;
    project::TakeShelf &shelf = editor.session()->takes();
    const bool areRejected = std::ranges::all_of(takes, [&](const TakeId &id) {
        const timeline::Take *take = shelf.find(id);
        return take && take->verdict == TakeVerdict::Rejected;
    });
    report(editor, shelf.judge(takes, areRejected ? TakeVerdict::None : TakeVerdict::Rejected));
}

} // namespace sc::ui::edit
