// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/gallery/review_page.h"

#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "core/playback/shot_media.h"
#include "ui/gallery/ask_another.h"
#include "ui/gallery/review_strip.h"
#include "ui/theme/colour.h"
#include "ui/theme/motion.h"
#include "ui/theme/plates.h"
#include "ui/timeline/karaoke_painter.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/panel.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/state_page.h"
#include "ui/widgets/switch.h"
#include "ui/widgets/text_label.h"

#include <QtGui/QKeyEvent>
#include <QtGui/QPainter>
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

QString minutesText(double seconds)
{
    if (seconds < 60)
        return ReviewPage::tr("under a minute left");
    return ReviewPage::tr("%n min left", nullptr, int(std::lround(seconds / 60)));
}

} // namespace

// What stands on the picture: fades while it plays, but for the line that says where.
class ReviewPage::Plates : public QWidget
{
public:
    Plates(ReviewPage *page, QWidget *parent)
        : QWidget(parent),
          m_page(page),
          m_original(new PushButton(ReviewPage::tr("Original"), ControlKind::Default, parent)),
          m_loupe(new PushButton(ReviewPage::tr("Loupe"), ControlKind::Default, parent)),
          m_safe(new PushButton(ReviewPage::tr("Safe areas"), ControlKind::Default, parent)),
          m_full(new IconButton(QStringLiteral("fullscreen"), ReviewPage::tr("The picture alone"), parent))
    {
        setAttribute(Qt::WA_TransparentForMouseEvents); // its buttons lie beside it
        for (PushButton *button : {m_original, m_loupe, m_safe}) {
            button->setButtonSize(ButtonSize::Small);
            button->setCheckable(true);
            button->setFocusPolicy(Qt::TabFocus);
        }
        m_full->setSide(24);
        m_full->setStrong(true);
        m_full->setKind(ControlKind::Default);
        CompareView *view = page->m_view;
        connect(m_original, &QAbstractButton::clicked, this, [view](bool on) {
            if (on)
                view->showOriginal();
            else
                view->showAll();
        });
        connect(m_loupe, &QAbstractButton::clicked, view, &CompareView::setLoupe);
        connect(m_safe, &QAbstractButton::clicked, view, &CompareView::setSafeAreas);
        connect(m_full, &QAbstractButton::clicked, page, &ReviewPage::toggleFullPicture);
        connect(view, &CompareView::lookChanged, this, [this, view] {
            m_original->setChecked(view->look().enlargement > 1);
            m_loupe->setChecked(view->hasLoupe());
            m_safe->setChecked(view->hasSafeAreas());
        });
    }
    void setTitle(const QString &strong, const QString &quiet)
    {
        m_strong = strong;
        m_quiet = quiet;
        update();
    }
    void raiseButtons()
    {
        for (QWidget *button : std::initializer_list<QWidget *>{m_full, m_safe, m_loupe, m_original})
            button->raise();
    }
    void setPlaying(bool playing)
    {
        if (playing == m_isPlaying)
            return;
        m_isPlaying = playing;
        for (QWidget *button : std::initializer_list<QWidget *>{m_original, m_loupe, m_safe, m_full})
            button->setVisible(!playing);
        startMotion(this, MotionKind::Quick, m_shown, playing ? 0 : 1, [this](double shown) {
            m_shown = shown;
            update();
        });
    }

protected:
    void resizeEvent(QResizeEvent *) override
    {
        int x = width() - 12;
        for (QWidget *button : std::initializer_list<QWidget *>{m_full, m_safe, m_loupe, m_original}) {
            const int wide = button->sizeHint().width();
            x -= wide;
            button->setGeometry(x, 12, wide, 24);
            button->raise();
            x -= 4;
        }
    }
    void paintEvent(QPaintEvent *) override
    {
        const Theme &theme = themeOf(this);
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const CompareView &view = *m_page->m_view;
        const Ticks whole = view.length();
        if (whole > Ticks()) {
            const double share = double(view.position().value()) / double(whole.value());
            painter.fillRect(QRectF(0, height() - 3, width(), 3), QColor(255, 255, 255, 51));
            painter.fillRect(QRectF(0, height() - 3, width() * share, 3), Qt::white);
        }
        if (const timeline::Clip *clip = m_page->clipOfCurrent()) {
            const timeline::Timeline &timeline = m_page->m_desk.session()->timeline();
            const Ticks at = m_page->usesPlayer() ? m_page->m_desk.context().player().position() : clip->start + view.position();
            paintKaraoke(painter, theme, timeline, at, QRectF(rect()).adjusted(0, 0, 0, -2));
            if (m_shown <= 0)
                return;
            painter.setOpacity(m_shown);
            plate(painter, theme, 12, height() - 40, theme.fonts.timecode,
                  formatTimecode(timeline.project.frameRate.frameAt(at), timeline.project.frameRate), {}, false);
        }
        painter.setOpacity(m_shown);
        if (m_shown <= 0)
            return;
        plate(painter, theme, 12, 12, theme.fonts.controlStrong, m_strong, m_quiet, false);
        if (!view.sides().empty()) {
            const CompareSide &side = view.sides().front();
            const QString frames = side.isMovie
                                       ? ReviewPage::tr("%1 / %2, %3 fps")
                                             .arg(side.frameAt(view.position()) + 1)
                                             .arg(side.frames)
                                             .arg(QString::number(double(side.rateNumerator) / std::max(1, side.rateDenominator), 'g', 4))
                                       : QStringLiteral("%1 x %2").arg(side.size.width()).arg(side.size.height());
            plate(painter, theme, width() - 12, height() - 40, theme.fonts.captionMono, frames, {}, true);
        }
    }

private:
    static void plate(QPainter &painter, const Theme &theme, double x, double y, const QFont &font, const QString &strong,
                      const QString &quiet, bool atRight)
    {
        const QFontMetricsF metrics(font);
        const QFontMetricsF small(theme.fonts.body);
        const double width = metrics.horizontalAdvance(strong) + (quiet.isEmpty() ? 0 : small.horizontalAdvance(quiet) + 7) + 18;
        const QRectF box(atRight ? x - width : x, y, width, 26);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme.state.badgePlate);
        painter.drawRoundedRect(box, radius::kChip, radius::kChip);
        painter.setFont(font);
        painter.setPen(theme.state.onAccent); // the plate is dark in every look
        painter.drawText(box.adjusted(9, 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, strong);
        painter.setFont(theme.fonts.body);
        painter.setPen(withAlpha(theme.state.onAccent, 0.8));
        painter.drawText(box.adjusted(16 + metrics.horizontalAdvance(strong), 0, 0, 0), Qt::AlignLeft | Qt::AlignVCenter, quiet);
    }
    ReviewPage *m_page;
    PushButton *m_original;
    PushButton *m_loupe;
    PushButton *m_safe;
    IconButton *m_full;
    QString m_strong;
    QString m_quiet;
    double m_shown = 1;
    bool m_isPlaying = false;
};

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
    m_plates = new Plates(this, m_frame);
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

void ReviewPage::end()
{
    m_judgement->keepNote();
    m_view->setPlaying(false);
    playback::Player &player = m_desk.context().player();
    if (m_isLoopOurs) {
        player.pause();
        player.setLoop(std::nullopt);
        m_isLoopOurs = false;
    }
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

bool ReviewPage::usesPlayer() const
{
    return m_sound->isChecked() && clipOfCurrent() != nullptr;
}

bool ReviewPage::isPlaying() const
{
    return usesPlayer() ? m_desk.context().player().isPlaying() : m_view->isPlaying();
}

TickRange ReviewPage::playRange() const
{
    const timeline::Clip *clip = clipOfCurrent();
    if (!clip)
        return {};
    Ticks from = clip->start;
    if (m_barBefore->isChecked()) {
        for (const Beat &beat : timeline::timelineBeats(m_desk.session()->timeline())) {
            if (beat.isDownbeat() && beat.time < clip->start)
                from = std::max(Ticks(), beat.time);
        }
    }
    return {from, clip->end()};
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
    m_isGoing = false;
    startSound(wasPlaying);
    layOut();
}

void ReviewPage::startSound(bool play)
{
    if (!isVisible())
        return;
    playback::Player &player = m_desk.context().player();
    if (!usesPlayer()) {
        if (m_isLoopOurs) {
            player.pause();
            player.setLoop(std::nullopt);
            m_isLoopOurs = false;
        }
        m_view->setPlaying(play);
        return;
    }
    m_desk.context().setPreviewTrack({}); // the program, not a song on its own
    const TickRange range = playRange();
    m_isLoopOurs = true;
    player.setLoop(m_way->current() == 0 ? std::optional(range) : std::nullopt);
    player.seek(range.start);
    if (play)
        player.play();
}

void ReviewPage::followPlayer(Ticks position)
{
    const timeline::Clip *clip = clipOfCurrent();
    if (!isVisible() || m_isGoing || !usesPlayer() || !clip || !m_isLoopOurs)
        return;
    if (m_way->current() == 1 && position >= clip->end() && m_desk.context().player().isPlaying()) {
        if (!m_round.step(1))
            m_desk.context().player().pause();
        else
            showCurrent();
        return;
    }
    m_view->setPosition(playback::mediaTime(*clip, position));
    m_plates->update();
}

void ReviewPage::refreshWords()
{
    const ReviewCounts counts = reviewCounts(m_desk.index());
    m_filter->setAccessibleDescription(
        tr("%1 not judged, %2 flagged, %3 in all").arg(counts.notJudged).arg(counts.flagged).arg(counts.all));
    m_filter->setToolTip(tr("%1 not judged, %2 flagged, %3 in all").arg(counts.notJudged).arg(counts.flagged).arg(counts.all));
    const int all = int(m_round.takes().size());
    m_progress->setFraction(all > 0 ? double(m_round.done()) / all : 0);
    m_left->setText(all == 0 ? QString() : tr("%1 of %2, %3").arg(m_round.place() + 1).arg(all).arg(minutesText(m_round.secondsLeft())));
    QStringList said;
    if (m_round.approved() > 0)
        said.append(tr("%1 approved").arg(m_round.approved()));
    if (m_round.rejected() > 0)
        said.append(tr("%1 rejected").arg(m_round.rejected()));
    if (m_round.asked() > 0)
        said.append(tr("%1 asked again").arg(m_round.asked()));
    m_said->setText(said.isEmpty() ? QString() : tr("%1 in this round").arg(said.join(QStringLiteral(", "))));
}

void ReviewPage::takeContents()
{
    if (!isVisible())
        return;
    const TakeId before = m_round.current();
    const TakeId undone = m_round.takeBack(m_desk.index());
    m_round.follow(m_desk.index());
    if (!undone.isEmpty())
        (void)m_round.goTo(undone);
    if (m_round.current() != before || m_round.current().isEmpty()) {
        showCurrent();
        return;
    }
    m_judgement->show(m_round.current());
    m_strip->refresh();
    refreshWords();
}

void ReviewPage::judge(TakeVerdict verdict)
{
    const TakeId take = m_round.current();
    if (take.isEmpty())
        return;
    m_judgement->keepNote();
    const double seconds = double(m_looked.elapsed()) / 1000;
    const GalleryItem *item = m_desk.item(take);
    const bool isSame = item && item->take.verdict == verdict;
    const bool chooses = verdict == TakeVerdict::Approved && m_judgement->choosesToo() && item && !item->isLoose();
    const bool done = verdict == TakeVerdict::Approved ? m_desk.approve({take}, chooses) : m_desk.reject({take});
    if (!done && !isSame)
        return; // the problem was said
    m_desk.refreshNow();
    (void)m_round.goTo(take);
    m_round.judged(verdict, seconds);
    if (!m_round.goToNextOpen())
        m_desk.context().player().pause();
    showCurrent();
}

void ReviewPage::approve()
{
    judge(TakeVerdict::Approved);
}

void ReviewPage::reject()
{
    judge(TakeVerdict::Rejected);
}

void ReviewPage::rate(int stars)
{
    if (!m_round.current().isEmpty())
        m_desk.rate({m_round.current()}, stars);
}

void ReviewPage::step(int takes)
{
    m_judgement->keepNote();
    if (m_round.step(takes))
        showCurrent();
}

void ReviewPage::goTo(const TakeId &take)
{
    m_judgement->keepNote();
    if (take != m_round.current() && m_round.goTo(take))
        showCurrent();
}

void ReviewPage::togglePlay()
{
    if (m_round.current().isEmpty())
        return;
    playback::Player &player = m_desk.context().player();
    if (!usesPlayer()) {
        m_view->setPlaying(!m_view->isPlaying());
        return;
    }
    if (player.isPlaying()) {
        player.pause();
        return;
    }
    const TickRange range = playRange();
    if (!m_isLoopOurs || player.position() < range.start || player.position() >= range.end)
        startSound(true);
    else
        player.play();
}

void ReviewPage::stepFrames(int frames)
{
    m_desk.context().player().pause();
    m_view->stepFrames(frames);
}

void ReviewPage::ask(JudgementPanel::Ask what)
{
    const GalleryItem *item = m_desk.item(m_round.current());
    if (item && askAnother(m_desk, *item, what)) {
        m_round.askedAgain();
        refreshWords();
    }
}

void ReviewPage::compareWithChosen()
{
    const GalleryItem *item = m_desk.item(m_round.current());
    const timeline::Clip *clip = clipOfCurrent();
    if (!item || !clip)
        return;
    const TakeId chosen = item->take.isVideo() ? clip->selectedVideo : clip->selectedImage;
    if (!chosen.isEmpty() && chosen != item->take.id)
        Q_EMIT compareRequested({item->take.id, chosen});
}

void ReviewPage::undo()
{
    if (m_desk.session() && m_desk.session()->canUndo())
        (void)reported(m_desk.context(), m_desk.session()->undo());
}

void ReviewPage::setSound(bool on)
{
    const bool wasPlaying = m_view->isPlaying() || m_desk.context().player().isPlaying();
    m_sound->setChecked(on);
    m_barBefore->setEnabled(on);
    if (!on)
        m_desk.context().player().pause();
    startSound(wasPlaying);
}

void ReviewPage::toggleSound()
{
    m_sound->toggle();
}

void ReviewPage::setFromBarBefore(bool on)
{
    m_barBefore->setChecked(on);
    startSound(isPlaying());
}

void ReviewPage::setPlaysThrough(bool on)
{
    m_way->setCurrent(on ? 1 : 0);
    startSound(isPlaying());
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
