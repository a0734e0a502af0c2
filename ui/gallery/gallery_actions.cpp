// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/playback/player.h"
#include "ui/gallery/compare_page.h"
#include "ui/gallery/filter_panel.h"
#include "ui/gallery/gallery_bar.h"
#include "ui/gallery/gallery_page.h"
#include "ui/gallery/gallery_screen.h"
#include "ui/gallery/review_page.h"
#include "ui/widgets/action_adder.h"
#include "ui/widgets/segment.h"

#include <array>

namespace sc::ui {

namespace {

constexpr std::array kStars{"stars0", "stars1", "stars2", "stars3", "stars4", "stars5"};

void addGallery(ActionRegistry &actions, GalleryScreen *screen)
{
    GalleryPage *page = &screen->gallery();
    GalleryDesk *desk = &screen->desk();
    const auto any = [page] { return !page->targets().empty(); };
    const auto ofProject = [page, desk] { return !desk->isShared() && !page->targets().empty(); };
    ActionAdder adder(actions, QStringLiteral("gallery"), page, any);
    adder.group(GalleryPage::tr("Takes"), ofProject);
    adder.add("approve", GalleryPage::tr("Approve"), "check", {Qt::SHIFT | Qt::Key_Return}, [page] { page->approve(); });
    adder.add("reject", GalleryPage::tr("Reject, or take it back"), "close", {Qt::Key_X}, [page] { page->reject(); });
    adder.add("choose", GalleryPage::tr("Choose for its shot"), "check", {Qt::CTRL | Qt::Key_Return}, [page] { page->chooseCurrent(); });
    adder.group(GalleryPage::tr("Takes"), any);
    for (int stars = 0; stars <= timeline::kMaxRating; ++stars)
        adder.add(kStars[size_t(stars)], stars == 0 ? GalleryPage::tr("No stars") : GalleryPage::tr("%n star(s)", nullptr, stars), "star",
                  {QKeySequence(Qt::Key_0 + stars)}, [page, stars] { page->rate(stars); });
    adder.add("tag", GalleryPage::tr("Tags..."), "tag", {Qt::Key_T}, [page] { page->editTags(); });
    adder.add("compare", GalleryPage::tr("Compare"), "compare", {Qt::Key_C}, [page] { page->compare(); });
    adder.add("delete", GalleryPage::tr("Delete"), "trash", {Qt::Key_Delete, Qt::Key_Backspace}, [page] { page->remove(); });
    adder.add("export", GalleryPage::tr("Export files..."), "export", {Qt::CTRL | Qt::Key_E}, [page] { page->exportFiles(); });
    adder.add(
        "apply", GalleryPage::tr("Apply to a shot..."), "plus", {Qt::SHIFT | Qt::Key_A}, [page] { page->applyTo(); },
        [page, desk] { return desk->hasProject() && !page->targets().empty(); });
    adder.group(GalleryPage::tr("Takes"), ofProject);
    adder.add("move", GalleryPage::tr("Move to a shot or the pool..."), "", {Qt::SHIFT | Qt::Key_M}, [page] { page->moveTo(); });
    adder.add(
        "share", GalleryPage::tr("Share with all projects"), "", {Qt::SHIFT | Qt::Key_P}, [page] { page->share(); },
        [page, desk] { return desk->sharedItems() && !desk->isShared() && !page->targets().empty(); });
    adder.add("generate", GalleryPage::tr("Generate more for their shots"), "generate", {Qt::Key_G}, [page] { page->generateMore(); });
    adder.add("timeline", GalleryPage::tr("Show in the timeline"), "timeline", {}, [page] { page->showInTimeline(); });
    adder.group(GalleryPage::tr("Find"), any);
    adder.add("similar", GalleryPage::tr("Similar pictures"), "image", {Qt::SHIFT | Qt::Key_S}, [page] { page->findSimilar(); });
    adder.add(
        "same", GalleryPage::tr("Made with the same values"), "templates", {}, [page] { page->findSameMaking(); }, ofProject);
    adder.group(GalleryPage::tr("Find"), [] { return true; });
    adder.add("find", GalleryPage::tr("Find takes"), "search", {Qt::CTRL | Qt::Key_F}, [page] { page->focusSearch(); });
    adder.add("filters", GalleryPage::tr("Filters"), "filter", {}, [page] { page->toggleFilters(); });
    adder.add(
        "clearFilters", GalleryPage::tr("Clear filters"), "", {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, [desk] { desk->setFilter({}); },
        [desk] { return filtersInUse(desk->filter()) > 0; });
    adder.add("missing", GalleryPage::tr("Takes whose file is missing"), "missing", {}, [desk] {
        generation::GalleryFilter filter;
        filter.isMissing = true;
        desk->setFilter(filter);
    });
    adder.add("unused", GalleryPage::tr("Takes that no shot shows"), "", {}, [desk] {
        generation::GalleryFilter filter;
        filter.isUnused = true;
        desk->setFilter(filter);
    });
    adder.group(GalleryPage::tr("Gallery"));
    adder.add(
        "stack", GalleryPage::tr("Open or close the stack"), "stack", {Qt::Key_O}, [page] { page->toggleStack(); },
        [page] { return !page->view().stackAtCurrent().isEmpty(); });
    adder.add("stacking", GalleryPage::tr("Stack the takes of a shot"), "", {},
              [page] { page->model().setStacking(!page->model().isStacking()); });
    adder.add("list", GalleryPage::tr("Pictures or list"), "list", {Qt::Key_V}, [page] { page->setList(!page->view().isList()); });
    adder.add("larger", GalleryPage::tr("Larger pictures"), "", {Qt::CTRL | Qt::Key_Equal, Qt::CTRL | Qt::Key_Plus},
              [page] { page->view().setCellWidth(page->view().cellWidth() + 24); });
    adder.add("smaller", GalleryPage::tr("Smaller pictures"), "", {Qt::CTRL | Qt::Key_Minus},
              [page] { page->view().setCellWidth(page->view().cellWidth() - 24); });
    adder.add("selectAll", GalleryPage::tr("Select all takes"), "", {Qt::CTRL | Qt::Key_A}, [page] { page->view().selectAll(); });
    adder.add("selectNone", GalleryPage::tr("Select nothing"), "", {Qt::Key_Escape}, [page] { page->clearSelection(); });
    adder.group(GalleryPage::tr("Gallery"), [desk] { return desk->hasProject() || desk->isShared(); });
    adder.add("bringIn", GalleryPage::tr("Bring in pictures or videos..."), "plus", {Qt::CTRL | Qt::Key_I}, [page] { page->bringIn(); });
    adder.add(
        "review", GalleryPage::tr("Review"), "eye", {Qt::Key_R}, [screen] { screen->showReview(); }, [desk] { return desk->hasProject(); });
    adder.add(
        "notes", GalleryPage::tr("Export notes..."), "notes", {}, [page] { page->exportNotes(); }, [desk] { return desk->hasProject(); });
    adder.add(
        "cleanUp", GalleryPage::tr("Clean up..."), "trash", {}, [page] { page->openCleanUp(); },
        [desk] { return desk->hasProject() && !desk->isShared(); });
    adder.add(
        "shared", GalleryPage::tr("Project or shared pool"), "swap", {},
        [desk] { desk->setScope(desk->isShared() ? GalleryScope::Project : GalleryScope::Shared); },
        [desk] { return desk->sharedItems() != nullptr; });
}

void addReview(ActionRegistry &actions, GalleryScreen *screen)
{
    ReviewPage *page = &screen->review();
    GalleryDesk *desk = &screen->desk();
    const auto has = [page] { return !page->current().isEmpty(); };
    ActionAdder adder(actions, QStringLiteral("review"), page, has);
    adder.group(ReviewPage::tr("Review"));
    adder.add("approve", ReviewPage::tr("Approve, then the next take"), "check", {Qt::Key_Return, Qt::Key_Enter},
              [page] { page->approve(); });
    adder.add("reject", ReviewPage::tr("Reject, then the next take"), "close", {Qt::Key_X}, [page] { page->reject(); });
    for (int stars = 0; stars <= timeline::kMaxRating; ++stars)
        adder.add(kStars[size_t(stars)], stars == 0 ? ReviewPage::tr("No stars") : ReviewPage::tr("%n star(s)", nullptr, stars), "star",
                  {QKeySequence(Qt::Key_0 + stars)}, [page, stars] { page->rate(stars); });
    adder.add("next", ReviewPage::tr("Next take"), "to-end", {Qt::Key_Tab, Qt::Key_Down}, [page] { page->step(1); });
    adder.add("previous", ReviewPage::tr("Previous take"), "to-start", {Qt::SHIFT | Qt::Key_Tab, Qt::Key_Up}, [page] { page->step(-1); });
    adder.add("play", ReviewPage::tr("Play or stop the take"), "play", {Qt::Key_Space, Qt::Key_K}, [page] { page->togglePlay(); });
    adder.add("frameBack", ReviewPage::tr("One frame back"), "", {Qt::Key_Comma}, [page] { page->stepFrames(-1); });
    adder.add("frameOn", ReviewPage::tr("One frame on"), "", {Qt::Key_Period}, [page] { page->stepFrames(1); });
    adder.add("compare", ReviewPage::tr("Compare with the chosen take"), "compare", {Qt::Key_C}, [page] { page->compareWithChosen(); });
    adder.add("another", ReviewPage::tr("Ask for another with a new seed"), "dice", {Qt::Key_N},
              [page] { page->ask(JudgementPanel::Ask::NewSeed); });
    adder.add("choose", ReviewPage::tr("Choose without a verdict"), "check", {Qt::CTRL | Qt::Key_Return},
              [page, desk] { desk->choose(page->current()); });
    adder.add("clear", ReviewPage::tr("Withdraw the verdict"), "", {}, [page, desk] { desk->clearVerdict({page->current()}); });
    adder.add("fullPicture", ReviewPage::tr("The picture alone"), "fullscreen", {Qt::Key_F}, [page] { page->toggleFullPicture(); });
    adder.add("loupe", ReviewPage::tr("Loupe"), "search", {Qt::Key_L}, [page] { page->view().setLoupe(!page->view().hasLoupe()); });
    adder.add("timeline", ReviewPage::tr("Show in the timeline"), "timeline", {}, [page, desk] {
        if (const generation::GalleryItem *item = desk->item(page->current()); item && !item->clipName.isEmpty()) {
            desk->context().player().seek(item->start);
            Q_EMIT desk->context().screenRequested(ScreenId::Timeline);
        }
    });
    adder.group(ReviewPage::tr("Review"), [] { return true; });
    adder.add("sound", ReviewPage::tr("Sound on or off"), "volume", {Qt::Key_M}, [page] { page->toggleSound(); });
    adder.add("notJudged", ReviewPage::tr("Review takes that are not judged"), "eye", {}, [page] { page->setShow(ReviewShow::NotJudged); });
    adder.add("flagged", ReviewPage::tr("Review flagged takes"), "warning", {}, [page] { page->setShow(ReviewShow::Flagged); });
    adder.add("all", ReviewPage::tr("Review all takes"), "", {}, [page] { page->setShow(ReviewShow::All); });
    adder.add("notes", ReviewPage::tr("Export notes..."), "notes", {}, [screen] { screen->gallery().exportNotes(); });
    adder.add("close", ReviewPage::tr("Back to the gallery"), "", {Qt::Key_Escape}, [screen] { screen->showGallery(); });
}

void addCompare(ActionRegistry &actions, GalleryScreen *screen)
{
    ComparePage *page = &screen->compare();
    GalleryDesk *desk = &screen->desk();
    ActionAdder adder(actions, QStringLiteral("compare"), page, [page] { return !page->current().isEmpty(); });
    adder.group(ComparePage::tr("Compare"));
    adder.add("choose", ComparePage::tr("Choose for its shot"), "check", {Qt::Key_Return, Qt::Key_Enter},
              [page, desk] { desk->choose(page->current()); });
    adder.add("approve", ComparePage::tr("Approve"), "check", {Qt::SHIFT | Qt::Key_Return},
              [page, desk] { desk->approve({page->current()}); });
    adder.add("reject", ComparePage::tr("Reject"), "close", {Qt::Key_X}, [page, desk] { desk->reject({page->current()}); });
    for (int stars = 0; stars <= timeline::kMaxRating; ++stars)
        adder.add(kStars[size_t(stars)], stars == 0 ? ComparePage::tr("No stars") : ComparePage::tr("%n star(s)", nullptr, stars), "star",
                  {QKeySequence(Qt::Key_0 + stars)}, [page, desk, stars] { desk->rate({page->current()}, stars); });
    adder.add("next", ComparePage::tr("Next take"), "", {Qt::Key_Tab}, [page] { page->step(1); });
    adder.add("previous", ComparePage::tr("Previous take"), "", {Qt::SHIFT | Qt::Key_Tab}, [page] { page->step(-1); });
    adder.add("play", ComparePage::tr("Play or stop"), "play", {Qt::Key_Space}, [page] { page->togglePlay(); });
    adder.add("mode", ComparePage::tr("Next way to compare"), "compare", {Qt::Key_C}, [page] {
        page->modes().setCurrent((page->modes().current() + 1) % 6);
        Q_EMIT page->modes().currentChanged(page->modes().current());
    });
}

} // namespace

void registerGalleryActions(ActionRegistry &actions, GalleryScreen *screen)
{
    addGallery(actions, screen);
    addReview(actions, screen);
    addCompare(actions, screen);
}

} // namespace sc::ui
