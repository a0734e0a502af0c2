// SPDX-License-Identifier: GPL-3.0-or-later
// ReviewPage: what is said of takes, and what that makes of the round.
#include "core/playback/player.h"
#include "ui/gallery/ask_another.h"
#include "ui/gallery/review_page.h"
#include "ui/gallery/review_strip.h"
#include "ui/widgets/progress.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/text_label.h"

namespace sc::ui {

using generation::GalleryItem;
using timeline::TakeVerdict;

namespace {

QString minutesText(double seconds)
{
    if (seconds < 60)
        return ReviewPage::tr("under a minute left");
    return ReviewPage::tr("%n min left", nullptr, int(std::lround(seconds / 60)));
}

} // namespace

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

} // namespace sc::ui
