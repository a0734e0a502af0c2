// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/generate/take_stage.h"

#include "core/generation/generation_service.h"
#include "core/generation/take_use.h"
#include "ui/generate/generate_desk.h"
#include "ui/generate/live_card.h"
#include "ui/generate/take_fact_card.h"
#include "ui/generate/take_facts.h"
#include "ui/generate/take_strip.h"
#include "ui/generate/time_words.h"
#include "ui/generate/vary_menu.h"
#include "ui/generate/view_bar.h"
#include "ui/timeline/position_text.h"
#include "ui/timeline/timeline_editor.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/stars_field.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/text_label.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QMenu>

#include <algorithm>

namespace sc::ui {

using namespace generation;

namespace {

constexpr int kCardsFrom = 600;   // height of the panel that has room for the cards of two takes
constexpr int kButtonsFrom = 640; // width that has room for all words on the buttons

std::vector<Segment::Part> modeParts()
{
    std::vector<Segment::Part> parts;
    for (int i = 0; i < kCompareModes; ++i)
        parts.push_back({compareModeName(static_cast<CompareMode>(i)), {}});
    return parts;
}

} // namespace

QString compareModeName(CompareMode mode)
{
    switch (mode) {
    case CompareMode::Single:
        return TakeStage::tr("1-up");
    case CompareMode::TwoUp:
        return TakeStage::tr("2-up");
    case CompareMode::FourUp:
        return TakeStage::tr("4-up");
    case CompareMode::Wipe:
        return TakeStage::tr("Wipe");
    case CompareMode::Difference:
        return TakeStage::tr("Diff");
    case CompareMode::Blink:
        break;
    }
    return TakeStage::tr("Blink");
}

TakeStage::TakeStage(GenerateDesk &desk, QWidget *parent)
    : Panel(parent),
      m_desk(desk),
      m_title(new TextLabel({}, TextStyle::Title, Ink::Primary, this)),
      m_facts(new TextLabel({}, TextStyle::Control, Ink::Secondary, this)),
      m_modes(new Segment(modeParts(), this)),
      m_view(new CompareView(this)),
      m_bar(new ViewBar(*m_view, this)),
      m_empty(new EmptyState(QStringLiteral("image"), tr("No takes yet"), {}, this)),
      m_count(new TextLabel({}, TextStyle::Caption, Ink::Tertiary, this)),
      m_choose(new PushButton(tr("Choose A"), ControlKind::Default, this)),
      m_approve(new PushButton(tr("Approve"), ControlKind::Quiet, this)),
      m_reject(new PushButton(tr("Reject"), ControlKind::Quiet, this)),
      m_next(new PushButton(tr("Use as start of next"), ControlKind::Quiet, this)),
      m_more(new PushButton(tr("More"), ControlKind::Quiet, this)),
      m_stars(new StarsField(13, this)),
      m_strip(new TakeStrip(this)),
      m_live(new LiveCard(desk, this)),
      m_cards{new TakeFactCard(0, this), new TakeFactCard(1, this)},
      m_cardRow(new QWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(space::kPadding, 0, space::kPadding, space::kPadding);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 6, 0, 0);
    head->setSpacing(8);
    head->addWidget(m_title);
    head->addWidget(m_facts, 1);
    m_modes->setAccessibleName(tr("How takes are compared"));
    head->addWidget(m_modes);
    layout->addLayout(head);
    m_view->setCornerRadius(9);
    m_view->setMinimumSize(240, 135);
    m_view->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
    layout->addWidget(m_view, 1);
    m_empty->addAction(tr("Generate"), true, [this] { m_desk.context().actions().trigger(QStringLiteral("generate.run")); });
    auto *bar = new QHBoxLayout;
    bar->setSpacing(6);
    bar->setContentsMargins(0, 4, 0, 0);
    bar->addWidget(new TextLabel(tr("Takes"), TextStyle::BodyStrong, Ink::Primary, this));
    bar->addWidget(m_count);
    m_stars->setAccessibleName(tr("Rating of take A"));
    bar->addSpacing(6);
    bar->addWidget(m_stars);
    bar->addStretch(1);
    m_choose->setIconName(QStringLiteral("check"));
    for (PushButton *button : {m_choose, m_approve, m_reject, m_next, m_more}) {
        button->setButtonSize(ButtonSize::Small);
        bar->addWidget(button);
    }
    layout->addLayout(bar);
    layout->addWidget(m_strip);
    layout->addWidget(m_live);
    auto *cards = new QHBoxLayout(m_cardRow);
    cards->setContentsMargins(0, 0, 0, 0);
    cards->setSpacing(8);
    cards->addWidget(m_cards[0]);
    cards->addWidget(m_cards[1]);
    layout->addWidget(m_cardRow);
    connect(m_modes, &Segment::currentChanged, this, [this](int index) { setMode(static_cast<CompareMode>(index)); });
    connect(m_strip, &TakeStrip::placed, this, [this](const TakeId &take, int place) {
        m_watched.clear();
        m_desk.setPlace(place, take);
        if (place == 1 && m_view->mode() == CompareMode::Single)
            setMode(CompareMode::TwoUp);
        refreshLive();
    });
    connect(m_strip, &TakeStrip::chosen, this, [this](const TakeId &take) {
        m_desk.setPlace(0, take);
        if (!m_desk.isChosen(take))
            m_desk.choose();
    });
    connect(m_strip, &TakeStrip::menuRequested, this, &TakeStage::openTakeMenu);
    const auto watch = [this](const QString &job) {
        m_watched = m_watched == job ? QString() : job;
        refreshLive();
    };
    connect(m_strip, &TakeStrip::jobActivated, this, watch);
    connect(m_live, &LiveCard::pictureClicked, this, [this, watch] { watch(m_live->job()); });
    connect(m_choose, &QAbstractButton::clicked, this, [this] { m_desk.choose(); });
    connect(m_approve, &QAbstractButton::clicked, this, [this] { m_desk.judge(timeline::TakeVerdict::Approved); });
    connect(m_reject, &QAbstractButton::clicked, this, [this] { m_desk.judge(timeline::TakeVerdict::Rejected); });
    connect(m_next, &QAbstractButton::clicked, this, [this] { m_desk.startNext(); });
    connect(m_more, &QAbstractButton::clicked, this, &TakeStage::openMore);
    connect(m_stars, &StarsField::rated, this, [this](int stars) {
        if (const timeline::Take *take = m_desk.takeAt(0))
            m_desk.rate(stars == 0 ? take->rating : stars);
    });
    connect(&desk, &GenerateDesk::shotChanged, this, [this] {
        m_watched.clear();
        refreshShot();
        refreshTakes();
    });
    connect(&desk, &GenerateDesk::takesChanged, this, &TakeStage::refreshTakes);
    connect(&desk, &GenerateDesk::jobsChanged, this, &TakeStage::refreshTakes);
    connect(&desk, &GenerateDesk::placesChanged, this, &TakeStage::refreshPlaces);
    connect(&desk, &GenerateDesk::progressed, this, &TakeStage::refreshJob);
    connect(&desk, &GenerateDesk::requestChanged, this, &TakeStage::refreshShot);
    connect(&desk.editor(), &TimelineEditor::statesChanged, this, [this] { refreshTakes(); });
    refreshShot();
    refreshTakes();
}

void TakeStage::refreshShot()
{
    const timeline::Clip *clip = m_desk.clip();
    if (!clip) {
        m_title->setText({});
        m_facts->setText({});
        return;
    }
    const TimelineEditor &editor = m_desk.editor();
    const int place = editor.index().positionOf(clip->id);
    m_title->setText(clip->name);
    QStringList facts;
    if (place >= 0)
        facts.append(tr("shot %1").arg(place + 1));
    facts.append(tr("%1 to %2")
                     .arg(positionText(editor.beats(), clip->start, editor.frameRate()),
                          positionText(editor.beats(), clip->end(), editor.frameRate())));
    facts.append(tr("%n frame(s)", nullptr, int(editor.frameRate().frameAt(clip->length, Rounding::Nearest))));
    m_facts->setText(facts.join(QStringLiteral(", ")));
    if (m_desk.isLocked())
        m_facts->setText(m_facts->text() + QStringLiteral(", ") + tr("locked"));
    const QString reason = m_desk.reasonNot();
    m_empty->setWords(tr("No takes yet"), reason.isEmpty() ? tr("Generate a picture or a movie, or drop one on the shot.") : reason);
    for (auto *button : m_empty->findChildren<PushButton *>())
        button->setDisabledReason(reason);
}

void TakeStage::refreshTakes()
{
    std::vector<StripItem> items;
    const auto &takes = m_desk.takes();
    int number = int(takes.size());
    for (auto job = m_desk.jobs().rbegin(); job != m_desk.jobs().rend(); ++job) {
        StripItem item;
        item.job = job->id.text();
        item.name = tr("Take %1").arg(number + int(m_desk.jobs().rend() - job));
        item.isFailed = job->status == JobStatus::Failed || job->status == JobStatus::Blocked;
        item.progress = job->isWithServer() ? job->progress.value_or(0) : -1;
        item.detail = item.isFailed || !job->isWithServer() ? jobStatusWord(job->status) : tr("%1 %").arg(int(item.progress * 100));
        items.push_back(std::move(item));
    }
    for (auto take = takes.rbegin(); take != takes.rend(); ++take, --number) {
        StripItem item;
        item.name = tr("Take %1").arg(number);
        item.take = *take;
        item.isMissing = !QFileInfo(m_desk.fileOf(*take)).isFile();
        item.rating = take->rating;
        item.isChosen = m_desk.isChosen(take->id);
        item.isApproved = take->verdict == timeline::TakeVerdict::Approved;
        item.isRejected = take->verdict == timeline::TakeVerdict::Rejected;
        item.isFlagged = !take->checks.empty();
        items.push_back(std::move(item));
    }
    m_count->setText(QString::number(takes.size()));
    m_strip->setSession(m_desk.editor().session());
    m_strip->setItems(std::move(items));
    m_strip->setVisible(!takes.empty() || !m_desk.jobs().empty());
    fillPlaces();
    refreshPlaces();
    refreshLive();
}

// The places that the comparison needs hold takes: the chosen one, then the newest that are not shown yet.
void TakeStage::fillPlaces()
{
    const int needed = sidesNeeded(m_view->mode());
    const auto &takes = m_desk.takes();
    for (int place = 1; place < needed; ++place) {
        if (!m_desk.place(place).isEmpty())
            continue;
        const auto isFree = [&](const timeline::Take &take) {
            for (int other = 0; other < GenerateDesk::kPlaces; ++other) {
                if (m_desk.place(other) == take.id)
                    return false;
            }
            return true;
        };
        // Of those, one of the same kind as A first: a movie beside a picture compares badly.
        const timeline::Take *a = m_desk.takeAt(0);
        auto found = std::find_if(takes.rbegin(), takes.rend(),
                                  [&](const timeline::Take &take) { return isFree(take) && a && take.kind == a->kind; });
        if (found == takes.rend())
            found = std::find_if(takes.rbegin(), takes.rend(), isFree);
        if (found != takes.rend())
            m_desk.setPlace(place, found->id);
    }
}

void TakeStage::refreshPlaces()
{
    std::vector<CompareSide> sides;
    std::vector<TakeId> marks;
    const int shown = sidesNeeded(m_view->mode());
    for (int place = 0; place < shown; ++place) {
        marks.push_back(m_desk.place(place));
        if (const timeline::Take *take = m_desk.takeAt(place)) {
            const QString name = shown > 1 ? tr("%1  %2").arg(QChar(u'A' + place)).arg(m_desk.nameOf(take->id)) : m_desk.nameOf(take->id);
            sides.push_back(
                compareSideOf(*m_desk.editor().session(), *take, name, take->seed ? tr("seed %1").arg(seedWords(*take->seed)) : QString()));
        }
    }
    m_view->setSides(sides);
    m_bar->refresh();
    m_strip->setMarks(marks);
    const timeline::Take *a = m_desk.takeAt(0);
    const timeline::Take *b = shown > 1 ? m_desk.takeAt(1) : nullptr;
    const bool rejected = a && a->verdict == timeline::TakeVerdict::Rejected;
    const bool approved = a && a->verdict == timeline::TakeVerdict::Approved;
    const QString none = a ? QString() : tr("There is no take yet.");
    const QString locked = m_desk.isLocked() ? tr("The shot is locked.") : none;
    m_choose->setText(a && m_desk.isChosen(a->id) ? tr("Take out of the film") : shown > 1 ? tr("Choose A") : tr("Choose"));
    m_choose->setDisabledReason(locked);
    m_approve->setText(approved ? tr("Approved") : tr("Approve"));
    m_approve->setKind(approved ? ControlKind::On : ControlKind::Quiet);
    m_reject->setText(rejected ? tr("Take back") : tr("Reject"));
    m_reject->setKind(rejected ? ControlKind::Danger : ControlKind::Quiet);
    for (PushButton *button : {m_approve, m_reject, m_more})
        button->setDisabledReason(none);
    const bool hasNext = a && clipAfter(m_desk.editor().timeline(), m_desk.clipId());
    m_next->setDisabledReason(!none.isEmpty() ? none : hasNext ? QString() : tr("No shot follows this one."));
    m_stars->setEnabled(a != nullptr);
    m_stars->setRating(a ? a->rating : 0);
    // Two cards when two are compared; one says what A was made with.
    if (a) {
        const auto rows = factsOf(*a, m_desk.recipeOf(a->id), b, b ? m_desk.recipeOf(b->id) : timeline::TakeRecipe());
        const auto differing = std::ranges::count_if(rows, &FactRow::differs);
        std::vector<TakeFactCard::Row> left;
        std::vector<TakeFactCard::Row> right;
        for (const FactRow &row : rows) {
            left.push_back({row.label, row.a, false});
            right.push_back({row.label, row.b, row.differs});
        }
        QStringList same;
        for (const FactRow &row : rows) {
            if (b && !row.differs && (row.label == tr("Seed") || row.label == tr("Prompt")))
                same.append(tr("same %1").arg(row.label.toLower()));
        }
        const bool isMixed = m_desk.isChosen(a->id);
        m_cards[0]->show(m_desk.nameOf(a->id), b ? same.join(QStringLiteral(", ")) : isMixed ? tr("shown in the film") : QString(), left);
        if (b)
            m_cards[1]->show(m_desk.nameOf(b->id), tr("%n value(s) differ", nullptr, int(differing)), right);
    }
    m_cards[1]->setVisible(b != nullptr);
    m_cardRow->setVisible(a != nullptr && height() >= kCardsFrom);
    const bool nothing = !a && m_watched.isEmpty() && m_desk.clip() != nullptr && m_desk.jobs().empty();
    m_empty->setVisible(nothing);
    placeOver();
    QMetaObject::invokeMethod(this, &TakeStage::placeOver, Qt::QueuedConnection);
}

void TakeStage::refreshJob(const QString &job)
{
    const GenerationService *service = m_desk.service();
    const Job *it = service ? service->job(JobId(job)) : nullptr;
    if (!it || it->clip != m_desk.clipId().text())
        return;
    const double progress = it->progress.value_or(0);
    m_strip->updateJob(job, progress, tr("%1 %").arg(int(progress * 100)), QImage::fromData(service->previewOf(it->id)));
    refreshLive();
}

// The sampling picture takes the viewer while the shot has no take yet, or when a person asked for it.
void TakeStage::refreshLive()
{
    const GenerationService *service = m_desk.service();
    QString wanted = m_watched;
    if (wanted.isEmpty() && m_desk.takes().empty() && !m_desk.jobs().empty())
        wanted = m_live->job();
    const Job *job = service && !wanted.isEmpty() ? service->job(JobId(wanted)) : nullptr;
    if (!job || job->isFinished() || job->clip != m_desk.clipId().text()) {
        m_watched.clear();
        m_view->showInstead({});
        m_bar->setLive({}, -1);
        return;
    }
    const QImage picture = QImage::fromData(service->previewOf(job->id));
    if (picture.isNull())
        return;
    m_view->showInstead(picture);
    const double progress = job->progress.value_or(0);
    m_bar->setLive(tr("%1, %2 %").arg(job->serverName).arg(int(progress * 100)), progress);
}

void TakeStage::setMode(CompareMode mode)
{
    m_modes->setCurrent(int(mode));
    m_view->setMode(mode);
    fillPlaces();
    refreshPlaces();
}

void TakeStage::nextMode()
{
    setMode(static_cast<CompareMode>((int(m_view->mode()) + 1) % kCompareModes));
}

void TakeStage::openTakeMenu(const TakeId &take, const QPoint &at)
{
    m_desk.setPlace(0, take);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    ActionRegistry &actions = m_desk.context().actions();
    const auto add = [&](const char *id) {
        if (QAction *action = actions.action(QLatin1String("generate.") + QLatin1String(id)))
            menu->addAction(action);
    };
    for (const char *id : {"choose", "approve", "reject"})
        add(id);
    menu->addSeparator();
    for (const char *id : {"reproduce", "vary"})
        add(id);
    menu->addSeparator();
    for (const char *id : {"pool", "startNext", "useAsStart"})
        add(id);
    QMenu *references = menu->addMenu(tr("Set as reference of"));
    const auto characters = m_desk.studio().characters();
    for (const Character &character : characters.value_or(std::vector<Character>()))
        connect(references->addAction(character.name), &QAction::triggered, this, [this, id = character.id] { m_desk.addReference(id); });
    references->setEnabled(!references->isEmpty());
    add("openInGallery");
    menu->addSeparator();
    add("deleteTake");
    menu->popup(at);
}

void TakeStage::openMore()
{
    openTakeMenu(m_desk.place(0), m_more->mapToGlobal(QPoint(0, m_more->height() + 4)));
}

void TakeStage::openVaryMenu(QWidget *anchor)
{
    openVary(m_desk, window(), anchor ? anchor : m_more);
}

void TakeStage::resizeEvent(QResizeEvent *event)
{
    Panel::resizeEvent(event);
    const bool wide = width() >= kButtonsFrom;
    m_next->setVisible(wide);
    m_facts->setVisible(width() >= 520);
    m_choose->setKeyCaps(wide ? QStringLiteral("Enter") : QString());
    m_cardRow->setVisible(m_desk.takeAt(0) != nullptr && height() >= kCardsFrom);
    placeOver();
    QMetaObject::invokeMethod(this, &TakeStage::placeOver, Qt::QueuedConnection); // once the layout has spoken
}

void TakeStage::placeOver()
{
    const QRect view = m_view->geometry();
    m_empty->setGeometry(view);
    m_bar->setGeometry(view.left() + 10, view.bottom() - 9 - m_bar->height(), view.width() - 20, m_bar->height());
    m_bar->raise();
    if (m_empty->isVisibleTo(this))
        m_empty->raise();
}

} // namespace sc::ui
