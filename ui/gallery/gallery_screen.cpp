// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_screen.h"

#include "core/generation/generation_service.h"
#include "core/timeline/take.h"
#include "ui/gallery/compare_page.h"
#include "ui/gallery/filter_panel.h"
#include "ui/gallery/gallery_page.h"
#include "ui/gallery/review_page.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/state_page.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

namespace sc::ui {

GalleryScreen::GalleryScreen(AppContext &context, QWidget *parent)
    : QWidget(parent),
      m_context(context),
      m_desk(new GalleryDesk(context, this)),
      m_pages(new QStackedWidget),
      m_noProject(new Panel),
      m_gallery(new GalleryPage(*m_desk)),
      m_review(new ReviewPage(*m_desk)),
      m_compare(new ComparePage(*m_desk))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    auto *nothing = new QVBoxLayout(m_noProject);
    auto *state =
        new EmptyState(QStringLiteral("gallery"), tr("No project is open"),
                       tr("Everything that is made for a project is found here. Open one, or drop a song on the window to begin."));
    state->addAction(tr("Choose a song..."), true, [this] { Q_EMIT m_context.importDialogRequested(); });
    state->addAction(tr("Open the library"), false, [this] { Q_EMIT m_context.screenRequested(ScreenId::Library); });
    nothing->addWidget(state);
    for (QWidget *page : std::initializer_list<QWidget *>{m_noProject, m_gallery, m_review, m_compare})
        m_pages->addWidget(page);
    connect(m_gallery, &GalleryPage::lookRequested, this, [this](const TakeId &take) {
        if (m_desk->isShared())
            showCompare({take});
        else
            showReview(take);
    });
    connect(m_gallery, &GalleryPage::reviewRequested, this, [this] { showReview(); });
    connect(m_gallery, &GalleryPage::compareRequested, this, &GalleryScreen::showCompare);
    connect(m_review, &ReviewPage::closed, this, &GalleryScreen::showGallery);
    connect(m_review, &ReviewPage::compareRequested, this, &GalleryScreen::showCompare);
    connect(m_review, &ReviewPage::notesRequested, m_gallery, &GalleryPage::exportNotes);
    connect(m_review, &ReviewPage::menuRequested, this, &GalleryScreen::openReviewMenu);
    connect(m_compare, &ComparePage::closed, this, [this] { m_pages->setCurrentWidget(m_compareFrom ? m_compareFrom : m_gallery); });
    connect(&context, &AppContext::galleryRequested, this, &GalleryScreen::showShot);
    connect(&context, &AppContext::reviewRequested, this, [this] { showReview(); });
    connect(&context, &AppContext::sessionChanged, this, &GalleryScreen::refreshPages);
    connect(m_desk, &GalleryDesk::scopeChanged, this, &GalleryScreen::refreshPages);
    registerGalleryActions(context.actions(), this);
    openShared();
    refreshPages();
}

GalleryScreen::~GalleryScreen() = default;

void GalleryScreen::openShared()
{
    if (!m_context.generation())
        return;
    auto shared = library::SharedItems::open(m_context.generation()->profile());
    if (!reported(m_context, shared))
        return;
    m_shared = std::move(*shared);
    m_desk->setSharedItems(m_shared.get());
}

void GalleryScreen::refreshPages()
{
    const bool hasAny = m_desk->hasProject() || m_desk->isShared();
    if (!hasAny)
        m_pages->setCurrentWidget(m_noProject);
    else if (m_pages->currentWidget() == m_noProject || m_desk->isShared() || !m_desk->hasProject())
        m_pages->setCurrentWidget(m_gallery);
    m_context.actions().refresh();
}

void GalleryScreen::showEvent(QShowEvent *)
{
    m_desk->setActive(true);
    refreshPages();
}

void GalleryScreen::hideEvent(QHideEvent *)
{
    m_desk->setActive(false);
}

void GalleryScreen::showGallery()
{
    const TakeId last = m_review->current();
    m_pages->setCurrentWidget(m_desk->hasProject() || m_desk->isShared() ? static_cast<QWidget *>(m_gallery) : m_noProject);
    if (!last.isEmpty() && m_gallery->model().rowOf(last) >= 0)
        m_gallery->view().scrollTo(m_gallery->model().index(m_gallery->model().rowOf(last)));
}

void GalleryScreen::showReview(const TakeId &at)
{
    if (!m_desk->hasProject())
        return;
    m_desk->setActive(true);
    m_desk->setScope(GalleryScope::Project);
    m_desk->refreshNow();
    m_pages->setCurrentWidget(m_review);
    m_review->begin(at);
}

void GalleryScreen::showCompare(const std::vector<TakeId> &takes)
{
    if (takes.empty())
        return;
    m_compareFrom = m_pages->currentWidget() == m_compare ? m_compareFrom : m_pages->currentWidget();
    m_pages->setCurrentWidget(m_compare);
    m_compare->show(takes);
}

void GalleryScreen::showShot(const ClipId &clip)
{
    if (!m_desk->hasProject())
        return;
    m_desk->setActive(true);
    m_desk->setScope(GalleryScope::Project);
    generation::GalleryFilter filter;
    const timeline::Clip *wanted = timeline::findClip(m_desk->session()->timeline(), clip);
    if (wanted)
        filter.clips = {timeline::takesKeptBy(*wanted)};
    m_desk->setFilter(filter);
    if (wanted)
        m_gallery->model().openStack(timeline::takesKeptBy(*wanted), true);
    m_pages->setCurrentWidget(m_gallery);
}

void GalleryScreen::openReviewMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char *id : {"review.choose", "review.compare", "review.clear", "review.timeline", "review.notes", "review.close"}) {
        if (QAction *action = m_context.actions().action(QLatin1String(id)))
            menu->addAction(action);
    }
    menu->popup(at);
}

} // namespace sc::ui
