// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/transport_bar.h"

#include "core/audio/analysis.h"
#include "core/base/timecode.h"
#include "core/playback/player.h"
#include "core/project/project_session.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/music_marks.h"
#include "ui/widgets/song_overview.h"
#include "ui/widgets/text_label.h"

#include <QtWidgets/QBoxLayout>

namespace sc::ui {

namespace {

QWidget *pairOf(TextLabel *strong, TextLabel *quiet)
{
    auto *pair = new QWidget;
    auto *column = new QVBoxLayout(pair);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strong);
    column->addWidget(quiet);
    return pair;
}

} // namespace

TransportBar::TransportBar(AppContext &context, const PlayerFeed &feed, QWidget *parent)
    : Panel(parent),
      m_context(context),
      m_feed(feed),
      m_play(new IconButton(QStringLiteral("play"), tr("Play"))),
      m_metronome(new IconButton(QStringLiteral("metronome"), tr("Metronome"))),
      m_timecode(new TextLabel({}, TextStyle::Timecode)),
      m_bar(new TextLabel({}, TextStyle::CaptionMono, Ink::Cyan)),
      m_overview(new SongOverview),
      m_facts(new QWidget),
      m_bpm(new TextLabel({}, TextStyle::Strong)),
      m_key(new TextLabel({}, TextStyle::Strong)),
      m_camelot(new TextLabel({}, TextStyle::CaptionLight, Ink::Tertiary)),
      m_metre(new TextLabel({}, TextStyle::Strong)),
      m_meter(new LevelMeter),
      m_lufs(new TextLabel({}, TextStyle::CaptionMono, Ink::Secondary))
{
    setFixedHeight(size::kTransport);
    ActionRegistry &actions = context.actions();
    const auto button = [&](const QString &icon, const QString &action, bool strong) {
        auto *made = new IconButton(icon, {});
        made->setIconSize(strong ? 17 : 16);
        made->setStrong(strong);
        made->setAction(actions, action);
        return made;
    };
    m_play->setSide(36);
    m_play->setRound(true);
    m_play->setKind(ControlKind::Default);
    m_play->setAction(actions, QStringLiteral("playback.toggle"));
    m_play->setIconName(QStringLiteral("play"), IconFill::Solid);
    m_metronome->setAction(actions, QStringLiteral("playback.metronome"));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 0, 12, 0);
    row->setSpacing(2);
    row->addWidget(button(QStringLiteral("to-start"), QStringLiteral("playback.start"), true));
    row->addWidget(m_play);
    row->addWidget(button(QStringLiteral("to-end"), QStringLiteral("playback.end"), true));
    row->addSpacing(2);
    row->addWidget(button(QStringLiteral("loop"), QStringLiteral("playback.loop"), false));
    row->addWidget(m_metronome);
    row->addSpacing(12);
    auto *clock = pairOf(m_timecode, m_bar);
    clock->setFixedWidth(114);
    row->addWidget(clock);
    row->addSpacing(8);
    row->addWidget(m_overview, 1);
    row->addSpacing(10);

    auto *facts = new QHBoxLayout(m_facts);
    facts->setContentsMargins(2, 0, 2, 0);
    facts->setSpacing(12);
    facts->addWidget(pairOf(m_bpm, new TextLabel(tr("BPM"), TextStyle::CaptionLight, Ink::Tertiary)));
    facts->addWidget(pairOf(m_key, m_camelot));
    facts->addWidget(pairOf(m_metre, new TextLabel(tr("metre"), TextStyle::CaptionLight, Ink::Tertiary)));
    row->addWidget(m_facts);
    row->addSpacing(8);
    row->addWidget(button(QStringLiteral("volume"), QStringLiteral("playback.mute"), false));
    row->addSpacing(4);
    row->addWidget(m_meter);
    m_lufs->setFixedWidth(40);
    m_lufs->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_lufs->setToolTip(tr("Integrated loudness of the song, LUFS"));
    row->addWidget(m_lufs);

    playback::Player &player = context.player();
    connect(&feed, &PlayerFeed::subjectChanged, this, &TransportBar::showSubject);
    connect(&player, &playback::Player::positionChanged, this, &TransportBar::showPosition);
    connect(&player, &playback::Player::levelsChanged, m_meter, &LevelMeter::setLevels);
    connect(&player, &playback::Player::playingChanged, this, [this](bool playing) {
        m_play->setIconName(playing ? QStringLiteral("pause") : QStringLiteral("play"), IconFill::Solid);
        if (!playing)
            m_meter->setLevels(0, 0);
    });
    connect(m_overview, &SongOverview::seekRequested, this, [this](Ticks at) { m_context.player().seek(at); });
    connect(m_overview, &SongOverview::rangeRequested, this, &TransportBar::rangeRequested);
    showSubject();
}

void TransportBar::setVisibleRange(std::optional<TickRange> range)
{
    m_overview->setVisibleRange(range);
}

void TransportBar::setCuts(std::vector<Ticks> cuts)
{
    m_overview->setCuts(std::move(cuts));
}

void TransportBar::showSubject()
{
    const PlayerFeed::Subject &subject = m_feed.subject();
    m_overview->setSong(subject.map, subject.waveform, m_context.player().length(), subject.songStart);
    m_bpm->setText(subject.bpm > 0 ? QString::number(subject.bpm, 'f', 2) : QStringLiteral("–"));
    m_key->setText(subject.key.isEmpty() ? QStringLiteral("–") : shortKey(subject.key));
    m_camelot->setText(subject.key.isEmpty() ? tr("key") : audio::camelotOf(subject.key));
    m_metre->setText(subject.timeSignature.isEmpty() ? QStringLiteral("–") : subject.timeSignature);
    m_lufs->setText(subject.lufs ? QString::number(*subject.lufs, 'f', 1) : QString());
    m_facts->setVisible(parentWidget() == nullptr || (window()->width() >= 1200 && !subject.title.isEmpty()));
    showPosition(m_context.player().position());
}

void TransportBar::showPosition(Ticks position)
{
    const project::ProjectSession *session = m_context.session();
    if (session != nullptr && m_context.previewTrack().isEmpty()) {
        const FrameRate rate = session->timeline().project.frameRate;
        m_timecode->setText(formatTimecode(rate.frameAt(position), rate));
    } else {
        m_timecode->setText(formatClock(position, 2));
    }
    m_bar->setText(formatBarPosition(m_feed.subject().beats, position));
    m_overview->setPosition(position);
}

void TransportBar::resizeEvent(QResizeEvent *event)
{
    const bool narrow = window()->width() < 1200;
    m_facts->setVisible(!narrow && !m_feed.subject().title.isEmpty());
    m_metronome->setVisible(!narrow);
    m_meter->setFixedWidth(narrow ? 56 : 84);
    Panel::resizeEvent(event);
}

} // namespace sc::ui
