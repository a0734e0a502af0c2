// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/gallery_page.h"

#include "core/playback/player.h"
#include "ui/gallery/filter_panel.h"
#include "ui/gallery/gallery_bar.h"
#include "ui/gallery/gallery_dialogs.h"
#include "ui/gallery/gallery_popovers.h"
#include "ui/gallery/likeness_search.h"
#include "ui/gallery/selection_bar.h"
#include "ui/gallery/take_files.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/search_field.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QAction>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QFileDialog>
#include <QtWidgets/QMenu>
#include <QtWidgets/QSlider>

#include <algorithm>

namespace sc::ui {

using generation::GalleryItem;

namespace {

constexpr int kFilters = 232;
constexpr int kFiltersFrom = 980; // content width that has room for them beside the takes
constexpr int kSelectionBelow = 14;
constexpr int kSmallCells = 140;

} // namespace

GalleryPage::GalleryPage(GalleryDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_model(new GalleryModel(desk, this)),
      m_filters(new FilterPanel(desk, this)),
      m_panel(new Panel(this)),
      m_bar(new GalleryBar(desk)),
      m_view(new GalleryView(*m_model)),
      m_selection(new SelectionBar(desk, desk.context().actions(), m_panel)),
      m_empty(new EmptyState(QStringLiteral("gallery"), {}, {}, m_view->viewport())), // so that files can be dropped on it
      m_noMatch(new EmptyState(QStringLiteral("search"), tr("Nothing fits these filters"), tr("Take one away, or look for other words."),
                               m_view->viewport())),
      m_busy(new QWidget),
      m_progress(new ProgressBar),
      m_busyWords(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_likeness(new LikenessSearch(this)),
      m_files(new TakeFiles(desk, this))
{
    auto *column = new QVBoxLayout(m_panel);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(new Hairline);
    auto *busy = new QHBoxLayout(m_busy);
    busy->setContentsMargins(12, 6, 12, 6);
    busy->setSpacing(10);
    busy->addWidget(m_busyWords);
    busy->addWidget(m_progress, 1);
    auto *stop = new PushButton(tr("Cancel"), ControlKind::Quiet);
    stop->setButtonSize(ButtonSize::Small);
    connect(stop, &QPushButton::clicked, this, [this] {
        m_likeness->stop();
        m_files->cancel();
        m_busy->hide();
    });
    busy->addWidget(stop);
    m_busy->hide();
    column->addWidget(m_busy);
    column->addWidget(m_view, 1);
    m_empty->addAction(tr("Bring in pictures or videos..."), true, [this] { bringIn(); });
    m_empty->addAction(tr("Generate"), false, [this] { Q_EMIT m_desk.context().screenRequested(ScreenId::Generate); });
    m_noMatch->addAction(tr("Clear filters"), true, [this] {
        m_bar->search().clear();
        m_desk.setFilter({});
    });
    connectView();
    refreshState();
}

GalleryPage::~GalleryPage() = default;

void GalleryPage::connectView()
{
    connect(m_view, &GalleryView::pickedChanged, this, &GalleryPage::takePicked);
    connect(m_view, &GalleryView::lookRequested, this, &GalleryPage::lookRequested);
    connect(m_view, &GalleryView::menuRequested, this, &GalleryPage::openMenu);
    connect(m_view, &GalleryView::compareRequested, this, &GalleryPage::compareRequested);
    connect(m_view, &GalleryView::similarRequested, this, &GalleryPage::similarTo);
    connect(m_view, &GalleryView::dropped, this,
            [this](const std::vector<TakeId> &takes, const ClipId &clip) { m_desk.applyTo(takes, clip); });
    connect(m_view, &GalleryView::filesDropped, m_files, &TakeFiles::bringIn);
    connect(m_files, &TakeFiles::broughtIn, this, [this](const std::vector<TakeId> &takes) {
        if (std::ranges::none_of(takes, [this](const TakeId &take) { return m_model->rowOf(take) >= 0; }))
            m_desk.setFilter({}); // what came in must be seen
        m_view->pick(takes);
        m_view->scrollTo(m_view->currentIndex());
    });
    connect(m_files, &TakeFiles::busyChanged, this, [this] {
        m_busy->setVisible(m_files->isBusy());
        m_busyWords->setText(m_files->words());
        m_progress->setFraction(-1);
    });
    connect(m_files, &TakeFiles::progressed, m_progress, &ProgressBar::setFraction);
    connect(m_likeness, &LikenessSearch::progressed, m_progress, &ProgressBar::setFraction);
    connect(m_likeness, &LikenessSearch::failed, this, [this](const Problem &problem) {
        m_busy->hide();
        Q_EMIT m_desk.context().problemRaised(problem);
    });
    connect(m_likeness, &LikenessSearch::found, this, [this](const std::vector<TakeId> &takes) {
        m_busy->hide();
        if (takes.size() < 2) {
            Q_EMIT m_desk.context().noticeRaised({Notice::Level::Info, tr("Nothing else looks like it"), {}, {}, {}});
            return;
        }
        generation::GalleryFilter filter;
        filter.only = QSet<TakeId>(takes.begin(), takes.end());
        m_desk.setFilter(filter);
        m_view->pick({m_alike});
    });
    connect(m_bar, &GalleryBar::reviewRequested, this, &GalleryPage::reviewRequested);
    connect(m_bar, &GalleryBar::filtersRequested, this, &GalleryPage::toggleFilters);
    connect(m_bar, &GalleryBar::moreRequested, this, &GalleryPage::openMoreFilters);
    connect(&m_bar->view(), &Segment::currentChanged, this, [this](int view) { setList(view == 1); });
    connect(&m_bar->sizes(), &QSlider::valueChanged, m_view, &GalleryView::setCellWidth);
    connect(m_filters, &FilterPanel::cleanUpRequested, this, &GalleryPage::openCleanUp);
    connect(m_filters, &FilterPanel::seedRequested, this, [this] { openMoreFilters(m_filters); });
    connect(m_selection, &SelectionBar::closed, this, &GalleryPage::clearSelection);
    connect(m_selection, &SelectionBar::rated, this, &GalleryPage::rate);
    connect(m_selection, &SelectionBar::moreRequested, this, [this](QWidget *anchor) { openMenu(anchor->mapToGlobal(QPoint(0, -4))); });
    connect(&m_desk, &GalleryDesk::listChanged, this, &GalleryPage::refreshState);
    connect(&m_desk, &GalleryDesk::scopeChanged, this, &GalleryPage::refreshState);
}

CleanUpDialog &GalleryPage::cleanUp()
{
    if (!m_cleanUp)
        m_cleanUp = new CleanUpDialog(m_desk, window());
    return *m_cleanUp;
}

std::vector<TakeId> GalleryPage::targets() const
{
    std::vector<TakeId> picked = m_view->picked();
    if (picked.empty() && !m_view->current().isEmpty())
        picked.push_back(m_view->current());
    return picked;
}

void GalleryPage::takePicked()
{
    m_selection->showFor(m_view->picked());
    m_view->setRoomBelow(m_selection->isHidden() ? 0 : SelectionBar::kHeight + 2 * kSelectionBelow);
    m_selection->raise();
    m_desk.context().actions().refresh();
}

void GalleryPage::refreshState()
{
    const bool hasAny = !m_desk.index().items().empty();
    const bool hasFound = !m_desk.found().empty();
    m_empty->setVisible(!hasAny);
    m_noMatch->setVisible(hasAny && !hasFound);
    if (!hasAny && m_desk.isShared())
        m_empty->setWords(tr("The shared pool is empty"),
                          tr("Drop pictures or videos here, or share takes of a project: all projects may use them."));
    else if (!hasAny)
        m_empty->setWords(tr("No takes yet"),
                          tr("What is generated comes here by itself. Pictures and videos of your own can be dropped."));
    if (m_desk.session()) {
        const timeline::Project &project = m_desk.session()->timeline().project;
        m_view->setShape(double(project.width) / std::max(1, project.height));
    }
    takePicked();
}

void GalleryPage::approve()
{
    m_desk.approve(targets());
}

void GalleryPage::reject()
{
    const std::vector<TakeId> takes = targets();
    const std::vector<GalleryItem> items = m_desk.itemsOf(takes);
    const bool all =
        std::ranges::all_of(items, [](const GalleryItem &item) { return item.take.verdict == timeline::TakeVerdict::Rejected; });
    if (all)
        m_desk.clearVerdict(takes);
    else
        m_desk.reject(takes);
}

void GalleryPage::rate(int stars)
{
    m_desk.rate(targets(), stars);
}

void GalleryPage::editTags(QWidget *anchor)
{
    if (targets().empty())
        return;
    if (!m_tags)
        m_tags = new TagPopover(m_desk, window());
    m_tags->openFor(targets(), anchor ? anchor : m_selection->isVisible() ? static_cast<QWidget *>(m_selection) : m_bar);
}

void GalleryPage::compare()
{
    std::vector<TakeId> takes = targets();
    if (takes.size() == 1) {
        // A take alone is compared with all of its shot.
        const GalleryItem *one = m_desk.item(takes.front());
        for (const GalleryItem &other : m_desk.index().items()) {
            if (one && !one->isLoose() && !m_desk.isShared() && other.take.clip == one->take.clip && other.take.id != one->take.id)
                takes.push_back(other.take.id);
        }
    }
    if (!takes.empty())
        Q_EMIT compareRequested(takes);
}

void GalleryPage::exportFiles()
{
    const std::vector<TakeId> takes = targets();
    if (takes.empty())
        return;
    auto *dialog = new QFileDialog(window(), tr("Export %n file(s) to", nullptr, int(takes.size())));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    connect(dialog, &QFileDialog::fileSelected, this, [this, takes](const QString &folder) { m_files->exportTo(takes, folder); });
    dialog->open();
}

void GalleryPage::remove()
{
    const std::vector<TakeId> takes = targets();
    std::vector<TakeId> notShown;
    QStringList shots;
    for (const GalleryItem &item : m_desk.itemsOf(takes)) {
        if (item.isChosen)
            shots.append(GalleryDesk::shotTitle(item));
        else
            notShown.push_back(item.take.id);
    }
    if (takes.empty())
        return;
    if (shots.isEmpty() && !m_desk.isShared()) {
        m_desk.remove(takes);
        return;
    }
    shots.removeDuplicates();
    auto *ask = new DeleteAsk(window());
    connect(ask, &DeleteAsk::accepted, this, [this, takes, notShown](bool alsoChosen) { m_desk.remove(alsoChosen ? takes : notShown); });
    connect(ask, &FloatingPlate::closed, ask, &QObject::deleteLater);
    ask->ask(int(takes.size()), shots, m_desk.isShared());
}

void GalleryPage::chooseCurrent()
{
    if (const std::vector<TakeId> takes = targets(); takes.size() == 1)
        m_desk.choose(takes.front());
}

void GalleryPage::applyTo()
{
    const std::vector<TakeId> takes = targets();
    if (takes.empty() || !m_desk.hasProject())
        return;
    delete m_shots;
    m_shots = new ShotChooser(m_desk, window());
    connect(m_shots, &ShotChooser::chosen, this, [this, takes](const ClipId &clip) { m_desk.applyTo(takes, clip); });
    m_shots->ask(tr("Apply %n take(s) to a shot", nullptr, int(takes.size())), m_desk.isShared());
}

void GalleryPage::moveTo()
{
    const std::vector<TakeId> takes = targets();
    if (takes.empty() || m_desk.isShared())
        return;
    delete m_shots;
    m_shots = new ShotChooser(m_desk, window());
    connect(m_shots, &ShotChooser::chosen, this, [this, takes](const ClipId &clip) { m_desk.moveTo(takes, clip); });
    m_shots->ask(tr("Move %n take(s) to", nullptr, int(takes.size())), true);
}

void GalleryPage::findSimilar()
{
    if (!targets().empty())
        similarTo(m_view->current().isEmpty() ? targets().front() : m_view->current());
}

void GalleryPage::similarTo(const TakeId &take)
{
    const GalleryItem *one = m_desk.item(take);
    if (!one)
        return;
    const auto source = [this](const timeline::Take &each) {
        if (m_desk.session() && !m_desk.isShared())
            return generation::likenessSourceOf(*m_desk.session(), each);
        return generation::LikenessSource{each.id, each.media.hash, {}, m_desk.fileOf(each), each.isVideo(), each.length};
    };
    std::vector<generation::LikenessSource> among;
    for (const GalleryItem &item : m_desk.index().items()) {
        if (!item.isMissing)
            among.push_back(source(item.take));
    }
    m_alike = take;
    m_busyWords->setText(tr("Looking for pictures like %1").arg(GalleryDesk::shotTitle(*one)));
    m_progress->setFraction(-1);
    m_busy->show();
    m_likeness->find(source(one->take), among);
}

void GalleryPage::findSameMaking()
{
    if (targets().empty() || !m_desk.session() || m_desk.isShared())
        return;
    const TakeId take = targets().front();
    const auto same = generation::takesOfSameMaking(*m_desk.session(), take);
    if (!reported(m_desk.context(), same))
        return;
    if (same->size() < 2) {
        Q_EMIT m_desk.context().noticeRaised({Notice::Level::Info,
                                              same->isEmpty() ? tr("How it was made is not known") : tr("No other take was made like this"),
                                              {},
                                              {},
                                              {}});
        return;
    }
    generation::GalleryFilter filter;
    filter.only = *same;
    m_desk.setFilter(filter);
    m_view->pick({take});
}

void GalleryPage::share()
{
    m_files->share(targets());
}

void GalleryPage::bringIn()
{
    auto *dialog = new QFileDialog(window(), tr("Bring in pictures or videos"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Pictures and movies (*.png *.jpg *.jpeg *.webp *.gif *.bmp *.tif *.tiff *.mp4 *.mov *.m4v *.mkv *.webm)"),
                            tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList &files) { m_files->bringIn(files, {}); });
    dialog->open();
}

void GalleryPage::exportNotes()
{
    std::vector<TakeId> takes = m_view->picked();
    std::vector<GalleryItem> items = takes.size() > 1 ? m_desk.itemsOf(takes) : m_desk.index().items();
    auto *dialog = new QFileDialog(window(), tr("Export notes"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({tr("Text (*.md)"), tr("Table (*.csv)")});
    dialog->setDefaultSuffix(QStringLiteral("md"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("csv")) ? QStringLiteral("csv") : QStringLiteral("md"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, [this, items](const QString &file) { m_files->exportNotes(items, file); });
    dialog->open();
}

void GalleryPage::openCleanUp()
{
    if (m_desk.hasProject() && !m_desk.isShared())
        cleanUp().openFresh();
}

void GalleryPage::openMoreFilters(QWidget *anchor)
{
    if (!m_more)
        m_more = new MoreFilters(m_desk, window());
    m_more->openBelow(anchor);
}

void GalleryPage::showInTimeline()
{
    const GalleryItem *item = targets().empty() ? nullptr : m_desk.item(targets().front());
    if (!item || item->clipName.isEmpty() || m_desk.isShared())
        return;
    m_desk.context().player().seek(item->start);
    Q_EMIT m_desk.context().screenRequested(ScreenId::Timeline);
}

void GalleryPage::generateMore()
{
    std::vector<ClipId> clips;
    for (const GalleryItem &item : m_desk.itemsOf(targets())) {
        if (!item.clipName.isEmpty() && std::ranges::find(clips, item.take.clip) == clips.end())
            clips.push_back(item.take.clip);
    }
    if (!clips.empty() && !m_desk.isShared())
        Q_EMIT m_desk.context().generateRequested(clips);
}

void GalleryPage::toggleStack()
{
    m_view->toggleStack(m_view->stackAtCurrent());
}

void GalleryPage::setList(bool list)
{
    m_view->setList(list);
    m_bar->view().setCurrent(list ? 1 : 0);
    m_bar->sizes().setEnabled(!list);
}

void GalleryPage::focusSearch()
{
    m_bar->search().setFocus(Qt::ShortcutFocusReason);
    m_bar->search().selectAll();
}

void GalleryPage::clearSelection()
{
    m_view->clearSelection();
    m_view->setFocus(Qt::OtherFocusReason);
}

void GalleryPage::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](std::initializer_list<const char *> ids) {
        for (const char *id : ids) {
            if (QAction *action = m_desk.context().actions().action(QLatin1String("gallery.") + QLatin1String(id)))
                menu->addAction(action);
        }
        menu->addSeparator();
    };
    if (m_desk.isShared()) {
        add({"apply", "tag", "compare", "similar", "export"});
    } else {
        add({"choose", "approve", "reject", "tag"});
        add({"compare", "stack", "similar", "same"});
        add({"apply", "move", "share", "generate", "timeline"});
        add({"export"});
    }
    add({"delete"});
    menu->popup(at);
}

void GalleryPage::toggleFilters()
{
    m_filtersOpen = !m_filtersOpen;
    layOut();
}

void GalleryPage::resizeEvent(QResizeEvent *)
{
    layOut();
}

void GalleryPage::showEvent(QShowEvent *)
{
    layOut();
    if (!m_view->currentIndex().isValid() && m_model->rowCount() > 0)
        m_view->selectionModel()->setCurrentIndex(m_model->index(0), QItemSelectionModel::NoUpdate);
    m_view->setFocus(Qt::OtherFocusReason);
}

void GalleryPage::layOut()
{
    const bool beside = width() >= kFiltersFrom;
    const int gap = space::kGutter;
    const int left = beside ? kFilters + gap : 0;
    m_bar->setFiltersButton(!beside);
    m_filters->setVisible(beside || m_filtersOpen);
    m_panel->setGeometry(left, 0, width() - left, height());
    m_filters->setGeometry(0, beside ? 0 : m_bar->height() + 4, kFilters, height() - (beside ? 0 : m_bar->height() + 4));
    if (!beside)
        m_filters->raise();
    if (!beside && m_view->cellWidth() > kSmallCells && m_bar->sizes().value() == 177)
        m_view->setCellWidth(kSmallCells);
    else if (beside && !m_view->isList())
        m_view->setCellWidth(m_bar->sizes().value());
    const QRect places = QRect(0, 0, m_panel->width(), std::max(0, m_panel->height() - m_bar->height() - 1));
    m_empty->setGeometry(places);
    m_noMatch->setGeometry(places);
    const int wide = std::min(SelectionBar::kWidth, m_panel->width() - 24) + 28;
    const int high = m_selection->height();
    m_selection->setGeometry((m_panel->width() - wide) / 2, m_panel->height() - high + 14 - kSelectionBelow, wide, high);
    m_selection->raise();
}

} // namespace sc::ui
