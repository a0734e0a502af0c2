// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/review_page.h"

#include "core/playback/player.h"
#include "ui/gallery/ask_another.h"
#include "ui/gallery/review_plates.h"
#include "ui/gallery/review_strip.h"
#include "ui/theme/plates.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QBoxLayout>

#include <algorithm>

namespace sc::ui {

using generation::GalleryItem;
using timeline::TakeVerdict;

namespace {

constexpr int kJudgement = 344;
constexpr int kCompact = 56;
constexpr int kNarrow = 1100;
constexpr int kLow = 640;
constexpr int kStripHeight = 204;
constexpr int kHints = 34;

} // namespace

// In place of the picture when there is nothing to look at.
class StateCover : public QWidget
{
public:
    explicit StateCover(QWidget *parent) : QWidget(parent)
    {
        auto *column = new QVBoxLayout(this);
        m_state = new EmptyState(QStringLiteral("check"), {}, {}, this);
        column->addWidget(m_state);
        hide();
    }
    EmptyState *m_state;
};

ReviewPage::ReviewPage(GalleryDesk &desk, QWidget *parent)
    : QWidget(parent),
      m_desk(desk),
      m_frame(new QWidget(this)),
      m_view(new CompareView(m_frame)),
      m_plates(nullptr),
      m_foot(new Panel(this)),
      m_judgement(new JudgementPanel(desk, this)),
      m_nothing(new StateCover(this)),
      m_strip(new ReviewStrip(desk, m_round)),
      m_filter(nullptr),
      m_progress(new ProgressBar),
      m_left(new TextLabel({}, TextStyle::Body, Ink::Secondary)),
      m_said(new TextLabel({}, TextStyle::CaptionLight, Ink::Secondary)),
      m_sound(new Switch(tr("Sound"))),
      m_barBefore(new Switch(tr("From a bar before"))),
      m_way(new Segment({{tr("Loop shot"), {}}, {tr("Play through"), {}}})),
      m_options(new QWidget),
      m_hints(new QWidget)
{
    setFocusPolicy(Qt::StrongFocus);
    build();
    playback::Player &player = desk.context().player();
    connect(&player, &playback::Player::positionChanged, this, &ReviewPage::followPlayer);
    connect(&player, &playback::Player::frameReady, this, [this](const QImage &frame, Ticks time) {
        const timeline::Clip *clip = clipOfCurrent();
        if (!isVisible() || !usesPlayer() || !clip)
            return;
        // Before its own shot the program shows what is there; the take covers its shot.
        m_view->showInstead(time < clip->start && m_desk.context().player().isPlaying() ? frame : QImage());
    });
    connect(&player, &playback::Player::playingChanged, this, [this](bool playing) {
        m_plates->setPlaying(playing && isVisible() && usesPlayer());
        if (!playing)
            m_view->showInstead({});
    });
    connect(m_view, &CompareView::playingChanged, m_plates, [this](bool playing) { m_plates->setPlaying(playing); });
    connect(m_view, &CompareView::positionChanged, m_plates, qOverload<>(&QWidget::update));
    connect(m_view, &CompareView::pictureChanged, m_plates, qOverload<>(&QWidget::update));
    connect(&desk, &GalleryDesk::contentsChanged, this, &ReviewPage::takeContents);
    connect(m_strip, &ReviewStrip::chosen, this, &ReviewPage::goTo);
    connect(m_judgement, &JudgementPanel::approveRequested, this, &ReviewPage::approve);
    connect(m_judgement, &JudgementPanel::rejectRequested, this, &ReviewPage::reject);
    connect(m_judgement, &JudgementPanel::asked, this, &ReviewPage::ask);
    connect(m_judgement, &JudgementPanel::compareRequested, this, &ReviewPage::compareWithChosen);
    connect(m_judgement, &JudgementPanel::undoRequested, this, &ReviewPage::undo);
    connect(m_judgement, &JudgementPanel::moreRequested, this,
            [this](QWidget *anchor) { Q_EMIT menuRequested(anchor->mapToGlobal(QPoint(0, anchor->height() + 4))); });
}

void ReviewPage::build()
{
    m_view->setLabels(false);
    m_view->setCornerRadius(radius::kPanel);
    m_plates = new ReviewPlates(m_desk, *m_view, m_frame);
    m_plates->setPlaceOf([this] {
        const timeline::Clip *clip = clipOfCurrent();
        const Ticks at = !clip ? Ticks() : usesPlayer() ? m_desk.context().player().position() : clip->start + m_view->position();
        return ReviewPlates::Place{clip, at};
    });
    connect(m_plates, &ReviewPlates::fullRequested, this, &ReviewPage::toggleFullPicture);
    m_filter = new Segment({{tr("Not judged"), {}}, {tr("Flagged"), {}}, {tr("All"), {}}});
    m_filter->setAccessibleName(tr("Which takes to review"));
    auto *column = new QVBoxLayout(m_foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 10, 12, 10);
    bar->setSpacing(8);
    bar->addWidget(m_filter);
    m_progress->setFixedWidth(96);
    bar->addSpacing(6);
    bar->addWidget(m_progress);
    bar->addWidget(m_left);
    bar->addStretch(1);
    auto *options = new QHBoxLayout(m_options);
    options->setContentsMargins(0, 0, 0, 0);
    options->setSpacing(6);
    options->addWidget(new TextLabel(tr("Sound"), TextStyle::Body, Ink::Secondary));
    options->addWidget(m_sound);
    options->addSpacing(6);
    options->addWidget(new TextLabel(tr("From a bar before"), TextStyle::Body, Ink::Secondary));
    options->addWidget(m_barBefore);
    options->addSpacing(6);
    bar->addWidget(m_options);
    m_way->setAccessibleName(tr("At the end of a take"));
    bar->addWidget(m_way);
    column->addLayout(bar);
    auto *strip = new QHBoxLayout;
    strip->setContentsMargins(12, 0, 12, 0);
    strip->addWidget(m_strip);
    column->addLayout(strip);
    column->addStretch(1);
    auto *hints = new QHBoxLayout(m_hints);
    hints->setContentsMargins(12, 0, 12, 8);
    hints->setSpacing(14);
    for (const QString &hint :
         {tr("Tab next"), tr("Shift Tab back"), tr("Space play"), tr(", . frame"), tr("C compare with chosen"), tr("Esc gallery")})
        hints->addWidget(new TextLabel(hint, TextStyle::CaptionLight, Ink::Tertiary));
    hints->addStretch(1);
    hints->addWidget(m_said);
    auto *notes = new PushButton(tr("Export notes"), ControlKind::Quiet);
    notes->setButtonSize(ButtonSize::Small);
    connect(notes, &QPushButton::clicked, this, &ReviewPage::notesRequested);
    hints->addWidget(notes);
    column->addWidget(m_hints);
    m_sound->setChecked(true);
    m_barBefore->setChecked(false);
    connect(m_filter, &Segment::currentChanged, this, [this](int index) { setShow(ReviewShow(index)); });
    connect(m_sound, &QAbstractButton::toggled, this, &ReviewPage::setSound);
    connect(m_barBefore, &QAbstractButton::toggled, this, &ReviewPage::setFromBarBefore);
    connect(m_way, &Segment::currentChanged, this, [this](int index) { setPlaysThrough(index == 1); });
    m_nothing->m_state->addAction(tr("Show all takes"), true, [this] { setShow(ReviewShow::All); });
    m_nothing->m_state->addAction(tr("Back to the gallery"), false, [this] { Q_EMIT closed(); });
}

void ReviewPage::begin(const TakeId &at)
{
    const GalleryItem *item = m_desk.item(at);
    const bool wasJudged = item && item->take.verdict != TakeVerdict::None;
    const ReviewCounts counts = reviewCounts(m_desk.index());
    m_round.begin(m_desk.index(),
                  wasJudged || (counts.notJudged == 0 && at.isEmpty() && counts.all > 0) ? ReviewShow::All : ReviewShow::NotJudged, at);
    m_filter->setCurrent(int(m_round.show()));
    m_judgement->setAskWords(askWords(m_desk.context()));
    showCurrent();
    setFocus(Qt::OtherFocusReason);
}

void ReviewPage::setShow(ReviewShow show)
{
    m_judgement->keepNote();
    m_round.begin(m_desk.index(), show, m_round.current());
    m_filter->setCurrent(int(show));
    showCurrent();
}

const timeline::Clip *ReviewPage::clipOfCurrent() const
{
    const GalleryItem *item = m_desk.item(m_round.current());
    if (!item || item->clipName.isEmpty() || !m_desk.session())
        return nullptr;
    const timeline::Clip *found = nullptr;
    for (const timeline::Clip &clip : m_desk.session()->timeline().clips) {
        if (timeline::hasTake(clip, item->take) && (!found || (clip.isLive && !found->isLive)))
            found = &clip;
    }
    return found;
}

void ReviewPage::showCurrent()
{
    const bool wasPlaying = isPlaying();
    const GalleryItem *item = m_desk.item(m_round.current());
    m_nothing->setVisible(!item);
    m_frame->setVisible(item != nullptr);
    m_judgement->show(item ? item->take.id : TakeId());
    m_strip->refresh();
    refreshWords();
    m_looked.start();
    m_desk.context().actions().refresh(); // keys are for a take
    if (!item) {
        const ReviewCounts counts = reviewCounts(m_desk.index());
        const bool hasAny = counts.all > 0;
        m_nothing->m_state->setWords(!hasAny                                 ? tr("No take yet")
                                     : m_round.show() == ReviewShow::Flagged ? tr("Nothing is flagged")
                                                                             : tr("Everything is judged"),
                                     !hasAny ? tr("Takes come here when they are generated or brought along.")
                                             : tr("%1 takes have been looked at.").arg(counts.all));
        layOut();
        return;
    }
    m_isGoing = true;
    m_view->showInstead({});
    m_view->setPlaying(false);
    CompareSide side = compareSideOf(*m_desk.session(), item->take, GalleryDesk::shotTitle(*item));
    m_view->showAll();
    m_view->setSides({side});
    m_view->setPosition({});
    int ofShot = 0;
    for (const GalleryItem &other : m_desk.index().items())
        ofShot += other.take.clip == item->take.clip ? 1 : 0;
    QString quiet = tr("take %1 of %2").arg(item->takeNumber).arg(ofShot);
    if (!item->sceneName.isEmpty())
        quiet += QStringLiteral(", ") + item->sceneName;
    m_plates->setTitle(GalleryDesk::shotTitle(*item), quiet);
    m_plates->setChecks(item->take.checks);
    m_isGoing = false;
    startSound(wasPlaying);
    layOut();
}

void ReviewPage::toggleFullPicture()
{
    m_isFull = !m_isFull;
    layOut();
}

void ReviewPage::showEvent(QShowEvent *)
{
    layOut();
}

void ReviewPage::hideEvent(QHideEvent *)
{
    end();
}

void ReviewPage::resizeEvent(QResizeEvent *)
{
    layOut();
}

void ReviewPage::layOut()
{
    const int gap = space::kGutter;
    const bool isCompact = width() < kNarrow;
    const bool isLow = height() < kLow;
    m_judgement->setCompact(isCompact);
    m_judgement->setVisible(!m_isFull);
    m_foot->setVisible(!m_isFull);
    m_options->setVisible(!isCompact);
    m_hints->setVisible(!isCompact && !isLow);
    m_left->setVisible(width() > 700);
    const int right = isCompact || m_isFull ? 0 : kJudgement + gap;
    const int strip = m_isFull ? 0 : kStripHeight - (m_hints->isHidden() || isCompact || isLow ? kHints : 0);
    const int bar = isCompact && !m_isFull ? kCompact + gap : 0;
    const int room = height() - strip - bar - (m_isFull ? 0 : gap);
    const QRect picture(0, 0, width() - right, std::max(120, room));
    m_frame->setGeometry(picture);
    m_view->setGeometry(m_frame->rect());
    m_plates->setGeometry(m_frame->rect());
    m_plates->raise();
    m_plates->raiseButtons();
    m_nothing->setGeometry(picture);
    m_foot->setGeometry(0, height() - strip, width() - right, strip);
    if (isCompact)
        m_judgement->setGeometry(0, picture.bottom() + 1 + gap, width(), kCompact);
    else
        m_judgement->setGeometry(width() - kJudgement, 0, kJudgement, height());
}

void ReviewPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_isFull)
        toggleFullPicture();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

} // namespace sc::ui
