// SPDX-License-Identifier: GPL-3.0-or-later
// ReviewPage: a take runs with the sound of its shot, or by itself.
#include "core/playback/player.h"
#include "core/playback/shot_media.h"
#include "ui/gallery/review_page.h"
#include "ui/gallery/review_plates.h"
#include "ui/widgets/segment.h"
#include "ui/widgets/switch.h"

#include <algorithm>

namespace sc::ui {

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

} // namespace sc::ui
