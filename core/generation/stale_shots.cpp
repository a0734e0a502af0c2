// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/generation/stale_shots.h"

#include "core/comfy/family.h"
#include "core/project/project_session.h"
#include "core/project/take_shelf.h"

#include <QtCore/QElapsedTimer>

namespace sc::generation {

namespace {

// What shows counts: a movie hides the picture that was chosen beside it.
TakeId shownBy(const timeline::Clip &clip)
{
    return clip.selectedVideo.isEmpty() ? clip.selectedImage : clip.selectedVideo;
}

} // namespace

void StaleShots::forget()
{
    m_known.clear();
    m_stale.clear();
}

StaleShots::Inputs StaleShots::inputsOf(const timeline::Timeline &timeline, const timeline::Clip &clip)
{
    Inputs inputs{clip, {}, {}, {}, {}};
    if (const timeline::Scene *scene = timeline::findScene(timeline, clip.scene)) {
        inputs.sceneName = scene->name;
        inputs.direction = scene->direction;
        inputs.promptTemplates = scene->promptTemplates;
    }
    if (!clip.generation.continueFrom.isEmpty()) {
        if (const timeline::Clip *before = timeline::findClip(timeline, clip.generation.continueFrom))
            inputs.before = shownBy(*before);
    }
    return inputs;
}

bool StaleShots::compare(const Studio &studio, const timeline::Clip &clip)
{
    const project::TakeShelf &takes = studio.session()->takes();
    const TakeId shown = shownBy(clip);
    const timeline::Take *take = takes.find(shown);
    if (!take || take->provider == timeline::TakeProvider::Import)
        return false; // nothing is known of how it was made
    RequestOptions options;
    options.kind = take->isVideo() ? comfy::MediaKind::Video : comfy::MediaKind::Image;
    options.chooseSeed = false;
    options.mayWait = true;
    options.items = &m_common.items;
    options.hashes = &m_hashes;
    const timeline::TakeRecipe *made = takes.inputsOf(shown);
    if (!made)
        return false;
    const ShotDraft present = draftFor(studio, clip.id, options);
    if (present.problems.empty())
        return isStale(*made, present.request, comfy::FamilyTable::builtIn());
    // It could not be sent as it is: only its words tell something.
    timeline::TakeRecipe words = *made;
    words.params.clear();
    return isStale(words, present.request, comfy::FamilyTable::builtIn());
}

bool StaleShots::look(const Studio &studio, int budgetMs)
{
    if (!studio.session()) {
        forget();
        return true;
    }
    const timeline::Timeline &timeline = studio.session()->timeline();
    Common common{timeline.project, studio.everything().value_or(StudioItems())};
    if (common != m_common) {
        m_known.clear();
        m_common = std::move(common);
    }
    QSet<ClipId> stale;
    bool isThrough = true;
    QElapsedTimer clock;
    clock.start();
    for (const timeline::Clip &clip : timeline.clips) {
        if (shownBy(clip).isEmpty())
            continue;
        Inputs inputs = inputsOf(timeline, clip);
        const auto known = m_known.constFind(clip.id);
        const bool isKnown = known != m_known.constEnd() && *known == inputs;
        bool isOld = m_stale.contains(clip.id);
        if (!isKnown && clock.elapsed() < budgetMs) {
            isOld = compare(studio, clip);
            m_known.insert(clip.id, std::move(inputs));
        } else if (!isKnown) {
            isThrough = false;
        }
        if (isOld)
            stale.insert(clip.id);
    }
    m_stale = std::move(stale);
    return isThrough;
}

} // namespace sc::generation
