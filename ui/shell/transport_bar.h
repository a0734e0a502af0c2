// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/player_feed.h"
#include "ui/widgets/panel.h"

namespace sc::ui {

class IconButton;
class LevelMeter;
class SongOverview;
class TextLabel;

// The bar below every screen: playback, where it is, the whole song, its facts, the level.
class TransportBar : public Panel
{
    Q_OBJECT

public:
    TransportBar(AppContext &context, const PlayerFeed &feed, QWidget *parent = nullptr);
    // The part of the song that the timeline shows; nothing on other screens.
    void setVisibleRange(std::optional<TickRange> range);
    void setCuts(std::vector<Ticks> cuts); // of the open project, while its timeline shows

Q_SIGNALS:
    void rangeRequested(sc::TickRange range); // the window of the overview was dragged

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showSubject();
    void showPosition(Ticks position);

    AppContext &m_context;
    const PlayerFeed &m_feed;
    IconButton *m_play;
    IconButton *m_metronome;
    TextLabel *m_timecode;
    TextLabel *m_bar;
    SongOverview *m_overview;
    QWidget *m_facts;
    TextLabel *m_bpm;
    TextLabel *m_key;
    TextLabel *m_camelot;
    TextLabel *m_metre;
    LevelMeter *m_meter;
    TextLabel *m_lufs;
};

} // namespace sc::ui
