// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/picture_commands.h"

#include "core/project/take_shelf.h"
#include "core/project/version_shelf.h"
#include "ui/timeline/edit_each.h"

#include <QtConcurrent/QtConcurrentRun>
#include <QtCore/QFutureWatcher>
#include <QtWidgets/QFileDialog>

#include <algorithm>

namespace sc::ui::edit {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(sc::ui::edit)
};

using TakenIn = std::vector<Result<timeline::Take>>;

timeline::MediaLengthOf mediaLengths(const TimelineEditor &editor)
{
    return [session = editor.session()](const timeline::Clip &clip) { return session->takes().mediaLength(clip); };
}

void store(TimelineEditor &editor, const ClipId &clip, TakenIn files)
{
    std::vector<project::NewTake> takes;
    for (Result<timeline::Take> &file : files) {
        if (!file) {
            editor.report(file.error());
            continue;
        }
        file->clip = clip;
        takes.push_back({std::move(*file), {}, false});
    }
    if (takes.empty())
        return;
    if (const auto added = editor.session()->takes().add(Words::tr("Add media as take"), std::move(takes)); !added)
        editor.report(added.error());
}

} // namespace

void addTakes(TimelineEditor &editor, const ClipId &clip, const QStringList &files)
{
    if (!editor.hasProject() || files.isEmpty())
        return;
    if (editor.session()->isReadOnly()) {
        editor.report(Problem(ProblemCode::PermissionDenied, Words::tr("The project is open for reading only.")));
        return;
    }
    std::vector<project::TakeIntake> intakes;
    for (const QString &file : files)
        intakes.push_back(editor.session()->takes().intakeOf(file));
    auto *watcher = new QFutureWatcher<TakenIn>(&editor);
    const QPointer<project::ProjectSession> session = editor.session();
    QObject::connect(watcher, &QFutureWatcher<TakenIn>::finished, &editor, [&editor, watcher, session, clip] {
        // Another project may be open by now: what was copied into the first one's folder waits for its clean-up.
        if (session && session == editor.session())
            store(editor, clip, watcher->result());
        watcher->deleteLater();
    });
    watcher->setFuture(QtConcurrent::run([intakes] {
        TakenIn taken;
        for (const project::TakeIntake &intake : intakes)
            taken.push_back(project::takeFromFile(intake));
        return taken;
    }));
}

void applyTakes(TimelineEditor &editor, const ClipId &clipId, const std::vector<TakeId> &takes)
{
    const timeline::Clip *clip = editor.hasProject() ? timeline::findClip(editor.timeline(), clipId) : nullptr;
    if (!clip)
        return;
    project::TakeShelf &shelf = editor.session()->takes();
    std::vector<project::NewTake> copies;
    for (const TakeId &id : takes) {
        const timeline::Take *take = shelf.find(id);
        if (!take)
            continue;
        if (timeline::hasTake(*clip, *take)) {
            // Its own: to drop it is to choose it.
            if (const auto chosen = shelf.choose(clipId, id); !chosen)
                editor.report(chosen.error());
            return;
        }
        const auto recipe = shelf.recipeOf(id);
        project::NewTake copy{*take, recipe.value_or(timeline::TakeRecipe()), copies.empty(), false};
        copy.take.id = {};
        copy.take.clip = clipId;
        copies.push_back(std::move(copy));
    }
    if (copies.empty())
        return;
    if (const auto added = shelf.add(Words::tr("Apply take to shot"), std::move(copies)); !added)
        editor.report(added.error());
}

void askForTakes(TimelineEditor &editor, QWidget *window)
{
    const std::vector<ClipId> clips = editor.targets();
    if (clips.size() != 1) {
        editor.report(Problem(ProblemCode::ValidationError, Words::tr("Select one shot that the pictures or movies are for.")));
        return;
    }
    auto *dialog = new QFileDialog(window, Words::tr("Add media as take"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters(
        {Words::tr("Pictures and movies (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff *.mp4 *.mov *.m4v *.mkv *.webm)"),
         Words::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::filesSelected, &editor,
                     [&editor, clip = clips.front()](const QStringList &files) { addTakes(editor, clip, files); });
    dialog->open();
}

void setTransition(TimelineEditor &editor, timeline::ClipEdge edge, const timeline::Transition &transition, timeline::HandleRule handles)
{
    const bool isCut = transition.kind == timeline::TransitionKind::Cut;
    onEach(editor, isCut ? Words::tr("Remove transition") : Words::tr("Set transition"), editor.targets(),
           [&](const auto &t, const ClipId &clip) {
               return timeline::setTransition(
                   t, {.clip = clip, .edge = edge, .transition = transition, .handles = handles, .mediaLength = mediaLengths(editor)});
           });
}

void longerTransition(TimelineEditor &editor, timeline::ClipEdge edge, int frames)
{
    onEach(editor, Words::tr("Change transition length"), editor.targets(),
           [&](const auto &t, const ClipId &clip) -> Result<timeline::Timeline> {
               const timeline::TransitionAt now = timeline::transitionAt(t, clip, edge);
               if (now.isCut())
                   return std::unexpected(Problem(ProblemCode::NothingToUpdate, Words::tr("There is no transition at this cut.")));
               const Ticks length =
                   std::clamp(now.range.length() + editor.frameRate().timeOf(frames), editor.frameRate().frameLength(), Ticks::seconds(5));
               return timeline::setTransition(
                   t,
                   {.clip = clip, .edge = edge, .transition = {now.kind, length}, .place = now.place, .mediaLength = mediaLengths(editor)});
           });
}

void setSpeed(TimelineEditor &editor, timeline::Speed speed)
{
    onEach(editor, Words::tr("Change speed"), editor.targets(),
           [&](const auto &t, const ClipId &clip) { return timeline::setSpeed(t, {.clip = clip, .speed = speed}); });
}

void fitToFill(TimelineEditor &editor)
{
    const auto media = mediaLengths(editor);
    onEach(editor, Words::tr("Fit to fill"), editor.targets(), [&](const auto &t, const ClipId &id) {
        const timeline::Clip *clip = timeline::findClip(t, id);
        return timeline::fitToFill(t, {id, clip ? media(*clip) : std::nullopt});
    });
}

void freezeAtPlayhead(TimelineEditor &editor)
{
    const timeline::Clip *clip = timeline::clipAt(editor.timeline(), editor.playhead());
    if (!clip) {
        nothingToActOn(editor);
        return;
    }
    editor.commit(Words::tr("Freeze frame"), timeline::freezeClip(editor.timeline(), {.clip = clip->id, .at = editor.playhead()}));
}

void saveVersion(TimelineEditor &editor)
{
    const std::vector<ClipId> clips = editor.targets();
    if (clips.empty()) {
        nothingToActOn(editor);
        return;
    }
    for (const ClipId &clip : clips) {
        if (const auto saved = editor.session()->versions().save(clip); !saved) {
            editor.report(saved.error());
            return;
        }
    }
}

} // namespace sc::ui::edit
